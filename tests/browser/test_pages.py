"""Every type of page as a reader meets it: screens, colour modes, keyboard, touch, no script."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from barriers import AXE, OPEN_FOLDS, RUN_AXE, SET_MODE, barriers
from page_types import FRAMES, TYPES
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.style_variables import TYPE, variable

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Pages
    from playwright.sync_api import Browser, Page

    from firefox import Firefox

FIRST_VISIT = 150 * 1024
NEXT_PAGE = 60 * 1024
SECTIONS = 7
CARD = ".dossier-card"
LINK = 'a[class*="dossier-to-claim"], a[class*="dossier-to-actor"]'


@pytest.fixture(scope="module")
def soups(site: Path) -> dict[Path, BeautifulSoup]:
    """All pages of the site by file."""
    return {
        path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(site.rglob("*.html"))
        if "_static" not in path.relative_to(site).parts
    }


@cache
def axe() -> str:
    """The script that looks for barriers."""
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "most"), [("home", 3), ("day", 16), ("ledger", 12)])
def test_print_is_short(page: Pages, kind: str, most: int) -> None:
    """What only repeats is not printed: half of the 5, 32 and 17 pages that these once had."""
    paper = page(TYPES[kind]).pdf(format="A4")
    assert 0 < len(re.findall(rb"/Type\s*/Page\b", paper)) <= most


def test_print_has_what_only_a_fold_says(page: Pages) -> None:
    """What changed on the way is printed, and neither links elsewhere nor how to cite."""
    tab = page(TYPES["chain"])
    tab.emulate_media(media="print")
    fold = tab.locator("#paper-turkey-thousands details").first
    shown = fold.inner_text()
    assert "the ambassador dropped" in shown
    assert "Chicago" not in shown
    assert not tab.locator("#toghanyan-4000-fighters details").first.is_visible()


NAMES = """
() => [...document.querySelectorAll("a[href], summary, button")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) || one.closest("details"))
  // The letters of an alphabet are their own names, and Sphinx numbers what a word leads to.
  .filter((one) => !one.closest(".genindex-jumpbox, .indextable"))
  .map((one) => [
    one.getAttribute("aria-label"),
    (one.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean)
      .map((id) => document.getElementById(id)?.textContent).join(" "),
    one.textContent,
    [...one.querySelectorAll("img")].map((image) => image.alt).join(" "),
    one.title,
  ].map((name) => (name || "").trim()).find(Boolean) || "")
"""


@pytest.mark.parametrize("kind", TYPES)
def test_links_say_where_they_lead(page: Pages, kind: str) -> None:
    """Whoever hears a link alone hears a word: more than a sign, a bare number or "More"."""
    names = page(TYPES[kind]).evaluate(NAMES)
    assert names
    bare = {name for name in names if not re.search(r"[^\W\d_]{2}", name)}
    assert set() == bare
    assert not {"more", "here", "link", "cite this"} & {name.lower() for name in names}


def test_no_link_that_an_author_wrote_is_a_bare_number(site: Path) -> None:
    """On no page, whatever its type: "790" alone says nothing to whoever hears it."""
    written = re.compile(r'<span class="(?:std std-|xref )[\w-]+">([^<]*)</span></a>')
    found = {
        f"{path.relative_to(site)}: {name}"
        for path in site.rglob("*.html")
        for name in written.findall(path.read_text(encoding="utf-8"))
        if not re.search(r"[^\W\d_]{2}", name)
    }
    assert set() == found


def test_link_of_a_heading_has_its_name(page: Pages) -> None:
    """The sign at the end of a heading says which heading it leads to."""
    link = page("claims/losses.html").locator("h1 > .headerlink")
    assert "Link to: Losses" == link.get_attribute("aria-label")
    assert "#losses" == link.get_attribute("href")


def test_what_an_actor_said_begins_on_the_second_screen(page: Pages, site: Path) -> None:
    """Of every actor, whatever the side: one page down shows where it begins, and some of it."""
    tab = page("actors/index.html")
    late = {}
    for path in sorted(site.glob("actors/*.html")):
        tab.goto(tab.url.rpartition("/")[0] + f"/{path.name}")
        top = tab.evaluate("""
            () => document.querySelector(".dossier-record[id$=-said]")
                ?.getBoundingClientRect().top""")
        if top and top > 1.6 * tab.viewport_size["height"]:
            late[path.name] = top
    assert {} == late


@pytest.mark.parametrize(("width", "is_beside"), [(1920, True), (1280, False), (360, False)])
def test_evidence_is_in_the_margin_of_a_wide_screen(
    page: Pages, width: int, is_beside: bool
) -> None:
    """It begins where its paragraph does; an opened fold has the room of both."""
    tab = page("claims/five-hundred-fifty.html", width=width)
    claim = tab.locator("#az-mod-550-casualties")
    text, line = (claim.locator(one).first.bounding_box() for one in ("p", ".dossier-evidence"))
    assert is_beside == (line["x"] >= text["x"] + text["width"])
    assert is_beside == (abs(line["y"] - text["y"]) < 4)
    claim.locator("summary").first.click()
    fold = claim.locator("details").bounding_box()
    assert fold["x"] == pytest.approx(text["x"], abs=20)
    assert fold["width"] >= text["width"] - 20
    assert width >= tab.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize(("width", "is_beside"), [(1920, True), (1280, False), (360, False)])
@pytest.mark.parametrize("kind", ["long record", "unconfirmed", "coverage"])
def test_sources_of_a_row_are_in_the_margin_of_a_wide_screen(
    page: Pages, kind: str, width: int, is_beside: bool
) -> None:
    """A list of claims becomes shorter there, and its lines are no longer than elsewhere."""
    tab = page(TYPES[kind], width=width)
    row = tab.locator(".dossier-rows > li:has(> .dossier-row-foot):visible").first
    names = (".dossier-row-text", ".dossier-row-foot")
    text, foot = (row.locator(f"> {one}").bounding_box() for one in names)
    assert is_beside == (foot["x"] >= text["x"] + text["width"])
    assert is_beside == (foot["y"] < text["y"] + text["height"])
    assert text["width"] <= 46 * 16
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


# The widths of what is written, of each claim and of each paragraph in one.
WIDTHS_OF_CLAIMS = """
() => [...document.querySelectorAll(".dossier-claim > p:not(.dossier-evidence)")]
  .map((one) => one.getBoundingClientRect().width)
