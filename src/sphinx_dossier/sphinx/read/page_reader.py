"""Reading a page: notes taken on the way, put together when the page is read."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.nodes import bibliography

from sphinx_dossier.core.locations import SourceText, shown_where
from sphinx_dossier.core.manifests import passage_of
from sphinx_dossier.core.model import Citation
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.page import UNNAMED, Page, Reference, Section, SourceList
from sphinx_dossier.sphinx.bibliography import listed_sources
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.nodes import phrase
from sphinx_dossier.sphinx.read.object_anchors import anchor_sources
from sphinx_dossier.strict.node_lines import beginning, paragraph_of, place_in_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.model import Where

_WORD_SIGN = re.compile(r"[\w-]")
_BEFORE_MARK = re.compile(r" ([.,;:])(?= |$)")
_PROSE = (nodes.title, nodes.paragraph, nodes.term, nodes.caption)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the page says: a handler of ``doctree-read``."""
    env = app.env
    notes = notes_of(env)
    file = str(env.doc2path(env.docname))
    anchor_sources(env, doctree)
    heading = next(doctree.findall(nodes.title), None)
    page = Page(
        docname=env.docname,
        title=heading.astext() if heading is not None else env.docname,
        objects=tuple(notes.objects),
        references=tuple(_references(doctree, file, notes.text)),
        cites=tuple(_citations(doctree, file, notes.text)),
        uses=tuple(notes.uses),
        arguments=tuple(notes.arguments),
        coverages=tuple(notes.coverages),
        uncited=tuple(notes.uncited),
        source_lists=tuple(_source_lists(env, doctree)),
        corrections=tuple(notes.corrections),
        legends=tuple(notes.legends),
        linked_pages=tuple(_linked_pages(doctree)),
        unnamed=tuple(_unnamed_links(doctree)),
        prose=tuple(_prose(doctree, file, notes.text)),
        sections=tuple(_sections(doctree)),
        problems=tuple(notes.problems),
    )
    domain_of(env).note_page(page)


def _references(doctree: nodes.document, file: str, text: SourceText) -> Iterator[Reference]:
    for node in doctree.findall(addnodes.pending_xref):
        target = node["reftarget"]
        if node["refdomain"] == "dossier" and not node.get("intersphinx"):
            where = _where_written(node, target, file, text)
            yield Reference(target, node["reftype"], where, sentence=_sentence(node))
        elif node["reftype"] == "myst" and not node.get("refdomain"):
            where = _where_written(node, target, file, text)
            is_local = "reflocalid" in node
            yield Reference(target, "", where, is_local, _sentence(node))


def _sentence(node: nodes.Element) -> str:
    """The sentence around a link; links without words of their own are marked with their target."""
    pieces = list(_pieces(paragraph_of(node)))
    place = next(at for at, (piece, _) in enumerate(pieces) if piece is node)
    before = "".join(words for _, words in pieces[:place])
    rest = "".join(words for _, words in pieces[place:])
    sentence = _SENTENCE_END.split(before)[-1] + _SENTENCE_END.split(rest)[0]
    return " ".join(sentence.split())


def spoken_text(body: Iterable[nodes.Node]) -> str:
    """The words of an object in one line; links without words are marked with their target."""
    words = ("".join(words for _, words in _pieces(line)) for node in body for line in _lines(node))
    return " ".join(" ".join(words).split())


def _lines(node: nodes.Node) -> Iterator[nodes.Element]:
    if isinstance(node, nodes.raw | nodes.system_message):
        return
    if isinstance(node, nodes.TextElement):
        yield node
    elif isinstance(node, nodes.Element):
        for child in node.children:
            yield from _lines(child)


def _pieces(element: nodes.Element) -> Iterator[tuple[nodes.Node, str]]:
    for child in element.children:
        if isinstance(child, addnodes.pending_xref):
            yield child, _spoken(child)
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


def _spoken(link: nodes.Element) -> str:
    """The words of a link; a citation has none in a sentence."""
    if link["refdomain"] == "cite":
        return ""
    return link.astext() if link["refexplicit"] else UNNAMED.format(link["reftarget"])


def _where_written(node: nodes.Element, word: str, file: str, text: SourceText) -> Where:
    """The line of ``word`` in the paragraph around ``node``."""
    source, line = place_in_line(node, file, text)
    return shown_where(source, text.nearest(source, line, partial(_has_word, word)), file)


