"""Which pages are stale: a digest of what each shows, kept beside the output.

Sphinx writes a page again when its own file changes. A page that shows other pages' facts is
written again when the digest of its answers differs from the one of the last good build. The
digests lie in the output folder, one file a builder, because builders share one environment.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx.errors import NoUri

from sphinx_dossier.answers.page_answers import page_answers
from sphinx_dossier.answers.uses import Showing
from sphinx_dossier.core.dates import Date
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.exports.dossier_json import bare_rows
from sphinx_dossier.sphinx.bibliography import known_sources
from sphinx_dossier.sphinx.build.gc_pause import without_collecting
from sphinx_dossier.sphinx.build.open_data import count_files
from sphinx_dossier.sphinx.build.output_files import remove_empty
from sphinx_dossier.sphinx.build.package_digest import package_digest
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.git_days import last_changed, read_checkout
from sphinx_dossier.sphinx.outside_files import paths_of_outside_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.page import Page


class Kept(NamedTuple):
    """What is kept of the last good build: all of it follows from what ``stamp`` is a digest of."""

    stamp: str
    problems: tuple[Problem, ...]
    digests: dict[str, str]
    files: int
    """How many files of open data it left."""
    built_at: int
    """When the build ended, in microseconds, as Sphinx keeps the times of reading."""


NOTHING: Final = Kept("", (), {}, 0, 0)
_CODES: Final = {code.value: code for code in Code}


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages to read again because other files came or went: ``env-get-outdated``.

    While reading, MyST decides whether a path is that of a page, a table of contents drops what
    does not exist, and a bibliography makes a place for each source. Sphinx would keep what was
    true then.
    """
    pages, sources = domain_of(env).pages.values(), known_sources(env)
    parents = {parent for parent, children in env.toctree_includes.items() if removed & {*children}}
    linking = {page.docname for page in pages if removed & {*page.linked_pages}}
    waiting = {page.docname for page in pages if any(_arrived_files(env, page))}
    listing = {
        page.docname
        for page in pages
        if any(listed.known != sources for listed in page.source_lists)
    }
    return sorted(parents | linking | waiting | listing)


def _arrived_files(env: BuildEnvironment, page: Page) -> Iterator[bool]:
    """For each path that led nowhere when the page was read, whether it leads somewhere now."""
    for reference in page.references:
        # A link that names no kind and has a dot was written as a path: ids have no dots.
        if not reference.kind and "." in reference.target:
            path = env.relfn2path(reference.target.partition("#")[0], page.docname)[1]
            yield Path(path).is_file()


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note whether anything changed since the last good build: an early ``env-updated``.

    Problems and answers follow from what the stamp is a digest of: where it is the same, those of
    the last build hold.
    """
    domain, kept = domain_of(env), _read_kept(app)
    domain.checkout = read_checkout(Path(env.srcdir))
    domain.stamp = _stamp(app, env)
    # The number of files too, so that one that somebody removed comes back.
    domain.is_unchanged = (kept.stamp, kept.files) == (domain.stamp, count_files(app))
    domain.problems = kept.problems if domain.is_unchanged else None
    return []


def on_env_get_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages to write again: a late handler of ``env-get-updated``."""
    domain, kept = domain_of(env), _read_kept(app)
    if domain.is_unchanged:
        return []
    with without_collecting():
        now = digests(env)
    # Another builder may have read a page for a change that its own file does not show.
    read_since = {docname for docname, time in env.all_docs.items() if time > kept.built_at}
    domain.written = set()
    domain.stale = {docname for docname in now if kept.digests.get(docname) != now[docname]}
    domain.stale |= read_since & now.keys()
    domain.digests = now
    return sorted(domain.stale)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a page is written: a handler of ``doctree-resolved``."""
    domain_of(app.env).written.add(docname)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Keep the digests of a good build, and remove what deleted pages left behind.

    A handler of ``build-finished``. A page that was not written, because only others were asked
    for, stays stale.
    """
    domain = domain_of(app.env)
    if exception is not None or domain.digests is None or domain.is_unchanged:
        return
    before = _read_kept(app)
    removed = before.digests.keys() - app.env.found_docs
    _remove_leftovers(app, removed, before.built_at)
    unwritten = domain.stale - domain.written
    kept = {
        "stamp": "" if unwritten else domain.stamp,
        "problems": [
            (problem.code.value, problem.message, problem.where)
            for problem in domain.problems or ()
        ],
        "digests": {key: value for key, value in domain.digests.items() if key not in unwritten},
        "files": count_files(app),
    }
    text = json.dumps(kept, indent=0, sort_keys=True)
    _digest_file(app).write_text(text + "\n", encoding="utf-8", newline="\n")


