"""What a file is that holds no plain text: by the bytes with which files of its kind begin."""

from __future__ import annotations

from typing import Final, NamedTuple

from sphinx_dossier.core.text_files import line_of_error, utf16_of

_SAVED: Final = "save its text as a file of plain text (UTF-8) first, and name that"
_TYPED: Final = "type its text into a file of plain text (UTF-8), and name that"
_UNPACKED: Final = "unpack it, and name the file of plain text in it"


class NoText(NamedTuple):
    """What a file is instead of plain text, as ``is a PDF``, and what to do about it."""

    what: str
    mend: str


_TYPESET: Final = (
    (b"%PDF-", "a PDF", _SAVED),
    (b"{\\rtf", "a document (RTF)", _SAVED),
    (b"%!PS", "a PostScript file", _SAVED),
)
"""Files whose letters may all be ASCII, and are no text nevertheless."""

_BINARY: Final = (
    (0, b"PK\x03\x04", "an archive (zip)", _UNPACKED),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of Microsoft Office", _SAVED),
    (60, b"BOOKMOBI", "a book (Mobipocket)", _SAVED),
    (0, b"AT&TFORM", "a scan (DjVu)", _TYPED),
    (0, b"\x89PNG", "an image (PNG)", _TYPED),
    (0, b"\xff\xd8\xff", "an image (JPEG)", _TYPED),
    (0, b"GIF8", "an image (GIF)", _TYPED),
    (0, b"II*\0", "an image (TIFF)", _TYPED),
    (0, b"MM\0*", "an image (TIFF)", _TYPED),
    (8, b"WEBP", "an image (WebP)", _TYPED),
    (4, b"ftyp", "an image, a film or a recording", _TYPED),
    (0, b"ID3", "a recording (MP3)", _TYPED),
    (0, b"OggS", "a recording (Ogg)", _TYPED),
    (8, b"WAVE", "a recording (WAV)", _TYPED),
    (0, b"\x1f\x8b", "an archive (gzip)", _UNPACKED),
    (0, b"BZh", "an archive (bzip2)", _UNPACKED),
    (0, b"\xfd7zXZ", "an archive (xz)", _UNPACKED),
    (0, b"7z\xbc\xaf", "an archive (7z)", _UNPACKED),
    (0, b"Rar!", "an archive (RAR)", _UNPACKED),
    (257, b"ustar", "an archive (tar)", _UNPACKED),
)
"""Where which bytes stand (https://www.garykessler.net/library/file_sigs.html), and the mend."""

_PACKED: Final = (
    (b"application/epub+zip", "a book (EPUB)"),
    (b"application/vnd.oasis.opendocument", "a document of LibreOffice"),
    (b"word/document", "a document of Word"),
    (b"xl/workbook", "a workbook of Excel"),
    (b"ppt/presentation", "a presentation of PowerPoint"),
)
"""What a zip archive says of itself, in letters that are not packed, if it is more than one."""

# As far as git looks for zeros to tell what is no text, and as readers of PDF look for its sign.
_HEAD: Final = 8000
_HEAD_OF_PDF: Final = 1024
_LETTERS_A_ZERO: Final = 20


def fault_of_text(content: bytes) -> NoText | None:
    """What a file is that is no plain text in UTF-8, and how to mend that; ``None`` for text."""
    for sign, kind, mend in _TYPESET:
        if content.startswith(sign):
            return NoText(f"is {kind}", mend)
    line = _undecodable_line(content)
    head = content[:_HEAD]
    # A text may have one by a slip.
    has_zeros = head.count(b"\0") * _LETTERS_A_ZERO > len(head)
    if not line and not has_zeros:
        return None
    if fault := _fault_of_binary(content):
        return fault
    if has_zeros:
        return NoText("is no text", "name a file of plain text (UTF-8)")
    what = f"cannot be read, because its line {line} is not UTF-8"
    return NoText(what, "save it in that encoding")


def _undecodable_line(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return line_of_error(error)
    return 0


def _fault_of_binary(content: bytes) -> NoText | None:
    encoding = utf16_of(content[:_HEAD].decode("utf-8", "surrogateescape"))
    # Numbers of programs have as many zeros, and more than one in a row.
    if encoding and "\0" not in content[:_HEAD].decode(encoding, "replace"):
        return NoText("is text in UTF-16", "save it as UTF-8")
    row = next((row for row in _BINARY if content.startswith(row[1], row[0])), None)
    if row is None:
        return NoText("is a PDF", _SAVED) if b"%PDF-" in content[:_HEAD_OF_PDF] else None
    _, _, kind, mend = row
    if row is _BINARY[0]:
        kind, mend = next(((what, _SAVED) for sign, what in _PACKED if sign in content), row[2:])
    return NoText(f"is {kind}", mend)
