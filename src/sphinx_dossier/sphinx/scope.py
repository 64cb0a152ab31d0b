"""What of a site this extension may change: all of it where settings say so, else its own pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.nodes import NODES

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.page import Page


def is_in_use(env: BuildEnvironment) -> bool:
    """Whether the site has anything of this extension: a part that is on, or a page of ours.

    Known once all pages are read.
    """
    domain = domain_of(env)
    # Each page asks it when it is written, and all pages are looked at for it.
    if domain.is_in_use is None:
        domain.is_in_use = bool(
            env.config.dossier_site_wide
            or env.config.dossier_sites
            or any(map(is_ours, domain.pages.values()))
            # Of a dossier whose last page was given up, addresses still lead on.
            or Path(env.srcdir, env.config.dossier_tombstones or ".").is_file()
        )
    return domain.is_in_use


def is_ours(page: Page) -> bool:
    """Whether a page has a directive or a role of ours; a link of MyST may be meant for others."""
    return bool(
        page.objects
        or page.uses
        or page.corrections
        or page.legends
        or page.problems
        or any(reference.kind for reference in page.references)
    )


def shows_ours(document: nodes.document) -> bool:
    """Whether a page shows anything that needs the styles and scripts of this extension."""
    return any(
        isinstance(node, NODES) or any(name.startswith("dossier") for name in node["classes"])
        for node in document.findall(nodes.Element)
    )
