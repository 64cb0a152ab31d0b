"""The search page: our own where MiniSearch is at hand, otherwise the theme's.

Wheels and source archives bring MiniSearch; a checkout has that of npm, if npm is there.

The search boxes of themes lead to ``search.html?q=…`` in both cases.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.search.en import SearchEnglish
from sphinx.util.logging import getLogger

from sphinx_dossier.core.site_folders import SEARCH_BASE, SEARCH_FILES, SEARCH_FOLDER
from sphinx_dossier.exports import (
    search_names,
    search_renamed,
    search_reworded,
    search_rows,
    search_shards,
)
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.addresses import page_from_root
from sphinx_dossier.sphinx.build import carried
from sphinx_dossier.sphinx.build.output_files import remove_others, write_changed
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.build.slim_scripts import bundle, slim
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.settings import covers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx.application import Sphinx

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.exports.search_rows import SearchRow

TEMPLATE: Final = "dossier-search.html"
LIBRARY: Final = "_static/minisearch.js"
LICENCE: Final = "_static/minisearch.LICENSE.txt"
_WEB: Final = Path(__file__).parents[2] / "web"
PACKAGED: Final = _WEB / "library" / "minisearch.js"
"""MiniSearch in this package, where its wheel or source archive was built with npm."""
DATA: Final = f"_static/{SEARCH_BASE}"
FIRST: Final = "_static/dossier-search-first.js"
"""Which parts the index has, and what asks for those of the query in the address."""
ENGINE: Final = "_static/dossier-search-engine.js"
"""What finds, and shows what it finds."""
SHARDS: Final = f"_static/{SEARCH_FOLDER}"
"""The folder of the scripts of which a query loads what it needs."""
NAMES: Final = "_static/dossier-names.js"
"""What search fields suggest; every page may ask for it, so that its name has no checksum."""
_IN_FIRST: Final = ("static/dossier-words.js", "search/dossier-search-load.js")
_COLOURS: Final = "theme/static/dossier-colour-mode.js"
"""In the same file where pages have it, since browsers ask older hosts for six files at once."""
_IN_ENGINE: Final = tuple(
    f"search/dossier-search{part}.js" for part in ("-index", "", "-card", "-page")
)
"""In the order in which they run: each needs those before it."""
_SCRIPTS: Final = tuple(Path(name).name for name in (FIRST, DATA, LIBRARY, ENGINE))
_EARLY: Final = 100
"""Before the scripts of Sphinx (200) and of themes: whoever opens this page waits for an answer."""
_PICTURES: Final = "dossier-pictures.css"
_logger = getLogger(__name__)


class English(SearchEnglish):
    """English for Sphinx's own index: each word is stemmed once, and not again on every page."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._stem = cache(super().stem)

    def stem(self, word: str) -> str:
        """The stem of a word."""
        return self._stem(word)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> str | None:
    """Replace the theme's search page by ours: a handler of ``html-page-context``.

    The scripts are written here and not at the end, because Sphinx puts checksums to their names.

    :returns: the template of the page, or ``None`` for the theme's own.
    """
    if pagename != "search" or app.builder.format != "html" or not covers(app.config, "search"):
        return None
    library = _library(app)
    if library is None:
        named = Path(app.confdir, app.config.dossier_search_library)
        _logger.info("no %s: the theme's own search page stays", named)
        for name in (LIBRARY, LICENCE, DATA, FIRST, ENGINE, NAMES):
            Path(app.outdir, name).unlink(missing_ok=True)
        shutil.rmtree(Path(app.outdir, SHARDS), ignore_errors=True)
        return None
    # A copy, because a page on a disk, or on a host with a strict policy, loads its own files only.
    write_changed(Path(app.outdir, LIBRARY), slim(library.read_text(encoding="utf-8")))
    _copy_licence(app, library)
    write_changed(Path(app.outdir, ENGINE), bundle(_WEB / name for name in _IN_ENGINE))
    _write_data(app)
    app.add_css_file("dossier-search.css")
    context["title"] = words.SEARCH
    for name in _SCRIPTS:
        app.add_js_file(name, priority=_EARLY, loading_method="defer", fetchpriority="high")
    # For frames that ask for these early, and have the first run before the style sheets are there.
    context.update(dossier_early=_EARLY, dossier_first_script=FIRST)
    # There are none, and the sheets of a page are waited for before anything is seen.
    sheets = context["css_files"]
    sheets[:] = [one for one in sheets if Path(str(one.filename)).name != _PICTURES]
    context["dossier_search_index"] = bool(context.get("use_index", True))
    return TEMPLATE


