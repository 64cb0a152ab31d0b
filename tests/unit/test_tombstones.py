"""Ids that are no more, and the list of those that were published."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import index
from sphinx_dossier.__main__ import main
from sphinx_dossier.core.id_checks import check_tombstones
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.retired import Tombstone, read_ids, read_tombstones, write_ids


def test_tombstone():
    """A tombstone has its reason, what to take instead, its day, and its line."""
    text = '# One.\n\n[old-id]\nreason = "Two were one."\nreplaced_by = "new"\nsince = "2031"\n'
    stones, problems = read_tombstones(text, "t.toml")
    assert [] == problems
    assert {"old-id": Tombstone("old-id", "Two were one.", "new", "2031", ("t.toml", 3))} == stones


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[a]\nreason = \n", 2, "not TOML"),
        ("a = 1", 1, "is not a table"),
        ('\n[a]\nsince = "2031"', 2, "no reason"),
        ('\n\n[a]\nreason = "x"', 3, "since when"),
        ('[a]\nreason = "x"\nsince = "May"', 1, "wrong day"),
        ('[a]\nreason = "x"\nsince = "2031"\nwhy = "y"', 1, "it takes reason"),
        ('[b]\nreason="x"\nsince="2031"\n["a"]\nreason = ["x"]\nsince = "2031"', 4, "no text"),
        ('a.reason = 1\na.since = "2031"', 1, "no text"),
        ('["../a"]\nreason = "x"\nsince = "2031"', 1, "for no id"),
        (f'[{"a" * 201}]\nreason = "x"\nsince = "2031"', 1, "201 characters"),
        ('["a\\u0000"]\nreason = "x"\nsince = "2031"', 1, "for no id"),
    ],
)
def test_faults_have_their_line(text, line, words):
    """What is wrong is reported where the tombstone begins."""
    _, problems = read_tombstones(text, "t.toml")
    assert [(Code.BAD_TOMBSTONE, line)] == [(one.code, one.where.line) for one in problems]
    assert words in problems[0].message


@pytest.mark.parametrize("name", ["../../up", "[[[[", "a" * 201, "A", "a/b", "..", ""])
def test_broken_tombstone_of_no_id_names_no_file(name):
    """What cannot be read counts as retired, but not under a name that leads elsewhere."""
    stones, problems = read_tombstones(f'["{name}"]\nreason = \n', "t.toml")
    assert {} == stones
    assert problems


@given(st.text())
def test_no_text_raises(text):
    """Whatever is in the file, reading it gives problems and does not stop."""
    stones, _ = read_tombstones(text, "t.toml")
    assert all(stone.reason and stone.since for stone in stones.values())


@given(st.sets(st.from_regex(r"[a-z]+(-[a-z]+)?", fullmatch=True)))
def test_list_comes_back(ids):
    """A list that is written is read again, sorted, with its lines."""
    found = read_ids(write_ids(ids), "ids.txt")
    assert sorted(ids) == list(found)
    lines = write_ids(ids).split("\n")
    assert all(lines[where.line - 1] == name for name, where in found.items())


def test_id_is_on_the_line_that_editors_count():
    """What only Python takes for a line end is none: U+2028, a form feed, a record separator."""
    found = read_ids("# A\u2028head\x0cof\x1eit\x85\nalda\n\nreef\n", "ids.txt")
    assert {"alda": ("ids.txt", 2), "reef": ("ids.txt", 4)} == found


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run ``dossier ids`` over a dossier with these ids: exit status and lines."""
    monkeypatch.chdir(tmp_path)

    def run(ids, *arguments):
        lists = {key: [] for key in ("sources", "actors", "places", "events", "questions")}
        claims = [{"id": name} for name in ids]
        data = {"schema": 1, "title": "T", **lists, "claims": claims}
        (tmp_path / "dossier.json").write_text(json.dumps(data))
        status = main(["ids", "dossier.json", *arguments])
        captured = capsys.readouterr()
        return status, captured.out.splitlines() + captured.err.splitlines()

    return run


def test_new_ids_are_printed_and_listed(run, tmp_path):
    """What is new is printed; with ``--write`` it is listed, and then nothing is new."""
    assert (1, ["a: not yet in ids.txt", "b: not yet in ids.txt"]) == run(["b", "a"])
    assert (0, ["ids.txt: 2 ids, 2 of them new"]) == run(["b", "a"], "--write")
    assert ["a", "b"] == (tmp_path / "ids.txt").read_text().splitlines()[-2:]
    assert (0, []) == run(["a", "b"])


def test_lost_id_is_reported_until_it_has_a_tombstone(run, tmp_path):
    """Writing the list forgets no id: only a tombstone makes good for one."""
    run(["a", "b"], "--write")
    assert (1, ["b: published, and gone without a tombstone"]) == run(["a"])
    assert 1 == run(["a"], "--write")[0]
    assert 1 == run(["a"])[0]
    (tmp_path / "tombstones.toml").write_text('[b]\nreason = "x"\nsince = "2031"\n')
    assert (0, []) == run(["a"])


def test_bad_tombstones_are_refused(run, tmp_path):
    """A file that cannot be read is exit 2, with its line."""
    (tmp_path / "tombstones.toml").write_text("[b")
    status, lines = run(["a"])
    assert 2 == status
    assert lines[0].startswith("dossier: tombstones.toml:1: ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[a]\nreason = "x",\nsince = "2031"', "take the sign at the end of the line out"),
        ('# head\n[a]\nreason: "x"\nsince = "2031"', "write = for the colon"),
        ("[a]\nreason = \u201cx\u201d\nsince = '2031'", "write straight quotation marks"),
        ('[a]\nreason = "x"\nsince = "07.03.2031"', "write 2031-03-07"),
        ('[a]\nreasons = "x"\nsince = "2031"', "did you mean 'reason'?"),
        ('[a]\nreason = "x"\nsince = "2031"\nreplaced-by = "b"', "did you mean 'replaced_by'?"),
        ('[a]\nreason = ""\nsince = "2031"', "has no reason"),
        ('[a]\nreason = "x"\nsince = 2031-03-07', "put it in quotes"),
        ('[A]\nreason = "x"\nsince = "2031"', "is for no id: write a"),
    ],
)
def test_tombstone_with_a_slip_still_stands(text, says):
    """A slip is one problem with its mend, and the id is not told to be lost besides."""
    stones, (told,) = read_tombstones(text, "t.toml")
    assert ["a"] == [*stones]
    assert says in told.message
    assert "(at line" not in told.message


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Harbour_Office", "write harbour-office"),
        ("harbour,", "write harbour"),
        ("one two", "write one and two"),
        ("harbour # ours", "write harbour"),
    ],
)
def test_line_of_the_list_that_is_no_id(name, says):
    """It was never published, so that its mend is to write it as an id."""
    made = replace(index(), published={name: Where("ids.txt", 3)})
    (told,) = check_tombstones(made)
    assert (Code.LOST_ID, 3) == (told.code, told.where.line)
    assert told.message.endswith(says)
