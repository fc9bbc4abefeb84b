"""From what holds each group of a query to an order: tiers of equal score, the best first.

The score of a thing is the sum over the groups: how rare they are, how near its name the words
stand, how near they are to what was typed. What holds all groups is the answer; where nothing
does, what holds the most of their weight. The rest holds a good part of it. The same on every
database.
"""

from dataclasses import dataclass, field
from functools import reduce
from math import log
from operator import and_, or_

from .masks import bits_in, whole

STEPS = 240  # the score of something whose title holds every word as typed
OF_WHOLE = 100  # the weight of all groups together
MEANT = 1.5  # times as much as a word that is as rare
FIRM = 2  # the weight of what is said in a summary, or nearer to the name
PASSING = 0.7  # of its weight that a group counts elsewhere
NEARLY = 0.75  # of the weight that the best has: part of the answer where nothing has all
PART = 0.4  # of the same weight: worth a look, under a sentence that says so


@dataclass(frozen=True)
class Ranking:
    """Things as masks: ``tiers`` from the best to the last, ``rest`` the tiers of what comes
    after the answer. ``is_partial`` when nothing has all the groups: these have the most."""

    tiers: tuple = ()
    mask: int = 0
    is_partial: bool = False
    rest: tuple = ()
    groups: tuple = ()  # what holds each of the groups
    levels: tuple = ()  # of each of the groups: {how it is held: mask}

    def all_but(self, number):
        """What holds all groups but one."""
        others = (mask for n, mask in enumerate(self.groups) if n != number)
        return reduce(and_, others, -1)

    def in_order(self):
        """The bits from the best to the last."""
        for tier in self.tiers:
            yield from bits_in(tier)


@dataclass(frozen=True)
class Held:
    """What holds one group: (weight, mask) with the heaviest first."""

    ways: tuple
    levels: dict = field(default_factory=dict)  # {how it is held: mask}, the nearest first
    is_bonus: bool = False  # adds to the score, and is not asked for
    is_phrase: bool = False  # never given up
    is_meant: bool = False  # the vocabulary knows it

    @property
    def mask(self):
        return reduce(or_, (holding for _weight, holding in self.ways), 0)


class Sums:
    """A small whole number for each thing, added to many of them at once: plane n has the
    things in whose number the bit n is set."""

    def __init__(self):
        self.planes = []

    def add(self, number, mask):
        for place in range(number.bit_length()):
            if number >> place & 1:
                self._carry(mask, place)

    def _carry(self, mask, place):
        while mask:
            while place >= len(self.planes):
                self.planes.append(0)
            self.planes[place], mask = self.planes[place] ^ mask, self.planes[place] & mask
            place += 1

    def tiers(self, mask):
        """[(number, those of a mask that have it)], the highest first."""
        found = [(0, mask)] if mask else []
        for place in reversed(range(len(self.planes))):
            halves = []
            for number, some in found:
                high = some & self.planes[place]
                halves += [(number + (1 << place), high), (number, some ^ high)]
            found = [(number, some) for number, some in halves if some]
        return found


def ranking(held, excluded, size, exact=False):
    """Rank what holds all groups; or what holds the most of them, if nothing has all."""
    everything = whole(size) & ~excluded
    asked = [group for group in held if not group.is_bonus]
    if not asked:
        return Ranking((everything,), everything)
    strict, needed = everything, everything
    for group in asked:
        strict &= group.mask
        needed &= group.mask if group.is_phrase else needed
    rarity = [rarity_of(group, size) for group in held]
    score = scored(held, rarity)
    if exact or len(asked) == 1:
        return in_tiers(score, asked, strict)
    weights = weighed(held, rarity)
    reached = weights.tiers(reduce(or_, (group.mask for group in asked), 0) & needed)
    most = OF_WHOLE if strict else max((number for number, _some in reached), default=0)
    answer = strict or union(reached, NEARLY * most)
    rest = union(reached, PART * most) & ~answer
    return in_tiers(score, asked, answer, not strict, rest)


def rarity_of(group, size):
    """How much a group counts: more where few have it, and where the vocabulary knows it."""
    rare = log(2 + size / (1 + group.mask.bit_count()))
    return rare * MEANT if group.is_meant else rare


def in_tiers(score, asked, answer, is_partial=False, rest=0):
    tiers = tuple(some for _number, some in score.tiers(answer))
    after = tuple(some for _number, some in score.tiers(rest))
    groups = tuple(group.mask for group in asked)
    levels = tuple(group.levels for group in asked)
    return Ranking(tiers, answer, is_partial and bool(answer), after, groups, levels)


def union(tiers, least):
    return reduce(or_, (some for number, some in tiers if number >= least), 0)


def scored(held, rarity):
    """The score of each thing, in steps so coarse that few differ."""
    most = sum(
        rare * group.ways[0][0] for rare, group in zip(rarity, held, strict=True) if group.ways
    )
    sums = Sums()
    for rare, group in zip(rarity, held, strict=True):
        before = 0
        for weight, mask in group.ways:
            sums.add(max(1, round(weight * rare * STEPS / most)), mask & ~before)
            before |= mask
    return sums


def weighed(held, rarity):
    """How much of the weight of the groups each thing holds; less where its texts say it in
    passing, far from its name, its summary and its coding."""
    asked = [(r, one) for r, one in zip(rarity, held, strict=True) if not one.is_bonus]
    whole_weight, sums = sum(rare for rare, _group in asked), Sums()
    for rare, group in asked:
        most, before = rare * OF_WHOLE / whole_weight, 0
        firm = reduce(or_, (mask for weight, mask in group.ways if weight >= FIRM), 0)
        for share, mask in ((1, firm), (PASSING, group.mask)):
            sums.add(max(1, round(share * most)), mask & ~before)
            before |= mask
    return sums
