"""Connects the parts to Sphinx: settings, nodes, roles, directives, events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.sphinx.bibliography import setup_citations
from sphinx_dossier.sphinx.build.data_builder import setup_databuilder
from sphinx_dossier.sphinx.build.freshness import (
    on_build_finished,
    on_doctree_resolved,
    on_env_get_outdated,
    on_env_get_updated,
)
from sphinx_dossier.sphinx.build.freshness import on_env_updated as note_changes
from sphinx_dossier.sphinx.build.gc_pause import on_builder_inited, release
from sphinx_dossier.sphinx.build.metadata import on_build_finished as finish_sharing
from sphinx_dossier.sphinx.build.metadata import on_html_collect_pages
from sphinx_dossier.sphinx.build.metadata import on_html_page_context as describe_page
from sphinx_dossier.sphinx.build.open_data import on_build_finished as write_data
from sphinx_dossier.sphinx.build.open_data import on_html_page_context as tell_machines
from sphinx_dossier.sphinx.build.redirect_pages import on_build_finished as remove_redirects
from sphinx_dossier.sphinx.build.redirect_pages import on_html_collect_pages as lead_on
from sphinx_dossier.sphinx.build.report import on_env_before_read, on_env_updated
from sphinx_dossier.sphinx.build.search_page import English
from sphinx_dossier.sphinx.build.search_page import on_html_page_context as replace_search
from sphinx_dossier.sphinx.domain import DATA_VERSION, DossierDomain
from sphinx_dossier.sphinx.domain import on_builder_inited as keep_builder
from sphinx_dossier.sphinx.nodes import setup_nodes
from sphinx_dossier.sphinx.read.directives import setup_directives
from sphinx_dossier.sphinx.read.object_anchors import PlaceRecords
from sphinx_dossier.sphinx.read.page_reader import on_doctree_read
from sphinx_dossier.sphinx.read.roles import setup_roles
from sphinx_dossier.sphinx.show.page_frame import FramePage, on_html_page_context
from sphinx_dossier.sphinx.show.views import (
    AnswerViews,
    CiteObjects,
    PlaceSources,
    StackTables,
    WriteViews,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

STATIC = Path(__file__).parent.parent / "web" / "static"
TEMPLATES = Path(__file__).parent.parent / "web" / "templates"


def setup_sphinx(app: Sphinx) -> int:
    """Register everything; gives the version of what is stored in the environment."""
    release()
    app.setup_extension("sphinxcontrib.bibtex")
    _setup_settings(app)
    setup_nodes(app)
    app.add_domain(DossierDomain)
    setup_roles(app)
    setup_directives(app)
    setup_citations(app)
    app.setup_extension("sphinx_dossier.strict")
    setup_databuilder(app)
    app.add_transform(PlaceRecords)
    for transform in (PlaceSources, CiteObjects, WriteViews, AnswerViews):
        app.add_post_transform(transform)
    app.add_post_transform(FramePage)
    app.add_post_transform(StackTables)
    app.add_search_language(English)
    app.connect("config-inited", _set_others)
    app.connect("config-inited", _add_static)
    app.connect("builder-inited", keep_builder)
    app.connect("builder-inited", on_builder_inited)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("env-before-read-docs", on_env_before_read)
    app.connect("doctree-read", on_doctree_read)
    app.connect("env-updated", note_changes, priority=400)
    app.connect("env-updated", on_env_updated)
    app.connect("env-get-updated", on_env_get_updated, priority=900)
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("html-page-context", on_html_page_context)
    app.connect("html-page-context", replace_search)
    app.connect("html-page-context", tell_machines)
    app.connect("html-page-context", describe_page)
    app.connect("html-collect-pages", on_html_collect_pages)
    app.connect("html-collect-pages", lead_on)
    app.connect("build-finished", write_data)
    app.connect("build-finished", finish_sharing)
    app.connect("build-finished", remove_redirects)
    app.connect("build-finished", on_build_finished)
    return DATA_VERSION


def _setup_settings(app: Sphinx) -> None:
    app.add_config_value(
        "dossier_sides",
        {},
        "env",
        dict,
        "The sides of the matter in the order of the ledger's columns: id to name.",
    )
    app.add_config_value(
        "dossier_passages",
        "sources",
        "env",
        str,
        "The folder of the passage manifests, relative to the source folder.",
    )
    app.add_config_value(
        "dossier_boundaries",
        "",
        "html",
        str,
        "The file of the boundaries below the map, relative to the source folder.",
    )
    app.add_config_value(
        "dossier_tombstones",
        "tombstones.toml",
        "html",
        str,
        "The file that says why ids and pages were retired, relative to the source folder.",
    )
    app.add_config_value(
        "dossier_ids",
        "ids.txt",
        "html",
        str,
        "The list of the ids and pages that were published, relative to the source folder.",
    )
    app.add_config_value(
        "dossier_licence",
        {},
        "env",
        dict,
        "The licence of text and data: name (as SPDX has it), title, path (its address).",
    )
    app.add_config_value(
        "dossier_as_of",
        "",
        "html",
        str,
        "The day up to which the dossier follows events, as an EDTF date.",
    )
    app.add_config_value(
        "dossier_repository",
        "",
        "html",
        str,
        "Where the sources are on GitHub or a host like it: pages then link to what changes them.",
    )
    app.add_config_value(
        "dossier_branch",
        "main",
        "html",
        str,
        "The branch of that repository which readers are to edit.",
    )
    app.add_config_value(
        "dossier_guide",
        "",
        "html",
        str,
        "The page that tells how to change the others, shown where no repository is named.",
    )
    app.add_config_value(
        "dossier_search_library",
        "node_modules/minisearch/dist/umd/index.js",
        "html",
        str,
        "MiniSearch as a classic script, relative to conf.py; without it the theme's search stays.",
    )


def _set_others(app: Sphinx, config: Config) -> None:
    """Set what other extensions ask for where the project does not: ``config-inited``.

    bibtex stops a project that names no .bib file; without one it simply has no sources.
    """
    if config.bibtex_bibfiles is None:
        config.bibtex_bibfiles = []


def _add_static(app: Sphinx, config: Config) -> None:
    config.html_static_path = [*config.html_static_path, str(STATIC)]
    config.templates_path = [*config.templates_path, str(TEMPLATES)]
    app.add_css_file("dossier.css")
    app.add_js_file("dossier-hover.js", loading_method="defer")
    app.add_js_file("dossier-moved.js", loading_method="defer")
    app.add_css_file("pictures.css")
