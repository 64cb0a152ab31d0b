"""The files of the output: which of them somebody has emptied, removed or changed since.

A disk that was full, a copy that broke off, a hand in the wrong folder: the next build writes
again what it wrote before.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder

from sphinx_dossier.core.site_folders import (
    CARD_FOLDER,
    CITATION_FOLDER,
    DATA_FOLDER,
    EMBED_FOLDER,
    SOCIAL_FOLDER,
)
from sphinx_dossier.sphinx.build.brought_files import SITEMAP
from sphinx_dossier.sphinx.build.redirect_pages import files_of_redirects
from sphinx_dossier.sphinx.build.search_page import DATA, FIRST, NAMES, SHARDS
from sphinx_dossier.sphinx.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_AT_THE_ROOT: Final = (INVENTORY_FILENAME, SITEMAP, DATA, FIRST, NAMES)
_WITH_THE_DATA: Final = (
    *(f"{folder}/" for folder in (DATA_FOLDER, CARD_FOLDER, EMBED_FOLDER, SHARDS)),
    *_AT_THE_ROOT,
)
"""What is written whenever anything has changed, besides redirects."""
_FOLDERS: Final = (
    *(DATA_FOLDER, CARD_FOLDER, CITATION_FOLDER, EMBED_FOLDER, SOCIAL_FOLDER, SHARDS),
    *("_images", "_downloads", "_sources"),
)


def record_outputs(app: Sphinx) -> dict[str, list[int]]:
    """Size and time of each file that is not written at every build, by its path."""
    outdir = str(app.outdir)
    marks = {name: _mark(f"{outdir}/{name}") for name in _names_of_files(app)}
    return {name: mark for name, mark in marks.items() if mark is not None}


def damaged_outputs(app: Sphinx, recorded: dict[str, list[int]]) -> set[str]:
    """The paths of the recorded files that are not as they were left."""
    outdir = str(app.outdir)
    return {name for name, mark in recorded.items() if _mark(f"{outdir}/{name}") != mark}


def pages_to_mend(app: Sphinx, damaged: set[str]) -> set[str]:
    """The pages to write again so that these files are again as they should be."""
    found = app.env.found_docs
    if not damaged:
        return set()
    pages = {path: docname for docname, path in paths_of_pages(app, found).items()}
    named = {Path(app.outdir, name) for name in damaged if not name.startswith(_WITH_THE_DATA)}
    named -= {*files_of_redirects(app)}
    # What is copied or written along with pages does not tell with which ones.
    return {pages[path] for path in named} if named <= pages.keys() else {*found}


def paths_of_pages(app: Sphinx, docnames: Iterable[str]) -> dict[str, Path]:
    """The file of each page, where the builder writes one for each."""
    locate = getattr(app.builder, "get_output_path", None)
    return {docname: Path(locate(docname)) for docname in docnames} if locate else {}


def _names_of_files(app: Sphinx) -> Iterator[str]:
    if app.builder.format != "html":
        return
    pages = paths_of_pages(app, app.env.found_docs).values()
    single = (*pages, search_index(app), *files_of_redirects(app))
    yield from (path.relative_to(app.outdir).as_posix() for path in single)
    yield from _AT_THE_ROOT
    for folder in _FOLDERS:
        for place, _, names in os.walk(Path(app.outdir, folder)):
            below = Path(place).relative_to(app.outdir).as_posix()
            yield from (f"{below}/{name}" for name in names)


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Leave Sphinx's inventory as it is where it would say the same: ``write-started``.

    Sphinx writes it at every build, for which it asks how each object is called. No name or anchor
    in it follows from prose.
    """
    domain = domain_of(builder.env)
    is_same = domain.is_unchanged or domain.is_reworded
    if is_same and isinstance(builder, StandaloneHTMLBuilder):
        # No builder of our own: it would have to take the place of each that a project may name.
        builder.dump_inventory = _leave  # type: ignore[method-assign]


def _leave() -> None:
    """Write nothing."""


def search_index(app: Sphinx) -> Path:
    """The index of Sphinx's own search."""
    name = (
        app.builder.searchindex_filename if isinstance(app.builder, StandaloneHTMLBuilder) else ""
    )
    return Path(app.outdir, name or "searchindex.js")


def _mark(path: str) -> list[int] | None:
    """Size and time of a file, ``None`` where there is none."""
    try:
        # Not `Path.stat`: of tens of thousands of files, making the paths takes most of the time.
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    # Sphinx writes its search index at every build.
    time = 0 if "/searchindex." in path else found.st_mtime_ns
    return [found.st_size, time]
