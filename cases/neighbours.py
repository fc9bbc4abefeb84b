"""The neighbours of a case in an answer: the one before and the one after, in its order."""

from dataclasses import dataclass

from .arranging import town_of
from .facets import CASE
from .filters import CaseFilter
from .models import Case
from .question_words import sentence


@dataclass(frozen=True)
class Neighbours:
    """Where a case stands in the answer that the reader came from."""

    query: str  # the question, as links carry it along
    words: str
    number: int  # from 1
    total: int
    previous: Case | None
    next: Case | None
    town: list  # (name, value) of what says it in the question, if it names one
    picked: list  # the cases that the question names one by one


def neighbours(case, data):
    """Those in the answer to a question; None where there is none, or it lacks the case.

    A question that cannot be answered is told by the list; the case itself is still what the
    reader asked for.
    """
    question = CaseFilter(data) if data else None
    if not (question and question.is_valid() and question.chosen):
        return None
    if not question.holds()(case.pk):
        return None
    keys = question.ordered()
    try:
        number, previous, following = around(case.pk, keys)
    except ValueError:  # withdrawn meanwhile
        return None
    near = Case.objects.published().in_bulk(filter(None, [previous, following]))
    return Neighbours(
        question.trail,
        sentence(question),
        number,
        len(keys),
        near.get(previous),
        near.get(following),
        list(town_of(question)),
        question.chosen.get(CASE.name, []),
    )


def around(key, keys):
    """The number of a key among some, from 1 on, and the keys before and after."""
    previous, rest = None, iter(keys)
    for number, one in enumerate(rest, start=1):
        if one == key:
            return number, previous, next(rest, None)
        previous = one
    raise ValueError(key)
