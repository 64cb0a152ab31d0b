"""Which pages are read: by their names, which come into addresses and logs, and their sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import category

from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.strict.refusals import log_problem

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_SIGNS: Final = frozenset("-_.,+ /")
_MOST_OF_SITE: Final = 20_000_000
"""So many bytes of pages, in the order of their names, are read."""
_WORD: Final = "LMN"
"""Letters, marks and digits of all scripts."""


def is_page_name(docname: str) -> bool:
    """Whether a page may have this name: words and a few signs, each part begins with a word."""
    return all(
        part and (category(part[0])[0] in _WORD or part[0] == "_") for part in docname.split("/")
    ) and all(sign in _SIGNS or category(sign)[0] in _WORD for sign in docname)


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Drop the pages whose names are refused before any is read: ``env-get-outdated``.

    So are pages that are no UTF-8, unless the extension of dossiers reads them nevertheless.
    """
    is_dossier = "sphinx_dossier" in app.extensions
    size = 0
    for docname in sorted(env.found_docs):
        size += _size(env.doc2path(docname))
        if not is_page_name(docname):
            message = "the page is left out for its name: use letters, digits, hyphens and dots"
            _log(env, Code.BAD_PAGE_NAME, message, docname)
        elif (
            not is_dossier
            and docname in added | changed
            and (line := undecodable_line(env.doc2path(docname)))
        ):
            message = "the page is left out: the line is no UTF-8; save the file as UTF-8"
            _log(env, Code.UNSAFE_MARKUP, message, docname, line)
        elif size > _MOST_OF_SITE:
            message = f"the page is left out: it ends more than {_MOST_OF_SITE:,} bytes of pages"
            _log(env, Code.TOO_LARGE, f"{message}; divide the site", docname)
        else:
            continue
        if docname in env.all_docs:
            # What was read of it before is not true any more.
            app.events.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
        for names in (env.project.docnames, added, changed):
            names.discard(docname)
    return []


def _log(env: BuildEnvironment, code: Code, message: str, docname: str, line: int = 1) -> None:
    file = str(env.doc2path(docname))
    log_problem(Problem(code, message, shown_where(file, line, file)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        # Sphinx says so itself.
        return 0


def undecodable_line(path: Path, encoding: str = "utf-8") -> int:
    """The first line of a file that is not in its encoding; 0 where all of it is."""
    try:
        content = path.read_bytes()
        content.decode(encoding)
    except OSError:
        # Sphinx says so itself.
        return 0
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    except (LookupError, UnicodeError):
        # `rot13` is a codec of Python, and no encoding of text.
        return 1
    return 0
