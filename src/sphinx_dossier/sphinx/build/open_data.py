"""Writes the open data: at the end of a good build, and into the head of each page."""

from __future__ import annotations

import os
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dossier.core.model import kind_of
from sphinx_dossier.exports.bundle import Site, export_data
from sphinx_dossier.exports.dossier_json import object_row
from sphinx_dossier.exports.hover_cards import export_cards
from sphinx_dossier.exports.jsonld import FILE, export_page
from sphinx_dossier.sphinx.build.gc_pause import without_collecting
from sphinx_dossier.sphinx.build.output_files import write_changed
from sphinx_dossier.sphinx.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from sphinx_dossier.core.index import Index

FOLDER = "data"
CARDS = "cards"


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the folder of the data and the hover cards: a handler of ``build-finished``."""
    if exception is not None or app.builder.format != "html":
        return
    domain = domain_of(app.env)
    if domain.is_unchanged:
        return
    folder = Path(app.outdir, FOLDER)
    with without_collecting():
        files = export_data(domain.index, _site(app))
    wanted = {Path(app.outdir, name): text for name, text in files.items()}
    _write_all(wanted, set(folder.glob("objects/*.json")))
    _write_cards(Path(app.outdir, CARDS), domain.index, app.builder.get_target_uri)


def count_files(app: Sphinx) -> int:
    """How many files of open data and hover cards there are."""
    folders = [Path(app.outdir, FOLDER), Path(app.outdir, CARDS)]
    return sum(len(names) for folder in folders for _, _, names in os.walk(folder))


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Tell machines of the feed, and what a page defines: a handler of ``html-page-context``.

    Only fields of the page's own objects go in, so that the page is written again with them. The
    script is a block of data: no browser runs it, and a policy that forbids scripts allows it.
    """
    domain = domain_of(app.env)
    index = domain.index
    page = index.pages.get(pagename)
    if page is None or app.builder.format != "html":
        return
    to_folder = context["pathto"](FOLDER, 1)
    text = export_page(
        [
            (kind_of(thing), object_row(index, thing, lambda _: ""))
            for thing in index.owned_by(page)
        ],
        app.config.language,
        f"{to_folder}/{FILE}",
    )
    name = escape(app.config.project)
    head = (
        f'<link rel="alternate" type="application/atom+xml" title="{name}" '
        f'href="{to_folder}/feed.atom">\n'
    )
    if text:
        head += f'<script type="application/ld+json">{text}</script>\n'
    context["metatags"] = context.get("metatags", "") + head


def _site(app: Sphinx) -> Site:
    return Site(
        title=app.config.project,
        locate=cache(app.builder.get_target_uri),
        root=app.config.root_doc,
        as_of=app.config.dossier_as_of,
        author=app.config.author,
        language=app.config.language,
        licence=app.config.dossier_licence,
    )


def _write_cards(folder: Path, index: Index, locate: Callable[[str], str]) -> None:
    """Write the hover cards of each page, and remove those of pages that are gone."""

    def name_of(docname: str) -> str:
        """The address as the script in the browser turns it into the name of a file."""
        return re.sub(r"(/|^)$", r"\1index", locate(docname)).removesuffix(".html")

    cards = export_cards(index, name_of)
    wanted = {folder / f"{name}.js": text for name, text in cards.items()}
    _write_all(wanted, set(folder.rglob("*.js")))


def _write_all(wanted: dict[Path, str], present: set[Path]) -> None:
    """Write each file whose text has changed, and remove those present that nobody wants."""
    for path, text in wanted.items():
        write_changed(path, text)
    for path in present - wanted.keys():
        path.unlink()
