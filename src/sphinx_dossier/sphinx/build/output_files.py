"""Files in the output folder, left alone where they would stay the same."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_changed(path: Path, text: str) -> None:
    """Write a file, in folders that are made, unless it holds ``text`` already."""
    content = text.encode()
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those above it, up to ``top``, as far as nothing is left in them."""
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent
