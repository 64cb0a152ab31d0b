"""The command line: a file a subcommand of ``dossier``, and how they read and write files.

May import: ``core``, ``locale``, ``answers``, ``pictures``, ``exports``, ``authoring``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.text_files import read_written

if TYPE_CHECKING:
    from pathlib import Path


class RefusedError(Exception):
    """Input that the command cannot work with; the message is for the user."""


def read_text(path: Path) -> str:
    """The text of a file that the user named."""
    try:
        return read_written(path)
    except (OSError, UnicodeError) as error:
        raise RefusedError(f"{path} cannot be read: {error}") from error


def read_exactly(path: Path) -> str:
    """The text of a file with its byte order mark and line ends, to be written back."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeError) as error:
        raise RefusedError(f"{path} cannot be read: {error}") from error


def write_text(path: Path, text: str) -> None:
    """Write a file with the line ends that ``text`` has, in folders that are made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    except OSError as error:
        raise RefusedError(f"{path} cannot be written: {error}") from error
