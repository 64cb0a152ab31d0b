"""The search page, in Chromium as a reader uses it and in Firefox by its engine."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections import Counter
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from projects import CONF, write_project
from search_parts import OPEN, as_opened, scripts_for, scripts_of, whole_rows
from sphinx_dossier.core.manifests import decompose, write_manifest
from sphinx_dossier.core.names import fold
from sphinx_dossier.exports.search_terms import indexed
from under_policy import under_policy

if TYPE_CHECKING:
    from conftest import Pages
    from playwright.sync_api import Page

    from firefox import Firefox

MINISEARCH = Path(__file__).parents[2] / "node_modules/minisearch/dist/umd/index.js"
QUERIES: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("queries.toml").read_text(encoding="utf-8")
)
_ID = re.compile(r'\sid="([^"]+)"')
BUDGET = 350 * 1024
FIRST_FOUND = """
(async () => {
  const search = window.dossierSearch.open(window.dossierSearchData, window.MiniSearch);
  const found = [];
  for (const q of %s) found.push((await search.ask({ q }, 1)).hits[0]?.row.id ?? "");
  return found;
})()
"""


@pytest.fixture(scope="module")
def data(site: Path) -> dict[str, Any]:
    """What the page searches, as the browser reads it."""
    scripts = scripts_of(site / "_static")
    return {**as_opened(scripts)["base"], "rows": whole_rows(scripts)}


def search(page: Page, query: str) -> None:
    """Type a query and send it, and wait for its answer."""
    page.get_by_role("searchbox").last.fill(query)
    page.keyboard.press("Enter")
    answered(page, query)


def answered(page: Page, query: str) -> str:
    """What the page says of its results, once it says it of ``query``."""
    status = page.locator(".dossier-search-status")
    page.wait_for_function(
        "(query) => document.querySelector('.dossier-search-status')?.textContent.includes(query)",
        arg=f"“{query}”" if query else " to search or to browse",
    )
    settled(page)
    return status.inner_text()


def settled(page: Page) -> None:
    """Wait until all that is shown has been loaded."""
    page.locator(".dossier-search-found:not([aria-busy])").wait_for(state="attached")


def count(page: Page) -> int:
    """The number of results that the page names."""
    settled(page)
    words = page.locator(".dossier-search-status").inner_text()
    return 0 if words.startswith("Nothing") else int(words.split()[0].replace(",", ""))


def links(page: Page) -> list[str]:
    """Where the results lead, from the root of the site."""
    settled(page)
    found: list[str] = page.locator(".dossier-result-link").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    return found


def test_enough_queries() -> None:
    """The table keeps its width: at least sixty queries, and every way to ask."""
    assert sum(len(part) for part in QUERIES.values()) >= 60
    assert {"armenian", "azerbaijani", "cyrillic", "han", "garbled", "typos"} <= QUERIES.keys()


@pytest.mark.parametrize("part", QUERIES)
def test_right_object_is_first(page: Pages, data: dict[str, Any], part: str) -> None:
    """What a reader means is the first link for each query of the table, typed and sent."""
    urls = {row["id"]: row["url"] for row in data["rows"]}
    tab = page("search.html")
    answered(tab, "")
    found = {}
    for query in QUERIES[part]:
        search(tab, query)
        found[query] = links(tab)[:1]
    assert {query: [urls[wanted]] for query, wanted in QUERIES[part].items()} == found


def test_right_object_is_first_in_firefox(firefox: Firefox | Page, server: str) -> None:
    """Firefox, which cuts and folds text by itself, finds the same."""
    wanted = {query: one for part in QUERIES.values() for query, one in part.items()}
    firefox.goto(f"{server}search.html")
    found = firefox.evaluate(FIRST_FOUND % json.dumps(list(wanted)))
    assert wanted == dict(zip(wanted, found, strict=True))


def test_han_without_a_dictionary(page: Pages, server: str) -> None:
    """A browser that cannot cut Chinese into words finds Chinese names by their neighbours."""
    tab = page("index.html")
    tab.add_init_script("delete Intl.Segmenter")
    tab.goto(f"{server}search.html")
    wanted = QUERIES["han"]
    found = tab.evaluate(FIRST_FOUND % json.dumps(list(wanted)))
    assert wanted == dict(zip(wanted, found, strict=True))


def test_folds_as_the_checks_do(page: Pages, data: dict[str, Any]) -> None:
    """The browser takes the same spellings for equal as the extension does."""
    texts = {name for row in data["rows"] for name, _ in row.get("also", ())}
    texts |= {row["title"] for row in data["rows"] if "title" in row}
    tab = page("search.html")
    folded = tab.evaluate("(texts) => texts.map(window.dossierSearch.fold)", sorted(texts))
    assert [fold(text) for text in sorted(texts)] == folded


def test_cuts_words_as_the_build_does(page: Pages, data: dict[str, Any]) -> None:
    """What is typed is cut into the words under which the build has entered the same text."""
    fields = ("title", "text", "role", "date")
    texts = sorted({row[field] for row in data["rows"] for field in fields if field in row})
    texts += sorted({name for row in data["rows"] for name, _ in row.get("also", ())})
    texts += [
        "Ann's ΟΔΟΣ, F-16s",
        "4’000 ٤٬٠٠٠ a-b-c",
        "歼-16 纳卡。",
        "\U00020000\U00020001\u3007",
    ]
    # Each sign of the scripts that are cut by ranges of letters, and all beside them.
    signs = [
        chr(code) for code in (*range(0x20, 0x700), *range(0x10A0, 0x1100), *range(0x2000, 0x2070))
    ]
    texts += [
        f"a{sign}b 1{sign}234 x{sign}1" for sign in signs if unicodedata.category(sign) != "Cn"
    ]
    cut = """(texts) => {
      const { joined, terms } = window.dossierWords;
      return texts.map((text) => [...terms(text), ...joined(text)]);
    }"""
    found = page("search.html").evaluate(cut, texts)
    assert {text: indexed(text) for text in texts} == dict(zip(texts, found, strict=True))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Passinyan", "Passinyan: as the article prints Nikol Pashinyan"),
        ("passing an tanks", "passing an: as the article prints Nikol Pashinyan"),
        ("Նիկոլ Փաշինյան", "Նիկոլ Փաշինյան: Nikol Pashinyan, in Armenian"),
        ("Dağlıq Qarabağ", "Dağlıq Qarabağ: Nagorno-Karabakh, in Azerbaijani"),
        ("纳卡", "纳卡: Nagorno-Karabakh, in Chinese"),
        ("ICG", "ICG: International Crisis Group, by another name"),
    ],
)
def test_explains_names(page: Pages, query: str, words: str) -> None:
    """A name by which its thing does not go here is explained above the results."""
    tab = page(f"search.html?q={query}")
    answered(tab, query)
    assert words in tab.locator(".dossier-search-notes li").all_inner_texts()


def test_explains_nothing_that_is_plain(page: Pages) -> None:
    """A thing that is sought by its own name needs no word about it."""
    tab = page("search.html?q=Nikol Pashinyan")
    answered(tab, "Nikol Pashinyan")
    assert tab.locator(".dossier-search-notes").count() == 0


def test_counts_of_all_rows(page: Pages, data: dict[str, Any]) -> None:
    """Before anything is sought, each facet counts all rows, as a count by hand does."""
    tab = page("search.html")
    answered(tab, "")
    side_of = {row["id"]: row.get("side", "outside") for row in data["rows"]}
    sides = Counter(
        side
        for row in data["rows"]
        if "side" in row
        # A joint statement of two sides is one of each.
        for side in {side_of[one] for one in row.get("by", [])[1:] and row["by"]} or {row["side"]}
    )
    counted = {
        facet: Counter(row[facet] for row in data["rows"] if facet in row)
        for facet in ("type", "status")
    }
    for facet, wanted in {**counted, "side": sides}.items():
        for button in tab.locator(f"fieldset:has([name={facet}]) .dossier-more-options").all():
            button.click()
        assert wanted == options(tab, facet)


def options(page: Page, facet: str) -> dict[str, int]:
    """The values that a facet offers, each with its count."""
    found: dict[str, int] = page.locator(f"label:has([name='{facet}'])").evaluate_all(
        """(labels) => Object.fromEntries(labels.map((label) => [
             label.querySelector("input").value,
             Number(label.querySelector(".dossier-option-count").textContent.replace(",", "")),
           ]))"""
    )
    return found


def test_body_has_what_is_said_for_it(page: Pages, data: dict[str, Any]) -> None:
    """A state is offered with the claims of all who speak for it, and they stand below it."""
    rows = {row["id"]: row for row in data["rows"]}
    wanted = {row["url"] for row in data["rows"] if "russia" in bodies(row, rows)}
    tab = page("search.html?by=russia&sort=oldest")
    tab.get_by_text("results.").wait_for()
    assert (len(wanted), wanted) == (count(tab), set(links(tab)))
    spoke = {one for row in data["rows"] for one in row.get("by", [])}
    below = {key for key in spoke if rows[key].get("of") == "russia"}
    shown = options(tab, "by")
    assert len(wanted) == shown["russia"]
    indented = tab.locator(".dossier-option-1 [name='by']")
    assert below == set(indented.evaluate_all("(boxes) => boxes.map((box) => box.value)"))
    # A narrower choice takes the place of the wider one.
    tab.get_by_label("Kremlin").check()
    assert shown["kremlin"] == count(tab) < len(wanted)
    assert tab.url.endswith("by=kremlin&sort=oldest")
    assert tab.locator("[name='by'][value='russia']").is_visible()


def bodies(row: dict[str, Any], rows: dict[str, dict[str, Any]]) -> set[str]:
    """All for whom a claim counts."""
    found = [*row.get("by", [])]
    for one in found:
        body = rows.get(one, {}).get("of")
        found += [body] if body and body not in found else []
    return set(found)


ALDA = {
    "types": ["actor", "claim"], "sides": {"outside": "Others"}, "acts": {}, "garbling": [],
    "rows": [
        {"id": "state", "type": "actor", "title": "State"},
        {"id": "mfa", "type": "actor", "title": "Ministry", "of": "state"},
        {"id": "ann", "type": "actor", "title": "Ann", "of": "mfa"},
        {"id": "bob", "type": "actor", "title": "Bob", "of": "state"},
        {"id": "one", "type": "actor", "title": "One", "of": "two", "side": "east"},
        {"id": "two", "type": "actor", "title": "Two", "of": "one", "side": "west"},
        {"id": "c1", "type": "claim", "by": ["ann"], "side": "outside"},
        {"id": "c2", "type": "claim", "by": ["ann", "bob"], "side": "outside"},
        {"id": "c3", "type": "claim", "by": ["one", "two"], "side": "outside"},
        {"id": "c4", "type": "claim", "by": ["gone"], "side": "outside"},
    ],
}  # fmt: skip
"""A spokeswoman of a ministry of a state, joint statements, a circle, and somebody unknown."""


def test_claims_count_once_for_each_body(page: Pages) -> None:
    """Over two levels, also where several speak together or for each other."""
    tab = page("search.html")
    answered(tab, "")
    found = tab.evaluate(
        """(made) => {
          const search = OPEN(made);
          search.bring(search.find({}).hits);
          const ids = (wanted) => search.find(wanted).hits.map(({ row }) => row.id);
          const { by, side } = search.find({}).facets;
          return {
            by: Object.fromEntries(by), side: Object.fromEntries(side),
            mfa: ids({ by: ["mfa"] }), both: ids({ by: ["mfa", "bob"] }),
            west: ids({ side: ["west"] }),
            state: ids({ q: "State", type: ["claim"] }),
          };
        }""".replace("OPEN", OPEN),
        as_opened(scripts_for(ALDA)),
    )
    counts = {"ann": 2, "bob": 1, "gone": 1, "mfa": 2, "one": 1, "state": 2, "two": 1}
    assert counts == found["by"]
    assert {"east": 2, "outside": 3, "west": 2} == found["side"]
    assert (["c1", "c2"], ["c1", "c2"]) == (found["mfa"], found["both"])
    assert ["two", "c3"] == found["west"]
    # By the name of a state is found, too, what is said for it two levels below.
    assert {"c1", "c2"} == set(found["state"])


@pytest.mark.parametrize("address", ["search.html?q=Pashinyan", "search.html?q=Naka&side=outside"])
def test_counts_are_kept(page: Pages, address: str) -> None:
    """Each option, when it is chosen alone in its facet, gives as many results as it promised."""
    tab = page(address)
    query = re.findall(r"q=(\w+)", address)[0]
    answered(tab, query)
    for facet in ("type", "by", "side", "status", "date", "source"):
        for box in tab.locator(f"[name='{facet}']:checked").all():
            box.click()
        for value, promised in options(tab, facet).items():
            box = tab.locator(f"[name='{facet}'][value='{value}']")
            box.check()
            assert (facet, value, promised) == (facet, value, count(tab))
            box.uncheck()


LOADED = "performance.getEntriesByType('resource').map(({ name }) => name)"


@pytest.mark.parametrize(
    ("query", "is_asked"),
    [("27 sept", True), ("2020-09-27", True), ("mercenaries", False), ("4,000", False)],
)
def test_days_are_loaded_for_a_date(page: Pages, query: str, is_asked: bool) -> None:
    """Nobody else waits for them on a phone, until the filters, which are folded, are opened."""
    tab = page(f"search.html?q={query}", width=360)
    answered(tab, query)
    columns = "dossier-search/columns-0.js"
    assert is_asked == any(columns in name for name in tab.evaluate(LOADED))
    tab.locator(".dossier-filters > summary").click()
    tab.locator("[name=date]").first.wait_for()
    assert any(columns in name for name in tab.evaluate(LOADED))


def test_or_inside_and_across(page: Pages) -> None:
    """Two values of a facet widen the results, a second facet narrows them."""
    tab = page("search.html?q=Pashinyan")
    answered(tab, "Pashinyan")
    promised = options(tab, "type")
    tab.get_by_label("Claims").check()
    tab.get_by_label("Sources").check()
    both = count(tab)
    assert promised["claim"] + promised["source"] == both
    promised = options(tab, "side")
    tab.get_by_label("Armenian side").check()
    assert promised["armenian"] == count(tab) < both


def test_state_is_in_the_address(page: Pages) -> None:
    """The address alone gives the same results, and the way back undoes one step at a time."""
    tab = page("search.html")
    answered(tab, "")
    search(tab, "Pashinyan")
    everything = count(tab)
    tab.get_by_label("Claims").check()
    tab.get_by_role("button", name=": Speaker").click()
    tab.get_by_label("Nikol Pashinyan").check()
    tab.get_by_label("Order").select_option("oldest")
    shown = (count(tab), links(tab))
    other = page(tab.url)
    answered(other, "Pashinyan")
    assert shown == (count(other), links(other))
    assert "oldest" == other.get_by_label("Order").input_value()
    assert other.get_by_label("Claims").is_checked()
    for _ in range(3):
        tab.go_back()
    assert everything == count(tab)
    assert "search.html?q=Pashinyan" == tab.url.rpartition("/")[2]


def test_sorts_by_date(page: Pages, data: dict[str, Any]) -> None:
    """The oldest stand first, or the newest, and what has no date at the end."""
    days = {row["url"]: row.get("first", "") for row in data["rows"]}
    tab = page("search.html?q=ceasefire&sort=oldest")
    answered(tab, "ceasefire")
    oldest = [days[link] for link in links(tab)]
    assert sorted(oldest, key=lambda day: day or "9999") == oldest
    tab.get_by_label("Order").select_option("newest")
    newest = [days[link] for link in links(tab)]
    assert sorted(newest, reverse=True) == newest
    assert newest[0] > oldest[0]


def test_day_inside_a_year(page: Pages) -> None:
    """A year that is chosen shows its months, a month its days; each narrows to what it has."""
    tab = page("search.html?q=Pashinyan&type=claim&date=2020")
    answered(tab, "Pashinyan")
    for label, value in {"September 2020": "2020-09", "27 September 2020": "2020-09-27"}.items():
        promised = options(tab, "date")[value]
        tab.get_by_label(re.compile(f"^{label}")).check()
        assert promised == count(tab)
    assert tab.url.endswith("?q=Pashinyan&type=claim&date=2020-09-27")


def test_every_row_leads_to_its_anchor(site: Path, data: dict[str, Any]) -> None:
    """No result ends at the top of a page or nowhere."""
    pages: dict[str, set[str]] = {}
    lost = []
    for row in data["rows"]:
        address, _, anchor = row["url"].partition("#")
        if address not in pages:
            text = (site / address).read_text(encoding="utf-8")
            pages[address] = {unescape(found) for found in _ID.findall(text)}
        if anchor and anchor not in pages[address]:
            lost.append(row["url"])
    assert [] == lost


def test_result_opens_at_the_object(page: Pages) -> None:
    """A click on a result shows the object itself."""
    tab = page("search.html?q=Passinyan tanks")
    answered(tab, "Passinyan tanks")
    tab.locator(".dossier-result-link").first.click()
    tab.wait_for_url("**/*#pashinyan-three-tanks")
    box = tab.locator("#pashinyan-three-tanks").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900


@pytest.mark.parametrize("way", ["file", "below"])
def test_works_elsewhere(page: Pages, site: Path, server: str, way: str) -> None:
    """From a folder and below a path, words, filters, address and links work as on a host."""
    root = {"file": f"{site.as_uri()}/", "below": f"{server}below/another/path/"}[way]
    tab = page(f"{root}search.html?q=Passinyan")
    answered(tab, "Passinyan")
    tab.get_by_label("Actors").check()
    assert f"{root}search.html?q=Passinyan&type=actor" == tab.url
    tab.locator(".dossier-result-link").first.click()
    tab.wait_for_url(f"{root}actors/nikol-pashinyan.html#nikol-pashinyan")
    tab.go_back()
    answered(tab, "Passinyan")
    assert tab.get_by_label("Actors").is_checked()


def test_works_from_a_folder_in_firefox(firefox: Firefox | Page, site: Path) -> None:
    """Firefox answers a page that was opened from a folder, and keeps its state in the address."""
    firefox.goto(f"{site.as_uri()}/search.html?q=Passinyan")
    firefox.evaluate(
        """new Promise((done) => {
          const look = () => document.querySelector("[name=type][value=actor]")
            ? done() : setTimeout(look, 50);
          look();
        })"""
    )
    firefox.evaluate("document.querySelector('[name=type][value=actor]').click()")
    first = firefox.evaluate("document.querySelector('.dossier-result-link').href")
    assert first.endswith("/actors/nikol-pashinyan.html#nikol-pashinyan")
    assert firefox.evaluate("location.search") == "?q=Passinyan&type=actor"


def test_search_box_of_the_theme(page: Pages) -> None:
    """What is typed into the box of any page is answered by the search page."""
    tab = page("actors/nikol-pashinyan.html")
    tab.keyboard.press("Control+k")
    tab.keyboard.type("Owanishan")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.html?q=Owanishan")
    answered(tab, "Owanishan")
    assert "actors/artsrun-hovhannisyan.html#artsrun-hovhannisyan" == links(tab)[0]


def test_answers_while_typing(page: Pages) -> None:
    """Unfinished words are answered, without a step in the history for each."""
    tab = page("search.html")
    answered(tab, "")
    before = tab.evaluate("history.length")
    tab.get_by_role("searchbox").last.press_sequentially("pashin")
    answered(tab, "pashin")
    assert "actors/nikol-pashinyan.html#nikol-pashinyan" == links(tab)[0]
    assert before == tab.evaluate("history.length")


def test_by_keyboard_alone(page: Pages) -> None:
    """From the box to a result, along the results, back to the box, and to the filters."""
    tab = page("search.html")
    answered(tab, "")
    assert "q" == focused(tab, "name")
    search(tab, "Pashinyan")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    assert links(tab)[1] == focused(tab, "href")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert "q" == focused(tab, "name")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Escape")
    assert "q" == focused(tab, "name")
    for _ in range(2):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    for _ in range(2):
        tab.keyboard.press("Tab")
    assert "type" == focused(tab, "name")
    tab.keyboard.press("Space")
    assert "type" == focused(tab, "name")
    assert tab.locator(":focus").is_checked()


def test_enter_and_one_more_step(page: Pages) -> None:
    """After Enter the focus is at what is said of the results; the first of them is one step on.

    Neither the order nor the filters stand between, on this page and for who comes from another.
    """
    tab = page("search.html")
    search(tab, "who started")
    for _ in range(2):
        assert "status" == focused(tab, "role")
        tab.keyboard.press("Tab")
        assert links(tab)[0] == focused(tab, "href") == "claims/who-started.html#who-fired-first"
        tab = page("search.html?q=who started")
        answered(tab, "who started")


def focused(page: Page, attribute: str) -> str | None:
    """An attribute of the element that has the focus."""
    return page.locator(":focus").get_attribute(attribute)


def test_more_results(page: Pages) -> None:
    """Twenty at a time; the focus goes to the first new one."""
    tab = page("search.html?q=Armenia")
    answered(tab, "Armenia")
    assert len(links(tab)) == 20
    tab.get_by_role("button", name="Show 20 more").click()
    assert len(links(tab)) == 40
    assert links(tab)[20] == focused(tab, "href")


def test_nothing_found(page: Pages) -> None:
    """Where nothing is found, the page says so and offers ways on that lead somewhere."""
    tab = page("search.html?q=Pashinyan&type=place")
    assert answered(tab, "Pashinyan") == "Nothing found for “Pashinyan” with these filters."
    tab.get_by_role("button", name="Remove all filters").click()
    assert count(tab) > 0
    search(tab, "Guterrrrez")
    assert "Nothing found for “Guterrrrez”." == tab.locator(".dossier-search-status").inner_text()
    tab.get_by_role("link", name="António Guterres").click()
    answered(tab, "António Guterres")
    assert "actors/antonio-guterres.html#antonio-guterres" == links(tab)[0]
    search(tab, "qqqqzzzz")
    assert tab.get_by_role("link", name="All names and spellings from A to Z").is_visible()


def test_with_and_without_a_hyphen(page: Pages) -> None:
    """A word finds the same entries, in the same order, however it is written."""
    tab = page("search.html")
    found = tab.evaluate(
        """async (queries) => {
          const search = window.dossierSearch.open(window.dossierSearchData, window.MiniSearch);
          const lists = [];
          for (const q of queries) {
            lists.push((await search.ask({ q }, 1)).hits.map(({ row }) => row.n));
          }
          return lists;
        }""",
        ["ceasefire", "cease-fire", "cease fire"],
    )
    assert len(found[0]) > 90
    assert [found[0]] * 3 == found


def test_words_that_never_meet(page: Pages) -> None:
    """Words that no entry has together are answered by those that have some, and it is said."""
    tab = page("search.html?q=census goodwill")
    assert "No entry has all of the words" in answered(tab, "census goodwill")
    assert count(tab) > 1


def test_marks_are_text(page: Pages) -> None:
    """What is sought is marked in what is shown, and no query becomes markup."""
    tab = page("search.html?q=Igla missiles")
    answered(tab, "Igla missiles")
    assert ["Igla missiles"] == tab.locator(".dossier-result").first.locator(
        "mark"
    ).all_inner_texts()
    query = "<img src=x onerror=alert(1)> Igla"
    search(tab, query)
    assert tab.locator(".dossier-search-found img").count() == 0


def test_is_announced(page: Pages) -> None:
    """The number of results stands where screen readers hear of changes."""
    tab = page("search.html?q=Naka")
    answered(tab, "Naka")
    assert f"{count(tab)} results for “Naka”." == tab.get_by_role("status").inner_text()
    tab.get_by_label("Places").check()
    assert f"{count(tab)} result" in tab.get_by_role("status").inner_text()


def test_strict_policy(page: Pages) -> None:
    """Under a policy that allows scripts from the host alone, everything works in silence."""
    tab = page("index.html")
    with under_policy(tab, "script-src 'self'; object-src 'none'"):
        tab.goto(f"{page.server}search.html?q=Passinyan")
        answered(tab, "Passinyan")
        tab.get_by_label("Claims").check()
        assert count(tab) > 0
        assert [] == page.errors
        assert [] == page.foreign


def test_without_scripts(page: Pages) -> None:
    """Without JavaScript the page leads to the index of all spellings."""
    tab = page("search.html?q=Passinyan", java_script_enabled=False)
    assert "The search needs JavaScript." in tab.locator("main").inner_text()
    tab.get_by_role("link", name="index", exact=True).click()
    assert tab.get_by_role("link", name="Passinyan", exact=True).first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_fits_the_screen(page: Pages, width: int, scheme: str) -> None:
    """Nothing is wider than the screen, with all filters open and all values shown."""
    tab = page("search.html?q=Naka Republic&type=claim", width=width, scheme=scheme)
    answered(tab, "Naka Republic")
    if not tab.locator("details.dossier-filters").evaluate("(filters) => filters.open"):
        tab.locator("details.dossier-filters > summary").click()
    while tab.locator(".dossier-more-options").count():
        tab.locator(".dossier-more-options").first.click()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert [] == page.errors


def test_quote_is_shown_where_it_is_what_was_found(page: Pages) -> None:
    """A result whose own words lack the sought one shows the quote that has it, and no other."""
    tab = page("search.html?q=unfavorable")
    answered(tab, "unfavorable")
    first = tab.locator(".dossier-result").first
    quoted = first.locator(".dossier-result-names")
    assert quoted.inner_text().startswith("Quoted: “")
    assert "unfavorable" == quoted.locator("mark").first.inner_text()
    search(tab, "Pashinyan")
    assert (
        not tab.locator(".dossier-result-names", has_text="Quoted:")
        .filter(has=tab.locator("mark", has_text="Pashinyan"))
        .count()
    )


def test_words_in_another_language_say_so(page: Pages, tmp_path: Path) -> None:
    """A title, a quote and a name carry their tag; what is in that of the pages has no other."""
    sources = """\
