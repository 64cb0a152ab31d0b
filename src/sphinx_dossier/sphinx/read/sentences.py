"""The words of a line and of a sentence: links without words are marked with their target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dossier.core.page import UNNAMED
from sphinx_dossier.strict.node_lines import paragraph_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")


def spoken_text(body: Iterable[nodes.Node]) -> str:
    """The words of an object in one line; links without words are marked with their target."""
    lines = (line for node in body for line in _lines(node))
    return " ".join(" ".join(map(words_of_line, lines)).split())


def words_of_line(line: nodes.Element) -> str:
    """The words of a paragraph or another block of words, with its own spaces and line ends."""
    return "".join(words for _, words in _pieces(line))


def sentence_around(link: nodes.Element) -> str:
    """The sentence that holds a link; links without words are marked with their target."""
    pieces = list(_pieces(paragraph_of(link)))
    position = next(i for i, (piece, _) in enumerate(pieces) if piece is link)
    before = "".join(words for _, words in pieces[:position])
    rest = "".join(words for _, words in pieces[position:])
    sentence = _SENTENCE_END.split(before)[-1] + _SENTENCE_END.split(rest)[0]
    return " ".join(sentence.split())


def _lines(node: nodes.Node) -> Iterator[nodes.Element]:
    """The paragraphs and other blocks of words in a node."""
    # Raw markup is refused later, and the messages of the parser are no words of the author.
    if isinstance(node, nodes.raw | nodes.system_message):
        return
    if isinstance(node, nodes.TextElement):
        yield node
    elif isinstance(node, nodes.Element):
        for child in node.children:
            yield from _lines(child)


def _pieces(element: nodes.Element) -> Iterator[tuple[nodes.Node, str]]:
    """The words of a block piece by piece, a link being one piece."""
    for child in element.children:
        if isinstance(child, addnodes.pending_xref):
            yield child, _words_of_link(child)
        elif isinstance(child, nodes.reference) and child.get("id_link") and not child.children:
            # MyST makes cross-references of these only when the page is complete.
            yield child, UNNAMED.format(child["refuri"].removeprefix("#"))
        elif isinstance(child, nodes.Text):
            yield child, str(child)
        elif isinstance(child, nodes.raw):
            # A hard break is raw markup, once for each kind of output.
            yield child, " "
        elif isinstance(child, nodes.Element):
            yield from _pieces(child)


def _words_of_link(link: nodes.Element) -> str:
    # A citation is shown in brackets, which are no words of the sentence.
    if link["refdomain"] == "cite":
        return ""
    return link.astext() if link["refexplicit"] else UNNAMED.format(link["reftarget"])
