"""How high markup is, by its words and by what holds them."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.html_parts import bullets, fold_away, paragraph, span
from sphinx_dossier.sphinx.show.markup_height import height_of

LONG = "Three boats were lost. " * 40


def test_words_are_as_high_as_their_lines() -> None:
    """Twice as many need twice the height, and in half of the width too; none need no line."""
    line = height_of([paragraph("Boats")], 600) - height_of([paragraph()], 600)
    assert 18 < line < 28
    one, two = (height_of([paragraph(LONG * times)], 600) for times in (1, 2))
    assert abs(two - 2 * one) <= line
    assert abs(height_of([paragraph(LONG)], 300) - 2 * one) <= line
    # Each sign of Chinese is as wide as two letters.
    assert height_of([paragraph("三艘船沉没" * 40)], 600) == height_of([paragraph("ab" * 200)], 600)


@pytest.mark.parametrize(
    "unseen",
    [
        span(LONG, "dossier-hidden"),
        Tag("permalink", anchor="boats", attributes={"name": LONG}),
        Link("", "boats", "", "claim", aside=LONG),
    ],
)
def test_words_that_are_only_heard_need_no_room(unseen: Tag | Link) -> None:
    """They stand beside the others for screen readers."""
    assert height_of([paragraph("Boats", unseen)], 600) == height_of([paragraph("Boats")], 600)


def test_fold_is_closed() -> None:
    """Whatever it holds, it is as high as a line of its own."""
    little, much = (height_of(fold_away("Searched", [paragraph(one)]), 600) for one in ("a", LONG))
    assert little == much < 40


def test_lists_are_set_in() -> None:
    """Their items are below one another, and have less room than the words around them."""
    item, items = (height_of([bullets([[paragraph("a")]] * count)], 600) for count in (1, 3))
    assert 2 * 20 < items - item < 2 * 40
    assert height_of([bullets([[paragraph(LONG)]])], 300) > 1.05 * height_of([paragraph(LONG)], 300)


def row(*cells: nodes.entry) -> nodes.row:
    """A row of a table."""
    return nodes.row("", *cells)


def table(*rows: nodes.row) -> nodes.table:
    """A table whose second column has two thirds of its width."""
    columns = [nodes.colspec("", colwidth=width) for width in (1, 2)]
    head = nodes.thead("", row(cell(LONG), cell(LONG)))
    return nodes.table("", nodes.tgroup("", *columns, head, nodes.tbody("", *rows), cols=2))


def cell(text: str, more: int = 0) -> nodes.entry:
    """A cell over that many columns more than one."""
    return nodes.entry("", *as_nodes([paragraph(text)]), morecols=more)


def test_rows_are_as_high_as_their_highest_cell() -> None:
    """A column has its share of the width, a cell over both has all of it."""
    narrow, wide, whole = (
        height_of([table(row(*cells))], 600)
        for cells in ((cell(LONG), cell("a")), (cell("a"), cell(LONG)), (cell(LONG, 1),))
    )
    assert narrow > 1.8 * wide > 1.8 * whole
    assert narrow == height_of([table(row(cell(LONG), cell("a" * 40)))], 600)
    both = table(row(cell(LONG), cell("a")), row(cell("a"), cell(LONG)))
    assert height_of([both], 600) == narrow + wide


def test_columns_are_beside_one_another_where_there_is_room() -> None:
    """Four columns are as high as one in a wide window, and as four in a narrow one."""
    columns = [Tag("div", paragraph(LONG)) for _ in range(4)]
    ledger = [Tag("div", *columns, classes=["dossier-knowing-columns"])]
    assert height_of(ledger, 1200) == height_of([columns[0]], 300)
    assert height_of(ledger, 300) == 4 * height_of([columns[0]], 300)


def test_stops_of_a_way_are_below_one_another() -> None:
    """Their parts are in one line, as far as there is room; another stop needs a gap too."""
    few, many = (
        bullets([[paragraph("fighters")]] * count, "dossier-stop-parts") for count in (1, 3)
    )
    assert height_of([few], 600) == height_of([many], 600) < height_of([many], 60)
    one, two = (
        height_of([bullets([[paragraph(LONG)]] * count, "dossier-stops")], 600) for count in (1, 2)
    )
    assert two - one > height_of([paragraph(LONG)], 600) + 20
