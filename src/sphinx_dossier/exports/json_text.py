"""JSON as it is written to files: without empty keys, in a fixed form, the same every time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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
    return json.dumps(data, ensure_ascii=False) + "\n"


def write_rows(data: Mapping[str, object]) -> str:
    """JSON with one row of each list a line: to be compared by line, and quick to write."""
    # Without `indent`, `json` uses its encoder in C, and with it one in Python that is far slower.
    parts = []
    for key, value in data.items():
        if isinstance(value, list) and value:
            text = write_list(value).rstrip()
        else:
            text = json.dumps(value, ensure_ascii=False)
        parts.append(f" {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def write_list(rows: Iterable[object]) -> str:
    """A list as JSON, with one row a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"
