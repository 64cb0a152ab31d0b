"""Writes the open data: into files at the end of a good build, and into the head of each page."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dossier.core.model import kind_of
from sphinx_dossier.core.site_folders import CARD_FOLDER, DATA_FOLDER, OBJECT_FOLDER
from sphinx_dossier.exports.bundle import Site, export_data
from sphinx_dossier.exports.dossier_json import object_row
from sphinx_dossier.exports.hover_cards import export_cards
from sphinx_dossier.exports.jsonld import FILE, export_page
from sphinx_dossier.sphinx.addresses import file_from_page
from sphinx_dossier.sphinx.build.gc_pause import without_collecting
from sphinx_dossier.sphinx.build.metadata import BUILDERS
from sphinx_dossier.sphinx.build.output_files import remove_empty, write_changed
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from sphinx_dossier.core.index import Index


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the folder of the data and the hover cards: a handler of ``build-finished``."""
    if exception is not None or app.builder.format != "html":
        return
    domain = domain_of(app.env)
    if domain.is_unchanged:
        return
    outdir = Path(app.outdir)
    with without_collecting():
        files = export_data(domain.index, _site(app))
    progress_of(app.env).data = sorted(files)
    # Files of a fixed name go with a version of this package; those of objects can become too many.
    _write_all(
        outdir,
        {outdir / name: text for name, text in files.items()},
        set(Path(outdir, OBJECT_FOLDER).glob("*.json")),
    )
    # Where pages are no files, a browser could not ask for their cards.
    if app.builder.name in BUILDERS:
        _write_cards(outdir, domain.index, app.builder.get_target_uri)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Name the feed, and describe the page's objects, to programs: ``html-page-context``.

    Only fields of the page's own objects are written, because a page is written again when one of
    those changes. The script is a block of data: no browser runs it, and a policy that forbids
    scripts allows it.
    """
    domain = domain_of(app.env)
    page = domain.index.pages.get(pagename)
    # A book has no feed beside it, and is XML, which this is not.
    if page is None or app.builder.format != "html" or app.builder.name == "epub":
        return
    folder = file_from_page(app.builder, pagename, DATA_FOLDER)
    # Which page an object is on is known here: only the anchor of its address is written.
    objects = [
        (kind_of(object_), object_row(domain.index, object_, lambda _: ""))
        for object_ in domain.index.owned_by(page)
    ]
    head = (
        f'<link rel="alternate" type="application/atom+xml" title="{escape(app.config.project)}" '
        f'href="{folder}/feed.atom">\n'
    )
    sites = {name: site.address for name, site in domain.index.sites.items()}
    keys = domain.index.sources.keys()
    if text := export_page(objects, app.config.language, f"{folder}/{FILE}", sites, keys):
        head += f'<script type="application/ld+json">{text}</script>\n'
    context["metatags"] = context.get("metatags", "") + head


def _site(app: Sphinx) -> Site:
    return Site(
        title=app.config.project,
        locate=cache(app.builder.get_target_uri),
        root=app.config.root_doc,
        author=app.config.author,
        language=app.config.language,
        licence=app.config.dossier_licence,
    )


def _write_cards(outdir: Path, index: Index, locate: Callable[[str], str]) -> None:
    """Write the hover cards of each page, and remove those of pages that were removed."""

    def name_of(docname: str) -> str:
        """The name that ``dossier-hover.js`` makes of the address of a page."""
        # An address that ends in a slash, or the empty one of the root, leads to an index page.
        return re.sub(r"(/|^)$", r"\1index", locate(docname)).removesuffix(".html")

    cards, folder = export_cards(index, name_of), outdir / CARD_FOLDER
    wanted = {folder / f"{name}.js": text for name, text in cards.items()}
    _write_all(outdir, wanted, set(folder.rglob("*.js")))


def _write_all(outdir: Path, wanted: dict[Path, str], present: set[Path]) -> None:
    """Write each file whose text has changed, and remove those present that are not wanted."""
    for path, text in wanted.items():
        write_changed(path, text)
    for path in present - wanted.keys():
        path.unlink()
        remove_empty(path.parent, outdir)
