"""Maps, bibliographies, the feed, and what other programs import."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import StringIO
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database.input.bibtex import Parser
from pybtex.textutils import normalize_whitespace

import making
from making import HERE
from sample import OBJECTS, SITE, SOURCES, dossier
from sphinx_dossier.core.model import Person, kind_of
from sphinx_dossier.core.sources import read_sources
from sphinx_dossier.exports.bibtex_csl import _CSL_TYPES, export_bibtex, export_csl
from sphinx_dossier.exports.bundle import export_data
from sphinx_dossier.exports.datapackage import FILES
from sphinx_dossier.exports.feed import ATOM, export_feed, moment

CSL_TYPES = {"article-journal", "book", "chapter", "document", "paper-conference", "report",
             "thesis", "webpage"}  # fmt: skip
CSL_FIELDS = {"id", "type", "title", "author", "editor", "publisher", "container-title", "issued",
              "accessed", "language", "URL", "DOI", "ISBN", "ISSN", "volume", "issue", "number",
              "page", "chapter-number", "genre", "keyword", "custom", "note"}  # fmt: skip


@pytest.fixture(scope="module")
def files():
    """All files of the sample."""
    return export_data(dossier(), SITE)


def features(text):
    """The features of a GeoJSON file by id."""
    data = json.loads(text)
    assert "FeatureCollection" == data["type"]
    return {one["properties"]["id"]: one for one in data["features"]}


def test_places_are_geojson(files):
    """Longitude comes first; a place without coordinates has no geometry; names keep languages."""
    places = features(files["data/places.geojson"])
    port = places["port"]
    assert [-46.25, 39.0] == port["geometry"]["coordinates"]
    assert "certain" == port["geometry"]["certainty"]
    assert [{"label": SOURCES[0].title, "@id": SOURCES[0].url}] == port["geometry"]["citations"]
    assert None is places["coast"]["geometry"]
    assert {"toponym": "Insel", "lang": "de"} in places["isle"]["names"]
    assert ["part of coast, according to Häfenamt", "part of isle, according to غيلد"] == (
        [one["label"] for one in port["relations"]]
    )


@pytest.mark.parametrize("name", ["places", "events"])
def test_features_have_what_linked_places_ask_for(files, name):
    """Each has an address, a title, names with words, and a geometry or none."""
    found = features(files[f"data/{name}.geojson"])
    assert {one.id for one in OBJECTS if kind_of(one) == name[:-1]} == found.keys()
    for one in found.values():
        assert "Feature" == one["type"]
        assert one["@id"].startswith("dossier.jsonld#")
        assert one["properties"]["title"]
        assert all(names["toponym"] for names in one["names"])
        assert "geometry" in one


def test_events_have_their_time(files):
    """Each shape of date is a timespan that says no more than the date."""
    events = features(files["data/events.geojson"])
    assert {
        "storm": {"start": {"earliest": "2031-03-03", "latest": "2031-03-04"}},
        "winter": {"start": {"in": "2030-12?"}, "end": {"in": "2031-03"}},
        "calm": {"start": {"latest": "2030"}, "end": {"in": "2030"}},
        "thaw": {"start": {"in": "2031-04"}, "end": {"earliest": "2031-04"}},
        "watch": {"start": {"in": "2031-03-04T22:00Z"}},
    } == {name: one["when"]["timespans"][0] for name, one in events.items()}
    assert "Point" == events["storm"]["geometry"]["type"]
    assert None is events["calm"]["geometry"]


def test_event_at_two_places():
    """An event with two places that have coordinates is at both; twice the same point is one."""
    objects = [
        making.place("a", coord=(1.0, 2.0)),
        making.place("b", coord=(3.0, 4.0)),
        making.place("c", coord=(1.0, 2.0)),
        making.place("d"),
        making.event("two", "2031", at=("a", "d", "b", "c")),
        making.event("one", "2031", at=("a", "c")),
        making.event("none", "2031", at=("d",)),
    ]
    found = features(export_data(making.index(*objects), SITE)["data/events.geojson"])
    assert {
        "two": {"type": "MultiPoint", "coordinates": [[2.0, 1.0], [4.0, 3.0]]},
        "one": {"type": "Point", "coordinates": [2.0, 1.0]},
        "none": None,
    } == {name: one["geometry"] for name, one in found.items()}


@pytest.mark.parametrize("name", ["places", "events"])
def test_geometries_keep_to_the_standard(files, name):
    """RFC 7946: longitude and latitude and no height; only points, alone or several of them."""
    geometries = [one["geometry"] for one in features(files[f"data/{name}.geojson"]).values()]
    for one in filter(None, geometries):
        assert one["type"] in ("Point", "MultiPoint")
        found = one["coordinates"] if one["type"] == "MultiPoint" else [one["coordinates"]]
        assert 1 < len(found) or "Point" == one["type"]
        for longitude, latitude in found:
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90


def test_bibliography_comes_back():
    """Read as any .bib file is, it gives the sources again, with every field and name."""
    parsed = Parser().parse_stream(StringIO(export_bibtex(SOURCES)))
    again, problems = read_sources(parsed.entries, {})
    assert [] == problems
    assert {one.id: one for one in SOURCES} == (
        {key: replace(one, where=HERE) for key, one in again.items()}
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"])) | st.text("{}\\%@,~\"'`-?!<&a \n")


@given(TEXTS, TEXTS, TEXTS, TEXTS)
@example("^ ^^ $", "^$", "x^ $5", "$^ A")
@example("an } entry { ends", "}\n@misc{x,", "\\{ \\textbraceleft", "and, and, A and B")
@example("a -- b --- ``c'' ?` !` <<d>> ,,e", "{{", "\\", "Oak, Jr.")
def test_any_text_comes_back_from_bibtex(title, note, publisher, name):
    """Whatever is in a value, it is that value again, and the next entry is one of its own."""
    title, note, publisher, name = (
        normalize_whitespace(text).strip() for text in (title, note, publisher, name)
    )
    people = (Person(name or "a"), Person("de Roy", name), Person(name.strip(", ") or "b", "C"))
    fields = tuple((key, text) for key, text in (("addendum", title), ("series", note)) if text)
    one = making.source(
        "one", title=title, note=note, publisher=publisher, label=title, read=note, language=name,
        authors=people, editors=people, fields=fields,
    )  # fmt: skip
    sources = [one, making.source("two")]
    parsed = Parser().parse_stream(StringIO(export_bibtex(sources)))
    again, _ = read_sources(parsed.entries, {})
    again = {key: replace(found, where=HERE) for key, found in again.items()}
    kept = tuple(pair for pair in again["one"].fields if pair[0] != "publisher")
    assert {"one": one, "two": sources[1]} == again | {"one": replace(again["one"], fields=kept)}


@given(st.text("{}%a/", min_size=1))
def test_any_address_leaves_bibtex_whole(text):
    """An address keeps braces in pairs; others are percent-encoded, as RFC 3986 asks."""
    sources = [making.source("one", url=f"https://a/{text}"), making.source("two")]
    parsed = Parser().parse_stream(StringIO(export_bibtex(sources)))
    assert ["one", "two"] == list(parsed.entries)
    assert unquote(f"https://a/{text}") == unquote(parsed.entries["one"].fields["url"])


def test_csl_items():
    """Items keep to CSL-JSON: known types and fields, dates in parts."""
    items = {one["id"]: one for one in json.loads(export_csl(SOURCES))}
    for one in items.values():
        assert one["type"] in CSL_TYPES
        assert one.keys() <= CSL_FIELDS
        for field in ("issued", "accessed"):
            parts = one.get(field, {}).get("date-parts", [[1]])
            assert all(type(number) is int for part in parts for number in part)
    assert [[2031, 3, 4], [2031, 3, 5]] == items["range"]["issued"]["date-parts"]
    assert "accessed" not in items["range"]
    assert items["gazette"]["issued"] == {"date-parts": [[2031]], "circa": True}
    people = [{"family": "Über", "given": "Ada"}, {"literal": "Guild of Boats and Nets"}]
    assert people == items["courier/2031"]["author"]


def test_csl_has_a_place_for_every_field():
    """Numbers stand where reference managers look; what CSL does not know is kept as it is."""
    items = {one["id"]: one for one in json.loads(export_csl(SOURCES))}
    expected = {
        "gazette": {
            "container-title": "The Gazette", "volume": "22", "issue": "4", "page": "1-11",
            "DOI": "10.1/a_b%c", "ISSN": "1234-5679", "publisher": "Alda Press",
            "editor": [{"family": "van der Zee", "given": "Ida B."},
                       {"family": "Oak, Jr.", "given": "Tom"}],
        },
        "briefing": {"genre": "Briefing", "number": "91", "publisher": "Weather institute"},
        "chapter": {"container-title": "All Storms", "chapter-number": "7",
                    "ISBN": "9780000000002", "publisher": "Alda Press"},
        "courier/2031": {"container-title": "The Courier", "keyword": "primary, late",
                         "custom": {"addendum": "3 & 4"}},
    }  # fmt: skip
    for key, fields in expected.items():
        assert fields == {name: items[key][name] for name in fields}
        values = json.dumps(items[key], ensure_ascii=False).replace("1-11", "1--11")
        source = next(one for one in SOURCES if one.id == key)
        assert all(json.dumps(text)[1:-1] in values for _, text in source.fields)


def test_every_type_is_one_of_csl():
    """What BibLaTeX calls a work, CSL 1.0.2 has a type for."""
    known = """article-journal book chapter dataset document entry-encyclopedia manuscript
        motion_picture paper-conference patent periodical report software thesis webpage"""
    found = {
        json.loads(export_csl([making.source("a", type=kind)]))[0]["type"]
        for kind in (*_CSL_TYPES, "unheard")
    }
    assert set(known.split()) == found


def test_newspaper_is_no_journal():
    """BibLaTeX says by a subtype where an article stands."""
    paper = making.source("a", type="article", fields=(("entrysubtype", "newspaper"),))
    assert "article-newspaper" == json.loads(export_csl([paper]))[0]["type"]


def test_feed_is_atom(files):
    """A feed reader finds no fault; all that Atom asks for is there, and ids are unlike."""
    text = files["data/feed.atom"]
    feed = feedparser.parse(text)
    assert (False, "atom10", "A <Guild>") == (feed.bozo, feed.version, feed.feed.author)
    root = ET.fromstring(text)
    for element in (root, *root.findall(f"{{{ATOM}}}entry")):
        for name in ("id", "title", "updated"):
            assert element.find(f"{{{ATOM}}}{name}").text
    ids = [one.text for one in root.iter(f"{{{ATOM}}}id")]
    assert len(ids) == len(set(ids))
    dates = [one.text for one in root.iter(f"{{{ATOM}}}updated")]
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", one) for one in dates
    )
    assert dates[0] == max(dates)


def test_feed_tells_corrections_retired_ids_and_later_statements(files):
    """Each kind of change is told, newest first, with the day that the pages give."""
    entries = feedparser.parse(files["data/feed.atom"]).entries
    assert [
        ("retired", "Retired: gone", "2031-05-01"),
        ("correction", "Correction: About three., gone", "2031-04-02"),
        ("statement", "Updated later: Nine or more.", "2031-03-06"),
        ("retired", "Retired: lost", "2031-01-01"),
    ] == [(one.tags[0].term, one.title, one.updated[:10]) for one in entries]
    assert "\ufffc" not in files["data/feed.atom"]


def test_feed_is_sorted_by_moments():
    """Newest first by the clock of the world: 10:00 in the east is before 09:30 in the west."""
    made = making.index(
        making.claim("old", said="2031-03-01"),
        making.claim("east", said="2031-03-04T10:00+04:00", updates="old"),
        making.claim("west", said="2031-03-04T09:30+02:00", updates="old"),
        making.claim("late", said="2031-03-03T23:00-10:00", corrects="old"),
    )
    feed = feedparser.parse(export_feed(made, "T", "", "en", SITE.locate))
    assert ["late", "west", "east"] == [one.link.partition("#")[2] for one in feed.entries]


def test_feed_of_a_site_with_an_address():
    """Each link has it: some readers do not know where a feed came from."""
    made = making.index(making.claim("old"), making.claim("new", said="2031", updates="old"))
    address = "https://storm.example/kb/"
    text = export_feed(made, "T", "", "en", SITE.locate, address)
    found = re.findall(r' href="([^"]*)"', text)
    assert [f"{address}data/feed.atom", address] == found[:2]
    assert [True] == [one.startswith(address) and one.endswith("#new") for one in found[2:]]
    assert "https:" not in export_feed(made, "T", "", "en", SITE.locate)


def test_feed_without_entries():
    """A dossier in which nothing has changed has a feed of its own day."""
    text = export_feed(making.on_day(making.index(), "2031-03"), "T", "", "en", SITE.locate)
    feed = feedparser.parse(text)
    assert (False, "2031-03-01T00:00:00Z", "T") == (feed.bozo, feed.feed.updated, feed.feed.author)
    assert "1970" in export_feed(making.index(), "T", "", "en", SITE.locate)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2031", "2031-01-01T00:00:00Z"),
        ("0987-02", "0987-02-01T00:00:00Z"),
        ("2031-03-04T08:03+04:00", "2031-03-04T08:03:00+04:00"),
        ("2031-03-04T08:03-03:30", "2031-03-04T08:03:00-03:30"),
        ("2031-03-04T08:03Z", "2031-03-04T08:03:00Z"),
        ("[..2031-03-04]", "2031-03-04T00:00:00Z"),
        ("yesterday", ""),
    ],
)
def test_moments(date, expected):
    """A date becomes the moment when it begins."""
    assert expected == moment(date)


def test_characters_that_xml_forbids_are_left_out():
    """A control character in a text does not break the feed."""
    objects = [
        making.claim("a", text="a\x0bb"),
        making.claim("b", said="2031", updates="a", text="x\x00y\ufffey"),
    ]
    ET.fromstring(export_feed(making.index(*objects), "T\x07", "", "en", SITE.locate))


def test_llms(files):
    """The text begins with the title and names each page and each file of the data once."""
    text = files["llms.txt"]
    assert text.startswith("# Storm & <Alda>\n")
    assert 1 == text.count("](deep/page.html)")
    for name, file in FILES.items():
        assert (0 if file.is_software else 1) == text.count(f"](data/{name})")
    assert "[Start (here)](index.html)" in text
