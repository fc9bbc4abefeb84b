"""Cutting, clipping, simplifying, and writing it down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartography.paths import line_path, points_of, ring_path
from cartography.rings import (
    area,
    clip,
    cut_at_antimeridian,
    pieces_in,
    simplify,
    simplify_ring,
)

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]


def test_a_ring_that_does_not_cross_is_left_whole():
    assert cut_at_antimeridian(SQUARE) == [SQUARE]


@given(st.floats(1, 40), st.floats(1, 40), st.floats(-60, 40), st.floats(1, 20))
def test_a_cut_at_the_antimeridian_keeps_the_area(west, east, south, height):
    """From 180 − west to −180 + east."""
    left, right = 180 - west, -180 + east
    ring = [
        (left, south), (right, south), (right, south + height), (left, south + height),
        (left, south),
    ]  # fmt: skip

    pieces = cut_at_antimeridian(ring)

    assert len(pieces) == 2
    assert sum(area(piece) for piece in pieces) == pytest.approx((west + east) * height)
    assert all(-180 <= x <= 180 for piece in pieces for x, _ in piece)
    assert all(piece[0] == piece[-1] for piece in pieces)


def test_a_ring_around_a_pole_reaches_to_the_pole():
    ring = [(-120, -70), (0, -70), (120, -70), (-120, -70)]

    pieces = cut_at_antimeridian(ring)

    assert sum(area(piece) for piece in pieces) == pytest.approx(360 * 20)


def test_a_clip_keeps_what_is_inside():
    assert area(clip(SQUARE, 5, 5, 20, 20)) == 25
    assert area(clip(SQUARE, -5, -5, 20, 20)) == 100
    assert clip(SQUARE, 11, 11, 20, 20) == []


def test_a_line_that_leaves_and_returns_is_two_pieces():
    line = [(1, 1), (9, 1), (20, 1), (30, 1), (20, 2), (9, 2), (1, 2)]

    pieces = list(pieces_in(line, 0, 0, 10, 10))

    assert pieces == [[(1, 1), (9, 1), (20, 1)], [(20, 2), (9, 2), (1, 2)]]


def test_a_straight_line_needs_its_ends_only():
    assert simplify([(0, 0), (1, 0.1), (2, 0), (9, 0)], 0.2) == [(0, 0), (9, 0)]
    assert simplify([(0, 0), (5, 3), (9, 0)], 0.2) == [(0, 0), (5, 3), (9, 0)]


def test_a_simpler_ring_is_still_a_ring():
    ring = [(0, 0), (5, 0.1), (10, 0), (10, 5), (10, 10), (5, 10.1), (0, 10), (0, 0)]

    simpler = simplify_ring(ring, 0.5)

    assert simpler[0] == simpler[-1]
    assert area(simpler) == pytest.approx(100)
    assert len(simpler) < len(ring)


def test_a_path_is_short():
    assert ring_path(SQUARE) == "M0 0l10 0 0 10-10 0z"
    assert line_path([(0.04, -0.5), (0.5, -0.26)]) == "M0-.5l.5 .2"


def test_what_is_too_small_to_be_seen_is_not_drawn():
    assert ring_path([(0, 0), (0.01, 0), (0.01, 0.01), (0, 0)]) == ""
    assert line_path([(0, 0), (0.01, 0.02)]) == ""


tenths = st.integers(-5000, 5000).map(lambda number: number / 10)
lines = st.lists(st.tuples(tenths, tenths), min_size=3, max_size=12, unique=True)


@given(lines, lines)
def test_what_is_written_as_a_path_is_read_back(line, ring):
    found = list(points_of(line_path(line) + ring_path(ring)))

    for read, written in zip(found, [line, [*ring, ring[0]]], strict=True):
        assert [(round(x, 1), round(y, 1)) for x, y in read] == written
