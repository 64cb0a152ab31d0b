"""How a file is read that a person wrote, with whatever editor."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from json import JSONDecodeError
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.merges import resolve_merges
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    import re
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


# What Python makes of bytes that are no UTF-8, where it is asked to keep them.
_KEPT_BYTE: Final = lazy_pattern("[\udc80-\udcff]")
_MARKS_OF_UTF16: Final = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}


class Decoded(NamedTuple):
    """The text of a file, and what was wrong with its letters or with a merge."""

    text: str
    problems: list[Problem]


def read_mended(path: Path, shown: str) -> Decoded:
    """The text of a file, read whatever is wrong with it; ``shown`` is its path for messages.

    :raises OSError: the file is missing, is a folder, or may not be read.
    """
    text, problems = mend_letters(read_written(path, errors="surrogateescape"), shown)
    lines = text.split("\n")
    merges = [*resolve_merges(lines)] if "<<<<<<<" in text else []
    problems += [Problem(Code.MISREAD, what, Where(shown, at + 1)) for at, what in merges]
    return Decoded("\n".join(lines) if merges else text, problems)


def mend_letters(text: str, shown: str) -> Decoded:
    """A text whose bytes were kept where they are no UTF-8 (:pep:`383`), with letters for them.

    They are taken for those of Windows-1252, in which most such files are saved, or for UTF-16
    where the whole file is. ``shown`` is the path of the file for messages.
    """
    if encoding := utf16_of(text):
        raw = text.encode("utf-8", "surrogateescape")
        line, text = 1, raw.decode(encoding, "replace").removeprefix("\ufeff")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    elif match := _KEPT_BYTE.search(text):
        line = text.count("\n", 0, match.start()) + 1
        text = _KEPT_BYTE.sub(_letter, text)
    else:
        return Decoded(text, [])
    message = "the line is no UTF-8: save the file as UTF-8"
    return Decoded(text, [Problem(Code.UNREADABLE, message, Where(shown, line))])


def utf16_of(text: str) -> str:
    """The encoding of a text, its bytes kept, that is saved as UTF-16; ``""`` for any other."""
    if found := _MARKS_OF_UTF16.get(text[:2].encode("utf-8", "surrogateescape")):
        return found
    # Without a mark: every other byte of Latin letters is a zero.
    head = text[:200]
    if head.count("\0") * 3 < len(head) or not head:
        return ""
    return "utf-16-be" if head[0] == "\0" else "utf-16-le"


def _letter(match: re.Match[str]) -> str:
    byte = bytes([ord(match[0]) - 0xDC00])
    return byte.decode("cp1252", "replace")


def line_of_error(error: Exception, first: int = 1) -> int:
    """The line, counted from ``first``, where a file could not be decoded or was no JSON."""
    if isinstance(error, UnicodeDecodeError):
        return first + error.object.count(b"\n", 0, error.start)
    if isinstance(error, JSONDecodeError):
        # A file that is cut off ends behind its last line.
        last = error.doc.rstrip().count("\n") + 1
        return first + min(error.lineno, last) - 1
    return first


def reason_of(error: Exception) -> str:
    """What was wrong with a file of data, in words that name no class of Python."""
    reason = "it has another form than such a file"
    match error:
        case OSError(strerror=str() as words):
            reason = words
        case UnicodeDecodeError():
            reason = f"its line {line_of_error(error)} is not UTF-8"
        case UnicodeEncodeError():
            reason = f"it has half of a character: {error.reason}"
        case JSONDecodeError():
            reason = f"it is no JSON: {error.msg} in line {line_of_error(error)}"
        case RecursionError():
            reason = "its brackets are nested too deep"
        case OverflowError():
            reason = "a number in it is too large"
        case KeyError():
            reason = f"it has no {error.args[0]!r}"
    return reason
