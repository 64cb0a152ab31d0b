"""What readers come for: from the home page in at most two clicks and a screen of scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from conftest import Pages

HEIGHT = 900
_NEED = """
(one) => {
  const { top, height } = one.getBoundingClientRect();
  const need = Math.max(0, top + Math.min(height, 120) + 10 - innerHeight);
  window.scrollBy({ top: need, behavior: "instant" });
  return need;
}
"""


class Task(NamedTuple):
    """What is clicked from the home page on, or typed into its field, and what is seen at last."""

    clicks: tuple[str, ...]
    seen: str
    typed: str = ""


def bar(name: str) -> str:
    """A link of the navigation above each page."""
    return f"nav a:text-is('{name}')"


def beside(name: str) -> str:
    """A link of the pages of a section, at the left."""
    return f".bd-sidebar-primary a:text-is('{name}')"


CLAIMS, ACTORS = bar("Claims"), bar("Actors")
TASKS = {
    "who began": Task((CLAIMS, beside("Who began the fighting")), ".dossier-by-side >> nth=0"),
    "from fighters to soldiers": Task((), ".dossier-short-way"),
    "each step of it": Task((".dossier-short-way > p a",), "#chain-paper-turkey-4000 li"),
    "the dead": Task(("article a:has-text('how many had died')",), ".dossier-figures tr >> nth=1"),
    "a garbled name": Task((), "main a:text-is('Artsrun Hovhannisyan')", "Owanishan"),
    "all that Russia said": Task((ACTORS, beside("Russia")), "#russia-said"),
    "all that Armenia said": Task((ACTORS, beside("Armenia")), "#armenia-said"),
    "all that Azerbaijan said": Task((ACTORS, beside("Azerbaijan")), "#azerbaijan-said"),
    "how to cite a claim": Task(
        (".dossier-short-way .dossier-stop-words a >> nth=-1", "summary:has-text('how to cite')"),
        ".dossier-cite-apa >> nth=0",
    ),
    "what was known": Task(
        (
            "article a:has-text('what was known when')",
            "button:has-text('What had been said by then')",
        ),
        ".dossier-knowing-live .dossier-knowing-columns",
    ),
    "what nobody confirms": Task(
        (CLAIMS, beside("Not independently confirmed")), ".dossier-rows li >> nth=0"
    ),
    "where a place is": Task(
        ("main article a:text-is('Tartar')",), ".dossier-locator-box svg", "Terter"
    ),
    "what the article bent": Task(
        ("article a:has-text('what the article bent')",), "article li >> nth=0"
    ),
}


@pytest.mark.parametrize("name", TASKS)
def test_task_takes_two_clicks_and_a_screen(page: Pages, name: str) -> None:
    """All is found by looking: what is clicked is scrolled to, as what is read at the end is."""
    task = TASKS[name]
    tab, scrolled = page("index.html", width=1280, height=HEIGHT), 0
    if task.typed:
        tab.fill("article input", task.typed)
        tab.keyboard.press("Enter")
    for selector in (*task.clicks, task.seen):
        there = tab.locator(f"{selector} >> visible=true").first
        there.wait_for(state="visible")
        # What scripts or an anchor of the address move has to be at rest.
        tab.wait_for_timeout(500)
        scrolled += there.evaluate(_NEED)
        if selector != task.seen:
            there.click()
    assert len(task.clicks) + bool(task.typed) <= 2
    assert scrolled <= HEIGHT
