"""Which pages to read again: by the content of what they were read from, whatever its time is.

Sphinx reads a page again when its file is newer than the last reading. But ``cp -p``, ``rsync -t``
and a backup that is put back bring other words under an older or an equal time; and a build that
is killed while it reads leaves documents of which the environment, stored later, knows nothing.
"""

from __future__ import annotations

import json
import os
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import docutils
import sphinx

from sphinx_dossier.sphinx.additions import code_of_additions
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.digest import digest, digest_of_file
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.package_digest import reading_digest
from sphinx_dossier.sphinx.scope import is_in_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_CLOCK: Final = 10_000_000
"""By how many nanoseconds the clock of files may be behind: a tick of the kernel."""


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages that were read from other contents, or by other code: ``env-get-outdated``."""
    progress = progress_of(env)
    progress.began = time.time_ns() - _CLOCK
    # A file can be part of many pages.
    progress.digest_of = cache(digest_of_file)
    if not is_in_use(env):
        return []
    data, now = domain_of(env).data, made_with(app)
    if data["made_with"] != now:
        data["made_with"] = now
        return sorted(env.found_docs)
    known = sorted((env.found_docs & env.all_docs.keys()) - added - changed)
    return [docname for docname in known if _is_outdated(env, docname)]


def _is_outdated(env: BuildEnvironment, docname: str) -> bool:
    data, digest_of = domain_of(env).data, progress_of(env).digest_of
    contents, doctrees = data["contents"], data["doctrees"]
    # An unknown content, "", is never an equal one.
    is_equal = all(
        (content := digest_of(path)) and contents.get(str(path)) == content
        for path in _read_from(env, docname)
    )
    return not is_equal or doctrees.get(docname) != _mark_of_doctree(env, docname)


def on_env_before_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note the content of the pages that will be read, and what they said before.

    A late ``env-before-read-docs``, and before they are read: what is saved meanwhile then differs
    at the next build.
    """
    progress, contents = progress_of(env), domain_of(env).data["contents"]
    progress.read_now = [*docnames]
    pages = domain_of(env).pages
    progress.before = {name: (pages.get(name), env.all_docs.get(name, 0)) for name in docnames}
    for docname in docnames:
        path = Path(env.doc2path(docname))
        contents[str(path)] = progress.digest_of(path)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what else the pages were read from, and their documents: an early ``env-updated``."""
    data, progress = domain_of(env).data, progress_of(env)
    pages = {str(env.doc2path(docname)) for docname in progress.read_now}
    used = {path for docname in progress.read_now for path in _read_from(env, docname)}
    for path in used:
        if str(path) not in pages:
            # What lies beside the documents was made by this very reading.
            is_made = path.is_relative_to(env.doctreedir)
            content = digest_of_file(path) if is_made else _settled_content(path, progress.began)
            data["contents"][str(path)] = content
    for docname in progress.read_now:
        data["doctrees"][docname] = _mark_of_doctree(env, docname)
    if progress.read_now:
        _forget_the_rest(env)
    return []


def _settled_content(path: Path, began: int) -> str:
    """The digest of a file, ``""`` if it has changed since a moment: it may have been read before.

    The time of its last change cannot be set by those who copy.
    """
    try:
        times = path.stat()
    except OSError:
        return ""
    return "" if max(times.st_mtime_ns, times.st_ctime_ns) >= began else digest_of_file(path)


def _forget_the_rest(env: BuildEnvironment) -> None:
    """Forget the files from which no page is read any more."""
    data, found = domain_of(env).data, env.found_docs
    used = {str(path) for docname in found for path in _read_from(env, docname)}
    data["contents"] = {path: text for path, text in data["contents"].items() if path in used}
    data["doctrees"] = {name: mark for name, mark in data["doctrees"].items() if name in found}


def _read_from(env: BuildEnvironment, docname: str) -> Iterator[Path]:
    """The file of a page, and those that Sphinx has noted as parts of it."""
    yield Path(env.doc2path(docname))
    for name in env.dependencies.get(docname, ()):
        # One beside the documents is named by a way that leads out of the source folder.
        yield Path(os.path.normpath(Path(env.srcdir, name)))


def _mark_of_doctree(env: BuildEnvironment, docname: str) -> tuple[int, int] | None:
    """Size and time of the stored document of a page, ``None`` where there is none.

    Its time is that of its writing: whatever it was restored from, only the one that this
    environment has read is its own.
    """
    try:
        found = Path(env.doctreedir, f"{docname}.doctree").stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def made_with(app: Sphinx) -> str:
    """A digest of the settings and of the code that pages are read with.

    Sphinx compares some values of settings; ``conf.py`` can also define directives and handlers.
    """
    conf = digest_of_file(Path(app.confdir, "conf.py"))
    options = json.dumps(
        app.config.overrides, sort_keys=True, default=lambda value: type(value).__qualname__
    )
    versions = [sphinx.__version__, docutils.__version__, *_versions_of_extensions(app)]
    added = code_of_additions(app)
    return digest((reading_digest(), conf, options, sorted(app.tags), versions, added))


def _versions_of_extensions(app: Sphinx) -> Iterator[tuple[str, str]]:
    for name, extension in sorted(app.extensions.items()):
        yield name, extension.version
        # One of the project's own often has none.
        if extension.version == "unknown version":
            yield name, digest_of_file(Path(getattr(extension.module, "__file__", None) or ""))
