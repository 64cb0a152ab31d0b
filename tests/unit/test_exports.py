"""The open data: valid against its schema, sorted, sparing and the same bytes every time."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import making
from making import HERE, actor, claim, event, index, pages, place, question, source
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.manifests import decompose
from sphinx_dossier.core.model import (
    ACTOR_KINDS,
    ACTS,
    INVERSE,
    PASSAGE_ROLES,
    PRECISIONS,
    QUESTION_KINDS,
    STATUSES,
    Basis,
    DriftPart,
    Name,
    NotBefore,
    Person,
    Within,
)
from sphinx_dossier.core.object_parser import parse_object
from sphinx_dossier.core.page import SourceList
from sphinx_dossier.exports.dossier_json import export_json
from sphinx_dossier.exports.json_schema import export_schema

SCHEMA = json.loads(export_schema())
VALIDATOR = Draft202012Validator(SCHEMA)
SOURCES = [
    source(
        "bn",
        "2020-09-28",
        publisher="Beijing News",
        language="zh",
        url="https://example.org",
        read="2026-11-22",
        note="A copy.",
        authors=(Person("Li", "Ann"),),
        and_others=("author",),
    ),
    source("bare", title=""),
]
MANIFEST = decompose("A Title\nSome words that are said here.", "bn", "salt")
OBJECTS = [
    claim(
        "z", by="un", act="reports", via=("arm", "reuters?"), to=("az",), event="war", at=("p",),
        cites=["bn p1 words that are", "bare"], basis=Basis("inferred", "by the day"),
        text="It was denied.",
        answers=making.number("taken", 7), denies="a", drifted_from="b a", drift="speaker dropped",
        short="seven villages", drift_parts=(DriftPart("speaker", "lost"),),
        searched="two sites", inferred="the same words", corroborates="open",
        public=parse_date("2020-09-27T10:02+04:00"),
        not_before=NotBefore(parse_date("2020-09-27"), making.cite("bn p1 words that are")),
    ),
    claim("b", by="az", answers=making.number("taken", 0, 7.5), denied_by="a"),
    claim("a", by="", said="", answers=making.words("taken", "some")),
    claim("open", "az", answers=making.number("taken", 7)._replace(maximum=None)),
    actor("un", name="United Nations"),
    actor(
        "az", kind="state", side="one", role="republic", of="un", garbled=("Afghanistan",),
        timezone="Asia/Baku", also=(Name("Azərbaycan", "az"), Name("AZ", "")), text="A state.",
        searched="two sites",
    ),
    place(
        "p", coord=(39.6, 47.0), precision="city", within=(Within("q", ""), Within("r", "az")),
        cites=(making.cite("bare"),), also=(Name("Füzuli", "az"),), garbled=("Fizuli",),
        text="A town.",
    ),
    event(
        "war", "2020-09-27/..", at=("p",), with_=("az",), part_of="conflict",
        also=(Name("Six Weeks", ""),), garbled=("War of Six",), cites=(making.cite("bn p0"),),
        text="A war.",
    ),
    event("undated"),
    question(
        "taken", short="villages taken", unit="villages", cumulative="yes", about=("p",),
        text="A text.",
        searched=(("one", "two sites"),),
    ),
    question("held"),
    claim("then", by="az", said="2020-10-01", answers=making.words("held", "all")),
]  # fmt: skip


def locate(docname):
    """Where a page lies, as a HTML builder has it."""
    return f"{docname}.html"


def export(made, as_of="2020-09-28"):
    """The export as text."""
    return export_json(making.on_day(made, as_of) if as_of else made, "A Dossier", locate).decode()


def test_says_where_the_site_is():
    """Only where its settings have an address: nobody could follow one that is made up."""
    made = index(*OBJECTS, sources=SOURCES)
    there = json.loads(export_json(made, "A Dossier", locate, "https://a.example/"))
    assert there["address"] == "https://a.example/"
    assert there == {
        **json.loads(export_json(made, "A Dossier", locate)),
        "address": there["address"],
    }


@pytest.fixture(scope="module")
def text():
    """The export of a dossier that has every field."""
    return export(whole())


def whole():
    """That dossier, anew; its page lists the sources."""
    made = index(*OBJECTS, sources=SOURCES, manifests=[MANIFEST])
    page = replace(made.pages["page"], source_lists=(SourceList((), None),))
    return replace(made, pages={"page": page})


@pytest.fixture
def data(text):
    """The same, read."""
    return json.loads(text)


def objects(value):
    """Every JSON object inside ``value``."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from objects(inner)


