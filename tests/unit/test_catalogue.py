"""``dossier catalogue``: all of many dossiers is in it, and nothing that cannot be used is."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import make_dossiers
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

import sphinx_dossier
from sphinx_dossier.__main__ import main
from sphinx_dossier.exports.catalogue_dossier import read_dossier
from sphinx_dossier.exports.catalogue_index import BLOCK, LONG, SHARD, encode
from sphinx_dossier.exports.catalogue_parquet import CATALOGUE_TABLES, GROUP, QUERIES
from sphinx_dossier.exports.catalogue_rows import catalogue_rows, terms
from sphinx_dossier.exports.tables import TABLES
from sphinx_dossier.locale import catalogue_words
from sphinx_dossier.locale.catalogue_words import CATALOGUE_WORDS

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
COUNT, CLAIMS = 4, 60
NAMES = [f"d{number:04}" for number in range(COUNT)]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of some made-up dossiers."""
    folder = tmp_path_factory.mktemp("sites")
    make_dossiers.write_all(folder, COUNT, CLAIMS)
    return folder


def data_of(sites: Path, name: str) -> dict[str, Any]:
    """The data of one of them."""
    return json.loads((sites / name / "data/dossier.json").read_text(encoding="utf-8"))


def write(out: Path, sites: Path, *more: str, names: list[str] = NAMES) -> int:
    """Make a catalogue; its exit status."""
    return main(["catalogue", str(out), *(str(sites / name) for name in names), *more])


