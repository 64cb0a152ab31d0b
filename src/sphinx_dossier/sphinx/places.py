"""Where a node or a file stands, in the form that messages show (layer 3)."""

from __future__ import annotations

import os
from pathlib import Path

from sphinx_dossier.model import Where


def shown_path(path: str | os.PathLike[str]) -> str:
    """``path`` relative to the working folder if it lies inside it, with forward slashes."""
    absolute = Path(os.path.abspath(path))
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()


def shown_where(source: str | None, line: int | None, fallback: str) -> Where:
    """The place of something read from ``source``; ``fallback`` is the page's own file."""
    name = (source or fallback).split(":docstring of ")[0]
    return Where(shown_path(name), line or 1)