def test_schema_is_a_schema():
    """The schema itself is sound."""
    Draft202012Validator.check_schema(SCHEMA)


def test_export_is_valid(data):
    """What is exported is what the schema promises."""
    VALIDATOR.validate(data)


def test_example_uses_every_field(data):
    """The dossier of this file has each field of the schema, so that validity means something."""
    for kind in ("sources", "actors", "places", "events", "questions", "claims"):
        promised = SCHEMA["properties"][kind]["items"]["properties"].keys()
        missing = promised - {key for object_ in data[kind] for key in object_}
        assert set() == missing, kind


def test_empty_dossier_is_valid():
    """Lists without objects are there, and empty."""
    found = json.loads(export(index(), as_of=""))
    VALIDATOR.validate(found)
    assert "as_of" not in found
    assert [[]] * 6 == [
        found[kind] for kind in ("sources", "actors", "places", "events", "questions", "claims")
    ]


def test_objects_are_sorted(data):
    """Each list is by id, whatever the order of pages."""
    for kind in ("sources", "actors", "places", "events", "questions", "claims"):
        ids = [object_["id"] for object_ in data[kind]]
        assert sorted(ids) == ids


def test_absent_keys_are_left_out(data):
    """No value is null or empty: a key that is there has a value."""
    for object_ in objects({key: value for key, value in data.items() if value}):
        assert not any(value in (None, "", [], {}) for value in object_.values()), object_
    assert {
        "id", "basis", "status", "statuses", "reach", "independent", "answers", "url", "act",
        "relations", "earliest", "latest",
    } == data["claims"][0].keys()  # fmt: skip


def test_export_is_the_same_every_time(text):
    """The same dossier gives the same bytes, in whatever order its pages were read."""
    one = pages({"page": OBJECTS, "z": [actor("x")]}, SOURCES, [MANIFEST])
    other = pages({"z": [actor("x")], "page": OBJECTS}, SOURCES[::-1], [MANIFEST])
    assert text == export(whole())
    assert export(one) == export(other)
    assert text.endswith("}\n")


def test_claims(data):
    """A claim carries its fields, its relations to others and what was computed of it."""
    found = next(one for one in data["claims"] if one["id"] == "z")
    assert {
        "denies": [{"claim": "a"}],
        "corroborates": [{"claim": "open", "proposition": "it is so"}],
        "drifted-from": [{"claim": "a"}, {"claim": "b"}],
    } == found["relations"]
    assert [{"source": "bn", "passage": "p1", "quote": "words that are"}, {"source": "bare"}] == (
        found["cites"]
    )
    assert ("page.html#z", "drifted", ["un"]) == (found["url"], found["status"], found["origins"])
    assert {"word": "inferred", "note": "by the day"} == found["basis"]


def test_relations_are_given_in_one_direction(data):
    """A relation that the other end declares is exported where it starts."""
    found = {one["id"]: one.get("relations", {}) for one in data["claims"]}
    assert {"denies": [{"claim": "b"}]} == found["a"]
    assert {} == found["b"]


def test_answers(data):
    """A number is exact or has bounds; whole numbers are written as such; words are words."""
    assert {
        "z": {"question": "taken", "value": 7, "unit": "villages"},
        "b": {"question": "taken", "min": 0, "max": 7.5, "unit": "villages"},
        "a": {"question": "taken", "value": "some"},
        "open": {"question": "taken", "min": 7, "unit": "villages"},
        "then": {"question": "held", "value": "all"},
    } == {one["id"]: one["answers"][0] for one in data["claims"]}
    assert all(isinstance(one["answers"][0].get("min", 0), int) for one in data["claims"])


def test_road_of_a_claim(data):
    """Step by step from the first speaker to who reports; a guess on either end is one."""
    found = next(one for one in data["claims"] if one["id"] == "z")
    assert [{"actor": "arm"}, {"actor": "reuters", "inferred": True}] == found["via"]
    assert [
        {"step": 1, "from": ["arm"], "to": "reuters", "inferred": True},
        {"step": 2, "from": ["reuters"], "to": "un", "inferred": True},
    ] == found["relays"]
    made = index(
        claim("own", by="az un", via=("paper",), cites=["bn p1"]),
        actor("paper", name="Beijing News", kind="media"),
        sources=SOURCES,
    )
    (row,) = json.loads(export(made))["claims"]
    assert [{"step": 1, "from": ["az", "un"], "to": "paper", "medium": "bn"}] == row["relays"]


