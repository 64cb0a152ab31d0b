"""The labels of lone entries: beside their stems, over no other label, inside the picture."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.pictures.timeline_lanes import LABEL, lanes_of

PLACES = st.lists(st.floats(0, 100), min_size=1, max_size=24).map(sorted)


def reach(place: float, is_flipped: bool) -> tuple[float, float]:
    """From where to where a label reaches."""
    return (place - LABEL, place) if is_flipped else (place, place + LABEL)


@given(PLACES)
def test_labels_of_a_lane_never_overlap(places):
    """Neither do they leave the picture, and no stem runs through a label of its side."""
    lanes = lanes_of(places)
    labels = [
        (*reach(place, lane.is_flipped), place, lane)
        for place, lane in zip(places, lanes, strict=True)
    ]
    assert 1 == min(lane.number for lane in lanes)
    assert all(-1e-9 <= left and right <= 100 + 1e-9 for left, right, _, _ in labels)
    for one, other in combinations(labels, 2):
        if one[3].number == other[3].number:
            assert one[1] <= other[0] + 1e-9 or other[1] <= one[0] + 1e-9
        if one[3].is_flipped == other[3].is_flipped:
            upper, lower = sorted((one, other), key=lambda label: label[3].number)
            assert upper[3].number == lower[3].number or not (
                lower[0] + 1e-9 < upper[2] < lower[1] - 1e-9
            )


@given(PLACES)
def test_left_labels_come_before_flipped_ones(places):
    """There is one turn: on its left no label is flipped, on its right all are."""
    flips = [lane.is_flipped for lane in lanes_of(places)]
    assert sorted(flips) == flips
