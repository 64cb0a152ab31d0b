"""Pages that are not saved as UTF-8 are read all the same, and reported at their line.

Without it, one byte ends the build, or one page that is left out brings problems to all others.
"""

from __future__ import annotations

import codecs
from encodings import utf_8_sig
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.locations import shown_path
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.text_files import mend_letters
from sphinx_dossier.sphinx.settings import covers

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ENCODING: Final = "dossier_utf_8"
_LETTERS: Final = "dossier_letters"


def _letters(error: UnicodeError) -> tuple[str, int]:
    """The letters of Windows-1252 for bytes that are no UTF-8: no reader may get half a letter."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


class _Decoder(utf_8_sig.IncrementalDecoder):
    """UTF-8 with or without its mark; other bytes are read as well, whatever is asked."""

    def __init__(self, errors: str = "strict") -> None:
        super().__init__(_LETTERS)


def _decode(data: ReadableBuffer, errors: str = "strict", /) -> tuple[str, int]:
    return utf_8_sig.decode(bytes(data), _LETTERS)


def _find_codec(name: str) -> codecs.CodecInfo | None:
    if name != _ENCODING:
        return None
    return codecs.CodecInfo(
        name=_ENCODING,
        encode=utf_8_sig.encode,
        decode=_decode,
        incrementaldecoder=_Decoder,
        incrementalencoder=utf_8_sig.IncrementalEncoder,
    )


codecs.register_error(_LETTERS, _letters)
codecs.register(_find_codec)


def on_env_before_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Have pages read so: a handler of ``env-before-read-docs``."""
    if not covers(app.config, "prose"):
        return
    # Who has set another encoding has files in that.
    if app.config.source_encoding.lower().startswith(("utf-8", "utf8")):
        env.settings["input_encoding"] = _ENCODING


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Put letters for the bytes that are no UTF-8: the first handler of ``source-read``."""
    _mend(app.env, str(app.env.doc2path(docname)), content)


def on_include_read(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    """The same for a file that a page takes in: the first handler of ``include-read``."""
    _mend(app.env, str(Path(app.srcdir, path)), content)


def _mend(env: BuildEnvironment, file: str, content: list[str]) -> None:
    """Tell of a file that is no UTF-8, and read it as what it is."""
    if not covers(env.config, "prose"):
        return
    raw = Path(file).read_bytes() if Path(file).is_file() else b""
    # ASCII letters in UTF-16 are valid UTF-8 as well, with a zero beside each.
    if b"\0" not in raw and _is_utf8(raw):
        return
    text, problems = mend_letters(raw.decode("utf-8-sig", "surrogateescape"), shown_path(file))
    if problems:
        content[0] = text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes_of(env).problems += problems
        notes_of(env).text.keep(file, text)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
