"""Which files of a project a command looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SKIPPED: Final = frozenset({"node_modules", "venv", "src", "tests"})


def find_files(paths: Iterable[Path], suffix: str) -> Iterator[Path]:
    """The files named, and those with ``suffix`` below the folders named, in order.

    What a folder holds besides pages is passed over: hidden folders, builds, packages, tests.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path, suffix)
        else:
            yield path


def _below(folder: Path, suffix: str) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            if path.name not in _SKIPPED and not path.name.startswith((".", "_")):
                yield from _below(path, suffix)
        elif path.suffix == suffix:
            yield path
