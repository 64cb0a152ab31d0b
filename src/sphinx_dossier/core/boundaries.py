"""Boundaries to draw below places: read from a small file of lines that countries share.

The file is JSON: ``attribution`` says whose lines they are and from whose point of view, ``lines``
are on a grid of ``grid`` steps a degree, ``areas`` are rings of line numbers, where ``~n`` is line
``n`` backwards, and ``waters`` are names to write on water. A border of two countries is one line
of the file, as in TopoJSON (https://github.com/topojson/topojson-specification): drawn twice, it
would leave gaps. ``dossier boundaries`` writes such files.
"""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from sphinx_dossier.core.text_files import line_of_error, read_written, reason_of, writable

if TYPE_CHECKING:
    from pathlib import Path

Position: TypeAlias = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""
Way: TypeAlias = tuple[Position, ...]
"""The corners of a line, or of a ring, which does not repeat its first one."""

LINE_KINDS: Final = ("border", "coast", "frame")
"""What is on both sides: two countries, land and water, or the inside and outside of the file."""


_WRONG_DATA: Final = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What Python raises of values that are missing, of another type, or too large to be a float."""


class BoundariesError(ValueError):
    """A file of boundaries that cannot be read; the message says why."""

    line = 1


class Area(NamedTuple):
    """A country: its name, and a ring for each of its parts."""

    name: str
    rings: tuple[Way, ...]


class Line(NamedTuple):
    """A line of a map; ``kind`` is one of :data:`LINE_KINDS`."""

    kind: str
    way: Way


class Water(NamedTuple):
    """A name to write on water, and the position of its middle."""

    name: str
    at: Position


class Boundaries(NamedTuple):
    """Countries and the lines around them; ``attribution`` names data, licence and view."""

    attribution: str
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    waters: tuple[Water, ...]


def read_boundaries(path: Path) -> Boundaries:
    """Read a file of boundaries.

    :raises BoundariesError: the file cannot be read, is not JSON, or lacks what it must have.
    """
    try:
        return _boundaries(json.loads(read_written(path)))
    except BoundariesError:
        raise
    except (*_WRONG_DATA, OSError, RecursionError) as error:
        failure = BoundariesError(reason_of(error))
        failure.line = line_of_error(error)
        raise failure from error


def _boundaries(data: dict[str, Any]) -> Boundaries:
    if not data["attribution"] or not isinstance(data["attribution"], str):
        # A map has to say whose lines it shows, since another state may draw them elsewhere.
        raise BoundariesError("it names no attribution")
    lines = tuple(_line(row, float(data["grid"])) for row in data["lines"])
    areas = tuple(
        Area(writable(row["name"]), tuple(_ring(numbers, lines) for numbers in row["rings"]))
        for row in data["areas"]
    )
    waters = tuple(
        Water(writable(row["name"]), (float(row["at"][0]), float(row["at"][1])))
        for row in data.get("waters", ())
    )
    return Boundaries(writable(data["attribution"]), areas, lines, waters)


def _line(row: dict[str, Any], grid: float) -> Line:
    if row["kind"] not in LINE_KINDS or grid <= 0:
        raise BoundariesError(f"{row['kind']!r} is no kind of line: {', '.join(LINE_KINDS)}")
    # Each corner is stored as the way from the one before: small numbers make a small file.
    east, north = accumulate(row["steps"][::2]), accumulate(row["steps"][1::2])
    # `strict`, because a step without its other half means that the file is damaged.
    return Line(row["kind"], tuple((y / grid, x / grid) for x, y in zip(east, north, strict=True)))


def _ring(numbers: list[int], lines: tuple[Line, ...]) -> Way:
    corners: list[Position] = []
    for number in numbers:
        way = lines[number].way if number >= 0 else lines[~number].way[::-1]
        # The last corner of a line is the first of the next one.
        corners += way[:-1]
    return tuple(corners)
