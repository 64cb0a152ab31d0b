"""Places on a map, and as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.anchors import map_anchor
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.map_frames import frames_of
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.html_parts import (
    bullets,
    empty,
    fold_away,
    paragraph,
    picture_of,
    span,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.answers.geography import Geography, Spot
    from sphinx_dossier.answers.locator import Locator
    from sphinx_dossier.sphinx.markup import Markup


def render_map(shown: Geography, sides: Mapping[str, str]) -> list[Markup]:
    """The map, and below it every place with where it is and what is tied to it."""
    if not shown.spots:
        return [empty(words.NO_PLACE)]
    listed = bullets(([paragraph(*_place(spot))] for spot in shown.spots), "dossier-places")
    if shown.has_anchors:
        _anchor_the_rest(listed, shown)
    return [picture_of("map", shown, sides), listed]


def _anchor_the_rest(listed: Tag, shown: Geography) -> None:
    """Give the places that the picture has no mark of their anchors in the list."""
    frames = frames_of(shown)
    drawn = {spot.link.anchor for spot in frames.drawn} if frames else set()
    for item, spot in zip(listed.parts, shown.spots, strict=True):
        if isinstance(item, Tag) and spot.link.anchor not in drawn:
            item.anchor = map_anchor(spot.link.anchor)


def render_locator(shown: Locator, sides: Mapping[str, str]) -> list[Markup]:
    """A small map, and a list where the page does not say itself where its places are."""
    if not shown.spots:
        return []
    box = Tag("div", picture_of("locator", shown, sides), classes=["dossier-locator-box"])
    if shown.is_own:
        return [box]
    count = words.count_of(len(shown.spots), "place")
    listed = bullets(([paragraph(*_place(spot))] for spot in shown.spots), "dossier-places")
    box += fold_away(words.say(words.PLACES_AS_LIST, places=count), [listed])
    return [box]


def _place(spot: Spot) -> list[Markup]:
    where = words.NO_COORDINATES
    if spot.coord:
        # Two decimals are some thousand metres: enough to find a place on another map.
        where = words.coordinates(spot.coord, 2, is_padded=True)
    notes = (where, words.tied(spot.events, spot.claims, spot.later))
    note = span(words.DIVIDER.join(filter(None, notes)), "dossier-basis")
    return sentence(words.PLACE_NOTE, place=spot.link, note=note)
