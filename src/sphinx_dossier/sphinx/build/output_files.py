"""Files in the output folder: written only if their content changes, removed with empty folders."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def write_changed(path: Path, text: str | bytes) -> None:
    """Write a file, and the folders above it, unless it holds ``text`` already.

    A file that stays the same keeps its time, so that a host uploads only what has changed.
    """
    content = text.encode() if isinstance(text, str) else text
    if path.is_file() and path.read_bytes() == content:
        return
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        # Only the first file of a folder finds none.
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def write_at_once(path: Path, text: str | bytes) -> None:
    """Write a file in one step: a build that is killed leaves the whole new one, or the old one."""
    with written_at_once(path) as partial:
        partial.write_bytes(text.encode() if isinstance(text, str) else text)


@contextmanager
def written_at_once(path: Path) -> Iterator[Path]:
    """A file to be written, which then takes the place of another in one step."""
    partial = path.with_name(f"{path.name}.new")
    yield partial
    partial.replace(path)


def remove_others(present: Iterable[Path], wanted: Iterable[str], top: Path) -> None:
    """Remove the files that are ``present`` and not ``wanted``, and the folders that become empty.

    Wanted ones are named by their paths from ``top``.
    """
    for path in {*present} - {top / name for name in wanted}:
        path.unlink()
        remove_empty(path.parent, top)


def remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those above it, below ``top``, up to the first that holds anything."""
    # Nothing else says that a folder is empty without a race: `rmdir` refuses the others.
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent
