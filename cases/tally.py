"""Marks for a number of cases: one a case while they are few, else one for several."""

from dataclasses import dataclass
from functools import cached_property

MARKS = 40  # of one tally at most


def unit_for(total, most=MARKS):
    """The smallest of 1, 2, 5, 10, 20, 50 … of which ``most`` make the total."""
    unit, steps = 1, (2, 2.5, 2)
    for number in range(100):
        if total <= unit * most:
            break
        unit = int(unit * steps[number % 3])
    return unit


@dataclass(frozen=True)
class Tally:
    """How many cases a function, lever or region has, by identification from sure to unsure."""

    function: str  # its slug, for shape and hue
    counts: dict
    unit: int = 1  # cases that a mark stands for

    @property
    def total(self):
        return sum(self.counts.values())

    @cached_property
    def marks(self):
        """[(identification, how many marks)]: rounded so that the marks together are those of
        the total; what there is at all has at least one."""
        exact = {name: count / self.unit for name, count in self.counts.items() if count}
        marks = {name: max(1, int(share)) for name, share in exact.items()}
        left = round(sum(exact.values())) - sum(marks.values())
        for name in sorted(exact, key=lambda name: int(exact[name]) - exact[name])[
            : max(left, 0)
        ]:
            marks[name] += 1
        return list(marks.items())
