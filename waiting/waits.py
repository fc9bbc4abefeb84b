"""What waits for an account, first thing at the desk: only what it may do something about.

Each list is one query a model, whatever it finds: the first rows, each with how many there are.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.filters import CaseFilter
from cases.matrix import Matrix
from cases.models import Case, Source
from contributions.models import Contribution
from editorial import rights
from editorial.comments import Comment
from editorial.days import today
from editorial.kinds import kind_named
from languages.texts import CODES
from letters.models import Letter

from .notices import address_of

FIRST = 10  # rows of a list; the list of the desk has all
MODELS = [Case, Contribution]
OLD = timedelta(days=365)  # a source that nobody looked at for so long


@dataclass
class Line:
    title: str
    address: str
    since: object = None
    who: str = ""
    said: str = ""


@dataclass
class Wait:
    """``more``: the address of all of them."""

    name: str
    title: str
    about: str
    lines: list = field(default_factory=list)
    count: int = 0
    more: str = ""


def waits_for(user):
    """[Wait] of what the account may do something about, empty ones too."""
    found = [
        *to_review(user), *own(user), *comments(user), *pending(user), *translations(user),
        *letters(user), *sources(user),
    ]  # fmt: skip
    return [wait for wait in found if wait]


def first_of(rows):
    """(the first rows, how many there are) in one query."""
    found = list(rows.annotate(of_all=Window(Count("pk")))[:FIRST])
    return found, found[0].of_all if found else 0


def of_rows(wait, querysets, line_of, order):
    """The same of several models, put together by ``order``, the smallest first."""
    found = []
    for rows in querysets:
        some, count = first_of(rows.select_related("replaces", *PEOPLE))
        found += some
        wait.count += count
    wait.lines = [line_of(one) for one in sorted(found, key=order)[:FIRST]]
    return wait


PEOPLE = ["written_by", "submitted_by", "state_changed_by"]


def changed_at(thing):
    return thing.state_changed_at or thing.updated_at


def to_review(user):
    models = [model for model in MODELS if rights.has(user, "publish", model)]
    if not models:
        return
    wait = Wait("review", _("To review"), _("Submitted: you may publish it or return it."))

    def line(thing):
        return Line(
            str(thing), at_desk(thing), changed_at(thing), str(thing.submitted_by or "")
        )

    rows = [model.every_row.in_review().for_another_reviewer(user) for model in models]
    yield of_rows(wait, rows, line, changed_at)


def own(user):
    models = [model for model in MODELS if rights.has_any(user, model)]
    if not models:
        return

    def returned(thing):
        who = str(thing.state_changed_by or "")
        return Line(
            str(thing), at_desk(thing), changed_at(thing), who, said=thing.returned_because
        )

    def written(thing):
        return Line(str(thing), at_desk(thing), thing.updated_at)

    wait = Wait("returned", _("Returned to you"), _("Mend it and submit it again."))
    rows = [model.every_row.returned().of(user) for model in models]
    yield of_rows(wait, [part.order_by("state_changed_at", "pk") for part in rows], returned,
                  changed_at)  # fmt: skip
    wait = Wait("drafts", _("Your drafts"), _("Begun by you, not yet submitted."))
    rows = [model.every_row.drafts().of(user).filter(returned_because="") for model in models]
    yield of_rows(wait, [part.order_by("-updated_at", "pk") for part in rows], written,
                  lambda thing: -thing.updated_at.timestamp())  # fmt: skip


def pending(user):
    models = [model for model in MODELS if rights.has(user, "change", model)]
    if not models:
        return
    wait = Wait("pending", _("Pending changes"), _("Of everybody, the oldest first."))
    opts = models[0]._meta
    wait.more = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist") + "?pending=yes"

    def line(thing):
        who = str(thing.written_by or "")
        return Line(str(thing), at_desk(thing), thing.created_at, who,
                    said=thing.get_state_display())  # fmt: skip

    rows = [model.every_row.pending_changes().order_by("created_at", "pk") for model in models]
    yield of_rows(wait, rows, line, lambda thing: thing.created_at)


def comments(user):
    if not any(rights.has(user, "view", model) for model in MODELS):
        return
    wait = Wait("comments", _("Comments to you"), _("On what you write, or have commented."))
    rows, wait.count = first_of(Comment.objects.unread_by(user).select_related("made_by"))
    wait.lines = [
        Line(one.title, comments_of(one), one.made_at, str(one.made_by or ""), one.words[:200])
        for one in rows
    ]
    yield wait


def comments_of(one):
    model = kind_named(one.kind).model
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_comments"
    return reverse(name, args=[one.key])


def translations(user):
    """Of the languages that are theirs; the worklist has vocabulary and missing texts too."""
    models = [model for model in MODELS if rights.has_any(user, model)]
    codes = [code for code in CODES if code in user.languages] or CODES
    may = any(rights.has(user, verb, one) for one in models for verb in ("change", "translate"))
    if not may:
        return
    wait = Wait("translations", _("Translations behind"), _("The original was changed since."))
    wait.more = reverse("translations:worklist")

    def line(thing):
        own = [code for code in codes if code in thing.behind]
        some = [day for code in own for day in thing.behind[code].values()]
        return Line(str(thing), f"{wait.more}?state=behind", date.fromisoformat(min(some)),
                    said=", ".join(own))  # fmt: skip

    rows = [model.every_row.behind(codes).order_by("updated_at", "pk") for model in models]
    yield of_rows(wait, rows, line, lambda thing: thing.updated_at)


def letters(user):
    if not user.has_perm("letters.view_letter"):
        return
    wait = Wait("letters", _("From readers"), _("To accept, to answer, or to refuse."))
    wait.more = reverse("admin:letters_letter_changelist")
    rows, wait.count = first_of(Letter.objects.open().select_related("case", "contribution"))
    wait.lines = [
        Line(str(one), address_of(one), one.received_at, said=str(one.thing or ""))
        for one in rows
    ]
    yield wait


def sources(user):
    if not rights.has(user, "change", Case):
        return
    wait = Wait("sources", _("Sources to look at"), _("Of published cases, not looked at for a "
                "year."))  # fmt: skip
    rows = Source.objects.filter(
        case__in=Case.objects.published(), consulted_on__lt=today() - OLD
    )
    found, wait.count = first_of(rows.select_related("case").order_by("consulted_on", "pk"))
    wait.lines = [
        Line(f"[{one.position}] {one.title}", at_desk(one.case), one.consulted_on,
             said=str(one.case))
        for one in found
    ]  # fmt: skip
    yield wait


def at_desk(thing):
    """A pending change is found where what it changes is."""
    return address_of(thing.original)


def gaps(user):
    """The Matrix of levers and regions, for who may fill one; the index answers it."""
    if not rights.has(user, "add", Case):
        return None
    return Matrix(CaseFilter(), rows="lever", columns="region")