def test_what_is_later(data):
    """A later claim names the day; a question has its state on it, and what it became."""
    assert {"then": "2020-09-28"} == {
        one["id"]: one["later_than"] for one in data["claims"] if "later_than" in one
    }
    assert {
        "held": ("open", "one origin only", "2020-09-28"),
        "taken": ("contested", None, "2020-09-28"),
    } == {
        one["id"]: (one["state"], one.get("later_state"), one["as_of"]) for one in data["questions"]
    }


def test_passages(data):
    """A decomposed source lists its passages and who cites each, not their words or runs."""
    bare, bn = data["sources"]
    assert ["p0", "p1"] == [one["id"] for one in bn["passages"]]
    assert [["war"], ["z"]] == [one.get("cited_by") for one in bn["passages"]]
    assert "shingles" not in bn["passages"][0]
    assert {"id": "bare", "type": "online", "listed": "page.html#cite-bare"} == bare


def test_schema_knows_the_words_of_the_model():
    """Kinds, acts, roles, relations and statuses of the schema are those of the code."""
    properties = {
        kind: SCHEMA["properties"][kind]["items"]["properties"]
        for kind in ("sources", "actors", "places", "questions", "claims")
    }
    passage = properties["sources"]["passages"]["items"]["properties"]
    assert list(ACTOR_KINDS) == properties["actors"]["kind"]["enum"]
    assert list(PRECISIONS) == properties["places"]["precision"]["enum"]
    assert list(QUESTION_KINDS) == properties["questions"]["kind"]["enum"]
    assert list(ACTS) == properties["claims"]["act"]["enum"]
    assert list(STATUSES) == properties["claims"]["status"]["enum"]
    assert sorted(INVERSE) == sorted(properties["claims"]["relations"]["properties"])
    assert list(PASSAGE_ROLES) == passage["role"]["enum"]


def test_every_field_of_the_schema_is_described():
    """Whoever meets a field reads in the schema what it holds."""
    bare = []

    def look(part, name):
        known = SCHEMA["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        if not (part.get("description") or known.get("description") or name.endswith("[]")):
            bare.append(name)
        for key, inner in known.get("properties", {}).items():
            look(inner, f"{name}/{key}")
        if "items" in known:
            look(known["items"], f"{name}[]")

    look(SCHEMA, "")
    assert [] == bare


def test_every_list_of_the_schema_is_closed():
    """A key that the schema does not know is refused: a mistake in the export cannot hide."""
    closed = [one for one in objects(SCHEMA) if one.get("type") == "object"]
    assert all(one.get("additionalProperties") is False for one in closed)


@pytest.mark.parametrize(
    "text", ["2020", "2020-09-27T08:03+04:00", "../2020", "[..2020]", "{2020..}", "2020~/2021"]
)
def test_schema_takes_every_shape_of_date(text):
    """Dates of the subset match the pattern of the schema."""
    pattern = SCHEMA["properties"]["as_of"]["pattern"]
    assert re.search(pattern, str(parse_date(text)))


VALUES = st.text('a1 -.,:="pwPé٣') | st.sampled_from(
    ["2020-09-27", "person", "asserts", "quantity", "q = 7..", "39.5, 46", 'bn p1 "a b c"', "x: y"]
)


@given(st.data())
def test_what_authors_write_is_exported_validly(data):
    """However odd the fields of an object are, its export keeps to the schema."""
    parsed = []
    for kind, table in KINDS.items():
        names = data.draw(st.lists(st.sampled_from([*table.options]), unique=True), label=kind)
        block = "\n".join(f":{name}: {data.draw(VALUES)}" for name in names)
        known = "" if kind == "claim" else f":id: some-{kind}\n"
        options = making.options(known + block)
        parsed.append(parse_object(kind, f"some-{kind}", options, "A text.", HERE).subject)
    VALIDATOR.validate(json.loads(export(index(*parsed, sources=SOURCES, manifests=[MANIFEST]))))
