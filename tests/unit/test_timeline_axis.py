"""The scale of a timeline and the ticks on it: what holds for any days."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.pictures.timeline_axis import place_of, scale_of, ticks

DAYS = st.integers(1, 800_000)
SPANS = st.lists(
    st.tuples(DAYS, st.integers(0, 4_000)).map(lambda span: (span[0], sum(span))),
    min_size=1,
    max_size=12,
)


@given(SPANS, DAYS, DAYS)
def test_later_days_stand_further_right(spans, one, other):
    """The scale is monotonic, cut or not, and never leaves the axis."""
    pieces = scale_of(spans)
    earlier, later = (place_of(day, pieces) for day in sorted((one, other)))
    assert -1e-9 <= earlier <= later + 1e-9
    assert later <= 100 + 1e-9


@given(SPANS)
def test_pieces_join_and_only_an_empty_stretch_is_cut(spans):
    """Each piece begins where the one before ends; at most one is cut, and nothing lies in it."""
    pieces = scale_of(spans)
    for before, after in pairwise(pieces):
        assert (before.last, before.end) == (after.first, after.start)
    cut = [piece for piece in pieces if piece.is_cut]
    assert len(cut) <= 1
    for piece in cut:
        assert not any(first < piece.last and piece.first < last for first, last in spans)


@given(SPANS)
def test_ticks_can_be_read(spans):
    """They are in order, seven percent apart, and none is in the cut."""
    pieces = scale_of(spans)
    places = [place for place, _ in ticks(pieces)]
    assert all(after - before >= 7 for before, after in pairwise(places))
    for piece in pieces:
        assert not piece.is_cut or not any(piece.start < one < piece.end for one in places)
