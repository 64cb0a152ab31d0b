"""The data as tables: CSV files, and the way back from them.

A cell holds one value, or ids with spaces between them. What an object has several of, and more
than an id of each, stands in a table of its own, in its order. ``address`` is where a reader finds
the row, from the root of the site. An empty cell is a value that the data do not have. A text that
a spreadsheet would run as a formula has an apostrophe before it, which the way back takes off.
"""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.exports.dossier_json import KIND_LISTS, Data, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


class Column(NamedTuple):
    """A column: its type is that of Table Schema, or ``ids`` for ids with spaces between them.

    ``path`` leads to the value inside the object, where it is not simply the name; ``target`` is
    the table whose ``id`` it names.
    """

    name: str
    means: str
    type: str = "string"
    path: tuple[str | int, ...] = ()
    target: str = ""

    @property
    def way(self) -> tuple[str | int, ...]:
        """The path, or the name."""
        return self.path or (self.name,)


class Table(NamedTuple):
    """A table; ``key`` are the columns that tell its rows apart, if any do."""

    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()


_ID = Column("id", "The id, which never changes")
_ADDRESS = Column("address", "Where it stands, from the root of the site", path=("url",))
_TEXT = Column("text", "What the page says, in one line")
_BASIS = (
    Column("basis", "How the date is known: stated, relative, inferred", path=("basis", "word")),
    Column("basis_note", "A note on that", path=("basis", "note")),
)
TABLES: Final[dict[str, Table]] = {
    "claims": Table(
        "Claims: who said what, when, and what became of it",
        (
            _ID,
            _ADDRESS,
            _TEXT,
            Column("by", "Who says it", target="actors"),
            Column("act", "What kind of statement it is"),
            Column("said", "When, as an EDTF date"),
            *_BASIS,
            Column("via", "The relays; the first speaker is the last", "ids"),
            Column("to", "Whom it is about or addressed to", "ids"),
            Column("event", "The event it belongs to", target="events"),
            Column("at", "The places it is about", "ids"),
            Column(
                "question",
                "The question it answers",
                path=("answers", "question"),
                target="questions",
            ),
            Column("answer", "The answer, where it is words", "string", ("answers", "value")),
            Column("value", "The answer, where it is a number", "number", ("answers", "value")),
            Column("min", "The least, where it is a range", "number", ("answers", "min")),
            Column("max", "The most, where it is a range", "number", ("answers", "max")),
            Column("unit", "What is counted", path=("answers", "unit")),
            Column("drift", "What changed on the way"),
            Column("searched", "What was searched for a first speaker"),
            Column("status", "The status that counts, worked out"),
            Column("statuses", "All statuses that hold; the first one counts", "ids"),
            Column("reach", "How many publications carry it", "integer"),
            Column("origins", "The independent first speakers", "ids"),
        ),
        ("id",),
    ),
    "actors": Table(
        "People, states, armed forces, media and other bodies",
        (
            _ID,
            _ADDRESS,
            Column("name", "The name"),
            Column("kind", "What kind of actor it is"),
            Column("side", "The side it is on, if any"),
            Column("role", "Its office"),
            Column("of", "The body it speaks for", target="actors"),
            _TEXT,
        ),
        ("id",),
    ),
    "places": Table(
        "Places, with coordinates where a source gives them",
        (
            _ID,
            _ADDRESS,
            Column("name", "The name; both names of a contested place"),
            Column("latitude", "Degrees north, WGS 84", "number", ("coord", 0)),
            Column("longitude", "Degrees east, WGS 84", "number", ("coord", 1)),
            Column("precision", "What the coordinates stand for"),
            _TEXT,
        ),
        ("id",),
    ),
    "events": Table(
        "Events, with their times and places",
        (
            _ID,
            _ADDRESS,
            Column("name", "The name"),
            Column("when", "The time, as an EDTF date"),
            *_BASIS,
            Column("at", "The places", "ids"),
            Column("with", "The actors", "ids"),
            Column("part_of", "The event that it is a part of", target="events"),
            _TEXT,
        ),
        ("id",),
    ),
    "questions": Table(
        "What rival claims answer",
        (
            _ID,
            _ADDRESS,
            Column("text", "The question"),
            Column("kind", "What is asked for"),
            Column("unit", "What is counted"),
            Column("about", "The things it is about", "ids"),
            Column("state", "Whether the answers agree, worked out"),
        ),
        ("id",),
    ),
    "sources": Table(
        "Publications",
        (
            Column("id", "The key of the bibliography"),
            Column("address", "Where the site lists it", path=("address",)),
            Column("type", "The BibLaTeX type"),
            Column("title", "The title"),
            Column("publisher", "Who published it"),
            Column("date", "When, as an EDTF date"),
            Column("language", "Its language, as BCP 47"),
            Column("url", "Where it was published"),
            Column("read", "When we read it"),
            Column("note", "What the bibliography says of it beside"),
        ),
        ("id",),
    ),
    "authors": Table(
        "Who wrote the publications",
        (
            Column("source", "The source", target="sources"),
            Column("address", "Where the site lists it"),
            Column("name", "The name"),
        ),
    ),
    "citations": Table(
        "Which object rests on which source, passage and words",
        (
            Column("id", "The object that cites"),
            Column("address", "Where it stands, from the root of the site"),
            Column("kind", "What kind of object it is"),
            Column("source", "The source", target="sources"),
            Column("passage", "The passage in it"),
            Column("quote", "The words quoted"),
        ),
    ),
    "relations": Table(
        "What claims have to do with each other",
        (
            Column("claim", "The claim", target="claims"),
            Column("address", "Where it stands, from the root of the site"),
            Column("relation", "denies, disputes, repeats …"),
            Column("other", "The claim at the other end", target="claims"),
        ),
        ("claim", "relation", "other"),
    ),
    "names": Table(
        "Other names of actors, places and events, and forms that sources garble",
        (
            Column("id", "What is called so"),
            Column("address", "Where it stands, from the root of the site"),
            Column("form", "also: another name; garbled: a form that a source misprints"),
            Column("text", "The name"),
            Column("language", "Its language, as BCP 47"),
        ),
    ),
    "within": Table(
        "What places lie in, and according to whom",
        (
            Column("place", "The place", target="places"),
            Column("address", "Where it stands, from the root of the site"),
            Column("parent", "What it lies in", target="places"),
            Column("according_to", "Who says so, where it is contested", target="actors"),
        ),
    ),
    "searched": Table(
        "Where an answer of a side was looked for and not found",
        (
            Column("question", "The question", target="questions"),
            Column("address", "Where it stands, from the root of the site"),
            Column("side", "The side"),
            Column("what", "What was searched"),
        ),
    ),
    "passages": Table(
        "The passages of sources that were taken apart; not their words",
        (
            Column("source", "The source", target="sources"),
            Column("id", "The passage"),
            Column("address", "Where the site shows what was made of it", path=("address",)),
            Column("line", "Its line in the source", "integer"),
            Column("role", "title, heading, lead, caption, body or furniture"),
            Column("words", "How many words it has", "integer"),
            Column("sha256", "The SHA-256 of its text with single spaces, in NFC"),
            Column("cited_by", "The objects that cite it", "ids"),
        ),
        ("source", "id"),
    ),
}
"""Each table by the name of its file."""


