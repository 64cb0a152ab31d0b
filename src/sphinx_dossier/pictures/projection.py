"""From degrees to the picture: which part of the world a panel shows, and at which scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.pictures.svg import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.core.boundaries import Position

KILOMETRES_PER_DEGREE: Final = 111.2
"""How long a degree of latitude is: the mean circumference of the Earth, 40 030 km, by 360."""
# No panel shows less, in degrees: below some eleven kilometres a town is no point any more.
_LEAST_SPAN: Final = 0.1
# A place lies far off if it is more than this many median distances from the middle.
_FAR_OFF: Final = 5


class Frame(NamedTuple):
    """A part of the world in a picture of ``width`` and ``height``.

    Equirectangular (plate carrée), squeezed so that a kilometre is as long to the east as to the
    north at the mean latitude: over the few degrees of a conflict no other projection looks
    different. ``scale`` is the length of a degree of latitude.
    """

    centre: Position
    scale: float
    squeeze: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        """The whole picture."""
        return Box(0, 0, self.width, self.height)

    def place(self, point: Position) -> tuple[float, float]:
        """The x and y of a (latitude, longitude)."""
        x = (point[1] - self.centre[1]) * self.squeeze * self.scale
        y = (self.centre[0] - point[0]) * self.scale
        return self.width / 2 + x, self.height / 2 + y

    def shows(self, point: Position, margin: float = 0) -> bool:
        """Whether a point lies in the picture, at least ``margin`` off its edge."""
        x, y = self.place(point)
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin

    @property
    def corners(self) -> tuple[Position, Position]:
        """The north-western and the south-eastern corner."""
        up = self.height / 2 / self.scale
        right = self.width / 2 / self.scale / self.squeeze
        latitude, longitude = self.centre
        return (latitude + up, longitude - right), (latitude - up, longitude + right)

    def length(self, kilometres: float) -> float:
        """A length on the ground as a length in the picture."""
        return kilometres / KILOMETRES_PER_DEGREE * self.scale


def across_180(longitudes: Iterable[float]) -> bool:
    """Whether places lie closer together if the map goes on where 180° east is 180° west."""
    raw = [*longitudes]
    turned = [to_east(one) for one in raw]
    return bool(raw) and max(turned) - min(turned) < max(raw) - min(raw)


def to_east(longitude: float) -> float:
    """A longitude from 0° to 360°."""
    return longitude + 360 if longitude < 0 else longitude


def squeeze_of(points: Sequence[Position]) -> float:
    """How much shorter a degree is to the east than to the north at the mean latitude."""
    mean = sum(point[0] for point in points) / len(points)
    # At a pole it is 0, and a width divided by it has no end.
    return max(math.cos(math.radians(mean)), 0.05)


def fit(
    points: Sequence[Position],
    squeeze: float,
    size: tuple[float, float],
    margin: tuple[float, float],
) -> Frame:
    """The frame of ``size`` that shows all points, ``margin`` off its sides and its ends."""
    latitudes, longitudes = zip(*points, strict=True)
    high, wide = max(latitudes) - min(latitudes), (max(longitudes) - min(longitudes)) * squeeze
    scales = (
        (size[0] - 2 * margin[0]) / max(wide, _LEAST_SPAN),
        (size[1] - 2 * margin[1]) / max(high, _LEAST_SPAN),
    )
    centre = ((max(latitudes) + min(latitudes)) / 2, (max(longitudes) + min(longitudes)) / 2)
    return Frame(centre, min(scales), squeeze, *size)


def typical(points: Sequence[Position], squeeze: float) -> list[Position]:
    """The points without those that lie so far off that they would squeeze the others.

    Medians, unlike means, do not follow the few that are far off.
    """
    middle = (_median(point[0] for point in points), _median(point[1] for point in points))
    away = [math.hypot(point[0] - middle[0], (point[1] - middle[1]) * squeeze) for point in points]
    limit = max(_FAR_OFF * _median(away), _LEAST_SPAN)
    return [point for point, distance in zip(points, away, strict=True) if distance <= limit]


def _median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    # Of an even number the upper one: a value that occurs, not a mean of two.
    return ordered[len(ordered) // 2]