"""


@pytest.mark.parametrize("width", [1600, 1920])
@pytest.mark.parametrize("address", ["timeline/28-september.html", "background/soviet-period.html"])
def test_no_claim_is_squeezed_beside_a_map(page: Pages, address: str, width: int) -> None:
    """Where the map has the margin, a claim keeps the width that prose is read in."""
    widths = page(address, width=width).evaluate(WIDTHS_OF_CLAIMS)
    assert widths
    assert min(widths) >= 400


@pytest.mark.parametrize("width", [360, 1280, 1920])
@pytest.mark.parametrize("kind", ["place", "search", "not found"])
def test_what_is_left_on_a_page_begins_on_one_line(page: Pages, kind: str, width: int) -> None:
    """The way to the page, its heading, a map below it on a phone."""
    parts = ["ul.bd-breadcrumbs", "h1"]
    # What is seen of a map begins with the border of its panel.
    parts += ["figure .dossier-map-panel", "figcaption"] if width == 360 and kind == "place" else []
    shown = page(TYPES[kind], width=width)
    boxes = [shown.locator(one).first.bounding_box() for one in parts]
    assert 1 == len({round(box["x"]) for box in boxes if box}), boxes


def test_arrow_of_a_row_stays_with_its_last_word(page: Pages) -> None:
    """A row that ends at the edge of its column has no arrow alone on a line."""
    arrows = page(TYPES["unconfirmed"]).evaluate(
        "() => [...document.querySelectorAll('.dossier-row-text a')]"
        ".map((one) => getComputedStyle(one, '::after').content)"
    )
    assert {'"\u00a0→"'} == {*arrows}


def test_sign_of_a_claim_stands_at_no_question(page: Pages) -> None:
    """The ring says that a claim has one origin; the state of a question has no sign."""
    shown = page("search.html?q=who+started")
    state = shown.locator(".dossier-status-contested").first
    state.wait_for()
    assert "none" == state.evaluate("one => getComputedStyle(one, '::before').content")
    legend = page(TYPES["guide"]).locator(".dossier-status-single-origin").first
    assert "○" in legend.evaluate("one => getComputedStyle(one, '::before').content")


# The first link of a row gets a name in Arabic letters, and a number follows it: is it behind it?
NUMBER_AFTER_NAME = """
() => {
  const link = document.querySelector(".dossier-row-head [class*=dossier-to-]");
  link.textContent = "مجلس الميناء";
  link.after(" · 5 March");
  const number = document.createRange();
  const text = link.nextSibling;
  number.setStart(text, 3);
  number.setEnd(text, 4);
  return number.getBoundingClientRect().left - link.getBoundingClientRect().right;
}
"""


def test_name_from_the_right_takes_no_number_along(page: Pages) -> None:
    """Beside a name in Arabic or Hebrew letters, a date is read as it is written."""
    assert page(TYPES["unconfirmed"]).evaluate(NUMBER_AFTER_NAME) > 0


def test_sign_of_a_passage_stays_with_its_number(page: Pages) -> None:
    """No line of the parts of the article ends in the sign alone."""
    parts = page(TYPES["coverage"]).locator(".dossier-jump > li").all_text_contents()
    assert parts
    assert [] == [one for one in parts if "¶\u00a0" not in one]


def test_citation_is_completed_and_copied(page: Pages, server: str) -> None:
    """The script adds the day of reading and the address, and copies just that line."""
    tab = page("claims/five-hundred-fifty.html", permissions=["clipboard-read", "clipboard-write"])
    claim = tab.locator("#az-mod-550-casualties")
    claim.locator("summary").first.click()
    claim.get_by_role("button", name="Copy: APA").click()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert re.search(r" Retrieved \w+ \d+, \d{4}, from http", copied)
    assert copied.endswith(f"{server}claims/five-hundred-fifty.html#az-mod-550-casualties")
    assert copied.startswith("The contributors. (")
    assert "Copied" == claim.get_by_role("button", name="Copy: APA").inner_text()
    claim.locator("summary").first.click()
    claim.locator("summary").first.click()
    assert 3 == claim.locator(".dossier-copy").count()


def test_citation_without_a_script_offers_nothing_more(page: Pages) -> None:
    """No button that does nothing, and no address that leads nowhere."""
    tab = page("claims/five-hundred-fifty.html", java_script_enabled=False)
    claim = tab.locator("#az-mod-550-casualties")
    claim.locator("summary").first.click()
    plain = claim.locator(".dossier-cite-plain").inner_text()
    assert plain.startswith("The contributors: Ministry of Defence of Azerbaijan, 28 September")
    assert re.search(r"Two Days in September, version 1, \d+ \w+ \d{4}$", plain)
    assert 0 == tab.get_by_role("button", name="Copy").count()


def test_ledger_is_filtered_without_a_script(page: Pages) -> None:
    """A choice leaves as many rows as it says, and one more link shows all again."""
    tab = page("claims/index.html", java_script_enabled=False)
    rows = tab.locator(".dossier-ledger-box").first.locator("tbody tr")
    everything = rows.count()
    link = tab.locator(".dossier-choices").first.get_by_role("link", name="contested")
    said = int(re.search(r"\d+", link.inner_text())[0])
    link.click()
    shown = rows.filter(visible=True)
    assert 0 < said < everything
    assert said == shown.count()
    tab.get_by_role("link", name="Show all").click()
    assert everything == shown.count()


SYSTEM_COLOURS = """
() => Object.fromEntries(["Canvas", "CanvasText"].map((name) => {
  const one = document.body.appendChild(document.createElement("i"));
  one.style = `forced-color-adjust: none; color: ${name}`;
  return [name, getComputedStyle(one).color];
}))
"""
COLOURS = "all => all.map((one) => getComputedStyle(one).%s)"
PARTED = """
() => [...document.querySelectorAll(".dossier-giver")].filter((one) => {
  const [mark, name] = [one.querySelector(".dossier-side"), one.querySelector("a")];
  const lines = [...name.getClientRects()];
  const isParted = mark && mark.getBoundingClientRect().top > lines[0].bottom - 4;
  const isAbove = mark && mark.getBoundingClientRect().bottom < lines[0].top + 4;
  const range = document.createRange();
  const comma = one.nextSibling;
  if (comma?.nodeType !== Node.TEXT_NODE) return isParted || isAbove;
  range.setStart(comma, 0);
  range.setEnd(comma, 1);
  return isParted || isAbove || range.getBoundingClientRect().top > lines.at(-1).bottom - 4;
}).map((one) => one.textContent)
"""
"""Names whose mark or comma stands on another line."""


@pytest.mark.parametrize(
    ("kind", "rows", "side", "state"),
    [
        (
            "ledger",
            ".dossier-ledger-box >> nth=0 >> tbody tr",
            "Azerbaijani side: no answer",
            "one side only",
        ),
        ("unconfirmed", ".dossier-chosen .dossier-choosable", "Armenian side", "denied"),
        (
            "coverage",
            ".dossier-rows > .dossier-choosable:not(.dossier-again)",
            "Azerbaijani side",
            "denied",
        ),
    ],
)
@pytest.mark.parametrize("is_side_first", [True, False])
def test_side_and_state_are_chosen_together_without_a_script(
    page: Pages, kind: str, rows: str, side: str, state: str, is_side_first: bool
) -> None:
    """In either order, with as many rows as said, at an address that shows the same again."""
    tab = page(TYPES[kind], java_script_enabled=False)
    first, second = (side, state) if is_side_first else (state, side)
    tab.locator(".dossier-choices a", has_text=first).first.click()
    narrower = tab.locator(".dossier-only a", has_text=second).filter(visible=True)
    said = int(re.search(r"\((\d+)\)", narrower.inner_text())[1])
    narrower.click()
    shown = tab.locator(rows).filter(visible=True)
    assert 0 < said == shown.count()
    assert f"{said} of " in tab.locator(".dossier-only").filter(visible=True).inner_text()
    again = page(tab.url, java_script_enabled=False)
    assert said == again.locator(rows).filter(visible=True).count()


TICK = """
([box, texts]) => texts.map((text) => {
  const labels = [...document.querySelector(`${box} .dossier-several`).querySelectorAll("label")];
  const [group, name] = text.split(": ");
  const own = labels.filter((one) => one.parentElement.getAttribute("aria-label") === group);
  const label = own.find((one) => one.textContent.trim().startsWith(name));
  label.querySelector("input").checked = true;
  return Number(/\\((\\d+)\\)/.exec(label.textContent)[1]);
})
"""
COUNTED = ':is(tbody tr, .dossier-rows > li)[class*="dossier-is-"]:not(.dossier-again)'
LEFT = f"""
(box) => [...document.querySelector(box).querySelectorAll('{COUNTED}')]
  .filter((one) => getComputedStyle(one).display !== "none").map((one) => one.className.split(" "))
