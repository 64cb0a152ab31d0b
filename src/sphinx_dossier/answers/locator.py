"""Where on the map the places of one page are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.filters import EVERYTHING
from sphinx_dossier.answers.geography import Geography, Spot, geography
from sphinx_dossier.answers.page_links import NOWHERE, Link
from sphinx_dossier.core.anchors import map_anchor
from sphinx_dossier.core.memo import once
from sphinx_dossier.core.model import Claim, Event, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.boundaries import Boundaries
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.page import Page


class Locator(NamedTuple):
    """The places of a page, and around them those of all pages, which say how far it reaches.

    ``whole`` leads to the map of all places, if a page has one. ``is_own`` says that the page
    itself defines the places, so that their coordinates stand on it already.
    """

    spots: tuple[Spot, ...]
    around: tuple[Spot, ...]
    boundaries: Boundaries | None
    whole: Link
    is_own: bool


def locator(index: Index, docname: str, whole: Link = NOWHERE) -> Locator:
    """The places that a page defines; on a page without any, those that its objects name."""
    page = index.pages[docname]
    own = {one.id for one in index.owned_by(page) if isinstance(one, Place) and one.coord}
    wanted = own or {*_named(index, page)}
    everywhere = _everywhere(index)
    spots = [one for one in everywhere.spots if one.coord]
    return Locator(
        tuple(one for one in spots if one.link.anchor in wanted),
        # Without their numbers, so that a claim on one page changes no other page.
        tuple(
            one._replace(events=0, claims=0, later=0)
            for one in spots
            if one.link.anchor not in wanted
        ),
        everywhere.boundaries,
        whole,
        is_own=bool(own),
    )


def _named(index: Index, page: Page) -> Iterator[str]:
    for one in index.owned_by(page):
        if isinstance(one, Claim | Event):
            yield from one.at


@once
def _everywhere(index: Index) -> Geography:
    return geography(index, EVERYTHING)


def on_the_map(index: Index, claim: str, whole: Link) -> tuple[Link, ...]:
    """Where the places of a claim are on the map of all places."""
    if not whole.docname:
        return ()
    places = (index.places.get(one) for one in index.claims[claim].at)
    return tuple(
        whole._replace(label=index.titles[one.id], anchor=map_anchor(one.id))
        for one in places
        if one and one.coord and one.id in index.home
    )
