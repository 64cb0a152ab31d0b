"""What a stranger's page may hold: refuses what could run, load from elsewhere or take files along.

May import: ``core``. It knows nothing of claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Guard the pages of a project: an extension of its own, for sites without a dossier too."""
    # Only now: one can then import a part of this folder without loading MyST.
    from sphinx_dossier.strict.guards import setup_guards

    setup_guards(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
