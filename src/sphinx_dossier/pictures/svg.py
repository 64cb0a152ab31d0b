"""What pictures are written with: boxes that must not overlap, numbers, elements, lines of words.

All lengths are in user units of the SVG, whose y grows downward.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Attributes: TypeAlias = Mapping[str, str | float | None]


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


class Drawn(str):
    """Finished markup: :func:`element` escapes all other text."""

    __slots__ = ()


# None of these ever holds anything here, and in SVG a slash closes them. All other elements get an
# end tag also when they are empty, because HTML ignores the slash of an <i/> or a <div/>.
_SELF_CLOSING: Final = frozenset({"circle", "path", "rect", "stop"})


def element(name: str, attributes: Attributes, *content: str) -> Drawn:
    """An element of SVG or HTML as markup.

    ``attributes`` keep their order; numbers are written by :func:`num`, and one that is ``None`` is
    left out. Of ``content``, words are escaped, what is :class:`Drawn` goes in as it is.
    """
    written = "".join(
        f' {key}="{escape(value) if isinstance(value, str) else num(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _SELF_CLOSING and not content:
        return Drawn(f"<{name}{written}/>")
    return Drawn(f"<{name}{written}>{joined(content)}</{name}>")


def hint(words: str) -> Drawn:
    """What a browser says where the pointer is.

    Sphinx marks what was searched for in all text but that of this class; here that would put an
    element where only text may stand, and its script would stop.
    """
    return element("title", {"class": "nohighlight"}, words)


def joined(content: Iterable[str]) -> Drawn:
    """Pieces one after the other; words among them are escaped."""
    return Drawn("".join(one if isinstance(one, Drawn) else escape(one) for one in content))


def text(
    lines: Sequence[str],
    x: float,
    y: float,
    leading: float = 0,
    *,
    anchor: str = "",
    css_class: str = "",
) -> Drawn:
    """Lines of words, ``leading`` from base to base; ``y`` is the base of the first one.

    ``anchor`` is the ``text-anchor`` of SVG, ``css_class`` a name in the style sheet.
    """
    attributes = {"x": x, "y": y, "class": css_class or None, "text-anchor": anchor or None}
    if len(lines) == 1:
        return element("text", attributes, lines[0])
    # A screen reader joins the lines: a space keeps their words apart. It stands where the line is
    # ragged, so that it does not push the other end off its edge.
    before, after = (" ", "") if anchor == "end" else ("", " ")
    last = len(lines) - 1
    spans = (
        element(
            "tspan",
            {"x": x, "y": y + i * leading},
            f"{before if i else ''}{line}{after if i < last else ''}",
        )
        for i, line in enumerate(lines)
    )
    return element("text", attributes, *spans)


def path(data: str, css_class: str = "") -> Drawn:
    """A path of SVG."""
    return element("path", {"class": css_class or None, "d": data})


def num(value: float) -> str:
    """A number with one decimal at most, which is finer than any screen shows."""
    digits = f"{value:.1f}".removesuffix(".0")
    return "0" if digits == "-0" else digits


def point(x: float, y: float) -> str:
    """A place as path data have it."""
    return f"{num(x)} {num(y)}"