"""
SEVERAL = {
    "ledger": (
        ".dossier-ledger-box",
        ["State: contested", "State: one origin only"],
        ["Armenian side: answered", "Azerbaijani side: answered"],
        lambda row: (
            {"dossier-is-answered-0", "dossier-is-answered-1"} <= row
            and bool({"dossier-is-contested", "dossier-is-one-origin-only"} & row)
        ),
    ),
    "unconfirmed": (
        ".dossier-chosen",
        ["Speaker: Armenian side", "Speaker: Azerbaijani side"],
        ["Status: denied", "Status: disputed"],
        lambda row: (
            bool({"dossier-is-answered-0", "dossier-is-answered-1"} & row)
            and bool({"dossier-is-status-denied", "dossier-is-status-disputed"} & row)
        ),
    ),
    "coverage": (
        "article",
        ["Status: changed on the way", "Status: denied"],
        ["Speaker: Azerbaijani side", "Speaker: Armenian side"],
        lambda row: (
            bool({"dossier-is-answered-0", "dossier-is-answered-1"} & row)
            and bool({"dossier-is-grade-changed", "dossier-is-grade-against"} & row)
        ),
    ),
}
"""What is ticked of one group first, what of others after it, and which rows are then left."""


def heard(tab: Page) -> str:
    """What a screen reader gets of a page, with the numbers that styles count."""
    tree = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")
    texts = [one for one in tree["nodes"] if one["role"]["value"] == "StaticText"]
    return "".join(one["name"]["value"] for one in texts)


@pytest.mark.parametrize("width", [1920, 1280, 360])
@pytest.mark.parametrize("kind", SEVERAL)
def test_several_are_ticked_without_a_script(page: Pages, kind: str, width: int) -> None:
    """Two of a group leave what either leaves, two groups what both do; the count is honest."""
    box, same, others, is_left = SEVERAL[kind]
    tab = page(TYPES[kind], width=width, java_script_enabled=False)
    everything = tab.evaluate(LEFT, box)
    rows = tab.locator(f"{box} >> {COUNTED}")
    laid_out = rows.last.evaluate("e => getComputedStyle(e).display")
    counts = tab.evaluate(TICK, [box, same])
    # No question has two states, and no claim is of two sides.
    assert sum(counts) == len(tab.evaluate(LEFT, box)) < len(everything)
    tab.evaluate(TICK, [box, others])
    left = tab.evaluate(LEFT, box)
    assert [one for one in everything if is_left({*one})] == left != []
    count = tab.locator(f"{box} .dossier-left").first
    assert f"{len(left)} of {len(everything)} " in heard(tab)
    shown = rows.filter(visible=True).last
    assert count.bounding_box()["y"] < shown.bounding_box()["y"]
    assert laid_out == shown.evaluate("e => getComputedStyle(e).display")
    assert width == tab.evaluate("document.documentElement.scrollWidth")


HOLLOW = """
() => [...document.querySelectorAll(".dossier-passage, section:has(> .dossier-coverage) > h2")]
  .filter((one) => one.checkVisibility())
  .filter((one) => ![...one.querySelectorAll(".dossier-choosable")]
    .some((row) => row.checkVisibility()))
  .map((one) => one.id || one.textContent)
