"""What a map shows: places with their names, coordinates and weight."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.filters import Filter, passing
from sphinx_dossier.answers.page_links import Link, link
from sphinx_dossier.core.as_of import is_later
from sphinx_dossier.core.noted_reads import unnoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.boundaries import Boundaries
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Place


class Spot(NamedTuple):
    """A place: its names in alphabetical order, where it is, and how much is tied to it.

    ``later`` counts events and claims after the as-of day, which add nothing to its weight.

    ``is_disputed`` says that it lies within different places according to different actors, or
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
    later: int = 0

    @property
    def weight(self) -> int:
        """How many events and claims are tied to the place."""
        return self.events + self.claims


class Geography(NamedTuple):
    """The places of a map by name, and the boundaries below them.

    ``has_anchors`` says that links to a place on the map lead to this one.
    """

    spots: tuple[Spot, ...]
    boundaries: Boundaries | None
    has_anchors: bool = False


def geography(index: Index, wanted: Filter) -> Geography:
    """All places with coordinates, and those without that events or claims are tied to.

    The filter chooses the events and claims that are counted.
    """
    later: Counter[str] = Counter()
    counts = {kind: _counts(index, wanted, kind, later) for kind in ("event", "claim")}
    spots = [
        _spot(index, place, counts["event"][place.id], counts["claim"][place.id])._replace(
            later=later[place.id]
        )
        for place in index.places.values()
    ]
    # A place with neither cannot be drawn, and the list has nothing to say of it; nor of one of
    # another site that nothing here is tied to.
    shown = [
        spot
        for spot in spots
        if spot.weight or spot.later or (spot.coord and spot.link.anchor in index.home)
    ]
    # Places may share a name: then the anchor decides, so that
    # the order is the same at every build.
    shown.sort(key=lambda spot: (spot.link.label.casefold(), spot.link.anchor))
    return Geography(tuple(shown), index.boundaries)


def _counts(index: Index, wanted: Filter, kind: str, later: Counter[str]) -> Counter[str]:
    """How much of a kind is tied to each place; what is later is added to ``later``."""
    counts: Counter[str] = Counter()
    if wanted.kind in ("", kind):
        # Who counts objects has not looked at what they are called.
        for places, is_of_later in unnoted(lambda: [*_places_of(index, wanted, kind)]):
            (later if is_of_later else counts).update(places)
    return counts


def _places_of(index: Index, wanted: Filter, kind: str) -> Iterator[tuple[set[str], bool]]:
    """For each object of a kind, the places that it is tied to, and whether it is later."""
    # A set: a place counts once for each, however often it is named there.
    if kind == "event":
        for event in passing(index, index.events, wanted):
            yield {*event.at}, is_later(index.when.get(event.id), index.day)
    else:
        for claim in passing(index, index.claims, wanted):
            yield {*claim.at, *claim.to}, index.is_later(claim.id)


def _spot(index: Index, place: Place, events: int, claims: int) -> Spot:
    # Authors write both names of a contested place; in the order of the alphabet none comes first
    # for a reason.
    names = tuple(sorted(place.name.split(" / "), key=str.casefold))
    disputed = _disputed(index, place)
    around = tuple(key for key in disputed if key != place.id and index.places[key].coord is None)
    known = (place.coord, place.precision, events, claims, bool(disputed), around)
    return Spot(link(index, place.id), names, *known)


def _disputed(index: Index, place: Place) -> tuple[str, ...]:
    """The place and those it lies in, as far as the parent of each is in dispute."""
    around = (index.places[key] for key in index.around(place.id) if key in index.places)
    return tuple(one.id for one in around if len({parent.place for parent in one.within}) > 1)
