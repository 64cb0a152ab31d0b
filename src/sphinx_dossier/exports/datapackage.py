"""What lies in the folder of the data: each file with what it holds and its licence.

``datapackage.json`` says it to programs (https://datapackage.org), a legend to readers.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.exports.json_text import without_empty, write_json
from sphinx_dossier.exports.tables import TABLES, Column

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sphinx_dossier.exports.json_rows import DossierData

PACKAGE: Final = "datapackage.json"
_MEDIA: Final = {
    ".atom": "application/atom+xml",
    ".bib": "application/x-bibtex",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".rq": "application/sparql-query",
    ".ttl": "text/turtle",
}
# Schemas, shapes and queries are parts of this package, whatever the licence of the content.
_OWN_LICENCE: Final = {
    "name": "MIT",
    "title": "MIT License",
    "path": "https://opensource.org/license/mit",
}
_QUERIES: Final = Path(__file__).parent / "sparql"


class DataFile(NamedTuple):
    """A file of the data: what it holds, and whether it is a part of the software."""

    title: str
    is_software: bool = False


class OwnFile(NamedTuple):
    """A file that a project adds to the data: its text, and what it holds, if that is said."""

    text: str
    title: str = ""


def queries() -> dict[str, str]:
    """The SPARQL queries that come with the data, by the names of their files."""
    return {
        f"queries/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(_QUERIES.glob("*.rq"))
    }


def question_of(query: str) -> str:
    """What a query asks: its first line."""
    return query.partition("\n")[0].removeprefix("# ")


FILES: Final[dict[str, DataFile]] = {
    "dossier.json": DataFile("Everything in one file"),
    "dossier.schema.json": DataFile("JSON Schema of dossier.json", is_software=True),
    **{f"{name}.csv": DataFile(table.title) for name, table in TABLES.items()},
    "retired.csv": DataFile("Ids that are no more, with the reason"),
    "dossier.jsonld": DataFile("Linked data"),
    "dossier.shapes.ttl": DataFile("SHACL shapes of dossier.jsonld", is_software=True),
    "places.geojson": DataFile("Places on the map, as Linked Places"),
    "events.geojson": DataFile("Events in time and space, as Linked Places"),
    "citations.bib": DataFile("Sources for BibLaTeX"),
    "citations.json": DataFile("Sources for reference managers, as CSL-JSON"),
    "feed.atom": DataFile("Corrections and changed claims, as a feed"),
    **{name: DataFile(question_of(text), is_software=True) for name, text in queries().items()},
}
"""Every file with a name of its own, in the order in which they are listed."""
_DIALECT: Final = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}
"""Stated, because readers that guess it are misled by long texts with quotation marks:
https://datapackage.org/standard/table-dialect/"""
RETIRED: Final = (
    Column("id", "The id"),
    Column("reason", "Why it was retired"),
    Column("replaced_by", "Where to go instead"),
    Column("since", "Since when, as an EDTF date"),
)


def licence_of(name: str, licence: Mapping[str, str]) -> dict[str, str]:
    """The licence of a file: that of the content, or of the software that it is a part of."""
    return dict(_OWN_LICENCE if FILES[name].is_software else licence)


def media_type(name: str) -> str:
    """The media type of a file of the data, ``""`` for an ending that none of ours has."""
    # The standard library knows more endings, others with each version and system.
    return _MEDIA.get(Path(name).suffix, "")


def export_package(
    data: DossierData,
    served: Mapping[str, dict[str, Any]],
    licence: Mapping[str, str],
    added: Mapping[str, OwnFile],
) -> str:
    """The description of our files and of those that are ``added``.

    ``served`` says of ours by name what :func:`as_served` says of each.
    """
    abroad = {one["kind"] for one in data.get("abroad", ())}
    tables = {"source": "sources", **{kind.name: kind.plural for kind in KINDS.values()}}
    foreign = frozenset(tables[kind] for kind in abroad)
    return write_json(
        without_empty(
            {
                "name": "dossier",
                "title": data["title"],
                "version": str(data["schema"]),
                "licenses": [dict(licence)] if licence else [],
                "dossier": {
                    key: value for key, value in data.items() if not isinstance(value, list)
                },
                "resources": [
                    *(_resource(name, served[name], licence, foreign) for name in FILES),
                    *(_own_resource(name, file, licence) for name, file in added.items()),
                ],
            }
        )
    )


def _resource(
    name: str, served: Mapping[str, Any], licence: Mapping[str, str], abroad: Container[str]
) -> dict[str, Any]:
    own = licence_of(name, licence)
    table = {**TABLES, "retired": RETIRED}.get(name.removesuffix(".csv"))
    described = {
        # Names of resources have lower-case letters and no slash; foreign keys name tables
        # without an ending: https://datapackage.org/standard/data-resource/#name
        "name": name.lower().replace("/", "-").removesuffix(".csv"),
        "path": name,
        "title": FILES[name].title,
        "type": "table" if table else "file",
        **served,
        "licenses": [own] if own else [],
        "dialect": _DIALECT if table else {},
        "schema": _schema(name.removesuffix(".csv"), abroad) if table else {},
    }
    return without_empty(described)


def _own_resource(name: str, file: OwnFile, licence: Mapping[str, str]) -> dict[str, Any]:
    described = {
        "name": name,
        "path": name,
        "title": file.title,
        "type": "file",
        **as_served(name, file.text.encode()),
        "licenses": [dict(licence)] if licence else [],
    }
    return without_empty(described)


def as_served(name: str, content: bytes) -> dict[str, Any]:
    """The format, size and hash of a file."""
    return {
        "format": Path(name).suffix.removeprefix("."),
        "mediatype": media_type(name),
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }


def _schema(name: str, abroad: Container[str]) -> dict[str, Any]:
    columns = RETIRED if name == "retired" else TABLES[name].columns
    return without_empty(
        {
            "fields": [
                {
                    "name": column.name,
                    "type": "string" if column.type == "ids" else column.type,
                    "description": column.means,
                }
                for column in columns
            ],
            "missingValues": [""],
            # A table of what objects have several of may hold two equal rows: it has no key.
            "primaryKey": list(TABLES[name].key) if name in TABLES else ["id"],
            "foreignKeys": [
                {
                    "fields": [column.name],
                    "reference": {
                        # An empty name is left out: a key without one leads into its own table.
                        "resource": "" if column.target == name else column.target,
                        "fields": ["id"],
                    },
                }
                for column in columns
                # What is of another dossier has no row here.
                if column.target and column.target not in abroad
            ],
        }
    )
