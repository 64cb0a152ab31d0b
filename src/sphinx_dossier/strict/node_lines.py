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


def place_in_line(node: nodes.Node, file: str, text: SourceText) -> tuple[str, int]:
    """The file and line of ``node`` in the paragraph around it, as far as line ends tell."""
    block = paragraph_of(node)
    breaks = 0
    for before in block.findall():
        if before is node:
            break
        if isinstance(before, nodes.Text):
            breaks += before.count("\n")
    source, line = beginning(block, file, text)
    return source, line + breaks


def beginning(block: nodes.Element, file: str, text: SourceText) -> tuple[str, int]:
    """The file and line where a paragraph begins."""
    at: nodes.Node | None = block
    while at is not None and at.line is None:
        at = at.parent
    source = (at.source if at is not None else None) or block.source or file
    line = (at.line if at is not None else None) or 1
    first = next(block.findall(nodes.Text), nodes.Text(""))
    words = first.split("\n", 1)[0].strip()
    return source, text.nearest(source, line, lambda shown: words in shown)
