"""The two domains of an environment that are ours, as what they are (layer 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.sphinx.citations import CitationDomain
    from sphinx_dossier.sphinx.domain import DossierDomain


def domain_of(env: BuildEnvironment) -> DossierDomain:
    """What the pages say."""
    return cast("DossierDomain", env.domains["dossier"])


def citation_domain(env: BuildEnvironment) -> CitationDomain:
    """What they cite in prose."""
    return cast("CitationDomain", env.domains["cite"])
