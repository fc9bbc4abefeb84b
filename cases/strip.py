"""The six facts under the title of a case, always all six: a gap keeps its place."""

from django.utils.translation import gettext

from .models import Aspect, Evidence, ResultKind
from .models.money import lack_of_sum, telling_of_the_whole

FIRMNESS = {evidence.value: number for number, evidence in enumerate(Evidence)}


def strip(case, notes):
    """What the strip shows, each with its sources; None for what is not known."""
    cost, result = main_cost(case), best_result(case)
    return {
        "cost": cost,
        "no_sum": lack_of_sum(case.costs.all()),
        "cost_cites": notes.numbers(cost.numbers) if cost else None,
        "result": result,
        "result_said": notes.result(result) if result else None,
        "no_result": lack_of_result(case),
        "went_wrong": passage_of(case, Aspect.WENT_WRONG, notes),
        "contact": next(iter(case.contacts.all()), None),
    }


def best_result(case):
    """A change in people's lives by the firmest evidence; without one, what was done, by the
    same order. A prize or a forecast is never the best result."""
    for kind in (ResultKind.OUTCOME, ResultKind.OUTPUT):
        found = [result for result in case.results.all() if result.kind == kind]
        if found:
            return min(found, key=firmness)
    return None


def lack_of_result(case):
    """What is said where there is no best result. A rule, a prize or a finding is a result on
    record, though none that the strip shows."""
    if case.results.all():
        return gettext("No count of what was done or changed")
    return gettext("No result on record")


def firmness(result):
    return FIRMNESS.get(result.evidence, len(FIRMNESS)), -(result.year or 0)


def main_cost(case):
    costs = [cost for cost in case.costs.all() if not cost.is_wider]
    return min(costs, key=telling_of_the_whole, default=None)


def passage_of(case, aspect, notes):
    texts = {row.aspect: row.text for row in case.starting_points.all()}
    return notes.passage(texts[aspect]) if aspect in texts else None


def starting(case, notes):
    """[(aspect in words, passage or None)] of every aspect; nothing if none is known."""
    rows = [(aspect.label, passage_of(case, aspect, notes)) for aspect in Aspect]
    return rows if any(passage for _label, passage in rows) else []
