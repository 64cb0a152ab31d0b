"""What a timeline leaves out so that its HTML stays light."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pytest

from sphinx_dossier.pictures.timeline_budget import CAPS, Caps, caps_of_short, first_that_fits


class Words(NamedTuple):
    """The label of an entry."""

    label: str


class Entry(NamedTuple):
    """As much of a moment as its size depends on."""

    row: object
    label: Words


def said(count: int) -> list[Entry]:
    """What one speaker says: so many entries of a hundred letters."""
    return [Entry("row", Words("a" * 100))] * count


@pytest.mark.parametrize(
    ("panels", "flags", "caps"),
    [
        ([], 0, CAPS[0]),
        ([[[said(300)]]], 0, CAPS[0]),
        ([[[said(400)]]], 0, Caps(60, 90)),
        ([[[said(300)]]], 100, Caps(60, 90)),
        ([[[said(1)] * 250]], 0, Caps(60, 90)),
        ([[[said(20)] * 20]], 0, Caps(12, 60)),
        ([[[said(1)] * 50]] * 50, 0, Caps(1, 1)),
        ([[[said(1)] * 50]] * 500, 0, Caps(1, 1)),
    ],
)
def test_budget_leaves_out_as_little_as_it_can(panels, flags, caps):
    """The first of the table that fits is taken; where none does, the smallest."""
    assert caps == first_that_fits(CAPS, panels, flags)


def test_caps_go_down():
    """No line of the table shows more than the one before; entries fall first."""
    for before, after in pairwise(CAPS):
        assert after.entries <= before.entries
        assert after.speakers <= before.speakers
        assert after != before
    assert [Caps(1, 3), Caps(1, 2), Caps(1, 1)] == caps_of_short(3)
