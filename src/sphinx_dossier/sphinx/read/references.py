"""What the links and citations of a page lead to, and on which line each was written.

``links`` are the references of a page that Sphinx has yet to resolve.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.locations import SourceText, shown_where
from sphinx_dossier.core.manifests import passage_of
from sphinx_dossier.core.model import Citation
from sphinx_dossier.core.page import Reference
from sphinx_dossier.sphinx.read.sentences import Sentences
from sphinx_dossier.strict.node_lines import NodeLines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils.nodes import Element

    from sphinx_dossier.core.model import Where

_WORD_SIGN = lazy_pattern(r"[\w-]")


def references(links: Iterable[Element], file: str, text: SourceText) -> Iterator[Reference]:
    """The links to objects, by roles and by MyST; MyST leaves open what kind of target it is."""
    lines, sentences = NodeLines(file, text), Sentences()
    for node in links:
        target = node.get("reftarget", "")
        # A link that names another project is for intersphinx to resolve.
        if node.get("refdomain") == "dossier" and not node.get("intersphinx"):
            where = _where_written(lines.place(node), target, file, text)
            yield Reference(target, node["reftype"], where, sentence=sentences.around(node))
        elif node.get("reftype") == "myst" and not node.get("refdomain"):
            where = _where_written(lines.place(node), target, file, text)
            is_local = "reflocalid" in node
            yield Reference(target, "", where, is_local, sentences.around(node))
        elif anchor := _anchor_on_page(node):
            where = _where_written(lines.place(node), anchor, file, text)
            yield Reference(anchor, "", where, True, sentences.around(node), target)


def citations(links: Iterable[Element], file: str, text: SourceText) -> Iterator[Citation]:
    """The citations in prose; a locator that names a passage counts as one of it."""
    lines = NodeLines(file, text)
    for node in links:
        if node.get("refdomain") == "cite":
            for target in parse_citation_targets(node["reftarget"]):
                where = _where_written(lines.place(node), target.key, file, text)
                yield Citation(target.key, passage_of(target.post), "", where)


def linked_pages(links: Iterable[Element]) -> Iterator[str]:
    """The pages to which MyST links lead by their path."""
    for node in links:
        if _leads_to_page(node):
            yield node["reftarget"]


def unnamed_links(links: Iterable[Element]) -> Iterator[str]:
    """The targets of links without words of their own: these show the name of their target."""
    for node in links:
        is_ours = node.get("refdomain") == "dossier" or node.get("reftype") == "myst"
        if is_ours and not _leads_to_page(node) and not node.get("refexplicit"):
            yield node["reftarget"]
        elif not node.get("refexplicit") and (anchor := _anchor_on_page(node)):
            yield anchor


def _anchor_on_page(node: Element) -> str:
    """The anchor that a link names behind the path of a page, or ``""``."""
    return node.get("reftargetid") or "" if _leads_to_page(node) else ""


def _leads_to_page(node: Element) -> bool:
    return bool(node.get("reftype") == "myst" and node.get("refdomain") == "doc")


def _where_written(place: tuple[str, int], word: str, file: str, text: SourceText) -> Where:
    """The line of ``word`` nearest to the file and line of a link."""
    source, line = place
    return shown_where(source, text.nearest(source, line, partial(_has_word, word)), file)


def _has_word(word: str, line: str) -> bool:
    """Whether ``word`` is in ``line`` as a whole: the id ``storm`` is not in ``storm-2031``."""
    # Not a regular expression: compiling one for each of thousands of links would cost more.
    start = line.find(word)
    while start >= 0:
        end = start + len(word)
        if not _WORD_SIGN.search(line[max(start - 1, 0) : start] + line[end : end + 1]):
            return True
        start = line.find(word, start + 1)
    return False
