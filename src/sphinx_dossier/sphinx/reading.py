"""Reading a page: notes taken on the way, put together when the page is read (layer 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.nodes import bibliography

from sphinx_dossier.index import Page, Reference, Use
from sphinx_dossier.model import KINDS, Object
from sphinx_dossier.sphinx.nodes import block, phrase, view
from sphinx_dossier.sphinx.places import shown_where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.codes import Problem
    from sphinx_dossier.model import Where

_RECORDED = tuple(f"dossier-{kind}" for kind in KINDS if kind != "claim")


@dataclass
class Notes:
    """What the directives of one page have noted so far."""

    objects: list[Object] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


def notes_of(env: BuildEnvironment) -> Notes:
    """The notes of the page that is being read."""
    notes: Notes = env.current_document.setdefault("dossier", Notes())
    return notes


class PlaceRecords(SphinxTransform):
    """Put what other pages say of an object at the end of the section that defines it.

    Runs while reading, so that a section shares its anchor with the object that it is about
    before the tables of contents are collected.
    """

    default_priority = 800

    def apply(self, **kwargs: object) -> None:
        """Append a placeholder for each object but claims."""
        for node in list(self.document.findall(block)):
            identifier = node.get("dossier_id")
            if identifier is None:
                continue
            section = _section_of(node)
            self._free_anchor(node, section)
            if any(name in _RECORDED for name in node["classes"]):
                (section if section is not None else self.document).append(
                    view(use=Use("record", (identifier,)))
                )

    def _free_anchor(self, node: block, section: Element | None) -> None:
        """No element but the object, or the section around it, may carry the object's id."""
        identifier = node["dossier_id"]
        if section is not None and identifier in section["ids"]:
            node["ids"].remove(identifier)
            return
        for other in self.document.findall(nodes.Element):
            if other is not node and identifier in other.get("ids", ()):
                place = other["ids"].index(identifier)
                other["ids"][place] = f"{identifier}-section"


def _section_of(node: nodes.Node) -> Element | None:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return parent


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the page says: a handler of ``doctree-read``."""
    env = app.env
    notes = notes_of(env)
    file = str(env.doc2path(env.docname))
    heading = next(doctree.findall(nodes.title), None)
    page = Page(
        docname=env.docname,
        title=heading.astext() if heading is not None else env.docname,
        objects=tuple(notes.objects),
        references=tuple(_references(doctree, file)),
        uses=(*notes.uses, *_citing_uses(doctree)),
        prose=tuple(_prose(doctree, file)),
        problems=tuple(notes.problems),
    )
    env.domains["dossier"].note_page(page)  # type: ignore[attr-defined]


def _references(doctree: nodes.document, file: str) -> Iterator[Reference]:
    for node in doctree.findall(addnodes.pending_xref):
        where = _where(node, file)
        if node["refdomain"] == "dossier":
            yield Reference(node["reftarget"], node["reftype"], where)
        elif node["reftype"] == "myst" and not node.get("refdomain"):
            yield Reference(node["reftarget"], "", where)


def _citing_uses(doctree: nodes.document) -> Iterator[Use]:
    for node in doctree.findall(addnodes.pending_xref):
        if node["refdomain"] == "cite":
            for target in parse_citation_targets(node["reftarget"]):
                yield Use("source", (target.key,))
    if next(doctree.findall(bibliography), None) is not None:
        yield Use("bibliography", ("",))


def _prose(doctree: nodes.document, file: str) -> Iterator[tuple[Where, str]]:
    """The text of titles and paragraphs, without what is shown as printed."""
    for node in doctree.findall(nodes.TextElement):
        if not isinstance(node, nodes.title | nodes.paragraph | nodes.term | nodes.caption):
            continue
        words = [str(text) for text in node.findall(nodes.Text) if not _is_shown_form(text, node)]
        text = re.sub(r"\s+", " ", "".join(words)).strip()
        if text:
            yield _where(node, file), text


def _is_shown_form(text: nodes.Node, within: nodes.Node) -> bool:
    parent = text.parent
    while parent is not within:
        if isinstance(parent, phrase | nodes.literal):
            return True
        parent = parent.parent
    return False


def _where(node: nodes.Node, file: str) -> Where:
    at: nodes.Node | None = node
    while at is not None and at.line is None:
        at = at.parent
    source = at.source if at is not None else None
    return shown_where(source or node.source, at.line if at is not None else 1, file)
