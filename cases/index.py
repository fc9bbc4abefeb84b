"""The published cases as bit masks: what a list shows and counts, without asking the database.

An index never changes. Each process keeps one, with the stamp of the catalogue it was made
from, and makes another when the stamp is no longer that. ``CaseFilter.qs`` stays the truth:
the index must always say the same.
"""

import threading
from array import array
from functools import cache, reduce
from itertools import islice
from operator import or_

from django.db import connection

from editorial import catalogue
from languages.texts import CODES, preference
from search.masks import as_bytes, bits_in, whole

from . import having
from .models import Case
from .named import CaseTies
from .ordering import Sort, Sorter

FEW = 4_000  # cases that are sorted, rather than met along the whole order
LONG = 20_000  # cases from which the index is made outside the request
PATIENCE = 10  # seconds that a reader waits for it; a hundred thousand cases take four


class Bits:
    """A set of cases of an index; ``len``, ``&``, ``|`` and ``-`` as of any set."""

    __slots__ = ("mask",)

    def __init__(self, mask=0):
        self.mask = mask

    def __and__(self, other):
        return Bits(self.mask & other.mask)

    def __or__(self, other):
        return Bits(self.mask | other.mask)

    def __sub__(self, other):
        return Bits(self.mask & ~other.mask)

    def __len__(self):
        return self.mask.bit_count()


class Index:
    def __init__(self, stamp):
        self.stamp = stamp
        self.sorter = Sorter()
        self.keys, self.places = self.sorter.keys, self.sorter.places
        self.everything = Bits(whole(len(self.keys)))
        self.values = {
            name: {value: Bits(mask) for value, mask in found.items()}
            for name, found in having.masks(self.places).items()
        }
        self.years = self.values.pop("start_year")
        self.ties = CaseTies(self.places, self.values)
        self._order = cache(self._order)
        for code in CODES:
            self._order(Sort.DOCUMENTED, code)  # reads all that any order is made from

    def any_of(self, name, values):
        masks = self.values[name]
        return Bits(reduce(or_, (masks[v].mask for v in values if v in masks), 0))

    def started(self, first=0, last=9999):
        """Cases that began in a year between two, both included."""
        masks = (bits.mask for year, bits in self.years.items() if first <= year <= last)
        return Bits(reduce(or_, masks, 0))

    def bits(self, mask):
        return Bits(mask)

    def order(self, sort=Sort.DOCUMENTED, language=None):
        return self._order(sort, preference(language)[0])

    def _order(self, sort, language):
        return Order(self.sorter.order(sort, language))

    def keys_of(self, bits):
        return frozenset(self.keys[place] for place in bits_in(bits.mask))


class Page:
    """The cases of an answer in their order: a sequence that is counted and cut in pages
    without being written out. ``tiers``: sets of which one comes after the other."""

    def __init__(self, index, tiers, order):
        self.index, self.tiers, self.order = index, tiers, order

    def __len__(self):
        return sum(map(len, self.tiers))

    def __getitem__(self, part):
        if isinstance(part, int):
            part = slice(part, part + 1)
        return list(islice(self, part.start, part.stop))

    def __iter__(self):
        return (self.index.keys[place] for place in self._places())

    def _places(self):
        for tier in self.tiers:
            yield from self.order.among(tier.mask)


class Order:
    """The places in an order, and the rank of each place in it."""

    def __init__(self, places):
        self.places = places
        self.rank = array("I", bytes(4 * len(places)))
        for rank, place in enumerate(places):
            self.rank[place] = rank

    def among(self, mask):
        """The places of a mask, in this order."""
        if mask.bit_count() < FEW:
            return sorted(bits_in(mask), key=self.rank.__getitem__)
        return self._met(mask)

    def _met(self, mask):
        """Along the order, each place that is in the mask: soon done where many are."""
        data = as_bytes(mask | 1 << len(self.places))
        return (place for place in self.places if data[place >> 3] >> (place & 7) & 1)


_kept = None
_making = threading.Lock()
_aside = None  # the thread that makes a long index


def current():
    """The index of what is published now. A long one is made by a thread, for which a reader
    waits a while, since the database takes longer still; None if it was not there in time:
    the question is then answered by the database."""
    stamp, _changed = catalogue.stamp()
    if is_of(stamp):
        return _kept
    if Case.objects.published().count() < LONG:
        with _making:
            return _kept if is_of(stamp) else make(stamp)
    for _again in range(2):  # what is under way may be of an older catalogue
        before = _kept
        aside().join(PATIENCE)
        if is_of(stamp):
            return _kept
    # Begun after this was asked, so of what is published now or later.
    return _kept if _kept is not before else None


def is_of(stamp):
    return bool(stamp and _kept and _kept.stamp == stamp)


def make(stamp):
    global _kept
    _kept = Index(stamp)
    return _kept


def aside():
    """The thread that makes the index: one at a time, whoever waits for it."""
    global _aside
    with _making:
        if not (_aside and _aside.is_alive()):
            _aside = threading.Thread(target=make_aside, daemon=True)
            _aside.start()
        return _aside


def make_aside():
    try:
        make(catalogue.stamp()[0])
    finally:
        connection.close()