@pytest.fixture(scope="module")
def catalogue(sites: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue of all of them."""
    out = tmp_path_factory.mktemp("catalogue") / "out"
    assert 0 == write(out, sites)
    return out


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their paths."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def decode(text: str) -> list[int]:
    """What a list in a shard says, as ``catalogue.js`` reads it."""
    found, row, value, shift = [], -1, 0, 1
    for sign in text:
        digit = DIGITS.index(sign)
        value, shift = value + digit % 32 * shift, shift * 32
        if digit < 32:
            row += value // 2 + 1
            found.append(2 * row + value % 2)
            value, shift = 0, 1
    return found


def taken(path: Path) -> Any:
    """What a script hands over."""
    match = re.fullmatch(
        r"dossierCatalogue\.take\(\"\w+\",[^,]+,(.*)\);\n", path.read_text("utf-8"), re.DOTALL
    )
    assert match
    return json.loads(match[1])


def opened(catalogue: Path) -> dict[str, Any]:
    """What the search knows first."""
    text = (catalogue / "catalogue-index.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("dossierCatalogue.open(").removesuffix(");\n"))


def words_of(catalogue: Path) -> dict[str, list[int]]:
    """Each word with its rows, out of all shards."""
    found = {}
    for number in range(len(opened(catalogue)["shards"])):
        for term, entry in taken(catalogue / f"words/{number}.js").items():
            if isinstance(entry, list):
                count, long = entry
                found[term] = decode(taken(catalogue / f"words/long/{long}.js"))
                assert count == len(found[term])
            else:
                found[term] = decode(entry)
    return found


def test_every_word_leads_to_every_row_that_has_it(catalogue: Path, sites: Path) -> None:
    """No list is cut: it has what reading all rows finds, and says whether a name has the word."""
    wanted: dict[str, list[int]] = {}
    number = 0
    for name in NAMES:
        content = (sites / name / "data/dossier.json").read_bytes()
        for row in catalogue_rows(read_dossier(name, content)):
            for is_named, found in ((1, row.named), (0, row.said)):
                for term in found:
                    wanted.setdefault(term, []).append(2 * number + is_named)
            number += 1
    assert wanted == words_of(catalogue)
    assert number == sum(
        count for one in opened(catalogue)["dossiers"] for *_, count in one["runs"]
    )


def test_shards_are_in_order_and_bounded(catalogue: Path) -> None:
    """The first words find the shard of any other; one list more is all that a shard can exceed."""
    firsts = opened(catalogue)["shards"]
    assert firsts == sorted(firsts)
    assert len(firsts) > 1
    for number, first in enumerate(firsts):
        path = catalogue / f"words/{number}.js"
        held = [*taken(path)]
        assert held == sorted(held)
        assert first == held[0]
        assert path.stat().st_size < SHARD + 2 * LONG


def test_rows_show_each_object(catalogue: Path, sites: Path) -> None:
    """Every object and listed source of a dossier is in its blocks, at its address."""
    for name in NAMES:
        data = data_of(sites, name)
        wanted = [one["url"] for kind in ("claims", "questions", "actors", "events", "places")
                  for one in data[kind]]  # fmt: skip
        wanted += [one["listed"] for one in data["sources"]]
        blocks = [taken(path) for path in (catalogue / "rows" / name).iterdir()]
        assert all(len(block) <= BLOCK for block in blocks)
        assert sorted(wanted) == sorted(row[0] for block in blocks for row in block)


@given(st.sets(st.integers(0, 10**7)), st.data())
def test_lists_are_read_as_written(rows: set[int], data: st.DataObject) -> None:
    """Rows of any number, near and far, with and without the mark of a name."""
    values = [2 * row + data.draw(st.integers(0, 1)) for row in sorted(rows)]
    assert values == decode(encode(values))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cease-fire, 27 September!", ["cease", "fire", "27", "september"]),
        ("Şuşa Ərəb İstanbul", ["susa", "ereb", "istanbul"]),
        ("ΟΔΟΣ Straße", ["οδοσ", "strasse"]),
        ("हिन्दी", ["हनद"]),
        ("停火 ok", ["停", "火", "ok"]),
        ("Ереван—Ёлка", ["ереван", "елка"]),
        ("", []),
    ],
)
def test_words_are_cut_as_readers_type_them(text: str, wanted: list[str]) -> None:
    """Without case, accents and signs; a character is a word where there are no spaces."""
    assert wanted == terms(text)


def test_tables_hold_all_rows(catalogue: Path, sites: Path) -> None:
    """Each table has the rows of all dossiers, with whose they are and a whole address."""
    for name in TABLES:
        wanted = Counter()
        for one in NAMES:
            content = (sites / one / "data/dossier.json").read_bytes()
            wanted[one] = len(read_dossier(one, content).tables[name])
        path = catalogue / f"data/{name}.parquet"
        found = duckdb.sql(f"SELECT dossier, count(*) FROM '{path}' GROUP BY dossier").fetchall()
        assert {key: count for key, count in wanted.items() if count} == dict(found)
        described = duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
        columns = [column.name for column in CATALOGUE_TABLES[name].columns]
        assert columns == [one[0] for one in described]
    claims = f"'{catalogue}/data/claims.parquet'"
    query = f"SELECT address FROM {claims} WHERE dossier = 'd0001' AND id = 'claim-21'"
    assert [("https://d0001.example/page-001.html#claim-21",)] == duckdb.sql(query).fetchall()
    # Rows of a dossier lie together: who asks for one reads few groups.
    assert GROUP > CLAIMS


def test_contradictions_between_dossiers_are_found(
    catalogue: Path, sites: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The query gives what the data of each dossier say of another one, and nothing else."""
    wanted = set()
    for name in NAMES:
        for claim in data_of(sites, name)["claims"]:
            for word in ("denies", "disputes"):
                for end in claim.get("relations", {}).get(word, ()):
                    if ":" in end["claim"]:
                        there, _, identifier = end["claim"].partition(":")
                        wanted.add((name, claim["id"], word, there, identifier))
    assert 0 < len(wanted) <= 20
    monkeypatch.chdir(catalogue)
    assert sorted(wanted) == duckdb.sql(QUERIES["contradictions"].sql).fetchall()
    page = BeautifulSoup((catalogue / "index.html").read_text("utf-8"), "html.parser")
    lines = page.select(".catalogue-between li")
    assert len(wanted) == len(lines)
    links = {link["href"] for link in page.select(".catalogue-between a")}
    for name, claim, _, there, other in wanted:
        for site, one in ((name, claim), (there, other)):
            page_name = f"page-{int(one.removeprefix('claim-')) // make_dossiers.PAGE:03}"
            assert f"https://{site}.example/{page_name}.html#{one}" in links


def test_queries_run_as_they_come(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each in the folder of the catalogue; who is relayed most is who is in most roads first."""
    monkeypatch.chdir(catalogue)
    for name in QUERIES:
        text = (catalogue / f"data/queries/{name}.sql").read_text(encoding="utf-8")
        assert duckdb.sql(text).fetchall()
    ranked = duckdb.sql(QUERIES["most-relayed"].sql).fetchall()
    counts = [count for _, count, _ in ranked]
    assert counts == sorted(counts, reverse=True)


def test_page_counts_all(catalogue: Path, sites: Path) -> None:
    """Kinds, statuses, origins and years add up to what the data of all dossiers hold."""
    claims = [claim for name in NAMES for claim in data_of(sites, name)["claims"]]
    page = BeautifulSoup((catalogue / "index.html").read_text("utf-8"), "html.parser")
    tables = {}
    for section in page.select(".catalogue-counts section"):
        rows = section.select("tr")
        tables[section.h2.get_text()] = {
            row.th.get_text(): int(row.td.get_text().replace(",", "")) for row in rows
        }
    assert COUNT * CLAIMS == len(claims) == tables["What there is"]["Claims"]
    statuses = Counter(one["status"].replace("-", " ").capitalize() for one in claims)
    assert statuses == tables["Claims by status"]
    assert Counter(one["said"][:4] for one in claims) == tables["Claims by year"]
    assert len(claims) == sum(tables["Claims by independent origins"].values())
    listed = BeautifulSoup((catalogue / "dossiers.html").read_text("utf-8"), "html.parser")
    links = [link["href"] for link in listed.select("tbody a")]
    assert sorted(links) == [f"https://{name}.example/" for name in NAMES]


def test_pages_need_nothing_that_their_policy_forbids(catalogue: Path) -> None:
    """No script and no style in them, and nothing of another host."""
    for name in ("index.html", "dossiers.html"):
        page = BeautifulSoup((catalogue / name).read_text("utf-8"), "html.parser")
        assert "script-src 'self'" in page.select_one("meta[http-equiv]")["content"]
        assert not page.select("[style], style, script:not([src])")
        loaded = [one.get("src") or one.get("href") for one in page.select("script, link")]
        assert all((catalogue / one).is_file() for one in loaded)
        assert not [key for one in page.find_all(True) for key in one.attrs if key[:2] == "on"]


def test_same_dossiers_same_bytes(catalogue: Path, sites: Path, tmp_path: Path) -> None:
    """In whatever order they are named."""
    assert 0 == write(tmp_path / "out", sites, names=NAMES[::-1])
    assert files_of(catalogue) == files_of(tmp_path / "out")


def test_nothing_is_written_where_nothing_changed(
    sites: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor where one changed is a file of another one: it keeps its time."""
    ours, out = shutil.copytree(sites, tmp_path / "sites"), tmp_path / "out"
    assert 0 == write(out, ours)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert 0 == write(out, ours)
    assert "as before" in capsys.readouterr().out
    assert times == {path: path.stat().st_mtime_ns for path in times}
    path = ours / "d0002/data/dossier.json"
    path.write_text(path.read_text("utf-8").replace(' 2",', ' of two",', 1), encoding="utf-8")
    assert 0 == write(out, ours)
    kept = out / "rows/d0001/0.js"
    assert times[kept] == kept.stat().st_mtime_ns
    assert "of two" in (out / "dossiers.html").read_text(encoding="utf-8")
    assert 0 == write(tmp_path / "fresh", ours)
    assert files_of(out) == files_of(tmp_path / "fresh")


def test_what_is_left_out_is_gone(catalogue: Path, sites: Path, tmp_path: Path) -> None:
    """A catalogue that is written over equals a new one, down to its folders."""
    out = shutil.copytree(catalogue, tmp_path / "out")
    assert 0 == write(out, sites, names=NAMES[1:])
    assert 0 == write(tmp_path / "fresh", sites, names=NAMES[1:])
    assert files_of(out) == files_of(tmp_path / "fresh")
    assert not (out / "rows/d0000").exists()


def test_dossiers_without_an_address_are_beside(sites: Path, tmp_path: Path) -> None:
    """Their pages are where they are from the catalogue; of data alone nothing leads anywhere."""
    for name, has_pages in (("Our Strike", True), ("harbour", False)):
        data = data_of(sites, "d0000")
        del data["address"]
        path = tmp_path / name / "data/dossier.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(data), encoding="utf-8")
        if has_pages:
            (tmp_path / name / "index.html").write_text("<p>")
    out = tmp_path / "a/out"
    assert 0 == main(
        ["catalogue", str(out), str(tmp_path / "Our Strike"), str(tmp_path / "harbour")]
    )
    found = {one["id"]: one["base"] for one in opened(out)["dossiers"]}
    assert {"our-strike": "../../Our%20Strike/", "harbour": ""} == found
    query = f"SELECT dossier, min(address) FROM '{out}/data/events.parquet' GROUP BY ALL"
    assert dict(duckdb.sql(query).fetchall()) == {
        "our-strike": "../../Our%20Strike/index.html#event-0", "harbour": None,
    }  # fmt: skip


BROKEN: dict[str, tuple[str, Any]] = {
    "version": ("schema", 1),
    "address": ("address", "javascript:alert(1)"),
    "sites": ("sites", [{"id": "a"}]),
    "abroad": ("abroad", [{"id": "a:b", "kind": "claim", "url": "javascript:alert(1)"}]),
    "link": ("url", "javascript:alert(1)#a"),
    "status": ("status", {"a": 1}),
    "relays": ("relays", ["a"]),
    "number": ("reach", 10**30),
}
"""The key of a dossier, or of its first claim, that gets a value which it cannot have."""


def _broken(data: dict[str, Any], what: str) -> str:
    """The data with one fault, as text."""
    claim = data["claims"][0]
    if what in BROKEN:
        key, value = BROKEN[what]
        (data if what in ("version", "address", "sites", "abroad") else claim)[key] = value
    elif what == "lists":
        del data["events"]
    elif what == "twice":
        data["claims"].append(claim)
    else:
        return "{" + what
    return json.dumps(data)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("version", "its schema is '1', and this version reads 2"),
        ("address", "its address is none"),
        ("link", "'claim-0' has no address on its site"),
        ("status", "'claim-0' has no status, no origins or no time"),
        ("sites", "names another dossier without an id or an address"),
        ("abroad", "without an id or an address"),
        ("relays", "a row has another form"),
        ("number", "'claim-0' has another reach than claims can hold"),
        ("lists", "it has no list of events"),
        ("twice", "two of its objects have one id"),
        ("no JSON", "it is no JSON"),
    ],
)
def test_broken_data_are_told_in_a_line(
    sites: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, said: str
) -> None:
    """With the file and what to do; then the catalogue says that it is none."""
    path = tmp_path / "broken/data/dossier.json"
    path.parent.mkdir(parents=True)
    path.write_text(_broken(data_of(sites, "d0000"), what), encoding="utf-8")
    assert 2 == write(tmp_path / "out", sites, str(path), names=[])
    told = capsys.readouterr().err
    assert re.fullmatch(r"dossier: [^\n]+\n", told)
    assert said in told
    assert str(path) in told
    assert "leave it out" in told


