"""Citations as people read them: APA, Chicago, ISO 690, in the language of the page.

Each style gives the words before the title, the title, and the words after it, since the
title alone is set in italics.
"""

import datetime
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .citable import Genre, Person


class Citation(NamedTuple):
    style: str
    before: str
    title: str
    after: str

    def __str__(self):
        return f"{self.before}{self.title}{self.after}"


# The day on which works are looked up, where it is not today.
DAY = ContextVar("the day on which works are looked up", default=None)


@contextmanager
def consulted(day):
    """Within it, who cites says that a work was looked up on this day."""
    before = DAY.set(day)
    try:
        yield
    finally:
        DAY.reset(before)


def citations(work):
    return [apa(work), chicago(work), iso690(work, DAY.get() or datetime.date.today())]


def apa(work):
    names = [inverted(name, initials) for name in work.authors]
    names = in_row(names, pgettext("before the last author in APA", ", & "))
    return Citation(
        "APA",
        f"{ended(names)} ({_apa_date(work)}). " if names else "",
        work.title,
        sentences(
            f"{_version(work)}{_medium(work)}" + ("" if names else f" ({_apa_date(work)})"),
            work.other_publisher,
            work.url,
            first_closed=closed(work.title),
        ),
    )


def chicago(work):
    first, *others = work.authors or [""]
    names = [inverted(first), *(direct(name) for name in others)]
    names = [name for name in names if name]
    names = in_row(names, pgettext("before the last author in Chicago", ", and "))
    return Citation(
        "Chicago",
        f"{ended(names)} " if names else "",
        work.title,
        sentences(
            f"{_version(work)}{_medium(work)}",
            ", ".join(filter(None, [work.other_publisher, _changed(work) or _year(work)])),
            work.url,
            first_closed=closed(work.title),
        ),
    )


def iso690(work, today):
    names = [inverted(name, capitals=True) for name in work.authors]
    names = in_row(names, pgettext("before the last author in ISO 690", " and "))
    seen = _("viewed %(date)s") % {"date": in_full(work.consulted_on or today)}
    when = ", ".join(filter(None, [work.other_publisher, _year(work)]))
    medium = pgettext("medium in ISO 690", "[online]")
    return Citation(
        "ISO 690",
        f"{ended(names)} " if names else "",
        work.title,
        sentences(
            f" {medium}{_version(work)}",
            f"{when} [{seen}]",
            _("Available from: %(address)s") % {"address": work.url} if work.url else "",
        ),
    )


# --- names ------------------------------------------------------------------------------


def inverted(name, given=lambda words: words, capitals=False):
    """Byron, Ada; the name of a body stays as it is."""
    if not isinstance(name, Person):
        return name.upper() if capitals else str(name)
    family = name.family.upper() if capitals else name.family
    return f"{family}, {given(name.given)}" if name.given else family


def direct(name):
    return f"{name.given} {name.family}".strip() if isinstance(name, Person) else str(name)


def initials(given):
    """Ana Carolina gives A. C.; Jean-Luc gives J.-L."""
    words = [
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.split()
    ]
    return " ".join(words)


def in_row(names, last):
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{last}{names[-1]}"


# --- dates and pieces -------------------------------------------------------------------


def in_full(date):
    return date_format(date, pgettext("a full date", "j F Y"))


def _apa_date(work):
    if work.date:
        return date_format(work.date, pgettext("a date in APA", "Y, F j"))
    return _year(work) or _("n.d.")


def _year(work):
    return str(work.year) if work.year else ""


def _changed(work):
    if not work.date:
        return ""
    return _("last modified %(date)s") % {"date": in_full(work.date)}


def _version(work):
    return f" ({work.version})" if work.version else ""


def _medium(work):
    return " " + _("[Data set]") if work.genre == Genre.DATA else ""


def closed(words):
    return words.rstrip().endswith((".", "?", "!", "…"))


def ended(words):
    return words if closed(words) else f"{words}."


def sentences(first, *others, first_closed=False):
    """What follows a title: each piece ends with a full stop, an address with nothing."""
    start = first if first_closed and not first else f"{first}."
    rest = [piece for piece in others if piece]
    told = [
        piece if piece.startswith("http") or "://" in piece else ended(capitalised(piece))
        for piece in rest
    ]
    return " ".join([start, *told])


def capitalised(words):
    return words[:1].upper() + words[1:]
