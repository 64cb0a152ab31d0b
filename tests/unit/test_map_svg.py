"""The map: its marks, names and ground, at today's size and at ten times as much."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drawn import addresses, collisions, listed, locate, parse, words_with_boxes
from making import claim, event, index, place
from sphinx_dossier.answers.filters import Filter
from sphinx_dossier.answers.geography import geography
from sphinx_dossier.core.boundaries import read_boundaries
from sphinx_dossier.core.model import Within
from sphinx_dossier.pictures.map_frames import CLOSE_UP, REGION
from sphinx_dossier.pictures.map_labels import LETTERS
from sphinx_dossier.pictures.map_svg import draw_map
from sphinx_dossier.pictures.svg import Box
from sphinx_dossier.sphinx.show.map_list import render_map

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dossier.answers.geography import Geography
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Place

TWO_WHOLES = (Within("land", "crown"), Within("isle", "guild"))
LIMIT = 100_000


@pytest.fixture
def dossier(tmp_path: Path) -> Index:
    """A disputed isle with three places, places around it, and two countries below them."""
    objects = [
        place("land", name="Land"),
        place("isle", name="Isle", within=TWO_WHOLES),
        place("upper", name="Zeta / Alpha", coord=(10.2, 20.2), within=(Within("isle", ""),)),
        place(
            "middle",
            name="Middle",
            coord=(10.1, 20.1),
            precision="district",
            within=(Within("isle", ""),),
        ),
        place(
            "lower",
            name="Lower",
            coord=(10.0, 20.3),
            precision="approximate",
            within=(Within("isle", ""),),
        ),
        place("west", name="West", coord=(10.3, 18.5), precision="region"),
        place("east", name="East <& more>", coord=(10.0, 22.0)),
        place("north", name="North", coord=(11.2, 20.0)),
        place("moon", name="Moon", coord=(80.0, -170.0)),
        event("landing", "2031-03-02", at=("middle", "isle")),
        claim("one", "crown", "2031-03-02", at=("middle",)),
        claim("two", "guild", "2031-03-03", at=("west",), to=("isle",)),
    ]
    steps = {
        "west": [17000, 8000, 3200, 0],
        "top": [20200, 12500, -3200, 0, 0, -4500],
        "border": [20200, 8000, 0, 4500],
        "east": [20200, 8000, 1500, 0, 0, 4500, -1500, 0],
    }
    kinds = {"west": "frame", "top": "frame", "border": "border", "east": "coast"}
    data = {
        "attribution": "A survey of 2031 (public domain, the crown's view)",
        "grid": 1000,
        "lines": [{"kind": kinds[name], "steps": steps[name]} for name in steps],
        "areas": [{"name": "Land", "rings": [[0, 2, 1]]}, {"name": "Far", "rings": [[3, ~2]]}],
        "waters": [{"name": "Still Sea", "at": [10.8, 22.3]}],
    }
    path = tmp_path / "boundaries.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return replace(index(*objects), boundaries=read_boundaries(path))


def many(dossier: Index, count: int = 300) -> Geography:
    """A map of ``count`` places strewn over the region, each with claims tied to it."""
    objects: list[Place] = []
    for number in range(count):
        north, east = (number * 37 % 100) / 50, (number * 61 % 100) / 25
        within = TWO_WHOLES if number % 3 == 0 else ()
        near = 0.2 if within else 1.0
        objects.append(
            place(
                f"place-{number}",
                name=f"Upper Place {number} / Lower Place {number}",
                coord=(9.3 + near * north, 19.0 + near * east),
                within=within,
                precision=("city", "district", "approximate", "region")[number % 4],
            )
        )
    said = [
        claim(f"claim-{number}", "crown", at=tuple(f"place-{i}" for i in range(number, count, 7)))
        for number in range(40)
    ]
    crowded = index(place("land"), place("isle"), *objects, *said)
    return geography(replace(crowded, boundaries=dossier.boundaries), Filter())


def test_answer_counts_what_is_tied_to_each_place(dossier: Index) -> None:
    """Events and claims count where they are, claims also where they are about a place."""
    spots = {spot.link.anchor: spot for spot in geography(dossier, Filter()).spots}
    assert (1, 1) == (spots["middle"].events, spots["middle"].claims)
    assert (1, 1) == (spots["isle"].events, spots["isle"].claims)
    assert 0 == spots["east"].weight
    assert "land" not in spots


def test_filter_chooses_what_is_counted(dossier: Index) -> None:
    """A filter by speaker or kind changes the counts, never which places are there."""
    every = geography(dossier, Filter())
    few = geography(dossier, Filter(kind="claim", by=("guild",)))
    counted = {spot.link.anchor: spot.weight for spot in few.spots if spot.weight}
    assert {"west": 1, "isle": 1} == counted
    assert [s.link for s in every.spots if s.coord] == [s.link for s in few.spots if s.coord]


def test_dispute_is_inherited(dossier: Index) -> None:
    """A place in a disputed one is disputed, and knows the area that has no coordinates."""
    spots = {spot.link.anchor: spot for spot in geography(dossier, Filter()).spots}
    assert ("isle",) == spots["upper"].around
    assert spots["upper"].is_disputed
    assert not spots["north"].is_disputed


def test_two_names_stand_in_alphabetical_order(dossier: Index) -> None:
    """However the author ordered them, no name comes first for a reason."""
    picture = draw_map(geography(dossier, Filter()), locate, {})
    words = [words for panel in parse(picture).iter("svg") for words, _ in words_with_boxes(panel)]
    assert "Alpha Zeta" in words


def test_every_link_is_in_the_list(dossier: Index) -> None:
    """Nothing is reached by the picture alone."""
    answer = geography(dossier, Filter())
    picture = draw_map(answer, locate, {})
    in_picture, in_list = addresses(picture), listed(render_map(answer, {}))
    assert "page.html#upper" in in_picture
    assert in_picture <= in_list


def test_list_has_what_the_picture_leaves_out(dossier: Index) -> None:
    """A place far off is listed with its coordinates, and the caption says so."""
    answer = geography(dossier, Filter())
    assert "page.html#moon" in listed(render_map(answer, {})) - addresses(
        draw_map(answer, locate, {})
    )
    assert "want of room: 1 place." in draw_map(answer, locate, {})


def test_caption_names_data_and_point_of_view(dossier: Index) -> None:
    """Whose lines they are is written under the map; without boundaries nothing is claimed."""
    picture = draw_map(geography(dossier, Filter()), locate, {})
    assert "A survey of 2031 (public domain, the crown&#x27;s view)" in picture
    without = draw_map(geography(replace(dossier, boundaries=None), Filter()), locate, {})
    assert "Dashed lines" not in without
    assert "dossier-border" not in without
    assert addresses(without) == addresses(picture)


def test_hatching_has_no_edge(dossier: Index) -> None:
    """The disputed area is a pattern behind a mask that fades out; no line goes around it."""
    picture = parse(draw_map(geography(dossier, Filter()), locate, {}))
    stops = [stop.get("stop-opacity") for stop in picture.iter("stop")]
    assert "0" in stops
    hatched = [rect for rect in picture.iter("rect") if "url(" in rect.get("fill", "")]
    assert 2 == len(hatched)
    assert all(rect.get("mask") and not rect.get("stroke") for rect in hatched)


def test_each_id_is_there_once(dossier: Index) -> None:
    """Both panels may define gradients, and a page stays valid."""
    picture = draw_map(geography(dossier, Filter()), locate, {})
    ids = [identifier for one in parse(picture).iter() if (identifier := one.get("id"))]
    assert sorted(set(ids)) == sorted(ids)
    assert len(ids) > 4


def test_no_dispute_no_close_up() -> None:
    """Places that nobody disputes are one panel without hatching."""
    plain = index(place("a", coord=(1.0, 1.0)), place("b", coord=(2.0, 3.0)))
    picture = draw_map(geography(plain, Filter()), locate, {})
    assert 1 == len(list(parse(picture).iter("svg")))
    assert "mask" not in picture


def test_places_on_both_sides_of_180_degrees_lie_side_by_side() -> None:
    """As in Fiji: the eastern one on the right, and not a whole world between them."""
    fiji = index(place("suva", coord=(-17.8, 179.9)), place("taveuni", coord=(-16.8, -179.9)))
    root = parse(draw_map(geography(fiji, Filter()), locate, {}))
    suva, taveuni = (
        (float(one.get("cx", "")), float(one.get("cy", "")))
        for one in root.iter("circle")
        if "dossier-mark" in one.get("class", "")
    )
    assert suva[0] < taveuni[0]
    assert suva[1] > taveuni[1]
    # A fifth of a degree of longitude, and one of latitude.
    assert (taveuni[0] - suva[0]) / (suva[1] - taveuni[1]) == pytest.approx(0.19, abs=0.02)


@pytest.mark.parametrize(
    "places",
    [
        [],
        [place("a")],
        [place("a", coord=(0.0, 0.0))],
        [place("a", coord=(90.0, 180.0)), place("b", coord=(-90.0, -180.0))],
        [
            place("a", coord=(5.0, 5.0), within=TWO_WHOLES),
            place("b", coord=(5.0, 5.0), within=TWO_WHOLES),
        ],
    ],
)
def test_odd_places_are_drawn_or_left_out(places: list[Place]) -> None:
    """No place, one place, places on one point or at the poles: no division by nothing."""
    answer = geography(index(*places), Filter())
    picture = draw_map(answer, locate, {})
    assert bool(picture) == any(one.coord for one in places)
    assert render_map(answer, {})
    if picture:
        parse(picture)


def test_map_is_the_same_every_time(dossier: Index) -> None:
    """Two drawings of one answer have the same bytes."""
    answer = geography(dossier, Filter())
    assert draw_map(answer, locate, {}) == draw_map(answer, locate, {})


@pytest.mark.parametrize("letters", [one.size for one in LETTERS])
@pytest.mark.parametrize("size", ["today", "ten times"])
def test_no_names_overlap_and_none_is_cut(dossier: Index, size: str, letters: float) -> None:
    """Names lie beside each other and inside their panel, however many places there are."""
    answer = geography(dossier, Filter()) if size == "today" else many(dossier)
    panels = list(parse(draw_map(answer, locate, {})).iter("svg"))
    for panel, (wide, high) in zip(panels, (REGION, CLOSE_UP), strict=True):
        if panel is panels[1] and letters == LETTERS[2].size:
            assert [] == words_with_boxes(panel, letters)
            continue
        assert [] == collisions(panel, letters)
        room = Box(0, 0, wide, high)
        texts = words_with_boxes(panel, letters)
        assert [] == [words for words, box in texts if not room.holds(box)]
        assert len(texts) > 3


def test_close_neighbours_are_all_named() -> None:
    """Names move out of each other's way: twelve towns, two of them side by side, have theirs."""
    towns = {
        "Northgate": (40.68, 46.36),
        "Long / Longmoor": (40.27, 46.32),
        "Tallow": (40.38, 46.74),
        "Tarter": (40.34, 46.93),
        "Agger / Marchfield": (40.22, 46.81),
        "Carver / Kettlebury": (40.11, 46.04),
        "Warden": (40.18, 45.72),
        "Kingsendy / Stepaniton": (39.815, 46.752),
        "Shores / Shorely": (39.76, 46.75),
        "Barrow / Lachs": (39.64, 46.55),
        "Fuzzle / Warrand": (39.60, 47.14),
        "Jabber / Jackan": (39.40, 47.03),
        "Horade": (39.45, 47.34),
    }
    objects = [
        place(f"town-{i}", name=name, coord=coord, within=TWO_WHOLES)
        for i, (name, coord) in enumerate(towns.items())
    ]
    picture = draw_map(geography(index(*objects), Filter()), locate, {})
    shown = {words for panel in parse(picture).iter("svg") for words, _ in words_with_boxes(panel)}
    assert {" ".join(sorted(name.split(" / "))) for name in towns} <= shown


def test_ten_times_the_places_stay_small(dossier: Index) -> None:
    """Three hundred places make a picture below the limit; the list holds those left out."""
    answer = many(dossier)
    picture = draw_map(answer, locate, {})
    assert len(picture.encode()) < LIMIT
    assert "want of room: 60 places." in picture
    assert addresses(picture) <= listed(render_map(answer, {}))
