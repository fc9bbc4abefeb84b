"""How near cases are to a town: the order of a question that names one.

A case gets points, at most three, for each thing that counts; a weight says how much it does.
What is not known gives none. The points order cases and are never shown: a page says in words
what is near and what is far.
"""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import facets
from .case_sets import CaseSet
from .facet_fields import FacetField
from .models import BuiltOn, IncomeGroup, LocalRole, SizeClass, Tier
from .near_field import NearField

MOST_POINTS = 3
WEIGHTS = [
    (0, pgettext_lazy("weight", "does not count")),
    (1, pgettext_lazy("weight", "counts a little")),
    (2, pgettext_lazy("weight", "counts")),
    (3, pgettext_lazy("weight", "counts a lot")),
]
# What a town has, by the facet that says the same of cases.
HAS = {
    "has_tier": facets.TIER,
    "has_role": facets.ROLE,
    "has_lever": facets.LEVER,
    "has_built_on": facets.BUILT_ON,
}
# No town is asked whether it has them; and of a case, nothing known is not known.
NOTHING = {Tier.NONE.value, LocalRole.NONE_SEEN.value, BuiltOn.NOTHING.value}
USUAL_TIER = [Tier.MUNICIPAL.value]
# {what counts: (its name, its usual weight)}
COUNTS = {
    "place": (_("Country and region"), 3),
    "size": (_("Size of the town"), 3),
    "income": (_("Income group of the country"), 2),
    "tier": (_("Tier of government"), 1),
    "role": (_("Powers you can use"), 2),
    "lever": (_("Levers you have"), 2),
    "built_on": (_("What you could build on"), 2),
}
MUCH, SOME = 0.7, 0.4  # of all points there are


def fields():
    """{parameter: field} of all that a town, and the order by it, is said with."""
    words = _(
        "Nearest first: a town by its number in GeoNames or its name, or a country and its "
        "inhabitants, such as EC-50000"
    )
    found = {"near": NearField(label=words)}
    for name, facet in HAS.items():
        label = COUNTS[facet_counts(name)][0]
        found[name] = FacetField(label=label, kind=facet.name if facet.rows else "")
    for name, (label, _weight) in COUNTS.items():
        found[f"weigh_{name}"] = forms.IntegerField(
            label=label,
            min_value=0,
            max_value=MOST_POINTS,
            required=False,
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value"), _("A weight is 0, 1, 2 or 3.")
            ),
        )
    return found


def facet_counts(name):
    return name.removeprefix("has_")


def labels(name, vocabulary):
    """{value: label} of what a town may have."""
    told = vocabulary.labels(HAS[name]).items()
    return {value: label for value, label in told if value not in NOTHING}


PARAMETERS = tuple(fields())


def settled(chosen):
    """What was asked, without what says nothing: all beside a town, where there is none, and
    what is usual."""
    usual = {f"weigh_{name}": weight for name, (_label, weight) in COUNTS.items()}
    usual["has_tier"] = USUAL_TIER
    for name in PARAMETERS:
        if not chosen.get("near") or chosen.get(name) == usual.get(name):
            chosen.pop(name, None)
    return chosen


@dataclass(frozen=True)
class Criterion:
    """One thing that counts. ``levels``: [(points, cases)], the nearest first."""

    name: str
    weight: int
    levels: list
    known: CaseSet

    def points_of(self, bit):
        """Without its weight; None where it is not known."""
        if not self.known.mask >> bit & 1:
            return None
        return next((points for points, cases in self.levels if cases.mask >> bit & 1), 0)

    def added_to(self, scores):
        """{score: cases} with its points."""
        after = {}
        for score, rest in scores.items():
            for points, cases in [*self.levels, (0, rest)]:
                if part := rest & cases:
                    new = score + points * self.weight
                    after[new] = after[new] | part if new in after else part
                    rest = rest - part
        return after


