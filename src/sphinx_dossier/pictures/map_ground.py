"""What lies under the marks of a map: land, boundaries, degrees, hatching, and the scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from sphinx_dossier.locale import words
from sphinx_dossier.pictures.lettering import text_width
from sphinx_dossier.pictures.polygons import Shape, Vertex, clip, runs_in
from sphinx_dossier.pictures.svg import Box, Drawn, element, joined, num, path, point, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dossier.core.boundaries import Boundaries, Position
    from sphinx_dossier.pictures.map_labels import Letters
    from sphinx_dossier.pictures.projection import Frame
    from sphinx_dossier.pictures.svg import Attributes

# How far land and lines are drawn beyond the edge, so that no stroke or clipped side shows.
_BEYOND: Final = 4.0
# Kilometres that a scale may show.
_LENGTHS: Final = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
# About how many lines of latitude a panel has: enough to compare, too few to be a grid.
_DEGREE_LINES: Final = 4
# How far hatching reaches around a place, as a part of the height of the close-up: so far that the
# circles of neighbours run into each other, and none has a shape of its own.
_REACH: Final = 0.17
# The lines of the hatching from the left to the right of a panel, whatever its scale.
_LINES: Final = 60
# How far the bar of the scale is off the left edge.
_SCALE_LEFT: Final = 12.0


def country_shapes(boundaries: Boundaries | None, frame: Frame) -> dict[str, Shape]:
    """The countries that the frame shows, by name, in the picture."""
    box = frame.box.grown(_BEYOND)
    shapes = {}
    for area in boundaries.areas if boundaries else ():
        clipped = (clip(way, box) for ring in area.rings for way in _ways_in(frame, ring))
        # Fewer than three corners are no surface.
        shape = [ring for ring in clipped if len(ring) > 2]
        if shape:
            shapes[area.name] = shape
    return shapes


def _ways_in(frame: Frame, way: Iterable[Position]) -> Iterator[list[Vertex]]:
    """A line in the picture; once more where the frame goes on beyond 180°."""
    corners = [*way]
    (_, west), (_, east) = frame.corners
    turns = (0, *([360] if east > 180 else []), *([-360] if west < -180 else []))
    for turn in turns:
        yield [frame.place((latitude, longitude + turn)) for latitude, longitude in corners]


def draw_land(shapes: Iterable[Shape]) -> Drawn:
    """All countries as one surface: two would leave a seam of water between them."""
    data = "".join(_way(ring) + "z" for shape in shapes for ring in shape)
    return path(data, "dossier-land") if data else Drawn()


def draw_boundaries(boundaries: Boundaries, frame: Frame) -> Drawn:
    """Borders, then coasts, as far as the frame shows them; each kind is one path."""
    box = frame.box.grown(_BEYOND)
    data = {"border": "", "coast": ""}
    for line in boundaries.lines:
        if line.kind in data:
            runs = (run for way in _ways_in(frame, line.way) for run in runs_in(way, box))
            data[line.kind] += "".join(_way(run) for run in runs)
    return joined(path(ways, f"dossier-{kind}") for kind, ways in data.items() if ways)


def _way(vertices: Sequence[Vertex]) -> str:
    """Path data in which each step is relative to the one before, which is shorter."""
    # Rounded to tenths before differences are taken: rounding errors would add up along a coast.
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
    # Multiples of the step, so that both panels show the same degrees where they can.
    step = max(1, round((north - south) / _DEGREE_LINES))
    data = ""
    for latitude in range(math.ceil(south / step) * step, math.ceil(north), step):
        data += f"M0 {num(frame.place((latitude, 0))[1])}H{num(frame.width)}"
    for longitude in range(math.ceil(west / step) * step, math.ceil(east), step):
        data += f"M{num(frame.place((0, longitude))[0])} 0V{num(frame.height)}"
    return path(data, "dossier-degrees") if data else Drawn()


def draw_hatching(points: Iterable[Position], frame: Frame, close_up: Frame, key: str) -> Drawn:
    """Hatching around places of the close-up, in either panel; ``key`` begins its ids.

    A pattern is drawn over the whole panel and shown through a mask of circles that fade out.
    """
    # Measured on the ground: the height of the close-up in degrees, at the scale of this panel.
    reach = _REACH * close_up.height / close_up.scale * frame.scale
    circles = [
        element("circle", {"cx": x, "cy": y, "r": reach, "fill": f"url(#{key}-s)"})
        for x, y in map(frame.place, points)
    ]
    size: Attributes = {"width": frame.width, "height": frame.height}
    units: Attributes = {"id": f"{key}-m", "maskUnits": "userSpaceOnUse", "x": 0, "y": 0}
    mask = element("mask", {**units, **size}, *circles)
    definitions = element("defs", {}, _fade(f"{key}-s"), _pattern(f"{key}-p", frame), mask)
    fill = {"fill": f"url(#{key}-p)", "mask": f"url(#{key}-m)"}
    return joined([definitions, element("rect", {**size, **fill})])


def _fade(identifier: str) -> Drawn:
    """From white, which in a mask shows what is masked, to nothing."""
    stops = (
        element("stop", {"stop-color": "#fff", "stop-opacity": ".8"}),
        element("stop", {"offset": 1, "stop-color": "#fff", "stop-opacity": 0}),
    )
    return element("radialGradient", {"id": identifier}, *stops)


def _pattern(identifier: str, frame: Frame) -> Drawn:
    """Parallel lines that rise to the right."""
    step = frame.width / _LINES
    # The line is drawn at 1: at 0 the edge of the tile would cut off half of it.
    attributes: Attributes = {
        "id": identifier,
        "width": step,
        "height": step,
        "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
    }
    return element("pattern", attributes, path(f"M1 0V{num(step)}", "dossier-hatch"))


def scale_of(frame: Frame) -> tuple[float, int]:
    """How long the bar of the scale is, and how many kilometres that is.

    It takes the longest of the round lengths that is at most a quarter of the picture.
    """
    kilometres = next((one for one in _LENGTHS if frame.length(one) <= frame.width / 4), 1)
    return frame.length(kilometres), kilometres


def scale_room(frame: Frame, letters: Letters) -> Box:
    """The room of the scale in the lower left corner, which no name may cover."""
    length, kilometres = scale_of(frame)
    # Its words stand above the bar, and begin and end with it or are wider.
    wide = max(length, text_width(_kilometres(kilometres), letters.size))
    return Box(8, frame.height - 15 - letters.size, _SCALE_LEFT + wide + 8, frame.height)


def draw_scale(frame: Frame, sizes: Iterable[Letters]) -> Drawn:
    """A bar with an end on each side, 10 off the lower edge, and its length in each size."""
    length, kilometres = scale_of(frame)
    base = frame.height - 10
    bar = f"M{num(_SCALE_LEFT)} {num(base - 4)}v4h{num(length)}v-4"
    said = _kilometres(kilometres)
    labels = []
    for letters in sizes:
        # In the middle of the bar, but never nearer to the edge than it.
        middle = _SCALE_LEFT + max(length, text_width(said, letters.size)) / 2
        css_class = letters.css_class
        labels.append(text([said], middle, base - 4, anchor="middle", css_class=css_class))
    attributes = {"class": "dossier-scale", "aria-hidden": "true"}
    return element("g", attributes, path(bar), *labels)


def _kilometres(number: int) -> str:
    return words.say(words.KILOMETRES, number=words.number(float(number)))