@misc{vesti, title = {Буря в Альде}, langid = {ru}, year = 2031, publisher = {Vesti}}
@misc{bote, title = {[Storm at Alda]}, langid = {de}, year = 2031, publisher = {Bote}}
@misc{courier, title = {Storm at Alda}, langid = {en}, year = 2031, publisher = {Courier}}
"""
    said = """\
:::{dossier:actor} Harbour office
:id: office
:kind: government-body
:also: |
  ru: Контора порта
:garbled: Habour ofice
It counts boats.
:::

:::{dossier:claim} boats
:by: office
:act: asserts
:said: 2031-03-05
:cites: |
  vesti p0 "три лодки пропали"
  bote p0 "drei Boote fort"
  courier p0 "the vanished boats"
The office said that three were lost.
:::

:::{bibliography}
:all:
:::
"""
    texts = {
        "vesti": "Вчера три лодки пропали у берега",
        "bote": "Gestern waren drei Boote fort, die verschwanden",
        "courier": "All of the vanished boats",
    }
    manifests = {
        f"sources/{key}.passages.json": write_manifest(decompose(text, key, "0123456789abcdef"))
        for key, text in texts.items()
    }
    pages = {"sources.bib": sources, "index.md": f"# A\n\n{said}", **manifests}
    folder = write_project(tmp_path / "source", pages, CONF)
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "-D",
        f"dossier_search_library={MINISEARCH}",
    ]
    subprocess.run([*command, str(folder), str(tmp_path / "html")], check=True, capture_output=True)

    def marked(query: str) -> set[tuple[str, str]]:
        """What is marked as found, with the language that it is said to be in."""
        tab = page(f"file://{tmp_path}/html/search.html?q={query}")
        answered(tab, query)
        found = tab.locator(".dossier-search-found :is(mark, strong)").evaluate_all(
            "all => all.map((one) => [one.textContent, one.closest('[lang]').lang])"
        )
        return {(text, language) for text, language in found}

    assert {("лодки", "ru")} == marked("лодки")
    assert {("Boote", "de")} == marked("Boote")
    assert {("vanished", "en")} == marked("vanished")
    assert {("Буря", "ru")} == marked("Буря")
    assert {("Storm", "en")} == marked("Storm")
    assert ("Контора порта", "ru") in marked("Контора порта")
    assert [] == page.errors


def test_weight(page: Pages) -> None:
    """Everything that the page loads for a query stays below the budget, compressed."""
    requests: list[Any] = []
    tab = page("about:blank")

    def note(request: Any) -> None:
        requests.append(request)

    tab.on("requestfinished", note)
    tab.goto(f"{page.server}search.html?q=Passinyan")
    answered(tab, "Passinyan")
    tab.wait_for_load_state("networkidle")
    sizes = {request.url: weight(request) for request in requests}
    assert any("/minisearch.js?" in url for url in sizes)
    assert sum(sizes.values()) <= BUDGET, sizes


def test_loads_a_part_of_the_index(page: Pages, site: Path) -> None:
    """A query asks for a small part of the index, and for no part twice."""
    asked: list[str] = []
    tab = page("about:blank")
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{page.server}search.html?q=mercenaries")
    answered(tab, "mercenaries")
    parts = [url.rpartition("/")[2].partition("?")[0] for url in asked if "/dossier-search/" in url]
    assert len(parts) == len(set(parts))
    everything = [*(site / "_static/dossier-search").iterdir()]
    loaded = sum(path.stat().st_size for path in everything if path.name in parts)
    assert 0 < loaded < 0.25 * sum(path.stat().st_size for path in everything)


def test_part_that_does_not_come(page: Pages) -> None:
    """The page says so, keeps what it shows, and asks for the part again the next time."""
    tab = page("search.html?q=Pashinyan")
    answered(tab, "Pashinyan")
    shown = links(tab)
    tab.route("**/dossier-search/*", lambda route: route.abort())
    tab.get_by_role("searchbox").last.fill("ceasefire")
    tab.keyboard.press("Enter")
    tab.get_by_text("A part of the index could not be loaded. Try again.").wait_for()
    assert shown == links(tab)
    tab.unroute("**/dossier-search/*")
    tab.keyboard.press("Enter")
    answered(tab, "ceasefire")
    assert shown != links(tab)
    page.errors.clear()


def weight(request: Any) -> int:
    """The size of an answer as a host sends it; fonts and pictures are compressed already."""
    body: bytes = request.response().body()
    return min(len(body), len(gzip.compress(body, 6)))
