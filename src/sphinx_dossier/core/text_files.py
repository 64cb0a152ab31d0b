"""How a file is read that a person wrote, with whatever editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def writable(text: object) -> str:
    """A value of a JSON file as text, which any file can hold.

    :raises ValueError: it has half of a character, as JSON may, and UTF-8 may not.
    """
    str(text).encode()
    return str(text)


def read_written(path: Path, errors: str = "strict") -> str:
    """The text of a UTF-8 file, each line end as one line feed.

    ``errors`` says what becomes of bytes that are not UTF-8, as in :meth:`bytes.decode`.

    :raises OSError: the file is missing, is a folder, or may not be read.
    :raises UnicodeError: the file is not UTF-8, and ``errors`` is ``strict``.
    """
    # Some editors put a byte order mark before UTF-8; this codec reads text with and without it.
    return path.read_text(encoding="utf-8-sig", errors=errors)
