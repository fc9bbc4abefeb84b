"""Pieces of map, as path data: the surroundings of a place, and the sheet of a region."""

from dataclasses import asdict
from functools import lru_cache

from cartography import sheet as sheets
from cartography.locators import Locator, locator
from cases.mapping import CaseMap

from .marks import hue, mark_of

WIDTH, WIDEST, HEIGHT = 540, 700, 600  # pixels
FARTHER = 1.35  # a picture is larger than a locator and shows more of the land around
FINE = 0.12  # units of a locator: less than a pixel here
# Where there is no place: a grid, as in ``cases/templatetags/cards.py``.
BARE = Locator("M33.3-2l0 104M66.7-2l0 104M-2 33.3l104 0M-2 66.7l104 0", "", "")
MARGIN = 0.03  # of the width of a sheet, at the sides: no mark lies on the edge
# What has been asked for once is asked for again, to learn that its picture is the same.
outlines = lru_cache(maxsize=128)(locator)


def surroundings(case):
    """The coast around its place with its mark; without a point, the bare grid."""
    place, parts, cell = case.main_place, BARE, ""
    if place and place.has_point:
        point, cell = (float(place.longitude), float(place.latitude)), place.grid_reference
        home = place.country.m49 if place.country else ""
        kilometres = round(FARTHER * place.kilometres_around)
        parts = outlines(*point, kilometres=kilometres, home=home, tolerance=FINE)
    told = {"kind": "coast", "width": WIDTH, "mark": mark_of(case), "cell": cell}
    return told | asdict(parts)


def region_map(region, keys):
    """The middle of a sheet, with its points; all of its height is shown. An intermediate
    region is shown on the sheet of the one above."""
    while region.code not in sheets.FRAMES and region.parent:
        region = region.parent
    code = region.code if region.code in sheets.FRAMES else ""
    found = sheets.sheet_of(code, WIDEST / HEIGHT)
    margin = MARGIN * found.width
    sheet = sheets.Sheet(found.left - margin, found.top, found.width + 2 * margin)
    points = [point(one, case) for one, case in CaseMap(keys, sheet).marks]
    return {"kind": "sheet", "width": WIDEST, "points": points, **sheet.outlines()}


def point(one, case):
    """Of a gathering: the mark of the only case, or a ring of the shares of functions."""
    arcs = [(hue(function), arc) for function, arc in one.arcs()]
    return {
        "at": (round(one.x, 1), round(one.y, 1)),
        "mark": mark_of(case) if case else None,
        "ring": {"count": len(one.cases), "radius": one.radius, "arcs": arcs},
    }
