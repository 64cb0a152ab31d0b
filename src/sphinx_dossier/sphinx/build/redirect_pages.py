"""Small pages at the addresses of pages that are no more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.core.retired_pages import redirects, where_now
from sphinx_dossier.sphinx.addresses import address_of
from sphinx_dossier.sphinx.build.metadata import BUILDERS
from sphinx_dossier.sphinx.build.output_files import remove_empty
from sphinx_dossier.sphinx.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add a page for each retired one: it leads on, or tells why it leads nowhere."""
    if app.builder.name not in BUILDERS:
        return
    index = domain_of(app.env).index
    for stone in redirects(index):
        found = where_now(index, stone.id)
        page = stone.id[1:]
        context = {"dossier_reason": stone.reason}
        if found:
            docname, anchor = found
            near = app.builder.get_relative_uri(page, docname) + (f"#{anchor}" if anchor else "")
            far = address_of(app, docname, anchor) if app.config.html_baseurl else near
            context |= {"dossier_to": near, "dossier_canonical": far}
        yield page, context, "dossier-moved.html"


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Remove the pages of redirects that were withdrawn."""
    if exception is not None or app.builder.name not in BUILDERS:
        return
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    now = [stone.id[1:] for stone in redirects(domain_of(app.env).index)]
    kept = Path(app.outdir, f".dossier-{builder.name}-moved.json")
    for page in _written_before(kept) - set(now) - app.env.found_docs:
        path = Path(builder.get_output_path(page))
        path.unlink(missing_ok=True)
        remove_empty(path.parent, Path(app.outdir))
    if now:
        kept.write_text(json.dumps({"pages": sorted(now)}) + "\n", encoding="utf-8")
    else:
        kept.unlink(missing_ok=True)


def _written_before(kept: Path) -> set[str]:
    try:
        return set(json.loads(kept.read_text(encoding="utf-8"))["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()
