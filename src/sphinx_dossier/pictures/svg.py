"""What pictures have in common: boxes that must not meet, numbers, lines of words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


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