def _has_word(word: str, line: str) -> bool:
    """Whether ``word`` stands in ``line`` as a whole; a pattern a word would cost more to make."""
    at = line.find(word)
    while at >= 0:
        end = at + len(word)
        if not _WORD_SIGN.search(line[max(at - 1, 0) : at] + line[end : end + 1]):
            return True
        at = line.find(word, at + 1)
    return False


def _citations(doctree: nodes.document, file: str, text: SourceText) -> Iterator[Citation]:
    """The citations in prose; a locator that names a passage counts as one of it."""
    for node in doctree.findall(addnodes.pending_xref):
        if node["refdomain"] == "cite":
            for target in parse_citation_targets(node["reftarget"]):
                where = _where_written(node, target.key, file, text)
                yield Citation(target.key, passage_of(target.post), "", where)


def _source_lists(env: BuildEnvironment, doctree: nodes.document) -> Iterator[SourceList]:
    for place in doctree.findall(bibliography):
        taken = listed_sources(env, place["docname"], place["ids"][0])
        yield SourceList(known_sources(env), taken)


def _linked_pages(doctree: nodes.document) -> Iterator[str]:
    for node in doctree.findall(addnodes.pending_xref):
        if node["reftype"] == "myst" and node["refdomain"] == "doc":
            yield node["reftarget"]


def _unnamed_links(doctree: nodes.document) -> Iterator[str]:
    """What links without words of their own lead to: they show its name."""
    for node in doctree.findall(addnodes.pending_xref):
        is_page = node["reftype"] == "myst" and node["refdomain"] == "doc"
        is_ours = node["refdomain"] == "dossier" or node["reftype"] == "myst"
        if is_ours and not is_page and not node.get("refexplicit"):
            yield node["reftarget"]


def known_sources(env: BuildEnvironment) -> tuple[str, ...]:
    """The .bib files and their keys: a bibliography makes a place for each while it is read."""
    bibdata = env.domaindata["cite"]["bibdata"]
    return (*map(str, bibdata.bibfiles), *bibdata.data.entries)


def _prose(doctree: nodes.document, file: str, text: SourceText) -> Iterator[tuple[Where, str]]:
    """The text of titles and paragraphs by line, without what is shown as printed."""
    for node in doctree.findall(nodes.TextElement):
        if not isinstance(node, _PROSE):
            continue
        pieces = [str(piece) for piece in node.findall(nodes.Text) if not _is_shown(piece, node)]
        words = re.sub(r"[^\S\n]+", " ", "".join(pieces)).rstrip()
        if words:
            source, line = beginning(node, file, text)
            yield shown_where(source, line, file), words


def _sections(doctree: nodes.document) -> Iterator[Section]:
    """What each section says between its heading and its subsections."""
    for node in doctree.findall(nodes.section):
        heading, *paragraphs = _own_paragraphs(node)
        if isinstance(heading, nodes.title):
            yield _section(node["ids"][0], heading.astext(), paragraphs)


def _section(anchor: str, heading: str, paragraphs: Iterable[nodes.Element]) -> Section:
    links: dict[str, None] = {}
    sources: dict[str, None] = {}
    for paragraph in paragraphs:
        for link in paragraph.findall(addnodes.pending_xref):
            if link["refdomain"] == "cite":
                targets = parse_citation_targets(link["reftarget"])
                sources |= dict.fromkeys(target.key for target in targets)
            else:
                links[link["reftarget"]] = None
    text = " ".join("".join(words for _, words in _pieces(one)) for one in paragraphs)
    text = _BEFORE_MARK.sub(r"\1", " ".join(text.split()))
    return Section(anchor, heading, text, tuple(links), tuple(sources))


def _own_paragraphs(node: nodes.Element) -> Iterator[nodes.Element]:
    for child in node.children:
        if isinstance(child, _PROSE):
            yield child
        elif isinstance(child, nodes.section) or not isinstance(child, nodes.Element):
            continue
        elif "dossier_id" not in child:
            yield from _own_paragraphs(child)


def _is_shown(text: nodes.Node, within: nodes.Node) -> bool:
    parent = text.parent
    while parent is not within:
        if isinstance(parent, phrase | nodes.literal):
            return True
        parent = parent.parent
    return False
