"""The ground of the wide picture of what was known when, on which its rows are drawn.

There is no viewBox: x is in percent and y in pixels, so that it fills any width from
:data:`NARROWEST` on and letters never grow or shrink. Only elements that take percent are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.anchors import knowing_anchor
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.pictures.knowing_layout import factor_of
from sphinx_dossier.pictures.knowing_words import pointed_at
from sphinx_dossier.pictures.lettering import wrap
from sphinx_dossier.pictures.relations_signs import draw_shape
from sphinx_dossier.pictures.svg import Box, Drawn, element, hint, num

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_dossier.answers.knowing import Stretch
    from sphinx_dossier.answers.knowing_clock import Statement
    from sphinx_dossier.answers.page_links import Link

NARROWEST: Final = 700
"""Pixels of width from which on it is read; no words overlap there, nor on wider pages."""
GUTTER: Final = 16.0
"""Percent of the width for the names of rows, left of the axis."""
MARGIN: Final = 0.4
"""Percent of the width right of the axis."""
GUTTER_PX: Final = NARROWEST * GUTTER / 100
SMALL: Final = 13
"""The size of most words, in pixels."""
_LINE: Final = 14


class Canvas:
    """A picture on its way down: the ground, marks on it, and words that lie above all.

    ``y`` is how far down it has come, ``named`` the base of the lowest name in the gutter,
    ``heights`` are those of numbers and rows to which lines lead, ``taken`` the boxes of numbers
    and ``pins`` those of their marks.
    """

    def __init__(
        self, stretch: Stretch, locate: Callable[[Link], str], sides: Mapping[str, str]
    ) -> None:
        self.stretch, self.locate, self.sides = stretch, locate, sides
        self.span = max(stretch.clock.span, 1)
        self.y = self.named = 0.0
        self.ground: list[Drawn] = []
        self.marks: list[Drawn] = []
        self.labels: list[Drawn] = []
        self.heights: dict[tuple[str, str], float] = {}
        self.factor = factor_of(stretch)
        self.taken: list[Box] = []
        self.pins: list[Box] = []

    def x(self, minute: float) -> str:
        """Where a minute is, in percent of the width; what is off the axis is at its end."""
        share = min(max(minute / self.span, 0), 1)
        return f"{GUTTER + (100 - GUTTER - MARGIN) * share:.2f}%"

    def px(self, minute: float) -> float:
        """The same in pixels, where the picture is as narrow as it may be."""
        share = min(max(minute / self.span, 0), 1)
        return NARROWEST * (GUTTER + (100 - GUTTER - MARGIN) * share) / 100

    def pin(self, minute: float, y: float) -> None:
        """Keep the room of a mark free of numbers."""
        x = self.px(minute)
        self.pins.append(Box(x - 4, y - 4, x + 4, y + 4))

    def line(self, css_class: str, start: float, end: float, y: float) -> Drawn:
        """A level line from a minute to another."""
        return element(
            "line",
            {
                "class": css_class,
                "x1": self.x(start),
                "x2": self.x(end),
                "y1": num(y),
                "y2": num(y),
            },
        )

    def rect(self, css_class: str, start: int, end: int, top: float, height: float) -> Drawn:
        """An area from a minute to another, at least as wide as a hair."""
        share = (100 - GUTTER - MARGIN) / self.span
        start, end = max(start, 0), min(end, self.span)
        width = f"{max((end - start) * share, 0.1):.2f}%"
        return element(
            "rect",
            {"class": css_class, "x": self.x(start), "y": num(top), "width": width,
             "height": num(height)},
        )  # fmt: skip

    def upright(self, minute: int, top: float, bottom: float, css_class: str) -> Drawn:
        """An upright line at a minute."""
        x = self.x(minute)
        return element(
            "line", {"class": css_class, "x1": x, "x2": x, "y1": num(top), "y2": num(bottom)}
        )

    def at(self, minute: float, y: float, drawn: Drawn) -> Drawn:
        """A mark that keeps its size, at a minute."""
        place = {"x": self.x(minute), "y": num(y), "overflow": "visible"}
        return element("svg", place, drawn)

    def shape(self, by: str, minute: float, y: float) -> Drawn:
        """The shape of a side at a minute."""
        return element(
            "svg",
            {"class": f"dossier-knowing-mark {by}".strip(), "x": self.x(minute), "y": num(y),
             "overflow": "visible"},
            draw_shape(by, 0, 0),
        )  # fmt: skip

    def link(self, claim: Link, drawn: Drawn, statement: Statement | None = None) -> Drawn:
        """A link for those who point; with the keyboard one goes through the list."""
        address = self.locate(claim)
        if not address:
            return drawn
        said = pointed_at(statement, self.stretch.clock) if statement else excerpt(claim.label)
        attributes = {"href": address, "tabindex": "-1", "class": "dossier-picture-link"}
        return element("a", attributes, hint(said), drawn)

    def link_to(self, target: Link, said: str, drawn: Drawn) -> Drawn:
        """A link to what is no claim; ``said`` is its name."""
        address = self.locate(target)
        if not address:
            return drawn
        return element("a", {"href": address, "tabindex": "-1", "class": "dossier-picture-link"},
                       hint(said), drawn)  # fmt: skip

    def row_name(self, label: str, middle: float, css_class: str = "") -> float:
        """The name of a row in the gutter, in several lines where it is long.

        :returns: how far down it reaches.
        """
        most = 3 if "note" in css_class else 2
        lines = wrap(label, SMALL, GUTTER_PX - 2, most)
        # Letters of 13 have their base 4 below their middle; a further line lifts them.
        top = middle + 4 - _LINE / 2 * (len(lines) - 1)
        # A low row has a longer name than it has room for, and the one above it may be as long.
        top = max(top, self.named + _LINE)
        for i, line in enumerate(lines):
            css = f"dossier-knowing-row {css_class}".strip()
            self.labels.append(text_at(line, "0", top + _LINE * i, css_class=css))
        self.named = top + _LINE * (len(lines) - 1)
        return self.named + 3

    def heading(self, by: str, name: str) -> None:
        """The name of a band, with the shape of its side."""
        self.y += 16
        shape = element("g", {"class": by or None}, draw_shape(by, 6, self.y - 4))
        self.marks.append(shape)
        css = f"dossier-knowing-side {by}".strip()
        self.labels.append(text_at(name, "17", self.y, css_class=css))
        self.named = self.y
        self.y += 6

    def pattern(self, side: str) -> str:
        """The id of the pattern that draws the lines of a lane."""
        position = [one.side for one in self.stretch.lanes].index(side)
        return f"{knowing_anchor(self.stretch.mark)}-{position}"


def text_at(
    label: str,
    x: str,
    y: float,
    anchor: str = "",
    css_class: str = "",
    known: int | None = None,
    dx: float = 0,
) -> Drawn:
    """Words; ``known`` is the minute from which on they may be read."""
    return element(
        "text",
        {
            "x": x,
            "y": num(y),
            "dx": num(dx) if dx else None,
            "text-anchor": anchor if anchor not in ("", "start") else None,
            "class": css_class or None,
            "data-known": str(known) if known is not None else None,
        },
        label,
    )
