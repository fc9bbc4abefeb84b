"""What a card says of a case. A list has twenty of them: they are read in four flat queries,
and what all cases share (levers, groups, countries, regions) comes from the vocabulary."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F

from editorial.querysets import WrittenOnce, ordered

from . import vocabulary
from .models import Case, CaseLever, Cost, Documentation, Place
from .models.money import lack_of_sum


@dataclass(eq=False)
class Card:
    """``hit`` is where the words of a question stand in the case, ``reason`` why it is near
    another one, ``nearness`` why it is near a town; set by those who list it for that."""

    case: Case  # of ``for_cards()``
    main_place: Place | None
    levers: list
    groups: list
    vocabulary: vocabulary.Vocabulary  # where they are from
    hit: object = None
    reason: str = ""
    nearness: object = None

    @property
    def pk(self):
        return self.case.pk

    @property
    def slug(self):
        return self.case.slug

    @property
    def title(self):
        return self.case.title

    @property
    def identification(self):
        return self.case.identification

    @property
    def main_lever(self):
        """The lever that gives the case its shape and hue."""
        return self.levers[0] if self.levers else None

    @property
    def documentation(self):
        return Documentation(self.case.documentation).label

    @property
    def best_evidence(self):
        """The code; empty if no result of the case is coded."""
        return self.case.best_evidence

    @cached_property
    def cost(self):
        """The sum that tells most of the whole; one that is for more than the case is none of
        its own."""
        return self._told if self._told and not self._told.is_wider else None

    @property
    def no_sum(self):
        """What is said where there is none."""
        return lack_of_sum(self._told)

    @cached_property
    def _told(self):
        return Cost.told(self.case.main_sum)

    @property
    def says(self):
        """All that was read for it, to tell one card from another. What it says of levers,
        groups, countries and regions is in the vocabulary."""
        ties = *(lever.pk for lever in self.levers), 0, *(group.pk for group in self.groups)
        return columns_of(self.case), columns_of(self.main_place), ties, self.reason


def columns_of(row):
    """The values of a row as they were read."""
    columns = vars(row).items() if row else ()
    return tuple(value for name, value in columns if not name.startswith("_"))


def cards_of(keys):
    """The cards of the published cases of some keys, in their order. What vanished since the
    keys were read is left out."""
    return cards(ordered({case.pk: case for case in ROWS(keys)}, keys))


def cards(cases):
    """The cards of some cases of ``for_cards()``, in their order."""
    cases = list(cases)
    if not cases:
        return []
    keys = [case.pk for case in cases]
    known = vocabulary.current()
    places = main_places(keys)
    levers = tied(LEVERS.tuples(keys), keys, known.levers)
    groups = tied(GROUPS.tuples(keys), keys, known.groups)
    return [
        Card(case, places.get(case.pk), levers[case.pk], groups[case.pk], known)
        for case in cases
    ]


def ties_of(through, name):
    def made(keys):
        rows = through.objects.filter(case__in=keys).order_by()
        return rows.values_list("case", name)

    return WrittenOnce(made)


def tied(rows, keys, things):
    """{case: those of some things that it is tied to}, in the order of the things."""
    ties = defaultdict(set)
    for case, thing in rows:
        ties[case].add(thing)
    return {key: [thing for thing in things if thing.pk in ties[key]] for key in keys}


def places_of(keys):
    rows = Place.objects.filter(case_places__case__in=keys)
    rows = rows.order_by("case_places__position", "case_places__pk")
    return rows.annotate(of_case=F("case_places__case"))


ROWS = WrittenOnce(lambda keys: Case.objects.published().for_cards().filter(pk__in=keys))
PLACES = WrittenOnce(places_of)
LEVERS = ties_of(CaseLever, "lever")
GROUPS = ties_of(Case.groups.through, "group")


def main_places(keys):
    """{case: its first place}, with country and region."""
    known, found = vocabulary.current(), {}
    for place in PLACES(keys):
        if place.of_case not in found:
            if place.country_id in known.countries_by_pk:
                place.country = known.countries_by_pk[place.country_id]
            elif place.region_id in known.regions_by_pk:
                place.region = known.regions_by_pk[place.region_id]
            found[place.of_case] = place
    return found
