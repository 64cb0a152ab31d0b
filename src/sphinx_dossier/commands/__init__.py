"""The command line: a file for each subcommand of ``dossier``, and how they read and write files.

May import: ``core``, ``locale``, ``answers``, ``pictures``, ``exports``, ``authoring``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.text_files import read_written

if TYPE_CHECKING:
    from pathlib import Path


class RefusedError(Exception):
    """Input that a command cannot work with; the message tells the user how to fix it."""


def read_text(path: Path) -> str:
    """The text of a file that the user named.

    :raises RefusedError: the file cannot be read, or is not UTF-8.
    """
    try:
        return read_written(path)
    except (OSError, UnicodeError) as error:
        raise RefusedError(_cannot_be_read(path, error)) from error


def read_exactly(path: Path) -> str:
    """The text of a file with its byte order mark and line ends, to be written back.

    :raises RefusedError: the file cannot be read, or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeError) as error:
        raise RefusedError(_cannot_be_read(path, error)) from error


def _cannot_be_read(path: Path, error: OSError | UnicodeError) -> str:
    if isinstance(error, OSError):
        return f"{path} cannot be read ({error.strerror}): name a file that you may read"
    return f"{path} cannot be read, because it is not UTF-8: save it in that encoding"


def write_text(path: Path, text: str) -> None:
    """Write a file with the line ends that ``text`` has, and make the folders that are missing.

    :raises RefusedError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}): name a place where you may write"
        raise RefusedError(message) from error
    except UnicodeError as error:
        # Arguments that are not UTF-8 reach Python as lone surrogates, which no file can hold.
        message = f"{path} would not be UTF-8: write the arguments of the command in UTF-8"
        raise RefusedError(message) from error
