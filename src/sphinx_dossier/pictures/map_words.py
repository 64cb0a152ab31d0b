"""The words of a panel in one size: names of places, and of the countries around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.pictures.map_labels import Label, Letters, labels_of
from sphinx_dossier.pictures.map_names import CountryName, countries_of, country_places
from sphinx_dossier.pictures.polygons import contains

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from sphinx_dossier.pictures.map_labels import Mark
    from sphinx_dossier.pictures.polygons import Shape
    from sphinx_dossier.pictures.projection import Frame
    from sphinx_dossier.pictures.svg import Box


class Words(NamedTuple):
    """Words of one size: a label or none for each mark, names of countries, and all room taken."""

    letters: Letters
    labels: list[Label | None]
    countries: list[CountryName]
    taken: list[Box]


def words_of(
    marks: Sequence[Mark],
    frame: Frame,
    shapes: Mapping[str, Shape],
    letters: Letters,
    first: Container[str],
    taken: Sequence[Box],
) -> Words:
    """Words beside marks, in countries, and over nothing that is taken.

    ``first`` are the countries that matter most, in lower case.
    """
    rooms = [mark.room for mark in marks]
    around = [*taken, *rooms]
    labels = labels_of(marks, frame, letters, taken)
    places = country_places(shapes, frame, letters, around)
    countries = countries_of(places, first, _boxes(labels))
    every = countries_of(places, first, ())
    lost = [one for one in every if one.name not in {named.name for named in countries}]
    if lost:
        # A small country may have one place for its name, which a town could do without.
        moved = labels_of(marks, frame, letters, [*taken, *_boxes(lost)])
        rest = {one.name: places[one.name] for one in countries}
        more = [*lost, *countries_of(rest, first, [*_boxes(lost), *_boxes(moved)])]
        if sum(map(bool, moved)) >= sum(map(bool, labels)) and len(more) > len(countries):
            labels, countries = moved, more
        elif any(mark.spot.is_disputed for mark in marks):
            # To name one of two neighbours beside places in dispute would be read as an opinion.
            countries = [one for one in countries if not _has_mark(shapes[one.name], marks)]
    boxes = [*around, *_boxes(labels), *_boxes(countries)]
    return Words(letters, labels, countries, boxes)


def _has_mark(country: Shape, marks: Iterable[Mark]) -> bool:
    return any(contains(country, (mark.x, mark.y)) for mark in marks)


def _boxes(words: Sequence[Label | CountryName | None]) -> list[Box]:
    return [one.box for one in words if one]
