"""sphinx-dossier: claims, with who said them, when, in which passage, and what became of them.

Sphinx imports this file and calls :func:`setup`; the parts are in the folders below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    # Only now: the commands, which need no Sphinx, import this package too.
    from sphinx_dossier.sphinx import loaded_later

    loaded_later.begin()
    from sphinx_dossier.sphinx.build import gc_pause

    gc_pause.begin()
    from sphinx_dossier.sphinx.setup import setup_sphinx

    env_version = setup_sphinx(app)
    return {
        "version": __version__,
        "env_version": env_version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
