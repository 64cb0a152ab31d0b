"""What a map shows: places with their names, coordinates and weight."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.filters import Filter, passes
from sphinx_dossier.answers.parts import Link, link
from sphinx_dossier.locale.words import count_of

if TYPE_CHECKING:
    from sphinx_dossier.core.boundaries import Boundaries
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Place


class Spot(NamedTuple):
    """A place: its names in alphabetical order, where it is, and how much is tied to it.

    ``is_disputed`` tells that it lies within different places according to different actors, or
    within such a place; ``around`` are the disputed places without coordinates that it lies in.
    """

    link: Link
    names: tuple[str, ...]
    coord: tuple[float, float] | None
    precision: str
    events: int
    claims: int
    is_disputed: bool
    around: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How many events and claims are tied to the place."""
        return self.events + self.claims


class Geography(NamedTuple):
    """The places of a map by name, and the boundaries below them."""

    spots: tuple[Spot, ...]
    boundaries: Boundaries | None


def geography(index: Index, wanted: Filter) -> Geography:
    """All places with coordinates, and those without that events or claims are tied to.

    The filter chooses the events and claims that are counted.
    """
    counts = {kind: _counts(index, wanted, kind) for kind in ("event", "claim")}
    spots = [
        _spot(index, place, counts["event"][place.id], counts["claim"][place.id])
        for place in index.places.values()
    ]
    shown = [spot for spot in spots if spot.coord or spot.weight]
    shown.sort(key=lambda spot: (spot.link.label.casefold(), spot.link.anchor))
    return Geography(tuple(shown), index.boundaries)


def coordinates(coord: tuple[float, float]) -> str:
    """Coordinates as they are read: ``40.18° N, 44.52° E``."""
    latitude, longitude = coord
    north, east = "NS"[latitude < 0], "EW"[longitude < 0]
    return f"{abs(latitude):.2f}° {north}, {abs(longitude):.2f}° {east}"


def tied(spot: Spot) -> str:
    """How many events and claims are tied to a place, in words."""
    parts = [(spot.events, "event"), (spot.claims, "claim")]
    return ", ".join(count_of(number, thing) for number, thing in parts if number)


def _counts(index: Index, wanted: Filter, kind: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    if wanted.kind not in ("", kind):
        return counts
    things = index.events if kind == "event" else index.claims
    for thing in things.values():
        if passes(index, thing, wanted):
            counts.update({*thing.at, *getattr(thing, "to", ())})
    return counts


def _spot(index: Index, place: Place, events: int, claims: int) -> Spot:
    names = tuple(sorted(place.name.split(" / "), key=str.casefold))
    disputed = _disputed(index, place)
    around = tuple(key for key in disputed if key != place.id and index.places[key].coord is None)
    known = (place.coord, place.precision, events, claims, bool(disputed), around)
    return Spot(link(index, place.id), names, *known)


def _disputed(index: Index, place: Place) -> tuple[str, ...]:
    """The place and those it lies in, as far as the parent of each is in dispute."""
    found: dict[str, None] = {}
    seen, waiting = set[str](), [place.id]
    while waiting:
        identifier = waiting.pop(0)
        thing = index.places.get(identifier)
        if thing is None or identifier in seen:
            continue
        seen.add(identifier)
        parents = list(dict.fromkeys(parent.place for parent in thing.within))
        if len(parents) > 1:
            found[identifier] = None
        waiting += parents
    return tuple(found)
