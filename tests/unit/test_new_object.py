"""A skeleton is valid once its blanks are filled, and every blank in it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pybtex.database import parse_string

from sphinx_dossier.__main__ import main
from sphinx_dossier.authoring.new_object import Known, known_of, new_object, new_source
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.model import BLANK, Where
from sphinx_dossier.core.object_parser import parse_object
from sphinx_dossier.core.options import split_options
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.sources import locate_entries, read_sources

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Known({}, ())
FILLED = {
    "kind": {"actor": "person", "question": "occurrence"},
    "by": {"claim": "somebody"},
    "said": {"claim": "2031-03-04"},
    "when": {"event": "2031-03-04"},
    "cites": {"claim": "key", "event": "key"},
}
HERE = Where("page.md", 1)


def parsed(kind, text):
    """What a page would read of a skeleton."""
    opening, *lines, closing = text.splitlines()
    assert (f":::{{{kind}}} ", ":::") == (opening[: len(kind) + 6], closing)
    block = split_options(lines, HERE)
    assert [] == block.problems
    argument = opening.partition("} ")[2]
    return parse_object(kind, argument, block.options, "\n".join(lines[block.body :]), HERE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("full", [False, True], ids=["short", "full"])
def test_blanks_are_all_that_is_wrong(kind, full):
    """An untouched skeleton shows blanks only: one problem for each that can be told."""
    skeleton = new_object(kind, "an-id", "A name", {}, NOTHING, full=full)
    found = [problem.code for problem in parsed(kind, skeleton.text).problems]
    assert {Code.BLANK} == set(found)
    assert skeleton.text.count(BLANK) == len(found) == len(skeleton.blanks)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("full", [False, True], ids=["short", "full"])
def test_filled_skeleton_is_faultless(kind, full):
    """With its blanks filled, a skeleton is an object without a problem."""
    given = {option: values[kind] for option, values in FILLED.items() if kind in values}
    skeleton = new_object(kind, "an-id", "A name", given, NOTHING, full=full)
    assert ("text: what the page says of it, in your own words",) == skeleton.blanks
    result = parsed(kind, skeleton.text.replace(BLANK, "Words."))
    assert [] == result.problems
    assert ("an-id", "Words.") == (result.subject.id, result.subject.text)


@pytest.mark.parametrize("kind", KINDS)
def test_options_stand_in_their_order(kind):
    """The full skeleton has every option, in the order in which it is best written."""
    lines = new_object(kind, "x", "", {}, NOTHING, full=True).text.splitlines()[1:-2]
    names = [line.split(":")[1] for line in lines]
    assert [*([] if kind == "claim" else ["id"]), *KINDS[kind].options] == names


def test_id_and_name_may_be_blank():
    """Without an id or a name both are blanks like the others."""
    skeleton = new_object("actor", "", "", {}, NOTHING, full=False)
    assert f":::{{actor}} {BLANK}\n:id: {BLANK}\n:kind: {BLANK}\n{BLANK}\n:::\n" == skeleton.text
    assert 4 == len(skeleton.blanks)


def test_what_is_known_is_offered():
    """A choice of one is taken, a choice of several is told."""
    one = Known({"somebody": "actor", "somewhere": "place"}, ("courier",))
    text = new_object("claim", "x", "", {}, one, full=False).text
    assert ":by: somebody\n" in text
    assert ":cites: courier\n" in text
    many = Known({f"actor-{number}": "actor" for number in range(20)}, ())
    hints = new_object("claim", "x", "", {}, many, full=False).blanks
    assert "and 8 more" in next(hint for hint in hints if hint.startswith("by:"))


def test_source():
    """An entry has today's date as the day of reading; its blanks are told as problems."""
    skeleton = new_source("a-key", {}, "2031-03-09")
    entries = parse_string(skeleton.text, "bibtex").entries
    sources, problems = read_sources(entries, locate_entries(skeleton.text, "a.bib"))
    assert ("2031-03-09", "en") == (sources["a-key"].read, sources["a-key"].language)
    assert [Code.BLANK] * 4 == [problem.code for problem in problems]
    assert 4 == len(skeleton.blanks)


def test_filled_source_is_faultless():
    """With its blanks filled, the entry reads without a problem."""
    given = {"title": "T", "publisher": "P", "date": "2031-03-04", "url": "https://a.example"}
    skeleton = new_source("a-key", given, "2031-03-09")
    assert () == skeleton.blanks
    sources, problems = read_sources(parse_string(skeleton.text, "bibtex").entries, {})
    assert [] == problems
    assert ("T", "P") == (sources["a-key"].title, sources["a-key"].publisher)


def test_known_of_a_project():
    """Ids are read from pages without building them; those shown in code are not known."""
    page = (
        ":::{actor} A\n:kind: person\n:id: an-actor\n:::\n\n::::{note}\n:::{claim} a-claim\n:::\n"
        "::::\n\n```\n:::{claim} shown\n:::\n```\n"
    )
    known = known_of([page], ["@misc{one,\n}\n@online{two,\n}\n"])
    assert ({"an-actor": "actor", "a-claim": "claim"}, ("one", "two")) == known[:2]


def test_what_is_named_often_is_offered_first():
    """Of hundreds of ids and keys those that pages name most are the likeliest."""
    page = ":::{actor} A\n:id: a\n:::\n:::{actor} B\n:id: b\n:::\n[](#b) {cite:p}`two{¶ 1}` two.\n"
    known = known_of([page], ["@misc{one,}\n@misc{two,}\n"])
    assert (["b", "a"], ("two", "one")) == (known.of_kinds(["actor"]), known.sources)


def test_full_names_where_a_project_has_no_short_ones():
    """The skeleton is read by the project that it is for."""
    page = ":::{dossier:actor} The Mill\n:id: mill\n:::\n:::{claim} of-others\n:::\n"
    known = known_of([page], [], frozenset())
    assert {"mill": "actor"} == known.kinds
    assert new_object("claim", "x", "", {}, known, full=False).text.startswith(
        ":::{dossier:claim} x"
    )


@pytest.mark.parametrize(
    ("contents", "is_told"),
    [
        ("```{toctree}\n:hidden:\n:glob:\n\n*\n```\n", False),
        (":::{toctree}\n:glob:\n\nharbour-*\n:::\n", False),
        ("```{toctree}\n:glob:\n\nfolk-*\n```\n", True),
        ("```{toctree}\nharbour-office\n```\n", True),
        ("", True),
    ],
)
def test_new_page_is_told_where_no_menu_takes_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    contents: str,
    is_told: bool,
) -> None:
    """A table of contents that takes what matches needs no hand."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "index.md").write_text(f"# Who\n\n{contents}", encoding="utf-8")
    page = tmp_path / "harbour-office.md"
    asked = ["new", "actor", "harbour-office", "--name", "Office", "--in", str(page)]
    assert 0 == main(asked)
    assert is_told == ("or no menu shows it" in capsys.readouterr().err)
    assert ":::{actor} Office" in page.read_text("utf-8")