def export_tables(data: Data, addresses: Mapping[tuple[str, ...], str]) -> dict[str, str]:
    """Each table as CSV, by name.

    ``addresses`` tells where the site shows a source, by (key,), or a passage, by (key, passage).
    """
    rows = {
        **{name: [_cells(name, thing) for thing in data[name]] for name in KIND_LISTS.values()},
        "sources": [
            _cells("sources", {**source, "address": addresses.get((source["id"],), "")})
            for source in data["sources"]
        ],
        "authors": [
            [source["id"], addresses.get((source["id"],), ""), name]
            for source in data["sources"]
            for name in source.get("authors", ())
        ],
        "citations": list(_citation_rows(data)),
        "relations": list(_relation_rows(data)),
        "names": list(_name_rows(data)),
        "within": list(_within_rows(data)),
        "searched": list(_searched_rows(data)),
        "passages": list(_passage_rows(data, addresses)),
    }
    return {name: write_table(table.columns, rows[name]) for name, table in TABLES.items()}


def _cells(table: str, thing: Data) -> list[object]:
    return [_value(thing, column) for column in TABLES[table].columns]


def _value(thing: Data, column: Column) -> object:
    value: Any = thing
    for part in column.way:
        value = value.get(part) if isinstance(value, dict) else value and value[part]
    # One key of the data holds a number or words: here each has a column of its own.
    if isinstance(value, str) != (column.type == "string") and not isinstance(value, list):
        return None
    return value


def _citation_rows(data: Data) -> Iterator[list[object]]:
    for kind, things in KIND_LISTS.items():
        for thing in data[things]:
            for cite in thing.get("cites", ()):
                where = [cite.get(part) for part in ("source", "passage", "quote")]
                yield [thing["id"], thing["url"], kind, *where]


