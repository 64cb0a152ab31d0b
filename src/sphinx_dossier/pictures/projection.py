"""The ground of a map: from degrees to the picture, land, water, borders."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.pictures.svg import Box, Drawn, path, point

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.core.boundaries import Boundaries, Point

KILOMETRES: Final = 111.2
"""A degree of latitude."""


class Frame(NamedTuple):
    """A part of the world in a picture of ``width`` and ``height``.

    Plate carrée, squeezed so that a kilometre is as long to the east as to the north at the mean
    latitude; ``scale`` is the length of a degree of latitude.
    """

    centre: Point
    scale: float
    squeeze: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        """The whole picture."""
        return Box(0, 0, self.width, self.height)

    def place(self, point: Point) -> tuple[float, float]:
        """Where a (latitude, longitude) stands in the picture."""
        x = (point[1] - self.centre[1]) * self.squeeze * self.scale
        y = (self.centre[0] - point[0]) * self.scale
        return self.width / 2 + x, self.height / 2 + y

    def shows(self, point: Point, margin: float = 0) -> bool:
        """Whether a point stands in the picture, ``margin`` off its edge."""
        x, y = self.place(point)
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin

    @property
    def corners(self) -> tuple[Point, Point]:
        """The north-western and the south-eastern corner."""
        up = self.height / 2 / self.scale
        right = self.width / 2 / self.scale / self.squeeze
        latitude, longitude = self.centre
        return (latitude + up, longitude - right), (latitude - up, longitude + right)


def squeeze_of(points: Sequence[Point]) -> float:
    """How much shorter a degree is to the east than to the north at the mean latitude."""
    mean = sum(point[0] for point in points) / len(points)
    return max(math.cos(math.radians(mean)), 0.05)


def fit(
    points: Sequence[Point], squeeze: float, size: tuple[float, float], margin: tuple[float, float]
) -> Frame:
    """The frame of ``size`` that shows all points, ``margin`` off its sides and ends."""
    latitudes, longitudes = zip(*points, strict=True)
    high, wide = max(latitudes) - min(latitudes), (max(longitudes) - min(longitudes)) * squeeze
    # Not nearer than some fifteen kilometres from edge to edge: a place is no point.
    room = [(size[0] - 2 * margin[0]) / max(wide, 0.1), (size[1] - 2 * margin[1]) / max(high, 0.1)]
    centre = ((max(latitudes) + min(latitudes)) / 2, (max(longitudes) + min(longitudes)) / 2)
    return Frame(centre, min(room), squeeze, *size)


def typical(points: Sequence[Point], squeeze: float) -> list[Point]:
    """The points without those that lie so far off that they would squeeze the others."""
    middle = (_median(point[0] for point in points), _median(point[1] for point in points))
    away = [math.hypot(point[0] - middle[0], (point[1] - middle[1]) * squeeze) for point in points]
    limit = max(5 * _median(away), 0.1)
    return [point for point, distance in zip(points, away, strict=True) if distance <= limit]


def _median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def clip(ring: Sequence[tuple[float, float]], box: Box) -> list[tuple[float, float]]:
    """The part of a ring inside ``box`` (Sutherland and Hodgman)."""
    result = list(ring)
    edges = ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1))
    for axis, limit, sign in edges:
        before, result = result, []
        for at, end in enumerate(before):
            start = before[at - 1]
            is_in = sign * end[axis] >= sign * limit
            if is_in != (sign * start[axis] >= sign * limit):
                share = (limit - start[axis]) / (end[axis] - start[axis])
                other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
                result.append((limit, other) if axis == 0 else (other, limit))
            if is_in:
                result.append(end)
    return result


def rings(boundaries: Boundaries, frame: Frame) -> dict[str, list[list[tuple[float, float]]]]:
    """For each country that the frame shows, its rings in the picture."""
    room = frame.box.grown(4)
    found = {}
    for area in boundaries.areas:
        clipped = (clip([frame.place(point) for point in ring], room) for ring in area.rings)
        kept = [ring for ring in clipped if len(ring) > 2]
        if kept:
            found[area.name] = kept
    return found


def land(shapes: Iterable[list[list[tuple[float, float]]]]) -> list[Drawn]:
    """All countries as one surface."""
    data = "".join(_path(ring) + "z" for shape in shapes for ring in shape)
    return [path(data, "dossier-land")] if data else []


def lines(boundaries: Boundaries, frame: Frame) -> list[Drawn]:
    """Borders, then coasts, as far as the frame shows them."""
    room = frame.box.grown(4)
    paths = {"border": "", "coast": ""}
    for line in boundaries.lines:
        if line.kind in paths:
            for run in _runs([frame.place(point) for point in line.way], room):
                paths[line.kind] += _path(run)
    return [path(data, f"dossier-{kind}") for kind, data in paths.items() if data]


def _runs(points: Sequence[tuple[float, float]], room: Box) -> Iterable[list[tuple[float, float]]]:
    """The pieces of a line that touch ``room``, with one point beyond it at each end."""
    run: list[tuple[float, float]] = []
    for start, end in pairwise(points):
        sides = (sorted((start[0], end[0])), sorted((start[1], end[1])))
        span = Box(sides[0][0], sides[1][0], sides[0][1] + 0.01, sides[1][1] + 0.01)
        if span.meets(room):
            run = run or [start]
            run.append(end)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _path(points: Sequence[tuple[float, float]]) -> str:
    """A path in whole tenths, each step relative to the one before."""
    x, y = (round(value * 10) for value in points[0])
    found = [f"M{point(x / 10, y / 10)}l"]
    for end in points[1:]:
        right, down = round(end[0] * 10) - x, round(end[1] * 10) - y
        if right or down:
            found.append(f"{point(right / 10, down / 10)} ")
        x, y = x + right, y + down
    return "".join(found).rstrip()


def is_inside(point: tuple[float, float], shape: Iterable[Sequence[tuple[float, float]]]) -> bool:
    """Whether a point lies in a shape of rings (even-odd)."""
    x, y = point
    inside = False
    for ring in shape:
        for at, end in enumerate(ring):
            start = ring[at - 1]
            if (start[1] > y) != (end[1] > y):
                share = (y - start[1]) / (end[1] - start[1])
                if x < start[0] + share * (end[0] - start[0]):
                    inside = not inside
    return inside


def scale_bar(frame: Frame) -> tuple[float, str]:
    """A length for the scale, at most a quarter of the picture wide, and its words."""
    for length in (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1):
        wide = length / KILOMETRES * frame.scale
        if wide <= frame.width / 4:
            return wide, f"{length:,} km"
    return frame.scale / KILOMETRES, "1 km"
