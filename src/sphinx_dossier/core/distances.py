"""How far two points of the Earth lie from each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_RADIUS: Final = 6371.0088
"""The mean radius of the Earth in km, of the GRS 80 ellipsoid (Moritz 2000)."""
_POINTS: Final = ("north", "north-east", "east", "south-east", "south", "south-west", "west",
                  "north-west")  # fmt: skip


def distance_km(start: Sequence[float], end: Sequence[float]) -> float:
    """The great-circle distance of two points in km, each a latitude and a longitude in degrees.

    By the haversine formula, which keeps its precision for points that are near each other.
    """
    south, north = math.radians(start[0]), math.radians(end[0])
    across = math.radians(end[1] - start[1])
    chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(across / 2) ** 2
    )
    # Rounding may lift the root above 1, of which there is no arc sine.
    return 2 * _RADIUS * math.asin(min(1.0, math.sqrt(chord)))


def direction(start: Sequence[float], end: Sequence[float]) -> str:
    """The point of the compass in which ``end`` lies, seen from ``start``: ``north-east``."""
    south, north = math.radians(start[0]), math.radians(end[0])
    across = math.radians(end[1] - start[1])
    east = math.sin(across) * math.cos(north)
    up = math.cos(south) * math.sin(north) - math.sin(south) * math.cos(north) * math.cos(across)
    return _POINTS[round(math.degrees(math.atan2(east, up)) / 45) % 8]
