"""Pieces of map: the surroundings of a place, and the sheet of a region."""

from dataclasses import dataclass

from cartography.locators import SIDE, Locator, locator
from cartography.paths import points_of
from cartography.sheet import FRAMES, HEIGHT, WIDTH, Sheet, sheet_of
from cases.mapping import CaseMap

from .faces import SANS, Face
from .marks import Mark

FARTHER = 1.35  # a picture is larger than a locator and shows more of the land around
FINE = 0.12  # units of a locator: less than a pixel here
# Where there is no place: a grid, as in ``cases/templatetags/cards.py``.
BARE = Locator("M33.3-2l0 104M66.7-2l0 104M-2 33.3l104 0M-2 66.7l104 0", "", "")
MARGIN = 0.03  # of the width of a sheet, at the sides: no mark lies on the edge
MORE = 2  # pixels: what the radius of a ring is larger than on a sheet
FIGURE = Face(SANS, 600)


@dataclass(frozen=True)
class Surroundings:
    """The coast around a place with the mark of the case; without a point, the bare grid."""

    mark: Mark
    point: tuple = ()  # longitude, latitude
    kilometres: int = 0
    home: str = ""  # M49 code
    cell: str = ""  # of the atlas sheet

    @classmethod
    def of(cls, place, mark):
        if not (place and place.has_point):
            return cls(mark)
        point = float(place.longitude), float(place.latitude)
        home = place.country.m49 if place.country else ""
        kilometres = round(FARTHER * place.kilometres_around)
        return cls(mark, point, kilometres, home, place.grid_reference)

    def draw(self, canvas):
        around = {"kilometres": self.kilometres, "home": self.home, "tolerance": FINE}
        parts = locator(*self.point, **around) if self.point else BARE
        width, height = canvas.width, canvas.height
        placing = Placing(canvas, SIDE, SIDE, max(width, height) / SIDE)
        canvas.lines(placing.lines(parts.graticule), "graticule", 2)
        for data, colour in ((parts.land, "land"), (parts.home, "home")):
            rings = placing.lines(data)
            canvas.lands(rings, colour)
            canvas.lines(rings, "land-edge", 1.3)
        self.mark.draw(canvas, width / 2, height / 2, 48, halo=5)
        canvas.words(width - 30, 50, self.cell, FIGURE, 30, "ink-soft", "right", halo=3)


@dataclass(frozen=True)
class Point:
    """Cases that would touch: one mark, or a ring of the shares of the functions."""

    x: float  # units of the sheet
    y: float
    mark: Mark
    count: int
    radius: float
    shares: tuple  # (function, start, end) in radians

    @classmethod
    def of(cls, gathering, case):
        """``case``: the only one, if it is alone."""
        x, y = round(gathering.x, 1), round(gathering.y, 1)
        mark = Mark.of(case, case.main_lever) if case else Mark()
        shares = tuple(gathering.shares)
        return cls(x, y, mark, len(gathering.cases), gathering.radius, shares)

    def draw(self, canvas, x, y):
        if self.count == 1:
            self.mark.draw(canvas, x, y, 25, halo=2.5)
            return
        radius = self.radius + MORE
        canvas.disc(x, y, radius + 5, "paper")
        gap = 0 if len(self.shares) == 1 else 0.06
        for function, start, end in self.shares:
            canvas.arc(x, y, radius, start + gap, end - gap, function, 5)
        canvas.words(x, y + 7, str(self.count), FIGURE, 20, "ink", "middle")


@dataclass(frozen=True)
class RegionMap:
    """The middle of a sheet, with its points; all of its height is shown."""

    sheet: Sheet
    points: tuple

    @classmethod
    def of(cls, region, keys, shape):
        """An intermediate region is shown on the sheet of the one above."""
        while region.code not in FRAMES and region.parent:
            region = region.parent
        found = sheet_of(region.code if region.code in FRAMES else "", shape)
        margin = MARGIN * found.width
        sheet = Sheet(found.left - margin, found.top, found.width + 2 * margin)
        return cls(sheet, tuple(Point.of(*pair) for pair in CaseMap(keys, sheet).marks))

    def draw(self, canvas):
        placing = Placing(canvas, WIDTH, HEIGHT, canvas.height / HEIGHT)
        parts = {name: placing.lines(data) for name, data in self.sheet.outlines().items()}
        canvas.lines(parts["graticule"], "graticule", 2)
        canvas.lands(parts["land"], "land")
        canvas.lines(parts["borders"], "paper", 1.5)
        canvas.lines(parts["land"], "land-edge", 0.9)
        for point in self.points:
            point.draw(canvas, *placing.point(point.x, point.y))


class Placing:
    """From units of a drawing to pixels: its middle stands on that of the canvas."""

    def __init__(self, canvas, width, height, scale):
        self.scale = scale
        self.left = (canvas.width - width * scale) / 2
        self.top = (canvas.height - height * scale) / 2

    def point(self, x, y):
        return self.left + x * self.scale, self.top + y * self.scale

    def lines(self, data):
        """Those of path data."""
        return [[self.point(*point) for point in line] for line in points_of(data)]
