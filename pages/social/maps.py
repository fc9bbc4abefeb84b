"""Pieces of map: the surroundings of a place, and the sheet of a region."""

from dataclasses import dataclass

from cartography.locators import SIDE, Locator, locator
from cartography.paths import points_of
from cartography.sheet import HEIGHT, WIDTH, Sheet

from .canvas import Canvas
from .faces import SANS, Face
from .marks import Mark

FINE = 0.12  # units of a locator: less than a pixel here
MARK, HALO = 48, 5  # pixels: the mark of the case, the empty space around it
SMALL_MARK, MORE = 25, 2  # on a sheet; what the radius of a ring is larger than there
# Where there is no place: a grid, as in ``templates/cases/_locator.html``.
BARE = Locator("M33.3-2l0 104M66.7-2l0 104M-2 33.3l104 0M-2 66.7l104 0", "", "")
FIGURE = Face(SANS, 600)


@dataclass(frozen=True)
class Surroundings:
    """The coast around a place with the mark of the case; without a point, the bare grid."""

    mark: Mark
    longitude: float | None = None
    latitude: float | None = None
    kilometres: int = 0
    home: str = ""  # M49 code
    cell: str = ""  # of the atlas sheet

    def canvas(self, width, height):
        canvas = Canvas(width, height)
        scale = max(width, height) / SIDE

        def position(x, y):
            return width / 2 + (x - SIDE / 2) * scale, height / 2 + (y - SIDE / 2) * scale

        parts = self._parts()
        draw_lines(canvas, placed(parts.graticule, position), "graticule", 2)
        for data, colour in ((parts.land, "land"), (parts.home, "home")):
            rings = placed(data, position)
            canvas.lands(rings, colour)
            draw_lines(canvas, rings, "land-edge", 1.3)
        self.mark.draw(canvas, width / 2, height / 2, MARK, halo=HALO)
        canvas.words(width - 30, 50, self.cell, FIGURE, 30, "ink-soft", anchor="r", halo=3)
        return canvas

    def _parts(self):
        if self.longitude is None:
            return BARE
        return locator(self.longitude, self.latitude, kilometres=self.kilometres,
                       home=self.home, tolerance=FINE)  # fmt: skip


@dataclass(frozen=True)
class Point:
    """Cases that would touch: one mark, or a ring of the shares of the functions."""

    x: float  # units of the sheet
    y: float
    radius: float
    count: int
    mark: Mark
    shares: tuple = ()  # (function, start, end) in radians


@dataclass(frozen=True)
class Part:
    """The middle of a sheet, with its points; all of its height is shown."""

    sheet: Sheet
    points: tuple

    def canvas(self, width, height):
        canvas = Canvas(width, height)
        scale = height / HEIGHT

        def position(x, y):
            return width / 2 + (x - WIDTH / 2) * scale, y * scale

        parts = self.sheet.outlines()
        rings = placed(parts["land"], position)
        draw_lines(canvas, placed(parts["graticule"], position), "graticule", 2)
        canvas.lands(rings, "land")
        draw_lines(canvas, placed(parts["borders"], position), "paper", 1.5)
        draw_lines(canvas, rings, "land-edge", 0.9)
        for point in self.points:
            draw_point(canvas, *position(point.x, point.y), point)
        return canvas


def placed(data, position):
    """The lines of path data, each of their points moved by a function."""
    return [[position(*point) for point in line] for line in points_of(data)]


def draw_lines(canvas, lines, colour, width):
    for line in lines:
        canvas.line(line, colour, width)


def draw_point(canvas, x, y, point):
    if point.count == 1:
        point.mark.draw(canvas, x, y, SMALL_MARK, halo=2.5)
        return
    radius = point.radius + MORE
    canvas.disc(x, y, radius + 5, "paper")
    for function, start, end in point.shares:
        gap = 0 if len(point.shares) == 1 else 0.06
        canvas.arc(x, y, radius, start + gap, end - gap, function, 5)
    canvas.words(x, y + 7, str(point.count), FIGURE, 20, "ink", anchor="m")
