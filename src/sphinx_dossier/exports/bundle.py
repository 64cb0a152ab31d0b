"""All files of the data at once, by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.anchors import passage_anchor
from sphinx_dossier.core.site_folders import (
    DATA_FOLDER,
    HOMES_FILE,
    OBJECT_FOLDER,
    SCHEMA_VERSION,
    SUMMARY,
)
from sphinx_dossier.exports.bibtex_csl import export_bibtex, export_csl
from sphinx_dossier.exports.datapackage import (
    FILES,
    PACKAGE,
    RETIRED,
    as_served,
    export_package,
    queries,
)
from sphinx_dossier.exports.dossier_json import dossier_data, export_objects
from sphinx_dossier.exports.feed import export_feed
from sphinx_dossier.exports.geojson import export_events, export_places
from sphinx_dossier.exports.json_schema import export_schema
from sphinx_dossier.exports.json_text import without_empty, write_json, write_rows
from sphinx_dossier.exports.jsonld import export_linked, shapes
from sphinx_dossier.exports.llms_txt import export_llms
from sphinx_dossier.exports.tables import export_tables, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.exports.datapackage import OwnFile
    from sphinx_dossier.exports.json_rows import DossierData

FEED: Final = "feed.atom"


@dataclass(frozen=True)
class Site:
    """What the data say of the site that they belong to.

    ``locate`` gives the address of a page from the root; ``root`` is the page that a reader sees
    first. ``address`` is that of the site with a slash at its end, where it is known.
    """

    title: str
    locate: Callable[[str], str]
    root: str = "index"
    author: str = ""
    language: str = "en"
    licence: Mapping[str, str] = field(default_factory=dict)
    address: str = ""


def export_data(
    index: Index, site: Site, added: Mapping[str, OwnFile] | None = None
) -> dict[str, str]:
    """The text of each file, by its path from the root of the site.

    ``added`` are files of the project's own by their names, none of which is one of ours.
    """
    return {name: content.decode() for name, content in data_files(index, site, added)}


def data_files(
    index: Index, site: Site, added: Mapping[str, OwnFile] | None = None
) -> Iterator[tuple[str, bytes]]:
    """The same as bytes, one file after the other: all together are larger than a site's pages."""
    own = added or {}
    data = dossier_data(index, site.title, site.locate, site.address)
    served = {}
    for name, content in _files_of_all(index, site, data):
        served[name] = as_served(name, content)
        yield f"{DATA_FOLDER}/{name}", content
    # After all other data, because it has the size and the hash of each file.
    yield f"{DATA_FOLDER}/{PACKAGE}", export_package(data, served, site.licence, own).encode()
    yield from ((f"{DATA_FOLDER}/{name}", file.text.encode()) for name, file in own.items())
    for name, content in export_objects(index, data):
        yield f"{OBJECT_FOLDER}/{name}.json", content
    yield HOMES_FILE, _homes(index).encode()
    for name, text in export_summaries(index, site).items():
        yield name, text.encode()


def _files_of_all(index: Index, site: Site, data: DossierData) -> Iterator[tuple[str, bytes]]:
    """The files that hold all objects or sources, by their names in the folder of the data."""
    yield from files_of_rows(index, site, data)
    for name, text in _files_beside(index, site):
        yield name, text.encode()


def _files_beside(index: Index, site: Site) -> Iterator[tuple[str, str]]:
    # By key, so that a source that moves to another .bib file changes no line of the data.
    sources = [index.sources[key] for key in sorted(index.sources)]
    yield "dossier.schema.json", export_schema(index.vocabulary)
    yield "retired.csv", write_table(RETIRED, _retired_rows(index))
    yield "dossier.shapes.ttl", shapes(index.vocabulary)
    yield "citations.bib", export_bibtex(sources)
    yield "citations.json", export_csl(sources)
    yield FEED, feed(index, site)
    yield from queries().items()


def files_of_rows(index: Index, site: Site, data: DossierData) -> Iterator[tuple[str, bytes]]:
    """The files in which each object has lines of its own, by their names.

    A line is made of the row of its object alone. But the lines of places name other places and
    actors, and what cites a source has its language.
    """
    explained = index.legend_home.get("vocabulary", "")
    yield "dossier.json", write_rows(data)
    for name, text in export_tables(data, _addresses(index, site)):
        yield f"{name}.csv", text.encode()
    yield (
        "dossier.jsonld",
        export_linked(
            data,
            site.language,
            index.publisher_of,
            site.licence.get("path", ""),
            site.locate(explained) if explained else "",
            index.vocabulary,
        ),
    )
    yield "places.geojson", export_places(data, site.language)
    yield "events.geojson", export_events(data, site.language)


def feed(index: Index, site: Site) -> str:
    """The text of the feed."""
    return export_feed(index, site.title, site.author, site.language, site.locate, site.address)


def export_summaries(index: Index, site: Site) -> dict[str, str]:
    """The text of each file that is made of the prose of pages."""
    titles = {name: file.title for name, file in FILES.items() if not file.is_software}
    return {SUMMARY: export_llms(index, site.title, site.root, titles, site.locate)}


def _homes(index: Index) -> str:
    """Where each object is; what is retired keeps its id, and says why and what replaced it."""
    retired = {
        key: without_empty(
            {"reason": stone.reason, "replaced_by": stone.replaced_by, "since": stone.since}
        )
        for key, stone in sorted(index.tombstones.items())
        # An object that has a retired id is reported; until then it goes before the tombstone.
        if key not in index.home
    }
    homes = {key: index.home[key] for key in sorted(index.own)}
    return write_json({"schema": SCHEMA_VERSION, "homes": homes, "retired": retired})


def _retired_rows(index: Index) -> Iterator[list[object]]:
    for key in sorted(index.tombstones):
        stone = index.tombstones[key]
        yield [key, stone.reason, stone.replaced_by, stone.since]


def _addresses(index: Index, site: Site) -> dict[tuple[str, str], str]:
    """Where the site shows each passage, by (key, passage)."""
    found: dict[tuple[str, str], str] = {}
    for key, home in index.coverage_home.items():
        if key in index.manifests:
            page = site.locate(home)
            for passage in index.manifests[key].passages:
                found[key, passage] = f"{page}#{passage_anchor(key, passage)}"
    return found
