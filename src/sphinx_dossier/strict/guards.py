"""Puts the guards between a stranger's page and the site: each before what it guards happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.strict import file_directives, page_text
from sphinx_dossier.strict.unsafe_nodes import RefuseUnsafe

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_guards(app: Sphinx) -> None:
    """Connect the guards, in the order in which a page passes them."""
    # When all extensions have registered their directives, so that none replaces a guard.
    app.connect("config-inited", file_directives.on_config_inited)
    # Late (500 is usual): whatever other extensions make of the text is looked at too.
    app.connect("source-read", page_text.on_source_read, priority=900)
    app.add_transform(RefuseUnsafe)
    app.connect("html-page-context", page_text.on_html_page_context)
