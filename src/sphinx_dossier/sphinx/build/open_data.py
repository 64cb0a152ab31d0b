"""Writes the open data: into files at the end of a good build, and into the head of each page."""

from __future__ import annotations

import re
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sphinx_dossier.core.memo import EachWhenAsked
from sphinx_dossier.core.model import kind_of
from sphinx_dossier.core.site_folders import (
    CARD_FOLDER,
    DATA_FOLDER,
    HOMES_FILE,
    OBJECT_FOLDER,
    SUMMARY,
)
from sphinx_dossier.exports import (
    bundle,
    bundle_renamed,
    cite_this,
    dossier_json,
    hover_cards,
    jsonld,
)
from sphinx_dossier.sphinx.additions import DATA_WRITTEN, own_files
from sphinx_dossier.sphinx.addresses import PAGE_BUILDERS, file_from_page, site_address
from sphinx_dossier.sphinx.build import carried
from sphinx_dossier.sphinx.build.brought_files import brought_files
from sphinx_dossier.sphinx.build.gc_pause import without_collecting
from sphinx_dossier.sphinx.build.output_files import remove_others, write_changed
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.scope import is_in_use
from sphinx_dossier.sphinx.settings import covers, source_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the folder of the data and the hover cards: a handler of ``build-finished``."""
    # A book has no files beside it; those in its folder would be packed into it.
    if exception is not None or app.builder.format != "html" or app.builder.name == "epub":
        return
    domain = domain_of(app.env)
    if domain.is_unchanged or not is_in_use(app.env):
        return
    if domain.is_reworded:
        _write_summaries(app)
        return
    # In a site that is no dossier, what lies in these folders may be that of others.
    is_dossier = bool(app.config.dossier_site_wide)
    outdir, brought = Path(app.outdir), brought_files(app)
    files = _write_files(app) if has_data(app.env) else []
    # Files of a fixed name go with a version of this package; those of objects can become too many.
    of_objects = Path(outdir, OBJECT_FOLDER).rglob("*.json") if is_dossier else ()
    remove_others(of_objects, {*files, *brought}, outdir)
    cards = _write_cards(app)
    of_pages = Path(outdir, CARD_FOLDER).rglob("*.js") if is_dossier else ()
    remove_others(of_pages, {*cards, *brought}, outdir)
    progress_of(app.env).data += sorted({*files, *cards})
    app.emit(DATA_WRITTEN, [outdir / name for name in sorted(files)])


def _write_files(app: Sphinx) -> list[str]:
    """Write the files of the data that have changed; gives the names of all."""
    index = domain_of(app.env).index
    if (files := _renamed(app)) is not None:
        _write_each(Path(app.outdir), files.items())
        before = progress_of(app.env).kept.data
        return [name for name in before if name == SUMMARY or name.startswith(f"{DATA_FOLDER}/")]
    with without_collecting():
        made = bundle.data_files(index, _site(app), own_files(app, index))
        return _write_each(Path(app.outdir), made)


def _renamed(app: Sphinx) -> dict[str, bytes] | None:
    """The files that an edit of names has changed; ``None`` where all are to be made."""
    index, rows = domain_of(app.env).index, carried.values_before(app, "rows")
    if rows is None:
        return None
    return bundle_renamed.renamed_files(index, _site(app), rows, partial(_text_of, app))


def _text_of(app: Sphinx, name: str) -> str:
    # As bytes: a carriage return in a text is one.
    return Path(app.outdir, name).read_bytes().decode()


def _write_cards(app: Sphinx) -> list[str]:
    """Write the hover cards that may have changed; gives the names of all files."""
    index = domain_of(app.env).index
    # Where pages are no files, a browser could not ask for their cards.
    if app.builder.name not in PAGE_BUILDERS or not index.own:
        return []
    locate = cache(app.builder.get_target_uri)
    cards = hover_cards.export_cards(index, partial(_name_of_cards, app), locate)

    def write(name: str) -> str:
        file = _file_of_cards(name)
        write_changed(Path(app.outdir, file), cards[name])
        return file

    return [*carried.carry(app, "cards", EachWhenAsked(cards.keys(), write)).values()]


def _write_summaries(app: Sphinx) -> None:
    """Write what is made of prose; all else is as the last build has left it."""
    progress = progress_of(app.env)
    if has_data(app.env):
        for name, text in bundle.export_summaries(domain_of(app.env).index, _site(app)).items():
            write_changed(Path(app.outdir, name), text)
    progress.data += progress.kept.data


def names_of_files(app: Sphinx) -> set[str]:
    """The files that this build may write for objects, by their paths in the output."""
    index = domain_of(app.env).index
    if app.builder.name not in PAGE_BUILDERS:
        return set()
    names = {HOMES_FILE}
    for docname in {index.home[key] for key in index.own}:
        names.add(f"{OBJECT_FOLDER}/{docname}.json")
        names |= {*cite_this.citation_files(docname), _file_of_cards(_name_of_cards(app, docname))}
    return names


def has_data(env: BuildEnvironment) -> bool:
    """Whether the site has files of data: they are wanted, and there is an object."""
    return covers(env.config, "data") and bool(domain_of(env).index.own)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Name the feed, and describe the page's objects, to programs: ``html-page-context``.

    Only fields of the page's own objects are written, because a page is written again when one of
    those changes. The script is a block of data: no browser runs it, and a policy that forbids
    scripts allows it.
    """
    domain = domain_of(app.env)
    page = domain.pages.get(pagename)
    # A book has no feed beside it, and is XML, which this is not.
    if page is None or app.builder.format != "html" or app.builder.name == "epub":
        return
    if not has_data(app.env):
        return
    folder = file_from_page(app.builder, pagename, DATA_FOLDER)
    # Which page an object is on is known here: only the anchor of its address is written.
    objects = [
        (kind_of(object_), dossier_json.object_row(domain.index, object_, lambda _: ""))
        for object_ in domain.index.owned_by(page)
    ]
    own = domain.index.vocabulary
    head = (
        f'<link rel="alternate" type="application/atom+xml" title="{escape(app.config.project)}" '
        f'href="{folder}/feed.atom">\n'
    )
    sites = {name: site.address for name, site in domain.index.sites.items()}
    keys = domain.index.sources.keys()
    if text := jsonld.export_page(
        objects, source_language(app.config), f"{folder}/{jsonld.FILE}", sites, keys, own
    ):
        head += f'<script type="application/ld+json">{text}</script>\n'
    context["metatags"] = context.get("metatags", "") + head


def _site(app: Sphinx) -> bundle.Site:
    return bundle.Site(
        title=app.config.project,
        locate=cache(app.builder.get_target_uri),
        root=app.config.root_doc,
        author=app.config.author,
        language=source_language(app.config),
        licence=app.config.dossier_licence,
        address=site_address(app.config),
    )


def _name_of_cards(app: Sphinx, docname: str) -> str:
    """The name that ``dossier-hover.js`` makes of the address of a page."""
    # An address that ends in a slash, or the empty one of the root, leads to an index page.
    address = app.builder.get_target_uri(docname)
    return re.sub(r"(/|^)$", r"\1index", address).removesuffix(".html")


def _file_of_cards(name: str) -> str:
    # A server and a disk are asked for what an address stands for: `my page` for `my%20page`.
    return f"{CARD_FOLDER}/{unquote(name)}.js"


def _write_each(outdir: Path, files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Write each file whose content has changed; gives the names of all."""
    names = []
    for name, content in files:
        write_changed(outdir / name, content)
        names.append(name)
    return names
