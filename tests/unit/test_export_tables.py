"""The tables: they hold all that the JSON holds, and tell where a reader finds each row."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

import making
from sample import LICENCE, MANIFEST, SITE, SOURCES, STONES, dossier
from sphinx_dossier.exports.bundle import export_data
from sphinx_dossier.exports.datapackage import FILES, PACKAGE
from sphinx_dossier.exports.dossier_json import dossier_data, export_json
from sphinx_dossier.exports.json_text import write_rows
from sphinx_dossier.exports.tables import TABLES, export_tables
from tables_reader import read_tables


def _files():
    return export_data(dossier(), SITE)


def _head(data):
    return {key: value for key, value in data.items() if not isinstance(value, list)}


def _rows(text):
    return list(csv.DictReader(StringIO(text, newline="")))


def test_json_to_tables_and_back():
    """What the tables hold makes the very bytes of the JSON again."""
    files = _files()
    tables = {name: files[f"data/{name}.csv"] for name in TABLES}
    head = json.loads(files[f"data/{PACKAGE}"])["dossier"]
    again = read_tables(tables, head)
    assert files["data/dossier.json"].encode() == write_rows(again)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''-1"])
def test_spreadsheet_runs_no_text(text):
    """What would be a formula has an apostrophe before it; numbers and other texts have none."""
    made = making.index(
        making.claim("c", by="a", text=text, answers=making.number("q", -2)),
        making.actor("a", name="'A'", text="a=b"),
    )
    data = dossier_data(made, "T", SITE.locate)
    tables = dict(export_tables(data, {}))
    (row,), (answer,) = _rows(tables["claims"]), _rows(tables["answers"])
    assert (f"'{text}", "-2") == (row["text"], answer["value"])
    assert ["'A'", "a=b"] == [_rows(tables["actors"])[0][name] for name in ("name", "text")]
    assert data == read_tables(tables, _head(data))


WORDS = st.text(st.sampled_from("a 1,\"'\n\r\t=-.;é٣港\u2028"), max_size=8)


@given(text=WORDS, note=WORDS, name=WORDS, number=st.floats(allow_nan=False, allow_infinity=False))
def test_any_text_and_number_come_back(text, note, name, number):
    """Commas, quotes, ends of lines, blanks and odd numbers survive the way there and back."""
    made = making.index(
        making.claim("c", by="a", text=text, searched=note, answers=making.number("q", number)),
        making.actor("a", name=name or "A", garbled=(name,) if name else (), text=note),
        making.question("q", unit=note),
        sources=[making.source("k", title=text)],
    )
    data = dossier_data(made, "T", SITE.locate)
    again = read_tables(dict(export_tables(data, {})), _head(data))
    assert data == again
    assert repr(data) == repr(again)


def test_every_row_has_its_address():
    """A row leads to its object, source or passage on the site."""
    files = _files()
    addresses = {}
    for name in TABLES:
        rows = _rows(files[f"data/{name}.csv"])
        assert rows, f"the sample has no row of {name}"
        assert all(row["address"] for row in rows), name
        addresses[name] = rows[-1]["address"]
    assert "deep/page.html#open" == addresses["claims"]
    assert "deep/page.html#cite-range" == addresses["sources"]
    assert "deep/page.html#courier_2f2031-p1" == addresses["passages"]


def test_rows_and_columns_are_told():
    """Each table has the columns that the package tells, in that order, sorted by id."""
    files = _files()
    package = json.loads(files[f"data/{PACKAGE}"])
    reported = {
        one["path"]: [field["name"] for field in one["schema"]["fields"]]
        for one in package["resources"]
        if "schema" in one
    }
    for name in (*TABLES, "retired"):
        header = files[f"data/{name}.csv"].partition("\n")[0].split(",")
        assert reported[f"{name}.csv"] == header
    for name in ("claims", "actors", "places", "events", "questions", "sources", "retired"):
        ids = [row["id"] for row in _rows(files[f"data/{name}.csv"])]
        assert sorted(ids) == ids


def test_package_tells_every_file_with_its_licence():
    """Content is under the licence of the content, parts of the software under its own."""
    files = _files()
    package = json.loads(files[f"data/{PACKAGE}"])
    assert list(FILES) == [one["path"] for one in package["resources"]]
    licences = {one["path"]: one["licenses"][0]["name"] for one in package["resources"]}
    assert {"CC-BY-4.0", "MIT"} == set(licences.values())
    assert ("CC-BY-4.0", "MIT") == (licences["claims.csv"], licences["dossier.schema.json"])
    for one in package["resources"]:
        assert len(files[f"data/{one['path']}"].encode()) == one["bytes"], one["path"]
    assert [LICENCE] == package["licenses"]
    # Programs that guess how a table is written may guess wrong.
    for one in package["resources"]:
        is_table = one["path"].endswith(".csv")
        assert ([",", '"', True] if is_table else []) == [*one.get("dialect", {}).values()]


def test_package_without_a_licence_claims_none():
    """Who states no licence gets none."""
    found = export_data(making.index(), making_site())
    package = json.loads(found[f"data/{PACKAGE}"])
    assert "licenses" not in package
    assert all(
        one.get("licenses", [{"name": "MIT"}])[0]["name"] == "MIT" for one in package["resources"]
    )


def making_site():
    """A site with nothing but a name."""
    return type(SITE)("T", SITE.locate)


def test_objects_of_each_page_have_a_file():
    """As they stand in the whole; one file says where each is, and why a retired one is gone."""
    files = _files()
    whole, homes = (json.loads(files[f"data/{name}.json"]) for name in ("dossier", "objects"))
    rows = [
        (kind, object_)
        for kind in ("actor", "place", "event", "question", "claim")
        for object_ in whole[f"{kind}s"]
    ]
    assert {object_["id"] for _, object_ in rows} == homes["homes"].keys()
    for kind, object_ in rows:
        page = homes["homes"][object_["id"]]
        own = json.loads(files[f"data/objects/{page}.json"])
        assert (2, page) == (own["schema"], own["page"])
        assert {"kind": kind, **object_} in own["objects"]
    gone, stone = homes["retired"]["gone"], STONES["gone"]
    assert (stone.reason, "late") == (gone["reason"], gone["replaced_by"])
    assert sorted(STONES) == [row["id"] for row in _rows(files["data/retired.csv"])]


def test_same_dossier_same_bytes():
    """Neither the order of the sources nor that of the pages leaves a trace."""
    other = type(dossier())(
        dict(reversed(dossier().pages.items())),
        {one.id: one for one in reversed(SOURCES)},
        {MANIFEST.key: MANIFEST},
        tombstones=dict(reversed(STONES.items())),
        as_of=dossier().as_of,
    )
    assert _files() == export_data(other, SITE)


def test_json_of_the_whole_is_that_of_the_function():
    """The file is what :func:`export_json` gives."""
    files = _files()
    assert files["data/dossier.json"].encode() == export_json(dossier(), SITE.title, SITE.locate)


def test_wrong_columns_are_refused():
    """A table that somebody has cut is not read as if it were whole."""
    files = _files()
    tables = {name: files[f"data/{name}.csv"] for name in TABLES}
    tables["names"] = tables["names"].replace("language", "tongue", 1)
    with pytest.raises(ValueError, match=r"names\.csv has the columns"):
        read_tables(tables, {})
