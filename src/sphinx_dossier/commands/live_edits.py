"""Which changes of files are edits of a project."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

_IGNORED: Final = (
    *("__pycache__", "_build", "node_modules", "venv", ".*"),
    # Emacs, vi (which tries with the second whether it may write), JetBrains, and who saves in two
    # steps: the second gives the file its name, and is an edit.
    *("*~", "#*#", "*.sw?", "4913", "*___jb_*___", "*.tmp", "*.pyc"),
)
"""Names of folders in which no author writes, and of what editors leave beside a file."""
_MOST_NAMED: Final = 5


def is_edit(path: str, source: Path, output: Path) -> bool:
    """Whether somebody writes the file, and not a program for itself."""
    file = Path(path)
    if file.is_relative_to(output) or not file.is_relative_to(source):
        return False
    parts = file.relative_to(source).parts
    return not any(fnmatchcase(part, one) for part in parts for one in _IGNORED)


def names_of(paths: set[str], source: Path) -> str:
    """The files that were edited, by their places in the project; of many the first."""
    names = sorted(Path(path).relative_to(source).as_posix() for path in paths)
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
