"""The tables of many dossiers as Parquet, a file a table: each row says whose it is.

Every table has the columns of the CSV file of its name, and before them ``dossier``. Addresses
lead from anywhere, or from the catalogue where a dossier does not say where it is published. Lists
of ids are lists, and not texts with spaces.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.exports.tables import TABLES, Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sphinx_dossier.exports.catalogue_dossier import CatalogueDossier

GROUP: Final = 20_480
"""Rows of a row group: who asks for one dossier reads that of its rows, since they lie together."""
_TYPES: Final = {
    "string": "VARCHAR",
    "ids": "VARCHAR[]",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
}
_OF: Final = Column("dossier", "Whose row it is")
_DOSSIERS: Final = Table(
    "The dossiers of the catalogue",
    (
        Column("dossier", "What the catalogue calls it"),
        Column("title", "Its title"),
        Column("address", "Where it is published"),
        Column("schema", "The version of the form of its data", "integer"),
        Column("as_of", "The day up to which it follows events, an EDTF date"),
        Column("digest", "SHA-256 of its dossier.json"),
        *(Column(name, f"How many {name} it has", "integer")
          for name in ("claims", "actors", "places", "events", "questions", "sources")),
    ),
    ("dossier",),
)  # fmt: skip
_ELSEWHERE: Final = (
    Column("other_dossier", "The dossier of the claim at the other end, where it is in here"),
    Column("other_claim", "Its id there"),
)


def _catalogued(name: str, table: Table) -> Table:
    more = _ELSEWHERE if name == "relations" else ()
    key = ("dossier", *table.key) if table.key else ()
    return Table(table.title, (_OF, *table.columns, *more), key)


CATALOGUE_TABLES: Final = {
    "dossiers": _DOSSIERS,
    **{name: _catalogued(name, table) for name, table in TABLES.items()},
}
"""Each table of a catalogue by the name of its file."""


class Query(NamedTuple):
    """A question over all dossiers, as SQL of DuckDB."""

    title: str
    sql: str


QUERIES: Final = {
    "contradictions": Query(
        "What one dossier denies or disputes of another one",
        "SELECT r.dossier, r.claim, r.relation, r.other_dossier, r.other_claim\n"
        "FROM 'data/relations.parquet' AS r\n"
        "WHERE r.relation IN ('denies', 'disputes') AND r.other_dossier <> r.dossier\n"
        "ORDER BY ALL;\n",
    ),
    "most-relayed": Query(
        "Whose words are passed on most, by name over all dossiers",
        "SELECT a.name, count(*) AS relayed, count(DISTINCT r.dossier) AS dossiers\n"
        "FROM (SELECT dossier, unnest(\"from\") AS actor FROM 'data/relays.parquet'\n"
        "      WHERE step = 1) AS r\n"
        "JOIN 'data/actors.parquet' AS a ON a.dossier = r.dossier AND a.id = r.actor\n"
        "GROUP BY a.name ORDER BY relayed DESC, a.name LIMIT 20;\n",
    ),
    "statuses": Query(
        "Claims by status and by the dossiers that have them",
        "SELECT status, count(*) AS claims, count(DISTINCT dossier) AS dossiers\n"
        "FROM 'data/claims.parquet' GROUP BY status ORDER BY claims DESC, status;\n",
    ),
}
"""Queries that come with a catalogue, to be run in its folder."""


def rows_of(
    dossier: CatalogueDossier, elsewhere: Callable[[CatalogueDossier, str], tuple[str, str]]
) -> Iterator[tuple[str, list[list[object]]]]:
    """The rows of a dossier, with the name of the table of each.

    ``elsewhere`` gives the dossier and the id of a claim by its name, ``""`` for both where it is
    not in the catalogue.
    """
    counts = [len(dossier.tables[column.name]) for column in _DOSSIERS.columns[6:]]
    data = dossier.data
    head = [dossier.id, dossier.title, dossier.address, data["schema"], data.get("as_of")]
    yield "dossiers", [[*head, dossier.digest, *counts]]
    for name, table in TABLES.items():
        place = [column.name for column in table.columns].index("address")
        rows = [[dossier.id, *row] for row in dossier.tables[name]]
        for row in rows:
            address = row[place + 1]
            row[place + 1] = dossier.base + str(address) if address and dossier.base else None
            if name == "relations":
                row += [part or None for part in elsewhere(dossier, str(row[4]))]
        yield name, rows


def write_lines(rows: list[list[object]], table: str) -> str:
    """Rows of a table as JSON, an object a line, for the program that writes Parquet."""
    names = [column.name for column in CATALOGUE_TABLES[table].columns]
    # Escaped: half a character would be none to that program.
    return "".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows)


def write_parquet(duckdb: Any, files: Mapping[str, Path], folder: Path) -> None:
    """Turn the lines of each table into ``NAME.parquet`` in a folder, by the module ``duckdb``.

    Rows stay in their order, and one thread writes them, so that equal rows are equal bytes.
    """
    settings = {"threads": 1, "autoinstall_known_extensions": False, "memory_limit": "2GB"}
    with duckdb.connect(config=settings) as connection:
        for name, lines in files.items():
            columns = ", ".join(
                f"{_quoted(column.name)}: {_quoted(_TYPES[column.type])}"
                for column in CATALOGUE_TABLES[name].columns
            )
            connection.execute(
                f"COPY (SELECT * FROM read_json({_quoted(lines.as_posix())}, "
                f"format = 'newline_delimited', columns = {{{columns}}}, "
                f"maximum_object_size = 40000000)) "
                f"TO {_quoted((folder / f'{name}.parquet').as_posix())} "
                f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
            )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
