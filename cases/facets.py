"""What the page shows of the question: facets with their counts, chips, words."""

from dataclasses import dataclass, field
from itertools import chain

from django.utils.translation import gettext as _

from languages.folding import sorting_key

SHOWN = 7  # choices of a long facet that are not folded away


@dataclass
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


@dataclass
class Facet:
    """A set of choices under one legend; the long tail is folded away."""

    legend: str
    choices: list
    folded: list = field(default_factory=list)

    @property
    def opens(self):
        return any(choice.on for choice in self.folded)


def facets(question):
    """Every facet of the question, in the order of the page."""
    return [
        functions_and_levers(question),
        regions(question),
        countries(question),
        by_count(question, "group"),
        by_count(question, "theme"),
        as_listed(question, "operation"),
        as_listed(question, "documentation"),
        as_listed(question, "identification"),
        as_listed(question, "section", folded=True),
    ]


def choices(question, name):
    """Choices of one parameter, in the order of its form field."""
    counts, chosen = question.counts(name), question.chosen.get(name, [])
    return [
        Choice(name, value, str(label), counts[value], value in chosen)
        for value, label in question.form.fields[name].choices
    ]


def as_listed(question, name, folded=False):
    listed = choices(question, name)
    legend = question.form.fields[name].label
    return Facet(legend, [], listed) if folded else Facet(legend, listed)


def by_count(question, name):
    """The most frequent first; gaps stay in sight at the end of the tail."""
    listed = sorted(choices(question, name), key=frequency)
    return Facet(question.form.fields[name].label, listed[:SHOWN], listed[SHOWN:])


def frequency(choice):
    """A tick does not move a box: the counts of a facet leave its own choice out."""
    return -choice.count, sorting_key(choice.label)


def functions_and_levers(question):
    functions = {choice.value: choice for choice in choices(question, "function")}
    levers = {choice.value: choice for choice in choices(question, "lever")}
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
    by_code = {choice.value: choice for choice in choices(question, "region")}
    tree = question.vocabulary.regions
    rows, deep = [], []
    for top in [region for region in tree if region.level == 1]:
        rows.append(by_code[top.code])
        for below in [region for region in tree if region.parent_id == top.pk]:
            by_code[below.code].depth = 1
            rows.append(by_code[below.code])
            deep += [by_code[region.code] for region in tree if region.parent_id == below.pk]
    return Facet(question.form.fields["region"].label, rows, deep)


def countries(question):
    """Countries that have cases; the others only when their region is chosen."""
    listed = choices(question, "country")
    present = sorted((choice for choice in listed if not choice.is_gap), key=frequency)
    inside = set(question.filters["region"].expanded(question.chosen.get("region", [])))
    by_pk = question.vocabulary.regions_by_pk
    nearby = {
        country.iso2
        for country in question.vocabulary.countries
        if country.region_id and by_pk[country.region_id].code in inside
    }
    missing = [choice for choice in listed if choice.is_gap and choice.value in nearby]
    return Facet(
        question.form.fields["country"].label, present[:SHOWN], present[SHOWN:] + missing
    )


@dataclass
class Chip:
    """One choice of the question, and the query string without it."""

    label: str
    query: str


def chips(question):
    return [
        Chip(label, without(question, name, value)) for name, value, label in spoken(question)
    ]


def spoken(question):
    """(parameter, value, words) for all that narrows the question."""
    for name, chosen in question.chosen.items():
        if name == "sort" or (name == "exact" and "q" not in question.chosen):
            continue
        if isinstance(chosen, list):
            labels = dict(question.form.fields[name].choices)
            yield from ((name, value, str(labels[value])) for value in chosen)
        else:
            yield name, str(chosen), in_words(name, chosen)


def in_words(name, value):
    if name == "q":
        return _("“%(words)s”") % {"words": value}
    if name == "exact":
        return _("exact words only")
    if name == "from":
        return _("from %(year)s") % {"year": value}
    return _("until %(year)s") % {"year": value}


def without(question, name, value):
    """The query string of the question without one of its choices, back on page one."""
    data = question.data.copy()
    data.setlist(name, [kept for kept in data.getlist(name) if kept != value])
    data.pop("page", None)
    return f"?{data.urlencode()}" if any(chain.from_iterable(data.lists())) else "?"


def sentence(question):
    """The question in words: choices of one parameter joined by "or", parameters by commas."""
    by_name = {}
    for name, _value, label in spoken(question):
        by_name.setdefault(name, []).append(label)
    return ", ".join(_(" or ").join(labels) for labels in by_name.values())
