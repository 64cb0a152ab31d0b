"""Which files of a project a command reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Packages and tests have Markdown too, and examples in it that are no objects of this project.
_SKIPPED: Final = frozenset({"node_modules", "venv", "src", "tests"})


def find_files(paths: Iterable[Path], suffix: str) -> Iterator[Path]:
    """The files named, and those with ``suffix`` below the folders named, in order.

    Below a folder, hidden folders, builds (``_build``), packages and tests are left out.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path, suffix)
        else:
            yield path


def _below(folder: Path, suffix: str) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        # A link to a folder may lead back to one above it, and this would never end.
        if path.is_dir() and not path.is_symlink():
            if path.name not in _SKIPPED and not path.name.startswith((".", "_")):
                yield from _below(path, suffix)
        elif path.suffix == suffix:
            yield path
