"""The search over a catalogue of many dossiers, in a browser and from a folder."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING
from unicodedata import category

import make_dossiers
import pytest

from barriers import AXE, RUN_AXE
from sphinx_dossier.__main__ import main
from sphinx_dossier.exports.catalogue_dossier import read_dossier
from sphinx_dossier.exports.catalogue_rows import catalogue_rows, terms

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Pages
    from playwright.sync_api import Page

    from sphinx_dossier.exports.catalogue_rows import CatalogueRow

COUNT, CLAIMS = 5, 60
WORD = make_dossiers.word(60)
RESULT = ".catalogue-results > li"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of made-up dossiers; they are beside it."""
    folder = tmp_path_factory.mktemp("catalogue")
    make_dossiers.write_all(folder / "sites", COUNT, CLAIMS)
    sites = sorted(map(str, (folder / "sites").iterdir()))
    assert 0 == main(["catalogue", str(folder / "out"), *sites])
    return folder / "out"


@pytest.fixture(scope="module")
def rows(catalogue: Path) -> dict[str, list[CatalogueRow]]:
    """All rows by the dossier that has them."""
    return {
        path.name: catalogue_rows(
            read_dossier(path.name, (path / "data/dossier.json").read_bytes())
        )
        for path in sorted((catalogue.parent / "sites").iterdir())
    }


def searched(pages: Pages, catalogue: Path, query: str, **options: object) -> Page:
    """The first page, opened from the folder, with what a query finds."""
    tab = pages((catalogue / "index.html").as_uri(), **options)
    tab.fill("#q", query)
    tab.locator(RESULT).first.wait_for()
    return tab


def _count(tab: Page) -> int:
    return int(tab.locator(".catalogue-status").inner_text().split()[0].replace(",", ""))


def _having(rows: dict[str, list[CatalogueRow]], *words: str) -> list[tuple[str, CatalogueRow]]:
    """The rows that have all words, the last of them also as a beginning."""
    *whole, last = words
    return [
        (name, row)
        for name, found in rows.items()
        for row in found
        if {*whole} <= row.named | row.said
        and any(one.startswith(last) for one in row.named | row.said)
    ]


def test_finds_all_that_have_the_words(
    pages: Pages, catalogue: Path, rows: dict[str, list[CatalogueRow]]
) -> None:
    """As many as a look at every row finds, counted by type, status and dossier; no more loaded."""
    word = WORD
    wanted = _having(rows, word)
    assert len(wanted) > 10
    tab = searched(pages, catalogue, word)
    assert len(wanted) == _count(tab)
    assert 10 == tab.locator(RESULT).count()
    claims = [row for _, row in wanted if row.kind == "claim"]
    assert f"Claims ({len(claims)})" in tab.locator(".catalogue-filters").inner_text()
    own = [row for name, row in wanted if name == "d0003"]
    tab.locator("[data-choice='dossier=d0003']").click()
    tab.locator("[data-choice='dossier=d0003'][aria-pressed=true]").wait_for()
    assert len(own) == _count(tab)
    assert "dossier=d0003" == tab.evaluate("document.activeElement.dataset.choice")
    tab.locator("[data-choice='kind=claim']").click()
    tab.locator("[data-choice='kind=claim'][aria-pressed=true]").wait_for()
    assert len([row for row in own if row.kind == "claim"]) == _count(tab)


def test_shows_more_and_leads_there(
    pages: Pages, catalogue: Path, rows: dict[str, list[CatalogueRow]]
) -> None:
    """Button by button all of them, each with the address of its object."""
    word = WORD
    wanted = {f"https://{name}.example/{row.url}" for name, row in _having(rows, word)}
    tab = searched(pages, catalogue, word)
    while tab.locator(".catalogue-more").count():
        before = tab.locator(RESULT).count()
        tab.locator(".catalogue-more").click()
        tab.locator(RESULT).nth(before).wait_for()
    links = tab.locator(f"{RESULT} .catalogue-name a").evaluate_all("all => all.map((a) => a.href)")
    assert sorted(wanted) == sorted(links)


def test_name_of_somebody_comes_first(
    pages: Pages, catalogue: Path, rows: dict[str, list[CatalogueRow]]
) -> None:
    """Two words, of which no row but theirs has both in its name; also by a garbled form."""
    actor = next(row for row in rows["d0002"] if row.kind == "actor" and "person" in row.id)
    tab = searched(pages, catalogue, actor.title)
    assert actor.title == tab.locator(f"{RESULT} .catalogue-name").first.inner_text()
    tab = searched(pages, catalogue, f"{actor.title}x")
    assert actor.title == tab.locator(f"{RESULT} .catalogue-name").first.inner_text()


def test_says_where_no_row_has_all_words(pages: Pages, catalogue: Path) -> None:
    """Then those that have most of them, with a sentence; and nothing where none has any."""
    tab = searched(pages, catalogue, f"{WORD} xyzzyx qqq")
    assert "No entry has all of the words" in tab.locator(".catalogue-status").inner_text()
    tab.fill("#q", "xyzzyx")
    tab.get_by_text("Nothing found.").wait_for()
    assert 0 == tab.locator(RESULT).count()


def test_words_are_cut_as_the_index_has_them(pages: Pages, catalogue: Path) -> None:
    """Every letter of the first plane that Python's Unicode knows, and texts of many scripts."""
    tab = pages((catalogue / "index.html").as_uri())
    signs = [chr(one) for one in range(0x20, 0xFFFE) if not category(chr(one)).startswith("C")]
    texts = [f"a{sign}b {sign} {sign.upper()}Z" for sign in signs]
    texts += ["ΟΔΟΣ ΣΟΣ", "İstanbul ISPARTA", "Şuşa Ərəb Straße", "हिन्दी में", "停火 ok カナ", "x_y"]
    found = tab.evaluate("(texts) => texts.map((one) => dossierCatalogue.terms(one))", texts)
    differing = [text for text, one in zip(texts, found, strict=True) if terms(text) != one]
    assert [] == differing[:20], f"{len(differing)} on {sys.version}"


def test_query_in_the_address(pages: Pages, catalogue: Path) -> None:
    """A link to what was found finds it again, with its filter."""
    word = WORD
    address = f"{(catalogue / 'index.html').as_uri()}?q={word}&kind=source"
    tab = pages(address)
    tab.locator(RESULT).first.wait_for()
    about = tab.locator(".catalogue-about").all_inner_texts()
    assert all(one.startswith("Source") for one in about)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_barriers(pages: Pages, catalogue: Path, width: int, scheme: str) -> None:
    """Both pages, with results and filters: contrast, names, targets; and nothing runs over."""
    tab = searched(pages, catalogue, WORD, width=width, scheme=scheme, bypass_csp=True)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.add_script_tag(path=str(AXE))
    assert [] == tab.evaluate(RUN_AXE)
    tab.goto((catalogue / "dossiers.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.add_script_tag(path=str(AXE))
    assert [] == tab.evaluate(RUN_AXE)
    # It has asked for the styles in a way that a page from a folder may not.
    pages.errors.clear()


def test_without_javascript(pages: Pages, catalogue: Path) -> None:
    """The search is not offered; the list of all dossiers is."""
    tab = pages((catalogue / "index.html").as_uri(), java_script_enabled=False)
    assert not tab.locator(".catalogue-search").is_visible()
    assert "The search needs JavaScript" in tab.locator("noscript").inner_text()
    assert json.dumps("dossiers.html") in tab.content()
