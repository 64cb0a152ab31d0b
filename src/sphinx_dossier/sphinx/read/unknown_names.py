"""Directives and roles that nobody defines: told at every build, and not only when a page is read.

MyST warns of them while it reads, as of the line that it counts, which may be another one. Here its
warnings become problems of the page.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final

from sphinx.locale import __

from sphinx_dossier.core.locations import shown_path, shown_where
from sphinx_dossier.core.nearest import did_you_mean
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.sphinx.read.known_names import directive_names, role_names

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_LOGGERS: Final = ("sphinx.myst_parser.warnings_", "sphinx.sphinx.util.docutils")
_NAMED: Final = re.compile(r"'([\w:-]+)': ")
_NAME: Final = re.compile(r"Unknown (?:directive type|interpreted text role)[^'\"]*['\"](.+)['\"]")


class _UnknownNames(logging.Filter):
    """Keeps warnings of unknown directives and roles out of the log, as problems of the page."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self._app = app
        # What each name means is found once: a page may have thousands.
        self._meant: dict[tuple[str, bool], str] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Note a warning of this kind; all others go on."""
        if record.msg in (__("unknown role name: %s"), __("unknown directive name: %s")):
            # Sphinx says so of names with a domain, without a place; the parser says it once more.
            return False
        if getattr(record, "type", "") != "myst":
            return True
        match = _NAME.match(str(record.msg))
        if match is None:
            self._set_right(record)
            return True
        _, line = getattr(record, "location", None) or ("", 1)
        is_role = getattr(record, "subtype", "").startswith("role")
        self._note(match[1], int(line or 1), is_role=is_role)
        return False

    def _set_right(self, record: logging.LogRecord) -> None:
        """Lead what MyST says of a directive to where that is written.

        MyST counts a line too many for each fence around it, and in a file that is taken in it
        counts from the line of the page that takes it in.
        """
        location, named = getattr(record, "location", None), _NAMED.match(str(record.msg))
        if named and isinstance(location, tuple) and location[1]:
            file, line = _place(self._app.env, f"{{{named[1]}}}", int(location[1]))
            record.location = f"{shown_path(file)}:{line}"

    def _note(self, name: str, line: int, *, is_role: bool) -> None:
        env, written = self._app.env, f"{{{name}}}`" if is_role else f"{{{name}}}"
        if (name, is_role) not in self._meant:
            known = role_names(env) if is_role else directive_names(env)
            self._meant[name, is_role] = did_you_mean(name, known)
        what = "role" if is_role else "directive"
        message = f"there is no {what} {{{name}}}{self._meant[name, is_role]}"
        file, line = _place(env, written, line)
        where = shown_where(file, line, file)
        notes_of(env).problems.append(Problem(Code.MISREAD, message, where))


def on_builder_inited(app: Sphinx) -> None:
    """Listen to MyST: a handler of ``builder-inited``."""
    for logger in map(logging.getLogger, _LOGGERS):
        for old in [one for one in logger.filters if isinstance(one, _UnknownNames)]:
            logger.removeFilter(old)
        logger.addFilter(_UnknownNames(app))


def _place(env: BuildEnvironment, written: str, line: int) -> tuple[str, int]:
    """The file and line where words stand: the page, or a file that it takes in."""
    text, page = notes_of(env).text, str(env.doc2path(env.docname))
    for file in dict.fromkeys((page, *text.files)):
        found = text.nearest(file, line, lambda one: written in one)
        if written in (text.line(file, found) or ""):
            return file, found
    return page, text.within(page, line)
