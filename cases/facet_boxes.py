"""What the page shows of the facets: boxes of choices, each with its count."""

from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from . import facets as declared
from .facet_kinds import Choices, Range, Shown

BOX = '<label class="choice{}{}{}{}{}</b></label>'
BEFORE = '"><input type="checkbox" id="{name}-{value}" name="{name}" value="{value}"'
AFTER = '><span>{mark}{label}</span> <b class="count">'
MARK = (
    '<svg class="mark {hue}" width="11" height="11" aria-hidden="true">'
    '<use href="#m-{hue}"/></svg> '
)
SHOWN = 7  # choices of a long facet that are not folded away


@dataclass(slots=True)
class Choice:
    """One value of one parameter, as a box to tick."""

    name: str
    value: str
    label: str
    count: int
    on: bool
    depth: int = 0
    hue: str = ""

    @property
    def is_gap(self):
        return not self.count and not self.on

    def as_box(self):
        """Its HTML. A page has two hundred: a template for each took a third of its time."""
        classes = (
            f"{' sub' if self.depth else ''}{' none' if self.is_gap else ''}"
            f"{' on' if self.on else ''}"
        )
        before, after = around(self.name, self.value, str(self.label), self.hue)
        return BOX.format(classes, before, " checked" if self.on else "", after, self.count)


@lru_cache(maxsize=4_000)
def around(name, value, label, hue):
    """What stands of a box before and after its state. The name and the hue are ours, what
    editors write is escaped."""
    mark = MARK.format(hue=hue) if hue else ""
    return (
        BEFORE.format(name=name, value=escape(value)),
        AFTER.format(mark=mark, label=escape(label)),
    )


@dataclass
class Facet:
    """A set of choices under one legend; the long tail is folded away."""

    legend: str
    choices: list
    folded: list = field(default_factory=list)

    @property
    def boxes(self):
        return mark_safe("\n".join(choice.as_box() for choice in self.choices))

    @property
    def folded_boxes(self):
        return mark_safe("\n".join(choice.as_box() for choice in self.folded))

    @property
    def opens(self):
        return any(choice.on for choice in self.folded)


def facets(question):
    """Every facet of the question, in the order of the page."""
    choices = (facet for facet in declared.FACETS if isinstance(facet, Choices))
    listed = [facet for facet in choices if facet.shown != Shown.NAMED]
    boxes = {facet.box: facet for facet in reversed(listed)}
    return [box_of(question, boxes[number]) for number in sorted(boxes)]


def box_of(question, facet):
    if facet.shown == Shown.OWN:
        return OWN[facet.name](question)
    listed = choices(question, facet)
    if facet.shown == Shown.FOLDED:
        return Facet(facet.label, [], listed)
    if facet.shown == Shown.BY_COUNT:
        # The most frequent first; gaps stay in sight at the end of the tail.
        listed = by_count(question, facet, listed)
        return Facet(facet.label, listed[:SHOWN], listed[SHOWN:])
    return Facet(facet.label, listed)


def choices(question, facet):
    """Choices of one parameter, in the order of its values."""
    name = facet.name
    counts, chosen = question.answer.counts(name), question.chosen.get(name, ())
    return [
        Choice(name, value, label, counts.get(value, 0), value in chosen)
        for value, label in question.vocabulary.labels(facet).items()
    ]


def by_count(question, facet, listed):
    """The most frequent first. A tick does not move a box: the counts of a facet leave its
    own choice out."""
    alphabet = question.vocabulary.alphabet(facet)
    return sorted(listed, key=lambda choice: (-choice.count, alphabet[choice.value]))


def functions_and_levers(question):
    functions = {choice.value: choice for choice in choices(question, declared.FUNCTION)}
    levers = {choice.value: choice for choice in choices(question, declared.LEVER)}
    rows = []
    for function in question.vocabulary.functions:
        functions[function.slug].hue = function.slug
        rows.append(functions[function.slug])
        for lever in function.levers.all():
            levers[lever.slug].depth = 1
            rows.append(levers[lever.slug])
    return Facet(_("Function and lever"), rows)


def regions(question):
    """The tree of M49: regions and sub-regions in sight, intermediate regions folded."""
    by_code = {choice.value: choice for choice in choices(question, declared.REGION)}
    tree = question.vocabulary.regions
    rows, deep = [], []
    for top in [region for region in tree if region.level == 1]:
        rows.append(by_code[top.code])
        for below in [region for region in tree if region.parent_id == top.pk]:
            by_code[below.code].depth = 1
            rows.append(by_code[below.code])
            deep += [by_code[region.code] for region in tree if region.parent_id == below.pk]
    return Facet(declared.REGION.label, rows, deep)


def countries(question):
    """Countries that have cases; the others only when their region is chosen."""
    listed = choices(question, declared.COUNTRY)
    present = [choice for choice in listed if choice.count or choice.on]
    present = by_count(question, declared.COUNTRY, present)
    nearby = question.vocabulary.countries_inside(question.chosen.get("region", ()))
    missing = [choice for choice in listed if choice.is_gap and choice.value in nearby]
    return Facet(declared.COUNTRY.label, present[:SHOWN], present[SHOWN:] + missing)


OWN = {"function": functions_and_levers, "region": regions, "country": countries}


@dataclass
class Bound:
    """One end of a range, as a box to type in, with what is wrong in it."""

    name: str
    label: str
    value: object
    length: int
    errors: list


def ranges(question):
    """[(legend, bounds)] of each range; what was typed stays, if it was not understood."""
    return [
        (facet.label, [bound(question, facet, at) for at in (0, 1)])
        for facet in declared.FACETS
        if isinstance(facet, Range)
    ]


def bound(question, facet, at):
    name = facet.parameters[at]
    errors = question.form.errors.get(name, [])
    return Bound(name, facet.bounds[at], question.typed(name), facet.length, errors)
