"""What readers ask, read from the file of a dossier."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import actor, index, question
from sphinx_dossier.core.model import Name, Where
from sphinx_dossier.core.page import Page, Section
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.reader_checks import check_reader_words
from sphinx_dossier.core.reader_words import NO_WORDS, read_reader_words

FILE = """\
same = [["killed", "died"]]

[asked]
who-began = ["who started", "who shot first"]
"/page#first" = ["the first day"]
"""


def test_phrases_and_groups() -> None:
    """A target has its phrases and its line, a group its words."""
    words, problems = read_reader_words(FILE, "search.toml")
    assert [] == problems
    assert {
        "who-began": ("who started", "who shot first"),
        "/page#first": ("the first day",),
    } == words.asked
    assert (("killed", "died"),) == words.same
    assert {"who-began": Where("search.toml", 4), "/page#first": Where("search.toml", 5)} == (
        words.where
    )


def test_no_file_has_no_words() -> None:
    """A dossier without the file is asked nothing."""
    assert (NO_WORDS, []) == read_reader_words("", "search.toml")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[asked]\na = \n", 2, "not TOML"),
        ("\nqueries = 1", 2, "it takes asked and same"),
        ("asked = 1", 1, "asked is no table"),
        ("same = 1", 1, "same is no list"),
        ('[asked]\na = "who"', 2, "no list of phrases"),
        ("[asked]\na = []", 2, "no list of phrases"),
        ('[asked]\na = ["who", 1]', 2, "no list of phrases"),
        ('[asked]\na = ["?!"]', 2, "no list of phrases"),
        ('[asked]\na = ["who"]\nb = ["Who"]', 3, "is asked of 'a' already"),
        ('[asked]\na = ["who", "who"]', 2, "is asked of 'a' already"),
        ('same = [\n["one"]]', 2, "no group of words"),
        ('same = [["a", "b"],\n["c", "B"]]', 2, "'B' is in another group"),
        ("same = [1]", 1, "no group of words"),
    ],
)
def test_faults_have_their_line(text: str, line: int, words: str) -> None:
    """What is wrong is told where it stands."""
    _, problems = read_reader_words(text, "search.toml")
    assert [(Code.BAD_SEARCH_WORDS, line)] == [(one.code, one.where.line) for one in problems]
    assert words in problems[0].message


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ('[asked]\na = ["who"]\nb = ["Who", "whose"]', {"a": ("who",), "b": ("whose",)}),
        ('[asked]\na = 1\nb = ["who"]', {"b": ("who",)}),
    ],
)
def test_the_rest_is_kept(text: str, asked: dict[str, tuple[str, ...]]) -> None:
    """One slip costs no other phrase."""
    assert asked == read_reader_words(text, "search.toml")[0].asked


@given(st.text())
def test_no_text_raises(text: str) -> None:
    """Whatever is in the file, reading it gives problems and does not stop."""
    words, _ = read_reader_words(text, "search.toml")
    assert all(words.asked.values())


def found(text: str) -> list[str]:
    """What the check says of a file, in a dossier of an actor, a question and two sections."""
    known = index(actor("navy", also=(Name("Marine", "de"),)), question("who-began"))
    sections = (Section("page", "Page", ""), Section("first", "First", ""))
    pages = {"page": Page("page", "Page", known.pages["page"].objects, sections=sections)}
    words, _ = read_reader_words(text, "search.toml")
    made = replace(known, pages=pages, reader_words=words, _of_days={})
    return [f"{one.where.line} {one.code.value}" for one in check_reader_words(made)]


def test_targets_exist() -> None:
    """Objects, pages and sections are found; what no page defines is told at its line."""
    assert [] == found(FILE + '"/page" = ["the page"]')
    assert ["2 unknown_id", "3 unknown_id"] == found(
        '[asked]\nwho-begun = ["who"]\n"/page#last" = ["the last day"]'
    )


def test_no_phrase_is_a_name_of_another() -> None:
    """A name finds what bears it; asked of something else, it would find two."""
    assert ["2 bad_search_words"] == found('[asked]\nwho-began = ["marine", "who"]')
    assert [] == found('[asked]\nnavy = ["marine"]')


def test_example_of_the_docs() -> None:
    """The file that the docs show is read without a problem, every part of it."""
    page = Path(__file__).parents[2] / "docs/how-to/search.md"
    block = page.read_text(encoding="utf-8").split("```{code-block} toml\n")[1].split("```")[0]
    words, problems = read_reader_words(block.partition("\n\n")[2], "search.toml")
    assert [] == problems
    assert (2, 4) == (len(words.same), len(words.asked))
