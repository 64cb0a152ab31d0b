"""The command line: a file for each subcommand of ``dossier``, and how they read and write files.

May import: ``core``, ``locale``, ``answers``, ``pictures``, ``exports``, ``authoring``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.file_kinds import fault_of_text

if TYPE_CHECKING:
    from pathlib import Path


_MOST_BYTES: Final = 200_000_000
"""More than any dossier has. A device such as ``/dev/zero`` never ends."""


class RefusedError(Exception):
    """Input that a command cannot work with; the message says how to fix it."""


def read_text(path: Path, instead: str = "") -> str:
    """The text of a file that the user named.

    ``instead`` says what to do where it is no text, if that is not to save it as text.

    :raises RefusedError: the file cannot be read, is no text in UTF-8, or has no end.
    """
    # As all text is read: a byte order mark is no part of it, and each line end is a line feed.
    text = read_exactly(path, instead).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_exactly(path: Path, instead: str = "") -> str:
    """The text of a file with its byte order mark and line ends, to be written back.

    :raises RefusedError: the file cannot be read, is no text in UTF-8, or has no end.
    """
    content = read_bytes(path)
    if len(content) > _MOST_BYTES:
        size = f"{_MOST_BYTES // 10**6} MB"
        raise RefusedError(f"{path} has more than {size}: name a file of text")
    if fault := fault_of_text(content):
        raise RefusedError(f"{path} {fault.what}: {instead or fault.mend}")
    # Not read as text, which would turn CRLF into a line feed: all lines would change.
    return content.decode("utf-8")


def read_bytes(path: Path, most: int = _MOST_BYTES) -> bytes:
    """The first ``most`` bytes of a file, and one more where it has that: a device never ends.

    :raises RefusedError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}): name a file that you may read"
        raise RefusedError(message) from error


def write_text(path: Path, text: str) -> None:
    """Write a file with the line ends that ``text`` has, and make the folders that are missing.

    :raises RefusedError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Bytes, because a file of text would get CRLF for each line feed on Windows.
        path.write_bytes(text.encode())
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}): name a place where you may write"
        raise RefusedError(message) from error
    except UnicodeError as error:
        # Arguments that are not UTF-8 reach Python as lone surrogates, which no file can hold.
        message = f"{path} would not be UTF-8: write the arguments of the command in UTF-8"
        raise RefusedError(message) from error
