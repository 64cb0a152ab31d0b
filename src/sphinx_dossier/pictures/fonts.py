"""The letters of drawn pictures: a font in two weights, from files, and from no other place.

Where Pillow is not installed, or the files are none of a font, there are no letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional, category

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PIL.ImageFont import FreeTypeFont

REGULAR: Final = "DejaVuSans.ttf"
BOLD: Final = "DejaVuSans-Bold.ttf"
_FROM_THE_RIGHT: Final = ("R", "AL")


@dataclass(frozen=True)
class Fonts:
    """The contents of the two files."""

    regular: bytes
    bold: bytes

    # A number would not do: any font may lie in a file of this name.
    @cached_property
    def version(self) -> str:
        """What sets these fonts apart from all others, in hexadecimal digits."""
        return sha256(sha256(self.regular).digest() + sha256(self.bold).digest()).hexdigest()

    def at(self, size: int, *, is_bold: bool = False) -> FreeTypeFont:
        """The letters of a size in pixels.

        :raises OSError: the content is none of a font.
        """
        return _open(self.bold if is_bold else self.regular, size)

    def can_draw(self, text: str) -> bool:
        """Whether both weights have every sign of ``text``, and it is right to set them in a row.

        Signs that are written from the right, or above another one, need a layout that not every
        build of Pillow has.
        """
        return all(
            _is_set_in_a_row(letter) and _has(self.regular, letter) and _has(self.bold, letter)
            for letter in {*text}
        )


def find_fonts(folders: Iterable[Path]) -> Fonts | None:
    """The fonts of the first folder that has both, and Pillow to draw them; ``None`` without."""
    if find_spec("PIL") is None:
        return None
    return next(filter(None, map(_read, folders)), None)


def drawn_with(fonts: Fonts | None) -> str:
    """What pictures are drawn with, each in its version; ``""`` where there is no letter."""
    if fonts is None:
        return ""
    from PIL import __version__  # noqa: PLC0415 - only with the extra `site`

    return f"Pillow {__version__}, fonts {fonts.version}"


def _read(folder: Path) -> Fonts | None:
    paths = folder / REGULAR, folder / BOLD
    if not all(path.is_file() for path in paths):
        return None
    try:
        fonts = Fonts(*(path.read_bytes() for path in paths))
        for is_bold in (False, True):
            fonts.at(20, is_bold=is_bold)
    # Pillow can be built without fonts, and then ends with the second.
    except (OSError, ImportError):
        return None
    return fonts


@cache
def _open(content: bytes, size: int) -> FreeTypeFont:
    from PIL.ImageFont import Layout, truetype  # noqa: PLC0415 - only with the extra `site`

    # By its path Pillow would look for a broken one among the fonts of the machine. The other
    # layout hangs on libraries that are not in all builds of Pillow.
    return truetype(BytesIO(content), size, layout_engine=Layout.BASIC)


@cache
def _has(content: bytes, letter: str) -> bool:
    font = _open(content, 20)
    # What a font lacks is drawn as one and the same box.
    return letter == " " or bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


def _is_set_in_a_row(letter: str) -> bool:
    return bidirectional(letter) not in _FROM_THE_RIGHT and not category(letter).startswith("M")
