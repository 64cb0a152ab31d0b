"""What readers ask, as they ask it: the entry that answers comes first."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from firefox import Firefox

ASKED: dict[str, dict[str, str | list[str]]] = tomllib.loads(
    Path(__file__).with_name("asked.toml").read_text(encoding="utf-8")
)
HELD: dict[str, str | list[str]] = {
    "did turkey take part": ["turkish-soldiers", "aliyev-turkey-takes-no-part"],
    "who signed the truce": ["ceasefire-1994-signatories", "background/ceasefire-1994#who-signed"],
    "29 sep 2020 armenian drones": ["armenia-mod-50-drones", "drones-lost"],
}
"""Questions that stand nowhere else, so that nobody tunes the search for them."""
FIRST_FOUND = """
(queries) => {
  const search = window.dossierSearch.open(window.dossierSearchData, window.MiniSearch);
  return queries.map((q) => search.find({ q }).hits[0]?.row.id ?? "");
}
"""
LEAST = 0.95
"""The share of all questions that must be answered first."""


def wanted(answer: str | list[str]) -> list[str]:
    """The entries that may stand first."""
    return [answer] if isinstance(answer, str) else answer


def test_enough_questions() -> None:
    """At least 120 questions of every sort, none of which is in the older table too."""
    known = {query for part in ASKED.values() for query in part}
    assert len(known) >= 120
    assert len(HELD) >= 3
    assert not known & HELD.keys()
    assert {"garbled", "scripts", "exonyms", "numbers", "dates", "questions"} <= ASKED.keys()


def missed(found: list[str]) -> dict[str, str]:
    """The questions that something else than their answer comes first for."""
    pairs = zip(asked().items(), found, strict=True)
    return {query: one for (query, answer), one in pairs if one not in wanted(answer)}


def asked() -> dict[str, str | list[str]]:
    """All questions with their answers."""
    return {query: one for part in ASKED.values() for query, one in part.items()} | HELD


def test_most_are_answered_first(page: Callable[..., Page]) -> None:
    """What answers a question is the first entry for nearly all of them."""
    found = page("search.html").evaluate(FIRST_FOUND, list(asked()))
    assert 1 - len(missed(found)) / len(asked()) >= LEAST, missed(found)


def test_most_are_answered_first_in_firefox(firefox: Firefox | Page, server: str) -> None:
    """Firefox, which knows months and cuts text by itself, answers them too."""
    firefox.goto(f"{server}search.html")
    found = firefox.evaluate(f"({FIRST_FOUND})({json.dumps(list(asked()))})")
    assert 1 - len(missed(found)) / len(asked()) >= LEAST, missed(found)
