"""What lies under the marks of a map: land, boundaries, degrees, and the scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from sphinx_dossier.pictures.polygons import Shape, Vertex, clip, runs_in
from sphinx_dossier.pictures.svg import Box, Drawn, element, joined, num, path, point, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.core.boundaries import Boundaries
    from sphinx_dossier.pictures.projection import Frame

_BEYOND: Final = 4.0
"""How far land and lines are drawn beyond the edge, so that no stroke or clipped side shows."""
_LENGTHS: Final = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
"""Kilometres that a scale may show."""
_MOST_DEGREE_LINES: Final = 4
"""About how many lines of latitude a panel has."""


def country_shapes(boundaries: Boundaries | None, frame: Frame) -> dict[str, Shape]:
    """The countries that the frame shows, by name, in the picture."""
    box = frame.box.grown(_BEYOND)
    shapes = {}
    for area in boundaries.areas if boundaries else ():
        clipped = (clip([frame.place(vertex) for vertex in ring], box) for ring in area.rings)
        # Fewer than three corners are no surface.
        shape = [ring for ring in clipped if len(ring) > 2]
        if shape:
            shapes[area.name] = shape
    return shapes


def draw_land(shapes: Iterable[Shape]) -> Drawn:
    """All countries as one surface, without seams between them."""
    data = "".join(_way(ring) + "z" for shape in shapes for ring in shape)
    return path(data, "dossier-land") if data else Drawn()


def draw_boundaries(boundaries: Boundaries, frame: Frame) -> Drawn:
    """Borders, then coasts, as far as the frame shows them."""
    box = frame.box.grown(_BEYOND)
    data = {"border": "", "coast": ""}
    for line in boundaries.lines:
        if line.kind in data:
            for run in runs_in(map(frame.place, line.way), box):
                data[line.kind] += _way(run)
    return joined(path(ways, f"dossier-{kind}") for kind, ways in data.items() if ways)


def _way(vertices: Sequence[Vertex]) -> str:
    """Path data in which each step is relative to the one before, which is shorter.

    Rounding to tenths before taking differences keeps the errors from adding up.
    """
    x, y = (round(value * 10) for value in vertices[0])
    steps = [f"M{point(x / 10, y / 10)}l"]
    for vertex in vertices[1:]:
        right, down = round(vertex[0] * 10) - x, round(vertex[1] * 10) - y
        if right or down:
            steps.append(f"{point(right / 10, down / 10)} ")
        x, y = x + right, y + down
    return "".join(steps).rstrip()


def draw_degrees(frame: Frame) -> Drawn:
    """Whole degrees as faint lines."""
    (north, west), (south, east) = frame.corners
    step = max(1, round((north - south) / _MOST_DEGREE_LINES))
    data = ""
    for latitude in range(math.ceil(south / step) * step, math.ceil(north), step):
        data += f"M0 {num(frame.place((latitude, 0))[1])}H{num(frame.width)}"
    for longitude in range(math.ceil(west / step) * step, math.ceil(east), step):
        data += f"M{num(frame.place((0, longitude))[0])} 0V{num(frame.height)}"
    return path(data, "dossier-degrees") if data else Drawn()


def scale_of(frame: Frame) -> tuple[float, int]:
    """How long the bar of the scale is, and the kilometres that it stands for.

    It takes the longest of the round lengths that is at most a quarter of the picture.
    """
    kilometres = next((one for one in _LENGTHS if frame.length(one) <= frame.width / 4), 1)
    return frame.length(kilometres), kilometres


def scale_room(frame: Frame) -> Box:
    """The room of the scale in the lower left corner, which no name may cover."""
    length, _ = scale_of(frame)
    return Box(8, frame.height - 26, length + 20, frame.height)


def draw_scale(frame: Frame) -> Drawn:
    """A bar with an end on each side, 12 off the left and 10 off the lower edge, and its length."""
    length, kilometres = scale_of(frame)
    base = frame.height - 10
    bar = f"M12 {num(base - 4)}v4h{num(length)}v-4"
    words = text([f"{kilometres:,} km"], 12 + length / 2, base - 4, anchor="middle")
    attributes = {"class": "dossier-scale", "aria-hidden": "true"}
    return element("g", attributes, path(bar), words)
