"""The answer to a question: which cases, how many have each value, in what order."""

from functools import cached_property

from . import facets, vocabulary
from .case_sets import CaseSet
from .documents import NUMBER
from .nearness import Nearness
from .ordering import Sort


class Answer:
    """``chosen``: {parameter: cleaned value}; ``search``: that of its words, if any."""

    def __init__(self, chosen, index, search):
        self.index, self.search = index, search
        self._parts, self._chosen = {}, chosen
        for facet in facets.FACETS:
            if asked := facet.asked(chosen):
                self._parts[facet.name] = facet.cases_of(index.values[facet.name], asked)
        if "q" in chosen:
            self._parts["q"] = CaseSet(self.ranking.mask)

    @cached_property
    def ranking(self):
        return self.search.ranking(NUMBER, self.index.bit_of, self.index.ties)

    @cached_property
    def nearness(self):
        """To the town that the question names."""
        return Nearness(self._chosen, self.index, vocabulary.current())

    @property
    def published(self):
        """How many cases there are, whatever the question."""
        return len(self.index.published)

    def cases(self, without=None):
        """The cases of the answer; or of the question without one of its facets."""
        cases = self.index.published
        for name, part in self._parts.items():
            if name != without:
                cases = cases & part
        return cases

    def keys(self):
        return self.index.keys_of(self.cases())

    def case_sets(self, facet):
        """{value: CaseSet}, whatever the question."""
        return self.index.values[facet]

    def counts(self, facet):
        """{value: cases}, the facet's own choice left out: what a choice would give."""
        mask, sets = self.cases(without=facet).mask, self.case_sets(facet)
        return {value: (cases.mask & mask).bit_count() for value, cases in sets.items()}

    def has(self, cases, key):
        return self.index.has(cases, key)

    def first(self, cases, count):
        """The primary keys of a few of some cases, in the order that is asked for by none."""
        return self.index.ordered([cases])[:count]

    def rest(self):
        """What has a part of the words, and all else that is asked for: the best first."""
        others = self.cases(without="q")
        return self.index.ordered([others & CaseSet(tier) for tier in self.ranking.rest])

    def ordered(self, sort):
        cases = self.cases()
        if sort == Sort.NEAR:
            return self.index.ordered(self.nearness.tiers(cases))
        if sort == Sort.RELEVANCE:
            tiers = [cases & CaseSet(tier) for tier in self.ranking.tiers]
            return self.index.ordered(tiers)
        if sort == Sort.CHOSEN:
            one_by_one = self.index.values[facets.CASE.name].of(facets.CASE.asked(self._chosen))
            return self.index.ordered([cases & one for one in one_by_one])
        return self.index.ordered([cases], sort)
