"""The way through an answer: the case before a case and the one after, in its order."""

from dataclasses import dataclass

from .facets import sentence
from .filters import CaseFilter
from .models import Case


@dataclass(frozen=True)
class Trail:
    """Where a case stands in the answer that the reader came from."""

    query: str  # the question, as links carry it along
    words: str
    number: int  # from 1
    total: int
    previous: Case | None
    next: Case | None


def query_of(question):
    """The query string that lets the page of a case know its answer, question mark included."""
    data = question.data.copy()
    data.pop("page", None)
    data.setdefault("sort", question.order)
    return f"?{data.urlencode()}"


def trail_of(case, data):
    """The trail of a question; None where there is no question, or the case is not in it.

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
    near = Case.objects.in_bulk(filter(None, [previous, following]))
    return Trail(
        query_of(question),
        sentence(question),
        number,
        len(keys),
        near.get(previous),
        near.get(following),
    )


def around(key, keys):
    """The number of a key among some, from 1 on, and the keys before and after."""
    previous, rest = None, iter(keys)
    for number, one in enumerate(rest, start=1):
        if one == key:
            return number, previous, next(rest, None)
        previous = one
    raise ValueError(key)
