"""Places on a map, and as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import sentence
from sphinx_dossier.sphinx.show.html_parts import bullets, empty, paragraph, picture_of, span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.answers.geography import Geography, Spot
    from sphinx_dossier.sphinx.markup import Markup


def render_map(shown: Geography, sides: Mapping[str, str]) -> list[Markup]:
    """The map, and below it every place with where it is and what is tied to it."""
    if not shown.spots:
        return [empty(words.NO_PLACE)]
    items = ([paragraph(*_place(spot))] for spot in shown.spots)
    return [picture_of("map", shown, sides), bullets(items, "dossier-places")]


def _place(spot: Spot) -> list[Markup]:
    where = words.NO_COORDINATES
    if spot.coord:
        # Two decimals are some thousand metres: enough to find a place on another map.
        where = words.coordinates(spot.coord, 2, is_padded=True)
    notes = (where, words.tied(spot.events, spot.claims, spot.later))
    note = span(words.DIVIDER.join(filter(None, notes)), "dossier-basis")
    return sentence(words.PLACE_NOTE, place=spot.link, note=note)
