"""The kinds of things that have documents, and which kinds name which others.

A document holds the words of one row alone. The name of a place is in the document of the
place, and counts for every case that is there: so a new name is one document written anew,
however many cases have it. A room describes its kinds and registers them when the project
starts.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from .engines import listed
from .models import STRIDE

kinds = {}


@dataclass(frozen=True)
class Named:
    """A kind whose documents count for another kind that names it."""

    kind: "Kind"
    paths: tuple  # from the rows that name to the rows that are named
    zones: tuple  # (zone of the document, zone in which it counts)

    def pairs(self, rows):
        """(key of what names, key of what is named), perhaps more than once."""
        for key, *named in rows.order_by().values_list("pk", *self.paths):
            yield from ((key, one) for one in named if one is not None)

    def among(self, rows, keys):
        """Of some rows those that name one of some keys."""
        named = listed(keys)
        return rows.filter(_any_of(self.paths, named))


@dataclass(frozen=True, eq=False)
class Kind:
    """Something that has documents. What is a ``result`` is found for itself; the rest is
    only found where something public names it."""

    number: int  # part of the number of each document; never changes
    name: str
    model: type
    public: object  # gives the queryset of what has documents, with all that is read
    passages: object  # gives the passages of one instance
    names: tuple = ()  # of Named
    columns: dict = field(default_factory=dict)  # that may be asked for: {name: its values}
    is_result: bool = True
    is_place: bool = False
    is_code: bool = False  # things are coded with its rows


def _any_of(paths, keys):
    hit = Q()
    for path in paths:
        hit |= Q(**{f"{path}__in": keys})
    return hit


def register(*some):
    kinds.update((kind.number, kind) for kind in some)


def by_kind(numbers):
    """{number of a kind: primary keys} of the numbers of documents."""
    found = defaultdict(list)
    for number in numbers:
        found[number % STRIDE].append(number // STRIDE)
    return found


def any_public(numbers):
    """True if one of some documents is a result, or is named by something public: what only
    a draft names must not be told by what is proposed."""
    vocabulary = []
    for number in numbers:
        if kinds[number % STRIDE].is_result:
            return True
        vocabulary.append(number)
    found = by_kind(vocabulary)
    return any(
        named.among(kind.public().order_by(), found[named.kind.number]).exists()
        for kind in kinds.values()
        if kind.is_result
        for named in kind.names
        if named.kind.number in found
    )