"""
"""Passages and headings of parts that are shown without a claim."""


@pytest.mark.parametrize("is_by_address", [True, False])
def test_passage_is_left_for_a_claim_that_has_both(page: Pages, is_by_address: bool) -> None:
    """One that is denied beside one of the other side do not make it; a link shows it whole."""
    tab = page(TYPES["coverage"], java_script_enabled=False)
    if is_by_address:
        tab.locator(".dossier-choices a", has_text="denied").first.click()
        tab.locator(".dossier-only:target a", has_text="Azerbaijani side").click()
    else:
        tab.evaluate(TICK, ["article", ["Status: denied", "Speaker: Azerbaijani side"]])
    passages = tab.locator(".dossier-passage").filter(visible=True)
    either = tab.locator(".dossier-passage.dossier-is-grade-against.dossier-is-answered-1")
    assert [] == tab.evaluate(HOLLOW)
    assert 0 < passages.count() < either.count()
    tab.goto(f"{tab.url.partition('#')[0]}#beijing-news-2020-p25")
    assert tab.locator("#beijing-news-2020-p25 .dossier-row-text").first.is_visible()


@pytest.mark.parametrize("chosen", ["denied", "Azerbaijani side", "denied and Azerbaijani side"])
@pytest.mark.parametrize("tick", ["Status: changed", "Speaker: Others", "Speaker: Armenian side"])
def test_link_without_a_script_chooses_alone(page: Pages, chosen: str, tick: str) -> None:
    """Boxes that are ticked wait: a link leaves what it says, and "Show all" what they do."""
    tab = page(TYPES["coverage"], java_script_enabled=False)
    shown = tab.locator("ul.dossier-rows > .dossier-choosable").filter(visible=True)
    first, _, second = chosen.partition(" and ")
    tab.locator(".dossier-choices a", has_text=first).first.click()
    if second:
        tab.locator(".dossier-only:target a", has_text=second).click()
    expected = shown.count()
    assert expected > 0
    tab.evaluate(TICK, ["article", [tick]])
    assert expected == shown.count()
    assert [] == tab.evaluate(HOLLOW)
    assert not tab.locator(".dossier-several, .dossier-left").filter(visible=True).count()
    tab.locator(".dossier-only:target a", has_text="Show all").click()
    assert tab.locator(".dossier-several").is_visible()
    assert expected != shown.count() > 0
    assert [] == tab.evaluate(HOLLOW)


def test_count_of_what_is_left_covers_no_last_line(page: Pages) -> None:
    """On a phone it is fixed over the page, whose end can be scrolled above it."""
    shown = page(TYPES["coverage"], width=360, height=800)
    shown.locator(".dossier-several > summary").click()
    shown.locator(".dossier-several input").first.check()
    shown.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    count = shown.locator(".dossier-left").bounding_box()
    last = shown.locator(".bd-footer li").last.bounding_box()
    assert count
    assert last
    assert count["y"] >= last["y"] + last["height"]


def test_ticks_that_leave_nothing_say_so(page: Pages) -> None:
    """Who answered and who did not are of one group; a state that no such row has leaves none."""
    tab = page(TYPES["ledger"], java_script_enabled=False)
    box = ".dossier-ledger-box"
    tab.evaluate(TICK, [box, ["State: one side only", "Armenian side: answered"]])
    tab.evaluate(TICK, [box, ["Azerbaijani side: answered"]])
    assert [] == tab.evaluate(LEFT, box)
    assert "0 of 23 questions" in heard(tab)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("kind", TYPES | FRAMES)
def test_pages_have_no_barrier(page: Pages, kind: str, width: int) -> None:
    """Axe finds nothing to mend, in light, dark and forced colours, also in what is folded."""
    shown = page((TYPES | FRAMES)[kind], width=width, bypass_csp=True, reduced_motion="reduce")
    assert [] == barriers(shown)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axis_has_its_marks_in_forced_colours(page: Pages, scheme: str) -> None:
    """What lasts on it is drawn, and no gap in its line; so is what changed on the way of words."""
    shown = page("timeline/index.html", scheme=scheme, forced_colors="active")
    shown.evaluate(SET_MODE, scheme)
    marks = shown.locator(".dossier-lasting:not([class*=-open], [class*=-soft], [class*=-later])")
    assert marks.count() > 3
    system = shown.evaluate(SYSTEM_COLOURS)
    assert {system["CanvasText"]} == {*marks.evaluate_all(COLOURS % "backgroundColor")}
    shown.goto(f"{page.server}index.html")
    changed = shown.locator(".dossier-fate-changed")
    assert {system["CanvasText"]} == {*changed.evaluate_all(COLOURS % "backgroundColor")}
    assert {system["Canvas"]} == {*changed.evaluate_all(COLOURS % "color")}


@pytest.mark.parametrize("width", [360, 500, 760, 1280])
def test_names_keep_their_mark_and_comma(page: Pages, width: int) -> None:
    """Where a list of who gave an answer wraps, no line begins with a comma or ends with a mark."""
    shown = page("claims/index.html", width=width)
    shown.evaluate(OPEN_FOLDS)
    assert [] == shown.evaluate(PARTED)
    assert shown.locator(".dossier-giver").count() > 20


@pytest.mark.parametrize("kind", TYPES)
def test_pages_work_quietly(page: Pages, kind: str) -> None:
    """Under their own policy, pages load without an error and without another host."""
    shown = page(TYPES[kind], scheme="dark")
    assert "dark" == shown.evaluate("document.documentElement.dataset.theme ?? 'dark'")
    pages: Any = page
    assert [] == pages.errors
    assert [] == pages.foreign


def test_no_page_is_wider_than_a_phone(browser: Browser, server: str, site: Path) -> None:
    """At 360 px no page of the site scrolls sideways, even without JavaScript."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    tab = context.new_page()
    wide = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith("_static"):
            tab.goto(server + name, wait_until="domcontentloaded")
            wide[name] = tab.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {} == {name: width for name, width in wide.items() if width > 360}
    assert len(wide) > 50


