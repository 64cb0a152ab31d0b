"""The order of an actor's page: who it is, where on the page what is, what it said, the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from bs4 import BeautifulSoup

from projects import CONF, WIRE, build, write_project

if TYPE_CHECKING:
    from pathlib import Path

PAGE: Final = """\
# Harbour office

:::{actor} Harbour office
:id: office
:kind: government-body
:also: de: Hafenamt
It counts boats.
:::

The paper names it once.
OWN
"""
OWN: Final = """
## Its seal

A heron on a stone.
"""
CLAIMS: Final = """\
# Claims

:::{actor} Keeper
:id: keeper
:kind: person
:::

:::{claim} three
:by: office
:to: keeper
:act: asserts
:said: 2031-03-05
:cites: wire
Three boats were lost.
:::

:::{claim} late
:by: keeper
:to: office
:act: accuses
:said: 2031-03-05
:cites: wire
The office was late.
:::

The [office](#office).
"""


@pytest.mark.parametrize("builder", ["html", "singlehtml", "text"])
@pytest.mark.parametrize("own", [OWN, ""], ids=["sections", "none"])
def test_statements_follow_the_words_on_the_actor(tmp_path: Path, own: str, builder: str) -> None:
    """Links to all parts stand at the head; sections of the author come after the statements."""
    pages = {"office.md": PAGE.replace("OWN", own), "claims.md": CLAIMS, "sources.bib": WIRE}
    pages["index.md"] = "# Storm\n\n```{toctree}\noffice\nclaims\n```\n"
    source = write_project(tmp_path / "docs", pages, CONF)
    assert build(source, tmp_path / "out", builder) == ""
    name = {"html": "office.html", "singlehtml": "index.html", "text": "office.txt"}[builder]
    path = tmp_path / "out" / builder / name
    text = " ".join(BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").text.split())
    order = [
        "It counts boats.",
        "What Harbour office said (1) · What was said to or about",
        "The paper names it once.",
        "Harbour office stated · 5 March 2031 Three boats were lost.",
        *(["A heron on a stone."] if own else []),
        "Keeper accused · 5 March 2031 The office was late.",
    ]
    places = [text.find(one) for one in order]
    assert -1 not in places, text
    assert sorted(places) == places
    assert [1] * 3 == [text.count(one) for one in (order[1], order[3], order[-1])]