def test_dossiers_that_are_one_are_told(
    sites: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two of one name or address, a folder without data, a name that is none: a line each."""
    shutil.copytree(sites / "d0000", tmp_path / "b/d0000")
    for arguments, said in (
        ([tmp_path / "b/d0000"], "are both called 'd0000': name one of them otherwise, as NAME="),
        ([f"b={tmp_path / 'b/d0000'}"], "are both published at https://d0000.example/: leave one"),
        ([tmp_path], "has no data/dossier.json: name the folder of a built site"),
        ([f"B B={tmp_path / 'b/d0000'}"], "'B B' is not an id: write b-b, as NAME="),
        ([tmp_path / "gone.json"], "has no data/dossier.json"),
    ):
        assert 2 == write(tmp_path / "out", sites, *map(str, arguments), names=["d0000"])
        told = capsys.readouterr().err
        assert re.fullmatch(r"dossier: [^\n]+\n", told)
        assert said in told
    assert not (tmp_path / "out").exists()


def test_folders_of_others_are_left_alone(
    sites: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that holds something, or a file, is no place for a catalogue."""
    (tmp_path / "mine.txt").write_text("mine")
    for out in (tmp_path, tmp_path / "mine.txt"):
        assert 2 == write(out, sites)
        assert "holds something else: name a new folder" in capsys.readouterr().err
    assert ["mine.txt"] == [path.name for path in tmp_path.iterdir()]


def test_missing_library_is_named(
    sites: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the extra that brings it; nothing is written."""
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    assert 2 == write(tmp_path / "out", sites)
    assert "duckdb is missing: install sphinx-dossier with its extra, [catalogue]" in (
        capsys.readouterr().err
    )
    assert not (tmp_path / "out").exists()


def test_all_words_are_used() -> None:
    """Each constant by the pages or the command, each phrase by the script, and it asks no more."""
    package = Path(sphinx_dossier.__file__).parent
    code = "".join(
        (package / name).read_text(encoding="utf-8")
        for name in ("exports/catalogue_pages.py", "commands/catalogue.py")
    )
    names = {name for name in vars(catalogue_words) if name.isupper()} - {"SEARCH_WORDS"}
    assert set() == {name for name in names if not re.search(rf"\b{name}\b", code)}
    script = (package / "web/catalogue/catalogue.js").read_text(encoding="utf-8")
    asked = set(re.findall(r"said\.(\w+)", script)) | set(re.findall(r"counted\(\"(\w+)\"", script))
    assert {*CATALOGUE_WORDS, "statuses"} == asked
