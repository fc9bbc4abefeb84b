"""What a card says of a case. A list has twenty of them: they are read in four flat queries,
and what all cases share (levers, groups, countries, regions) comes from the vocabulary. There
a card stays that was made: while its rows are as they were, it need not be made anew."""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F

from editorial.querysets import WrittenOnce

from . import vocabulary
from .models import Case, CaseLever, Cost, Documentation, Place
from .models.money import lack_of_sum

KEPT = 1_000  # cards, of some 5 kB, in a language


@dataclass(frozen=True, slots=True)
class Read:
    """What was read for a card, as the database gives it."""

    case: tuple
    place: tuple  # the row of its first one; empty where there is none
    levers: frozenset  # keys
    groups: frozenset


@dataclass(eq=False)
class Card:
    """``hit`` is where the words of a question stand in the case, ``reason`` why it is near
    another one, ``nearness`` why it is near a town; set by those who list it for that."""

    case: Case  # of ``for_cards()``
    main_place: Place | None
    levers: list
    groups: list
    vocabulary: vocabulary.Vocabulary  # where they are from
    read: Read
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
        return self.read, self.reason


def cards_of(keys):
    """The cards of the published cases of some keys, in their order. What vanished since the
    keys were read is left out. Whoever asks may say why a card is there: each has a copy."""
    rows = {row[0]: row for row in ROWS.rows(keys)}
    read = read_of({key: rows[key] for key in keys if key in rows})
    kept = vocabulary.current().cards
    found = {key: card for key in read if (card := kept.get(key)) and card.read == read[key]}
    if new := [one for key, one in read.items() if key not in found]:
        made = {
            card.pk: card for card in cards_from(new, ROWS.instances(one.case for one in new))
        }
        if len(kept) + len(made) > KEPT:
            kept.clear()
        kept.update(made)
        found |= made
    return [copy(found[key]) for key in read]


def cards(cases):
    """The cards of some cases of ``for_cards()``, in their order, published or not."""
    cases = list(cases)
    read = read_of({case.pk: columns_of(case) for case in cases})
    return cards_from(read.values(), cases)


def columns_of(row):
    """The values of a row as they were read."""
    return tuple(value for name, value in vars(row).items() if not name.startswith("_"))


def read_of(rows):
    """{case: what was Read}, of {case: its row}."""
    if not rows:
        return {}
    places = {}
    for place in PLACES.rows(rows):
        places.setdefault(place[-1], place)
    levers, groups = tied(LEVERS.rows(rows)), tied(GROUPS.rows(rows))
    return {
        key: Read(row, places.get(key, ()), frozenset(levers[key]), frozenset(groups[key]))
        for key, row in rows.items()
    }


def tied(rows):
    """{case: keys of what it is tied to}"""
    ties = defaultdict(set)
    for case, thing in rows:
        ties[case].add(thing)
    return ties


def cards_from(read, cases):
    """Cards of what was Read for some cases, in the order of both."""
    known = vocabulary.current()
    places = iter(PLACES.instances([one.place for one in read if one.place]))
    return [
        Card(
            case,
            within(next(places), known) if one.place else None,
            [lever for lever in known.levers if lever.pk in one.levers],
            [group for group in known.groups if group.pk in one.groups],
            known,
            one,
        )
        for one, case in zip(read, cases, strict=True)
    ]


def within(place, known):
    """A place with its country and region, which all share."""
    if place.country_id in known.countries_by_pk:
        place.country = known.countries_by_pk[place.country_id]
    elif place.region_id in known.regions_by_pk:
        place.region = known.regions_by_pk[place.region_id]
    return place


def ties_of(through, name):
    def made(keys):
        rows = through.objects.filter(case__in=keys).order_by()
        return rows.values_list("case", name)

    return WrittenOnce(made)


def places_of(keys):
    rows = Place.objects.filter(case_places__case__in=keys)
    rows = rows.order_by("case_places__position", "case_places__pk")
    return rows.annotate(of_case=F("case_places__case"))


ROWS = WrittenOnce(lambda keys: Case.objects.published().for_cards().filter(pk__in=keys))
PLACES = WrittenOnce(places_of)
LEVERS = ties_of(CaseLever, "lever")
GROUPS = ties_of(Case.groups.through, "group")
