"""Hatching around disputed places, which fades out: no line says where the dispute ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.pictures.svg import Drawn, element, joined, num, path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.boundaries import Point
    from sphinx_dossier.pictures.projection import Frame
    from sphinx_dossier.pictures.svg import Attributes

_REACH: Final = 0.17
"""How far it reaches around a place, as a part of the height of the close-up: far enough that the
circles of neighbours run into each other, and none has a shape of its own."""
_LINES: Final = 60
"""The lines of the hatching from the left to the right of a panel, whatever its scale."""


def draw_hatching(points: Iterable[Point], frame: Frame, close_up: Frame, key: str) -> Drawn:
    """Hatching around places of the close-up, in either panel; ``key`` begins its ids.

    A pattern is drawn over the whole panel and shown through a mask of circles that fade out.
    """
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
    """From white, which in a mask shows what is below, to nothing."""
    stops = (
        element("stop", {"stop-color": "#fff", "stop-opacity": ".8"}),
        element("stop", {"offset": 1, "stop-color": "#fff", "stop-opacity": 0}),
    )
    return element("radialGradient", {"id": identifier}, *stops)


def _pattern(identifier: str, frame: Frame) -> Drawn:
    """Parallel lines that rise to the right."""
    step = frame.width / _LINES
    attributes: Attributes = {
        "id": identifier,
        "width": step,
        "height": step,
        "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
    }
    return element("pattern", attributes, path(f"M1 0V{num(step)}", "dossier-hatch"))
