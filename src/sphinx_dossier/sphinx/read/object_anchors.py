"""The anchor of each object on its page, and the place for what other pages say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinxcontrib.bibtex.nodes import bibliography

from sphinx_dossier.answers.uses import LocatorUse, MapUse, RecordUse
from sphinx_dossier.core.anchors import source_anchor
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import Event, Place
from sphinx_dossier.core.names import fold
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.sphinx.bibliography import entries_of
from sphinx_dossier.sphinx.nodes import dossier_block, dossier_view

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.model import Object


_HEADED: Final = frozenset({"event", "question"})
"""What readers look for on a page by its name."""


class PlaceRecords(SphinxTransform):
    """Give each object its anchor, and a place for what other pages say of it.

    Runs while reading, because a heading may have to give up its anchor before Sphinx collects
    the tables of contents.
    """

    # After docutils has moved the anchors of targets to the headings below them (260), before
    # `strict` takes out what could run (870) and Sphinx collects what the page holds (880).
    default_priority = 800

    def apply(self, **kwargs: object) -> None:
        """Set the anchors, and add a placeholder for each object that is no claim."""
        for node in list(self.document.findall(dossier_block)):
            identifier = node.get("dossier_id")
            if identifier is None:
                continue
            section = _section_of(node)
            self._set_anchor(node, section)
            if node["dossier_kind"] != "claim":
                self._place_record(node, section)
        self._place_locator()

    def _place_locator(self) -> None:
        """Show where the places and events of the page are, unless a map on it does."""
        notes = notes_of(self.env)
        is_shown = any(isinstance(one, LocatorUse | MapUse) for one in notes.uses)
        has_place = any(_has_place(one) for one in notes.objects)
        title = next(self.document.findall(nodes.title), None)
        if is_shown or not has_place or title is None or title.parent is None:
            return
        use = LocatorUse()
        notes.uses.append(use)
        view = dossier_view(use=use, docname=self.env.docname)
        title.parent.insert(title.parent.index(title) + 1, view)

    def _place_record(self, node: dossier_block, section: Element | None) -> None:
        """Behind the section about the object, or inside the object where it is one of many."""
        is_subject = _is_subject(node, section)
        use = RecordUse(node["dossier_id"], is_subject)
        placeholder = dossier_view(use=use, docname=self.env.docname)
        if node["dossier_kind"] == "question":
            # The answers come first, then the facts, which are the last part of it so far.
            node.insert(len(node) - 1, placeholder)
        elif is_subject and section is not None and node["dossier_kind"] == "actor":
            self._place_parts(placeholder, node, section)
        elif is_subject and section is not None:
            section.append(placeholder)
        else:
            node.append(placeholder)
        if not is_subject:
            self._name(node)

    def _place_parts(self, record: dossier_view, node: dossier_block, section: Element) -> None:
        """Put what an actor said between the words on it and the sections that its author made."""
        jumps, said, others = (record.deepcopy() for _ in range(3))
        jumps["part"], said["part"], others["part"] = "jumps", "said", "others"
        node.parent.insert(node.parent.index(node) + 1, jumps)
        own = (i for i, child in enumerate(section) if isinstance(child, nodes.section))
        section.insert(next(own, len(section)), said)
        section.append(others)

    def _name(self, node: dossier_block) -> None:
        """Put its name above an object: as a heading where readers look for it in the contents."""
        name = node["dossier_name"]
        if node["dossier_kind"] not in _HEADED or not isinstance(node.parent, nodes.section):
            made = ["dossier-name"]
            node.insert(0, nodes.paragraph("", name, classes=[*made], dossier_made=made))
            return
        identifier, made = node["dossier_id"], ["dossier-headed"]
        # Its anchor may be that of the section around it.
        anchor = identifier if identifier in node["ids"] else f"{identifier}-{node['dossier_kind']}"
        node["ids"] = [one for one in node["ids"] if one != identifier]
        title = nodes.title("", name)
        headed = nodes.section("", title, ids=[anchor], classes=[*made], dossier_made=made)
        self.document.ids[anchor] = headed
        # Not by `replace_self`, which hands the classes of the object on.
        node.parent[node.parent.index(node)] = headed
        headed.append(node)

    def _set_anchor(self, node: dossier_block, section: Element | None) -> None:
        """Give an object its id for an anchor; whatever else has that anchor must give it up.

        Only the section around the object may share it: a link then shows the heading too.
        """
        identifier = node["dossier_id"]
        owner = self.document.ids.get(identifier)
        if owner is not None and owner is section:
            return
        if owner is not None:
            i = owner["ids"].index(identifier)
            owner["ids"][i] = f"{identifier}-section"
        node["ids"].append(identifier)
        self.document.ids[identifier] = node


def anchor_sources(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Give each entry of a bibliography the anchor that all links to its source use.

    bibtex gives one only where ``bibtex_cite_id`` is set, and the same one to keys that differ in
    capitals or signs only. What that setting gave stays as a second anchor.
    """
    for node in doctree.findall(bibliography):
        for key, entry in entries_of(env, node).items():
            anchor = source_anchor(key)
            # Of two lists with one source on a page, the first has the anchor.
            if anchor not in doctree.ids:
                others = [name for name in entry["ids"] if not _AUTOMATIC.fullmatch(name)]
                # bibtex finds the entry again by its first anchor.
                entry["ids"] = [anchor, *(name for name in others if name != anchor)]
                doctree.ids[anchor] = entry


def _has_place(one: Object) -> bool:
    # Whether a place of an event has coordinates is known when all pages are read.
    return bool(one.coord) if isinstance(one, Place) else isinstance(one, Event) and bool(one.at)


_AUTOMATIC = lazy_pattern(r"id\d+")
"""What docutils calls a target without a name."""


def _is_subject(node: dossier_block, section: Element | None) -> bool:
    """Whether the heading of the section is the name of the object."""
    if section is None or not isinstance(section[0], nodes.title):
        return False
    return fold(section[0].astext()) == fold(node["dossier_name"])


def _section_of(node: nodes.Node) -> Element | None:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return parent
