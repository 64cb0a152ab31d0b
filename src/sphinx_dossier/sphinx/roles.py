"""Roles: links to objects, and forms that are shown as printed (layer 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from sphinx_dossier.model import KINDS
from sphinx_dossier.sphinx.nodes import phrase

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class ObjectRole(XRefRole):
    """``{actor}`id```: a link to an object of one kind, named as it is unless text is given."""

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline)

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Make ``{actor}`` and ``{dossier:actor}`` the same."""
        refnode["refdomain"] = "dossier"
        refnode["reftype"] = refnode["reftype"].rpartition(":")[2]
        return title, target.strip()


class GarbledRole(SphinxRole):
    """``{garbled}`form```: a form as a source prints it, marked as such."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Wrap the form; it is no prose of ours."""
        node = phrase(self.rawtext, self.text, tag="q", classes=["dossier-garbled"])
        return [node], []


def setup_roles(app: Sphinx) -> None:
    """Register a role for each kind, and ``garbled``."""
    for kind in KINDS:
        app.add_role(kind, ObjectRole())
    app.add_role("garbled", GarbledRole())
