"""Choices over lists have an address: shared, kept on the way back, and of no use without boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Pages
    from playwright.sync_api import Page

    from firefox import Firefox

LISTS = {
    "ledger": (
        "claims/index.html",
        "ledger-of-questions-several",
        ("one-origin-only", "contested", "answered-0"),
    ),
    "unconfirmed": (
        "claims/not-confirmed.html",
        "unconfirmed-claims-several",
        ("status-denied", "status-disputed", "answered-1"),
    ),
    "coverage": (
        "sources/beijing-news-2020.html",
        "beijing-news-2020-passages-several",
        ("grade-changed", "grade-against", "answered-1"),
    ),
}
"""A page with a list, the name of its boxes in the address, and three of them in their order."""
LEFT = """
() => [...document.querySelectorAll(":is(tbody tr, .dossier-rows > li)[class*=dossier-is-]")]
  .filter((one) => one.checkVisibility()).length
"""
TICKED = """
() => [...document.querySelectorAll(".dossier-several :checked")]
  .map((one) => one.className.replace("dossier-pick-", ""))
"""


def ticked(tab: Page, slugs: tuple[str, ...]) -> Page:
    """A page on which somebody has opened the boxes, and ticked some one by one."""
    tab.locator(".dossier-several > summary").first.click()
    for slug in slugs:
        tab.locator(f".dossier-pick-{slug}").first.check()
    return tab


@pytest.mark.parametrize("kind", LISTS)
def test_what_is_ticked_is_in_the_address(page: Pages, kind: str) -> None:
    """Whoever opens it sees the same rows and boxes, also where a program has rewritten it."""
    name, anchor, slugs = LISTS[kind]
    tab = page(name)
    everything = tab.evaluate(LEFT)
    ticked(tab, slugs)
    left = tab.evaluate(LEFT)
    assert 0 < left < everything
    given = f"#{anchor}:{','.join(slugs)}"
    assert tab.url.endswith(given)
    for address in (tab.url, tab.url.replace(":" + slugs[0], "%3A" + slugs[0])):
        again = page(address.replace(",", "%2C") if "%3A" in address else address)
        assert (sorted(slugs), left) == (sorted(again.evaluate(TICKED)), again.evaluate(LEFT))
        boxes = again.locator(f"#{anchor}")
        assert boxes.get_attribute("open") is not None
        assert 0 <= boxes.bounding_box()["y"] < 900
    assert [] == page.errors


@pytest.mark.parametrize("kind", LISTS)
def test_ticks_survive_the_way_back(page: Pages, kind: str) -> None:
    """From another page, and once more back to the list without them; and forward again."""
    name, _, slugs = LISTS[kind]
    tab = ticked(page(name), slugs)
    left = tab.evaluate(LEFT)
    tab.goto(f"{page.server}index.html")
    tab.go_back()
    assert (sorted(slugs), left) == (sorted(tab.evaluate(TICKED)), tab.evaluate(LEFT))
    tab.go_back()
    tab.wait_for_function("!document.querySelector('.dossier-several :checked')")
    assert tab.url.endswith(name)
    tab.go_forward()
    tab.wait_for_function("document.querySelector('.dossier-several :checked')")
    assert (sorted(slugs), left) == (sorted(tab.evaluate(TICKED)), tab.evaluate(LEFT))


def test_link_and_ticks_are_one_choice(page: Pages) -> None:
    """What a link left is the first tick; another link is a choice of its own, as is "Show all"."""
    tab = page(LISTS["ledger"][0])
    everything = tab.evaluate(LEFT)
    link = tab.locator(".dossier-choices a", has_text="contested").first
    link.click()
    one = tab.evaluate(LEFT)
    ticked(tab, ("one-origin-only",))
    assert ["contested", "one-origin-only"] == sorted(tab.evaluate(TICKED))
    assert one < tab.evaluate(LEFT) < everything
    link.click()
    assert ([], one) == (tab.evaluate(TICKED), tab.evaluate(LEFT))
    tab.go_back()
    tab.wait_for_function("document.querySelector('.dossier-several :checked')")
    # A jump to a row is no other choice.
    tab.evaluate("location.hash = document.querySelector('tr.dossier-choosable').id")
    assert ["contested", "one-origin-only"] == sorted(tab.evaluate(TICKED))
    link.click()
    tab.get_by_role("link", name="Show all").filter(visible=True).click()
    assert everything == tab.evaluate(LEFT)


def test_address_without_ticks_is_that_of_the_page(page: Pages) -> None:
    """Who takes the last tick away has nothing in the address; unknown names tick nothing."""
    name, anchor, slugs = LISTS["ledger"]
    tab = ticked(page(name), slugs)
    for slug in slugs:
        tab.locator(f".dossier-pick-{slug}").first.uncheck()
    assert tab.url.endswith(name)
    for wrong in (f"#{anchor}:no-such-choice", f"#{anchor}", "#%E0%A4%A", "#nothing:contested"):
        assert [] == page(name + wrong).evaluate(TICKED)
    assert [] == page.errors


def test_address_works_from_the_disk(pages: Pages, site: Path) -> None:
    """A file has no server, and its boxes have an address all the same."""
    name, anchor, slugs = LISTS["coverage"]
    tab = ticked(pages((site / name).as_uri()), slugs)
    left = tab.evaluate(LEFT)
    assert tab.url.endswith(f"#{anchor}:{','.join(slugs)}")
    assert left == pages(tab.url).evaluate(LEFT)


def test_pages_without_boxes_do_not_load_it(site: Path) -> None:
    """The script is small, and only where there is something to tick."""
    script = site / "_static/dossier-choices.js"
    assert script.stat().st_size < 4 * 1024
    having = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if script.name in path.read_text(encoding="utf-8")
    }
    assert {name for name, _, _ in LISTS.values()} == having


def test_firefox_restores_ticks(firefox: Firefox | Page, server: str) -> None:
    """Another browser opens the same rows."""
    name, anchor, slugs = LISTS["coverage"]
    firefox.goto(f"{server}{name}")
    everything = firefox.evaluate(f"({LEFT})()")
    firefox.goto(f"{server}{name}#{anchor}:{','.join(slugs)}")
    assert sorted(slugs) == sorted(firefox.evaluate(f"({TICKED})()"))
    assert 0 < firefox.evaluate(f"({LEFT})()") < everything
