"""The published cases in memory: what a list shows and counts, without asking the database.

An index never changes. Each process keeps one, with the stamp of the catalogue it was made
from, and makes another when the stamp is no longer that. ``CaseFilter.qs`` stays the truth:
the index must always say the same.
"""

import threading
from functools import cache

from editorial import catalogue
from languages.texts import CODES, preference
from search.concepts import Book
from search.masks import bits_in, whole

from . import facets
from .case_sets import CaseSet, Tables
from .named import CaseTies, meant, names_of
from .ordering import Order, OrderedCases, Sort, Sorter


class FacetIndex:
    """``values``: {facet: {value: CaseSet}}, whatever the question."""

    def __init__(self, stamp):
        self.stamp = stamp
        self.sorter = Sorter()
        self.keys, self.bit_of = self.sorter.keys, self.sorter.bit_of
        self.published = CaseSet(whole(len(self.keys)))
        columns = [column for facet in facets.FACETS for column in facet.columns()]
        tables = Tables(self.bit_of, columns)
        self.values = {facet.name: facet.case_sets(tables) for facet in facets.FACETS}
        self.ties = CaseTies(self.bit_of, self.values)
        rows = list(meant(self.ties))
        self.book = Book(concept for concept, _row in rows)
        self.names = [name for concept, row in rows if row for name in names_of(concept, row)]
        self._order = cache(self._order)
        for code in CODES:
            self._order(Sort.DOCUMENTED, code)  # reads all that any order is made from

    def ordered(self, tiers, sort=Sort.DOCUMENTED):
        """Cases in an order of the reader's language; ``tiers`` come one after the other."""
        return OrderedCases(self.sorter, tiers, self._order(sort, preference()[0]))

    def keys_of(self, cases):
        return frozenset(self.keys[bit] for bit in bits_in(cases.mask))

    def has(self, cases, key):
        bit = self.bit_of.get(key)
        return bit is not None and bool(cases.mask >> bit & 1)

    def _order(self, sort, language):
        return Order(self.sorter.order(sort, language))


_current = None
_making = threading.Lock()


def current():
    """The index of what is published now. The first reader who needs another makes it; who
    comes meanwhile waits for it. If it cannot be made, the next reader tries again."""
    global _current
    stamp, _changed = catalogue.stamp()
    if not is_of(stamp):
        with _making:
            if not is_of(stamp):
                _current = FacetIndex(stamp)
            return _current
    return _current


def is_of(stamp):
    return bool(stamp and _current and _current.stamp == stamp)
