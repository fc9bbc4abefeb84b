"""The texts of a document, one by one: where each stands, what it says in each language, and
which of its languages the others are made from."""

import re
import unicodedata
from copy import copy
from dataclasses import dataclass
from functools import cache

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from languages.belongings import Keyed, Rows
from languages.checks import MARK
from languages.parts import Words
from languages.shapes import Shape
from languages.texts import CODES

# Each language has other names of its own: none is a translation of another's.
OWN_OF_EACH = {"alternative_names"}


@dataclass(frozen=True)
class Passage:
    """``at``: where it stands, such as ("results", "2", "statement"), all texts. ``key``: the
    same for the rows of a list, ``results.statement``. ``names``: what it is called, the
    outermost first, as the models say it: in no language yet."""

    at: tuple
    key: str
    names: tuple
    texts: dict

    @property
    def path(self):
        return "/".join(self.at)

    @property
    def label(self):
        """Such as “Result 2: statement”."""
        *rows, name = self.names
        words = without_code(str(name))
        if rows:
            whole = " ".join(str(one) for one in rows)
            words = _("%(whole)s: %(words)s") % {"whole": whole, "words": words}
        return capfirst(words)

    @property
    def source(self):
        """The language that the others are made from: the first that has words."""
        return next((code for code in CODES if self.texts.get(code)), "")

    @property
    def original(self):
        return self.texts.get(self.source, "")

    @property
    def targets(self):
        return [code for code in CODES if self.source and code != self.source]


def passages(shape, document):
    """[Passage] of a document, as ``Shape.write`` gives it or as it was kept."""
    return list(_of(shape, document, (), "", ()))


def has_words(shape):
    return bool(_with_words(shape))


def _with_words(shape):
    return [
        part for part in shape.parts
        if isinstance(part, Words)
        or (isinstance(part, Rows) and not part.flat and has_words(part.shape))
    ]  # fmt: skip


@cache
def texts_alone(shape):
    """The shape of what its passages stand in, and nothing else: quicker to read for many."""
    return Shape(shape.model, [copy(part) for part in _with_words(shape)])


def _of(shape, document, at, key, names):
    for part in shape.parts:
        if (value := document.get(part.key)) is None:
            continue
        if part.key in OWN_OF_EACH:
            continue
        if isinstance(part, Words):
            name = _name_of(part, shape.model)
            texts = {code: value.get(code, "") for code in CODES}
            yield Passage((*at, part.key), f"{key}{part.key}", (*names, name), texts)
        elif isinstance(part, Keyed):
            yield from _of_keyed(part, value, at, names)
        elif isinstance(part, Rows) and not part.flat:
            for number, row in enumerate(value, start=1):
                known = known_by(part, row, number)
                title = (part.shape.model._meta.verbose_name, known)
                yield from _of(
                    part.shape, row, (*at, part.key, known), f"{key}{part.key}.",
                    (*names, *title),
                )  # fmt: skip


def _of_keyed(part, value, at, names):
    fact, words = part.shape.parts
    for code, label in fact.field.flatchoices:
        if text := value.get(code):
            texts = {one: text.get(one, "") for one in CODES}
            where = (*at, part.key, code, words.key)
            whole = (*names, part.shape.model._meta.verbose_name, label)
            name = _name_of(words, part.shape.model)
            yield Passage(where, f"{part.key}.{words.key}", (*whole, name), texts)


def known_by(part, row, number):
    """A row that may be there once is known by what it names; another by its place."""
    only = part.distinct[0] if len(part.distinct) == 1 else ""
    return str(row[only]) if only in row else str(number)


def _name_of(part, model):
    return model._meta.get_field(part.names[0]).verbose_name


def without_code(label):
    return label.removesuffix(f" ({CODES[0]})")


def bare(text):
    """What a text says apart from spaces and the numbers of its marks: a source that moves
    makes no translation old."""
    plain = unicodedata.normalize("NFKC", MARK.sub("[]", text or ""))
    return re.sub(r"\s+", " ", plain).strip()


def holder(thing, kind, path):
    """(the row that has a passage, the name of its text): the thing itself or a row of one of
    its parts; None if there is no such passage now."""
    return _held(thing, kind.shape, path.split("/"))


def _held(row, shape, at):
    part = next((one for one in shape.parts if one.key == at[0]), None)
    if isinstance(part, Words) and len(at) == 1:
        return row, part.key
    if isinstance(part, Keyed) and len(at) == 3:
        rows = getattr(row, part.relation).filter(**{part.shape.parts[0].column: at[1]})
        found = rows.first()
        return (found, at[2]) if found and at[2] == part.shape.parts[1].key else None
    if isinstance(part, Rows) and not part.flat and len(at) > 2:
        for number, each in enumerate(part.rows_of(row), start=1):
            if known_by(part, part.shape.write(each), number) == at[1]:
                return _held(each, part.shape, at[2:])
    return None