def test_every_link_leads_somewhere(site: Path, soups: dict[Path, BeautifulSoup]) -> None:
    """Each link inside the site leads to a file, and to an anchor that is in it."""
    anchors = {path: {tag["id"] for tag in soup.find_all(id=True)} for path, soup in soups.items()}
    dead, checked = [], 0
    for path, soup in soups.items():
        for link in soup.find_all(["a", "link", "script", "img"]):
            parts = urlsplit(str(link.get("href") or link.get("src") or ""))
            # The page of what is not found is shown at any depth: its links begin at the root.
            if parts.scheme or parts.netloc or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            fragment = unquote(parts.fragment)
            checked += bool(fragment)
            if not target.exists() or (fragment and fragment not in anchors.get(target, ())):
                dead.append(f"{path.relative_to(site)}: {parts.geturl()}")
    assert [] == dead
    assert checked > 1000


def test_every_page_forbids_foreign_scripts(soups: dict[Path, BeautifulSoup]) -> None:
    """The policy stands on every page before anything else is loaded, and nothing breaks it."""
    for path, soup in soups.items():
        policies = soup.find_all("meta", attrs={"http-equiv": "Content-Security-Policy"})
        # A page may have a second one, which only narrows what this one allows.
        (policy,) = (one for one in policies if "default-src" in one["content"])
        others = [one["content"] for one in policies if one is not policy]
        assert others in ([], ["connect-src 'none'"]), path
        allowed = dict(part.split(None, 1) for part in policy["content"].split("; "))
        assert ("'none'", "'self'") == (allowed["default-src"], allowed.get("script-src", "'self'"))
        before = policy.find_all_previous(["script", "link", "style"])
        assert not any(tag.get("src") or "stylesheet" in tag.get("rel", "") for tag in before), path
        for script in soup.find_all("script"):
            is_data = script.get("type") == "application/ld+json"
            assert script.get("src") or is_data, f"{path}: {str(script)[:80]}"
        handlers = [
            tag for tag in soup.find_all(True) if any(n.startswith("on") for n in tag.attrs)
        ]
        assert [] == handlers, path


SPILLING = """
() => [...document.querySelectorAll(".dossier-panel, .dossier-cells, .dossier-passage-bar li")]
  .filter((one) => one.offsetParent && one.scrollHeight > one.offsetHeight + 2)
  .map((one) => `${one.className}: ${one.scrollHeight} in ${one.offsetHeight}`)
"""


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_in_a_frame_stays_in_it(page: Pages, width: int) -> None:
    """A day holds its columns, and a passage its cells: no rule of one picture is for another."""
    for address, frame in (("timeline/index.html", "panel"), ("index.html", "passage-bar")):
        shown = page(address, width=width)
        assert shown.locator(f".dossier-{frame}").count()
        assert [] == shown.evaluate(SPILLING)


TYPE_VARIABLES = {
    "font": ("fontFamily", "monospace", "dossier-evidence", "four-thousand"),
    "font-title": ("fontFamily", "monospace", "dossier-day-number", "timeline"),
    "size-text": ("fontSize", "20px", "dossier-facts", "four-thousand"),
    "size-note": ("fontSize", "20px", "dossier-evidence", "four-thousand"),
    "size-mark": ("fontSize", "20px", "dossier-verdict", "index"),
    "size-title": ("fontSize", "20px", "dossier-foot > h2", "armenia"),
    "line-height": ("lineHeight", "30px", "dossier-chain", "four-thousand"),
    "line-height-note": ("lineHeight", "30px", "dossier-evidence", "four-thousand"),
}
"""What each variable changes, a value, where it can be seen, and on which page."""
PLACES = {
    "four-thousand": "claims/four-thousand.html",
    "index": "index.html",
    "armenia": "actors/armenia.html",
    "timeline": "timeline/index.html",
}
SET_VARIABLE = """
([name, property, value, selector]) => {
  const shown = () => getComputedStyle(document.querySelector(selector))[property];
  const before = shown();
  document.documentElement.style.setProperty(name, value);
  return [before, shown()];
}
"""


