"""Where a node or a file is, in the form that messages show."""

from __future__ import annotations

import os
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


class SourceText:
    """The files that a page is read from, to find the line where a word is written.

    docutils knows only the first line of a paragraph, and MyST counts a line too many for each
    fence that opens another one in its first line.
    """

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def nearest(
        self, path: str, line: int, shows: Callable[[str], object], reach: int = _REACH
    ) -> int:
        """The number of the line nearest to ``line`` for which ``shows`` is true.

        ``line`` itself where no line within ``reach`` is. Lines are counted from 1.
        """
        lines = self._lines(path)
        for distance in range(min(reach, len(lines)) + 1):
            for number in (line - distance, line + distance):
                if 0 < number <= len(lines) and shows(lines[number - 1]):
                    return number
        return line

    def _lines(self, path: str) -> list[str]:
        if path not in self._files:
            # A page may be made by a program, and then have no file.
            try:
                text = read_written(Path(path), errors="replace")
            except OSError:
                text = ""
            self._files[path] = text.split("\n")
        return self._files[path]


def shown_path(path: str | os.PathLike[str]) -> str:
    """``path`` with forward slashes; relative to the working folder if it is inside it."""
    return _relative(os.fspath(path), Path.cwd())


# A problem is shown with its path, and there may be hundreds of problems in a file.
@lru_cache(maxsize=64)
def _relative(path: str, folder: Path) -> str:
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
