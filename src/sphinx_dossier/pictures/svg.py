"""What pictures have in common: text that is measured, boxes that must not meet, numbers.

A picture cannot ask the reader's browser how wide its words are; so widths are estimates for a
wide sans-serif, and err on the large side.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NARROW: Final = frozenset("iljtfrI.,:;'|!()[] ·")
_WIDE: Final = frozenset("mwMWÆŒ—…@%")


class Box(NamedTuple):
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether both share some room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether ``other`` lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def grown(self, by: float) -> Box:
        """The box with a margin of ``by`` around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def is_free(box: Box, taken: Iterable[Box]) -> bool:
    """Whether ``box`` meets none of ``taken``."""
    return not any(box.meets(other) for other in taken)


def text_width(text: str, size: float) -> float:
    """About how wide ``text`` is in letters of ``size``."""
    return size * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.92
    if letter >= "\u2e80":
        return 1.05
    return 0.68 if letter.isupper() else 0.58


def wrap(text: str, size: float, room: float, lines: int = 3) -> list[str]:
    """``text`` in at most ``lines`` lines of ``room``; what does not fit ends in an ellipsis."""
    found: list[str] = []
    for word in _words(text, size, room):
        if found and text_width((found[-1] + word).rstrip(), size) <= room:
            found[-1] += word
        else:
            found.append(word)
    if len(found) > lines:
        found[lines - 1 :] = [found[lines - 1].rstrip() + "…"]
    return [_cut(line.rstrip(), size, room) for line in found]


def _words(text: str, size: float, room: float) -> Iterator[str]:
    """Words with the blank behind them; one that is wider than the room breaks at its hyphens."""
    for word in text.split():
        if text_width(word, size) <= room:
            yield f"{word} "
        else:
            *first, last = word.split("-")
            yield from (f"{piece}-" for piece in first)
            yield f"{last} "


def _cut(line: str, size: float, room: float) -> str:
    if text_width(line, size) <= room:
        return line
    line = line.rstrip("…")
    while len(line) > 1 and text_width(line + "…", size) > room:
        line = line[:-1]
    return line + "…"


def num(value: float) -> str:
    """A coordinate with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def attribute(text: str) -> str:
    """``text`` as it stands between quotation marks in HTML."""
    return escape(text, quote=True)


def text(lines: list[str], x: float, y: float, leading: float, attributes: str = "") -> str:
    """Lines of words; ``y`` is the base of the first one."""
    start = f'<text x="{num(x)}" y="{num(y)}"{attributes}>'
    if len(lines) == 1:
        return f"{start}{escape(lines[0])}</text>"
    # Words of two lines stay apart for those who hear them; the space is on the side without edge.
    before, after = (" ", "") if 'text-anchor="end"' in attributes else ("", " ")
    last = len(lines) - 1
    spans = (
        f'<tspan x="{num(x)}" y="{num(y + at * leading)}">'
        f"{before if at else ''}{escape(line)}{after if at < last else ''}</tspan>"
        for at, line in enumerate(lines)
    )
    return f"{start}{''.join(spans)}</text>"
