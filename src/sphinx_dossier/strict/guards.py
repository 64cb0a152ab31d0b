"""Puts the guards between a stranger's page and the site: each before what it guards happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.strict import (
    file_directives,
    limits,
    page_gates,
    page_names,
    page_text,
    plain_log,
    refusals,
    side_files,
    static_files,
    toctree_ladders,
    toctree_walk,
)
from sphinx_dossier.strict.page_bounds import setup_bounds
from sphinx_dossier.strict.unsafe_nodes import RefuseUnsafe

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_guards(app: Sphinx) -> None:
    """Connect the guards, in the order in which a page passes them."""
    app.add_config_value("strict_classes", [], "env", list)
    # First, because the others write into the log.
    app.connect("config-inited", plain_log.on_config_inited, priority=10)
    app.connect("config-inited", side_files.on_config_inited)
    app.connect("config-inited", limits.on_config_inited)
    app.connect("config-inited", page_text.on_config_inited)
    app.connect("config-inited", toctree_walk.on_config_inited)
    app.connect("build-finished", toctree_walk.on_build_finished)
    # When all extensions have registered their directives, so that none replaces a guard.
    app.connect("config-inited", file_directives.on_config_inited)
    app.connect("builder-inited", page_gates.on_builder_inited)
    app.connect("builder-inited", static_files.on_builder_inited)
    app.connect("env-get-outdated", page_names.on_env_get_outdated)
    app.connect("env-before-read-docs", side_files.on_env_before_read)
    app.add_env_collector(refusals.RefusalCollector)
    setup_bounds(app)
    # Late (500 is usual): whatever other extensions make of the text is looked at too.
    app.connect("source-read", page_text.on_source_read, priority=900)
    app.add_transform(RefuseUnsafe)
    app.connect("env-updated", refusals.on_env_updated)
    app.connect("write-started", toctree_ladders.on_write_started)
    app.connect("env-get-updated", page_gates.on_env_get_updated)
    app.connect("html-page-context", page_text.on_html_page_context)
    # Last, when all others have added what they give to the template.
    app.connect("html-page-context", page_gates.on_html_page_context, priority=990)
