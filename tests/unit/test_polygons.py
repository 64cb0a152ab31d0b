"""Rings and lines of points: cut to a box, and tested for a point inside."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.pictures.polygons import clip, contains, runs_in
from sphinx_dossier.pictures.svg import Box

BOX = Box(0, 0, 100, 60)
SQUARE = [(10.0, 10.0), (30.0, 10.0), (30.0, 30.0), (10.0, 30.0)]
HOLE = [(15.0, 15.0), (25.0, 15.0), (25.0, 25.0), (15.0, 25.0)]
VERTICES = st.tuples(st.integers(-200, 300), st.integers(-200, 300))
RINGS = st.lists(VERTICES, min_size=3, max_size=12)


@given(RINGS)
def test_clipped_ring_lies_in_its_box(ring):
    """No vertex is outside, but for the last digit of a float."""
    assert all(BOX.grown(1e-6).holds(Box(x, y, x, y)) for x, y in clip(ring, BOX))


@given(RINGS)
def test_ring_inside_is_kept(ring):
    """What lies in the box all over is not changed."""
    assert ring == clip(ring, Box(-200, -200, 300, 300))


@given(RINGS, st.tuples(st.integers(0, 99), st.integers(0, 59)))
def test_clipping_keeps_what_is_inside_the_box(ring, corner):
    """A point of the box lies in the clipped ring if it lies in the ring."""
    # Off the grid of the vertices, so that it never lies on an edge by a rounding error alone.
    point = (corner[0] + 0.3217, corner[1] + 0.4391)
    assert contains([ring], point) == contains([clip(ring, BOX)], point)


@pytest.mark.parametrize(
    ("point", "is_inside"),
    [((12, 12), True), ((20, 20), False), ((5, 20), False), ((28, 20), True)],
)  # fmt: skip
def test_ring_in_a_ring_is_a_hole(point, is_inside):
    """The even-odd rule: what two rings hold is outside."""
    assert is_inside == contains([SQUARE, HOLE], point)


@given(st.lists(VERTICES, min_size=2, max_size=20))
def test_pieces_of_a_line_hold_all_that_lies_in_the_box(line):
    """Each vertex in the box is in a piece; each segment of a piece is one of the line."""
    pieces = list(runs_in(line, BOX))
    kept = [vertex for piece in pieces for vertex in piece]
    assert {(x, y) for x, y in line if BOX.holds(Box(x, y, x, y)) and x < 100 and y < 60} <= {*kept}
    assert {pair for piece in pieces for pair in pairwise(piece)} <= {*pairwise(line)}


def test_line_that_comes_back_is_two_pieces():
    """What lies outside is left out, but for the vertices next to the box."""
    line = [(-50, 10), (50, 10), (150, 10), (150, -10), (50, -10), (50, 10)]
    assert [[(-50, 10), (50, 10), (150, 10)], [(50, -10), (50, 10)]] == [*runs_in(line, BOX)]
