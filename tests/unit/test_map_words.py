"""Names of places and of countries on one panel: which gives way to which."""

from __future__ import annotations

from itertools import combinations

import pytest

from sphinx_dossier.answers.geography import Spot
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.pictures.map_labels import LETTERS, Mark
from sphinx_dossier.pictures.map_words import words_of
from sphinx_dossier.pictures.projection import Frame
from sphinx_dossier.pictures.svg import Box

FRAME = Frame((0.0, 0.0), 1.0, 1.0, 272.0, 224.0)
SHAPES = {
    # Room for its name in the middle of its height alone: above and below it narrows to a point.
    "Narrow": [[(130.0, 112.0), (65.0, 82.0), (0.0, 112.0), (65.0, 142.0)]],
    "Wide": [[(130.0, 0.0), (272.0, 0.0), (272.0, 224.0), (130.0, 224.0)]],
}


def mark(x: float, y: float, *, is_disputed: bool = False, name: str = "Kingsendy") -> Mark:
    """The mark of a place."""
    link = Link(name, "page", "a", "place")
    return Mark(Spot(link, (name,), (0.0, 0.0), "city", 0, 1, is_disputed, ()), x, y, 4)


@pytest.mark.parametrize("letters", LETTERS)
def test_name_of_a_town_gives_way_to_that_of_a_country(letters):
    """A town that has its best place in the only one of a small country is named elsewhere."""
    placed = words_of([mark(140, 112)], FRAME, SHAPES, letters, (), [Box(147, 108, 272, 116)])
    assert ["Narrow", "Wide"] == [one.name for one in placed.countries]
    assert placed.labels[0] is not None
    assert placed.labels[0].choice > 1
    boxes = [placed.labels[0].box, *(one.box for one in placed.countries)]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("is_disputed", [True, False])
def test_neither_of_two_countries_is_named_beside_a_dispute(is_disputed):
    """Where marks leave room for the name of one country only, and places are in dispute."""
    towns = [
        mark(145, y, is_disputed=is_disputed, name="Upper Kingsendy") for y in range(80, 150, 12)
    ]
    blocked = FRAME.box._replace(left=152, top=40)
    placed = words_of(towns, FRAME, SHAPES, LETTERS[0], (), [blocked])
    named = [one.name for one in placed.countries]
    assert ([] if is_disputed else ["Wide"]) == named
    assert any(placed.labels)
