"""Points of a sheet gathered where they would touch: a mark if there is one case, else a ring.

So a sheet has some hundreds of marks at most, however many cases there are: two of them are
never nearer than ``APART``.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, pi, sin, sqrt

APART = 30  # units of the sheet; nearer points are gathered
MARK = 13  # width of a mark
BETWEEN = 1.6  # gap between two arcs of a ring


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on a sheet with its cases, as numbers in the order of their titles."""

    site: object
    cases: tuple
    x: float
    y: float


@dataclass
class Name:
    """A name on the sheet, where it touches nothing."""

    text: str
    x: str
    y: str
    anchor: str


@dataclass(eq=False)
class Gathering:
    """Spots that would touch; it lies in their middle, a spot counted once for each case."""

    order: int  # among those of its sheet
    runs: list  # lists of spots: its own, then those of each gathering that came too near
    function_of: object  # of a case: (position, slug), or None
    x: float = 0
    y: float = 0
    weight: int = 0
    number: int = 0  # of a ring, for its anchor
    name: Name | None = None

    def add(self, x, y, weight):
        """So much more weight, at a point."""
        whole = self.weight + weight
        self.x = (self.x * self.weight + x * weight) / whole
        self.y = (self.y * self.weight + y * weight) / whole
        self.weight = whole

    @property
    def spots(self):
        return [spot for run in self.runs for spot in run]

    @cached_property
    def cases(self):
        """Each case once, as a number."""
        of_runs = [{case for spot in run for case in spot.cases} for run in self.runs]
        return list(dict.fromkeys(case for cases in of_runs for case in sorted(cases)))

    @cached_property
    def places(self):
        return [spot.site for spot in self.spots]

    @property
    def is_ring(self):
        return len(self.cases) > 1

    @property
    def is_area(self):
        return all(place.is_area for place in self.places)

    @property
    def radius(self):
        """It grows with the cases, but never so far that two rings touch."""
        return min(10.5 + sqrt(len(self.cases)), APART / 2 - 0.1) if self.is_ring else MARK / 2

    def gap(self, other):
        return hypot(self.x - other.x, self.y - other.y)

    @property
    def at(self):
        """The figures of the drawing, written for SVG whatever the reader's language."""
        return {
            "x": figure(self.x),
            "y": figure(self.y),
            "r": figure(self.radius),
            "halo": figure(self.radius + 3),
            "left": figure(self.x - MARK / 2),
            "top": figure(self.y - MARK / 2),
            "base": figure(self.y + 5),
        }

    @cached_property
    def shares(self):
        """[(function, start, end)]: turns in radians, clockwise from the top of the ring."""
        known = [found for case in self.cases if (found := self.function_of(case))]
        counts, shares, start = Counter(known), [], 0
        for (_position, slug), count in sorted(counts.items()):
            end = start + 2 * pi * count / len(known)
            shares.append((slug, start, end))
            start = end
        return shares

    def arcs(self):
        """(function, path data): the shares of the functions, in their order."""
        for slug, start, end in self.shares:
            yield slug, self._arc(start, end, whole=len(self.shares) == 1)

    def _arc(self, start, end, whole):
        radius = figure(self.radius)
        if whole:
            top = f"M{figure(self.x)} {figure(self.y - self.radius)}"
            down = f"a{radius} {radius} 0 1 1 0 {figure(2 * self.radius)}"
            return f"{top}{down}a{radius} {radius} 0 1 1 0 {figure(-2 * self.radius)}"
        gap = min(BETWEEN / self.radius / 2, (end - start) / 4)
        first, last = self._on_ring(start + gap), self._on_ring(end - gap)
        large = int(end - start > pi)
        return f"M{first}A{radius} {radius} 0 {large} 1 {last}"

    def _on_ring(self, turn):
        """A point of the ring, clockwise from its top."""
        x, y = self.x + self.radius * sin(turn), self.y - self.radius * cos(turn)
        return f"{figure(x)} {figure(y)}"


class Cells:
    """Gatherings by the cell of the sheet that they lie in: who is near without asking all."""

    def __init__(self):
        self.cells = defaultdict(dict)

    def put(self, one):
        self.cells[_cell(one)][one.order] = one

    def take(self, one):
        del self.cells[_cell(one)][one.order]

    def near(self, one):
        """(gap, gathering) of the others nearer than ``APART``."""
        column, row = _cell(one)
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                for other in self.cells.get((x, y), {}).values():
                    gap = one.gap(other)
                    if gap < APART and other is not one:
                        yield gap, other


def _cell(one):
    return one.x // APART, one.y // APART


def gathered(spots, function_of):
    """Each spot to the nearest gathering in reach; then gatherings that came too near."""
    found, cells = [], Cells()
    for spot in spots:
        alone = Gathering(len(found), [[spot]], function_of)
        alone.add(spot.x, spot.y, len(spot.cases))
        nearest = min(cells.near(alone), key=_nearest, default=None)
        if not nearest:
            found.append(alone)
            cells.put(alone)
            continue
        _gap, one = nearest
        one.runs[0].append(spot)
        moved(one, alone, cells)
    return merged(found, cells)


def _nearest(candidate):
    gap, one = candidate
    return gap, one.order


def moved(one, other, cells):
    """A gathering between where it is and another, whose weight it takes."""
    cells.take(one)
    one.add(other.x, other.y, other.weight)
    cells.put(one)


def merged(found, cells):
    """The gatherings, none nearer to another than ``APART``; the first of two takes both."""
    gone, at = set(), 0
    while at < len(found):
        one = found[at]
        others = [] if one.order in gone else [other for _gap, other in cells.near(one)]
        if not others:
            at += 1
            continue
        other = min(others, key=lambda other: other.order)
        first, last = sorted((one, other), key=lambda one: one.order)
        cells.take(last)
        gone.add(last.order)
        first.runs += last.runs
        moved(first, last, cells)
        at = first.order
    return [one for one in found if one.order not in gone]


def figure(number):
    return f"{number:.1f}"
