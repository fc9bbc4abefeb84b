"""The worklist: each text that is missing in a language, or older than its original."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.identity import identities
from editorial.made_from import BEHIND, CURRENT, MISSING, Known, MadeFrom, Standing
from editorial.passages import Passage, passages, texts_alone
from editorial.publication import State
from languages.texts import CODES

from .permitted import kinds_of, languages_of, own

OPEN = "open"
STATES = {
    OPEN: _("Behind or missing"),
    BEHIND: _("Behind"),
    MISSING: _("Missing"),
    CURRENT: _("Current"),
}


@dataclass
class Item:
    """One text in one language, as the desk has it: a pending change stands for what it
    changes. ``key`` is that of the thing, not of its working copy."""

    kind: object
    thing: object
    passage: Passage
    language: str
    standing: Standing

    @property
    def key(self):
        return getattr(self.thing, "original", self.thing).pk

    @property
    def title(self):
        return str(self.thing)

    @property
    def where(self):
        """The words of its address."""
        return [self.kind.name, self.key, self.language, self.passage.path]

    @property
    def address(self):
        return reverse("translations:pair", args=self.where)

    @property
    def words(self):
        return self.passage.texts[self.language]

    @property
    def order(self):
        """Behind first, the newest change first; then what is missing."""
        since = self.standing.since
        return (
            [BEHIND, MISSING, CURRENT].index(self.standing.state),
            -since.timestamp() if since else 0,
            self.title.casefold(), self.key, self.passage.path,
        )  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What of the list is asked for. ``language``: "" for all that may be written."""

    language: str = ""
    kind: str = ""
    state: str = OPEN

    @classmethod
    def of(cls, user, data):
        """What cannot be asked is not asked for."""
        language, kind, state = (data.get(name, "") for name in ("into", "kind", "state"))
        known = {one.name for one in kinds_of(user)}
        return cls(
            language if language in CODES else "",
            kind if kind in known else "",
            state if state in STATES else OPEN,
        )

    @property
    def asked(self):
        """As a query: {name: value}."""
        said = {"into": self.language, "kind": self.kind, "state": self.state}
        return {name: value for name, value in said.items() if value}

    def wants(self, item):
        wanted = {BEHIND, MISSING} if self.state == OPEN else {self.state}
        return item.standing.state in wanted and self.language in ("", item.language)


def items(user, question):
    """[Item] that they may write, their own languages first."""
    first = own(user)
    found = [one for one in _items(user, question) if question.wants(one)]
    return sorted(found, key=lambda one: (one.language not in first, *one.order))


def _items(user, question):
    known = defaultdict(list)
    for row in MadeFrom.objects.order_by("pk"):
        known[row.identity].append(row)
    for kind in kinds_of(user):
        if question.kind in ("", kind.name):
            things = list(desk_rows(kind))
            slugs = [getattr(getattr(one, "original", one), kind.key) for one in things]
            uuids = identities(kind.name, slugs)
            for slug, thing in zip(slugs, things, strict=True):
                uuid = uuids[slug]
                yield from of_thing(user, kind, thing, Known(uuid, known[uuid]))


def of_thing(user, kind, thing, known):
    """Each text in each language that this account may write."""
    if codes := languages_of(user, thing):
        shape = texts_alone(kind.shape)
        for passage in passages(shape, shape.write(thing)):
            for code in passage.targets:
                if code in codes:
                    yield Item(kind, thing, passage, code, known.standing(passage, code))


def desk_rows(kind):
    """What the desk shows of each: its working copy, where it has one."""
    prefetch = texts_alone(kind.shape).prefetch
    if not kind.is_published_by_deeds:
        return kind.model._default_manager.prefetch_related(*prefetch)
    rows = kind.model._base_manager.exclude(state=State.ARCHIVED)
    rows = rows.filter(working_copy__isnull=True).select_related("replaces")
    return rows.prefetch_related(*prefetch)
