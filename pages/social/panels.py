"""From what the database holds to marks and to what stands on the right of a picture."""

from cartography.sheet import FRAMES, Sheet, sheet_of
from cases.mapping import CaseMap
from cases.models import Identification
from infrastructures.models import Lever

from .maps import Part, Point, Surroundings
from .marks import EMPTY, FULL, HALF, Mark
from .plates import Plate, Plates

FILLS = {
    Identification.NAMED: FULL,
    Identification.INFERRED: HALF,
    Identification.UNIDENTIFIED: EMPTY,
}
MARGIN = 0.03  # of the width of a sheet
FARTHER = 1.35  # a picture is larger than a locator and shows more of the land around


def mark(case, lever):
    return Mark(lever.function.slug if lever else "", FILLS[case.identification])


def in_order(marks):
    """Full, half, empty."""
    return tuple(sorted(marks, key=lambda mark: [FULL, HALF, EMPTY].index(mark.fill)))


def plates(cases, spoken=None):
    """The 3 × 3 with its cases; ``spoken`` are the keys of the levers to set in relief."""
    found = {}
    for case in cases:
        for row in case.case_levers.all():
            found.setdefault(row.lever_id, []).append(mark(case, row.lever))
    levers = Lever.objects.select_related("function")
    return Plates(tuple(plate(lever, found.get(lever.pk, []), spoken) for lever in levers))


def plate(lever, marks, spoken):
    is_spoken = spoken is not None and lever.pk in spoken
    return Plate(
        lever.number,
        lever.function.slug,
        in_order(marks),
        is_strong=spoken is None or is_spoken,
        paper="paper-deep" if is_spoken else "paper",
    )


def surroundings(mark, place):
    if not (place and place.has_point):
        return Surroundings(mark)
    return Surroundings(
        mark,
        longitude=float(place.longitude),
        latitude=float(place.latitude),
        kilometres=round(FARTHER * place.kilometres_around),
        home=place.country.m49 if place.country else "",
        cell=place.grid_reference,
    )


def part(region, cases, shape):
    """The sheet of a region; an intermediate region is shown on that of the one above."""
    while region.code not in FRAMES and region.parent:
        region = region.parent
    code = region.code if region.code in FRAMES else ""
    fitting = sheet_of(code, shape)
    # A little more at the sides and below, so that no mark lies on the edge.
    sheet = Sheet(
        fitting.left - MARGIN * fitting.width, fitting.top, fitting.width * (1 + 2 * MARGIN)
    )
    return Part(sheet, tuple(point(one) for one in CaseMap(cases, sheet).gatherings))


def point(gathering):
    first = gathering.cases[0]
    return Point(
        x=round(gathering.x, 1),
        y=round(gathering.y, 1),
        radius=gathering.radius,
        count=len(gathering.cases),
        mark=mark(first, first.main_lever),
        shares=tuple(gathering.shares()) if gathering.is_ring else (),
    )
