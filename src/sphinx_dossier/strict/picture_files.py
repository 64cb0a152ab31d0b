"""The files of a picture: Sphinx copies them into the site, and a drawing can hold a script."""

from __future__ import annotations

import os
from glob import glob
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx.util.i18n import search_image_for_language

from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.safe_links import PICTURES, is_inside
from sphinx_dossier.strict.safe_drawings import RefusedDrawingError, rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

_FOLDER: Final = "dossier-drawings"
_SIGNATURES: Final = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
}
"""How the files of each ending begin; AVIF begins with a length."""


class PictureFault(NamedTuple):
    """What is wrong with a file, in words that follow its name."""

    code: Code
    words: str


def faults_of_picture(env: BuildEnvironment, address: str) -> Iterator[PictureFault]:
    """What is wrong with the files that Sphinx may take for a picture of the page being read."""
    for file in files_of_picture(env, address):
        ending = file.suffix.lower()
        if not is_inside(env.srcdir, file):
            yield PictureFault(Code.OUTSIDE_FILE, "lies outside the source folder")
        elif ending not in PICTURES:
            yield PictureFault(Code.UNSAFE_MARKUP, f"is none of {', '.join(sorted(PICTURES))}")
        elif _is_drawing(file):
            yield from _faults_of_drawing(file)
        # Of one that is not there Sphinx warns itself.
        elif file.is_file() and not _begins_as(file, ending):
            words = f"does not begin as a {ending} file: save it in that format"
            yield PictureFault(Code.UNSAFE_MARKUP, words)


def files_of_picture(env: BuildEnvironment, address: str) -> list[Path]:
    """The files that Sphinx may take for a picture, in the language of the site too."""
    found: dict[str, None] = {}
    for name in (address, search_image_for_language(address, env)):
        full = env.relfn2path(name, env.docname)[1]
        # `name.*` lets each builder choose; `Path.glob` would not take a whole path.
        files = sorted(glob(full)) if name.endswith(".*") else [full]  # noqa: PTH207
        found |= dict.fromkeys(files)
    return [*map(Path, found)]


def with_safe_drawings(env: BuildEnvironment, address: str) -> str:
    """``address``, or that of copies in which each drawing is written again.

    They lie beside what Sphinx keeps of the pages, so that every builder takes them, and are named
    as the files are, because readers get them by that name.
    """
    files = files_of_picture(env, address)
    if not any(_is_drawing(file) for file in files):
        return address
    name = Path(env.relfn2path(address, env.docname)[1])
    # A folder for each path, since drawings of two folders may have the same name.
    folder = Path(env.doctreedir, _FOLDER, sha256(os.fsencode(name)).hexdigest()[:16])
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        # The copy is made when the page is read: a changed file must have that read again.
        env.note_dependency(str(file))
        content = file.read_bytes()
        _write_at_once(folder / file.name, rewrite(content) if _is_drawing(file) else content)
    # The last one is that of the language of the site, if there is one.
    copy = folder / (name.name if name.name.endswith(".*") else files[-1].name)
    return f"/{_from_root(copy, Path(env.srcdir))}"


def _from_root(copy: PurePath, root: PurePath) -> str:
    """The path of a file as an address from the source folder, which it need not be in."""
    if copy.drive != root.drive:
        # On Windows no way leads from one drive to another; a whole path is taken as it is.
        return copy.as_posix()
    return PurePath(os.path.relpath(copy, root)).as_posix()


def _write_at_once(path: Path, content: bytes) -> None:
    """Write a file in one step: several processes may read pages with the same drawing."""
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_bytes(content)
    partial.replace(path)


def _is_drawing(file: Path) -> bool:
    return file.suffix.lower() == ".svg" and file.is_file()


def _faults_of_drawing(file: Path) -> Iterator[PictureFault]:
    try:
        rewrite(file.read_bytes())
    except RefusedDrawingError as error:
        yield PictureFault(Code.UNSAFE_MARKUP, f"holds, in its line {error.line}, {error}")


def _begins_as(file: Path, ending: str) -> bool:
    with file.open("rb") as opened:
        start = opened.read(12)
    if ending == ".avif":
        return start[4:8] == b"ftyp"
    # RIFF is the beginning of sounds and films as well.
    return start.startswith(_SIGNATURES[ending]) and (ending != ".webp" or start[8:] == b"WEBP")
