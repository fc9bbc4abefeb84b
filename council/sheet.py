"""The sheet of a note: the cases by their numbers. It is drawn with attributes of its own, so
that it is the same on paper; style sheets of a page have the last word."""

from dataclasses import dataclass
from math import hypot, sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cartography.sheet import FRAMES, HEIGHT, WIDTH, sheet_of

RADIUS, APART = 13, 27  # units of the sheet; nearer discs become one
MARGIN = 30  # units; a sheet shows its cases with so much around them
# The tokens of light paper.
LAND, EDGE, PAPER, INK, GRID = "#dfdacb", "#a79f8a", "#ffffff", "#1b1e1c", "#d8d3c5"
HUES = {"physical": "#7f5200", "social": "#a81f4b", "governance": "#0f577f", "ink": INK}


@dataclass
class Disc:
    x: float
    y: float
    hue: str
    numbers: list

    @property
    def radius(self):
        return RADIUS * sqrt(min(len(self.numbers), 3))

    @property
    def label(self):
        first, *others = self.numbers
        return f"{first}+{len(others)}" if others else str(first)

    def touches(self, x, y):
        return hypot(self.x - x, self.y - y) < APART

    def drawn(self):
        size = 14 if len(self.label) < 3 else 13
        return format_html(
            '<circle class="disc" cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" '
            'stroke-width="2"/><text class="figure" x="{}" y="{}" fill="{}" font-size="{}" '
            'font-weight="600" text-anchor="middle" font-family="Source Sans 3">{}</text>',
            written(self.x), written(self.y), written(self.radius), HUES[self.hue], PAPER,
            written(self.x), written(self.y + 5), PAPER, size, self.label,
        )  # fmt: skip


@dataclass
class Drawing:
    svg: SafeString
    key: list  # (number, facts, cell of the atlas sheet) of the cases that have a point
    beside: list  # facts of those that have none
    is_world: bool


def drawing(facts):
    """The smallest sheet that shows all the cases."""
    placed = [one for one in facts if has_point(one)]
    sheet = smallest([degrees(one) for one in placed])
    discs = []
    for one in placed:
        x, y = sheet.position(*degrees(one))
        near = next((disc for disc in discs if disc.touches(x, y)), None)
        if near:
            near.numbers.append(one.number)
        else:
            discs.append(Disc(x, y, one.hue, [one.number]))
    return Drawing(
        drawn(sheet, discs),
        [(one.number, one, one.case.main_place.grid_reference) for one in placed],
        [one for one in facts if not has_point(one)],
        sheet.is_world,
    )


def has_point(one):
    return bool(one.case.main_place and one.case.main_place.has_point)


def degrees(one):
    place = one.case.main_place
    return float(place.longitude), float(place.latitude)


def smallest(points):
    if points:
        sheets = sorted(map(sheet_of, FRAMES), key=lambda sheet: sheet.width)
        for sheet in sheets:
            if all(sheet.shows(*sheet.position(*point), MARGIN) for point in points):
                return sheet
    return sheet_of()


def drawn(sheet, discs):
    parts = sheet.outlines()
    letters = format_html_join("", REFERENCE, (
        (written(x), written(y), EDGE, name) for name, x, y in sheet.references()
    ))  # fmt: skip
    return format_html(
        '<svg class="world" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" '
        'width="{}" height="{}" aria-hidden="true">'
        '<path class="graticule" d="{}" fill="none" stroke="{}"/>'
        '<path class="land" d="{}" fill="{}" stroke="{}" stroke-width="0.5"/>'
        '<path class="borders" d="{}" fill="none" stroke="{}"/>{}{}</svg>',
        WIDTH, HEIGHT, WIDTH, HEIGHT, parts["graticule"], GRID, parts["land"], LAND, EDGE,
        parts["borders"], PAPER, letters,
        SafeString("".join(disc.drawn() for disc in reversed(discs))),
    )  # fmt: skip


REFERENCE = (
    '<text class="ref" x="{}" y="{}" fill="{}" font-size="14" text-anchor="middle" '
    'font-family="Source Sans 3">{}</text>'
)


def written(number):
    """A figure of a drawing, whatever the reader's language."""
    return f"{number:.1f}"
