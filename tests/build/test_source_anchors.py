"""A source with an odd key is at one address: on its page, in prose, search, cards and data."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from projects import CONF, build, write_project
from search_parts import scripts_of, whole_rows
from sphinx_dossier.core.manifests import decompose, write_manifest

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ("Lantern_2044", "a_b", "a-b", "王2020", "李2020")
ANCHORS = (
    "cite-Lantern_5f2044",
    "cite-a_5fb",
    "cite-a-b",
    "cite-_e7_8e_8b2020",
    "cite-_e6_9d_8e2020",
)
PAGES = {
    "index.md": "# Odd\n\n{cite:p}`a_b{¶ 0}` and {cite:p}`a-b`.\n\n:::{actor} Office\n:id: office\n"
    ":kind: state\nIt says.\n:::\n\n:::{claim} odd\n:by: office\n:act: asserts\n:said: 2031\n"
    ":cites: |\n  " + "\n  ".join(KEYS) + "\nThe office said so.\n:::\n\n"
    "```{toctree}\nsources\npassages\n```\n",
    "sources.md": "# Sources\n\n```{bibliography}\n:all:\n```\n",
    "passages.md": "# Passages\n\n:::{coverage} a_b\n:uncited: p0 a title\n:::\n",
    "sources.bib": "".join(
        f"@online{{{key},\n  title = {{On {key}}},\n  date = {{2031}},\n  langid = {{en}},\n}}\n"
        for key in KEYS
    ),
    "sources/a_b.passages.json": write_manifest(decompose("One line of words", "a_b", "salt")),
    "search.js": "",
}


@pytest.fixture(scope="module", params=["", "ref-{key}"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages, with and without a setting of bibtex's own for anchors."""
    folder = tmp_path_factory.mktemp("odd")
    conf = CONF + f'dossier_search_library = "search.js"\nbibtex_cite_id = "{request.param}"\n'
    said = build(write_project(folder / "source", PAGES, conf), folder / "out", "html")
    # bibtex itself warns of two keys that are one to it, where it is asked for anchors.
    assert (not request.param) == (not said)
    return folder / "out" / "html"


def ids_of(page: Path) -> list[str]:
    """The anchors of a page."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    return [str(one["id"]) for one in soup.find_all(id=True)]


def test_page_has_each_anchor_once(site: Path) -> None:
    """Every key has an anchor of its own."""
    assert sorted(ANCHORS) == sorted(one for one in ids_of(site / "sources.html") if one in ANCHORS)


def test_links_lead_to_anchors_that_are_there(site: Path) -> None:
    """In prose, below claims, and to a passage."""
    soup = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = {str(one["href"]) for one in soup.find_all("a", class_="reference")}
    assert {f"sources.html#{anchor}" for anchor in ANCHORS} <= links
    assert "passages.html#a_5fb-p0" in links
    assert "a_5fb-p0" in ids_of(site / "passages.html")


def test_search_cards_and_data_use_them(site: Path) -> None:
    """Whatever leads to a source from outside its page."""
    found = whole_rows(scripts_of(site / "_static"))
    assert {f"sources.html#{anchor}" for anchor in ANCHORS} == {
        row["url"] for row in found if row["type"] == "source"
    }
    cards = (site / "cards" / "sources.js").read_text(encoding="utf-8")
    assert all(f'"{anchor}": {{' in cards for anchor in ANCHORS)
    with (site / "data" / "sources.csv").open(encoding="utf-8") as file:
        rows = {row["id"]: row["address"] for row in csv.DictReader(file)}
    assert {key: f"sources.html#{one}" for key, one in zip(KEYS, ANCHORS, strict=True)} == rows
    with (site / "data" / "passages.csv").open(encoding="utf-8") as file:
        assert ["passages.html#a_5fb-p0"] == [row["address"] for row in csv.DictReader(file)]
