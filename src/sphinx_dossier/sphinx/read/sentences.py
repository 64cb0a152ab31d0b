"""The words of a line and of a sentence: links without words are marked with their target."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.page import UNNAMED
from sphinx_dossier.strict.node_lines import paragraph_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SENTENCE_END = lazy_pattern(r"(?<=[.!?])\s+(?=\S)")


def spoken_text(body: Iterable[nodes.Node]) -> str:
    """The words of an object in one line; links without words are marked with their target."""
    lines = (line for node in body for line in _lines(node))
    return " ".join(" ".join(map(words_of_line, lines)).split())


def words_of_line(line: nodes.Element) -> str:
    """The words of a paragraph or another block of words, with its own spaces and line ends."""
    return "".join(words for _, words in _pieces(line))


class Sentences:
    """The sentences around the links of a page, which are asked for in the order of the page.

    Each paragraph is gone through once, and not again for each of its links: there may be
    thousands.
    """

    def __init__(self) -> None:
        self._paragraph: nodes.Element | None = None
        self._words = ""
        self._starts: dict[int, int] = {}
        self._ends: list[tuple[int, int]] = []
        self._found: dict[tuple[int, int], str] = {}

    def around(self, link: nodes.Element) -> str:
        """The sentence that holds a link; links without words are marked with their target."""
        paragraph = paragraph_of(link)
        if paragraph is not self._paragraph:
            self._read(paragraph)
        place = self._starts[id(link)]
        # A link may begin a sentence or end one: neither side of it looks at the other.
        before = bisect_left(self._ends, place, key=lambda end: end[1])
        behind = bisect_right(self._ends, place, key=lambda end: end[0])
        first = self._ends[before - 1][1] if before else 0
        last = self._ends[behind][0] if behind < len(self._ends) else len(self._words)
        # One text for all links of a sentence, which may be as long as the page.
        if (first, last) not in self._found:
            self._found[first, last] = " ".join(self._words[first:last].split())
        return self._found[first, last]

    def _read(self, paragraph: nodes.Element) -> None:
        self._paragraph = paragraph
        pieces = [*_pieces(paragraph)]
        lengths = (len(words) for _, words in pieces)
        starts = accumulate(lengths, initial=0)
        # There is one start more: that of what could follow the last piece.
        self._starts = {id(node): start for (node, _), start in zip(pieces, starts, strict=False)}
        self._words = "".join(words for _, words in pieces)
        self._ends = [match.span() for match in _SENTENCE_END.finditer(self._words)]
        self._found = {}


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
    if link.get("refdomain") == "cite":
        return ""
    return link.astext() if link.get("refexplicit", True) else UNNAMED.format(link["reftarget"])
