"""What a sheet that was brought back would do: planned whole, shown, then done whole or not at
all. What changed since it was taken away is shown, and never written over."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.conflicts import difference
from editorial.kinds import kind_named
from editorial.made_from import passages_of
from languages.uniform import uniform

from . import sheets, writing
from .permitted import languages_of

WRITE, RIGHT, SAME, CHANGED, BAD = "write", "right", "same", "changed", "bad"


@dataclass
class Step:
    """What is done with one row. ``words``: why nothing is; ``seen``: both texts of now, the
    original in the language ``source``."""

    line: sheets.Line
    what: str
    words: str = ""
    place: object = None
    title: str = ""
    label: str = ""
    seen: tuple = ()
    source: str = ""

    @property
    def pieces(self):
        return difference(self.seen[1], self.line.text) if self.seen else []

    @property
    def language(self):
        return self.place.language if self.place else ""


@dataclass
class Plan:
    steps: list = field(default_factory=list)

    def of(self, what):
        return [one for one in self.steps if one.what == what]

    @property
    def written(self):
        return self.of(WRITE)

    @property
    def marked(self):
        return self.of(RIGHT)

    @property
    def same(self):
        return self.of(SAME)

    @property
    def changed(self):
        return self.of(CHANGED)

    @property
    def bad(self):
        return self.of(BAD)

    @property
    def would_do(self):
        return [one for one in self.steps if one.what in (WRITE, RIGHT)]

    @property
    def can_be_done(self):
        return bool(self.would_do) and not self.bad

    def kept(self):
        """What is needed to do it, to be signed and sent out with the page."""
        return [
            [one.line.number, one.line.key, one.line.version, one.line.text, one.line.right]
            for one in self.would_do
        ]


def plan(lines, user):
    """Nothing is written."""
    return Planner(user).plan(lines)


class Planner:
    """Asks for each thing once, however many rows are of it."""

    def __init__(self, user):
        self.user, self.things, self.keys = user, {}, set()

    def plan(self, lines):
        return Plan([self.step(line) for line in lines])

    def step(self, line):
        if line.fault:
            return Step(line, BAD, line.fault)
        if line.key in self.keys:
            return Step(line, BAD, _("This text stands in another row, too."))
        self.keys.add(line.key)
        if (place := place_of(line.key)) is None:
            return Step(line, BAD, _("The key is not one of this atlas: “%(key)s”.") % {
                "key": line.key[:80]
            })  # fmt: skip
        try:
            thing, some = self.thing(place)
            return self.of_passage(line, place, thing, place.passage_in(some))
        except writing.Gone:
            return Step(line, BAD, _("This text is no longer there."), place)

    def thing(self, place):
        key = place.kind, place.key
        if key not in self.things:
            thing = place.thing()
            self.things[key] = thing, passages_of(thing)
        return self.things[key]

    def of_passage(self, line, place, thing, passage):
        seen = passage.original, passage.texts[place.language]
        told = {"place": place, "title": str(thing), "label": passage.label, "seen": seen,
                "source": passage.source}  # fmt: skip
        if place.language not in languages_of(self.user, thing):
            return Step(line, BAD, _("Your account does not write this text."), **told)
        is_same = line.text in ("", seen[1])
        if is_same and not line.right:
            return Step(line, SAME, **told)
        if not seen[1] and is_same:
            return Step(line, BAD, _("There is no text that could be right."), **told)
        if line.version != sheets.version_of(*seen):
            words = _("The original or the translation was changed since this sheet was taken "
                      "away.")  # fmt: skip
            return Step(line, CHANGED, words, **told)
        if is_same:
            return Step(line, RIGHT, **told)
        row, column = writing.column_of(thing, place)
        if words := writing.refusal_of(line.text, place.language, row._meta.get_field(column)):
            return Step(line, BAD, words, **told)
        return Step(line, WRITE, **told)


def place_of(key):
    """A Place; None of what is no key."""
    kind, _colon, rest = key.partition(":")
    number, _colon, rest = rest.partition(":")
    language, _colon, path = rest.partition(":")
    is_key = kind_named(kind) and number.isascii() and number.isdigit() and len(number) < 12
    return writing.Place(kind, int(number), language, path) if is_key and path else None


def lines_kept(kept):
    return [sheets.Line(n, key, version, uniform(text), right)
            for n, key, version, text, right in kept]  # fmt: skip


class ChangedMeanwhile(Exception):
    """The plan would be another now. ``plan``: which."""

    def __init__(self, plan):
        super().__init__("changed meanwhile")
        self.plan = plan


def carry_out(lines, user):
    """[Step] that were done, all of them; ChangedMeanwhile, and nothing, if one cannot be."""
    try:
        with transaction.atomic():
            made = plan(lines, user)
            if len(made.would_do) < len(lines):
                raise ChangedMeanwhile(made)
            for step in made.would_do:
                text = step.seen[1] if step.what == RIGHT else step.line.text
                writing.write(step.place, text, by=user, seen=step.seen,
                              source=step.source, why=_("From a spreadsheet"))  # fmt: skip
            return made.would_do
    except (writing.Changed, writing.Gone) as error:
        raise ChangedMeanwhile(plan(lines, user)) from error
