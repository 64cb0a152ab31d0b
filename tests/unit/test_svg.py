"""What pictures are written with: elements, lines of words, numbers, boxes."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.pictures.svg import Box, Drawn, element, is_free, joined, num, point, text

# XML has no control characters, and Python's reader takes a carriage return for a line feed.
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))
LENGTHS = st.floats(-1000, 1000)
BOXES = st.tuples(LENGTHS, LENGTHS, st.floats(0, 100), st.floats(0, 100)).map(
    lambda box: Box(box[0], box[1], box[0] + box[2], box[1] + box[3])
)


def test_attributes_keep_their_order():
    """They are written as they are given, numbers with one decimal, those that are None never."""
    assert '<rect y="2" x="1.5" class="a" width="3.1"/>' == element(
        "rect", {"y": 2, "x": 1.5, "rx": None, "class": "a", "width": 3.14}
    )


@pytest.mark.parametrize(
    ("name", "markup"),
    [("path", "<path/>"), ("circle", "<circle/>"), ("rect", "<rect/>"), ("stop", "<stop/>"),
     ("i", "<i></i>"), ("div", "<div></div>"), ("g", "<g></g>")],
)  # fmt: skip
def test_only_shapes_close_themselves(name, markup):
    """HTML would take what follows an ``<i/>`` for a part of it."""
    assert markup == element(name, {})


def test_shape_that_holds_something_has_an_end_tag():
    """A title in a shape is inside it."""
    assert "<path><title>A</title></path>" == element("path", {}, element("title", {}, "A"))


def test_words_are_escaped_once():
    """Words are, what is drawn is not again, however deep it lies."""
    inner = element("b", {"title": 'a "quoted" <word>'}, "Guild & <sons>")
    assert (
        '<i><b title="a &quot;quoted&quot; &lt;word&gt;">Guild &amp; &lt;sons&gt;</b> &amp;</i>'
        == element("i", {}, inner, " &")
    )
    assert f"{inner}&lt;" == joined([inner, "<"])
    assert isinstance(joined([]), Drawn)


@given(WORDS, WORDS)
def test_any_words_come_back(title, words):
    """A reader of XML finds the attribute and the content as they went in."""
    tree = ET.fromstring(element("a", {"title": title}, words))
    assert (title.replace("\t", " "), words) == (tree.get("title"), tree.text or "")


@given(st.lists(WORDS, min_size=1, max_size=4), LENGTHS, LENGTHS)
def test_lines_of_words_are_kept(lines, x, y):
    """One line is plain; of several, each is a span of its own below the one before."""
    tree = ET.fromstring(text(lines, x, y, 15))
    spans = list(tree) or [tree]
    assert [words.strip() for words in lines] == [(span.text or "").strip() for span in spans]
    assert [num(x)] * len(lines) == [span.get("x") for span in spans]
    assert [num(y + 15 * i) for i in range(len(lines))] == [span.get("y") for span in spans]


@pytest.mark.parametrize(("anchor", "spans"), [(None, ["One ", "two"]), ("end", ["One", " two"])])
def test_lines_are_apart_for_those_who_hear_them(anchor, spans):
    """The space between two lines is on their ragged side."""
    tree = ET.fromstring(text(["One", "two"], 0, 0, 15, anchor=anchor))
    assert spans == [span.text for span in tree]


@pytest.mark.parametrize(
    ("value", "written"),
    [(1, "1"), (1.0, "1"), (1.25, "1.2"), (0.96, "1"), (-0.04, "0"), (-1.5, "-1.5"), (100, "100")],
)
def test_numbers_are_short(value, written):
    """One decimal at most, no empty one, and no zero below zero."""
    assert written == num(value)
    assert f"{written} 0" == point(value, 0)


@given(BOXES, BOXES)
def test_boxes_agree_about_each_other(one, other):
    """Meeting goes both ways; a box of any size meets one that holds it, and none when free."""
    assert one.meets(other) == other.meets(one) == (not is_free(one, [other]))
    assert one.holds(one)
    if one.holds(other) and other.left < other.right and other.top < other.bottom:
        assert one.meets(other)
    assert one.grown(1).holds(one)
