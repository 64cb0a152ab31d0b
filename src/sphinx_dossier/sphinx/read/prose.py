"""The prose of a page: by line for the checks, by section for the search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.locations import SourceText, shown_where
from sphinx_dossier.core.page import Section
from sphinx_dossier.sphinx.nodes import dossier_phrase
from sphinx_dossier.sphinx.read.sentences import words_of_line
from sphinx_dossier.strict.node_lines import beginning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.core.model import Where

_PROSE = (nodes.title, nodes.paragraph, nodes.term, nodes.caption)
_BEFORE_MARK = lazy_pattern(r" ([.,;:])(?= |$)")
"""The space that a citation leaves before a mark: its brackets are no words."""


def prose(doctree: nodes.document, file: str, text: SourceText) -> Iterator[tuple[Where, str]]:
    """The words of titles and paragraphs with their first line, without forms shown as printed.

    Line ends stay, so that the line of each word can be counted.
    """
    for node in doctree.findall(nodes.TextElement):
        if not isinstance(node, _PROSE):
            continue
        pieces = [
            str(piece) for piece in node.findall(nodes.Text) if not _is_as_printed(piece, node)
        ]
        words = re.sub(r"[^\S\n]+", " ", "".join(pieces)).rstrip()
        if words:
            source, line = beginning(node, file, text)
            yield shown_where(source, line, file), words


def sections(doctree: nodes.document) -> Iterator[Section]:
    """What each section says between its heading and its subsections."""
    for node in doctree.findall(nodes.section):
        heading, *paragraphs = _own_paragraphs(node)
        # An object with a heading of its own is found as that object.
        if isinstance(heading, nodes.title) and "dossier-headed" not in node["classes"]:
            yield _section(node["ids"][0], heading.astext(), paragraphs)


def _section(anchor: str, heading: str, paragraphs: Iterable[nodes.Element]) -> Section:
    # Dictionaries stand for sets that keep their order.
    links: dict[str, None] = {}
    sources: dict[str, None] = {}
    for paragraph in paragraphs:
        for link in paragraph.findall(addnodes.pending_xref):
            if link.get("refdomain") == "cite":
                targets = parse_citation_targets(link["reftarget"])
                sources |= dict.fromkeys(target.key for target in targets)
            # A link of another extension need not lead to a name.
            elif "reftarget" in link:
                links[link["reftarget"]] = None
    words = " ".join(" ".join(map(words_of_line, paragraphs)).split())
    text = _BEFORE_MARK.sub(r"\1", words)
    return Section(anchor, heading, text, tuple(links), tuple(sources))


def _own_paragraphs(node: nodes.Element) -> Iterator[nodes.Element]:
    """The title and paragraphs of a section, without those of its objects and subsections."""
    for child in node.children:
        if isinstance(child, _PROSE):
            yield child
        elif isinstance(child, nodes.section) or not isinstance(child, nodes.Element):
            continue
        elif "dossier_id" not in child:
            yield from _own_paragraphs(child)


def _is_as_printed(text: nodes.Node, block: nodes.Node) -> bool:
    """Whether ``text`` in ``block`` shows a form of a source, or code: no words of the author."""
    parent = text.parent
    while parent is not block:
        if isinstance(parent, dossier_phrase | nodes.literal):
            return True
        parent = parent.parent
    return False