class Nearness:
    """``chosen``: {parameter: value} of a question that names a town."""

    def __init__(self, chosen, index, vocabulary):
        self.chosen, self.index, self.vocabulary = chosen, index, vocabulary
        self.near = chosen["near"]

    @cached_property
    def criteria(self):
        """What counts: not what has no weight, nor what the town does not say of itself."""
        found = [self._place(), self._size(), self._income()]
        found += [self._has(name) for name in HAS if self.has(name)]
        return [criterion for criterion in found if criterion.weight]

    def tiers(self, cases):
        """The cases as sets of which one comes after the other, the nearest first. Of two
        that are as near, the one of the same country or region: its law is nearer too."""
        scores = {0: cases}
        for criterion in self.criteria:
            scores = criterion.added_to(scores)
        place, found = self._place(), []
        for score in sorted(scores, reverse=True):
            alike = place.added_to({0: scores[score]})
            found += [alike[points] for points in sorted(alike, reverse=True)]
        return found

    def share(self, key):
        """The points of a case, out of all there are."""
        bit = self.index.bit_of.get(key)
        most = sum(MOST_POINTS * criterion.weight for criterion in self.criteria)
        points = sum((one.points_of(bit) or 0) * one.weight for one in self.criteria)
        return points / most if most else 0

    def has(self, name):
        """What the town has, of the values of a facet."""
        return self.chosen.get(name, USUAL_TIER if name == "has_tier" else [])

    def weight(self, name):
        return self.chosen.get(f"weigh_{name}", COUNTS[name][1])

    # --- what counts ----------------------------------------------------------------------

    def _place(self):
        line = self.region_line
        levels = [(3, self._cases(facets.COUNTRY, [self.near.country]))]
        levels += [
            (points, self._cases(facets.REGION, [code]))
            for points, code in zip((2, 1), line, strict=False)
        ]
        if not line:  # of what country it is says nothing of those elsewhere
            return Criterion("place", self.weight("place"), levels, levels[0][1])
        return self._criterion("place", levels, facets.REGION)

    @cached_property
    def region_line(self):
        """The codes of the region of its country and of those around it, the smallest
        first."""
        country = self.vocabulary.countries_by_iso2.get(self.near.country)
        key, line = country and country.region_id, []
        while key:
            region = self.vocabulary.regions_by_pk[key]
            line.append(region.code)
            key = region.parent_id
        return line

    @property
    def income_year(self):
        """The fiscal year of the income group of its country; None where it has none."""
        country = self.vocabulary.countries_by_iso2.get(self.near.country)
        return country.income_year if country and country.income_group else None

    def _size(self):
        own = list(SizeClass).index(SizeClass.of(self.near.population))
        return self._by_steps("size", facets.SIZE, SizeClass.values, own, (3, 2, 1))

    def _income(self):
        country = self.vocabulary.countries_by_iso2.get(self.near.country)
        groups = IncomeGroup.values
        own = groups.index(country.income_group) if country and country.income_group else None
        return self._by_steps("income", facets.INCOME, groups, own, (3, 1))

    def _by_steps(self, name, facet, values, own, points):
        """Values in a row, with fewer points the farther they are from one of them."""
        if own is None:
            return Criterion(name, self.weight(name), [], CaseSet())
        return self._criterion(name, [
            (given, self._cases(facet, [
                value for at, value in enumerate(values) if abs(at - own) == step
            ]))
            for step, given in enumerate(points)
        ], facet)  # fmt: skip

    def _has(self, name):
        facet = HAS[name]
        shared = self._cases(facet, self.has(name))
        return self._criterion(facet_counts(name), [(MOST_POINTS, shared)], facet)

    def _criterion(self, name, levels, facet):
        sets = self.index.values[facet.name].items()
        known = [cases for value, cases in sets if value != BuiltOn.NOTHING]
        known = reduce(or_, known, CaseSet())
        return Criterion(name, self.weight(name), levels, known)

    def _cases(self, facet, values):
        sets = self.index.values[facet.name]
        return reduce(or_, (sets[value] for value in values if value in sets), CaseSet())
