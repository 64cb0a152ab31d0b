"""Files of boundaries: how they are read, and how they are derived."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.authoring import derive_boundaries
from sphinx_dossier.core.boundaries import BoundariesError, read_boundaries

ROOT = Path(__file__).parent.parent.parent

GOOD: dict[str, Any] = {
    "attribution": "A survey of 2031",
    "grid": 10,
    "lines": [
        {"kind": "coast", "steps": [200, 100, 10, 0, 0, 10]},
        {"kind": "border", "steps": [200, 100, 10, 10]},
    ],
    "areas": [{"name": "Isle", "rings": [[0, ~1]]}],
    "waters": [{"name": "Still Sea", "at": [9.0, 20.0]}],
}


def write(folder: Path, data: object) -> Path:
    """A file of boundaries with that content."""
    path = folder / "boundaries.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_steps_become_latitudes_and_longitudes(tmp_path: Path) -> None:
    """Lines are summed up on their grid; a ring takes a line backwards where it says so."""
    read = read_boundaries(write(tmp_path, GOOD))
    assert ((10.0, 20.0), (10.0, 21.0), (11.0, 21.0)) == read.lines[0].way
    assert (((10.0, 20.0), (10.0, 21.0), (11.0, 21.0)),) == read.areas[0].rings
    assert (9.0, 20.0) == read.waters[0].at


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"attribution": ""}, "attribution"),
        ({"grid": 0}, "."),
        ({"lines": [{"kind": "wall", "steps": []}]}, "wall"),
        ({"lines": [{"kind": "coast", "steps": [1, 2, 3]}]}, "."),
        ({"lines": [{"kind": "coast", "steps": ["a", "b"]}]}, "."),
        ({"lines": None}, "."),
        ({"lines": [{"kind": "coast", "steps": [10**400, 1]}]}, "too large"),
        ({"grid": 10**400}, "too large"),
        ({"waters": [{"name": "Sea", "at": [10**400, 1]}]}, "too large"),
        ({"areas": [{"name": "Isle", "rings": [[7]]}]}, "."),
        ({"areas": [{"rings": []}]}, "name"),
        ({"waters": [{"name": "Sea", "at": [1]}]}, "."),
        ({"attribution": "\ud800"}, "surrogates"),
        ({"areas": [{"name": "\ud800", "rings": []}]}, "surrogates"),
    ],
)
def test_bad_file_is_told_and_raises_nothing_else(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    """Whatever is wrong with a file, the reader gets one kind of error with a reason."""
    with pytest.raises(BoundariesError, match=reason):
        read_boundaries(write(tmp_path, GOOD | change))


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "{}", '"text"'])
def test_other_json_is_no_file_of_boundaries(tmp_path: Path, text: str) -> None:
    """Truncated files and files of another form are reported like missing ones."""
    path = tmp_path / "boundaries.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BoundariesError):
        read_boundaries(path)
    with pytest.raises(BoundariesError, match="No such file"):
        read_boundaries(tmp_path / "absent.json")


def test_committed_file_names_its_data_licence_and_view() -> None:
    """The boundaries of the knowledge base say whose they are."""
    read = read_boundaries(ROOT / "_data" / "boundaries.json")
    expected = "Natural Earth 5.1.1 (1:10m, public domain, German point-of-view file)"
    assert expected == read.attribution
    assert {"border", "coast", "frame"} == {line.kind for line in read.lines}


def test_neighbours_share_one_line() -> None:
    """A border is kept once, and each neighbour's ring goes along it."""
    box = derive_boundaries.Box(0, 0, 10, 10)
    west = [(0, 2), (5, 2), (5, 8), (0, 8)]
    east = [(5, 2), (9, 2), (9, 8), (5, 8)]
    countries = [
        derive_boundaries.Country("West", [west]),
        derive_boundaries.Country("East", [east]),
    ]
    mesh = derive_boundaries.Mesh(countries, box, 0.01)
    left, right = mesh.take(west), mesh.take(east)
    borders = [number for number, (kind, _) in enumerate(mesh.lines) if kind == "border"]
    assert 1 == len(borders)
    assert {number if number >= 0 else ~number for number in left} & {
        number if number >= 0 else ~number for number in right
    } == set(borders)
    kinds = [kind for kind, _ in mesh.lines]
    assert ["border", "coast", "coast", "coast", "frame"] == sorted(kinds)


def test_enclave_is_one_line() -> None:
    """A ring that two countries share from end to end is kept once, wherever each begins it."""
    inner = [(4, 4), (6, 4), (6, 6), (4, 6)]
    turned = [*inner[2:], *inner[:2]]
    countries = [
        derive_boundaries.Country("Outer", [turned]),
        derive_boundaries.Country("Inner", [inner]),
    ]
    mesh = derive_boundaries.Mesh(countries, derive_boundaries.Box(0, 0, 10, 10), 0.01)
    assert mesh.take(inner) == mesh.take(turned)
    assert 1 == len(mesh.lines)


def test_ring_is_clipped_to_the_box() -> None:
    """What lies outside is cut along the edge of the box."""
    box = derive_boundaries.Box(0, 0, 10, 10)
    ring = [(-5, 5), (5, 5), (5, 15), (-5, 15), (-5, 5)]
    assert {(0, 5), (5, 5), (5, 10), (0, 10)} == set(derive_boundaries.clip(ring, box))
    assert [] == derive_boundaries.clip([(20, 20), (30, 20), (30, 30), (20, 20)], box)


@given(
    st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=2, max_size=30),
    st.floats(0.01, 2),
)
def test_simplified_line_keeps_its_ends_and_stays_near(
    line: list[tuple[float, float]], tolerance: float
) -> None:
    """Only points of the line remain, both ends among them, and none dropped lies far off."""
    kept = derive_boundaries.simplify(line, tolerance, 1.0)
    assert (line[0], line[-1]) == (kept[0], kept[-1])
    assert set(kept) <= set(line)
    near = [
        min(
            (derive_boundaries._distance(point, a, b, 1.0) for a, b in pairwise(kept)),
            default=0.0,
        )
        for point in line
    ]
    assert max(near) <= tolerance + 1e-9
