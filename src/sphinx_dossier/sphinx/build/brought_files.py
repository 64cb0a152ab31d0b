"""The files that a project brings into its output by ``html_extra_path``.

They are its own: none of them is replaced by a page that this package makes for who has none, and
none is removed because no build of ours has written it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.util.matching import Matcher

from sphinx_dossier.sphinx.build.progress import progress_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

SITEMAP: Final = "sitemap.xml"
NOT_FOUND_FILE: Final = "404.html"
STANDING_IN: Final = frozenset((SITEMAP, NOT_FOUND_FILE))
"""Those that stand in the place of what this package makes for who has none."""


def brought_files(app: Sphinx) -> frozenset[str]:
    """Their paths from the top of the output."""
    progress = progress_of(app.env)
    if progress.brought is None:
        is_asked = app.builder.format == "html"
        progress.brought = frozenset(_names(app) if is_asked else ())
    return progress.brought


def _names(app: Sphinx) -> Iterator[str]:
    is_excluded = Matcher(app.config.exclude_patterns)
    for entry in app.config.html_extra_path:
        top = Path(app.confdir, entry)
        if top.is_file():
            yield top.name
            continue
        for path in top.rglob("*"):
            name = path.relative_to(top).as_posix()
            if path.is_file() and not is_excluded(name):
                yield name
