"""Distances of points, and the directions in which they lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.distances import direction, distance_km

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("start", "end", "km", "where"),
    [
        ((0, 0), (0, 1), 111.195, "east"),
        ((0, 0), (1, 0), 111.195, "north"),
        ((46.75194, 39.1), (46.85194, 39.1), 11.12, "north"),
        ((40.18, 44.51), (40.41, 49.87), 454.9, "east"),
        ((0, 179.5), (0, -179.5), 111.195, "east"),
        ((0, 0), (0, 180), 20015.1, "east"),
        ((10, 10), (9.9, 9.9), 15.6, "south-west"),
    ],
)
def test_distances(start, end, km, where):
    """On a sphere with the mean radius of the Earth, over the 180th meridian too."""
    assert km == pytest.approx(distance_km(start, end), rel=1e-3)
    assert where == direction(start, end)


@given(POINTS, POINTS)
def test_a_distance_has_no_direction(start, end):
    """There and back is as far, nothing is farther than half way round, and nothing is nearer."""
    km = distance_km(start, end)
    assert km == pytest.approx(distance_km(end, start), abs=1e-6)
    assert 0 <= km <= 20015.2
    assert 0 == distance_km(start, start)
