"""From degrees to the picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.boundaries import Area, Boundaries, Line
from sphinx_dossier.pictures.map_ground import country_shapes, draw_boundaries, scale_of
from sphinx_dossier.pictures.projection import fit, squeeze_of, typical

POINTS = st.lists(
    st.tuples(st.floats(-85, 85), st.floats(-180, 180)), min_size=1, max_size=12
)  # fmt: skip
SIZE, MARGIN = (370.0, 304.0), (48.0, 40.0)


@given(POINTS)
def test_frame_shows_all_its_points(points):
    """Each lies off the edge by the margin; corners of the frame are corners of the picture."""
    frame = fit(points, squeeze_of(points), SIZE, MARGIN)
    assert all(frame.shows(point, 39.999) for point in points)
    north_west, south_east = frame.corners
    assert (0, 0) == pytest.approx(frame.place(north_west), abs=1e-6)
    assert SIZE == pytest.approx(frame.place(south_east), abs=1e-6)


@given(POINTS)
def test_north_is_up_and_east_is_right(points):
    """Who goes north goes up, who goes east goes right, and a kilometre is as long both ways."""
    frame = fit(points, squeeze_of(points), SIZE, MARGIN)
    (latitude, longitude) = frame.centre
    x, y = frame.place(frame.centre)
    assert (x, frame.place((latitude + 1, longitude))[1]) == pytest.approx((x, y - frame.scale))
    east, _ = frame.place((latitude, longitude + 1))
    assert east - x == pytest.approx(frame.squeeze * frame.scale)


def test_one_far_off_place_does_not_squeeze_the_others():
    """It is left out; places that lie together, however few, all stay."""
    near = [(10.0, 20.0), (10.2, 20.1), (10.1, 20.3), (10.3, 20.2)]
    assert near == typical([*near, (80.0, -170.0)], 1)
    assert near == typical(near, 1)
    assert near[:1] == typical(near[:1], 1)


@given(POINTS)
def test_most_places_are_typical(points):
    """At least half of them are, so that a map always has something to show."""
    kept = typical(points, squeeze_of(points))
    assert len(kept) * 2 >= len(points)
    assert {*kept} <= {*points}


@pytest.mark.parametrize(("points", "isle"), [((179.9, 180.1), -179.9), ((-179.99,), 179.99)])
def test_land_goes_on_beyond_180_degrees(points, isle):
    """Files of boundaries cut it there."""
    frame = fit([(0.0, one) for one in points], 1, SIZE, MARGIN)
    ring = ((-0.01, isle - 0.01), (0.01, isle - 0.01), (0.01, isle + 0.01), (-0.01, isle + 0.01))
    sea = Boundaries("Nobody", (Area("Isle", (ring,)),), (Line("coast", ring),), ())
    assert {"Isle"} == country_shapes(sea, frame).keys()
    assert "dossier-coast" in str(draw_boundaries(sea, frame))


@given(st.floats(1, 30_000))
def test_scale_fits_a_quarter_of_the_picture(scale):
    """It is a round length, and one step longer would not fit."""
    frame = fit([(0.0, 0.0)], 1, SIZE, MARGIN)._replace(scale=scale)
    length, kilometres = scale_of(frame)
    assert length == pytest.approx(kilometres / 111.2 * scale)
    assert length <= 92.5 or kilometres == 1
    assert kilometres == 1000 or length * 2.5 > 92.5
