"""The sheet: the world, or a part of it, in Equal Earth, as path data and as positions.

Units are those of the drawing. The world is drawn once, at 220 units to the radius of the
earth, by ``make_geometry``; a part is drawn from the finer outlines of ``countries.json``.
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from . import grid
from .countries import borders, rings
from .paths import line_path, ring_path
from .projections import equal_earth, equal_earth_inverse
from .rings import area, clip, cut_at_antimeridian, pieces_in, simplify, simplify_ring

FILE = Path(__file__).parent / "world.json"
SCALE = 220  # units to the radius of the earth
CENTRE = 618, 304  # where 0° N, 0° E is drawn
WIDTH, HEIGHT = 1236, 562  # of every sheet
TOLERANCE, SMALLEST = 0.45, 1.2  # units, square units: of the world
NEAR_TOLERANCE, NEAR_SMALLEST = 0.7, 3  # the same, of a part
SOUTH, NORTH = -60, 84  # where meridians end; Antarctica is left out
OVER = 8  # units beyond the edge, so that no coast is drawn along it

# What an atlas shows on a sheet of its own: west, south, east, north in degrees, by M49
# code. Chosen by eye: the lands of a region lie too far apart (French Guiana and Réunion
# are of France, Hawaii of the United States) for a box around them all to be of use. East of
# 180° degrees go on counting, and so they do to the west: such a sheet has its own meridian.
FRAMES = {
    "002": (-26, -36, 58, 39),  # Africa
    "015": (-18, 8, 38, 38.5),  # Northern Africa
    "202": (-26, -36, 58, 28),  # Sub-Saharan Africa
    "019": (-130, -56, -32, 62),  # Americas
    "419": (-118, -56, -32, 33),  # Latin America and the Caribbean
    "021": (-168, 22, -50, 75),  # Northern America
    "142": (25, -12, 150, 56),  # Asia
    "143": (46, 34, 90, 56),  # Central Asia
    "030": (73, 18, 148, 54),  # Eastern Asia
    "035": (91, -12, 142, 29),  # South-eastern Asia
    "034": (44, 0, 98, 40),  # Southern Asia
    "145": (25, 11, 61, 44),  # Western Asia
    "150": (-25, 34, 62, 71),  # Europe
    "151": (12, 41, 70, 68),  # Eastern Europe
    "154": (-25, 49, 32, 71),  # Northern Europe
    "039": (-32, 34, 31, 47),  # Southern Europe
    "155": (-6, 42, 18, 55.5),  # Western Europe
    "009": (112, -48, 213, 22),  # Oceania, as far as Tahiti
    "053": (112, -48, 185, -9),  # Australia and New Zealand
    "054": (140, -24, 183, 1),  # Melanesia
    "057": (130, -4, 190, 22),  # Micronesia
    "061": (-185, -30, -125, 24),  # Polynesia
}


def on_world(longitude, latitude):
    """Degrees to units of the sheet of the world."""
    x, y = equal_earth(float(longitude), float(latitude))
    return CENTRE[0] + x * SCALE, CENTRE[1] - y * SCALE


def degrees_at(x, y):
    """Units of the sheet of the world to degrees."""
    return equal_earth_inverse((x - CENTRE[0]) / SCALE, (CENTRE[1] - y) / SCALE)


@dataclass(frozen=True)
class Sheet:
    """A window on the world: its left upper corner and its width, in units of the world, as
    drawn around a ``meridian``, in degrees, that is not Greenwich for what crosses 180°."""

    left: float = 0
    top: float = 0
    width: float = WIDTH
    meridian: float = 0

    @property
    def enlargement(self):
        return WIDTH / self.width

    @property
    def is_world(self):
        return self.width == WIDTH

    def position(self, longitude, latitude):
        """Where a point of the earth is, in units of this sheet."""
        return self.seen(on_world(self.turned(longitude), latitude))

    def turned(self, longitude):
        """Degrees from the meridian of the sheet, between 180 west and 180 east of it."""
        if not self.meridian:
            return longitude
        return (float(longitude) - self.meridian + 180) % 360 - 180

    def enlarged(self, point):
        """The same of a point of the sheet of the world."""
        return self.position(*degrees_at(*point)) if self.meridian else self.seen(point)

    def seen(self, point):
        """The same of a point of the world as drawn around the meridian of the sheet."""
        x, y = point
        return (x - self.left) * self.enlargement, (y - self.top) * self.enlargement

    def shows(self, x, y, margin=0):
        return margin <= x <= WIDTH - margin and margin <= y <= HEIGHT - margin

    def outlines(self):
        """{"land", "borders", "graticule"}: path data."""
        return world() if self.is_world else enlarged_outlines(self)

    def references(self):
        """(letter or figure, x, y): the names of columns and rows, along the edges."""
        return list(_round_the_world() if self.is_world else _along_the_frame(self))


def sheet_of(code="", shape=WIDTH / HEIGHT):
    """The sheet of a region of M49, or of the world; ``shape``, width to height, is that of
    the part in its middle which must show all of the region."""
    if not code:
        return Sheet()
    west, south, east, north = FRAMES[code]
    meridian = (west + east) / 2 if west < -180 or east > 180 else 0
    corners = [
        on_world(longitude - meridian, latitude)
        for longitude in (west, east)
        for latitude in (south, 0 if south < 0 < north else south, north)
    ]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    height = max(bottom - top, (right - left) / shape)
    width = height * WIDTH / HEIGHT
    # Where there is room to choose, nothing is shown beyond the pole.
    above = max((top + bottom - height) / 2, min(top, on_world(0, NORTH)[1]))
    return Sheet((left + right - width) / 2, above, width, meridian)


# --- outlines ---------------------------------------------------------------------------


@cache
def world():
    return json.loads(FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=2 * len(FRAMES))  # a page's and a picture's
def enlarged_outlines(sheet):
    return drawn(sheet)


def drawn(sheet):
    """The outlines of a part of the world, which need not be one of ``FRAMES``."""
    box = -OVER, -OVER, WIDTH + OVER, HEIGHT + OVER
    land = []
    for ring in rings():
        turned = [(x - sheet.meridian, y) for x, y in ring.points]
        for piece in cut_at_antimeridian(turned):
            inside = clip([sheet.seen(on_world(*point)) for point in piece], *box)
            if inside and area(inside) >= NEAR_SMALLEST:
                land.append(ring_path(simplify_ring(inside, NEAR_TOLERANCE)))
    shared = [
        line_path(simplify(run, NEAR_TOLERANCE))
        for arc in borders()
        for run in pieces_in([sheet.position(*point) for point in arc], *box)
    ]
    lines = [
        line_path(simplify(run, NEAR_TOLERANCE))
        for line in graticule(sheet.meridian)
        for run in pieces_in([sheet.seen(point) for point in line], *box)
    ]
    return {"land": "".join(land), "borders": "".join(shared), "graticule": "".join(lines)}


def graticule(meridian=0):
    """The lines between the cells of the grid, as points of the world around a meridian."""
    for longitude in range(-180, 181, grid.CELL):
        turned = (longitude - meridian + 180) % 360 - 180 if meridian else longitude
        yield [on_world(turned, latitude) for latitude in range(SOUTH, NORTH + 1, 2)]
    for latitude in range(SOUTH + grid.CELL, NORTH, grid.CELL):
        yield [on_world(longitude, latitude) for longitude in range(-180, 181, 2)]


# --- letters and figures ----------------------------------------------------------------

ABOVE, BELOW, BESIDE = 5, 16, 18  # units from the graticule to the words
INSIDE = 18  # units from the frame
NARROW = 40  # units; a cell that shows less of itself is not named there


def _round_the_world():
    """Letters above and below, as meridians curve; figures at both sides."""
    sheet = Sheet()
    for letter, west, east in grid.columns():
        x, y = sheet.position((west + east) / 2, NORTH)
        yield letter, x, y - ABOVE
        x, y = sheet.position((west + east) / 2, SOUTH)
        yield letter, x, y + BELOW
    for figure, south, north in grid.rows():
        if south >= SOUTH:
            middle = (south + min(north, NORTH)) / 2
            for longitude, away in ((-180, -BESIDE), (180, BESIDE)):
                x, y = sheet.position(longitude, middle)
                yield figure, x + away, y + 5


def _along_the_frame(sheet):
    """Each column at the top and each row at the left, in the middle of what shows of it."""
    bottom = sheet.top + HEIGHT / sheet.enlargement
    for letter, west, east in grid.columns():
        for y, words_at in ((sheet.top, INSIDE), (bottom, HEIGHT - INSIDE / 2)):
            latitude = degrees_at(CENTRE[0], y)[1]
            shown = _shown([sheet.position(degree, latitude)[0] for degree in (west, east)],
                           WIDTH)  # fmt: skip
            if shown:
                yield letter, shown, words_at
    for figure, south, north in grid.rows():
        shown = _shown([sheet.position(0, degree)[1] for degree in (north, south)], HEIGHT)
        if shown:
            yield figure, INSIDE, shown
            yield figure, WIDTH - INSIDE, shown


def _shown(ends, length):
    """The middle of the part of a stretch that lies between 0 and a length."""
    first, last = max(0, ends[0]), min(length, ends[1])
    return (first + last) / 2 if last - first >= NARROW else None
