"""The open data of the knowledge base, under the eyes of those who will read them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import duckdb
import feedparser
import pytest
from bs4 import BeautifulSoup
from frictionless import Package, system
from jsonschema import Draft202012Validator
from pybtex.database.input.bibtex import Parser
from pyld import jsonld
from pyshacl import validate
from rdflib import RDF, SDO, Graph, URIRef

from projects import build, write_project
from sphinx_dossier.core.latex_text import plain_text
from sphinx_dossier.core.sources import read_sources
from sphinx_dossier.exports.datapackage import FILES, queries
from sphinx_dossier.exports.json_text import write_rows
from sphinx_dossier.exports.tables import TABLES
from tables_reader import read_tables

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "data.md").read_text(encoding="utf-8")
BASE = "https://example.org/data/dossier.jsonld"
# rdflib, pySHACL and frictionless still use what they or others have deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:(rdflib|pyshacl|frictionless)")


def examples(language: str) -> list[str]:
    """The worked examples of the page in one language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"the page has no example in {language}"
    return found


@pytest.fixture(scope="session")
def data(knowledge_base: Path) -> Path:
    """The folder of the data."""
    return knowledge_base / "data"


@pytest.fixture(scope="session")
def dossier(data: Path) -> dict[str, Any]:
    """All of it, read from JSON."""
    return json.loads((data / "dossier.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def graph(data: Path) -> Graph:
    """The linked data as rdflib reads them."""
    return Graph().parse(data / "dossier.jsonld", format="json-ld", publicID=BASE)


def test_json_keeps_to_its_schema(data: Path, dossier: dict[str, Any]) -> None:
    """The whole is valid, and each object in the file of its page is the one of the whole."""
    schema = json.loads((data / "dossier.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(dossier)
    found = {
        one["id"]: one
        for path in data.glob("objects/**/*.json")
        for one in json.loads(path.read_text("utf-8"))["objects"]
    }
    expected = {
        one["id"]: {"kind": kind, **one}
        for kind in ("actor", "place", "event", "question", "claim")
        for one in dossier[f"{kind}s"]
    }
    assert expected == found


def test_package_is_valid(data: Path) -> None:
    """Frictionless finds each table as its schema promises, its keys whole, its bytes as told."""
    with system.use_context(trusted=True):
        report = Package(str(data / "datapackage.json")).validate()
    assert [] == report.flatten(["type", "note", "message"])
    assert len(TABLES) < len(report.tasks)


def test_tables_make_the_json_again(data: Path) -> None:
    """JSON to tables to JSON: the same bytes."""
    tables = {name: (data / f"{name}.csv").read_bytes().decode() for name in TABLES}
    head = json.loads((data / "datapackage.json").read_text("utf-8"))["dossier"]
    assert (data / "dossier.json").read_bytes() == write_rows(read_tables(tables, head))


def test_every_address_leads_somewhere(knowledge_base: Path, data: Path) -> None:
    """Each row of each table leads to an anchor of a page that exists."""
    addresses = set()
    for name in TABLES:
        with (data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [row["address"] for row in csv.DictReader(file)]
        assert all(rows), f"a row of {name} has no address"
        addresses |= set(rows)
    anchors: dict[str, set[str]] = {}
    for address in addresses:
        page, _, anchor = address.partition("#")
        if page not in anchors:
            html = (knowledge_base / unquote(page)).read_text(encoding="utf-8")
            anchors[page] = set(re.findall(r'\bid="([^"]+)"', html))
        assert unquote(anchor) in anchors[page], address


def refuse(*asked: object, **_: object) -> None:
    """Stand in for a network that must not be asked."""
    raise AssertionError(f"asks for {asked}")


def test_linked_data_are_read_alike(data: Path, graph: Graph) -> None:
    """Rdflib and PyLD find the same statements, and neither asks the network."""
    text = json.loads((data / "dossier.jsonld").read_text(encoding="utf-8"))
    options = {"base": BASE, "documentLoader": refuse, "format": "application/n-quads"}
    other = Graph().parse(data=jsonld.to_rdf(text, options), format="nt")
    assert len(graph) == len(other)
    known = {(one, two, three) for one, two, three in graph if all_named(one, three)}
    assert known == {(one, two, three) for one, two, three in other if all_named(one, three)}


def all_named(*terms: object) -> bool:
    """Whether no term is a blank node, which each reader names as it likes."""
    return not any(type(term).__name__ == "BNode" for term in terms)


def test_shapes_hold(data: Path, graph: Graph) -> None:
    """Every node keeps to the shapes that lie beside the file."""
    conforms, _, reported = validate(graph, shacl_graph=str(data / "dossier.shapes.ttl"))
    assert conforms, reported


def test_terms_of_schema_org_exist(graph: Graph) -> None:
    """Whatever is told in schema.org is one of its terms."""
    space = str(SDO)
    used = {*graph.predicates(), *graph.objects(predicate=RDF.type)}
    names = {str(one).removeprefix(space) for one in used if str(one).startswith(space)}
    assert set() == {name for name in names if name not in SDO.__annotations__}


@pytest.mark.parametrize("name", queries())
def test_query_finds_answers(name: str, data: Path, graph: Graph) -> None:
    """Each query that comes with the data has answers, none of them empty."""
    rows = list(graph.query((data / name).read_text(encoding="utf-8")))
    assert rows
    assert all(str(value) for row in rows for value in row)


def test_query_agrees_with_the_json(data: Path, graph: Graph, dossier: dict[str, Any]) -> None:
    """What rests on one origin only, in SPARQL, is what the JSON says."""
    rows = graph.query((data / "queries" / "one-origin.rq").read_text(encoding="utf-8"))
    expected = {
        one["id"]
        for one in dossier["claims"]
        if len(one.get("origins", [])) == 1 and one["reach"] > 1
    }
    assert expected == {str(row[0]) for row in rows}


@pytest.mark.parametrize("code", examples("python"))
def test_python_example_runs(
    code: str, knowledge_base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each example in Python runs where the page says, after those above it, and prints."""
    monkeypatch.chdir(knowledge_base)
    before = examples("python")
    names: dict[str, object] = {}
    said = StringIO()
    with redirect_stdout(said):
        for one in before[: before.index(code)]:
            exec(one, names)
        said.truncate(0)
        exec(code, names)
    assert len(said.getvalue().splitlines()) >= 1
    assert "Empty DataFrame" not in said.getvalue()


@pytest.mark.parametrize("code", examples("sql"))
def test_sql_example_runs(code: str, knowledge_base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example in SQL runs in DuckDB where the page says, and has rows."""
    monkeypatch.chdir(knowledge_base)
    with duckdb.connect() as database:
        rows = database.execute(code).fetchall()
    assert rows
    assert all(row[0] for row in rows)


def test_maps_are_geojson(data: Path, dossier: dict[str, Any]) -> None:
    """Every place and event is a feature; every point lies on the earth, longitude first."""
    for kind in ("places", "events"):
        features = json.loads((data / f"{kind}.geojson").read_text(encoding="utf-8"))["features"]
        assert [one["id"] for one in dossier[kind]] == [one["properties"]["id"] for one in features]
        shapes = [one["geometry"] for one in features if one["geometry"]]
        assert shapes
        assert {one["type"] for one in shapes} <= {"Point", "MultiPoint"}
        points = [
            tuple(point)
            for one in shapes
            for point in (
                one["coordinates"] if one["type"] == "MultiPoint" else [one["coordinates"]]
            )
        ]
        assert all(abs(longitude) <= 180 and abs(latitude) <= 90 for longitude, latitude in points)
        coordinates = {tuple(one["coord"][::-1]) for one in dossier["places"] if "coord" in one}
        assert set(points) <= coordinates


def test_bibliographies_have_every_source(data: Path, dossier: dict[str, Any]) -> None:
    """BibLaTeX and CSL-JSON can be read and hold each source once."""
    entries = Parser().parse_file(str(data / "citations.bib")).entries
    items = json.loads((data / "citations.json").read_text(encoding="utf-8"))
    keys = [one["id"] for one in dossier["sources"]]
    assert keys == [one["id"] for one in items]
    assert sorted(keys) == sorted(entries.keys())


def test_bibliographies_lose_no_field(data: Path) -> None:
    """Each field and person of ``sources.bib`` is in both files, with the same words."""
    written = Parser().parse_file(str(ROOT / "sources.bib")).entries
    entries = Parser().parse_file(str(data / "citations.bib")).entries
    items = json.loads((data / "citations.json").read_text(encoding="utf-8"))
    values = {one["id"]: json.dumps(one, ensure_ascii=False) for one in items}
    assert read_sources(written, {}) == read_sources(entries, {})
    for key, entry in written.items():
        for name, text in entry.fields.items():
            if "date" in name:
                continue
            # A range has its two hyphens, and an address is no LaTeX.
            shown = text if name in ("pages", "url") else plain_text(text)
            words = json.dumps(shown, ensure_ascii=False)[1:-1]
            assert words in values[key] or words.replace("--", "-") in values[key], (key, words)
    article = next(one for one in items if one["id"] == "insight-turkey-shafiyev")
    assert ("Insight Turkey", "22", "4") == (
        article["container-title"], article["volume"], article["issue"],
    )  # fmt: skip
    assert {"family": "Shafiyev", "given": "Farid"} == article["author"][0]


def test_feed_is_atom(data: Path) -> None:
    """The feed is well-formed, and a feed reader finds no fault in it."""
    content = (data / "feed.atom").read_bytes()
    ET.fromstring(content)
    feed = feedparser.parse(content)
    assert (False, "atom10") == (feed.bozo, feed.version)
    assert all(one.id and one.updated_parsed and one.link for one in feed.entries)


def test_llms_txt_leads_to_files(knowledge_base: Path) -> None:
    """Each link is to a file of the site."""
    text = (knowledge_base / "llms.txt").read_text(encoding="utf-8")
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", text, re.MULTILINE)
    assert len(links) > len(TABLES)
    assert [] == [link for link in links if not (knowledge_base / unquote(link)).is_file()]


def test_page_lists_every_file_with_its_licence(knowledge_base: Path) -> None:
    """The page links each file, says what it holds, and under which licence."""
    page = BeautifulSoup((knowledge_base / "data.html").read_text("utf-8"), "html.parser")
    for name in FILES:
        term = page.select_one(f'dt a[href="data/{name}"]')
        assert term, name
        assert (knowledge_base / "data" / name).is_file()
        meaning = term.find_parent("dt").find_next_sibling("dd").get_text()
        assert "Licence: " in meaning
        # A query is named by its question, and one sign ends it.
        assert "?." not in meaning


def scripts(page: Path) -> list[dict[str, Any]]:
    """The blocks of linked data of a page."""
    html = page.read_text(encoding="utf-8")
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script', html, re.DOTALL)
    return [json.loads(one) for one in found]


def test_pages_tell_what_they_define(knowledge_base: Path, dossier: dict[str, Any]) -> None:
    """Each object is told once, on its own page, in words of schema.org."""
    reported: Counter[tuple[str, str]] = Counter()
    for page in sorted(knowledge_base.rglob("*.html")):
        name = page.relative_to(knowledge_base).as_posix()
        for block in scripts(page):
            for node in block["@graph"]:
                reported[node["identifier"], name] += 1
                words = {key for key in node if not key.startswith("@")} | {*node["@type"]}
                assert set() == {word for word in words if word not in SDO.__annotations__}
    homes = {
        (one["id"], one["url"].partition("#")[0])
        for kind in ("actors", "places", "events", "questions", "claims")
        for one in dossier[kind]
    }
    assert dict.fromkeys(homes, 1) == reported


def test_blocks_of_pages_agree_with_the_file(knowledge_base: Path, graph: Graph) -> None:
    """What pages say, both readers understand alike, and the file says too of the same things."""
    whole, reported = set(graph), Graph()
    for page in sorted(knowledge_base.rglob("*.html")):
        address = f"https://example.org/{page.relative_to(knowledge_base).as_posix()}"
        for block in scripts(page):
            found = Graph().parse(data=json.dumps(block), format="json-ld", publicID=address)
            options = {"base": address, "documentLoader": refuse, "format": "application/n-quads"}
            other = Graph().parse(data=jsonld.to_rdf(block, options), format="nt")
            named = {one for one in found if all_named(one[0], one[2])}
            assert named == {one for one in other if all_named(one[0], one[2])}, page.name
            assert named <= whole, page.name
            reported += found
    claim = "az-seven-villages"
    place = URIRef(f"https://example.org/claims/ground.html#{claim}")
    assert (URIRef(f"{BASE}#{claim}"), SDO.url, place) in reported


def test_no_file_names_this_machine(knowledge_base: Path, data: Path) -> None:
    """No path of the machine that built them stands in the data."""
    places = (str(ROOT), str(knowledge_base.parent), str(Path.home()) + "/")
    for path in [*data.rglob("*.*"), knowledge_base / "llms.txt"]:
        text = path.read_text(encoding="utf-8")
        assert not any(place in text for place in places), path.name


SMALL = {
    "index.md": """\
# Alda

See [the office](#harbour-office) and {actor}`keeper`.

:::{actor} Harbour office </script><script>alert(1)</script>
:id: harbour-office
:kind: government-body
It says `</script>`.
:::

:::{actor} Keeper
:id: keeper
:kind: person
:::

:::{correction} 2031-03-09
:of: keeper old
The keeper [](#keeper) was called otherwise.
:::

:::{correction} 2031-03-09
Another one.
:::

```{toctree}
deep/data
```
""",
    "deep/data.md": """\
# The data

:::{legend} data
:::

:::{legend} vocabulary
:::

:::{legend} queries
:::
""",
    "tombstones.toml": '[old]\nreason = "It was the office."\nsince = "2031-03-09"\n',
}


@pytest.fixture(params=["html", "dirhtml"])
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A small project, built by either builder without a problem."""
    source = write_project(tmp_path / "source", SMALL)
    assert "" == build(source, tmp_path / "out", request.param)
    return tmp_path / "out" / request.param


def test_correction_stands_on_the_page_and_in_the_feed(small: Path) -> None:
    """A correction has its day, its links and its words, and the feed leads to it."""
    page = BeautifulSoup((small / "index.html").read_text("utf-8"), "html.parser")
    for anchor in ("correction-2031-03-09", "correction-2031-03-09-2"):
        assert page.find(id=anchor)
    reported = page.find(id="correction-2031-03-09")
    assert "9 March 2031 · Keeper · old" in " ".join(reported.get_text().split())
    assert "#keeper" == reported.find("a")["href"]
    entries = feedparser.parse((small / "data" / "feed.atom").read_bytes()).entries
    assert ["correction", "correction", "retired"] == [one.tags[0].term for one in entries]
    assert "The keeper Keeper was called otherwise." in [one.summary for one in entries]


def test_links_to_files_lead_to_them(small: Path) -> None:
    """Wherever the page with the list stands, its links lead to the files."""
    path = small / "deep" / ("data.html" if (small / "deep" / "data.html").exists() else "data")
    path = path / "index.html" if path.is_dir() else path
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    links = [one["href"] for one in page.select("dt a") if "/data/" in one["href"]]
    assert len(FILES) <= len(links)
    assert all((path.parent / link).is_file() for link in links)
    assert page.find(id="vocabulary-status")


def test_hostile_name_stays_in_its_block(small: Path) -> None:
    """A name that would end the script is told as it is, and begins no script."""
    html = (small / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    node = scripts(small / "index.html")[0]["@graph"][0]
    assert "Harbour office </script><script>alert(1)</script>" == node["name"]["@value"]


def test_files_of_removed_objects_go(tmp_path: Path) -> None:
    """A page without an object leaves no file; what has not changed is not written again."""
    keeper = "\n\n:::{actor} Keeper\n:id: keeper\n:kind: person\n:::"
    page = SMALL["index.md"].replace(keeper, "")
    assert page != SMALL["index.md"]
    other = f"---\norphan: true\n---\n# Keepers{keeper}\n"
    source = write_project(
        tmp_path / "source", {**SMALL, "index.md": page, "more/keepers.md": other}
    )
    build(source, tmp_path / "out", "html")
    data = tmp_path / "out" / "html" / "data"
    homes = json.loads((data / "objects.json").read_text("utf-8"))
    assert {"harbour-office": "index", "keeper": "more/keepers"} == homes["homes"]
    assert ["old"] == [*homes["retired"]]
    assert (data / "objects/more/keepers.json").is_file()
    before = (data / "objects/index.json").stat().st_mtime_ns
    (source / "more/keepers.md").write_text("---\norphan: true\n---\n# Keepers\n", encoding="utf-8")
    build(source, tmp_path / "out", "html")
    assert ["index.json"] == [path.name for path in (data / "objects").iterdir()]
    assert before == (data / "objects/index.json").stat().st_mtime_ns
