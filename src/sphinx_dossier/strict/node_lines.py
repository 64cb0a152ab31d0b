"""In which line of which file a node of the document was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx_dossier.core.locations import SourceText


def paragraph_of(node: nodes.Node) -> nodes.Element:
    """The paragraph, or another block of words, around ``node``."""
    paragraph = node.parent
    while isinstance(paragraph.parent, nodes.TextElement):
        paragraph = paragraph.parent
    return paragraph


class NodeLines:
    """The lines of the nodes of a page, which are asked for in the order of the page.

    Each paragraph is gone through once, and not again for each of its links: there may be
    thousands. ``file`` is that of the page.
    """

    def __init__(self, file: str, text: SourceText) -> None:
        self._file, self._text = file, text
        self._paragraph: nodes.Element | None = None
        self._begins = file, 1
        # With the node itself: what is taken out of the page meanwhile must keep its identity.
        self._breaks: dict[int, tuple[nodes.Node, int]] = {}

    def place(self, node: nodes.Node) -> tuple[str, int]:
        """The file and line of ``node`` in the paragraph around it, as far as line ends show."""
        paragraph = paragraph_of(node)
        if paragraph is not self._paragraph or id(node) not in self._breaks:
            self._paragraph = paragraph
            self._begins = beginning(paragraph, self._file, self._text)
            self._breaks = _line_breaks(paragraph)
        source, line = self._begins
        return source, self._text.within(source, line + self._breaks[id(node)][1])


def _line_breaks(paragraph: nodes.Element) -> dict[int, tuple[nodes.Node, int]]:
    """Each node of a paragraph, by identity, with the line ends before it."""
    found: dict[int, tuple[nodes.Node, int]] = {}
    breaks = 0
    for node in paragraph.findall():
        found[id(node)] = node, breaks
        if isinstance(node, nodes.Text):
            breaks += node.count("\n")
    return found


def beginning(block: nodes.Element, file: str, text: SourceText) -> tuple[str, int]:
    """The file and line where a paragraph begins."""
    # Parsers number the blocks that they know: the nearest one around must do.
    numbered: nodes.Node | None = block
    while numbered is not None and numbered.line is None:
        numbered = numbered.parent
    source = (numbered.source if numbered is not None else None) or block.source or file
    line = (numbered.line if numbered is not None else None) or 1
    first = next(block.findall(nodes.Text), nodes.Text(""))
    words = first.split("\n", 1)[0].strip()
    return source, text.nearest(source, line, lambda written: words in written)