def _digest_file(app: Sphinx) -> Path:
    return Path(app.outdir, f".dossier-{app.builder.name}.json")


def _read_kept(app: Sphinx) -> Kept:
    """What the last good build of this builder left; nothing where that cannot be read."""
    path = _digest_file(app)
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        problems = [
            Problem(_CODES[code], message, Where(*where))
            for code, message, where in kept["problems"]
        ]
        built_at = path.stat().st_mtime_ns // 1000
        return Kept(kept["stamp"], tuple(problems), kept["digests"], kept["files"], built_at)
    except (OSError, ValueError, KeyError, TypeError):
        return NOTHING


def _remove_leftovers(app: Sphinx, docnames: set[str], built_at: int) -> None:
    """Remove the files of removed pages, unless this build has written them again."""
    locate = getattr(app.builder, "get_output_path", None)
    # Builders that do not write a file for each page leave none behind.
    if locate is None:
        return
    paths = [Path(locate(docname)) for docname in docnames]
    # Sphinx copies the source of a page with `html_sourcelink_suffix` after its own ending.
    for suffix in app.config.source_suffix:
        ending = suffix.removesuffix(app.config.html_sourcelink_suffix)
        ending += app.config.html_sourcelink_suffix
        paths += [Path(app.outdir, "_sources", docname + ending) for docname in docnames]
    for path in paths:
        # A generated page, such as the index, can take the place of a removed one.
        if path.is_file() and path.stat().st_mtime_ns // 1000 <= built_at:
            path.unlink()
            remove_empty(path.parent, Path(app.outdir))


def digests(env: BuildEnvironment) -> dict[str, str]:
    """The digest of each page: of its answers, numbers, last change, and what is around it."""
    domain, sides = domain_of(env), tuple(env.config.dossier_sides)
    index, checkout = domain.index, domain.checkout
    around = _digest((*_surroundings(env), checkout.prefix))
    sources = {key: _digest(source) for key, source in index.sources.items()}
    result = {}
    for docname in sorted(env.found_docs & domain.pages.keys()):
        page = domain.pages[docname]
        numbers = (env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname))
        changed = last_changed(env, checkout, docname)
        answers = page_answers(index, page, Showing(docname, sides))
        facts = _facts_of_objects(index, page, sources)
        result[docname] = _digest((around, numbers, changed, *answers, *facts))
    return result


def _stamp(app: Sphinx, env: BuildEnvironment) -> str:
    """A digest of all that answers and problems follow from.

    These are the pages as they were read, the files beside them, the settings and the software.
    Where it is that of the last good build, no answer can differ, and none has to be found.
    """
    paths = paths_of_outside_files(env)
    contents = [(str(path), path.read_bytes()) for path in paths if path.is_file()]
    settings = [
        (setting.name, setting.value)
        for setting in env.config
        if setting.name.startswith("dossier_") or setting.name == "project"
    ]
    try:
        # The form of addresses differs by builder and by its settings.
        address = app.builder.get_target_uri(env.config.root_doc)
    except NoUri:  # LaTeX and Texinfo know their documents only later
        address = ""
    read = sorted(env.all_docs.items())
    # Messages name files relative to the working folder.
    folder = str(Path.cwd())
    checkout = domain_of(env).checkout
    return _digest((read, contents, settings, address, checkout, package_digest(), folder))


def _digest(value: object) -> str:
    # Much faster than `repr` on named tuples, which become plain lists here.
    text = json.dumps(value, default=_plain)
    return sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    # Two dates that differ are written otherwise in EDTF, and that is much shorter than `repr`.
    return str(value) if isinstance(value, Date) else repr(value)


def _surroundings(env: BuildEnvironment) -> tuple[object, ...]:
    """What every page may show of the others, whatever the theme.

    Titles, headings and tables of contents, for sidebars and for the links to the next page; the
    anchors that Sphinx's own roles lead to; where words are explained; how sides are called; and
    the software.
    """
    contents = [(docname, env.tocs[docname].pformat()) for docname in sorted(env.tocs)]
    anchors = sorted(
        tuple(map(str, entry))
        for domain in env.domains.sorted()
        if domain.name != "dossier"
        for entry in domain.get_objects()
    )
    sides = tuple(env.config.dossier_sides.items())
    legends = sorted(domain_of(env).index.legend_home.items())
    return contents, anchors, legends, sides, package_digest()


def _facts_of_objects(index: Index, page: Page, sources: dict[str, str]) -> Iterator[object]:
    """What the head of the page, and the files to cite its objects by, say of the objects."""
    for object_ in index.owned_by(page):
        yield bare_rows(index)[object_.id]
        yield [sources.get(citation.source) for citation in citations(object_)]
