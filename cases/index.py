"""The published cases as bit masks: what a list shows and counts, without asking the database.

An index never changes. Each process keeps one, with the stamp of the catalogue it was made
from, and makes another when the stamp is no longer that. ``CaseFilter.qs`` stays the truth:
the index must always say the same.
"""

import threading
from array import array
from functools import reduce
from itertools import islice
from operator import or_

from django.db import connection

from editorial import catalogue
from languages.texts import CODES, preference
from search.masks import as_bytes, mask_of, places_in, whole

from .models import Case, Region
from .ordering import Sort, Sorter

# The paths from a case to the values of each facet; a case has those of all its paths.
PATHS = {
    "function": ["levers__function__slug"],
    "lever": ["levers__slug"],
    "region": ["places__country__region__code", "places__region__code"],
    "country": ["places__country__iso2"],
    "section": ["places__country__section"],
    "group": ["groups__slug"],
    "theme": ["themes__slug"],
    "operation": ["operation"],
    "identification": ["identification"],
    "documentation": ["documentation"],
}
FEW = 4_000  # cases of an answer that are sorted, rather than met along the whole order
LONG = 20_000  # cases from which an index takes too long to be made while a reader waits


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
        sorter = Sorter()
        # Places are given in the order of a list that asks for none.
        self.keys = array("q", sorter.order(Sort.DOCUMENTED, CODES[0]))
        self.places = {key: place for place, key in enumerate(self.keys)}
        self.everything = Bits(whole(len(self.keys)))
        self.values = {name: self._masks(pairs(name)) for name in PATHS}
        self.years = self._masks((row[0], row[1]) for row in sorter.cases if row[1])
        self.orders = {
            (sort, code): Order(map(self.places.__getitem__, sorter.order(sort, code)))
            for sort, _label in Sort.choices
            for code in CODES
        }

    def _masks(self, rows):
        """{value: its cases} from (case, value) rows."""
        found = {}
        for case, value in rows:
            if case in self.places:
                found.setdefault(value, array("I")).append(self.places[case])
        size = len(self.keys)
        return {value: Bits(mask_of(places, size)) for value, places in found.items()}

    def any_of(self, name, values):
        masks = self.values[name]
        return Bits(reduce(or_, (masks[v].mask for v in values if v in masks), 0))

    def started(self, first=0, last=9999):
        """Cases that began in a year between two, both included."""
        masks = (bits.mask for year, bits in self.years.items() if first <= year <= last)
        return Bits(reduce(or_, masks, 0))

    def bits(self, mask):
        return Bits(mask)

    def order(self, sort, language=None):
        return self.orders[sort, preference(language)[0]]

    def keys_of(self, bits):
        return frozenset(self.keys[place] for place in places_in(bits.mask))


class Page:
    """The cases of an answer in their order: a sequence that is counted and cut in pages
    without being written out."""

    def __init__(self, index, bits, order=None, ranking=None):
        self.index, self.bits, self.order, self.ranking = index, bits, order, ranking

    def __len__(self):
        return len(self.bits)

    def __getitem__(self, part):
        if isinstance(part, int):
            part = slice(part, part + 1)
        return [
            self.index.keys[place] for place in islice(self._in_order(), part.start, part.stop)
        ]

    def __iter__(self):
        return iter(self[0 : len(self)])

    def _in_order(self):
        if self.ranking:
            return self.ranking.places(among=self.bits.mask)
        if len(self.bits) < FEW:
            return sorted(places_in(self.bits.mask), key=self.order.rank.__getitem__)
        return self._scanned()

    def _scanned(self):
        """Along the order, each place that is in the answer: soon done where many are."""
        data = as_bytes(self.bits.mask | self.index.everything.mask + 1)
        return (place for place in self.order.places if data[place >> 3] >> (place & 7) & 1)


class Order:
    """The places in an order, and the rank of each place in it."""

    def __init__(self, places):
        self.places = array("I", places)
        self.rank = array("I", bytes(4 * len(self.places)))
        for rank, place in enumerate(self.places):
            self.rank[place] = rank


def pairs(name):
    """(case, value) of the published cases, perhaps more than once."""
    published = Case.objects.published().order_by()
    if name == "region":
        lines = region_lines()
        for path in PATHS[name]:
            rows = published.filter(**{f"{path}__isnull": False}).values_list("pk", path)
            yield from ((case, code) for case, leaf in rows for code in lines[leaf])
        return
    for path in PATHS[name]:
        rows = published.values_list("pk", path)
        yield from ((case, value) for case, value in rows if value)


def region_lines():
    """{code: the codes of the region and of all that contain it}"""
    above = dict(Region.objects.values_list("code", "parent__code"))
    lines = {}
    for code in above:
        line, at = [], code
        while at:
            line.append(at)
            at = above[at]
        lines[code] = line
    return lines


_kept = None
_making = threading.Lock()


def current():
    """The index of what is published now. None while a long one is being made by another
    thread: the question is then answered by the database."""
    stamp, _changed = catalogue.stamp()
    if _kept and _kept.stamp == stamp and stamp:
        return _kept
    if Case.objects.published().count() < LONG:
        with _making:
            return _kept if stamp and _kept and _kept.stamp == stamp else make(stamp)
    if not _making.locked():
        threading.Thread(target=make_aside, args=[stamp], daemon=True).start()
    return None


def make(stamp):
    global _kept
    _kept = Index(stamp)
    return _kept


def make_aside(stamp):
    if _making.acquire(blocking=False):
        try:
            make(stamp)
        finally:
            _making.release()
            connection.close()
