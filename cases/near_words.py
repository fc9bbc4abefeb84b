"""Why a case is near a town or far from it, in words."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from languages.punctuation import joined, labelled, lowered, semicolon

from . import facets
from .models import IncomeGroup, LocalRole, SizeClass, Tier
from .nearness import HAS, MOST_POINTS, MUCH, SOME

NEAR_FROM = 2  # points from which a thing is near


@dataclass
class Reasons:
    """``step``: how much the case and the town have in common; the rest are lists of words."""

    step: str
    near: list = field(default_factory=list)
    far: list = field(default_factory=list)
    unknown: list = field(default_factory=list)

    @property
    def in_short(self):
        """The step, and what is near."""
        return labelled(self.step, joined(self.near, semicolon)) if self.near else self.step

    @property
    def told(self):
        """[(what is said of them, words)], what is empty left out."""
        sides = [
            (pgettext("nearness", "Near:"), self.near),
            (pgettext("nearness", "Far:"), self.far),
            (pgettext("nearness", "Not known:"), self.unknown),
        ]
        return [(said, joined(words, semicolon)) for said, words in sides if words]


class Reasoner:
    """What is said of the cases of a question that names a town."""

    def __init__(self, question):
        self.nearness = question.answer.nearness
        self.index, self.vocabulary = question.answer.index, question.vocabulary

    def reasons(self, key):
        """``key``: the primary key of a case of the answer."""
        bit = self.index.bit_of.get(key)
        told = Reasons(self.step(self.nearness.share(key)))
        for criterion in self.nearness.criteria:
            points = criterion.points_of(bit)
            if points is None:
                told.unknown.append(UNKNOWN[criterion.name]())
            else:
                side = told.near if points >= NEAR_FROM else told.far
                side.append(self.words(criterion, bit, points))
        return told

    def is_near(self, key):
        """Whether a case has much in common with the town."""
        return self.nearness.share(key) >= MUCH

    def step(self, share):
        if share >= MUCH:
            return _("Much in common")
        return _("Some things in common") if share >= SOME else _("Little in common")

    # --- the things that count, by their names ----------------------------------------------

    def words(self, criterion, bit, points):
        said = getattr(self, f"of_{criterion.name}", None)
        return said(bit, points) if said else self.of_what_it_has(criterion, bit, points)

    def of_place(self, bit, points):
        if points == MOST_POINTS:
            return _("the same country")
        line = self.nearness.region_line
        if points and len(line) >= MOST_POINTS - points:
            code = line[MOST_POINTS - 1 - points]
            name = self.vocabulary.labels(facets.REGION)[code]
            if points >= NEAR_FROM:
                return name
            return _("%(region)s, but another part of it") % {"region": name}
        return _("another region")

    def of_size(self, bit, points):
        own = SizeClass.of(self.nearness.near.population)
        its = nearest(SizeClass, self._values(facets.SIZE, bit), own)
        said = {"size": lowered(its.label)}
        if points == MOST_POINTS:
            return _("a town of the same size (%(size)s)") % said
        if points >= NEAR_FROM:
            return _("a town of nearly the same size (%(size)s)") % said
        if SizeClass.values.index(its) > SizeClass.values.index(own):
            return _("a larger town (%(size)s)") % said
        return _("a smaller town (%(size)s)") % said

    def of_income(self, bit, points):
        own = self._own_income()
        its = nearest(IncomeGroup, self._values(facets.INCOME, bit), own)
        said = {"group": lowered(its.label)}
        if points == MOST_POINTS:
            return _("a country of the same income group (%(group)s)") % said
        if IncomeGroup.values.index(its) > IncomeGroup.values.index(own):
            return _("a richer country (%(group)s)") % said
        return _("a poorer country (%(group)s)") % said

    def of_what_it_has(self, criterion, bit, points):
        name = f"has_{criterion.name}"
        facet, has = HAS[name], self.nearness.has(name)
        values = self._values(facet, bit)
        if points:
            values = [value for value in values if value in has]
        if values and values[0] in NOT_SEEN:
            return NOT_SEEN[values[0]]()
        labels = joined(lowered(label) for label in self._labels(facet, values))
        said = NEAR if points else FAR
        return said[criterion.name]() % {"values": labels}

    def _own_income(self):
        return self.vocabulary.countries_by_iso2[self.nearness.near.country].income_group

    def _values(self, facet, bit):
        """The values of a facet that a case has, in their order."""
        sets = self.index.values[facet.name]
        labels = self.vocabulary.labels(facet)
        return [value for value in labels if value in sets and sets[value].mask >> bit & 1]

    def _labels(self, facet, values):
        labels = self.vocabulary.labels(facet)
        return [labels[value] for value in values]


def nearest(codes, values, own):
    """Of some values of a row of codes, the one that is nearest to one's own."""
    order = codes.values
    at = order.index(own)
    return codes(min(values, key=lambda value: abs(order.index(value) - at)))


def told(question, cards):
    """Gives each card its ``nearness``, if the question names a town."""
    if "near" in question.chosen:
        reasoner = Reasoner(question)
        for card in cards:
            card.nearness = reasoner.reasons(card.pk)
    return cards


NEAR = {
    "tier": lambda: _("a government of your tier acts (%(values)s)"),
    "role": lambda: _("with powers you have: %(values)s"),
    "lever": lambda: _("levers in common: %(values)s"),
    "built_on": lambda: _("built on what you have: %(values)s"),
}
FAR = {
    "tier": lambda: _("another tier of government acts (%(values)s)"),
    "role": lambda: _("with other powers: %(values)s"),
    "lever": lambda: _("other levers: %(values)s"),
    "built_on": lambda: _("built on something else: %(values)s"),
}
NOT_SEEN = {
    Tier.NONE: lambda: _("no government seen"),
    LocalRole.NONE_SEEN: lambda: _("no role of a local government seen"),
}
UNKNOWN = {
    "place": lambda: _("whether the region is the same"),
    "size": lambda: _("the number of inhabitants"),
    "income": lambda: _("whether the income groups are alike"),
    "tier": lambda: _("which government acts"),
    "role": lambda: _("what its government does"),
    "lever": lambda: _("its levers"),
    "built_on": lambda: _("what it was built on"),
}
