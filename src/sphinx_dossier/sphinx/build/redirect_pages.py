"""Small pages at the addresses of retired pages: each leads to what replaced it, or says why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.retired_pages import GENERATED, redirects, where_now
from sphinx_dossier.sphinx.addresses import PAGE_BUILDERS, full_address, page_from_page
from sphinx_dossier.sphinx.build.output_files import remove_empty, write_at_once
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.scope import is_in_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_dossier.core.retired import Tombstone


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add a page for each retired one: a handler of ``html-collect-pages``.

    Where nothing has changed, they are as the last build has left them.
    """
    if app.builder.name not in PAGE_BUILDERS or not is_in_use(app.env):
        return
    if domain_of(app.env).is_unchanged:
        return
    index, redirects_now = domain_of(app.env).index, _written_redirects(app)
    pages = {_page_of(tombstone.id) for tombstone in redirects_now}
    # Before they are written, because the build may be killed before it ends.
    _keep_pages(app, pages | _pages_before(app))
    for tombstone in redirects_now:
        page = _page_of(tombstone.id)
        context = {"dossier_reason": tombstone.reason}
        if replacement := where_now(index, tombstone.id):
            near = page_from_page(app.builder, page, *replacement)
            # A canonical address should be full; a browser can follow the near one without a host.
            far = full_address(app.builder, *replacement) if app.config.html_baseurl else near
            context |= {"dossier_to": near, "dossier_canonical": far}
        yield page, context, "dossier-moved.html"


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Remove the pages of redirects that were withdrawn: a handler of ``build-finished``.

    Sphinx forgets which pages it has written, so their names are kept beside them.
    """
    builder = app.builder
    if (
        exception is not None
        or not is_in_use(app.env)
        or domain_of(app.env).is_unchanged
        or builder.name not in PAGE_BUILDERS
        or not isinstance(builder, StandaloneHTMLBuilder)
    ):
        return
    pages = {_page_of(tombstone.id) for tombstone in _written_redirects(app)}
    # A page that an author has written again in the meantime is no redirect any more.
    for page in _pages_before(app) - pages - app.env.found_docs:
        path = Path(builder.get_output_path(page))
        path.unlink(missing_ok=True)
        remove_empty(path.parent, Path(app.outdir))
    _keep_pages(app, pages)


def files_of_redirects(app: Sphinx) -> Iterator[Path]:
    """The files of the pages that the last build has added, and the list of them."""
    builder = app.builder
    pages = _pages_before(app)
    if pages and isinstance(builder, StandaloneHTMLBuilder):
        yield _list_of_pages(app)
        yield from (Path(builder.get_output_path(page)) for page in sorted(pages))


def check_addresses(app: Sphinx) -> Iterator[Problem]:
    """Bad: a retired page whose file is that of a living one. Good: one at an address of its own.

    Which file a page has is known to the builder: ``actors`` and ``actors/index`` share one where
    each page is a folder, and disks may not tell capitals from small letters.
    """
    for tombstone, other in _clashes(app).items():
        message = (
            f"the page {tombstone.id!r} has the address of the page {'/' + other!r}: remove the "
            "tombstone, or rename the page"
        )
        yield Problem(Code.BAD_REDIRECT, message, tombstone.where)


def _written_redirects(app: Sphinx) -> list[Tombstone]:
    """The retired pages that get a page: those at whose address nothing else is."""
    clashes = _clashes(app)
    return [stone for stone in redirects(domain_of(app.env).index) if stone not in clashes]


def _clashes(app: Sphinx) -> dict[Tombstone, str]:
    """The retired pages whose file is that of another page, each with the other one."""
    builder = app.builder
    if builder.name not in PAGE_BUILDERS or not isinstance(builder, StandaloneHTMLBuilder):
        return {}
    retired = redirects(domain_of(app.env).index)
    if not retired:
        return {}
    living = sorted(app.env.found_docs) + [name.removeprefix("/") for name in GENERATED]
    owners = {_file_of(builder, page): page for page in living}
    clashes = {}
    for stone in retired:
        page = _page_of(stone.id)
        owner = owners.setdefault(_file_of(builder, page), page)
        if owner != page:
            clashes[stone] = owner
    return clashes


def _file_of(builder: StandaloneHTMLBuilder, page: str) -> str:
    """The file of a page, in a spelling that no disk takes for another file."""
    return normalize("NFC", str(builder.get_output_path(page))).casefold()


def _page_of(identifier: str) -> str:
    """The docname of a retired page, whose id begins with a slash."""
    return identifier[1:]


def _list_of_pages(app: Sphinx) -> Path:
    # Each builder has a list of its own: several may write into one folder.
    return Path(app.outdir, f".dossier-{app.builder.name}-moved.json")


def _keep_pages(app: Sphinx, pages: set[str]) -> None:
    kept = _list_of_pages(app)
    if pages:
        write_at_once(kept, json.dumps({"pages": sorted(pages)}) + "\n")
    else:
        kept.unlink(missing_ok=True)
        # What a build has left that was killed while it wrote the list.
        kept.with_name(f"{kept.name}.new").unlink(missing_ok=True)


def _pages_before(app: Sphinx) -> set[str]:
    """The pages that earlier builds may have written; none where the list is gone or damaged."""
    try:
        return set(json.loads(_list_of_pages(app).read_text(encoding="utf-8"))["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()
