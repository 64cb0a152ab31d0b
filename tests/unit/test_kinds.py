"""The table of kinds: each field is in everything that deals with fields."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from making import actor, claim, event, place, question
from sphinx_dossier.core.kinds import (
    ADDRESS,
    KINDS,
    PASSAGE_FIELDS,
    RELATION_TYPES,
    SOURCE_FIELDS,
    FieldLink,
    FieldType,
    links,
)
from sphinx_dossier.core.model import Within, kind_of
from sphinx_dossier.exports.json_schema import export_schema
from sphinx_dossier.exports.jsonld import CONTEXT, VOCABULARY
from sphinx_dossier.exports.tables import TABLES

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads(export_schema())["properties"]
ROWS = [(kind, row) for kind in KINDS.values() for row in (*kind.fields, *kind.derived)]
OWN_TABLES = {
    FieldType.NAMES: "names",
    FieldType.LINES: "names",
    FieldType.CITATIONS: "citations",
    FieldType.WITHIN: "within",
    FieldType.SEARCHED: "searched",
    FieldType.RELATED: "relations",
    FieldType.STATED: "relations",
    FieldType.ANSWERS: "answers",
    FieldType.ROAD: "relays",
    FieldType.PARTS: "drifts",
}


def name_of(value):
    """The name of a row or of a kind, for the names of tests."""
    return value.name


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=name_of)
def test_field_says_what_it_is(kind, row):
    """Each has a meaning that begins a sentence, and words to choose from where it takes a word."""
    assert row.means[0].isupper()
    assert not row.means.endswith(".")
    assert bool(row.choices) == (row.type in (FieldType.WORD, FieldType.WORDS))


@pytest.mark.parametrize("kind", KINDS.values(), ids=name_of)
def test_model_has_an_attribute_for_each_field_and_no_other(kind):
    """What the table says of an object is what its class holds."""
    # Nobody writes `like`: an index sets it, by the vocabulary of the project.
    held = {field.name for field in fields(kind.model)} - {"where", "written", "like"}
    argument = {kind.argument.fills} - {"id"}
    assert held == {"id", "text", *argument, *(row.fills for row in kind.fields)}
    assert kind.name == kind.model.__name__.lower()


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=name_of)
def test_field_is_in_the_schema(kind, row):
    """Its meaning is there too."""
    properties = SCHEMA[kind.plural]["items"]["properties"]
    if row.type in RELATION_TYPES:
        if row in kind.relations:
            assert row.means == properties["relations"]["properties"][row.name]["description"]
    else:
        assert row.means == properties[row.key]["description"]


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=name_of)
def test_field_is_in_a_table(kind, row):
    """A column holds it, or a table of its own."""
    if row.type in OWN_TABLES:
        assert OWN_TABLES[row.type] in TABLES
    else:
        paths = [column.way[0] for column in TABLES[kind.plural].columns]
        assert row.key in paths


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=name_of)
def test_terms_of_a_field_are_known(kind, row):
    """Every term has a prefix of the context; one of our own is explained."""
    for term in row.linked:
        prefix, _, word = term.partition(":")
        assert prefix in CONTEXT
        assert prefix != "dossier" or word in VOCABULARY


@pytest.mark.parametrize("kind", KINDS.values(), ids=name_of)
def test_help_lists_every_option(kind):
    """``dossier help KIND`` says of each option how it is written and what it means."""
    command = subprocess.run(
        [sys.executable, "-m", "sphinx_dossier", "help", kind.name],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    said = " ".join(command.stdout.split())
    for row in kind.fields:
        assert f":{row.name}:" in said
        assert f"{row.means}. Write {row.type.value}" in said


def test_help_lists_every_view():
    """Without a name it lists objects and views."""
    command = subprocess.run(
        [sys.executable, "-m", "sphinx_dossier", "help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for name in (*KINDS, "timeline", "ledger", "chain"):
        assert f"\n  {name} " in f"\n{command.stdout}"


def test_data_are_in_order():
    """The id comes first, the address last, and nothing is said twice."""
    for kind in KINDS.values():
        keys = [row.key for row in kind.data]
        assert ("id", ADDRESS.key) == (keys[0], keys[-1])
        assert len(keys) == len({*keys})
    assert "id" == SOURCE_FIELDS[0].key == PASSAGE_FIELDS[0].key


@pytest.mark.parametrize("tool", ["write_json_rows.py", "write_contributing.py"])
def test_what_is_written_from_the_table_is_current(tool):
    """The types of rows for mypy, and the table of objects for authors."""
    command = [sys.executable, str(ROOT / "tools" / tool), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (0, "") == (done.returncode, done.stdout)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (actor("a", of="b"), [FieldLink("of", "b", ("actor",))]),
        (actor("a"), []),
        (
            place("p", within=(Within("q", "a"), Within("r", ""))),
            [
                FieldLink("within", "q", ("place",)),
                FieldLink("according-to", "a", ("actor",)),
                FieldLink("within", "r", ("place",)),
            ],
        ),
        (
            event("e", at=("p",), with_=("a", "b"), part_of="f"),
            [
                FieldLink("at", "p", ("place",)),
                FieldLink("with", "a", ("actor",)),
                FieldLink("with", "b", ("actor",)),
                FieldLink("part-of", "f", ("event",)),
            ],
        ),
        (question("q", about=("p",)), [FieldLink("about", "p", tuple(KINDS))]),
        (
            claim("c", by="a", via=("m",), repeats="d", denies="x"),
            [
                FieldLink("by", "a", ("actor",)),
                FieldLink("via", "m", ("actor",)),
                FieldLink("denies", "x", ("claim",)),
                FieldLink("repeats", "d", ("claim",)),
            ],
        ),
    ],
    ids=lambda value: getattr(value, "id", None),
)
def test_links_of_an_object(subject, expected):
    """Each id that an object names, with its field and the kinds that may be there."""
    assert expected == list(links(subject)), kind_of(subject)
