"""The names of countries and waters, where a map has room for them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from sphinx_dossier.pictures.lettering import text_width
from sphinx_dossier.pictures.polygons import contains
from sphinx_dossier.pictures.svg import Box, Drawn, element, is_free, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.boundaries import Water
    from sphinx_dossier.pictures.polygons import Shape
    from sphinx_dossier.pictures.projection import Frame

# Sizes of fonts and the letter-spacing of countries are those of the style sheet. Capitals of 10.5
# and the room between them and other words are 12 high.
_COUNTRY_SIZE: Final = 10.5
_COUNTRY_SPACING: Final = 1.2
_COUNTRY_HEIGHT: Final = 12.0
_WATER_SIZE: Final = 11.5
_WATER_LEADING: Final = 13.0
# The least distance of a name from the edge of the picture.
_EDGE: Final = 6
# The raster on which names of countries are tried: finer ones look no better and take long.
_STEP: Final = 7


def draw_country_names(
    shapes: Mapping[str, Shape],
    frame: Frame,
    links: Mapping[str, Link],
    taken: list[Box],
    locate: Callable[[Link], str],
) -> Drawn:
    """The names of countries inside them.

    ``links`` are the places of the map by their names in lower case. Countries that are among them
    come first, as they matter more here.
    """
    names = []
    for name in sorted(shapes, key=lambda name: (name.casefold() not in links, name)):
        place = _roomiest(name, shapes[name], frame, taken)
        if place:
            words = text([name.upper()], *place, anchor="middle")
            link = links.get(name.casefold())
            names.append(element("a", {"href": locate(link)}, words) if link else words)
    return element("g", {"class": "dossier-country"}, *names) if names else Drawn()


def _roomiest(
    name: str, shape: Shape, frame: Frame, taken: list[Box]
) -> tuple[float, float] | None:
    """Where a name lies most inside a country, and there furthest from its outline.

    Its room is added to ``taken``.
    """
    width = text_width(name.upper(), _COUNTRY_SIZE) + len(name) * _COUNTRY_SPACING
    places = _places_in(shape, frame, width, taken)
    best = max(places, key=lambda place: place[0], default=None)
    if best is None:
        return None
    _, base, box = best
    taken.append(box)
    return base


def _places_in(
    shape: Shape, frame: Frame, width: float, taken: Sequence[Box]
) -> Iterator[tuple[tuple[int, float], tuple[float, float], Box]]:
    """Places for a name of a width: how good each is, the middle of its base, and its room."""
    outline = [vertex for ring in shape for vertex in ring]
    for x, y in _raster(frame, width):
        box = Box(x - width / 2, y - _COUNTRY_HEIGHT, x + width / 2, y + 2)
        # Capitals are some 8 high: 4 above their base is their middle.
        if not is_free(box.grown(2), taken) or not contains(shape, (x, y - 4)):
            continue
        rim = [(px, py) for px in (box.left, x, box.right) for py in (box.top, box.bottom)]
        inside = sum(contains(shape, vertex) for vertex in rim)
        # One of the six corners and middles may lie outside, as no country is a rectangle.
        if inside >= len(rim) - 1:
            # An outline above or below may be nearer than one at the side: names are flat.
            distance = min(math.hypot(x - px, (y - py) * 1.5) for px, py in outline)
            yield (inside, distance), (x, y), box


def _raster(frame: Frame, width: float) -> Iterator[tuple[int, int]]:
    """The middles of the base of a name of a width, wherever it stays in the picture."""
    for y in range(int(_COUNTRY_HEIGHT) + _EDGE, int(frame.height) - _EDGE, _STEP):
        for x in range(int(width / 2) + _EDGE, int(frame.width - width / 2) - _EDGE + 1, _STEP):
            yield x, y


def draw_water_names(waters: Iterable[Water], frame: Frame, taken: list[Box]) -> Drawn:
    """The names of waters, each word below the other, where they meet nothing else."""
    names = []
    for water in waters:
        x, y = frame.place(water.at)
        words = water.name.split(" ")
        width = max(text_width(word, _WATER_SIZE) for word in words)
        # Waters may go on beyond the picture, their names may not.
        x = min(x, frame.width - width / 2 - _EDGE)
        # From above the letters of the first word to below those of the last one.
        bottom = y + _WATER_LEADING * (len(words) - 1) + 4
        box = Box(x - width / 2, y - 12, x + width / 2, bottom)
        if frame.box.holds(box) and is_free(box, taken):
            taken.append(box)
            names.append(text(words, x, y, _WATER_LEADING, anchor="middle"))
    return element("g", {"class": "dossier-water-name"}, *names) if names else Drawn()
