"""The site as a work that can be cited: from its settings and its history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from sphinx_dossier.exports.cite_this import Publication
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.git_days import last_changed

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_NOBODY: Final = "Author name not set"
"""What Sphinx has where ``author`` is not set."""


def publication_of(env: BuildEnvironment) -> Publication:
    """Its name, its authors, its version, and the day of each page."""
    config = env.config
    return Publication(
        config.project,
        "" if config.author in ("", "unknown", _NOBODY) else config.author,
        config.release or config.version,
        partial(last_changed, env, domain_of(env).checkout),
    )
