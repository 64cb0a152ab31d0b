"""The card above the results, and the suggestions below every search field."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from barriers import AXE, RUN_AXE

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Pages
    from playwright.sync_api import Page

OPTION = ".dossier-suggestions:not([hidden]) [role=option]"


def card(page: Pages, query: str) -> Page:
    """The search page with the answer to a query."""
    tab = page(f"search.html?q={query}")
    tab.locator(".dossier-search-results").wait_for()
    return tab


def typed(tab: Page, text: str) -> list[str]:
    """What is suggested for a text that is typed into the field that has the focus."""
    tab.keyboard.type(text)
    tab.locator(OPTION).first.wait_for()
    return tab.locator(f"{OPTION} .dossier-suggestion-title").all_inner_texts()


def test_question_is_answered_by_side(page: Pages) -> None:
    """Each side with what it says, in the order of the sides, before any result."""
    tab = card(page, "who started")
    answer = tab.locator(".dossier-answer")
    sides = answer.locator("dt").all_inner_texts()
    assert ["Armenian side", "Azerbaijani side", "Others"] == [one.strip() for one in sides]
    said = answer.locator("dd").all_inner_texts()
    assert said[0].startswith("Azerbaijan ")
    assert said[1].startswith("Armenia ")
    assert "claims/who-started.html#who-fired-first" == answer.locator(
        ".dossier-result-link"
    ).get_attribute("href")
    assert "contested" in answer.locator(".dossier-result-head").inner_text()


def test_every_answer_is_counted_once(page: Pages) -> None:
    """Equal answers of a side are one line; those that do not fit lead to the question."""
    tab = card(page, "drones shot down")
    lines = tab.locator(".dossier-answer dd").first.locator("li")
    texts = [one.split(" \u00b7 ")[0] for one in lines.all_inner_texts()]
    assert len(texts) == len(set(texts)) == 5
    assert "more answer" in texts[-1]
    link = lines.last.locator("a").get_attribute("href")
    assert link is not None
    assert link.endswith("#drones-lost")


def test_side_without_an_answer_says_what_was_looked_for(page: Pages) -> None:
    """A side that gives no number is not left out."""
    tab = card(page, "mercenaries")
    silent = tab.locator(".dossier-answer dt:has-text('Azerbaijani') + dd")
    assert silent.inner_text().startswith("No statement found. Searched: ")


def test_garbled_name_is_explained_in_the_card(page: Pages) -> None:
    """Who is meant, as the article prints it, what he is, and how much he said."""
    answer = card(page, "who is Passinyan").locator(".dossier-answer")
    assert "Passinyan: as the article prints Nikol Pashinyan" in answer.inner_text()
    assert "Prime Minister of Armenia" in answer.inner_text()
    link = answer.get_by_role("link", name="statements: Nikol Pashinyan")
    count = link.inner_text().split()[0]
    link.click()
    answer.wait_for(state="detached")
    answer.page.get_by_text(f"{count} results.").wait_for()


def test_body_is_shown_with_its_speakers(page: Pages) -> None:
    """A state has what is said for it, and each who speaks for it a number of his own."""
    answer = card(page, "Russia").locator(".dossier-answer")
    assert "Through those who speak for it:" in answer.inner_text()
    assert answer.get_by_role("link", name="Kremlin (").get_attribute("href") == "?by=kremlin"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Pashinyan", "Nikol Pashinyan"),
        ("who is Pashinyan", "Nikol Pashinyan"),
        ("Пашинян", "Nikol Pashinyan"),
        ("Aliyev", "Ilham Aliyev"),
        ("Vartanyan", "Olesya Vartanyan"),
    ],
)
def test_surname_alone_is_a_name(page: Pages, query: str, name: str) -> None:
    """Where one actor has it, it says who is meant as his whole name does."""
    answer = card(page, query).locator(".dossier-answer")
    assert name == answer.locator("h2").inner_text()
    assert answer.get_by_role("link", name=f": {name}").is_visible()


def test_part_of_several_names_lists_who_is_meant(page: Pages) -> None:
    """Each who shares it, with the office by which a reader knows them; nobody is chosen."""
    answer = card(page, "Supreme Soviet").locator(".dossier-answer")
    assert "Who or what is meant by “Supreme Soviet”?" == answer.locator("h2").inner_text()
    named = answer.locator("li .dossier-result-link")
    soviets = {f"Supreme Soviet of the {name} SSR" for name in ("Armenian", "Azerbaijan")}
    assert soviets <= {*named.all_inner_texts()}
    assert str(named.first.get_attribute("href")).endswith("ssr-supreme-soviet")


@pytest.mark.parametrize(
    "query", ["Igla missiles", "27 sept", "Passinyan tanks", "Russia&type=claim"]
)
def test_no_card_without_an_answer(page: Pages, query: str) -> None:
    """Claims and pages are results like others; who has chosen a filter wants a list."""
    assert 0 == card(page, query).locator(".dossier-answer").count()


def test_card_is_the_first_of_the_results(page: Pages) -> None:
    """What the card shows does not come once more below it."""
    tab = card(page, "Nikol Pashinyan")
    addresses = tab.locator(".dossier-result-link").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    assert "actors/nikol-pashinyan.html#nikol-pashinyan" == addresses[0]
    assert len(addresses) == len(set(addresses)) == 20


def test_no_side_alone_is_at_the_top(page: Pages) -> None:
    """Of claims that are about as good, no two of one side stand together before the other's."""
    tab = page("search.html")
    sides = tab.evaluate(
        """async () => {
          const search = window.dossierSearch.open(window.dossierSearchData, window.MiniSearch);
          const { hits } = await search.ask({ q: "mercenaries", type: ["claim"] });
          return hits.slice(0, 3).map(({ row }) => row.side);
        }"""
    )
    assert {"armenian", "azerbaijani", "outside"} == set(sides)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("passin", "Nikol Pashinyan"),
        ("bashin", "Nikol Pashinyan"),
        ("mercen", "How many fighters from Syria were in Azerbaijan at the end of September 2020?"),
        ("who st", "Who began the fighting on 27 September 2020?"),
        ("Бергк", ""),
        ("Нагорный", "Nagorno-Karabakh"),
        ("埃尔", "Recep Tayyip Erdoğan"),
        ("four th", "Four thousand"),
    ],
)
def test_suggests_by_name_first(page: Pages, text: str, first: str) -> None:
    """By the name that is typed, in any script, with a slip, or by what is asked."""
    tab = page("actors/russia.html")
    tab.keyboard.press("/")
    if first:
        assert first in typed(tab, text)[:2]
    else:
        tab.keyboard.type(text)
        tab.wait_for_timeout(300)
        assert 0 == tab.locator(OPTION).count()
    assert [] == page.errors
    assert [] == page.foreign


