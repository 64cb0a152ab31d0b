"""What was known when, as a browser shows it: the handle, the ledgers, the labels, no script."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from under_policy import under_policy

if TYPE_CHECKING:
    from conftest import Pages
    from playwright.sync_api import Browser, Page

    from firefox import Firefox

PAGE = "timeline/what-was-known-when.html"
FIGURE = ".dossier-knowing"
LEDGER = """
(ledger) => [...ledger.querySelectorAll(".dossier-knowing-counts, .dossier-knowing-column")]
  .map((part) => part.innerText.replace(/\\s+/g, " ").trim())
"""
SHOWN_TOO_EARLY = """
(figure) => {
  const svg = [...figure.querySelectorAll(":scope > svg")].find((one) => one.checkVisibility());
  const now = Number(figure.querySelector("input[type=range]").value);
  return [...svg.querySelectorAll("text[data-known]")]
    .filter((one) => (Number(one.dataset.known) > now) === one.checkVisibility())
    .map((one) => `${one.dataset.known}: ${one.textContent}`);
}
"""
OVERLAPS = """
(figure) => {
  const svg = [...figure.querySelectorAll(":scope > svg")].find((one) => one.checkVisibility());
  const words = [...svg.querySelectorAll(".dossier-knowing-words text")]
    .filter((one) => one.checkVisibility() && one.textContent.trim())
    .map((one) => [one.textContent, one.getBoundingClientRect()]);
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    // Letters do not fill the height of their box.
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) * 0.35;
  return words.flatMap(([name, box], i) =>
    words.slice(i + 1).filter(([, other]) => meet(box, other))
      .map(([other]) => `${name} | ${other}`));
}
"""
# As they are on the screen, wherever a picture is made smaller.
SIZES = """
(figure) => [...figure.querySelectorAll(":scope > svg text")]
  .filter((one) => one.checkVisibility())
  .map((one) => {
    const { a, b } = one.getScreenCTM();
    return parseFloat(getComputedStyle(one).fontSize) * Math.hypot(a, b);
  })
"""
THUMB_AND_LINE = """
(figure) => {
  const input = figure.querySelector("input[type=range]");
  const box = input.getBoundingClientRect();
  // The thumb is 16 pixels wide, and its middle goes from half of that to half of that.
  const thumb = box.left + 8 + (box.width - 16) * input.value / input.max;
  const line = figure.querySelector(".dossier-knowing-wide .dossier-knowing-now");
  return [thumb, line.getBoundingClientRect().left + line.getBoundingClientRect().width / 2];
}
"""


def at(shown: Page, hour: str) -> str:
    """The moment that is shown after the address has asked for another one."""
    shown.evaluate(f"location.hash = '#t={hour}'")
    return shown.locator(f"{FIGURE} output").inner_text()


def test_live_ledgers_are_the_fixed_ones(page: Pages) -> None:
    """At each fixed moment the script says, word for word, what the build has written."""
    shown = page(PAGE)
    cuts = shown.locator(".dossier-knowing-cuts > .dossier-knowing-moment")
    assert cuts.count() >= 3
    shown.get_by_role("button", name="Show all").click()
    fixed = [cuts.nth(i).evaluate(LEDGER) for i in range(cuts.count())]
    links = shown.locator(".dossier-knowing-controls a")
    for i, ledger in enumerate(fixed):
        shown.goto(links.nth(i).evaluate("link => link.href"))
        live = shown.locator(".dossier-knowing-live > .dossier-knowing-moment")
        assert ledger == live.evaluate(LEDGER)
        assert any(len(column) > 40 for column in ledger)


@pytest.mark.parametrize("width", [1280, 760, 360])
def test_no_label_speaks_before_its_time(page: Pages, width: int) -> None:
    """What is read in the picture had been said by the moment, or perhaps; the rest is hidden."""
    shown = page(PAGE, width=width)
    figure = shown.locator(FIGURE)
    hour = datetime.fromisoformat("2020-09-27T05:00+04:00")
    for _ in range(15):
        at(shown, hour.isoformat(timespec="minutes"))
        assert [] == figure.evaluate(SHOWN_TOO_EARLY)
        hour += timedelta(hours=3, minutes=1)


@pytest.mark.parametrize("width", [1280, 1000, 760, 360])
def test_labels_do_not_overlap(page: Pages, width: int) -> None:
    """No two labels of a picture lie on each other, at whatever moment."""
    shown = page(PAGE, width=width)
    figure = shown.locator(FIGURE)
    assert [] == figure.evaluate(OVERLAPS)
    at(shown, "2020-09-28T10:00+04:00")
    assert [] == figure.evaluate(OVERLAPS)
    assert width >= shown.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_letters_are_large_enough(page: Pages, width: int) -> None:
    """No word of the picture is smaller than 13 pixels, and no side's name is cut."""
    shown = page(PAGE, width=width)
    sizes = shown.locator(FIGURE).evaluate(SIZES)
    assert sizes
    assert min(sizes) >= 13
    names = shown.locator(f"{FIGURE} > svg:visible .dossier-knowing-side").all_text_contents()
    assert names
    assert not [one for one in names if one.endswith("…")]