def test_type_follows_its_variables(page: Pages) -> None:
    """Each of them, set on the root, reaches what it is for."""
    assert TYPE_VARIABLES.keys() == TYPE.keys()
    for name, (what, value, style, place) in TYPE_VARIABLES.items():
        shown = page(PLACES[place])
        given = [variable(name), what, value, f".{style}"]
        before, after = shown.evaluate(SET_VARIABLE, given)
        assert (before != value, after) == (True, value), name


def first_link(shown: Page) -> Any:
    """A link to an object that has a card."""
    return shown.locator(f"article :is({LINK})").first


def test_card_opens_by_mouse_and_closes_by_escape(page: Pages) -> None:
    """A pointer on a link shows what is behind it; Escape closes it, and so does leaving."""
    shown = page(TYPES["narrative"])
    card, link = shown.locator(CARD), first_link(shown)
    link.scroll_into_view_if_needed()
    link.hover()
    card.wait_for(state="visible")
    assert card.inner_text().strip()
    shown.keyboard.press("Escape")
    card.wait_for(state="hidden")
    shown.mouse.move(1, 1)
    link.hover()
    card.wait_for(state="visible")
    shown.mouse.move(1, 1)
    card.wait_for(state="hidden")


def test_card_says_in_which_language_a_title_is(page: Pages) -> None:
    """A screen reader changes its voice for it, and only for it."""
    shown = page("actors/armenia-government.html")
    entry = shown.locator(".dossier-page-sources li", has=shown.locator("[lang=ru]")).first
    title = entry.locator("[lang=ru]").inner_text()
    card, link = shown.locator(CARD), entry.locator("a").first
    link.scroll_into_view_if_needed()
    link.hover()
    card.wait_for(state="visible")
    named = card.locator("[lang]")
    assert [("ru", title)] == [(one.get_attribute("lang"), one.inner_text()) for one in named.all()]


def test_card_opens_by_focus(page: Pages) -> None:
    """A link that the keyboard reaches is described by its card, and only while it has focus."""
    shown = page(TYPES["narrative"])
    card, link = shown.locator(CARD), first_link(shown)
    shown.keyboard.press("Tab")
    link.focus()
    card.wait_for(state="visible")
    assert "dossier-card" == link.get_attribute("aria-describedby")
    shown.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert link.get_attribute("aria-describedby") is None


def test_a_page_scrolled_by_the_keyboard_keeps_the_card(page: Pages) -> None:
    """What comes under a pointer that rests was not pointed at: only a pointer that moves is."""
    shown = page("claims/index.html")
    card, links = shown.locator(CARD), shown.locator("td a.dossier-to-term >> visible=true")
    shown.mouse.move(640, 400)
    shown.mouse.move(641, 401)
    shown.keyboard.press("Tab")
    scrolled = shown.evaluate("scrollY")
    for place in (-1, 0):
        link = links.nth(place)
        link.focus()
        card.wait_for(state="visible")
        shown.wait_for_timeout(600)
        assert scrolled != (scrolled := shown.evaluate("scrollY"))
        assert (card.is_visible(), link.get_attribute("aria-describedby")) == (True, "dossier-card")
    shown.mouse.move(2, 2)
    card.wait_for(state="hidden")


EXPLAINED = {
    "claim": ("claims/four-thousand.html", ".dossier-status > a.dossier-to-term"),
    "counts": ("claims/four-thousand.html", ".dossier-counts > a.dossier-to-term"),
    "way": ("claims/four-thousand.html", ".dossier-row-head a.dossier-to-term"),
    "ledger": ("claims/index.html", "td .dossier-answers > li > p a.dossier-to-term"),
    "figures": ("claims/losses.html", ".dossier-verdict a.dossier-to-term"),
    "search": ("search.html?q=soldiers", ".dossier-result a.dossier-to-term"),
    "passage": ("claims/four-thousand.html", "article a.dossier-to-passage"),
}
"""Words that a newcomer does not know: where one of them is shown."""


@pytest.mark.parametrize("place", EXPLAINED)
def test_words_are_explained_where_they_stand(page: Pages, place: str) -> None:
    """Mouse, keyboard and finger open the card of the word, and a screen reader is given it."""
    address, selector = EXPLAINED[place]
    shown = page(address)
    card, word = shown.locator(CARD), shown.locator(selector).first
    word.scroll_into_view_if_needed()
    word.hover()
    card.wait_for(state="visible")
    said = card.inner_text()
    assert len(said.splitlines()) > 1
    shown.mouse.move(1, 1)
    card.wait_for(state="hidden")
    shown.keyboard.press("Tab")
    word.focus()
    card.wait_for(state="visible")
    assert (said, "dossier-card") == (card.inner_text(), word.get_attribute("aria-describedby"))
    touched = page(address, width=360, has_touch=True, is_mobile=True)
    word = touched.locator(selector).first
    word.tap()
    touched.locator(CARD).wait_for(state="visible")
    assert touched.locator(CARD).inner_text().startswith(said)


def test_words_are_explained_without_a_script(page: Pages) -> None:
    """The word is a link to its entry in the legend."""
    shown = page("claims/four-thousand.html", java_script_enabled=False)
    word = shown.locator(EXPLAINED["claim"][1]).first
    anchor = str(word.get_attribute("href")).partition("#")[2]
    word.click()
    shown.wait_for_url("**/how-to-read.html*")
    assert shown.locator(f"dt#{anchor}").is_visible()


def test_card_opens_by_tap(page: Pages) -> None:
    """The first tap shows the card and stays on the page, the second one follows the link."""
    shown = page(TYPES["narrative"], width=360, has_touch=True, is_mobile=True)
    card, link = shown.locator(CARD), first_link(shown)
    target = link.evaluate("(link) => link.href")
    link.tap()
    card.wait_for(state="visible")
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert TYPES["narrative"] in shown.url
    link.tap()
    shown.wait_for_url(target)