def _relation_rows(data: Data) -> Iterator[list[object]]:
    for claim in data["claims"]:
        for relation, others in claim.get("relations", {}).items():
            for other in others:
                yield [claim["id"], claim["url"], relation, other]


def _name_rows(data: Data) -> Iterator[list[object]]:
    for things in ("actors", "places", "events"):
        for thing in data[things]:
            start = [thing["id"], thing["url"]]
            for name in thing.get("also", ()):
                yield [*start, "also", name["text"], name.get("lang")]
            for form in thing.get("garbled", ()):
                yield [*start, "garbled", form, None]


def _within_rows(data: Data) -> Iterator[list[object]]:
    for place in data["places"]:
        for parent in place.get("within", ()):
            yield [place["id"], place["url"], parent["place"], parent.get("according_to")]


def _searched_rows(data: Data) -> Iterator[list[object]]:
    for question in data["questions"]:
        for row in question.get("searched", ()):
            yield [question["id"], question["url"], row["side"], row["what"]]


def _passage_rows(data: Data, addresses: Mapping[tuple[str, ...], str]) -> Iterator[list[object]]:
    for source in data["sources"]:
        for passage in source.get("passages", ()):
            address = addresses.get((source["id"], passage["id"]), "")
            yield _cells("passages", {"source": source["id"], "address": address, **passage})


def write_table(columns: Iterable[Column], rows: Iterable[Iterable[object]]) -> str:
    """A table as CSV."""
    lines = [[column.name for column in columns], *rows]
    return "".join(",".join(map(_cell, line)) + "\n" for line in lines)


def _cell(value: object) -> str:
    if value is None or value == "":
        return ""
    text = " ".join(value) if isinstance(value, list) else value
    if not isinstance(text, str):
        return json.dumps(text)
    text = f"'{text}" if _FORMULA.match(text) else text
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


_CITE: Final = {"source": "source", "passage": "passage", "quote": "quote"}
_PARENT: Final = {"place": "parent", "according_to": "according_to"}


def read_tables(files: Mapping[str, str], head: Data) -> Data:
    """The data again, out of each table by name; ``head`` is what stands beside the lists."""
    rows = {name: list(_read(name, text)) for name, text in files.items()}
    lists = ("sources", *KIND_LISTS.values())
    data = {name: [_thing(name, row) for row in rows[name]] for name in lists}
    by_id = {thing["id"]: thing for name in KIND_LISTS.values() for thing in data[name]}
    sources = {source["id"]: source for source in data["sources"]}
    for row in rows["passages"]:
        listed = sources[row["source"]].setdefault("passages", [])
        listed.append(_thing("passages", {**row, "source": "", "address": ""}))
    for row in rows["authors"]:
        sources[row["source"]].setdefault("authors", []).append(row["name"])
    for row in rows["citations"]:
        _append(by_id[row["id"]], "cites", row, _CITE)
    for row in rows["relations"]:
        ends = by_id[row["claim"]].setdefault("relations", {})
        ends.setdefault(row["relation"], []).append(row["other"])
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


def _append(thing: Data, key: str, row: Mapping[str, str], columns: Mapping[str, str]) -> None:
    found = {name: row[column] for name, column in columns.items() if row[column]}
    thing.setdefault(key, []).append(found)


def _read(name: str, text: str) -> Iterator[dict[str, str]]:
    header, *lines = csv.reader(StringIO(text, newline=""), strict=True)
    expected = [column.name for column in TABLES[name].columns]
    if header != expected:
        raise ValueError(f"{name}.csv has the columns {header}, not {expected}")
    for line in lines:
        yield dict(zip(header, map(_as_written, line), strict=True))


def _as_written(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _thing(table: str, row: Mapping[str, str]) -> Data:
    thing: Data = {}
    for column in TABLES[table].columns:
        cell = row[column.name]
        if cell:
            _put(thing, column, _parsed(column, cell))
    return thing


def _parsed(column: Column, cell: str) -> object:
    if column.type == "ids":
        return cell.split(" ")
    return cell if column.type == "string" else json.loads(cell)


def _put(thing: Data, column: Column, value: object) -> None:
    *ways, last = column.way
    inner: Any = thing
    for way in ways:
        inner = inner.setdefault(way, [] if isinstance(last, int) else {})
    if isinstance(last, int):
        inner.append(value)
    else:
        inner[last] = value