@pytest.mark.parametrize("width", [1280, 800])
def test_thumb_stands_over_the_line(page: Pages, width: int) -> None:
    """The handle and the line in the picture are one place, also between two quarters."""
    shown = page(PAGE, width=width)
    for hour in ("2020-09-27T09:03+04:00", "2020-09-28T00:00+04:00", "2020-09-28T20:11+04:00"):
        at(shown, hour)
        thumb, line = shown.locator(FIGURE).evaluate(THUMB_AND_LINE)
        assert abs(thumb - line) < 0.6


def test_words_of_the_moment_are_a_click_away(page: Pages) -> None:
    """They stand below a high picture: a button of the handle leads there, and keeps the moment."""
    shown = page(f"{PAGE}#t=2020-09-27T18:00+04:00")
    for is_all in (False, True):
        if is_all:
            shown.get_by_role("button", name="Show all").click()
        shown.get_by_role("button", name="What had been said by then").click()
        head = shown.locator(f"{FIGURE} .dossier-knowing-at:visible").first
        top = head.evaluate("e => e.getBoundingClientRect().top")
        assert 60 < top < 300
        assert head.evaluate("e => document.activeElement.contains(e)")
        assert "#t=2020-09-27T18:00+04:00" == shown.evaluate("location.hash")
        shown.evaluate("window.scrollTo(0, 0)")


def test_address_keeps_the_moment(page: Pages) -> None:
    """Keys and buttons write it, any offset is understood, and what is none opens the default."""
    shown = page(f"{PAGE}#t=2020-09-27T11:00Z")
    output = shown.locator(f"{FIGURE} output")
    assert "15:00 on 27 September 2020" == output.inner_text()
    shown.locator(f"{FIGURE} input[type=range]").press("ArrowRight")
    assert "15:15 on 27 September 2020" == output.inner_text()
    assert shown.evaluate("location.hash") == "#t=2020-09-27T15:15+04:00"
    shown.get_by_role("button", name="Next").click()
    moment, address = output.inner_text(), shown.evaluate("location.href")
    assert moment not in ("", "15:15 on 27 September 2020")
    again = page(address)
    assert moment == again.locator(f"{FIGURE} output").inner_text()
    for broken in ("#t=yesterday", "#t=1999-01-01T00:00Z", "#t=", "#100%"):
        other = page(f"{PAGE}{broken}")
        assert "24:00 on 28 September 2020" == other.locator(f"{FIGURE} output").inner_text()
    pages: Any = page
    assert [] == pages.errors
    assert [] == pages.foreign


def test_moment_that_is_shown_is_cited(page: Pages) -> None:
    """Each style names it with its year and leads to it, also when the reader goes on."""
    shown = page(f"{PAGE}#t=2020-09-27T18:00+04:00")
    shown.locator("summary", has_text="Cite this moment").click()
    lines = shown.locator(f"{FIGURE} .dossier-citable")
    assert 3 == lines.count()
    server = shown.url.partition("#")[0]
    shown.wait_for_selector(f"{FIGURE} .dossier-citable[data-complete]")
    for hour, key in (("18:00", ""), ("18:15", "ArrowRight")):
        if key:
            shown.locator(f"{FIGURE} input[type=range]").press(key)
        for text in lines.all_inner_texts():
            assert f"What was known when: {hour} on 27 September 2020" in text
            assert f"{server}#t=2020-09-27T{hour}+04:00" in text