@pytest.mark.parametrize("width", [340, 700, 1280])
@pytest.mark.parametrize("kind", FRAMES)
def test_frames_are_no_wider_than_their_column(page: Pages, kind: str, width: int) -> None:
    """Nothing is scrolled sideways in a frame, in whatever column."""
    shown = page(FRAMES[kind], width=width)
    assert width == shown.evaluate("document.documentElement.scrollWidth")


DENIED = "claims/four-thousand.html"
TO_DENIED = "article a.dossier-to-claim[href$='#toghanyan-4000-fighters']"
INNER = "#dossier-card-inner"


def denied_link(shown: Page) -> Any:
    """A link to a claim that somebody denies, so that its card leads on to them."""
    link = shown.locator(TO_DENIED).first
    link.scroll_into_view_if_needed()
    return link


def test_card_leads_on_by_mouse(page: Pages) -> None:
    """A link in a card opens a second card over it; that one ends it. Leaving closes both."""
    shown = page(DENIED)
    outer, inner = shown.locator("#dossier-card"), shown.locator(INNER)
    denied_link(shown).hover()
    outer.wait_for(state="visible")
    assert "denied by" in outer.inner_text()
    outer.locator(".dossier-status a").first.hover()
    inner.wait_for(state="visible")
    assert "denied" in inner.inner_text()
    inner.locator("a").first.hover()
    shown.wait_for_timeout(500)
    assert (2, True, True) == (shown.locator(CARD).count(), outer.is_visible(), inner.is_visible())
    outer.locator(".dossier-card-title").hover()
    inner.wait_for(state="hidden")
    assert outer.is_visible()
    shown.mouse.move(1, 1)
    outer.wait_for(state="hidden")


def test_card_leads_on_by_keys(page: Pages) -> None:
    """The arrow goes in, a link in it opens the next; Escape closes one card after the other."""
    shown = page(DENIED)
    outer, inner = shown.locator("#dossier-card"), shown.locator(INNER)
    shown.keyboard.press("Tab")
    link = denied_link(shown)
    link.focus()
    outer.wait_for(state="visible")
    assert outer.inner_text().endswith(words.DOWN_INTO)
    assert "dialog" == outer.get_attribute("role")
    shown.keyboard.press("ArrowDown")
    inner.wait_for(state="visible")
    first = outer.locator("a").first
    assert first.evaluate("(one) => one === document.activeElement")
    shown.keyboard.press("Escape")
    inner.wait_for(state="hidden")
    assert outer.is_visible()
    assert first.evaluate("(one) => one === document.activeElement")
    shown.keyboard.press("Escape")
    outer.wait_for(state="hidden")
    assert link.evaluate("(one) => one === document.activeElement")
    assert link.get_attribute("aria-describedby") is None
    # Behind the last link of a card the page goes on.
    shown.keyboard.press("Shift+Tab")
    shown.keyboard.press("Tab")
    shown.keyboard.press("ArrowDown")
    for _ in range(outer.locator("a").count()):
        shown.keyboard.press("Tab")
    assert link.evaluate("(one) => one === document.activeElement")


def test_a_page_that_scrolls_keeps_the_cards_that_keys_lead_into(page: Pages) -> None:
    """Under a pointer that rests beside them, with the focus on a link in a card."""
    shown = page(DENIED)
    outer, inner = shown.locator("#dossier-card"), shown.locator(INNER)
    link = denied_link(shown)
    shown.mouse.move(640, 850)
    shown.mouse.move(641, 851)
    shown.keyboard.press("Tab")
    link.focus()
    outer.wait_for(state="visible")
    shown.keyboard.press("ArrowDown")
    inner.wait_for(state="visible")
    for step in (150, -150):
        shown.evaluate("(step) => scrollBy({ top: step, behavior: 'instant' })", step)
        shown.wait_for_timeout(600)
    assert (outer.is_visible(), inner.is_visible()) == (True, True)


