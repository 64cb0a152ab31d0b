"""Directives and roles that nobody defines: reported at every build, not only when a page is read.

Parsers warn of them while they read; MyST as of the line that it counts, which may be another one.
Here such warnings become problems of the page, and so does that of docutils for a line of one of
our blocks that is not indented.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.locale import __
from sphinx.util.logging import is_suppressed_warning

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.locations import shown_path, shown_where
from sphinx_dossier.core.nearest import did_you_mean
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.sphinx.read.directives import DIRECTIVES
from sphinx_dossier.sphinx.read.known_names import directive_names, role_names
from sphinx_dossier.sphinx.read.roles import ROLES
from sphinx_dossier.sphinx.settings import covers

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sphinx.application import Sphinx

_PARSERS: Final = ("myst", "docutils")
_LOGGERS: Final = ("sphinx.myst_parser.warnings_", "sphinx.sphinx.util.docutils")
_NAMED: Final = lazy_pattern(r"'([\w:-]+)': ")
_NAME: Final = lazy_pattern(
    r"Unknown (?:directive type|(?P<role>interpreted text role))[^'\"\n]*['\"](?P<name>[^\n]+)['\"]"
)
_UNINDENTED: Final = "Explicit markup ends without a blank line; unexpected unindent."
_INDENT: Final = (
    "this line ends the block above it: indent it like the lines of that block, or put a blank "
    "line before it"
)
_OPENER: Final = lazy_pattern(r"\s*\.\. (?P<domain>dossier:)?(?P<name>[\w-]+)::")
_DOMAIN: Final = "dossier:"


class _UnknownNames(logging.Filter):
    """Keeps warnings of unknown directives and roles out of the log, as problems of the page."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self._app = app
        # What each name means is found once: a page may have thousands.
        self._meant: dict[tuple[str, bool], str] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Note a warning of this kind; all others go on, and so do those that conf suppresses."""
        if record.msg in (__("unknown role name: %s"), __("unknown directive name: %s")):
            # Sphinx says so of names with a domain, without a place; the parser says it once more.
            return not self._checks_all and _DOMAIN not in str(record.args)
        parser, part = getattr(record, "type", ""), getattr(record, "subtype", "")
        suppressed = self._app.config.suppress_warnings
        if parser not in _PARSERS or is_suppressed_warning(parser, part, suppressed):
            return True
        message = str(record.msg)
        if match := _NAME.match(message):
            name, is_role = match["name"], bool(match["role"])
            if not (self._checks_all or _is_like_ours(name, ROLES if is_role else DIRECTIVES)):
                return True
            self._note_name(name, *self._location(record), is_role=is_role)
        elif message.startswith(_UNINDENTED) and (file := self._cut_short(record)):
            where = shown_where(*self._location(record), file)
            notes_of(self._app.env).problems.append(Problem(Code.MISREAD, _INDENT, where))
        else:
            self._set_right(record)
            return True
        return False

    @property
    def _checks_all(self) -> bool:
        return covers(self._app.config, "prose")

    def _location(self, record: logging.LogRecord) -> tuple[str, int]:
        """The file and line of a warning: MyST gives the name of a page, docutils a path."""
        location = getattr(record, "location", None) or ("", 1)
        if isinstance(location, tuple):
            return str(self._app.env.doc2path(self._app.env.docname)), int(location[1] or 1)
        path, _, line = location.rpartition(":")
        # docutils names a file that is taken in as seen from the working folder.
        return str(Path.cwd() / path), int(line) if line.isdecimal() else 1

    def _cut_short(self, record: logging.LogRecord) -> str:
        """The file of a block of ours that a line without its indent ends; "" for other blocks."""
        file, line = self._location(record)
        above = reversed(notes_of(self._app.env).text.above(file, line))
        opener = next(filter(None, map(_OPENER.match, above)), None)
        if opener is None or opener["name"] not in DIRECTIVES:
            return ""
        is_ours = opener["domain"] or opener["name"] in notes_of(self._app.env).short_names
        return file if is_ours else ""

    def _set_right(self, record: logging.LogRecord) -> None:
        """Lead what MyST says of a directive to where that is written.

        MyST counts a line too many for each fence around it, and in a file that is taken in it
        counts from the line of the page that takes it in.
        """
        location, named = getattr(record, "location", None), _NAMED.match(str(record.msg))
        is_ours = named and (self._checks_all or named[1].startswith(_DOMAIN))
        if named and is_ours and isinstance(location, tuple) and location[1]:
            file, line = self._place([f"{{{named[1]}}}"], *self._location(record))
            record.location = f"{shown_path(file)}:{line}"

    def _note_name(self, name: str, file: str, line: int, *, is_role: bool) -> None:
        env = self._app.env
        if (name, is_role) not in self._meant:
            known = role_names(env) if is_role else directive_names(env)
            full = f"{_DOMAIN}{name.lower()}"
            is_short = full in known
            mend = f": write {{{full}}}, or set dossier_short_names = True"
            self._meant[name, is_role] = mend if is_short else did_you_mean(name, known)
        what = "role" if is_role else "directive"
        message = f"there is no {what} {{{name}}}{self._meant[name, is_role]}"
        written = (f"{{{name}}}`", f":{name}:") if is_role else (f"{{{name}}}", f".. {name}::")
        file, line = self._place(written, file, line)
        where = shown_where(file, line, file)
        notes_of(env).problems.append(Problem(Code.MISREAD, message, where))

    def _place(self, written: Iterable[str], file: str, line: int) -> tuple[str, int]:
        """The file and line where one of the words stands: ``file``, or one that it takes in."""
        text = notes_of(self._app.env).text
        for one in dict.fromkeys((file, *text.files)):
            found = text.nearest(one, line, lambda shown: any(word in shown for word in written))
            if any(word in (text.line(one, found) or "") for word in written):
                return one, found
        return file, text.within(file, line)


def _is_like_ours(name: str, own: Container[str]) -> bool:
    """Whether a name that nobody defines is one of ours, or has the name of our domain."""
    return name.lower().startswith(_DOMAIN) or name.lower() in own


def on_builder_inited(app: Sphinx) -> None:
    """Listen to MyST: a handler of ``builder-inited``."""
    for logger in map(logging.getLogger, _LOGGERS):
        # A process may build several times, and an earlier filter would note for its own build.
        for old in [one for one in logger.filters if isinstance(one, _UnknownNames)]:
            logger.removeFilter(old)
        logger.addFilter(_UnknownNames(app))
