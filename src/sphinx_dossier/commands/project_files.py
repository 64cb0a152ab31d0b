"""Which files of a project a command reads."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING, Final

from sphinx_dossier.commands.conf_lines import UNREADABLE, value_of
from sphinx_dossier.core.fence_slips import SHORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Packages and tests have Markdown too, and examples in it that are no objects of this project.
_SKIPPED: Final = frozenset({"node_modules", "venv", "src", "tests"})
_SETTING: Final = "dossier_short_names"


def find_files(paths: Iterable[Path], suffix: str) -> Iterator[Path]:
    """The files named, and those with ``suffix`` below the folders named, in order.

    Below a folder, hidden folders, builds (``_build``), packages and tests are left out.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path, suffix)
        else:
            yield path


def short_names(path: Path) -> frozenset[str]:
    """The objects that a page may name without the domain, by the ``conf.py`` beside or above it.

    All of them where there is none, or none that can be understood without being run.
    """
    for folder in (path.resolve(), *path.resolve().parents):
        if (folder / "conf.py").is_file():
            return SHORT if _says_short(folder / "conf.py") else frozenset()
    return SHORT


# It is asked for each page of a folder.
@cache
def _says_short(conf: Path) -> bool:
    try:
        lines = ast.parse(conf.read_bytes()).body
    except (OSError, *UNREADABLE):
        return True
    value = value_of(lines, _SETTING)
    if value is not None:
        # What is worked out when it is run may be true: it counts as it does without a conf.py.
        return bool(value.value) if isinstance(value, ast.Constant) else True
    # What is taken from elsewhere may set it.
    return any(isinstance(line, ast.ImportFrom) and line.names[0].name == "*" for line in lines)


def _below(folder: Path, suffix: str) -> Iterator[Path]:
    # Each file system lists a folder in an order of its own.
    for path in sorted(folder.iterdir()):
        # A link to a folder may lead back to one above it, and this would never end.
        if path.is_dir() and not path.is_symlink():
            if path.name not in _SKIPPED and not path.name.startswith((".", "_")):
                yield from _below(path, suffix)
        elif path.suffix == suffix:
            yield path