@pytest.mark.parametrize("key", ["/", "Control+k"])
@pytest.mark.parametrize("address", ["index.html", "claims/losses.html"])
def test_three_steps_to_the_object(page: Pages, address: str, key: str) -> None:
    """A key to the field, the name, an arrow and Enter: nothing else."""
    tab = page(address)
    tab.keyboard.press(key)
    typed(tab, "owanish")
    tab.keyboard.press("ArrowDown")
    field = tab.locator(":focus")
    assert "true" == field.get_attribute("aria-expanded")
    chosen = tab.locator("[aria-selected=true]")
    assert chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/actors/artsrun-hovhannisyan.html#artsrun-hovhannisyan")


def test_enter_without_a_choice_searches(page: Pages) -> None:
    """Whoever does not choose gets the search page, and Escape takes suggestions away."""
    tab = page("index.html")
    tab.keyboard.press("/")
    typed(tab, "naka")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Escape")
    assert 0 == tab.locator(OPTION).count()
    tab.locator("#dossier-start-query").fill("Naka")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.html?q=Naka")


def test_slash_is_a_letter_where_one_writes(page: Pages) -> None:
    """In a field the key writes, and the search page leads to its own field."""
    tab = page("search.html")
    tab.locator(".dossier-filters").wait_for()
    tab.get_by_role("searchbox").last.fill("")
    tab.keyboard.press("/")
    assert "/" == tab.get_by_role("searchbox").last.input_value()
    tab.locator("h1").click()
    tab.keyboard.press("/")
    assert "dossier-search-query" == tab.locator(":focus").get_attribute("id")


def test_works_from_a_folder(page: Pages, site: Path) -> None:
    """Suggestions need no server."""
    tab = page(f"{site.as_uri()}/actors/russia.html")
    tab.keyboard.press("/")
    assert "Yerevan" in typed(tab, "erev")


def test_names_are_light_and_wait(page: Pages, site: Path) -> None:
    """Nothing is loaded before a field is used, and then little."""
    asked: list[str] = []
    tab = page("about:blank")
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{page.server}index.html")
    tab.wait_for_load_state("networkidle")
    assert not [url for url in asked if "dossier-names" in url or "dossier-words" in url]
    names = (site / "_static/dossier-names.js").read_bytes()
    assert len(gzip.compress(names, 6)) <= 16 * 1024


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_suggestions_fit(page: Pages, width: int, scheme: str) -> None:
    """The list is no wider than the screen, and each line can be hit with a finger."""
    tab = page("index.html", width=width, scheme=scheme)
    tab.keyboard.press("/")
    typed(tab, "armen")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    for box in tab.locator(OPTION).all():
        size = box.bounding_box()
        assert size is not None
        assert size["height"] >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_barrier(page: Pages, width: int, scheme: str) -> None:
    """Axe finds nothing to mend in the card, nor with suggestions shown and one chosen."""
    options = {"width": width, "scheme": scheme, "bypass_csp": True, "reduced_motion": "reduce"}
    for query in ("mercenaries", "Passinyan"):
        tab = page(f"search.html?q={query}", **options)
        tab.locator(".dossier-answer").wait_for()
        tab.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        assert [] == tab.evaluate(RUN_AXE), query
    for address in ("index.html", "actors/russia.html"):
        tab = page(address, **options)
        tab.keyboard.press("/")
        typed(tab, "armen")
        tab.keyboard.press("ArrowDown")
        tab.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        # The rest of these pages is looked at among all types of them.
        assert [] == tab.evaluate(RUN_AXE, ["[role=search]", ".dossier-suggestions"]), address
