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
    """The file and line of ``node`` in the paragraph around it, as far as line ends show."""
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
    # Parsers number the blocks that they know: the nearest one around must do.
    numbered: nodes.Node | None = block
    while numbered is not None and numbered.line is None:
        numbered = numbered.parent
    source = (numbered.source if numbered is not None else None) or block.source or file
    line = (numbered.line if numbered is not None else None) or 1
    first = next(block.findall(nodes.Text), nodes.Text(""))
    words = first.split("\n", 1)[0].strip()
    return source, text.nearest(source, line, lambda written: words in written)
