"""Words that readers may not know lead to what they mean, wherever the legend is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from projects import build, findings, write_project

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = """\
# People

:::{actor} Office
:id: office
:kind: government-body
:::

:::{actor} Paper
:id: paper
:kind: media
:::

:::{claim} three-boats
:by: office
:act: asserts
:said: 2031-03-04
:cites: wire
:answers: boats = 3
Three.
:::

:::{claim} many-boats
:by: paper
:act: reports
:said: 2031-03-05
:via: office?
:cites: print
:drift: three became many
:inferred: the same words
:drifted-from: three-boats?
Many.
:::

:::{question} How many?
:id: boats
:kind: quantity
:unit: boats
:::

:::{ledger}
:::

:::{figures}
:::

:::{chain} many-boats
:::
"""
GUIDE = """\
# Guide

:::{legend} status
:::

:::{legend} states
:::

:::{legend} terms
:::

:::{anatomy} many-boats
:::
"""
ENTRY = (
    "@online{{{0}, title = {{A}}, publisher = {{{0}}}, date = {{2031}}, langid = {{en}}, "
    "urldate = {{2031-03-09}}, url = {{https://{0}.example/}}}}\n"
)
SOURCES = ENTRY.format("wire") + ENTRY.format("print")
PAGES = {
    "index.md": "# Home\n\n```{toctree}\npeople\nguide\n```\n\n```{bibliography}\n```\n",
    "people.md": PEOPLE,
    "guide.md": GUIDE,
    "sources.bib": SOURCES,
}


def page(folder: Path, name: str = "people") -> BeautifulSoup:
    """A page of a build."""
    return BeautifulSoup((folder / "html" / f"{name}.html").read_text("utf-8"), "html.parser")


def terms(soup: BeautifulSoup) -> set[str]:
    """Where the words of a page lead that are explained."""
    return {str(link["href"]) for link in soup.select("a.dossier-to-term")}


def cards(folder: Path, name: str) -> dict[str, dict[str, str]]:
    """The hover cards of a page."""
    script = (folder / "html" / "cards" / f"{name}.js").read_text("utf-8")
    found: dict[str, dict[str, str]] = json.loads(script[script.index("{") : script.rindex(")")])
    return found


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small project with a legend."""
    return write_project(tmp_path / "source", PAGES)


def test_each_word_leads_to_an_anchor_with_a_card(source: Path, tmp_path: Path) -> None:
    """Statuses, states, counts, ways and guesses: each has its entry, and a card of the same."""
    assert "" == build(source, tmp_path, "html")
    found = terms(page(tmp_path))
    assert {"drifted", "single-origin", "one-origin-only", "publications", "origins", "from",
            "probably"} <= {href.partition("#term-")[2] for href in found}  # fmt: skip
    guide, explained = page(tmp_path, "guide"), cards(tmp_path, "guide")
    for href in found:
        name, _, anchor = href.partition("#")
        entry = guide.find(id=anchor)
        assert ("guide.html", "dt") == (name, entry and entry.name)
        assert explained[anchor]["text"]
        assert explained[anchor]["text"] in entry.find_next_sibling("dd").get_text()
    assert all(href.startswith("#term-") for href in terms(guide))


def test_words_lead_inside_one_file(source: Path, tmp_path: Path) -> None:
    """Where all pages are one file, a word leads to an anchor in it."""
    assert "" == build(source, tmp_path, "singlehtml")
    text = (tmp_path / "singlehtml" / "index.html").read_text("utf-8")
    soup = BeautifulSoup(text, "html.parser")
    found = terms(soup)
    assert "#term-drifted" in found
    assert all(href.startswith("#") and soup.find(id=href[1:]) for href in found)


def test_words_lead_in_print_and_are_plain_in_text(source: Path, tmp_path: Path) -> None:
    """Each label that a word of the PDF leads to is there; text has the word alone."""
    assert "" == build(source, tmp_path, "latex")
    (file,) = (tmp_path / "latex").glob("*.tex")
    text = file.read_text("utf-8")
    led = set(re.findall(r"\\hyperref\[\\detokenize\{(guide:term-[a-z-]+)\}\]", text))
    assert {"guide:term-drifted", "guide:term-one-origin-only", "guide:term-probably"} <= led
    assert led <= set(re.findall(r"\\label\{\\detokenize\{([^}]+)\}\}", text))
    assert text.count("{") - text.count("\\{") == text.count("}") - text.count("\\}")
    assert "" == build(source, tmp_path, "text")
    assert "drifted from" in (tmp_path / "text" / "people.txt").read_text("utf-8")


def test_words_follow_the_legend(source: Path, tmp_path: Path) -> None:
    """When the legend moves or goes, every page that shows its words is written again."""
    build(source, tmp_path, "html")
    for legends, home in ((GUIDE.replace("status", "codes"), "index.html"), ("# Guide\n", "")):
        write_project(source, {**PAGES, "guide.md": legends})
        if home:
            moved = f"{PAGES['index.md']}\n:::{{legend}} status\n:::\n"
            (source / "index.md").write_text(moved, "utf-8")
        assert "" == build(source, tmp_path, "html")
        leading = {href for href in terms(page(tmp_path)) if href.endswith("-drifted")}
        assert leading == ({f"{home}#term-drifted"} if home else set())
        assert "drifted from" in page(tmp_path).get_text()


def test_step_that_is_inferred_is_marked(source: Path, tmp_path: Path) -> None:
    """On the way of a claim such a step has a style of its own, and says so in words too."""
    build(source, tmp_path, "html")
    (join,) = page(tmp_path).select(".dossier-join.dossier-inferred")
    assert ["What changed: three became many", "probably taken from it"] == [
        line.get_text() for line in join.find_all("p")
    ]


def test_anatomy_reads_without_style(source: Path, tmp_path: Path) -> None:
    """In HTML and in plain text the numbers of the parts are those of the notes."""
    assert "" == build(source, tmp_path, "html")
    (figure,) = page(tmp_path, "guide").select(".dossier-anatomy")
    numbers = [one.get_text() for one in figure.select(".dossier-anatomy-number")]
    notes = figure.select("ol > li")
    assert [f"({at})" for at in range(1, len(notes) + 1)] == numbers
    assert [] == figure.select("[id]")
    assert "" == build(source, tmp_path, "text")
    text = " ".join((tmp_path / "text" / "guide.txt").read_text("utf-8").split())
    for said in (
        "(1) Paper from probably Office",
        "1. Who: Whose statement it is.",
        "drifted from probably Office",
        "Here the reason is: the same words.",
    ):
        assert said in text


def test_legend_stands_once_on_a_page(source: Path, tmp_path: Path) -> None:
    """A second one would repeat the anchors: it is told, with its line."""
    (source / "guide.md").write_text(GUIDE + "\n:::{legend} terms\n:::\n", "utf-8")
    said = build(source, tmp_path, "html")
    assert [("guide.md", GUIDE.count("\n") + 2, "bad_value")] == findings(said, source)
    ids = [tag["id"] for tag in page(tmp_path, "guide").find_all(id=True)]
    assert len(set(ids)) == len(ids)
