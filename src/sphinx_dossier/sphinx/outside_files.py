"""The files beside the pages: sources, manifests, boundaries, tombstones, ids, words of readers.

They are read again at every build: Sphinx watches pages only. What cannot be read becomes a
problem, and the rest is built without it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core import sources as core_sources
from sphinx_dossier.core.boundaries import Boundaries, BoundariesError, read_boundaries
from sphinx_dossier.core.clocks import ZONE_FORM, clock_named
from sphinx_dossier.core.dates import Date, DateError, parse_date
from sphinx_dossier.core.locations import shown_path
from sphinx_dossier.core.manifests import SUFFIX, Manifest, ManifestError, read_manifest
from sphinx_dossier.core.meant_values import fault_of_date
from sphinx_dossier.core.model import Source, Where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.reader_words import ReaderWords, read_reader_words
from sphinx_dossier.core.retired import Tombstone, read_ids, read_tombstones
from sphinx_dossier.core.safe_links import leads_outside
from sphinx_dossier.core.site_lock import read_lock
from sphinx_dossier.core.text_files import read_mended
from sphinx_dossier.core.visible_text import without_turning
from sphinx_dossier.sphinx.bib_files import entries_of_files, faults_of_entries, read_bib
from sphinx_dossier.sphinx.conf_values import where_is_set
from sphinx_dossier.sphinx.site_files import (
    faults_of_inventories,
    paths_of_inventories,
    paths_of_sites,
    read_other_sites,
)
from sphinx_dossier.sphinx.stored_sources import stored_sources
from sphinx_dossier.strict.side_files import faults_of_files, is_strict

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.other_sites import OtherSite


_MAP: Final = "dossier_boundaries"


class OutsideFiles(NamedTuple):
    """What the files beside the pages say.

    ``tombstones`` and ``published`` are of ids and of pages: a page is named ``/folder/page``.
    Of ``broken_manifests`` only the keys are known. ``timezone`` is that of the site, which
    ``conf.py`` names. Of ``lost_sites`` only the names are known.
    """

    sources: dict[str, Source]
    manifests: dict[str, Manifest]
    broken_manifests: frozenset[str]
    boundaries: Boundaries | None
    tombstones: dict[str, Tombstone]
    published: dict[str, Where]
    reader_words: ReaderWords
    timezone: str
    as_of: Date | None
    sites: dict[str, OtherSite]
    lost_sites: frozenset[str]
    problems: list[Problem]


def read_outside_files(env: BuildEnvironment) -> OutsideFiles:
    """What the files beside the pages say now, and which of it cannot be read."""
    config = env.config
    problems: list[Problem] = []
    if is_strict(env):
        problems += faults_of_files(env.srcdir, _named_files(env))
    stones = _text_and_path(env, config.dossier_tombstones, problems)
    tombstones, faults = read_tombstones(*stones)
    problems += faults
    words, faults = read_reader_words(*_text_and_path(env, config.dossier_search_words, problems))
    problems += faults
    manifests = _read_manifests(env, problems)
    sources = _read_sources(env, problems)
    locked, faults = read_lock(*_text_and_path(env, config.dossier_lock, problems))
    problems += faults
    sites = read_other_sites(env, sources, locked, problems)
    problems += faults_of_inventories(env, locked)
    return OutsideFiles(
        sources=sources,
        manifests={key: one for key, one in manifests.items() if one},
        broken_manifests=frozenset(key for key, one in manifests.items() if one is None),
        boundaries=_read_boundaries(env, problems),
        tombstones=tombstones,
        published=read_ids(*_text_and_path(env, config.dossier_ids, problems)),
        reader_words=words,
        timezone=_timezone(env, problems),
        as_of=_as_of(env, problems),
        sites={name: one for name, one in sites.items() if one},
        lost_sites=frozenset(name for name, one in sites.items() if one is None),
        problems=problems,
    )


def paths_of_outside_files(env: BuildEnvironment) -> list[Path]:
    """The files that :func:`read_outside_files` reads, whether they exist or not."""
    bib_files = map(Path, entries_of_files(env).bibfiles)
    others = [*paths_of_sites(env).values(), *paths_of_inventories(env)]
    paths = [*bib_files, *_named_files(env), *others]
    return [path for path in paths if _is_read(env, path)]


def _named_files(env: BuildEnvironment) -> list[Path]:
    """The files that settings of this extension name."""
    config = env.config
    named = (
        config.dossier_boundaries,
        config.dossier_tombstones,
        config.dossier_ids,
        config.dossier_search_words,
        config.dossier_lock,
    )
    paths = (Path(env.srcdir, name) for name in named if name)
    return [*_found_manifests(env), *paths]


def _is_read(env: BuildEnvironment, path: Path) -> bool:
    """Whether a file may be read: in a project of strangers, no link out of its folder is."""
    return not (is_strict(env) and leads_outside(env.srcdir, path))


def _manifest_paths(env: BuildEnvironment) -> list[Path]:
    return [path for path in _found_manifests(env) if _is_read(env, path)]


def _found_manifests(env: BuildEnvironment) -> list[Path]:
    return sorted(Path(env.srcdir, env.config.dossier_passages).glob(f"*{SUFFIX}"))


def _read_sources(env: BuildEnvironment, problems: list[Problem]) -> dict[str, Source]:
    sources, faults = stored_sources(env, lambda: _sources_of_entries(env))
    for fault in faults_of_entries(env):
        where = Where(shown_path(fault.where.path), fault.where.line)
        problems.append(fault._replace(where=where))
    problems += faults
    return sources


def _sources_of_entries(env: BuildEnvironment) -> tuple[dict[str, Source], list[Problem]]:
    bibdata = entries_of_files(env)
    places: dict[str, Where] = {}
    for path in map(Path, bibdata.bibfiles):
        if path.is_file():
            # pybtex, which has read the entries already, forgets their lines.
            text, _ = read_bib(path, env.config.bibtex_encoding)
            # Of two entries with one key, bibtex takes the first.
            places = core_sources.locate_entries(text, shown_path(path)) | places
            # What a mend has made of a broken beginning is written so in no line.
            kept = bibdata.bibfiles[path].keys
            places = dict.fromkeys(kept, Where(shown_path(path), 1)) | places
    return core_sources.read_sources(bibdata.data.entries, places)


def _read_manifests(env: BuildEnvironment, problems: list[Problem]) -> dict[str, Manifest | None]:
    """The manifests by key; ``None`` for one that is there and cannot be read."""
    manifests: dict[str, Manifest | None] = {}
    for path in _manifest_paths(env):
        try:
            manifest = read_manifest(path, shown_path(path))
        except ManifestError as error:
            message = f"the manifest cannot be read ({error}): make it again"
            where = Where(shown_path(path), error.line)
            problems.append(Problem(Code.BAD_MANIFEST, message, where))
            manifests.setdefault(path.name.removesuffix(SUFFIX), None)
        else:
            manifests[manifest.key] = manifest
    return manifests


def _read_boundaries(env: BuildEnvironment, problems: list[Problem]) -> Boundaries | None:
    name = env.config.dossier_boundaries
    if not name:
        return None
    path = Path(env.srcdir, name)
    if not _is_read(env, path):
        return None
    try:
        return read_boundaries(path)
    except BoundariesError as error:
        message = f"the boundaries cannot be read ({error}): the map is drawn without them"
        # What is not there has no line: then the name is wrong, and that is in the settings.
        where = Where(shown_path(path), error.line) if path.is_file() else where_is_set(env, _MAP)
        problems.append(Problem(Code.BAD_BOUNDARIES, message, where))
    return None


def _as_of(env: BuildEnvironment, problems: list[Problem]) -> Date | None:
    """The day up to which the dossier follows events, as its settings have it."""
    written = env.config.dossier_as_of
    if not written:
        return None
    try:
        return parse_date(written)
    except DateError as error:
        where = where_is_set(env, "dossier_as_of")
        problems.append(
            Problem(Code.BAD_DATE, f"dossier_as_of: {fault_of_date(written, error)}", where)
        )
    return None


def _timezone(env: BuildEnvironment, problems: list[Problem]) -> str:
    """The time zone of the site, as its settings have it."""
    name: str = env.config.dossier_timezone
    if not name or clock_named(name):
        return name
    message = f"dossier_timezone is {ZONE_FORM}; not {name!r}"
    problems.append(Problem(Code.BAD_VALUE, message, where_is_set(env, "dossier_timezone")))
    return ""


def _text_and_path(env: BuildEnvironment, name: str, problems: list[Problem]) -> tuple[str, str]:
    """The text of a file, ``""`` where there is none, and its path as messages show it.

    The files read like this are optional: without them, nothing was published, retired or asked.
    """
    path = Path(env.srcdir, name)
    if not (name and path.is_file() and _is_read(env, path)):
        return "", shown_path(path)
    text, faults = read_mended(path, shown_path(path))
    problems += faults
    return without_turning(text) if is_strict(env) else text, shown_path(path)
