"""What a card says of a case. A list has twenty of them: they are read in four flat queries,
and what all cases share (levers, groups, countries, regions) comes from the vocabulary."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F

from languages.texts import Text

from . import vocabulary
from .models import Case, CaseLever, Cost, Documentation, Place
from .models.money import lack_of_sum


@dataclass(slots=True)
class Card:
    """``hit`` is where the words of a question stand in the case, ``reason`` why it is near
    another one, ``nearness`` why it is near a town; set by those who list it for that."""

    pk: int
    slug: str
    address: str
    title: Text
    original_name: str
    original_language: str
    in_short: Text
    when: str
    identification: str
    documentation: str  # in words
    standing: str
    best_evidence: str  # the code; empty if no result of the case is coded
    cost: Cost | None  # the sum that tells most of the whole
    no_sum: str  # what is said where there is none
    main_place: Place | None
    levers: list
    groups: list
    hit: object = None
    reason: str = ""
    nearness: object = None

    @property
    def main_lever(self):
        """The lever that gives the case its shape and hue."""
        return self.levers[0] if self.levers else None


def cards(cases):
    """The cards of some cases of ``for_cards()``, in their order."""
    cases = list(cases)
    if not cases:
        return []
    keys = [case.pk for case in cases]
    places, known = main_places(keys), vocabulary.current()
    levers = tied(CaseLever, "lever", keys, known.levers)
    groups = tied(Case.groups.through, "group", keys, known.groups)
    return [
        Card(
            pk=case.pk,
            slug=case.slug,
            address=case.get_absolute_url(),
            title=case.title,
            original_name=case.original_name,
            original_language=case.original_language,
            in_short=case.in_short,
            when=case.when,
            identification=case.identification,
            documentation=Documentation(case.documentation).label,
            standing=case.standing,
            best_evidence=getattr(case, "best_evidence", ""),
            **money_of(case),
            main_place=places.get(case.pk),
            levers=levers[case.pk],
            groups=groups[case.pk],
        )
        for case in cases
    ]


def money_of(case):
    """The sum of a card; one that is for more than the case is none of its own."""
    cost = Cost.told(getattr(case, "main_sum", None))
    return {
        "cost": cost if cost and not cost.is_wider else None,
        "no_sum": lack_of_sum(cost),
    }


def tied(through, name, keys, things):
    """{case: those of some things that it is tied to}, in the order of the things."""
    ties = defaultdict(set)
    rows = through.objects.filter(case__in=keys).order_by()
    for case, thing in rows.values_list("case", name):
        ties[case].add(thing)
    return {key: [thing for thing in things if thing.pk in ties[key]] for key in keys}


def main_places(keys):
    """{case: its first place}, with country and region."""
    known, found = vocabulary.current(), {}
    rows = Place.objects.filter(case_places__case__in=keys)
    rows = rows.order_by("case_places__position", "case_places__pk")
    for place in rows.annotate(of_case=F("case_places__case")):
        if place.of_case not in found:
            if place.country_id in known.countries_by_pk:
                place.country = known.countries_by_pk[place.country_id]
            elif place.region_id in known.regions_by_pk:
                place.region = known.regions_by_pk[place.region_id]
            found[place.of_case] = place
    return found
