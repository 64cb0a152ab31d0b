"""Removes what an earlier build wrote and this one would not write."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.sphinx.build.brought_files import brought_files
from sphinx_dossier.sphinx.build.kept import Kept, read_kept, write_kept
from sphinx_dossier.sphinx.build.output_files import remove_empty
from sphinx_dossier.sphinx.build.outputs import paths_of_pages
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.build.surroundings import digest_of_copied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


_AT_EVERY_BUILD: Final = ("genindex", "search", "404")
"""How pages are called that a build writes whatever has changed, if it writes them at all."""


def names_of_pages(env: BuildEnvironment) -> list[str]:
    """The pages that this build has written, or left as they were; others may be a new one's."""
    # With `html_split_index` Sphinx calls the pages of its index genindex-A and so on.
    generated = {
        name for name in progress_of(env).generated if name.partition("-")[0] in _AT_EVERY_BUILD
    }
    return sorted(env.found_docs | generated)


def names_of_copies(env: BuildEnvironment) -> list[str]:
    """The copies of pictures and downloads that pages have, by their paths in the output."""
    pictures = (f"_images/{name}" for _, name in env.images.values())
    downloads = (f"_downloads/{name}" for _, name in env.dlfiles.values())
    return sorted({*pictures, *downloads})


def remove_pages(app: Sphinx, docnames: set[str]) -> None:
    """Remove the files of removed pages, unless another page has taken the place of one."""
    present = paths_of_pages(app, app.env.found_docs | progress_of(app.env).generated).values()
    gone = {*paths_of_pages(app, docnames).values()} - {*present}
    for path in (*gone, *_copied_sources(app, docnames)):
        _remove(app, path)


def _copied_sources(app: Sphinx, docnames: set[str]) -> Iterator[Path]:
    """The copies of the sources of pages: Sphinx writes them with the pages."""
    # With `html_sourcelink_suffix` after its own ending.
    for suffix in app.config.source_suffix:
        ending = suffix.removesuffix(app.config.html_sourcelink_suffix)
        ending += app.config.html_sourcelink_suffix
        yield from (Path(app.outdir, "_sources", docname + ending) for docname in docnames)


def remove_copies(app: Sphinx, names: set[str]) -> None:
    """Remove copies of pictures and downloads, and data, that nothing asks for any more."""
    for name in names:
        _remove(app, Path(app.outdir, name))


def _remove(app: Sphinx, path: Path) -> None:
    top = Path(app.outdir)
    if path.is_file() and path.relative_to(top).as_posix() not in brought_files(app):
        path.unlink()
        remove_empty(path.parent, top)


def on_builder_inited(app: Sphinx) -> None:
    """Remove what was copied for other settings, before anything is copied for these.

    The earliest handler of ``builder-inited``, since other extensions copy files of their own from
    then on. Sphinx copies the static files of a theme at every build, and the source of a page with
    the page; when the settings have changed, all pages are written.
    """
    if app.builder.format != "html":
        return
    kept, now = read_kept(app), digest_of_copied(app)
    progress_of(app.env).copied_for = now
    if kept.pages and kept.copied_for != now:
        # A build that is killed before it writes leaves nothing that seems to be in order.
        write_kept(app, Kept(pages=kept.pages, copies=kept.copies, data=kept.data))
        for name in ("_static", "_sources"):
            shutil.rmtree(Path(app.outdir, name), ignore_errors=True)
