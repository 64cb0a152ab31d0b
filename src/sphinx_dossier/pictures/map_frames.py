"""What a map shows: two panels, which part of the world each shows, and which places are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.pictures.projection import Frame, across_180, fit, squeeze_of, to_east, typical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dossier.answers.geography import Geography, Spot
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.boundaries import Position

REGION: Final = (370.0, 304.0)
CLOSE_UP: Final = (290.0, 304.0)
"""Width and height of the panels, which lie side by side in one height. In a column of 52 rem, as
the style sheet has it, names of size 13 come out at the size of the text around the picture."""
LOCATOR: Final = (272.0, 224.0)
"""Width and height of a locator, which is as wide in the page, so that its letters keep their size.
"""
MOST_MARKS: Final = 240
"""What a picture of a hundred kilobytes can hold; the list behind it holds all places."""

# Margins of the outermost places, left and right, above and below: room for their names. In the
# region the names of countries need more of it.
_REGION_MARGIN: Final = (48, 40)
_LOCATOR_MARGIN: Final = (34, 28)
_CLOSE_UP_MARGIN: Final = (40, 44)
_CLOSE_UP_MARGIN_WITH_NEIGHBOURS: Final = (34, 34)
# A place so little beyond the edge of the close-up would have its name cut: it is taken in.
_NEIGHBOURHOOD: Final = 24
# Nearer to the edge marks would be cut; the close-up has the heavier ones.
_LEAST_TO_EDGE_OF_REGION: Final = 6
_LEAST_TO_EDGE_OF_CLOSE_UP: Final = 8


class MapFrames(NamedTuple):
    """The region with the places that only it shows; the close-up with its own, if there is one.

    ``disputed`` are the places that the close-up is about, ``area`` what they lie in, and
    ``absent`` counts places with coordinates that neither panel shows. Places are in the order of
    their weight.
    """

    region: Frame
    close_up: Frame | None
    in_region: list[Spot]
    in_close_up: list[Spot]
    disputed: list[Spot]
    area: Link | None
    absent: int

    @property
    def drawn(self) -> list[Spot]:
        """The places that have a mark in one of the panels."""
        return [*self.in_close_up, *self.in_region]


def frames_of(answer: Geography) -> MapFrames | None:
    """The panels of a map; none where no place has coordinates."""
    placed = [spot for spot in side_by_side(answer.spots) if spot.coord]
    placed.sort(key=lambda spot: (-spot.weight, spot.link.label.casefold()))
    kept = placed[:MOST_MARKS]
    points = _points(kept)
    if not points:
        return None
    # Both panels are squeezed alike, so that a shape has the same look in both.
    squeeze = squeeze_of(points)
    disputed = [spot for spot in kept if spot.is_disputed]
    region = fit(typical(points, squeeze), squeeze, REGION, _REGION_MARGIN)
    # One place has no extent that a close-up could show.
    close_up = _close_up(_points(disputed), points, squeeze) if len(disputed) > 1 else None
    in_close_up = [
        spot for spot in kept if close_up and _is_in(close_up, spot, _LEAST_TO_EDGE_OF_CLOSE_UP)
    ]
    in_region = [
        spot
        for spot in kept
        if spot not in in_close_up and _is_in(region, spot, _LEAST_TO_EDGE_OF_REGION)
    ]
    absent = len(placed) - len(in_close_up) - len(in_region)
    area = _area(answer, disputed)
    return MapFrames(region, close_up, in_region, in_close_up, disputed, area, absent)


def side_by_side(spots: Sequence[Spot]) -> list[Spot]:
    """The places with longitudes that go on beyond 180° where they lie on both sides of it."""
    if not across_180(spot.coord[1] for spot in spots if spot.coord):
        return [*spots]
    return [
        spot._replace(coord=(spot.coord[0], to_east(spot.coord[1]))) if spot.coord else spot
        for spot in spots
    ]


def locator_frame(spots: Sequence[Spot], located: Sequence[Spot]) -> Frame:
    """What a locator shows: where all places lie, and in any case those that are to be located."""
    points, asked = _points(spots), _points(located)
    squeeze = squeeze_of(points)
    return fit([*typical(points, squeeze), *asked], squeeze, LOCATOR, _LOCATOR_MARGIN)


def _points(spots: Sequence[Spot]) -> list[Position]:
    return [spot.coord for spot in spots if spot.coord]


def _close_up(inner: list[Position], points: list[Position], squeeze: float) -> Frame:
    """The frame of the disputed places, moved so that none nearby lies on its edge."""
    frame = fit(typical(inner, squeeze), squeeze, CLOSE_UP, _CLOSE_UP_MARGIN)
    beside = [point for point in points if frame.shows(point, -_NEIGHBOURHOOD)]
    return fit(beside, squeeze, CLOSE_UP, _CLOSE_UP_MARGIN_WITH_NEIGHBOURS)


def _is_in(frame: Frame, spot: Spot, margin: float) -> bool:
    return spot.coord is not None and frame.shows(spot.coord, margin)


def _area(answer: Geography, disputed: Sequence[Spot]) -> Link | None:
    """The place without coordinates in which most of the disputed places lie."""
    # Spots hold ids; an area that nothing is tied to has no spot, and so no name here.
    links = {spot.link.anchor: spot.link for spot in answer.spots}
    areas = [links[name] for spot in disputed for name in spot.around if name in links]
    return max(sorted(set(areas)), key=areas.count, default=None)
