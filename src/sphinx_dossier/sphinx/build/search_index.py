"""Sphinx's own search index: left out where the search page is ours, which does not ask for it.

It is a third of a megabyte on a site of hundreds of pages, and is written at every build.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import sphinx.search
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.sphinx.build.outputs import search_index
from sphinx_dossier.sphinx.build.search_page import is_ours

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_SCRIPTS: Final = ("searchtools.js", "language_data.js", "_stemmer.js")
"""The scripts that nothing but Sphinx's own search page loads, besides those of languages."""


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Have no index made: a handler of ``write-started``, which comes before Sphinx begins one."""
    if not (is_ours(app) and isinstance(builder, StandaloneHTMLBuilder)):
        return

    def leave_out(docnames: AbstractSet[str]) -> None:
        # Sphinx takes a builder without an indexer for one that has no search, but for its page.
        builder.indexer = None

    # Not `builder.search`: that would leave out the page as well. And no builder of our own, which
    # would have to take the place of each that a project may name.
    builder.load_indexer = leave_out  # type: ignore[method-assign]


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Remove the scripts of the index, and an index of before: a handler of ``build-finished``."""
    if exception is not None or not is_ours(app):
        return
    of_languages = Path(sphinx.search.__file__).parent.glob("*minified-js/*.js")
    for name in (*_SCRIPTS, *(path.name for path in of_languages)):
        Path(app.outdir, "_static", name).unlink(missing_ok=True)
    search_index(app).unlink(missing_ok=True)
