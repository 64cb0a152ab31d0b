"""JSON as it is written to files: without empty keys, in a fixed form, the same every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


# Made once: `json.dumps` makes one for each row.
_encode = json.JSONEncoder(ensure_ascii=False).encode


def without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    """``data`` without the keys that have no value, here and further in: absent, not null.

    Numbers are values, and zero is one; so is ``False``.
    """
    kept: dict[str, Any] = {}
    for key, value in data.items():
        # First, because most keys of a node of linked data are empty.
        if not value and value != 0:
            continue
        inner = value
        if isinstance(value, dict):
            inner = without_empty(value)
        elif isinstance(value, list):
            inner = [without_empty(row) if isinstance(row, dict) else row for row in value]
        # What has nothing but empty keys is empty itself.
        if inner or inner == 0:
            kept[key] = inner
    return kept


def write_json(data: object) -> str:
    """Data as JSON with one value a line, for what people read."""
    # One blank: the files are sent over the network, and nesting is deep.
    # Letters as they are: escaped, each one of another script would take six characters.
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def write_one(data: object) -> str:
    """Data as JSON in one line: there may be many such files, and this is quick to write."""
    return _encode(data) + "\n"


def write_rows(data: Mapping[str, object]) -> bytes:
    """JSON with one row of each list a line: to be compared by line, and quick to write.

    Instead of a list there may be an iterator, of which one row at a time is in memory.
    """
    # The bytes of the file alone: pieces, or letters that take four bytes each where one of them
    # is rare, would be the largest thing that a build holds.
    text = BytesIO()
    for number, (key, value) in enumerate(data.items()):
        text.write(f"{',' if number else '{'}\n {json.dumps(key)}: ".encode())
        if isinstance(value, Iterator) or (isinstance(value, list) and value):
            text.writelines(piece.encode() for piece in _pieces(value))
        else:
            text.write(_encode(value).encode())
    text.write(b"\n}\n")
    return text.getvalue()


def write_list(rows: Iterable[object]) -> str:
    """A list as JSON, with one row a line."""
    return "".join([*_pieces(rows), "\n"])


def _pieces(rows: Iterable[object]) -> Iterator[str]:
    # Without `indent`, `json` uses its encoder in C, and with it one in Python that is far slower.
    # Pieces, because the whole text would be copied for each level that it is put into.
    yield "[\n"
    for number, row in enumerate(rows):
        yield ",\n" if number else ""
        yield _encode(row)
    yield "\n]"
