"""The way back from the tables to the data: what proves that the tables hold all of it."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sphinx_dossier.core.kinds import KINDS, PASSAGE_FIELDS, SOURCE_FIELDS
from sphinx_dossier.exports.tables import TABLES, Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Data: TypeAlias = dict[str, Any]
_FORMULA = re.compile(r"'*[=+\-@\t\r]")

_CITE: Final = {"source": "source", "passage": "passage", "quote": "quote"}
_PARENT: Final = {"place": "parent", "according_to": "according_to"}


def read_tables(files: Mapping[str, str], head: Data) -> Data:
    """The data again, out of each table by name; ``head`` is what stands beside the lists."""
    rows = {name: list(_read(name, text)) for name, text in files.items()}
    lists = ("sources", *PLURALS)
    data = {name: [_object(name, row) for row in rows[name]] for name in lists}
    by_id = {object_["id"]: object_ for name in PLURALS for object_ in data[name]}
    sources = {source["id"]: source for source in data["sources"]}
    for row in rows["passages"]:
        listed = sources[row["source"]].setdefault("passages", [])
        listed.append(_object("passages", {**row, "source": "", "address": ""}))
    for row in rows["authors"]:
        sources[row["source"]].setdefault("authors", []).append(row["name"])
    for row in rows["citations"]:
        _append(by_id[row["id"]], "cites", row, _CITE)
    _fill_claims(data["claims"], rows)
    for row in rows["names"]:
        if row["form"] == "garbled":
            by_id[row["id"]].setdefault("garbled", []).append(row["text"])
        else:
            _append(by_id[row["id"]], "also", row, {"text": "text", "lang": "language"})
    for row in rows["within"]:
        _append(by_id[row["place"]], "within", row, _PARENT)
    for row in rows["searched"]:
        _append(by_id[row["question"]], "searched", row, {"side": "side", "what": "what"})
    for source in data["sources"]:
        source.pop("address", None)
    return in_order({**head, **data})


def _answer(row: Mapping[str, str]) -> Data:
    numbers = {
        name: json.loads(row[name]) for name in ("value", "min", "max", "about") if row[name]
    }
    words = {"value": row["answer"]} if row["answer"] else {}
    unit = {"unit": row["unit"]} if row["unit"] else {}
    return {"question": row["question"], **words, **numbers, **unit}


def _add_step(claim: Data, row: Mapping[str, str]) -> None:
    step: Data = {"step": int(row["step"])}
    step |= {"from": row["from"].split(" ")} if row["from"] else {}
    step["to"] = row["to"]
    step |= {"medium": row["medium"]} if row["medium"] else {}
    step |= {"inferred": True} if row["inferred"] else {}
    claim.setdefault("relays", []).append(step)


def _fill_claims(claims: list[Data], rows: Mapping[str, list[dict[str, str]]]) -> None:
    """Give claims what tables of their own hold."""
    by_id = {claim["id"]: claim for claim in claims}
    for claim in claims:
        inferred = claim.pop("via_inferred", [])
        relays = [
            {"actor": actor, "inferred": True} if actor in inferred else {"actor": actor}
            for actor in claim.pop("via", [])
        ]
        claim.update({"via": relays} if relays else {})
    for row in rows["relations"]:
        ends = by_id[row["claim"]].setdefault("relations", {})
        end = {"claim": row["other"], "proposition": row["proposition"]}
        end |= {"inferred": json.loads(row["inferred"])} if row["inferred"] else {}
        kept = {name: value for name, value in end.items() if value}
        ends.setdefault(row["relation"], []).append(kept)
    for row in rows["answers"]:
        by_id[row["claim"]].setdefault("answers", []).append(_answer(row))
    for row in rows["drifts"]:
        columns = {name: name for name in ("part", "fate", "now")}
        _append(by_id[row["claim"]], "drift_parts", row, columns)
    for row in rows["relays"]:
        _add_step(by_id[row["claim"]], row)


def _append(object_: Data, key: str, row: Mapping[str, str], columns: Mapping[str, str]) -> None:
    found = {name: row[column] for name, column in columns.items() if row[column]}
    object_.setdefault(key, []).append(found)


def _read(name: str, text: str) -> Iterator[dict[str, str]]:
    header, *lines = csv.reader(StringIO(text, newline=""), strict=True)
    expected = [column.name for column in TABLES[name].columns]
    if header != expected:
        raise ValueError(f"{name}.csv has the columns {header}, not {expected}")
    for line in lines:
        yield dict(zip(header, map(_as_written, line), strict=True))


def _as_written(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _object(table: str, row: Mapping[str, str]) -> Data:
    object_: Data = {}
    for column in TABLES[table].columns:
        cell = row[column.name]
        if cell:
            _put(object_, column, _parsed(column, cell))
    return object_


def _parsed(column: Column, cell: str) -> object:
    if column.type == "ids":
        return cell.split(" ")
    return cell if column.type == "string" else json.loads(cell)


def _put(object_: Data, column: Column, value: object) -> None:
    *ways, last = column.way
    inner: Any = object_
    for way in ways:
        inner = inner.setdefault(way, [] if isinstance(last, int) else {})
    if isinstance(last, int):
        inner.append(value)
    else:
        inner[last] = value


PLURALS: Final = [kind.plural for kind in KINDS.values()]


def in_order(data: Data) -> Data:
    """``data`` with its keys in the order in which they are exported."""
    rows = {kind.plural: kind.data for kind in KINDS.values()} | {"sources": SOURCE_FIELDS}
    return {
        key: [_row_in_order(row, rows[key]) for row in value] if key in rows else value
        for key, value in data.items()
    }


def _row_in_order(row: Data, fields: Any) -> Data:
    ordered = {field.key: row[field.key] for field in fields if field.key in row}
    if "passages" in ordered:
        passages = ordered["passages"]
        ordered["passages"] = [_row_in_order(one, PASSAGE_FIELDS) for one in passages]
    return ordered
