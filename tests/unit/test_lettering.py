"""The widths of words, and lines that keep to their room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.pictures.lettering import text_width, wrap


def test_wide_letters_are_wider():
    """An ideograph fills a square, an i is a third of an m; width grows with the size."""
    assert text_width("i", 10) < text_width("a", 10) < text_width("A", 10) < text_width("m", 10)
    assert text_width("m", 10) < text_width("漢", 10)
    assert text_width("word", 20) == pytest.approx(2 * text_width("word", 10))


@pytest.mark.parametrize(
    ("words", "most", "lines"),
    [
        ("One two", 3, ["One two"]),
        ("One two three four", 3, ["One two", "three four"]),
        ("One two three four five six", 2, ["One two", "three four…"]),
        ("Some-other-place", 3, ["Some-", "other-place"]),
        ("Incomprehensibility", 3, ["Incompreh…"]),
        ("One two three five six", 2, ["One two", "three five…"]),
        ("One two three longish six", 2, ["One two", "three…"]),
        ("", 3, []),
    ],
)
def test_lines_break_at_words_and_hyphens(words, most, lines):
    """What is left out ends in an ellipsis."""
    assert lines == wrap(words, 10, 62, most)


@given(st.text(), st.integers(20, 200), st.integers(1, 5))
def test_no_line_leaves_its_room(words, room, most):
    """However long the words, there are no more lines, and none is wider than a letter and room."""
    lines = wrap(words, 10, room, most)
    assert len(lines) <= most
    assert all(text_width(line, 10) <= room or len(line) == 2 for line in lines)
