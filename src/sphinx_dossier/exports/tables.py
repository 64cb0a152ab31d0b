"""The data as tables: CSV files, by the table of kinds.

A cell holds one value, or ids with spaces between them. What an object has several of, and more
than an id of each, is in a table of its own, in its order. ``address`` is where a reader finds the
row, from the root of the site. An empty cell is a value that the data do not have. A text that a
spreadsheet would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.kinds import KINDS, PASSAGE_FIELDS, SOURCE_FIELDS, FieldType
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.exports.dossier_json import object_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from sphinx_dossier.core.kinds import FieldRow, Kind
    from sphinx_dossier.exports.json_rows import DossierData

    Rows: TypeAlias = Iterator[list[object]]

# RFC 4180 asks for quotation marks around these; blanks at an end would be lost in some readers.
_QUOTED = lazy_pattern(r'[",\r\n]|^\s|\s$')
# Spreadsheets run what begins so; OWASP lists the signs under "CSV injection".
# An apostrophe that the text has itself gets another one before it: who takes one away from what
# begins so has the text back.
_FORMULA = lazy_pattern(r"'*[=+\-@\t\r]")


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
    """A table; ``key`` are the columns that identify a row, if any do."""

    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()


_ID: Final = Column("id", "The id, which never changes")
_ADDRESS: Final = Column("address", "Where it is, from the root of the site")
_OWN_TABLES: Final = frozenset(
    {
        FieldType.NAMES,
        FieldType.LINES,
        FieldType.CITATIONS,
        FieldType.WITHIN,
        FieldType.SEARCHED,
        FieldType.PARTS,
        FieldType.RELATED,
        FieldType.STATED,
        FieldType.ROAD,
        FieldType.ANSWERS,
        FieldType.PASSAGES,
    }
)
"""Types of which an object has several values: each is a row of a table of its own."""


def _columns(field: FieldRow) -> tuple[Column, ...]:
    """The columns that hold a field in the table of its kind."""
    name, means = field.key, field.means
    match field.type:
        case FieldType.BASIS:
            return (
                Column(name, means, path=(name, "word")),
                Column(f"{name}_note", "A note on that", path=(name, "note")),
            )
        case FieldType.NOT_BEFORE:
            return (
                Column(name, means, path=(name, "date")),
                Column(f"{name}_source", "The source that shows so", "string", (name, "source"),
                       "sources"),
                Column(f"{name}_passage", "The passage in it", path=(name, "passage")),
                Column(f"{name}_quote", "The words quoted", path=(name, "quote")),
            )  # fmt: skip
        case FieldType.COORD:
            return (
                Column("latitude", "Degrees north, WGS 84", "number", (name, 0)),
                Column("longitude", "Degrees east, WGS 84", "number", (name, 1)),
            )
        case FieldType.RELAYS:
            inferred = "Those of them whom no source prints: our inference"
            return Column(name, means, "ids"), Column(f"{name}_inferred", inferred, "ids")
        case FieldType.IDS | FieldType.WORDS:
            return (Column(name, means, "ids"),)
        case FieldType.NUMBER:
            return (Column(name, means, "integer"),)
        # A foreign key leads into one table, so an id that may be of several kinds cannot be one.
        case FieldType.ID if len(field.kinds) == 1:
            return (Column(name, means, target=KINDS[field.kinds[0]].plural),)
        case _:
            return (Column(name, means),)


def _table_of(kind: Kind) -> Table:
    fields = [field for field in (*kind.written, *kind.derived) if field.type not in _OWN_TABLES]
    # The first field is the id, whose column stands before that of the address.
    rest = [column for field in fields[1:] for column in _columns(field)]
    address = _ADDRESS._replace(path=("url",))
    return Table(kind.holds, (_ID, address, *rest), ("id",))


def _plain_columns(fields: Iterable[FieldRow]) -> tuple[Column, ...]:
    # The address is the second column of each table.
    left_out = {*_OWN_TABLES, FieldType.ADDRESS}
    shown = (field for field in fields if field.type not in left_out)
    return tuple(column for field in shown for column in _columns(field))


_SOURCE_COLUMNS: Final = _plain_columns(SOURCE_FIELDS)
_PASSAGE_COLUMNS: Final = _plain_columns(PASSAGE_FIELDS)
# Claims come first: they are what most readers of the data look for.
TABLES: Final[dict[str, Table]] = {
    **{
        kind.plural: _table_of(kind)
        for kind in (KINDS["claim"], *(one for one in KINDS.values() if one.name != "claim"))
    },
    "sources": Table(
        "Publications",
        (_SOURCE_COLUMNS[0], _ADDRESS._replace(path=("listed",)), *_SOURCE_COLUMNS[1:]),
        ("id",),
    ),
    "authors": Table(
        "Who wrote the publications",
        (Column("source", "The source", target="sources"), _ADDRESS, Column("name", "The name")),
    ),
    "citations": Table(
        "Which object rests on which source, passage and words",
        (
            Column("id", "The object that cites"),
            _ADDRESS,
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
            _ADDRESS,
            Column("relation", "denies, disputes, repeats …"),
            Column("other", "The claim at the other end", target="claims"),
            Column("proposition", "What both claims state"),
            Column("inferred", "true: no source prints the relation, it is our inference",
                   "boolean"),
        ),
        ("claim", "relation", "other"),
    ),
    "answers": Table(
        "What claims answer to questions",
        (
            Column("claim", "The claim", target="claims"),
            _ADDRESS,
            Column("question", "The question it answers", target="questions"),
            Column("answer", "The answer, where it is words"),
            Column("value", "The answer, where it is a number", "number"),
            Column("min", "The least, where it is a range", "number"),
            Column("max", "The most, where it is a range", "number"),
            Column("about", "What the speaker called approximate: the range is a tenth less and "
                   "more", "number"),
            Column("unit", "What is counted"),
        ),
        ("claim", "question"),
    ),
    "relays": Table(
        "Who passed claims on to whom, from the first speaker to the reader",
        (
            Column("claim", "The claim", target="claims"),
            _ADDRESS,
            Column("step", "1 is next to the first speaker", "integer"),
            Column("from", "Who said it, or passed it on", "ids"),
            Column("to", "Who took it over", target="actors"),
            Column("medium", "The cited publication in which that actor has it",
                   target="sources"),
            Column("inferred", "true: no source prints the step, it is our inference", "boolean"),
        ),
        ("claim", "step"),
    ),
    "names": Table(
        "Other names of actors, places and events, and forms that sources garble",
        (
            Column("id", "What is called so"),
            _ADDRESS,
            Column("form", "also: another name; garbled: a form that a source misprints"),
            Column("text", "The name"),
            Column("language", "Its language, as BCP 47"),
        ),
    ),
    "within": Table(
        "What places lie in, and according to whom",
        (
            Column("place", "The place", target="places"),
            _ADDRESS,
            Column("parent", "What it lies in", target="places"),
            Column("according_to", "Who says so, where it is contested", target="actors"),
        ),
    ),
    "searched": Table(
        "Where an answer of a side was looked for and not found",
        (
            Column("question", "The question", target="questions"),
            _ADDRESS,
            Column("side", "The side"),
            Column("what", "What was searched"),
        ),
    ),
    "drifts": Table(
        "What became on the way of each part of a claim",
        (
            Column("claim", "The claim that has drifted", target="claims"),
            _ADDRESS,
            Column("part", "speaker, place, subject, number, or the denial by others"),
            Column("fate", "kept, small-print (kept, but not where it is seen), changed, lost, "
                   "unknown"),
            Column("now", "What it was changed to"),
        ),
        ("claim", "part"),
    ),
    "passages": Table(
        "The passages of sources that were taken apart; not their words",
        (
            Column("source", "The source", target="sources"),
            _PASSAGE_COLUMNS[0],
            _ADDRESS,
            *_PASSAGE_COLUMNS[1:],
        ),
        ("source", "id"),
    ),
}  # fmt: skip
"""Each table by the name of its file."""


def export_tables(
    data: DossierData, addresses: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """Each table as CSV, by name; the arguments are those of :func:`table_rows`."""
    rows = table_rows(data, addresses)
    for name, table in TABLES.items():
        yield name, write_table(table.columns, rows.pop(name))


def table_rows(
    data: DossierData, addresses: Mapping[tuple[str, str], str]
) -> dict[str, list[list[object]]]:
    """The rows of each table by its name, a value a column; ``None`` where there is none.

    ``addresses`` says where the site shows a passage, by (key, passage).
    """
    rows: dict[str, list[list[object]]] = {name: [] for name in TABLES}
    for source in data["sources"]:
        address = source.get("listed", "")
        rows["sources"].append(_cells("sources", source))
        rows["authors"] += [[source["id"], address, name] for name in source.get("authors", ())]
        for passage in source.get("passages", ()):
            place = addresses.get((source["id"], passage["id"]), "")
            found = {"source": source["id"], "address": place, **passage}
            rows["passages"].append(_cells("passages", found))
    for kind, item in object_rows(data):
        rows[kind.plural].append(_cells(kind.plural, _flat(kind, item)))
        for table, cells in _own_rows(kind, item):
            rows[table].append([item["id"], item["url"], *cells])
    return rows


def _flat(kind: Kind, item: Mapping[str, Any]) -> Mapping[str, Any]:
    """An object whose relays are ids, as its table has them."""
    flat = dict(item)
    for field in kind.written:
        if field.type is FieldType.RELAYS:
            relays = item.get(field.key, ())
            flat[field.key] = [relay["actor"] for relay in relays]
            inferred = [relay["actor"] for relay in relays if "inferred" in relay]
            flat[f"{field.key}_inferred"] = inferred
    return flat


def _citation_rows(kind: Kind, _: FieldRow, citations: Any) -> Iterator[list[object]]:
    for cite in citations:
        yield [kind.name, *(cite.get(part) for part in ("source", "passage", "quote"))]


def _relation_rows(_kind: Kind, _: FieldRow, relations: Any) -> Iterator[list[object]]:
    for relation, ends in relations.items():
        for end in ends:
            yield [relation, *(end.get(part) for part in ("claim", "proposition", "inferred"))]


def _answer_rows(_kind: Kind, _: FieldRow, answers: Any) -> Iterator[list[object]]:
    for answer in answers:
        value = answer.get("value")
        # One key of the data holds a number or words: here each has a column of its own.
        cells = [value, None] if isinstance(value, str) else [None, value]
        rest = (answer.get(part) for part in ("min", "max", "about", "unit"))
        yield [answer["question"], *cells, *rest]


def _relay_rows(_kind: Kind, _: FieldRow, steps: Any) -> Iterator[list[object]]:
    for step in steps:
        yield [step.get(part) for part in ("step", "from", "to", "medium", "inferred")]


def _name_rows(_kind: Kind, field: FieldRow, names: Any) -> Iterator[list[object]]:
    for name in names:
        yield [field.name, name["text"], name.get("lang")]


def _form_rows(_kind: Kind, field: FieldRow, forms: Any) -> Iterator[list[object]]:
    yield from ([field.name, form, None] for form in forms)


def _parent_rows(_kind: Kind, _: FieldRow, parents: Any) -> Iterator[list[object]]:
    yield from ([parent["place"], parent.get("according_to")] for parent in parents)


def _searched_rows(_kind: Kind, _: FieldRow, rows: Any) -> Iterator[list[object]]:
    yield from ([row["side"], row["what"]] for row in rows)


def _part_rows(_kind: Kind, _: FieldRow, parts: Any) -> Iterator[list[object]]:
    yield from ([part["part"], part["fate"], part.get("now")] for part in parts)


_OWN_ROWS: Final[dict[FieldType, tuple[str, Callable[[Kind, FieldRow, Any], Rows]]]] = {
    FieldType.CITATIONS: ("citations", _citation_rows),
    FieldType.RELATED: ("relations", _relation_rows),
    FieldType.ANSWERS: ("answers", _answer_rows),
    FieldType.ROAD: ("relays", _relay_rows),
    FieldType.NAMES: ("names", _name_rows),
    FieldType.LINES: ("names", _form_rows),
    FieldType.WITHIN: ("within", _parent_rows),
    FieldType.SEARCHED: ("searched", _searched_rows),
    FieldType.PARTS: ("drifts", _part_rows),
}
"""For each type of which an object has several values, the table of them and its further cells."""


def _own_rows(kind: Kind, item: Mapping[str, Any]) -> Iterator[tuple[str, list[object]]]:
    """The rows of further tables that an object has, each with the name of its table."""
    for field in (*kind.written, *kind.derived):
        if field.type in _OWN_ROWS and field.key in item:
            table, cells_of = _OWN_ROWS[field.type]
            yield from ((table, cells) for cells in cells_of(kind, field, item[field.key]))


def _cells(table: str, item: Mapping[str, Any]) -> list[object]:
    return [_value(item, column) for column in TABLES[table].columns]


def _value(item: Mapping[str, Any], column: Column) -> object:
    value: Any = item
    for part in column.way:
        value = value.get(part) if isinstance(value, dict) else value and value[part]
    # One key of the data holds a number or words: here each has a column of its own.
    if isinstance(value, str) != (column.type == "string") and not isinstance(value, list):
        return None
    return value


def write_table(columns: Sequence[Column], rows: Iterable[Iterable[object]]) -> str:
    """A table as CSV."""
    lines = [[column.name for column in columns], *rows]
    # Line feeds, as in all other files, although RFC 4180 has CRLF: programs read both.
    return "".join(",".join(map(_cell, line)) + "\n" for line in lines)


def _cell(value: object) -> str:
    if value is None or value == "":
        return ""
    text = " ".join(value) if isinstance(value, list) else value
    if not isinstance(text, str):
        # Before the look for formulas: a negative number begins
        # with a sign, and has to stay a number.
        return json.dumps(text)
    text = f"'{text}" if _FORMULA.match(text) else text
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