def test_card_leads_on_by_tap(page: Pages) -> None:
    """The first tap on a link in a card opens its card, the second one follows it."""
    shown = page(DENIED, width=360, has_touch=True, is_mobile=True)
    outer, inner = shown.locator("#dossier-card"), shown.locator(INNER)
    denied_link(shown).tap()
    outer.wait_for(state="visible")
    link = outer.locator(".dossier-status a").first
    target = link.evaluate("(one) => one.href")
    link.tap()
    inner.wait_for(state="visible")
    box = inner.bounding_box()
    assert box is not None
    assert (box["x"] >= 0, box["x"] + box["width"] <= 360) == (True, True)
    link.dispatch_event("click", {"pointerType": "touch"})
    shown.wait_for_url(target)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_cards(page: Pages, scheme: str) -> None:
    """With both open."""
    shown = page(DENIED, scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    denied_link(shown).hover()
    shown.locator("#dossier-card .dossier-status a").first.hover()
    shown.locator(INNER).wait_for(state="visible")
    shown.add_script_tag(content=axe())
    assert [] == shown.evaluate(RUN_AXE)


def test_keyboard_walk_from_top_to_a_result(page: Pages) -> None:
    """Skip link, menu and search follow each other with the keys alone."""
    shown = page(TYPES["narrative"])
    shown.keyboard.press("Tab")
    assert "Skip to main content" == shown.locator(":focus").inner_text()
    shown.keyboard.press("Enter")
    assert shown.url.endswith("#main-content")
    shown = page(TYPES["narrative"])
    passed = []
    for _ in range(14):
        shown.keyboard.press("Tab")
        passed.append(shown.locator(":focus").inner_text().strip().split("\n")[0])
    assert ["Background", "Actors", "Reactions"] == [
        word for word in passed if word in ("Background", "Actors", "Reactions")
    ]
    shown.keyboard.press("Control+k")
    shown.locator("dialog[open] input[type=search]").wait_for()
    shown.keyboard.type("Passinyan")
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/search.html?q=Passinyan*")
    result = shown.locator(".dossier-result-link").first
    result.wait_for()
    result.focus()
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/actors/nikol-pashinyan.html*")


def test_phone_menu_opens_by_key_and_closes_by_escape(page: Pages) -> None:
    """On a phone the menu is a dialog with the sections, and gives the focus back."""
    shown = page(TYPES["narrative"], width=360)
    button = shown.locator(".primary-toggle")
    button.focus()
    shown.keyboard.press("Enter")
    dialog = shown.locator("#pst-primary-sidebar-modal[open]")
    dialog.wait_for()
    assert dialog.get_by_role("link", name="Claims", exact=True).count()
    shown.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_site_is_read_without_javascript(page: Pages) -> None:
    """Without scripts the text, the folded details and all sections are in reach on a phone."""
    shown = page(TYPES["narrative"], width=360, java_script_enabled=False)
    sections = shown.locator(".dossier-sections a")
    assert SECTIONS == sections.count()
    assert all(sections.nth(at).is_visible() for at in range(SECTIONS))
    folded = shown.locator("article details").first
    folded.locator("summary").first.click()
    assert folded.locator("dd, li, p").first.is_visible()
    assert not shown.locator(".pst-js-only").first.is_visible()
    sections.first.click()
    shown.wait_for_url("**/background/index.html")
    assert shown.locator("h1").is_visible()


def test_pages_are_light(browser: Browser, server: str, site: Path) -> None:
    """A first visit and each page after it stay within their weights, compressed as hosts do."""
    for kind in TYPES.keys() - {"search", "chosen"}:
        loaded = weigh(browser, server, site, TYPES[kind])
        first, own = sum(loaded.values()), loaded[TYPES[kind]]
        assert own <= NEXT_PAGE, f"{kind}: the next page costs {own} bytes"
        assert first <= FIRST_VISIT, f"{kind}: a first visit costs {first} bytes"


def weigh(browser: Browser, server: str, site: Path, address: str) -> dict[str, int]:
    """What a page loads, each with its bytes on the way; fonts are compressed already."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.removeprefix(server)))
    tab.goto(server + address, wait_until="load")
    context.close()
    found = {}
    for name in dict.fromkeys(re.split(r"[?#]", url)[0] for url in asked):
        path = site / name
        if path.is_file():
            content = path.read_bytes()
            is_packed = path.suffix in (".woff2", ".png")
            found[name] = len(content) if is_packed else len(gzip.compress(content, 6))
    return found


def test_anchor_of_an_object_that_moved_leads_to_it(page: Pages) -> None:
    """The address of an object on a page where it no longer is leads to where it is now."""
    shown = page("actors/armenia.html#turkey")
    shown.wait_for_url("**/actors/turkey.html#turkey")
    shown = page("actors/armenia.html#nothing-of-this-name")
    shown.wait_for_load_state("networkidle")
    assert shown.url.endswith("armenia.html#nothing-of-this-name")


UNFOLDED = """
(async () => {
  document.querySelectorAll("main details").forEach((one) => (one.open = true));
  // What is in a row that a choice hides is none.
  const folds = () => [...document.querySelectorAll("main details > summary")]
    .filter((one) => one.checkVisibility());
  const isOpen = (one) => one.nextElementSibling?.checkVisibility();
  // A fold may be filled when it is opened, by what its page asks for then.
  for (let tries = 0; tries < 50 && !folds().every(isOpen); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { clientWidth, scrollWidth } = document.documentElement;
  const all = folds();
  return [scrollWidth - clientWidth, all.filter(isOpen).length, all.length];
})()
"""


@pytest.mark.parametrize("width", [1280, 360])
def test_firefox_shows_every_type_of_page(firefox: Firefox | Page, server: str, width: int) -> None:
    """Nothing is wider than its window there either, with all folds open, and each fold opens."""
    firefox.set_viewport_size({"width": width, "height": 900})
    for kind, name in TYPES.items():
        firefox.goto(server + name)
        wider, opened, folds = firefox.evaluate(UNFOLDED)
        assert wider <= 0, kind
        assert opened == folds, kind


def test_firefox_searches_and_chooses(firefox: Firefox | Page, server: str) -> None:
    """A garbled name is found, and two choices over a list leave what they say."""
    firefox.set_viewport_size({"width": 1280, "height": 900})
    firefox.goto(f"{server}search.html?q=Passinyan")
    found = firefox.evaluate("""
        new Promise((resolve) => {
            const look = () => {
                const text = document.querySelector("main").innerText;
                if (/results? for/.test(text)) resolve(text);
                else setTimeout(look, 100);
            };
            look();
        })""")
    assert "Nikol Pashinyan" in found
    firefox.goto(f"{server}{TYPES['ledger']}#ledger-of-questions-only-contested-and-answered-0")
    said, shown = firefox.evaluate("""
        [document.querySelector(".dossier-only:target").innerText,
            [...document.querySelector(".dossier-ledger-box").querySelectorAll("tbody tr")]
                .filter((one) => one.checkVisibility()).length]""")
    assert f"{shown} of " in said
    assert shown > 0
    firefox.goto(f"{server}{TYPES['unconfirmed']}")
    box, same, others, is_left = SEVERAL["unconfirmed"]
    everything = [*map(frozenset, firefox.evaluate(f"({LEFT})({json.dumps(box)})"))]
    firefox.evaluate(f"({TICK})({json.dumps([box, [*same, *others]])})")
    left = [*map(frozenset, firefox.evaluate(f"({LEFT})({json.dumps(box)})"))]
    assert [one for one in everything if is_left({*one})] == left != []
