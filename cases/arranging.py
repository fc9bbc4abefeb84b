"""Chosen cases in another order, or one fewer: the address is the list."""

from . import nearness
from .ordering import Sort
from .picked import InOrder


def town_of(question):
    """(name, value) of the town, and of how it is ordered by: what keeps cases carries it."""
    for name in nearness.PARAMETERS:
        chosen = question.chosen.get(name, [])
        yield from ((name, one) for one in (chosen if isinstance(chosen, list) else [chosen]))


def of_cases(question, slugs, in_this_order=False, **more):
    """The query string of these cases alone, and of the town of the question if it names one.
    ``in_this_order``: that of the reader, and not the nearest to the town first."""
    others = dict.fromkeys(set(question.parameters()) - set(nearness.PARAMETERS))
    asked = others | {"case": InOrder(slugs)} | more
    if in_this_order and "near" in question.chosen:
        asked["sort"] = Sort.CHOSEN
    return question.query(**asked)


def moved(slugs, slug, deed):
    """The list after ``up``, ``down`` or ``out`` of one of it; the same for anything else."""
    found = list(slugs)
    if slug not in found:
        return found
    at = found.index(slug)
    if deed == "out" and len(found) > 1:
        del found[at]
    to = at + {"up": -1, "down": 1}.get(deed, 0)
    if to != at and 0 <= to < len(found):
        found[at], found[to] = found[to], found[at]
    return found
