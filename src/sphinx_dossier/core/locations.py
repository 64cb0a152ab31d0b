"""Where a node or a file is, in the form that messages show."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.model import Where
from sphinx_dossier.core.text_files import read_written

if TYPE_CHECKING:
    from collections.abc import Callable

# Parsers are off by a few lines; further away the same word is more likely a different one.
_REACH: Final = 8
"""How many lines around the one that a parser gives are searched."""


_FENCE: Final = ":::"


class SourceText:
    """The files that a page is read from, to find the line where a word is written.

    docutils knows only the first line of a paragraph, and MyST counts a line too many for each
    fence that opens another one in its first line.
    """

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}
        self._nesting: dict[str, int] = {}

    def nearest(
        self, path: str, line: int, shows: Callable[[str], object], reach: int = _REACH
    ) -> int:
        """The number of the line nearest to ``line`` for which ``shows`` is true.

        ``line`` itself where no line within ``reach`` is, or the last one of the file where that
        is none: parsers count lines that they made themselves. Lines are counted from 1.
        """
        lines = self._lines(path)
        reach += self._nesting[path]
        for distance in range(min(reach, len(lines)) + 1):
            for number in (line - distance, line + distance):
                if 0 < number <= len(lines) and shows(lines[number - 1]):
                    return number
        return self.within(path, line)

    def within(self, path: str, line: int) -> int:
        """``line``, or the last line of the file where that is none."""
        return min(line, self.count_lines(path) or line)

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of all files that were looked at so far."""
        return (*self._files,)

    def keep(self, path: str, text: str) -> None:
        """Look at ``text`` in place of the file: it was mended, and has the same lines."""
        self._files[path] = text.split("\n")
        self._nesting[path] = _longest_nesting(self._files[path])

    def above(self, path: str, number: int) -> list[str]:
        """The lines above the line of that number."""
        return self._lines(path)[: number - 1]

    def line(self, path: str, number: int) -> str | None:
        """The line of that number, ``None`` where there is none."""
        lines = self._lines(path)
        return lines[number - 1] if 0 < number <= len(lines) else None

    def count_lines(self, path: str) -> int:
        """How many lines a file has; 0 where there is no file."""
        return len(self._lines(path))

    def _lines(self, path: str) -> list[str]:
        if path not in self._files:
            # A page may be made by a program, and then have no file.
            self._files[path], self._nesting[path] = [], 0
            with suppress(OSError):
                self.keep(path, read_written(Path(path), errors="replace"))
        return self._files[path]


def _longest_nesting(lines: list[str]) -> int:
    """How many lines that open a fence follow upon each other at most."""
    longest = count = 0
    for line in lines:
        count = count + 1 if _FENCE in line else 0
        longest = max(longest, count)
    return longest


def shown_path(path: str | os.PathLike[str]) -> str:
    """``path`` with forward slashes; relative to the working folder if it is inside it."""
    return _relative(os.fspath(path), os.getcwd())  # noqa: PTH109 - text is a key that costs no `Path`


# A problem is shown with its path, and there may be hundreds of problems in a file.
@lru_cache(maxsize=64)
def _relative(path: str, working: str) -> str:
    folder = Path(working)
    absolute = Path(os.path.normpath(folder / path))
    try:
        return absolute.relative_to(folder).as_posix()
    except ValueError:
        return absolute.as_posix()


def shown_where(source: str | None, line: int | None, fallback: str) -> Where:
    """The place of a node that was read from ``source``; ``fallback`` is the file of its page."""
    # autodoc adds the name of the object: `module.py:docstring of module.name`.
    name = (source or fallback).split(":docstring of ")[0]
    return Where(shown_path(name), line or 1)
