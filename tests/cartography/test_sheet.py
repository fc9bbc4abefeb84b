"""The grid, the sheet of the world and its parts, locators."""

import re

import pytest

from cartography import grid
from cartography.countries import borders, rings
from cartography.locators import locator
from cartography.sheet import FRAMES, HEIGHT, WIDTH, Sheet, degrees_at, on_world, sheet_of

pytestmark = pytest.mark.once

each_sheet = pytest.mark.parametrize("code", ["", *FRAMES])


@pytest.mark.parametrize(
    ("longitude", "latitude", "cell"),
    [
        (-180, 90, "A1"),
        (180, 90, "L1"),
        (-180, -90, "A6"),
        (180, -90, "L6"),
        (0, 0, "G4"),
        (-0.0001, 0.0001, "F3"),
        (-74.0721, 4.711, "D3"),
    ],
)
def test_every_point_has_a_cell_those_at_the_edges_too(longitude, latitude, cell):
    assert grid.reference(longitude, latitude) == cell


def test_the_names_of_columns_and_rows_are_those_of_the_references():
    for letter, west, east in grid.columns():
        for figure, south, north in grid.rows():
            middle = (west + east) / 2, (south + north) / 2
            assert grid.reference(*middle) == f"{letter}{figure}"


def test_the_whole_world_is_on_its_sheet():
    sheet = Sheet()

    for corner in [(-180, 84), (180, 84), (-180, -60), (180, -60), (-180, 0), (180, 0)]:
        assert sheet.shows(*sheet.position(*corner))
    assert sheet.position(0, 0) == on_world(0, 0)


def test_a_position_on_the_sheet_comes_back_to_the_degrees():
    assert degrees_at(*on_world(-74, 4)) == pytest.approx((-74, 4))


@each_sheet
def test_a_sheet_shows_its_frame_whole_and_as_large_as_it_can(code):
    sheet = sheet_of(code)
    if code:
        west, south, east, north = FRAMES[code]
        middle = (south + north) / 2
        points = [(x, y) for x in (west, east) for y in (south, middle, north)]
        places = [sheet.position(*point) for point in points]
        assert all(-0.1 <= x <= WIDTH + 0.1 and -0.1 <= y <= HEIGHT + 0.1 for x, y in places)
        wide = max(x for x, _ in places) - min(x for x, _ in places)
        high = max(y for _, y in places) - min(y for _, y in places)
        assert wide > 0.9 * WIDTH or high > 0.9 * HEIGHT


@pytest.mark.parametrize("code", FRAMES)
@pytest.mark.parametrize("shape", [0.5, 1.2])
def test_the_middle_of_a_sheet_shows_a_region_whole_whatever_its_shape(code, shape):
    sheet = sheet_of(code, shape)
    west, south, east, north = FRAMES[code]
    half = HEIGHT * shape / 2

    for point in [(x, y) for x in (west, east) for y in (south, north)]:
        x, y = sheet.position(*point)
        assert -0.1 <= y <= HEIGHT + 0.1
        assert abs(x - WIDTH / 2) <= half + 0.1


@each_sheet
def test_a_sheet_has_land_lines_and_the_names_of_its_cells(code):
    sheet = sheet_of(code)
    outlines = sheet.outlines()

    assert all(re.fullmatch(r"[-MLlz0-9. ]*", path) for path in outlines.values())
    assert outlines["land"].count("M") == outlines["land"].count("z") > 0
    names = {name for name, _x, _y in sheet.references()}
    assert names & set(grid.COLUMNS)
    assert names & set(grid.ROWS)
    assert all(sheet.shows(x, y) for _name, x, y in sheet.references())


def test_no_coast_runs_across_the_whole_sheet():
    """As it does when a ring crosses the antimeridian and nobody cuts it."""
    for path in [Sheet().outlines()["land"], sheet_of("142").outlines()["land"]]:
        steps = re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)
        assert max(abs(float(step)) for step in steps) <= WIDTH
        for ring in path.split("M")[1:]:
            moves = [float(step) for step in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", ring)]
            assert max(map(abs, moves[2::2]), default=0) < WIDTH


def test_neighbours_share_a_border_and_most_countries_have_their_code():
    codes = {ring.country for ring in rings()}

    assert {"170", "250", "356", "360", "710"} <= codes
    assert len(codes) > 200
    assert len(borders()) > 300


def test_a_locator_has_its_coast_and_its_own_country_apart():
    with_home = locator(-74.07, 4.71, home="170")
    without = locator(-74.07, 4.71)

    assert with_home.home
    assert without.home == ""
    assert len(without.land) > len(with_home.land)
    assert with_home.graticule


def test_a_small_tolerance_draws_a_finer_coast():
    rough, fine = locator(-74.07, 4.71), locator(-74.07, 4.71, tolerance=0.1)

    assert len(fine.land) > len(rough.land)
    assert fine.graticule == rough.graticule


def test_a_locator_of_an_island_shows_that_island():
    assert locator(121.0437, 14.676, home="608").home.count("z") > 3


@pytest.mark.parametrize("place", [(180, 0), (-180, 66), (0, 89), (0, -89), (-70, -53)])
def test_a_locator_can_be_drawn_anywhere(place):
    drawing = locator(*place)

    assert len(drawing.land) < 20_000
    assert not re.search(r"nan|inf|e", drawing.land + drawing.graticule)


ACROSS = {  # islands on the other side of 180°, and the sheets that have them
    "009": [
        (-171.77, -13.83),
        (-179.99, -16.77),
        (178.44, -18.14),
        (-175.2, -21.13),
        (115.9, -32),
    ],
    "054": [(-179.99, -16.77), (178.44, -18.14), (147.2, -9.5)],
    "053": [(-176.5, -43.9), (174.8, -36.8), (115.9, -32)],
    "061": [(179.2, -8.5), (-171.77, -13.83), (-149.57, -17.54)],
}


@pytest.mark.parametrize("code", ACROSS)
def test_a_sheet_goes_on_beyond_the_antimeridian(code):
    sheet = sheet_of(code)

    for point in ACROSS[code]:
        for x, y in (sheet.position(*point), sheet.enlarged(on_world(*point))):
            assert sheet.shows(x, y, 13), point


def test_neighbours_on_both_sides_of_the_antimeridian_lie_side_by_side():
    sheet = sheet_of("054")

    (suva, _), (waiyevo, _) = sheet.position(178.44, -18.14), sheet.position(-179.99, -16.77)

    assert 0 < waiyevo - suva < WIDTH / 10


@pytest.mark.parametrize("code", ACROSS)
def test_no_border_of_a_sheet_across_the_antimeridian_runs_over_it(code):
    for line in sheet_of(code).outlines()["borders"].split("M")[1:]:
        moves = [float(step) for step in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", line)]
        assert max(map(abs, moves[2:]), default=0) < WIDTH / 2
