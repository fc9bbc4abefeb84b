"""Cases side by side, one line each: all of them while they are few, else the first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Case
from cases.ordering import Sort
from cases.tally import Tally, unit_for
from cases.whereabouts import whereabouts
from languages.folding import sorting_key

LINES = 60
FEWEST = 3  # of a region


@dataclass
class Group:
    """The cases of a region of the first level, or of those that lie in none."""

    region: object
    label: str
    keys: list
    cases: list = ()

    @property
    def total(self):
        return len(self.keys)

    @property
    def others(self):
        return len(self.keys) - len(self.cases)


def ledger(question, function):
    """What the template shows of an answer, by title; ``function`` gives marks their shape
    where one of them stands for several cases."""
    keys = question.ordered(Sort.TITLE)
    return listed(question, function, len(keys), shown_lines(keys[:LINES]))


def ledger_by_region(question, function):
    """The same, by region; where there are too many, the first of each region."""
    keys = list(question.ordered(Sort.TITLE))
    groups = by_region(keys, question.vocabulary.regions_by_pk)
    most = len(keys) if len(keys) <= LINES else max(FEWEST, LINES // len(groups))
    rows = shown_lines([pk for one in groups for pk in one.keys[:most]])
    found = {case.pk: case for case in rows}
    for one in groups:
        one.cases = [found[pk] for pk in one.keys[:most] if pk in found]
    shown = [found[pk] for pk in keys if pk in found]
    return {"by_region": groups, **listed(question, function, len(keys), shown)}


def listed(question, function, count, cases):
    counts = question.counts("identification")
    return {
        "count": count,
        "cases": cases,
        "left_out": count - len(cases),
        "tally": Tally(function, counts, unit_for(count)),
    }


def shown_lines(keys):
    return Case.objects.published().for_lines().in_order(keys)


def by_region(keys, regions):
    """Groups in the order of their names; those of no region come last."""
    places, groups = whereabouts(), {}
    for key in keys:
        site = next(iter(places.sites_of(key)), None)
        region = top_region(site, regions)
        label = region.name if region else _("No region") if site else _("No single place")
        groups.setdefault(label, Group(region, label, [])).keys.append(key)
    return sorted(groups.values(), key=lambda one: (one.region is None, sorting_key(one.label)))


def top_region(site, regions):
    """The region of the first level that a place lies in; None for no place, or for one that
    lies in no region, as the Antarctic does."""
    region = regions.get(site.region) if site else None
    while region and region.parent_id:
        region = regions.get(region.parent_id)
    return region
