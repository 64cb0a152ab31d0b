"""Pages that are not saved as UTF-8 are read all the same, and told at their line.

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

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from typing_extensions import Buffer

_ENCODING: Final = "dossier_utf_8"
_KEEPING: Final = "surrogateescape"


class _Decoder(utf_8_sig.IncrementalDecoder):
    """UTF-8 with or without its mark; bytes that are none are kept, whatever is asked."""

    def __init__(self, errors: str = "strict") -> None:
        super().__init__(_KEEPING)


def _decode(data: Buffer, errors: str = "strict", /) -> tuple[str, int]:
    return utf_8_sig.decode(bytes(data), _KEEPING)


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


codecs.register(_find_codec)


def on_env_before_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Have pages read so: a handler of ``env-before-read-docs``."""
    if app.config.source_encoding.lower().startswith(("utf-8", "utf8")):
        env.settings["input_encoding"] = _ENCODING


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Put letters for the bytes that are no UTF-8: the first handler of ``source-read``."""
    _mend(app.env, str(app.env.doc2path(docname)), content)


def on_include_read(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    """The same for a file that a page takes in: the first handler of ``include-read``."""
    _mend(app.env, str(Path(app.srcdir, path)), content)


def _mend(env: BuildEnvironment, file: str, content: list[str]) -> None:
    content[0], problems = mend_letters(content[0], shown_path(file))
    if problems:
        notes_of(env).problems += problems
        notes_of(env).text.keep(file, content[0])
