"""Roles: links to objects, forms that are shown as printed, citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.roles import CiteRole

from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.sphinx.nodes import dossier_phrase
from sphinx_dossier.sphinx.settings import covers

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.config import Config
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
        """Treat ``{actor}`` and ``{dossier:actor}`` in the same way."""
        refnode["refdomain"] = "dossier"
        refnode["reftype"] = refnode["reftype"].rpartition(":")[2]
        return title, target.strip()


class GarbledRole(SphinxRole):
    """``{garbled}`form```: a form as a source prints it, marked as such."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Wrap the form: the checks of names leave it alone."""
        made = ["dossier-garbled"]
        node = dossier_phrase(self.rawtext, self.text, tag="q", classes=[*made], dossier_made=made)
        return [node], []


class CitationRole(CiteRole):
    """A citation in prose; one that cannot be read becomes a problem and does not end the build."""

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: nodes.Element, is_ref: bool
    ) -> tuple[list[Node], list[system_message]]:
        """Let bibtex note the citation if it has the right form."""
        try:
            list(parse_citation_targets(self.target))
        except ValueError:
            notes, (source, line) = notes_of(env), self.get_source_info()
            line = notes.text.nearest(source, line, lambda written: self.target in written)
            message = f"a citation in prose is KEY or KEY{{¶ 16}}, not {self.target!r}"
            where = shown_where(source, line, str(env.doc2path(env.docname)))
            notes.problems.append(Problem(Code.BAD_CITATION, message, where))
            return [nodes.inline("", self.target, classes=["dossier-unknown"])], []
        result: tuple[list[Node], list[system_message]]
        # The role of bibtex has no types.
        result = super().result_nodes(document, env, node, is_ref)  # type: ignore[no-untyped-call]
        return result


ROLES: Final[dict[str, SphinxRole]] = {
    **{kind: ObjectRole() for kind in KINDS},
    "garbled": GarbledRole(),
}
"""Every role of this package, by its name in the domain."""


def setup_roles(app: Sphinx) -> None:
    """Register the roles in the domain."""
    for name, role in ROLES.items():
        app.add_role_to_domain("dossier", name, role)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Put ours in place of the role of bibtex if the site says so: ``config-inited``."""
    if covers(config, "citations"):
        app.add_role("cite", CitationRole(), override=True)


def on_builder_inited(app: Sphinx) -> None:
    """The same for those of its domain, which bibtex before 2.7 makes with it."""
    if covers(app.config, "citations"):
        domain = app.env.domains["cite"]
        vars(domain)["roles"] = dict.fromkeys(domain.roles, CitationRole())
