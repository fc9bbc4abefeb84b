"""The order of a list. Sorted in Python, where É stands with E on every database."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from languages.folding import sorting_key
from languages.texts import CODES, preference, translated
from search.masks import as_bytes, bits_in, numbered

from .models import Case, CasePlace, Documentation, Identification, Place, Source

AT_ONCE = 2_000  # rows that are read together
LAST = 9999  # what has no year comes after all years
# Fewer cases are sorted, more are met along the whole order. Milliseconds among 100,000, by
# sorting and by meeting: any page of ten 0.3 and 17; of 4,000 1.2 and, from the first page to
# the last, 0.04 to 19; of all 35 and 0.02 to 17.
FEW = 4_000


class Sort:
    """The orders of a list; the first is taken when the question says nothing. Nearness is
    one where a town is named, relevance where there are words, the order of a choice where
    cases are chosen by hand; then they are the first."""

    DOCUMENTED, TITLE, PLACE, START = "documented", "title", "place", "start"
    NEAR, RELEVANCE, CHOSEN = "near", "relevance", "chosen"
    choices = [
        (DOCUMENTED, _("best documented, then newest")),
        (TITLE, _("title")),
        (PLACE, _("place")),
        (START, _("start year")),
    ]
    BY_PARAMETER = {
        "near": (NEAR, _("nearest to the town")),
        "q": (RELEVANCE, _("relevance")),
        "case": (CHOSEN, _("as chosen")),
    }
    known = [*BY_PARAMETER.values(), *choices]


class Sorter:
    """What published cases are sorted by, as a number for each case at its bit.

    ``keys`` are their primary keys, rising; the bit of a case is its position there.
    """

    def __init__(self, languages=CODES):
        published = Case.objects.published().order_by("pk")
        self.keys = array("q", published.values_list("pk", flat=True).iterator(AT_ONCE))
        # Before anything else: what it takes is used again by all that is kept.
        self.by_title = {code: self._by_title(code) for code in languages}
        self.bit_of = numbered(self.keys)
        told = Source.objects.telling().order_by().values_list("case")
        self.told_until = self._column(told.annotate(newest=Max("year")))
        told_by = published.values_list("pk", "documentation", "identification")
        self.standing = self._standing(told_by)
        self.start = self._column(published.values_list("pk", "start_year"), LAST)
        # Of several places of a case the first one stays, since it comes last.
        ties = CasePlace.objects.order_by("-position", "-pk")
        self.first_place = self._column(ties.values_list("case", "place"))
        names = [translated("name", code) for code in languages]
        rows = Place.objects.order_by().values_list("pk", *names)
        self.names = {pk: dict(zip(languages, row, strict=True)) for pk, *row in rows}

    def order(self, sort, language=None):
        """The bits in the order asked for, ties by title."""
        language = preference(language)[0]
        by_title = self.by_title[language]
        if sort == Sort.DOCUMENTED:
            standing, told = self.standing, self.told_until
            return array("I", sorted(by_title, key=lambda bit: (standing[bit], -told[bit])))
        if sort == Sort.START:
            return array("I", sorted(by_title, key=self.start.__getitem__))
        if sort == Sort.PLACE:
            return array("I", sorted(by_title, key=self._name_of_place(language)))
        return by_title

    def _column(self, rows, otherwise=0):
        """The numbers of (case, number) rows; of two for a case, the last."""
        found = array("I", [otherwise]) * len(self.keys)
        for case, number in rows.iterator(AT_ONCE):
            if number and (bit := self.bit_of.get(case)) is not None:
                found[bit] = number
        return found

    def _standing(self, rows):
        """How little is known of each case: 0 of one identified and well documented."""
        found, documented = array("B", bytes(len(self.keys))), Documentation.values
        for case, documentation, identification in rows.iterator(AT_ONCE):
            if (bit := self.bit_of.get(case)) is not None:
                unidentified = identification == Identification.UNIDENTIFIED
                found[bit] = 3 * unidentified + documented.index(documentation)
        return found

    def _by_title(self, language):
        """One language at a time, and folded words alone: the words of all titles weigh more
        than all that is kept. Titles that differ by accents stay in the order of the keys."""
        titles = [""] * len(self.keys)
        rows = Case.objects.published().order_by()
        rows = rows.values_list("pk", translated("title", language))
        for case, title in rows.iterator(AT_ONCE):
            bit = bisect_left(self.keys, case)
            if bit < len(titles) and self.keys[bit] == case:
                titles[bit], _words = sorting_key(title, language)
        return array("I", sorted(range(len(titles)), key=titles.__getitem__))

    def _name_of_place(self, language):
        # A place has many cases: its name is folded once. What has none comes last.
        names = {
            pk: (False, sorting_key(row[language], language)) for pk, row in self.names.items()
        }
        return lambda bit: names.get(self.first_place[bit], (True,))


class Order:
    """The bits in an order, and the rank of each in it."""

    def __init__(self, bits):
        self.bits = bits
        self.rank = array("I", bytes(4 * len(bits)))
        for rank, bit in enumerate(bits):
            self.rank[bit] = rank

    def among(self, mask):
        """The bits of a mask, in this order."""
        if mask.bit_count() < FEW:
            return sorted(bits_in(mask), key=self.rank.__getitem__)
        return self._met(mask)

    def _met(self, mask):
        """Along the order, each bit that is in the mask: soon done where many are."""
        data = as_bytes(mask | 1 << len(self.bits))
        return (bit for bit in self.bits if data[bit >> 3] >> (bit & 7) & 1)


class OrderedCases(Sequence):
    """The primary keys of an answer in its order, counted and cut in pages without being
    written out. ``tiers``: sets of cases of which one comes after the other."""

    def __init__(self, sorter, tiers, order):
        self.sorter, self.tiers, self.order = sorter, tiers, order

    def __len__(self):
        return sum(map(len, self.tiers))

    def __iter__(self):
        for tier in self.tiers:
            yield from map(self.sorter.keys.__getitem__, self.order.among(tier.mask))

    def __getitem__(self, at):
        """The key at a number; of a slice, a list."""
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step > 0:
                return list(islice(self, start, stop, step))
            return list(self)[at]
        number = range(len(self))[at]  # from the end too; beyond it, an IndexError
        return next(islice(self, number, None))

    def __contains__(self, key):
        bit = self.sorter.bit_of.get(key) if isinstance(key, int) else None
        return bit is not None and any(tier.mask >> bit & 1 for tier in self.tiers)

    def __reversed__(self):
        return reversed(list(self))
