"""A locator: the coast around a place, azimuthal equal-area, in a square of 100 units."""

from dataclasses import dataclass
from math import pi

from .countries import rings, unit_vector
from .paths import line_path, ring_path
from .projections import EARTH_KM, azimuthal_equal_area, reach
from .rings import area, clip, pieces_in, simplify, simplify_ring

SIDE = 100
TOLERANCE = 0.42  # units
SMALLEST = 0.7  # square units; a smaller island is left out, but not of the home country
OVER = 2  # units beyond the edge, so that no coast is drawn along it
STEP = 10  # degrees between meridians and between parallels
CORNER = 1.5  # the corner of the square is farther than its edge


@dataclass(frozen=True)
class Locator:
    """Path data of SVG, in the order of drawing."""

    graticule: str
    land: str
    home: str


def locator(longitude, latitude, *, kilometres=1150, home="", tolerance=TOLERANCE):
    """Around a point: ``kilometres`` from the centre to the edge, ``home`` a M49 code,
    ``tolerance`` in units; a large drawing needs a small one."""
    to_plane = azimuthal_equal_area(longitude, latitude)
    scale = SIDE / 2 / reach(kilometres)

    def drawn(points):
        plane = (to_plane(*point) for point in points)
        return [(SIDE / 2 + x * scale, SIDE / 2 - y * scale) for x, y in plane]

    land = {True: [], False: []}
    position = unit_vector(longitude, latitude)
    for ring in rings():
        # A ring on the far side would come out inside out; it is never in sight.
        seen = min(CORNER * kilometres / EARTH_KM, pi / 2)
        if not ring.is_beyond(position, seen):
            is_home = bool(home) and ring.country == home
            smallest = 0 if is_home else SMALLEST
            land[is_home].append(outline(drawn(ring.points), smallest, tolerance))
    return Locator(graticule(longitude, latitude, drawn), "".join(land[False]),
                   "".join(land[True]))  # fmt: skip


def outline(points, smallest, tolerance):
    inside = clip(points, -OVER, -OVER, SIDE + OVER, SIDE + OVER)
    if not inside or area(inside) < smallest:
        return ""
    return ring_path(simplify_ring(inside, tolerance))


def graticule(longitude, latitude, drawn):
    """Meridians and parallels of 10° that pass through the square."""
    west, south = (int(degrees // STEP) * STEP for degrees in (longitude, latitude))
    turn = range(west - 9 * STEP, west + 10 * STEP, STEP)
    rise = [b for b in range(south - 5 * STEP, south + 6 * STEP, STEP) if -90 < b < 90]
    # The points of a line lie 2° apart, so that it bends as it should.
    meridians = [
        [(east, north) for north in range(max(-88, rise[0]), min(88, rise[-1]) + 1, 2)]
        for east in turn
    ]
    parallels = [[(east, north) for east in range(turn[0], turn[-1] + 1, 2)] for north in rise]
    return "".join(
        line_path(simplify(run, TOLERANCE))
        for line in meridians + parallels
        for run in pieces_in(drawn(line), -OVER, -OVER, SIDE + OVER, SIDE + OVER)
        if len(run) > 1
    )
