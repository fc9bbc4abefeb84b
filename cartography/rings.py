"""Closed rings and open lines as lists of (x, y): cut, clipped, simplified, measured.

A ring repeats its first point at the end, as in TopoJSON.
"""

from math import hypot


def area(ring):
    """Of a ring, in squared units of its points (the shoelace formula)."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


# --- the antimeridian -------------------------------------------------------------------


def cut_at_antimeridian(ring):
    """A ring of degrees as rings that stay between 180° W and 180° E.

    Drawn as it is, a ring that crosses would come back over the whole sheet.
    """
    unrolled = _unrolled(ring)
    if all(-180 <= x <= 180 for x, _ in unrolled):
        return [unrolled]
    pieces = []
    for turn in (-360, 0, 360):
        east = half(unrolled[:-1], 0, -180 + turn, greater=True)
        both = half(east, 0, 180 + turn, greater=False)
        if len(both) > 2:
            both = [(x - turn, y) for x, y in both]
            pieces.append([*both, both[0]])
    return pieces


def _unrolled(ring):
    """Longitudes without leaps; a ring around a pole is closed along that pole."""
    turned, turn = [ring[0]], 0
    for (before, _), (now, y) in zip(ring, ring[1:], strict=False):
        if abs(now - before) > 180:
            turn += -360 if now > before else 360
        turned.append((now + turn, y))
    if abs(turned[-1][0] - turned[0][0]) > 180:
        pole = -90 if sum(y for _, y in turned) < 0 else 90
        turned += [(turned[-1][0], pole), (turned[0][0], pole), turned[0]]
    return turned


# --- clipping (Sutherland and Hodgman) --------------------------------------------------


def half(points, axis, limit, *, greater):
    """The part of a polygon on one side of a line; its points are not repeated."""
    kept = []
    for before, now in zip(points[-1:] + points[:-1], points, strict=True):
        was_in, is_in = ((point[axis] >= limit) == greater for point in (before, now))
        if was_in != is_in:
            share = (limit - before[axis]) / (now[axis] - before[axis])
            kept.append(tuple(a + share * (b - a) for a, b in zip(before, now, strict=True)))
        if is_in:
            kept.append(now)
    return kept


def clip(ring, left, top, right, bottom):
    """The part of a ring in a box, as a ring; empty if they do not meet."""
    for axis, limit, greater in ((0, left, True), (0, right, False), (1, top, True),
                                 (1, bottom, False)):  # fmt: skip
        ring = half(ring, axis, limit, greater=greater)
        if not ring:
            return []
    return [*ring, ring[0]]


def pieces_in(line, left, top, right, bottom):
    """The runs of an open line that are in a box, each with one point more at both ends."""
    inside = [left <= x <= right and top <= y <= bottom for x, y in line]
    run = []
    for number, point in enumerate(line):
        if any(inside[max(0, number - 1) : number + 2]):
            run.append(point)
        elif run:
            yield run
            run = []
    if len(run) > 1:
        yield run


# --- simplification (Douglas and Peucker) -----------------------------------------------


def simplify(line, tolerance):
    """Fewer points, none of those left out farther than the tolerance from what stays."""
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, number = _farthest(line, first, last)
        if farthest > tolerance:
            kept.add(number)
            spans += [(first, number), (number, last)]
    return [line[number] for number in sorted(kept)]


def simplify_ring(ring, tolerance):
    """A ring is two lines that meet at its first point and at the one half-way."""
    middle = len(ring) // 2
    if len(ring) <= 6:
        return ring
    return simplify(ring[: middle + 1], tolerance)[:-1] + simplify(ring[middle:], tolerance)


def _farthest(line, first, last):
    (x, y), (end_x, end_y) = line[first], line[last]
    across, along = end_x - x, end_y - y
    length = hypot(across, along)
    farthest, number = 0, first
    for candidate in range(first + 1, last):
        to_x, to_y = line[candidate][0] - x, line[candidate][1] - y
        distance = abs(to_x * along - to_y * across) / length if length else hypot(to_x, to_y)
        if distance > farthest:
            farthest, number = distance, candidate
    return farthest, number
