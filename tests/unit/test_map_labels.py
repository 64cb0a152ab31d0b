"""Names beside their marks: over no mark, over no other name, inside the picture."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.answers.geography import Spot
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.pictures.map_labels import LETTERS, Mark, labels_of
from sphinx_dossier.pictures.projection import Frame
from sphinx_dossier.pictures.svg import Box, is_free

FRAME = Frame((0.0, 0.0), 1.0, 1.0, 370.0, 304.0)
SCALE = Box(8, 278, 100, 304)
"""Room that is taken before any name."""
NAMES = st.sampled_from([("Ey",), ("Middle",), ("Alpha", "Zeta"), ("Kingsendy", "Stepaniton")])
MARKS = st.lists(
    st.tuples(st.integers(6, 364), st.integers(6, 298), st.integers(0, 20), NAMES), max_size=25
)


def mark(x: int, y: int, weight: int, names: tuple[str, ...]) -> Mark:
    """The mark of a place with as many claims as its weight."""
    link = Link(names[0], "page", "a", "place")
    return Mark(Spot(link, names, (0.0, 0.0), "city", 0, weight, False, ()), x, y, 4)


@given(MARKS, st.sampled_from(LETTERS))
def test_names_meet_neither_names_nor_marks(places, letters):
    """Of any marks, those that are named have room for their names."""
    marks = [mark(*one) for one in sorted(places, key=lambda one: -one[2])]
    labels = labels_of(marks, FRAME, letters, [SCALE])
    assert len(marks) == len(labels)
    boxes = [label.box for label in labels if label]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(FRAME.box.holds(box) and is_free(box, [SCALE]) for box in boxes)
    for i, label in enumerate(labels):
        others = [one.room for j, one in enumerate(marks) if j != i]
        assert label is None or is_free(label.box, others)
        assert label is None or marks[i].spot.names == label.lines


def test_long_name_is_broken_and_not_cut():
    """A name that would cross half the picture has lines, with all of its words."""
    names = ("Neustadt an der Waldnaab", "Llanfairpwllgwyngyllgogerychwyrndrobwll")
    (label,) = labels_of([mark(185, 150, 0, names)], FRAME, LETTERS[0], [])
    assert label is not None
    assert ["Neustadt an der Waldnaab", "Llanfairpwllgwyngyllgogerychwyrndrobwll"] == [*label.lines]
    (label,) = labels_of([mark(185, 150, 0, names[:1])], FRAME, LETTERS[0], [])
    assert label is not None
    assert ("Neustadt an der", "Waldnaab") == label.lines


def test_lone_mark_has_its_name_on_the_right():
    """The best place is taken where it is free, and the next one where it is not."""
    names = ("Middle",)
    (label,) = labels_of([mark(100, 100, 0, names)], FRAME, LETTERS[0], [])
    assert label is not None
    assert (0, "", 111) == (label.choice, label.anchor, label.x)
    (label,) = labels_of([mark(360, 100, 0, names)], FRAME, LETTERS[0], [])
    assert label is not None
    assert (1, "end", 349) == (label.choice, label.anchor, label.x)


def test_name_moves_out_of_the_way_of_another():
    """The heavier place, which is named first, gives up its best place if the other needs it."""
    # The second mark has only the room between them: to its right lies the edge of the picture.
    marks = [mark(250, 100, 9, ("Middle",)), mark(360, 100, 0, ("Kingsendy",))]
    alone = labels_of(marks[:1], FRAME, LETTERS[0], [])
    both = labels_of(marks, FRAME, LETTERS[0], [Box(255, 0, 370, 90), Box(255, 110, 370, 304)])
    assert [0] == [label.choice for label in alone if label]
    assert [True, True] == [label is not None for label in both]
    assert both[0] is not None
    assert both[0].choice > 0
