"""What readers ask, as they ask it: the entry that answers comes first."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from search_parts import OPEN, as_opened, scripts_for

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
async (queries) => {
  const search = window.dossierSearch.open(window.dossierSearchData, window.MiniSearch);
  const found = [];
  for (const q of queries) found.push((await search.ask({ q }, 1)).hits[0]?.row.id ?? "");
  return found;
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


@pytest.mark.parametrize("part", [one for one in ASKED if one.startswith("exonyms")])
def test_names_in_four_languages_are_known(page: Callable[..., Page], part: str) -> None:
    """Nearly all names in Russian, German, French and Turkish lead to their place or body."""
    pairs = ASKED[part]
    found = page("search.html").evaluate(FIRST_FOUND, list(pairs))
    lost = [one for one, first in zip(pairs, found, strict=True) if first not in wanted(pairs[one])]
    assert 1 - len(lost) / len(pairs) >= LEAST, lost


SHIPS: dict[str, Any] = {
    "types": ["actor", "event", "question", "claim", "text"], "sides": {}, "acts": {},
    "garbling": [], "same": [["sank", "went down"], ["ship", "vessel"]],
    "words": {
        "common": "the a of on in who when did", "asking": "who when", "language": "en",
        "months": ["January", "February", "March"],
    },
    "rows": [
        {"id": "ann", "type": "actor", "title": "Ann Berg", "also": [["Анна", "ru"]]},
        {"id": "storm", "type": "event", "title": "Storm", "periods": ["2031-03-04"]},
        {"id": "who", "type": "question", "title": "Who gave the alarm?", "asked": ["who warned"]},
        {"id": "jet", "type": "claim", "text": "An F-16 flew over the cease-fire line on 4 March."},
        {"id": "men", "type": "claim", "text": "16 men, 4,000 boats.", "answers": [["who", "Ann"]]},
        {"id": "ship", "type": "claim", "text": "A vessel went down in March; 4 were saved."},
        {"id": "day", "type": "text", "title": "4 March 2031", "text": "What was said."},
        {"id": "long", "type": "text", "title": "Notes", "text": "The line of fire, no cease."},
    ],
}  # fmt: skip
"""Rows that differ by what the search must tell apart."""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # Days in any common form; a 4 and a March that stand apart are none.
        ("4 mar 2031", ["day", "storm"]),
        ("04.03.2031", ["day", "storm"]),
        ("3/4/2031", ["day", "storm"]),
        ("4 марта", ["day", "jet", "storm"]),
        ("3月4日", ["day", "jet", "storm"]),
        ("2031", ["day", "storm"]),
        # A type is one word, and its number alone is not it.
        ("F16", ["jet"]),
        ("f 16", ["jet"]),
        ("16", ["men"]),
        # Thousands with any mark.
        ("4 000", ["men"]),
        ("4.000", ["men"]),
        ("４’０００", ["men"]),
        ("٤٠٠٠ boats", ["men"]),
        # Hyphens, phrases, and what is left out.
        ("ceasefire", ["jet"]),
        ("cease fire", ["jet", "long"]),
        ('"cease-fire line"', ["jet"]),
        ("«line of fire»", ["long"]),
        ("line -F-16", ["long"]),
        ('line -"of fire"', ["jet"]),
        ("march -vessel", ["day", "jet"]),
        # Words that mean the same, phrases, neighbours exchanged, a wrong first letter.
        ("ship sank", ["ship"]),
        ("who warned the port", ["who"]),
        ("who warned", ["who"]),
        ("Ann Breg", ["ann"]),
        ("alarm", ["who"]),
        ("blarm", ["who"]),
        ("Анна Berg", ["ann"]),
        ("-men -vessel -jet -f-16", ["ann", "day", "long", "storm", "who"]),
        ("  ", []),
    ],
)
def test_forms_are_read_as_they_are_meant(
    page: Callable[..., Page], query: str, found: list[str]
) -> None:
    """Of eight rows a query finds just those that it means."""
    tab = page("search.html")
    hits = tab.evaluate(
        "async ([made, q]) => (await OPEN(made).ask({ q })).hits.map(({ row }) => row.id)".replace(
            "OPEN", OPEN
        ),
        [as_opened(scripts_for(SHIPS)), query],
    )
    everything = [row["id"] for row in SHIPS["rows"]] if not query.strip() else found
    assert sorted(everything) == sorted(hits)
