"""What a build prints: each problem in one line, and nothing that only a programmer reads."""

from __future__ import annotations

import os
import re
from itertools import takewhile
from textwrap import dedent
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What Sphinx prints where it cannot go on (`sphinx._cli.util.errors.error_info`).
_REPORT: Final = lazy_pattern(
    r"^(?:(?P<kind>[^\n]+)!\n)?(?:^[^\n]*\n)??\nVersions\n=+\n.*?^Traceback\n=+\n\n(?P<trace>.*?)\n\n\n"
    r"[^\n]+:\n(?P<saved>[^\n]+)\n.*",
    re.MULTILINE | re.DOTALL,
)
_TRACE: Final = lazy_pattern(
    r"^Traceback \(most recent call last\):\n(?P<trace>(?:[ \t][^\n]*\n)+[^\n]+)", re.MULTILINE
)
_FRAME: Final = lazy_pattern(r'^\s*File "(?P<file>[^"\n]+)", line (?P<line>\d+)', re.MULTILINE)
_SYNTAX: Final = lazy_pattern(r"\(conf\.py, line (?P<line>\d+)\)$")
_OF_SPHINX: Final = lazy_pattern(r"^sphinx\.errors\.\w+: ")
_PROBLEM: Final = lazy_pattern(
    r"^(?:(?P<place>.+?): )?(?:WARNING|ERROR|CRITICAL|SEVERE): (?P<text>.+)"
)
FAILED: Final = "ERROR: "


def lines_of(log: str, source: Path) -> list[str]:
    """The lines of a log; of an exception only what it says, and where in the project that was."""
    text = _REPORT.sub(lambda match: _failure(match, source), log)
    text = _TRACE.sub(lambda match: _failure(match, source), text)
    return [line for line in text.splitlines() if line.strip()]


def _failure(match: re.Match[str], source: Path) -> str:
    parts = match.groupdict()
    trace = dedent(parts["trace"])
    lines = trace.splitlines()[::-1]
    # The last exception stands below its frames, which are indented.
    said = [line.strip() for line in takewhile(lambda line: not line.startswith(" "), lines)]
    message = " ".join(_OF_SPHINX.sub("", " ".join(said[::-1])).split())
    place = _place(trace, message, source)
    kind = f"{parts['kind']}: " if parts.get("kind") else ""
    saved = f" (all of it: {parts['saved']})" if parts.get("saved") else ""
    return f"{place}{FAILED}{kind}{message}{saved}\n"


def _place(trace: str, message: str, source: Path) -> str:
    """The last line of the project on the way to an exception, before a colon; or nothing."""
    if found := _SYNTAX.search(message):
        return f"{source / 'conf.py'}:{found['line']}: "
    own = [one for one in _FRAME.finditer(trace) if one["file"].startswith(f"{source}{os.sep}")]
    return f"{own[-1]['file']}:{own[-1]['line']}: " if own else ""


def problems_of(lines: list[str], source: Path) -> Iterator[str]:
    """The problems among the lines, each with its place in the project."""
    for line in lines:
        if found := _PROBLEM.match(line):
            place = (found["place"] or "").removeprefix(f"{source}{os.sep}")
            yield f"{place}{': ' if place else ''}{found['text']}"
