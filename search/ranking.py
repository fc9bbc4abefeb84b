"""From what holds each group of a query to an order: tiers of equal score, the best first.

The score of a thing is the sum over the groups: how near its name the words stand, how near
they are to what was typed, and how rare they are. The same on every database.
"""

from dataclasses import dataclass
from math import log

from .masks import bits_in, whole

STEPS = 240  # the score of something whose title holds every word as typed


@dataclass(frozen=True)
class Ranking:
    """Things as masks: ``tiers`` from the best to the last. ``is_partial`` when nothing has
    all the groups, and these have the most."""

    tiers: tuple = ()
    mask: int = 0
    is_partial: bool = False

    def in_order(self):
        """The bits from the best to the last."""
        for tier in self.tiers:
            yield from bits_in(tier)


@dataclass(frozen=True)
class Held:
    """What holds one group: (weight, mask) with the heaviest first."""

    ways: tuple
    is_bonus: bool = False  # adds to the score, and is not asked for
    is_phrase: bool = False  # never given up

    @property
    def mask(self):
        mask = 0
        for _weight, holding in self.ways:
            mask |= holding
        return mask


def ranking(held, excluded, size, exact=False):
    """Rank what holds all groups; or what holds the most of them, if nothing has all."""
    everything = whole(size) & ~excluded
    asked = [group for group in held if not group.is_bonus]
    if not asked:
        return Ranking((everything,), everything)
    steps = in_steps(held, size)
    if tiers := scored(steps, {(0, 0): everything}, needed=lambda group: not group.is_bonus):
        return ordered(tiers)
    if exact or len(asked) == 1:
        return Ranking()
    tiers = scored(steps, {(0, 0): everything}, needed=lambda group: group.is_phrase)
    most = max((count for count, _score in tiers), default=0)
    return ordered({key: mask for key, mask in tiers.items() if key[0] == most and most}, True)


def ordered(tiers, is_partial=False):
    masks = tuple(tiers[key] for key in sorted(tiers, reverse=True))
    mask = 0
    for tier in masks:
        mask |= tier
    return Ranking(masks, mask, is_partial and bool(mask))


def in_steps(held, size):
    """[(group, its ways)] with weights as small whole numbers, so that few sums differ."""
    rarity = [log(2 + size / (1 + group.mask.bit_count())) for group in held]
    most = sum(
        rare * group.ways[0][0] for rare, group in zip(rarity, held, strict=True) if group.ways
    )
    return [
        (
            group,
            [
                (max(1, round(weight * rare * STEPS / most)), mask)
                for weight, mask in group.ways
            ],
        )
        for rare, group in zip(rarity, held, strict=True)
    ]


def scored(steps, tiers, needed):
    """{(number of groups held, score): mask}; what lacks a needed group is left out."""
    for group, ways in steps:
        after = {}
        for (count, score), rest in tiers.items():
            for weight, mask in ways:
                if both := rest & mask:
                    key = (count + (not group.is_bonus), score + weight)
                    after[key] = after.get(key, 0) | both
                    rest ^= both
            if rest and not needed(group):
                after[count, score] = after.get((count, score), 0) | rest
        tiers = after
    return tiers
