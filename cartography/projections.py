"""From degrees to the plane. Lengths on the plane are in radii of the earth.

Equal Earth: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection",
International Journal of Geographical Information Science 33 (3), 2018.
Azimuthal equal-area (Lambert): J. P. Snyder, "Map Projections: A Working Manual",
USGS Professional Paper 1395, 1987, p. 185.
"""

from math import asin, cos, degrees, hypot, radians, sin, sqrt

EARTH_KM = 6371.0088  # mean radius
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796  # the polynomial of Equal Earth
ROOT3 = sqrt(3)
NEWTON_STEPS, NEWTON_ENOUGH = 12, 1e-12
NEAR_ANTIPODE = -0.98  # cosine of the distance; farther points are held there


def equal_earth(longitude, latitude):
    """Degrees to (x, y): x grows to the east, y to the north."""
    theta = asin(ROOT3 / 2 * sin(radians(latitude)))
    x = 2 * ROOT3 * radians(longitude) * cos(theta) / (3 * _slope(theta))
    return x, _height(theta)


def equal_earth_inverse(x, y):
    """(x, y) to degrees. The height gives the latitude alone, found by Newton's method."""
    theta = y / A1
    for _step in range(NEWTON_STEPS):
        change = (_height(theta) - y) / _slope(theta)
        theta -= change
        if abs(change) < NEWTON_ENOUGH:
            break
    latitude = degrees(asin(max(-1, min(1, 2 / ROOT3 * sin(theta)))))
    return degrees(3 * x * _slope(theta) / (2 * ROOT3 * cos(theta))), latitude


def _height(theta):
    return theta * (A1 + A2 * theta**2 + A3 * theta**6 + A4 * theta**8)


def _slope(theta):
    """The derivative of the height."""
    return A1 + 3 * A2 * theta**2 + 7 * A3 * theta**6 + 9 * A4 * theta**8


def azimuthal_equal_area(longitude, latitude):
    """The projection centred on a point: a function of degrees to (x, y), y to the north."""
    east, north = radians(longitude), radians(latitude)
    sin_north, cos_north = sin(north), cos(north)

    def project(longitude, latitude):
        turn, height = radians(longitude) - east, radians(latitude)
        nearness = sin_north * sin(height) + cos_north * cos(height) * cos(turn)
        x = cos(height) * sin(turn)
        y = cos_north * sin(height) - sin_north * cos(height) * cos(turn)
        if nearness < NEAR_ANTIPODE:  # nobody sees it, but a ring may pass there
            length = hypot(x, y) or 1
            edge = sqrt(2 * (1 - NEAR_ANTIPODE))
            return edge * x / length, edge * y / length
        stretch = sqrt(2 / (1 + nearness))
        return stretch * x, stretch * y

    return project


def reach(kilometres):
    """How far from the centre of an azimuthal equal-area map a distance ends."""
    return 2 * sin(kilometres / EARTH_KM / 2)