def is_ours(app: Sphinx) -> bool:
    """Whether the search page is ours: the site asks for it, and MiniSearch is at hand."""
    is_asked = app.builder.format == "html" and covers(app.config, "search")
    return is_asked and _library(app) is not None


def _library(app: Sphinx) -> Path | None:
    named = Path(app.confdir, app.config.dossier_search_library)
    return next((path for path in (named, PACKAGED) if path.is_file()), None)


def _copy_licence(app: Sphinx, library: Path) -> None:
    """Copy the licence of the library: beside it in this package, at the root of that of npm."""
    beside = library.with_suffix(".LICENSE.txt")
    # node_modules/minisearch/dist/umd/index.js
    above = [*library.parents][2:3]
    found = [path for path in (beside, *(one / "LICENSE.txt" for one in above)) if path.is_file()]
    copy = Path(app.outdir, LICENCE)
    if found:
        shutil.copyfile(found[0], copy)
    else:
        copy.unlink(missing_ok=True)


def _write_data(app: Sphinx) -> None:
    """Write rows and names as scripts, which work from ``file://`` too."""
    domain = domain_of(app.env)
    names = Path(app.outdir, NAMES)
    known = (DATA, FIRST, NAMES)
    if domain.is_unchanged and all(Path(app.outdir, one).is_file() for one in known):
        return

    if domain.is_reworded and (rewordings := _rewordings(app)) is not None:
        _reword(app, rewordings)
        return
    locate, sides = _locate(app), app.config.dossier_sides
    of_objects = search_rows.rows_of_objects(domain.index, locate, sides)
    objects = carried.carry(app, "found", of_objects)
    rows = search_rows.rows_with_sections(domain.index, objects, locate)
    if not _rename(app, rows):
        scripts = search_shards.export_search(domain.index, rows, sides, locate)
        _write_scripts(app, scripts, {})
    write_changed(names, search_names.export_names(rows))


def _write_scripts(
    app: Sphinx, scripts: Iterable[tuple[str, str]], before: Mapping[str, str]
) -> None:
    """Write the scripts that are not as ``before``, and remove those that are no more."""
    static, names = Path(app.outdir, "_static"), []
    for name, text in scripts:
        if name == SEARCH_FILES:
            _write_first(app, text)
            continue
        names.append(name)
        if before.get(name) != text:
            write_changed(static / name, text)
    # A longer index had more of them.
    remove_others(Path(app.outdir, SHARDS).glob("*"), names, static)


def _written_before(app: Sphinx) -> dict[str, str]:
    """The scripts of the last build by their paths below ``_static``."""
    static = Path(app.outdir, "_static")
    paths = [*(static / SEARCH_FOLDER).glob("*.js"), static / SEARCH_BASE]
    return {path.relative_to(static).as_posix(): path.read_bytes().decode() for path in paths}


def _rename(app: Sphinx, rows: Sequence[SearchRow]) -> bool:
    """Write the scripts in which other names change anything, where that can be said."""
    before = carried.values_before(app, "found")
    if before is None:
        return False
    written = _written_before(app)
    scripts = search_renamed.renamed(written, before, rows)
    if scripts is None:
        return False
    _write_scripts(app, scripts.items(), written)
    return True


def _write_first(app: Sphinx, files: str) -> None:
    """Write the script that runs first; ``files`` says which parts the index has."""
    colours = [_COLOURS] if "policy" in app.config.dossier_theme_parts else []
    first = bundle(_WEB / name for name in (*colours, *_IN_FIRST))
    write_changed(Path(app.outdir, FIRST), files + first)


def _locate(app: Sphinx) -> Callable[[Link], str]:
    return lambda link: page_from_root(app.builder, link.docname, link.anchor)


def _rewordings(app: Sphinx) -> list[search_reworded.Rewording] | None:
    """The sections with other words; ``None`` where an edit of prose has changed more of the rows.

    It may bring a section its first words, or move a link from one to another.
    """
    index, progress, found = domain_of(app.env).index, progress_of(app.env), []
    for docname in progress.read_now:
        page, _ = progress.before[docname]
        if page is None:
            return None
        pages = (page, index.pages[docname])
        before, after = ([*search_rows.section_rows(index, one, _locate(app))] for one in pages)
        if [one._replace(text="") for one in before] != [one._replace(text="") for one in after]:
            return None
        found += [
            search_reworded.Rewording(*both)
            for both in zip(before, after, strict=True)
            if both[0] != both[1]
        ]
    return found


def _reword(app: Sphinx, rewordings: list[search_reworded.Rewording]) -> None:
    """Write the scripts in which other words of some sections change anything."""
    if not rewordings:
        return
    before = _written_before(app)
    _write_scripts(app, search_reworded.reworded(before, rewordings).items(), before)
