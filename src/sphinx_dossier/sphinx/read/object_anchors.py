"""The anchor of each object on its page, and the place for what other pages say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinxcontrib.bibtex.nodes import bibliography

from sphinx_dossier.answers.uses import RecordUse
from sphinx_dossier.core.anchors import source_anchor
from sphinx_dossier.core.names import fold
from sphinx_dossier.sphinx.bibliography import entries_of
from sphinx_dossier.sphinx.nodes import block, view

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment


class PlaceRecords(SphinxTransform):
    """Give each object its anchor, and a place for what other pages say of it.

    Runs while reading, before the tables of contents are collected, because a heading may have to
    give up its anchor.
    """

    default_priority = 800

    def apply(self, **kwargs: object) -> None:
        """Set the anchors, and add a placeholder for each object but claims."""
        for node in list(self.document.findall(block)):
            identifier = node.get("dossier_id")
            if identifier is None:
                continue
            section = _section_of(node)
            self._set_anchor(node, section)
            if node["dossier_kind"] != "claim":
                self._place_record(node, section)

    def _place_record(self, node: block, section: Element | None) -> None:
        """Behind the section about the object, or inside the object where it is one of many."""
        is_subject = _is_subject(node, section)
        use = RecordUse(node["dossier_id"], is_subject)
        placeholder = view(use=use, docname=self.env.docname)
        if not is_subject:
            node.insert(0, nodes.paragraph("", node["dossier_name"], classes=["dossier-name"]))
        if is_subject and section is not None and node["dossier_kind"] != "question":
            section.append(placeholder)
        else:
            node.append(placeholder)

    def _set_anchor(self, node: block, section: Element | None) -> None:
        """The section around an object may share its anchor; anything else must give it up."""
        identifier = node["dossier_id"]
        owner = self.document.ids.get(identifier)
        if owner is not None and owner is section:
            return
        if owner is not None:
            place = owner["ids"].index(identifier)
            owner["ids"][place] = f"{identifier}-section"
        node["ids"].append(identifier)
        self.document.ids[identifier] = node


def anchor_sources(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Give each entry of a bibliography the anchor by which everything leads to its source.

    bibtex gives one only where ``bibtex_cite_id`` is set, and the same one to keys that differ in
    capitals or signs only. What that setting gave stays as a second anchor.
    """
    for listed in doctree.findall(bibliography):
        for key, entry in entries_of(env, listed).items():
            anchor = source_anchor(key)
            if anchor not in doctree.ids:
                others = [
                    one for one in entry["ids"] if one != anchor and not _AUTOMATIC.fullmatch(one)
                ]
                entry["ids"] = [anchor, *others]
                doctree.ids[anchor] = entry


_AUTOMATIC = re.compile(r"id\d+")
"""What docutils calls a target without a name."""


def _is_subject(node: block, section: Element | None) -> bool:
    """Whether the heading of the section is the name of the object."""
    if section is None or not isinstance(section[0], nodes.title):
        return False
    return fold(section[0].astext()) == fold(node["dossier_name"])


def _section_of(node: nodes.Node) -> Element | None:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return parent
