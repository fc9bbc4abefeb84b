"""The answer to a question, given twice: from the index, and by the database alone.

Both have the same cases, the same values of each facet, and the same order. Sets of cases
are of a kind of their own each, with ``&`` and ``len``.
"""

from itertools import islice

from languages.texts import preference

from .documents import NUMBER
from .having import pairs
from .index import Page
from .models import Case
from .ordering import Sort, Sorter


class IndexedAnswer:
    def __init__(self, question, index):
        self.question, self.index = question, index
        self._parts = {
            name: self._part(name, value)
            for name, value in question.chosen.items()
            if name not in question.NOT_NARROWING
        }

    def _part(self, name, value):
        if name == "q":
            return self.index.bits(self.ranking.mask)
        if name == "from":
            return self.index.started(first=value)
        if name == "to":
            return self.index.started(last=value)
        return self.index.any_of(name, self.question.filters[name].expanded(value))

    @property
    def ranking(self):
        if not hasattr(self, "_ranking"):
            self._ranking = self.question.search.ranking(
                NUMBER, self.index.places, self.index.ties
            )
        return self._ranking

    @property
    def published(self):
        return len(self.index.everything)

    def cases(self, without=None):
        cases = self.index.everything
        for name, part in self._parts.items():
            if name != without:
                cases = cases & part
        return cases

    def keys(self, without=None):
        return self.index.keys_of(self.cases(without))

    def having(self, name):
        """{value of a facet: its cases}, whatever the question."""
        return self.index.values[name]

    def has(self, cases, key):
        place = self.index.places.get(key)
        return place is not None and cases.mask >> place & 1

    def first(self, cases, count):
        """The primary keys of a few of some cases, in the order that is asked for by none."""
        return Page(self.index, [cases], self.index.order())[:count]

    def by_year(self):
        return self.index.years

    def ordered(self, sort):
        cases = self.cases()
        if sort == Sort.RELEVANCE:
            tiers = [cases & self.index.bits(tier) for tier in self.ranking.tiers]
            return Page(self.index, tiers, self.index.order())
        return Page(self.index, [cases], self.index.order(sort))


class PlainAnswer:
    """What the index must agree with; and what answers while a long one is being made."""

    def __init__(self, question):
        self.question = question
        self._kept = {}

    @property
    def ranking(self):
        if not hasattr(self, "_ranking"):
            places = {pk: place for place, pk in enumerate(self._keys(Sort.DOCUMENTED))}
            self._in_places = list(places)
            self._ranking = self.question.search.ranking(NUMBER, places)
        return self._ranking

    def _keys(self, sort):
        sorter = Sorter(languages=preference()[:1])
        return [sorter.keys[place] for place in sorter.order(sort)]

    @property
    def published(self):
        return Case.objects.published().count()

    def cases(self, without=None):
        name = without if without in self.question.chosen else None
        if name not in self._kept:
            queryset = self.question.narrowed(without=name).order_by()
            self._kept[name] = frozenset(queryset.values_list("pk", flat=True))
        return self._kept[name]

    keys = cases

    def having(self, name):
        return gathered(pairs(name))

    def has(self, cases, key):
        return key in cases

    def first(self, cases, count):
        return list(islice((pk for pk in self._keys(Sort.DOCUMENTED) if pk in cases), count))

    def by_year(self):
        dated = Case.objects.published().filter(start_year__isnull=False)
        return gathered(dated.values_list("pk", "start_year"))

    def ordered(self, sort):
        cases = self.cases()
        if sort == Sort.RELEVANCE:
            ranked = self.ranking.in_order()
            return [pk for place in ranked if (pk := self._in_places[place]) in cases]
        return [pk for pk in self._keys(sort) if pk in cases]


def gathered(rows):
    """{value: frozenset of cases} from (case, value) rows."""
    found = {}
    for case, value in rows:
        found.setdefault(value, set()).add(case)
    return {value: frozenset(cases) for value, cases in found.items()}
