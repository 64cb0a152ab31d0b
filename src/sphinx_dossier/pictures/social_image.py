"""The picture of a page for whoever shares a link to it: a PNG of 1200 to 630 pixels.

It is drawn by Pillow with the letters of :class:`Fonts`, so that no font of a machine changes it.
Where they do not have all that is said, there is none.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.side_checks import MOST_SIDES
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from sphinx_dossier.pictures.fonts import Fonts

SIZE: Final = (1200, 630)
"""What Open Graph and its readers ask for (https://ogp.me): 1.91 to 1."""
_LEFT: Final = 72
_RIGHT: Final = SIZE[0] - _LEFT
_VALUES: Final = 420
"""Where the second column begins."""
_FOOT: Final = SIZE[1] - 62
_INK, _MUTED, _LINE, _EMPTY, _PAPER = "#1d2733", "#55606e", "#c9ced6", "#eceef1", "#ffffff"
# The colours and shapes of `dossier.css`: a test compares them.
SIDE_COLOURS: Final = ("#5b4fc0", "#8c5a0a", "#c2185b", "#1b3d12", "#9200ff", "#3a0f4a")
_COLOURS: Final = 64
"""So many colours are enough for letters with soft edges, and make small files."""


class SocialLine(NamedTuple):
    """A line of the picture: who, what, and in small letters what there is to say of it.

    ``side`` is the position of a side, -1 for none of them, and ``None`` where no shape stands.
    ``part`` of the longest bar is drawn below; none where it is ``None``.
    """

    side: int | None
    name: str
    value: str
    note: str = ""
    part: float | None = None


class SocialImage(NamedTuple):
    """All that the picture says; ``foot`` stands at its lower edge."""

    site: str
    title: str
    lines: tuple[SocialLine, ...]
    foot: str

    @property
    def in_words(self) -> str:
        """The same for whoever does not see the picture."""
        said = (
            words.say(words.SIDE_ANSWERS, side=one.name, answers=one.value) for one in self.lines
        )
        return words.DIVIDER.join([self.title, words.SEMICOLON.join(said)])


class _Pen(NamedTuple):
    """What draws on a picture, and the letters that it writes."""

    draw: ImageDraw
    fonts: Fonts


def draw_social(image: SocialImage, fonts: Fonts, mark: str = "") -> bytes:
    """The file; the same bytes for the same words, fonts and version of Pillow.

    ``mark`` is written into it, so that who finds the file can see what it was drawn of.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only with the extra `site`

    canvas = Image.new("RGB", SIZE, _PAPER)
    pen = _Pen(ImageDraw.Draw(canvas), fonts)
    pen.draw.rectangle((0, 0, SIZE[0], 11), fill=_INK)
    if image.site != image.title:
        _write(pen, (_LEFT, 44), _cut(pen, image.site, 26, _RIGHT - _LEFT), 26, _MUTED)
    top = _draw_title(pen, image.title)
    _draw_lines(pen, image.lines, top)
    pen.draw.line((_LEFT, _FOOT - 14, _RIGHT, _FOOT - 14), fill=_LINE, width=2)
    _write(pen, (_LEFT, _FOOT), _cut(pen, image.foot, 24, _RIGHT - _LEFT), 24, _MUTED)
    return _as_png(canvas, mark)


def can_be_drawn(image: SocialImage, fonts: Fonts) -> bool:
    """Whether the fonts have every sign of the picture."""
    said = [image.site, image.title, image.foot]
    said += [text for one in image.lines for text in (one.name, one.value, one.note)]
    return all(map(fonts.can_draw, said))


def _draw_title(pen: _Pen, title: str) -> int:
    """Write the title as large as it fits, and give where it ends."""
    sizes, room = (56, 48, 42, 36), _RIGHT - _LEFT
    size = next((one for one in sizes if len(_wrap(pen, title, one, room)) <= 2), sizes[-1])
    top = 92
    for line in _in_two_lines(pen, title, size, room):
        _write(pen, (_LEFT, top), line, size, _INK, is_bold=True)
        top += round(size * 1.25)
    return top + 24


def _draw_lines(pen: _Pen, lines: Sequence[SocialLine], top: int) -> None:
    """The lines in equal rows between ``top`` and the foot."""
    height = min((_FOOT - 22 - top) // max(len(lines), 1), 130)
    for line in lines:
        _draw_line(pen, line, top, height)
        top += height


def _draw_line(pen: _Pen, line: SocialLine, top: int, height: int) -> None:
    x = _LEFT
    if line.side is not None:
        _draw_mark(pen, line.side, _LEFT, top + 8)
        x += 40
    _write(pen, (x, top + 4), _cut(pen, line.name, 26, _VALUES - 20 - x), 26, _INK)
    below, end = _draw_value(pen, line, top, height), top + height
    if line.part is not None and below + 10 <= end:
        _draw_bar(pen, line, line.part, below)
        below += 16
    if line.note and below + 24 <= end:
        _write(pen, (_VALUES, below), _cut(pen, line.note, 22, _RIGHT - _VALUES), 22, _MUTED)


def _draw_value(pen: _Pen, line: SocialLine, top: int, height: int) -> int:
    """Write what is said, in two lines where one is too short for it, and give where it ends."""
    size = 34 if height >= 76 else 28
    lines = [_cut(pen, line.value, size, _RIGHT - _VALUES, is_bold=True)]
    if lines != [line.value] and height >= 76:
        size = 28
        lines = _in_two_lines(pen, line.value, size, _RIGHT - _VALUES)
    for one in lines:
        _write(pen, (_VALUES, top), one, size, _INK, is_bold=True)
        top += round(size * 1.28)
    return top + 2


def _draw_bar(pen: _Pen, line: SocialLine, part: float, top: int) -> None:
    end = _VALUES + round(part * (_RIGHT - _VALUES))
    pen.draw.rectangle((_VALUES, top, _RIGHT, top + 9), fill=_EMPTY)
    if end > _VALUES:
        pen.draw.rectangle((_VALUES, top, end, top + 9), fill=_colour(line.side))


def _draw_mark(pen: _Pen, side: int, x: int, y: int) -> None:
    """The shape of a side, as pages have it; the triangle of whoever is on none."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only with the extra `site`

    # Eight times as large and made smaller again: Pillow draws no soft edges itself.
    mask = Image.new("L", (192, 192))
    brush = ImageDraw.Draw(mask)
    if side == 0:
        brush.ellipse((0, 0, 191, 191), fill=255)
    else:
        brush.polygon([(1.91 * a, 1.91 * b) for a, b in _SHAPES.get(side, _TRIANGLE)], fill=255)
    pen.draw.bitmap((x, y), mask.resize((24, 24), Image.Resampling.BOX), fill=_colour(side))


_TRIANGLE: Final = ((50, 6), (100, 94), (0, 94))
_CROSS: Final = (
    (32, 0), (68, 0), (68, 32), (100, 32), (100, 68), (68, 68), (68, 100), (32, 100), (32, 68),
    (0, 68), (0, 32), (32, 32),
)  # fmt: skip
_SHAPES: Final = {
    1: ((0, 0), (100, 0), (100, 100), (0, 100)),
    2: ((50, 0), (100, 50), (50, 100), (0, 50)),
    3: _CROSS,
    4: ((0, 0), (100, 0), (62, 50), (100, 100), (0, 100), (38, 50)),
    5: ((29, 0), (71, 0), (71, 100), (29, 100)),
}
"""In percent of a square; the side 0 is a circle."""


def _colour(side: int | None) -> str:
    return SIDE_COLOURS[side] if side is not None and 0 <= side < MOST_SIDES else _MUTED


def _write(
    pen: _Pen,
    at: tuple[int, int],
    text: str,
    size: int,
    colour: str,
    *,
    is_bold: bool = False,
) -> None:
    pen.draw.text(at, text, font=pen.fonts.at(size, is_bold=is_bold), fill=colour)


def _wrap(pen: _Pen, text: str, size: int, room: int) -> list[str]:
    """A title in lines no wider than ``room``, as far as its words are not."""
    font = pen.fonts.at(size, is_bold=True)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _in_two_lines(pen: _Pen, text: str, size: int, room: int) -> list[str]:
    first, *rest = _wrap(pen, text, size, room) or [""]
    lines = [first, words.BLANK.join(rest)] if rest else [first]
    return [_cut(pen, line, size, room, is_bold=True) for line in lines]


def _cut(pen: _Pen, text: str, size: int, room: int, *, is_bold: bool = False) -> str:
    """``text`` as far as it fits, with an ellipsis where that is not all."""
    font = pen.fonts.at(size, is_bold=is_bold)
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(text + words.CUT) > room:
        text = text[:-1]
    return text.rstrip(" ,;") + words.CUT


def _as_png(canvas: Image, mark: str) -> bytes:
    from PIL import Image, PngImagePlugin  # noqa: PLC0415 - only with the extra `site`

    few = canvas.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = BytesIO()
    info = PngImagePlugin.PngInfo()
    info.add_text("dossier", mark)
    few.save(file, "PNG", optimize=True, pnginfo=info)
    return file.getvalue()


def parts_of(values: Iterable[tuple[float | None, float | None]]) -> list[float | None]:
    """How long a bar is for each pair of bounds, as a part of the longest; ``None`` for no number.

    Where one end is open, the other one is drawn.
    """
    ends = [high if high is not None else low for low, high in values]
    known = [end for end in ends if end is not None]
    longest = max(known, default=0.0)
    # Alone it would say nothing.
    if longest <= 0 or len(known) < 2:
        return [None for _ in ends]
    return [None if end is None else max(end, 0.0) / longest for end in ends]
