"""Connects the parts to Sphinx: everything that this package registers, in the order of a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.sphinx import (
    additions,
    bib_files,
    bibliography,
    conf_values,
    domain,
    settings,
    theme_parts,
)
from sphinx_dossier.sphinx.build import (
    books,
    compiled_templates,
    contents,
    embed_pages,
    freshness,
    gc_pause,
    kept,
    leftovers,
    metadata,
    open_data,
    outputs,
    own_copy_page,
    printed_letters,
    read_documents,
    redirect_pages,
    report,
    search_index,
    search_page,
    social_fonts,
    social_images,
    toctree_circles,
    trimmed_styles,
    upstream,
    web_files,
)
from sphinx_dossier.sphinx.build.data_builder import setup_databuilder
from sphinx_dossier.sphinx.nodes import setup_nodes
from sphinx_dossier.sphinx.read import (
    meant_text,
    page_letters,
    page_reader,
    roles,
    short_names,
    unknown_names,
)
from sphinx_dossier.sphinx.read.directives import setup_directives
from sphinx_dossier.sphinx.read.object_anchors import PlaceRecords
from sphinx_dossier.sphinx.show import page_frame
from sphinx_dossier.sphinx.show.views import (
    AnswerViews,
    DropBareLists,
    NarrowCitations,
    PlaceSources,
    SplitCells,
    StackTables,
    WriteViews,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_sphinx(app: Sphinx) -> int:
    """Register everything; gives the version of what is stored in the environment."""
    # First, because its domain and its roles are replaced below.
    app.setup_extension("sphinxcontrib.bibtex")
    settings.setup_settings(app)
    additions.setup_additions(app)
    setup_nodes(app)
    app.add_domain(domain.DossierDomain)
    roles.setup_roles(app)
    setup_directives(app)
    bibliography.setup_citations(app)
    setup_databuilder(app)
    app.add_search_language(search_page.English)
    _connect_start(app)
    _connect_reading(app)
    _connect_writing(app)
    _connect_end(app)
    return domain.DATA_VERSION


def _connect_start(app: Sphinx) -> None:
    # 100, before all others (500), which use the values.
    app.connect("config-inited", conf_values.on_config_inited, priority=100)
    app.connect("config-inited", settings.on_config_inited)
    app.connect("config-inited", bibliography.on_config_inited)
    app.connect("config-inited", roles.on_config_inited)
    app.connect("config-inited", web_files.on_config_inited)
    app.connect("config-inited", theme_parts.on_config_inited)
    app.connect("config-inited", kept.on_config_inited)
    # 900, when all others (500) have taken the names that they need.
    app.connect("config-inited", short_names.on_config_inited, priority=900)
    # 999 and 0: between the two, Sphinx loads its environment.
    app.connect("config-inited", gc_pause.on_config_inited, priority=999)
    app.connect("builder-inited", gc_pause.on_builder_inited, priority=0)
    # 0, before others copy static files: what is removed then is no file of theirs.
    app.connect("builder-inited", leftovers.on_builder_inited, priority=0)
    # 400, before bibtex (500), which then has nothing to parse.
    app.connect("builder-inited", bib_files.on_builder_inited, priority=400)
    app.connect("builder-inited", domain.on_builder_inited)
    # 100, before all others (500), which may put something around the templates.
    app.connect("builder-inited", theme_parts.on_builder_inited, priority=100)
    app.connect("builder-inited", roles.on_builder_inited)
    app.connect("builder-inited", unknown_names.on_builder_inited)
    app.connect("builder-inited", upstream.on_builder_inited)
    app.connect("builder-inited", books.on_builder_inited)
    app.connect("builder-inited", social_fonts.on_builder_inited)


def _connect_reading(app: Sphinx) -> None:
    app.connect("env-get-outdated", contents.on_env_get_outdated)
    app.connect("env-get-outdated", freshness.on_env_get_outdated)
    # 900, when all others (500) have said what will be read.
    app.connect("env-before-read-docs", contents.on_env_before_read, priority=900)
    app.connect("env-before-read-docs", report.on_env_before_read)
    app.connect("env-before-read-docs", page_letters.on_env_before_read)
    app.connect("source-read", page_letters.on_source_read, priority=100)
    app.connect("include-read", page_letters.on_include_read, priority=100)
    app.connect("source-read", read_documents.on_source_read)
    # 900, after all others (500): `strict` leaves out what must not be read.
    app.connect("source-read", meant_text.on_source_read, priority=900)
    app.connect("include-read", meant_text.on_include_read, priority=900)
    # 800: when docutils has set all anchors, before `strict` looks at the page (870).
    app.add_transform(PlaceRecords)
    # At 880, when every transform of the page has run.
    app.connect("doctree-read", page_reader.on_doctree_read)
    app.connect("env-updated", contents.on_env_updated, priority=300)
    # 200, before the files that all pages are written with are asked for.
    app.connect("env-updated", web_files.on_env_updated, priority=200)
    # 300, before bibtex (500) goes through the tables of contents.
    app.connect("env-updated", toctree_circles.on_env_updated, priority=300)
    # 400, before all others (500): the report takes the problems of the last build if it can.
    app.connect("env-updated", freshness.on_env_updated, priority=400)
    # 550, after bibtex (500), which lists the sources then: before 2.7 after all others of 500.
    app.connect("env-updated", domain.on_env_updated, priority=550)
    # 600, when the index has the sources that bibtex has listed (550).
    app.connect("env-updated", report.on_env_updated, priority=600)
    # 100, before Sphinx (500) gives numbers to sections and figures.
    app.connect("env-get-updated", upstream.on_env_get_updated, priority=100)
    # 600, when Sphinx (500) has gone through the set for the last time.
    app.connect("env-get-updated", upstream.on_env_numbered, priority=600)
    # 900, after all others (500): Sphinx numbers sections and figures at this event.
    app.connect("env-get-updated", freshness.on_env_get_updated, priority=900)


def _connect_writing(app: Sphinx) -> None:
    # bibtex fills its lists at 5, MyST resolves links at 9, and Sphinx the rest of them at 10.
    # 6: what is placed into the entries of lists, and noted on the placeholders that are there.
    # 4, before bibtex.
    app.add_post_transform(NarrowCitations)
    app.add_post_transform(PlaceSources)
    # 7: builders of HTML get their answers as markup, and each page the lines around its text.
    app.add_post_transform(WriteViews)
    app.add_post_transform(page_frame.FramePage)
    # 8: all other builders get theirs as nodes; citations and links to objects are answered here,
    # so that neither MyST nor Sphinx asks every domain for them.
    app.add_post_transform(AnswerViews)
    # 9: the tables of the answers are there.
    app.add_post_transform(StackTables)
    app.add_post_transform(SplitCells)
    app.add_post_transform(DropBareLists)
    app.add_post_transform(books.BookAnchors)
    printed_letters.setup_letters(app)
    # 900, after all others (500), of which intersphinx is one.
    app.connect("missing-reference", domain.on_missing_reference, priority=900)
    app.connect("write-started", compiled_templates.on_write_started)
    app.connect("write-started", search_index.on_write_started)
    app.connect("write-started", outputs.on_write_started)
    app.connect("write-started", read_documents.on_write_started)
    app.connect("doctree-resolved", freshness.on_doctree_resolved)
    app.connect("doctree-resolved", read_documents.on_doctree_resolved)
    # Each adds to what the templates get; in this order they add to the head of the page.
    app.connect("html-page-context", freshness.on_html_page_context)
    app.connect("html-page-context", web_files.on_html_page_context)
    app.connect("html-page-context", theme_parts.on_html_page_context)
    app.connect("html-page-context", page_frame.on_html_page_context)
    app.connect("html-page-context", search_page.on_html_page_context)
    app.connect("html-page-context", open_data.on_html_page_context)
    app.connect("html-page-context", metadata.on_html_page_context)
    app.connect("html-page-context", social_images.on_html_page_context)
    app.connect("html-page-context", own_copy_page.on_html_page_context)


def _connect_end(app: Sphinx) -> None:
    app.connect("html-collect-pages", metadata.on_html_collect_pages)
    app.connect("html-collect-pages", redirect_pages.on_html_collect_pages)
    app.connect("html-collect-pages", upstream.on_html_collect_pages)
    app.connect("build-finished", open_data.on_build_finished)
    app.connect("build-finished", metadata.on_build_finished)
    app.connect("build-finished", social_images.on_build_finished)
    app.connect("build-finished", embed_pages.on_build_finished)
    app.connect("build-finished", redirect_pages.on_build_finished)
    app.connect("build-finished", search_index.on_build_finished)
    # Last, because it counts the files that the others have written.
    app.connect("build-finished", freshness.on_build_finished)
    # 900: when the pages of earlier builds are removed, whose classes would keep rules.
    app.connect("build-finished", trimmed_styles.on_build_finished, priority=900)
    app.connect("build-finished", gc_pause.on_build_finished, priority=999)
