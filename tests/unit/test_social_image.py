"""The picture of a page for shared links: what it says, that it is small, and always the same."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.ImageFont import FreeTypeFont, load_default

import sphinx_dossier
from making import actor, claim, full_image, index, number, question
from sphinx_dossier.answers.social_card import social_card
from sphinx_dossier.answers.uses import ChainUse, KnowingUse, TimelineUse
from sphinx_dossier.core.page import Page
from sphinx_dossier.pictures import fonts
from sphinx_dossier.pictures.fonts import Fonts, drawn_with, find_fonts
from sphinx_dossier.pictures.social_image import (
    _SHAPES,
    SIDE_COLOURS,
    SIZE,
    draw_social,
    parts_of,
)
from sphinx_dossier.pictures.social_words import image_of

CSS = Path(sphinx_dossier.__file__).parent / "web" / "static" / "dossier.css"
SIDES = {"shore": "The shore", "sea": "The sea"}
BOATS = (
    question("boats", unit="boats", name="How many boats?"),
    question("who", kind="responsibility", name="Who was it?"),
    actor("office", side="shore", name="Harbour office"),
    actor("guild", side="sea", name="Guild"),
    actor("wire", name="Wire"),
    claim("three", "office", answers=number("boats", 3), said="2031-03-04"),
    claim("nine", "guild", answers=number("boats", 9), said="2031-03-04"),
    claim("four", "wire", answers=number("boats", 4), said="2031-03-04", repeats=["three"]),
    claim("five", "wire", answers=number("boats", 5), said="2031-03-05", drifted_from=["four"],
          drift="one more"),
)  # fmt: skip


def card(*objects, uses=(), docname="index", root="start"):
    """The card of a page that has these objects and views."""
    made = index(*objects)
    page = Page(docname, title="Boats", objects=tuple(objects), uses=tuple(uses))
    made.pages[docname] = page
    return social_card(made, page, tuple(SIDES), root)


def lines_of(found):
    """The lines of a card in words."""
    assert found is not None
    return [(one.name, one.value) for one in image_of(found, "Storm", SIDES).lines]


def test_question_that_most_sides_answer_comes_first():
    """Each side has its latest answer; of those on no side none stands for the others."""
    found = card(*BOATS)
    assert "How many boats?" == found.title
    assert [
        ("The shore", "3 boats"), ("The sea", "9 boats"), ("Others", "2 answers")
    ] == lines_of(found)  # fmt: skip
    shore, sea, others = image_of(found, "Storm", SIDES).lines
    assert (1 / 3, 1.0, None) == (shore.part, sea.part, others.part)
    assert (0, 1, -1) == (shore.side, sea.side, others.side)


def test_way_of_the_first_page():
    """There the way comes first; elsewhere a question does."""
    chain = ChainUse("five")
    assert card(*BOATS, uses=[chain]).cells
    found = card(*BOATS, uses=[chain], root="index")
    assert ["Harbour office", "Wire"] == [name for name, _ in lines_of(found)]


def test_statements_are_counted_where_nothing_else_is_answered():
    """A page of days counts theirs, any other its own; what says nothing has no card."""
    claims = [one for one in BOATS if one.id not in {"boats", "who"}]
    actors = claims[:3]
    bare = [claim("three", "office", said=""), claim("nine", "guild", said=""), *actors]
    assert (("shore", 1), ("sea", 1), ("outside", 0)) == card(*bare).counts
    dated = card(claim("late", "guild", said="2031-03-04"), *bare, uses=[TimelineUse()])
    assert (("shore", 0), ("sea", 1), ("outside", 0)) == dated.counts
    assert (
        dated.counts
        == card(claim("late", "guild", said="2031-03-04"), *bare, uses=[KnowingUse()]).counts
    )
    assert card(*actors) is None


@pytest.fixture(scope="module")
def letters() -> Fonts:
    """Those that lie in Pillow: enough for shapes, and there without npm."""
    font = load_default(20)
    assert isinstance(font, FreeTypeFont)
    return Fonts(font.font_bytes, font.font_bytes)


def test_file_is_always_the_same(letters):
    """No byte of it hangs on when it is drawn; what it was drawn of stands in it."""
    file = draw_social(full_image(), letters, "mark")
    assert file == draw_social(full_image(), letters, "mark")
    with Image.open(BytesIO(file)) as drawn:
        assert SIZE == drawn.size
        assert {"dossier": "mark"} == drawn.text


def test_nothing_is_written_over_the_edge(letters):
    """The margins stay empty, however long the words are."""
    with Image.open(BytesIO(draw_social(full_image(), letters))) as drawn:
        picture = drawn.convert("L")
    width, height = SIZE
    for box in ((0, 12, 60, height), (width - 60, 12, width, height), (0, height - 20, *SIZE)):
        low, _ = picture.crop(box).getextrema()
        assert low > 240


def write_fonts(folder, regular, bold):
    """A folder of two files with these contents."""
    folder.mkdir()
    for name, content in ((fonts.REGULAR, regular), (fonts.BOLD, bold)):
        (folder / name).write_bytes(content)
    return folder


def test_first_whole_folder_has_the_letters(letters, tmp_path):
    """One that is not there, lacks a file or has none of a font is passed over."""
    ours = letters.regular
    whole = write_fonts(tmp_path / "whole", ours, ours)
    half = write_fonts(tmp_path / "half", ours, ours)
    (half / fonts.BOLD).unlink()
    (half / fonts.BOLD).mkdir()
    faulty = [write_fonts(tmp_path / "page", ours, b"<html>"), half, tmp_path / "none"]
    # By these names Pillow would find fonts of the machine.
    faulty += [write_fonts(tmp_path / "empty", b"", b""), write_fonts(tmp_path / "x", b"x", ours)]
    assert letters == find_fonts([*faulty, whole])
    assert find_fonts(faulty) is None


def test_other_letters_have_another_name(letters):
    """Whatever file they are in; without any, nothing is drawn."""
    other = Fonts(letters.regular, letters.bold + b" ")
    assert drawn_with(letters) == drawn_with(Fonts(letters.regular, letters.bold))
    assert drawn_with(letters) != drawn_with(other)
    assert drawn_with(Fonts(b"ab", b"c")) != drawn_with(Fonts(b"a", b"bc"))
    assert "" == drawn_with(None)


def test_no_letters_without_what_draws_them(letters, tmp_path, monkeypatch):
    """Pillow need not be installed, and can be built without fonts."""
    whole = write_fonts(tmp_path / "whole", letters.regular, letters.bold)

    def fail(*_):
        raise ImportError

    with monkeypatch.context() as patch:
        patch.setattr(fonts, "_open", fail)
        assert find_fonts([whole]) is None
    monkeypatch.setattr(fonts, "find_spec", lambda _: None)
    assert find_fonts([whole]) is None


def test_sides_are_those_of_the_pages():
    """Colours and shapes are the ones of the style sheet, side by side."""
    css = CSS.read_text(encoding="utf-8")
    colours = re.findall(r"--dossier-side-(\d): (#\w+);", css)[: len(SIDE_COLOURS)]
    assert list(enumerate(SIDE_COLOURS)) == [(int(one), colour) for one, colour in colours]
    for side, shape in _SHAPES.items():
        rule = css[css.index(f".dossier-by-{side}, .dossier-side-{side} {{") :]
        (written,) = re.findall(r"--dossier-shape: (.+?);", rule)[:1]
        points = [tuple(map(float, one.replace("%", "").split())) for one in (
            re.sub(r"polygon\(|\)", "", written).split(", ") if "polygon" in written else ()
        )]  # fmt: skip
        assert points == [tuple(map(float, one)) for one in shape] or "inset" in written


def test_bars_have_one_scale():
    """An open end is drawn to the other one; one number alone has no bar."""
    assert [0.5, 1.0, None] == parts_of([(2, None), (3, 4), (None, None)])
    assert [None, None] == parts_of([(7, 7), (None, None)])
    assert [None, None] == parts_of([(0, 0), (0, 0)])
