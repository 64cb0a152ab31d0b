"""About how high a browser shows markup, worked out from its words and from what holds them.

All lengths are in pixels. Letters are taken to be as wide as those of common desktops are on
average: who asks has to bear an error of some lines.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from docutils import nodes

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.pictures.drawings import DRAWINGS
from sphinx_dossier.sphinx.nodes import (
    as_nodes,
    dossier_aside,
    dossier_block,
    dossier_permalink,
    dossier_picture,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docutils.nodes import Node

    from sphinx_dossier.sphinx.markup import Markup

_LETTER: Final = 7.6
_LINE: Final = 23
_FOLDED: Final = 28
"""A fold, which is closed when it is first seen."""
_INDENT: Final = 32
_BAR: Final = 12
"""The room of a bar of middle length beside its number, in letters."""
_STOP: Final = 46
"""The line and the gaps between two stops of a way, which are below one another in a column."""
_BOXED: Final = 16
_COLUMN: Final = 228
"""The narrowest column of a ledger, with the gap beside it."""
_WIDE: Final = 700
"""From this width on what was known when is drawn from left to right."""
_TALL: Final = 480
"""The greatest width of the drawing for narrower columns."""
_BELOW: Final = {nodes.paragraph: 2, nodes.list_item: 6}
_LISTS: Final = (nodes.bullet_list, nodes.enumerated_list)
_UNSEEN: Final = (dossier_aside, dossier_permalink)
_SIZE = lazy_pattern(r'viewBox="0 0 ([\d.]+) ([\d.]+)"|style="height:([\d.]+)px"')


def height_of(parts: Iterable[Markup], width: float) -> int:
    """How high the parts are below one another, in a column of that width, with folds closed."""
    return ceil(_stacked(as_nodes(parts), width))


def _stacked(parts: Iterable[Node], width: float) -> float:
    return sum(_height(one, width) for one in parts)


def _height(node: Node, width: float) -> float:
    if isinstance(node, dossier_picture):
        return _drawn(node, width)
    if isinstance(node, nodes.table):
        return _table(node, width)
    if isinstance(node, dossier_block) and node["tag"] == "details":
        return _FOLDED
    if not isinstance(node, nodes.Element) or _has_words_only(node):
        return _lines(node, width) + _BELOW.get(type(node), 4)
    return _container(node, width)


def _container(node: nodes.Element, width: float) -> float:
    if "dossier-knowing-columns" in node["classes"]:
        return _ledger(node.children, width)
    if "dossier-stops" in node["classes"]:
        return _stacked(node.children, width) + _STOP * len(node)
    if "dossier-stop-parts" in node["classes"]:
        # They follow one another as words do, each in a box.
        return _lines(node, width) + _BOXED
    inner = width - _INDENT if isinstance(node, _LISTS) else width
    return _stacked(node.children, inner) + _BELOW.get(type(node), 4)


def _has_words_only(element: nodes.Element) -> bool:
    return all(isinstance(one, nodes.Text | nodes.Inline) for one in element)


def _lines(node: Node, width: float) -> float:
    return _LINE * ceil(_letters(node) * _LETTER / max(width, 1))


def _letters(node: Node) -> int:
    """How many letters are seen; those of East Asia take the room of two."""
    if isinstance(node, nodes.Text):
        wide = 0 if node.isascii() else sum(east_asian_width(one) in "WF" for one in node)
        return len(node) + wide
    assert isinstance(node, nodes.Element)
    if isinstance(node, _UNSEEN) or "dossier-hidden" in node["classes"]:
        return 0
    if "dossier-amount" in node["classes"]:
        return _BAR
    return sum(map(_letters, node.children))


def _table(table: nodes.table, width: float) -> float:
    shares = [column["colwidth"] for column in table.findall(nodes.colspec)]
    # The heads of the columns of figures are only heard.
    rows = [one for one in table.findall(nodes.row) if isinstance(one.parent, nodes.tbody)]
    return sum(_row(one, shares, width) for one in rows)


def _row(row: nodes.row, shares: Sequence[float], width: float) -> float:
    """As high as its highest cell."""
    heights, rest = [], [*shares]
    for cell in row.findall(nodes.entry):
        columns = 1 + cell.get("morecols", 0)
        share = sum(rest[:columns]) / sum(shares)
        heights.append(_height(cell, width * share))
        del rest[:columns]
    return max(heights)


def _ledger(columns: Sequence[Node], width: float) -> float:
    """Columns of one width, as many beside one another as there is room for."""
    beside = max(min(int(width / _COLUMN), len(columns)), 1)
    rows = [columns[i : i + beside] for i in range(0, len(columns), beside)]
    return sum(max(_height(one, width / beside) for one in row) for row in rows)


def _drawn(picture: dossier_picture, width: float) -> float:
    """Of the two drawings of what was known when, the one that a column of this width shows."""
    if (picture["drawing"] == "knowing-tall") == (width >= _WIDE):
        return 0
    drawing = DRAWINGS[picture["drawing"]](picture["answer"], lambda _: "", picture["sides"])
    found = _SIZE.search(drawing)
    assert found is not None
    if found[3]:
        return float(found[3])
    return float(found[2]) * min(width, _TALL) / float(found[1])
