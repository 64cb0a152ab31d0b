"""The statements that are lines without words: a line each, as long as its hour is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.pictures.knowing_layout import blocks_of, fabric_of, height_of, side_name
from sphinx_dossier.pictures.knowing_words import rest_of
from sphinx_dossier.pictures.svg import Drawn, element

if TYPE_CHECKING:
    from sphinx_dossier.answers.knowing_threads import Lane
    from sphinx_dossier.pictures.knowing_canvas import Canvas
    from sphinx_dossier.pictures.knowing_layout import Lines

_PITCH: Final = 3
"""From line to line; at two pixels they look like a grey box."""


def draw_fabric(canvas: Canvas, lane: Lane, by: str) -> None:
    """All other statements: a line each, as long as its hour is unknown."""
    rest = fabric_of(canvas.stretch, lane)
    if not rest:
        return
    blocks = blocks_of(rest, canvas.span, canvas.factor)
    top = canvas.y + 4
    height = height_of(blocks) * _PITCH
    label = rest_of(len(rest), canvas.factor)
    end = canvas.row_name(label, top + max(height / 2, 8), "dossier-knowing-note")
    pattern = f"url(#{canvas.pattern(lane.side)})"
    parts = []
    for block in blocks:
        parts += _lines(canvas, block, top + block.top * _PITCH, pattern)
    canvas.marks.append(element("g", {"class": by or "dossier-knowing-others"}, *parts))
    # The name beside it may have three lines of 13.
    canvas.y = max(top + max(height, 40), end)


def _lines(canvas: Canvas, block: Lines, y: float, pattern: str) -> list[Drawn]:
    height = block.lines * _PITCH
    if block.has_hour:
        dot = element("circle", {"class": "dossier-knowing-dot", "r": 1.6})
        # A line of the pattern begins half a unit down and is one thick: its middle is at 1.
        dots = [canvas.at(block.end, y + line * _PITCH + 1, dot) for line in range(block.lines)]
    else:
        # Lines of two days are two lines, though the one ends where the other begins.
        seam = "dossier-knowing-seam"
        dots = [canvas.upright(block.end, y, y + height, seam)] if block.end < canvas.span else []
    if block.end <= block.start:
        return dots
    rect = canvas.rect("dossier-knowing-fabric", block.start, block.end, y, height)
    return [Drawn(rect.replace(" class=", f' fill="{pattern}" class=', 1)), *dots]


def patterns(canvas: Canvas) -> list[Drawn]:
    """A line every few pixels, for each lane in its colour."""
    made = []
    for lane in canvas.stretch.lanes:
        by = side_name(lane.side, [*canvas.sides])
        line = element("rect", {"class": f"dossier-knowing-hair {by}".strip(), "y": 0.5,
                                "width": 8, "height": 1})  # fmt: skip
        made.append(
            element(
                "pattern",
                {"id": canvas.pattern(lane.side), "width": 8, "height": _PITCH,
                 "patternUnits": "userSpaceOnUse"},
                line,
            )
        )  # fmt: skip
    return [element("defs", {}, *made)]
