"""What every page is written with, and what is around it: part of the digest of each page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_dossier.pictures.fonts import drawn_with
from sphinx_dossier.sphinx.build.brought_files import STANDING_IN, brought_files
from sphinx_dossier.sphinx.build.contents import made_with
from sphinx_dossier.sphinx.build.search_page import is_ours
from sphinx_dossier.sphinx.build.social_fonts import fonts_of
from sphinx_dossier.sphinx.digest import digest, digest_of_file
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.package_digest import package_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_CHECKED: Final = (".css", ".js")
"""The endings of the static files whose checksums stand in each page."""


def site_digest(app: Sphinx) -> str:
    """A digest of the settings and the software that all pages are written with.

    Sphinx notes that its settings have changed before it writes anything: a build that is killed
    then has taken the change away from the next one.
    """
    files = [(path.name, digest_of_file(path)) for path in _files_of_pages(app)]
    # Sphinx's own search needs an index of all pages, from the moment at which it is theirs again.
    drawn = drawn_with(fonts_of(app.config))
    standing_in = sorted(STANDING_IN & brought_files(app))
    made = (made_with(app), package_digest(), _settings(app), files, is_ours(app), drawn)
    return digest((*made, *standing_in))


def digest_of_copied(app: Sphinx) -> str:
    """A digest of the settings and the software for which static files are copied.

    It is taken before other extensions hear of the builder, which add to the settings then.
    """
    return digest((made_with(app), package_digest(), _settings(app)))


def _settings(app: Sphinx) -> str:
    builder = app.builder
    return builder.build_info.config_hash if isinstance(builder, StandaloneHTMLBuilder) else ""


def _files_of_pages(app: Sphinx) -> Iterator[Path]:
    """Templates and static files of the project; those of packages go with their versions."""
    for name in app.config.templates_path:
        yield from sorted(path for path in Path(app.confdir, name).rglob("*") if path.is_file())
    for name in app.config.html_static_path:
        path = Path(app.confdir, name)
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (path for path in found if path.suffix in _CHECKED and path.is_file())


def surroundings(env: BuildEnvironment) -> tuple[object, ...]:
    """What every page may show of the others, whatever the theme.

    Titles, headings and tables of contents, for sidebars and for the links to the next page; the
    anchors that Sphinx's own roles lead to; numbers of sections and figures; where words are
    explained; and how sides are called.
    """
    contents = [(docname, env.tocs[docname].pformat()) for docname in sorted(env.tocs)]
    anchors = sorted(
        tuple(map(str, entry))
        for domain in env.domains.sorted()
        if domain.name != "dossier"
        for entry in domain.get_objects()
    )
    numbers = (sorted(env.toc_secnumbers.items()), sorted(env.toc_fignumbers.items()))
    sides = tuple(env.config.dossier_sides.items())
    index = domain_of(env).index
    legends = sorted(index.legend_home.items())
    # Without an object, there are no data that pages could name.
    return contents, anchors, numbers, legends, sides, bool(index.own)