def test_slider_says_what_it_shows(page: Pages) -> None:
    """A screen reader hears the moment and the three counts."""
    shown = page(f"{PAGE}#t=2020-09-27T18:00+04:00")
    slider = shown.get_by_role("slider", name="Known at")
    said = slider.get_attribute("aria-valuetext") or ""
    counts = shown.locator(".dossier-knowing-live .dossier-knowing-counts").inner_text()
    assert f"18:00 on 27 September. {counts}" == said


def test_without_a_script_nothing_is_offered_that_does_not_work(
    browser: Browser, server: str, site: Any
) -> None:
    """The whole picture, the fixed moments and the list are there, and no handle; as a file too."""
    for address in (server + PAGE, f"file://{site}/{PAGE}"):
        context = browser.new_context(java_script_enabled=False)
        tab = context.new_page()
        tab.goto(address)
        assert 0 == tab.locator(f"{FIGURE} input, {FIGURE} button, {FIGURE} output").count()
        assert 3 <= tab.locator(".dossier-knowing-cuts > .dossier-knowing-moment:visible").count()
        assert 0 == tab.locator(".dossier-knowing-veil").count()
        tab.locator(f"{FIGURE} summary").first.click()
        assert tab.locator(".dossier-knowing-list li:visible").count() > 40
        context.close()


def test_page_works_under_a_policy_without_scripts(browser: Browser, server: str) -> None:
    """A host that allows no script at all shows the fixed moments, and no handle."""
    context = browser.new_context()
    tab = context.new_page()
    with under_policy(tab, "script-src 'none'"):
        tab.goto(server + PAGE)
        assert 3 <= tab.locator(".dossier-knowing-cuts > .dossier-knowing-moment:visible").count()
        assert 0 == tab.locator(f"{FIGURE} input").count()
        assert 30 < tab.locator(".dossier-knowing-wide text:visible").count()
    context.close()


def test_from_a_file_the_moment_works_too(page: Pages, site: Any) -> None:
    """No server is needed, and nothing is asked of the network."""
    shown = page(f"file://{site}/{PAGE}#t=2020-09-27T18:00+04:00")
    assert "18:00 on 27 September 2020" == shown.locator(f"{FIGURE} output").inner_text()
    pages: Any = page
    assert [] == pages.errors


def test_print_has_the_moment_that_was_asked_for(page: Pages) -> None:
    """On paper stand the fixed moments, or the one of the address; the handle never does."""
    shown = page(PAGE)
    shown.emulate_media(media="print")
    assert shown.locator(".dossier-knowing-cuts").is_visible()
    assert not shown.locator(".dossier-knowing-live").is_visible()
    assert not shown.locator(".dossier-knowing-controls").is_visible()
    asked = page(f"{PAGE}#t=2020-09-27T18:00+04:00")
    asked.emulate_media(media="print")
    assert asked.locator(".dossier-knowing-live").is_visible()
    assert not asked.locator(".dossier-knowing-cuts").is_visible()


def test_page_weighs_what_it_may(site: Any) -> None:
    """The script and the styles of the moment are at most 40 KB."""
    static = site / "_static"
    names = ("dossier-knowing.js", "dossier-knowing.css")
    assert sum((static / name).stat().st_size for name in names) < 40 * 1024


def test_other_pages_do_not_load_it(site: Any) -> None:
    """The script is loaded where there is a picture for it."""
    assert "dossier-knowing.js" in (site / PAGE).read_text(encoding="utf-8")
    assert "dossier-knowing" not in (site / "timeline/index.html").read_text(encoding="utf-8")


def test_firefox_shows_the_moment(firefox: Firefox | Page, server: str) -> None:
    """Another browser hides the same and says the same."""
    firefox.goto(f"{server}{PAGE}#t=2020-09-27T18:00+04:00")
    said = firefox.evaluate(f"document.querySelector('{FIGURE} output').textContent")
    assert "18:00 on 27 September 2020" == said
    assert [] == firefox.evaluate(f"({SHOWN_TOO_EARLY})(document.querySelector('{FIGURE}'))")
