"""The countries of Natural Earth (1:50 million, simplified), from ``countries.json``.

The file is made by ``make_geometry``: arcs of steps in hundredths of a degree, shared by
neighbours as in TopoJSON, and for each country its rings as lists of arcs.
"""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import acos, cos, hypot, radians, sin
from pathlib import Path

FILE = Path(__file__).parent / "countries.json"
UNIT = 100  # steps of the file in one degree


@dataclass(frozen=True)
class Ring:
    country: str  # the M49 code; empty for a land without one
    points: list  # (longitude, latitude) in degrees, the first repeated at the end
    middle: tuple  # of a cap of the sphere that holds all points, as a unit vector
    radius: float  # of that cap, in radians

    def is_beyond(self, position, distance):
        """Whether the whole ring is farther from a unit vector than a distance in radians."""
        return angle(self.middle, position) > self.radius + distance


def unit_vector(longitude, latitude):
    east, north = radians(longitude), radians(latitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def angle(one, other):
    """Between unit vectors, in radians."""
    return acos(max(-1, min(1, sum(a * b for a, b in zip(one, other, strict=True)))))


@cache
def rings():
    """Every ring of every country."""
    data = read()
    return [
        _ring(country, joined([data["arcs"][number] for number in _known(outline)], outline))
        for country, outlines in data["countries"]
        for outline in outlines
    ]


@cache
def borders():
    """The arcs that two countries share, each once."""
    data = read()
    used = Counter(
        number
        for _country, outlines in data["countries"]
        for outline in outlines
        for number in _known(outline)
    )
    return [data["arcs"][number] for number, times in used.items() if times > 1]


@cache
def read():
    data = json.loads(FILE.read_text(encoding="utf-8"))
    data["arcs"] = [decoded(arc) for arc in data["arcs"]]
    return data


def decoded(steps):
    """[x, y, dx, dy, …] in hundredths to points in degrees."""
    across, along = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(x / UNIT, y / UNIT) for x, y in zip(across, along, strict=True)]


def joined(arcs, outline):
    """Arcs end to end; the bitwise complement of a number says that its arc is reversed."""
    ring = []
    for arc, number in zip(arcs, outline, strict=True):
        piece = arc if number >= 0 else arc[::-1]
        ring += piece[1:] if ring else piece
    return ring


def _known(outline):
    return [number if number >= 0 else ~number for number in outline]


def _ring(country, points):
    vectors = [unit_vector(*point) for point in points]
    total = [sum(axis) for axis in zip(*vectors, strict=True)]
    length = hypot(*total) or 1
    middle = tuple(axis / length for axis in total)
    return Ring(country, points, middle, max(angle(middle, vector) for vector in vectors))
