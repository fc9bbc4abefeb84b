"""Round values of the projections, and that areas stay areas."""

from math import pi, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartography.projections import (
    EARTH_KM,
    azimuthal_equal_area,
    equal_earth,
    equal_earth_inverse,
    reach,
)
from cartography.rings import area

# Where both projections are smooth enough for a small square to be measured.
longitudes, latitudes = st.floats(-170, 170), st.floats(-80, 80)


def test_equal_earth_is_centred_on_zero():
    assert equal_earth(0, 0) == (0, 0)


def test_equal_earth_has_the_widths_and_heights_of_its_authors():
    """Šavrič, Patterson and Jenny: the pole is 0.59247 as long as the equator."""
    equator, pole = equal_earth(180, 0), equal_earth(180, 90)

    assert equator == pytest.approx((2.7066299, 0))
    assert pole[1] == pytest.approx(1.3173627)
    assert pole[0] / equator[0] == pytest.approx(0.59247, abs=1e-5)


def test_equal_earth_is_the_same_on_all_four_sides():
    x, y = equal_earth(75, 40)

    assert equal_earth(-75, 40) == pytest.approx((-x, y))
    assert equal_earth(75, -40) == pytest.approx((x, -y))


@given(longitudes, latitudes)
def test_equal_earth_comes_back_to_the_degrees(longitude, latitude):
    assert equal_earth_inverse(*equal_earth(longitude, latitude)) == pytest.approx(
        (longitude, latitude), abs=1e-6
    )


@given(longitudes, latitudes)
def test_a_degree_keeps_its_area_on_the_sheet_of_the_world(longitude, latitude):
    assert drawn(equal_earth, longitude, latitude) == pytest.approx(
        on_the_sphere(latitude), rel=1e-3
    )


@given(longitudes, latitudes, st.floats(-10, 10), st.floats(-8, 8))
def test_a_degree_keeps_its_area_in_a_locator(longitude, latitude, east, north):
    project = azimuthal_equal_area(longitude, latitude)

    assert drawn(project, longitude + east, latitude + north) == pytest.approx(
        on_the_sphere(latitude + north), rel=1e-3
    )


def test_a_locator_is_centred_on_its_place_with_north_above():
    project = azimuthal_equal_area(-74.07, 4.71)

    assert project(-74.07, 4.71) == pytest.approx((0, 0), abs=1e-12)
    assert project(-74.07, 14.71)[0] == pytest.approx(0)
    assert project(-74.07, 14.71)[1] > 0


def test_a_quarter_of_the_earth_reaches_to_the_root_of_two():
    assert azimuthal_equal_area(0, 0)(90, 0) == pytest.approx((sqrt(2), 0))
    assert reach(EARTH_KM * pi / 2) == pytest.approx(sqrt(2))


def test_the_antipode_stays_a_number():
    x, y = azimuthal_equal_area(10, 20)(-170, -20)

    assert x * x + y * y <= 4


STEP = 0.1  # degrees


def drawn(project, longitude, latitude):
    sides = [(0, 0), (STEP, 0), (STEP, STEP), (0, STEP), (0, 0)]
    return area([project(longitude + x, latitude + y) for x, y in sides])


def on_the_sphere(latitude):
    return radians(STEP) * (sin(radians(latitude + STEP)) - sin(radians(latitude)))
