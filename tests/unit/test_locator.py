"""Where the places of a page are: which ones, on which ground, and the way to the whole map."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import addresses, parse, read, words_with_boxes
from making import claim, event, pages, place
from sphinx_dossier.answers.filters import EVERYTHING
from sphinx_dossier.answers.geography import geography
from sphinx_dossier.answers.locator import locator, on_the_map
from sphinx_dossier.answers.page_links import NOWHERE, Link
from sphinx_dossier.core.model import Within
from sphinx_dossier.pictures.map_frames import LOCATOR
from sphinx_dossier.pictures.map_svg import draw_locator, draw_map
from sphinx_dossier.pictures.svg import Box
from sphinx_dossier.sphinx.show.map_list import render_locator, render_map

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index

TWO_WHOLES = (Within("land", "crown"), Within("isle", "guild"))
WHOLE = Link("Places", "map", "", "")


def locate(link: Link) -> str:
    """An address that names the page and the anchor."""
    return f"{link.docname}.html#{link.anchor}"


@pytest.fixture
def made() -> Index:
    """A page of a place, one that only names places, one without any, and two more places."""
    return pages({
        "port": [place("port", name="Port <East>", coord=(10.0, 20.0))],
        "day": [
            claim("landed", "crown", at=("port", "vague")),
            event("fire", "2031-03-02", at=("hill",)),
        ],
        "none": [claim("said", "crown")],
        "rest": [
            place("hill", name="Hill", coord=(11.0, 21.0), within=TWO_WHOLES),
            place("mill", name="Mill", coord=(10.5, 19.0), within=TWO_WHOLES),
            place("vague", name="Vague"),
        ],
    })  # fmt: skip


def located(made: Index, page: str) -> list[str]:
    """The places that a locator marks."""
    return [spot.link.anchor for spot in locator(made, page).spots]


def test_page_shows_its_own_places_or_those_it_names(made):
    """Of a page that defines places only these; what has no coordinates has no mark."""
    assert (["port"], ["hill", "port"], []) == tuple(
        located(made, name) for name in ("port", "day", "none")
    )
    assert ["hill", "mill"] == located(made, "rest")


def test_mark_and_way_to_the_whole_map(made):
    """One mark, its name, and a link to the map; no mark of any other place."""
    drawn = draw_locator(locator(made, "port", WHOLE), locate, {})
    assert {"port.html#port", "map.html#"} == addresses(drawn)
    assert ["Port <East>"] == [
        text.text for text in parse(drawn).iter("text") if (text.text or "").startswith("Port")
    ]
    alone = draw_locator(locator(made, "port"), locate, {})
    assert {"port.html#port"} == addresses(alone)


@given(
    st.tuples(st.floats(-60, 60), st.floats(-170, 170)),
    st.sampled_from(["Ey", "Kingsendy / Stepaniton", "Neustadt an der Waldnaab / Lower Newtown"]),
)
def test_place_of_a_page_is_always_named(coord, name):
    """Wherever it lies and however long its name is, beside other places and in the picture."""
    others = [place(f"p{i}", name=f"Town {i}", coord=(i * 7 % 20, i * 3 % 20)) for i in range(9)]
    made = pages({"port": [place("port", name=name, coord=coord)], "rest": others})
    (panel,) = parse(draw_locator(locator(made, "port"), locate, {})).iter("svg")
    shown = words_with_boxes(panel)
    assert set(name.replace("/", " ").split()) <= set(" ".join(word for word, _ in shown).split())
    assert [] == [words for words, box in shown if not Box(0, 0, *LOCATOR).holds(box)]


def test_other_claims_change_no_locator(made):
    """A page is not out of date because another one says more of a place on a third page."""
    more = [*made.pages["none"].objects, claim("more", "crown", at=("mill",))]
    changed = replace(
        made, pages={**made.pages, "none": replace(made.pages["none"], objects=tuple(more))}
    )
    assert locator(made, "port") == locator(changed, "port")
    assert locator(made, "rest") != locator(changed, "rest")


def test_list_where_the_page_does_not_say_where_its_places_are(made):
    """A page that names places lists them; one that defines them has their coordinates."""
    (told,) = render_locator(locator(made, "port"), {})
    assert "" == read(*(part for part in told.parts if isinstance(part, str)))
    assert 1 == len(told.parts)
    (named,) = render_locator(locator(made, "day"), {})
    assert read(named.parts[1]).startswith("The same as a list: 2 placesHill 11.00° N")
    assert [] == render_locator(locator(made, "none"), {})


@pytest.mark.parametrize("coord", [(90.0, 180.0), (-90.0, -180.0), (10.0, 20.0)])
def test_far_place_is_located_too(made, coord):
    """What lies far off the others is in the picture all the same."""
    far = place("far", name="Far", coord=coord)
    changed = replace(
        made,
        pages={**made.pages, "far": replace(made.pages["none"], docname="far", objects=(far,))},
    )
    assert "far.html#far" in addresses(draw_locator(locator(changed, "far"), locate, {}))


def test_claim_leads_to_its_places_on_the_map(made):
    """Those with coordinates, by the anchors that the map has; nowhere without a map."""
    (link,) = on_the_map(made, "landed", WHOLE)
    assert ("Port <East>", "map", "map-port") == (link.label, link.docname, link.anchor)
    assert () == on_the_map(made, "landed", NOWHERE) == on_the_map(made, "said", WHOLE)


def test_map_has_the_anchors_once(made):
    """In the picture, or in the list for what has no mark there; a second map has none."""
    whole = geography(made, EVERYTHING)
    first = whole._replace(has_anchors=True)
    drawn = {link.get("id") for link in parse(draw_map(first, locate, {})).iter("a")} - {None}
    assert {"map-port", "map-hill", "map-mill"} == drawn
    (_, listed) = render_map(first, {})
    assert ["map-vague"] == [item.anchor for item in listed.parts if item.anchor]
    assert "map-port" not in draw_map(whole, locate, {})
