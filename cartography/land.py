"""On what land a point lies, as far as outlines of some kilometres tell."""

from math import cos, hypot, radians

from .countries import rings, unit_vector
from .projections import EARTH_KM

KM_OF_A_DEGREE = radians(1) * EARTH_KM


def country_at(longitude, latitude):
    """The M49 code of the land below a point, empty for a land without one; None in the sea."""
    position, inside = unit_vector(longitude, latitude), {}
    for ring in rings():
        if not ring.is_beyond(position, 0) and _is_within(ring, longitude, latitude):
            # A hole is a ring of its own: within it a point is out again.
            inside[ring.country] = not inside.get(ring.country, False)
    return next((country for country, is_in in inside.items() if is_in), None)


def kilometres_from(country, longitude, latitude):
    """From a point to the nearest outline of a country (M49), whether within it or not; None
    for a country that has no outline here."""
    own = [ring for ring in rings() if ring.country == country]
    return min((_to_outline(ring, longitude, latitude) for ring in own), default=None)


def _is_within(ring, longitude, latitude):
    """Whether a line from the point to the east crosses the ring an odd number of times."""
    is_in = False
    for (west, south), (east, north) in _sides(ring, longitude):
        if (south > latitude) != (north > latitude):
            crosses_at = west + (latitude - south) / (north - south) * (east - west)
            is_in ^= longitude < crosses_at
    return is_in


def _sides(ring, longitude):
    """Pairs of points, with longitudes that do not leap near the point."""
    near = [(longitude + (x - longitude + 180) % 360 - 180, y) for x, y in ring.points]
    for one, other in zip(near, near[1:], strict=False):
        if abs(one[0] - other[0]) < 180:
            yield one, other


def _to_outline(ring, longitude, latitude):
    narrow = cos(radians(latitude))
    sides = (
        _to_segment(
            *((x - longitude) * narrow for x, _ in side), *(y - latitude for _, y in side)
        )
        for side in _sides(ring, longitude)
    )
    return min(sides, default=float("inf")) * KM_OF_A_DEGREE


def _to_segment(x, to_x, y, to_y):
    """From the origin to a segment, in its own units."""
    across, along = to_x - x, to_y - y
    length = across**2 + along**2
    share = max(0, min(1, -(x * across + y * along) / length)) if length else 0
    return hypot(x + share * across, y + share * along)
