"""The 3 × 3: under each lever how many cases it has, their marks, the names of the first."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch
from django.utils.translation import get_language

from cases.filters import CaseFilter
from cases.models import Basis, Case, CaseLever, Identification
from cases.ordering import Sort
from cases.tally import Tally, unit_for
from cases.whereabouts import whereabouts
from editorial.catalogue import once_per_stamp
from infrastructures.models import Function, Lever

NAMED, FIRST = 40, 12  # cases that a plate names at most; of more, the first ones


def functions_with_cases():
    """Functions with their levers, each with its ``tally``, the first cases ``shown`` and how
    many ``others`` there are; marks stand for as many cases in all tallies, to be compared."""
    plates = _plates(get_language())
    levers = Lever.objects.select_related("function")
    functions = list(Function.objects.prefetch_related(Prefetch("levers", levers)))
    for function in functions:
        for lever in function.levers.all():
            plate = plates[lever.pk]
            lever.tally, lever.shown, lever.others = plate.tally, plate.shown, plate.others
            lever.named = named_by_the_synthesis().get(lever.pk, 0)
    return functions


@once_per_stamp
def named_by_the_synthesis():
    """{primary key of a lever: published cases that the synthesis names under it}"""
    named = CaseLever.objects.filter(basis=Basis.CITED, case__in=Case.objects.published())
    return dict(named.order_by().values_list("lever").annotate(Count("pk")))


@dataclass(frozen=True)
class Plate:
    tally: Tally
    shown: list  # MarkedCase

    @property
    def others(self):
        return self.tally.total - len(self.shown)


@once_per_stamp
def _plates(language):
    counted = {lever: counts_of(lever) for lever in Lever.objects.select_related("function")}
    unit = unit_for(max((sum(counts.values()) for counts in counted.values()), default=0))
    first = {lever.pk: first_of(lever, counts) for lever, counts in counted.items()}
    marked = whereabouts().marked({key for keys in first.values() for key in keys})
    return {
        lever.pk: Plate(
            Tally(lever.function.slug, counts, unit),
            [marked[key] for key in first[lever.pk] if key in marked],
        )
        for lever, counts in counted.items()
    }


def counts_of(lever):
    """{identification: cases of a lever}"""
    counts = CaseFilter({"lever": [lever.slug]}).counts("identification")
    return {identification: counts[identification] for identification in Identification}


def first_of(lever, counts):
    """Primary keys in the order of the marks, then of the places."""
    total = sum(counts.values())
    most, keys = total if total <= NAMED else FIRST, []
    for identification, count in counts.items():
        if count and len(keys) < most:
            asked = {"lever": [lever.slug], "identification": [identification]}
            keys += CaseFilter(asked).ordered(Sort.PLACE)[: most - len(keys)]
    return keys
