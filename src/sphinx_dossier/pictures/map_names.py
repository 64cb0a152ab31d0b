"""The names of countries and waters, where a map has room for them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.pictures.lettering import text_width
from sphinx_dossier.pictures.polygons import contains
from sphinx_dossier.pictures.svg import Box, Drawn, element, is_free, text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.boundaries import Water
    from sphinx_dossier.pictures.map_labels import Letters
    from sphinx_dossier.pictures.polygons import Shape
    from sphinx_dossier.pictures.projection import Frame

# The letter-spacing of countries is that of the style sheet.
_COUNTRY_SPACING: Final = 0.5
# Capitals with the room between them and other words are a little higher than their size.
_ABOVE_CAPITALS: Final = 1.5
# The least distance of a name from the edge of the picture.
_EDGE: Final = 6
# The raster on which names of countries are tried: finer ones look no better and take long.
_STEP: Final = 7


class CountryName(NamedTuple):
    """The name of a country: the middle of its base, and its room."""

    name: str
    x: float
    y: float
    box: Box


def country_places(
    shapes: Mapping[str, Shape], frame: Frame, letters: Letters, taken: Sequence[Box]
) -> dict[str, list[CountryName]]:
    """For each country the places where its name lies inside it and meets nothing of ``taken``.

    The best place of each comes first: where the name lies most inside, and there furthest from the
    outline.
    """
    found = {}
    for name, shape in shapes.items():
        width = text_width(name.upper(), letters.size) + len(name) * _COUNTRY_SPACING
        places = _places_in(shape, frame, width, letters.size, taken)
        best_first = sorted(places, key=lambda place: place[0], reverse=True)
        found[name] = [CountryName(name, *base, box) for _, base, box in best_first]
    return found


def countries_of(
    places: Mapping[str, Sequence[CountryName]], first: Container[str], taken: Sequence[Box]
) -> list[CountryName]:
    """The names of countries at the best of their places that meets nothing of ``taken``.

    Those that are in ``first``, in lower case, come first, as they matter more here.
    """
    names: list[CountryName] = []
    for name in sorted(places, key=lambda name: (name.casefold() not in first, name)):
        boxes = [*taken, *(one.box for one in names)]
        names += next(([one] for one in places[name] if is_free(one.box.grown(2), boxes)), [])
    return names


def draw_countries(
    names: Iterable[CountryName],
    letters: Letters,
    links: Mapping[str, Link],
    locate: Callable[[Link], str],
) -> Drawn:
    """The names of countries, those of ``links`` as links; its keys are in lower case."""
    drawn = []
    for name, x, y, _ in names:
        words = text([name.upper()], x, y, anchor="middle")
        link = links.get(name.casefold())
        drawn.append(element("a", {"href": locate(link)}, words) if link else words)
    return _group("dossier-country", letters, drawn)


def _group(kind: str, letters: Letters, names: Sequence[Drawn]) -> Drawn:
    return element("g", {"class": f"{kind} {letters.css_class}"}, *names) if names else Drawn()


def _places_in(
    shape: Shape, frame: Frame, width: float, size: float, taken: Sequence[Box]
) -> Iterator[tuple[tuple[int, float], tuple[float, float], Box]]:
    """Places for a name of a width: how good each is, the middle of its base, and its room."""
    outline = [vertex for ring in shape for vertex in ring]
    height = size + _ABOVE_CAPITALS
    for x, y in _raster(frame, width, height):
        box = Box(x - width / 2, y - height, x + width / 2, y + 2)
        # Capitals are some three quarters of their size high.
        middle = y - 0.38 * size
        if not is_free(box.grown(2), taken) or not contains(shape, (x, middle)):
            continue
        rim = [(px, py) for px in (box.left, x, box.right) for py in (box.top, box.bottom)]
        inside = sum(contains(shape, vertex) for vertex in rim)
        # One of the six corners and middles may lie outside, as no country is a rectangle.
        if inside >= len(rim) - 1:
            # An outline above or below may be nearer than one at the side: names are flat.
            distance = min(math.hypot(x - px, (y - py) * 1.5) for px, py in outline)
            yield (inside, distance), (x, y), box


def _raster(frame: Frame, width: float, height: float) -> Iterator[tuple[int, int]]:
    """The middles of the base of a name of a size, wherever it stays in the picture."""
    for y in range(int(height) + _EDGE, int(frame.height) - _EDGE, _STEP):
        for x in range(int(width / 2) + _EDGE, int(frame.width - width / 2) - _EDGE + 1, _STEP):
            yield x, y


def draw_water_names(
    waters: Iterable[Water], frame: Frame, letters: Letters, taken: list[Box]
) -> Drawn:
    """The names of waters, each word below the other, where they meet nothing else.

    Their room is added to ``taken``.
    """
    names = []
    for water in waters:
        x, y = frame.place(water.at)
        words = water.name.split(" ")
        width = max(text_width(word, letters.size) for word in words)
        # Waters may go on beyond the picture, their names may not.
        x = min(x, frame.width - width / 2 - _EDGE)
        # From above the letters of the first word to below those of the last one.
        bottom = y + letters.leading * (len(words) - 1) + 4
        box = Box(x - width / 2, y - letters.size, x + width / 2, bottom)
        if frame.box.holds(box) and is_free(box, taken):
            taken.append(box)
            names.append(text(words, x, y, letters.leading, anchor="middle"))
    return _group("dossier-water-name", letters, names)
