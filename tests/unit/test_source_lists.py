"""Passages of a source and what rests on it, ledgers and places, as a reader sees them."""

from __future__ import annotations

import pytest
from docutils import nodes
from sphinx import addnodes

from drawn import read
from making import HERE, actor, claim, event, index, number, pages, place, question, source
from sphinx_dossier.answers.coverage import PassageSpan, coverage
from sphinx_dossier.answers.filters import Filter
from sphinx_dossier.answers.geography import geography
from sphinx_dossier.answers.ledger import ledger
from sphinx_dossier.answers.source_record import source_record
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.manifests import decompose
from sphinx_dossier.core.page import Page, Uncited
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.show.ledger_table import render_ledger
from sphinx_dossier.sphinx.show.map_list import render_map
from sphinx_dossier.sphinx.show.source_lists import render_coverage, render_source


def test_coverage():
    """The share that is taken up, then each passage with its quotes, objects or the reason."""
    manifest = decompose("T\nOne two.\nTwo is.\nThree is.\nadmin", "bn", "s", {"p4": "furniture"})
    made = Index(
        {
            "a": Page("a", objects=(actor("az"), claim("c", "az", cites=["bn p1 some words"]))),
            "c": Page("c", coverages=("bn",), uncited=(Uncited("bn", "p2", "A repeat.", HERE),)),
        },
        {"bn": source("bn", label="BN")},
        {"bn": manifest},
    )
    lead, _, listed = render_coverage(coverage(made, "bn"), {})
    assert "2 of 4 passages of BN are taken up." == read(lead)
    items = [read(item) for item in listed.parts]
    assert items[1].startswith("¶ 1 body, line 2, 2 words“some words”az stated")
    assert [
        "¶ 2 body, line 3, 2 wordsA repeat.",
        "¶ 3 body, line 4, 2 wordsNothing cites this passage.",
        "¶ 4 furniture, line 5, 1 word",
    ] == items[2:]


def test_choices_over_passages():
    """By what became of a claim and whose it is; a claim of two passages is one claim."""
    manifest = decompose("T\nOne two.\nTwo is.\nThree is.", "bn", "s", {})
    made = Index(
        {
            "a": Page(
                "a",
                objects=(
                    actor("ann", side="east"),
                    actor("bob"),
                    claim("c", "ann", cites=["bn p1"]),
                    claim("d", "bob", cites=["bn p1", "bn p2"], denies="c"),
                    *(claim(f"f{i}", "bob", cites=["bn p3"]) for i in range(5)),
                    event("e", cites=claim("x", cites=["bn p2"]).cites),
                ),
            ),
            "c": Page("c", coverages=("bn",)),
        },
        {"bn": source("bn")},
        {"bn": manifest},
    )
    shown = coverage(made, "bn", docname="c")
    sides = {"east": "East"}
    parts = render_coverage(shown, sides)
    text = "".join(one.astext() for one in parts if isinstance(one, addnodes.only))
    assert "Show only: denied, disputed or replaced (1) · from one speaker only (6)" in text
    assert "East (1) · Others (6)" in text
    assert "Only denied, disputed or replaced and East: 1 of 7 claims." in text
    (items,) = (one for one in parts if isinstance(one, Tag) and one.name == "ul")
    first, second = ([row.classes for row in item.parts[-1].parts] for item in items.parts[1:3])
    against = ["dossier-choosable", "dossier-is-grade-against", "dossier-is-answered-0"]
    one = ["dossier-choosable", "dossier-is-grade-one", "dossier-is-answered-outside"]
    assert [against, one] == first
    assert [["dossier-again", *one], ["dossier-choosable"]] == second
    assert {"dossier-passage", *against, *one} <= {*items.parts[1].classes}


@pytest.mark.parametrize(
    ("count", "expected"), [(6, [[], [], []]), (7, [[True, False], [True], [False]])]
)
def test_only_the_first_and_the_last_part_have_what_is_of_all(count, expected):
    """The choices stand before all passages, and the count of what they leave behind all.

    Six claims are seen at once, and have neither.
    """
    manifest = decompose("One two.\nTwo is.", "bn", "s", {})
    page = Page(
        "a",
        objects=(
            actor("ann", side="east"), actor("bob"),
            claim("c", "ann", cites=["bn p0"]),
            *(claim(f"d{i}", "bob", cites=["bn p1"]) for i in range(count - 1)),
        ),
    )  # fmt: skip
    made = Index({"a": page}, {"bn": source("bn")}, {"bn": manifest})
    whole, first, last = (
        render_coverage(coverage(made, "bn", span), {"east": "East"})
        for span in (PassageSpan(), PassageSpan("", "p1"), PassageSpan("p1", ""))
    )

    def chosen(parts):
        nodes = [one for one in parts if isinstance(one, addnodes.only)]
        return ["Show only" in one.astext() for one in nodes]

    assert expected == [chosen(one) for one in (whole, first, last)]


def test_what_rests_on_a_source():
    """Where its passages are, who cites which of them, and the pages that cite it."""
    first, second = (
        Page(name, title=f"Page {name}", cites=(claim("x", cites=["bn"]).cites[0],))
        for name in ("a", "b")
    )
    objects = (
        claim("c", cites=["bn p1", "bn p2"]),
        event("e", cites=claim("x", cites=["bn"]).cites),
    )
    made = Index(
        {"a": first, "b": second, "o": Page("o", objects=objects, coverages=("bn",))},
        {"bn": source("bn")},
        {},
    )
    (shown,) = render_source(source_record(made, "bn"))
    assert "all passagesCited byc (¶ 1, ¶ 2)eCited in Page a, Page b" == read(shown)
    assert [] == render_source(source_record(made, "gone"))


def cells(table: nodes.table) -> list[list[str]]:
    """The words of each cell, row by row."""
    return [[entry.astext() for entry in row] for row in table.findall(nodes.row)]


def test_ledger():
    """Questions with what they count and how they stand; answers, or where none was found."""
    made = index(
        actor("az", side="east"),
        question("taken", name="How many?", unit="villages", searched=(("west", "two sites"),)),
        question("who", kind="responsibility"),
        claim("a", "az", answers=number("taken", 7)),
    )
    (box,) = render_ledger(ledger(made, Filter(), ("east", "west")), {"east": "East"})
    (table,) = box.parts
    head, taken, who = cells(table)
    assert ["Question", "East", "Others", "Others"] == head
    assert "How many?\n\nvillages, one origin only" == taken[0]
    assert "7 villages · az · 27 September 2020\n\nsingle origin" == taken[1]
    # That nothing was found is said only where one has looked.
    silent = "No statement found.\n\nWhere it was looked for\n\nSearched: two sites."
    assert [silent, "Nothing recorded."] == taken[2:]
    assert ["who\n\nopen", *["Nothing recorded."] * 3] == who
    assert ["No question found."] == [
        read(one) for one in render_ledger(ledger(index(), Filter(), ()), {})
    ]


def test_places():
    """Each place with where it is and what is tied to it."""
    made = pages({"here": [
        place("town", coord=(40.1, -45.256)), place("isle"), place("rock", coord=(-1.0, 2.0)),
        event("e", "2020", at=("town", "isle")), claim("c", at=("town",)), claim("d", at=("town",)),
    ]})  # fmt: skip
    _, listed = render_map(geography(made, Filter()), {})
    assert isinstance(listed, Tag)
    assert [
        "isle no coordinates · 1 event",
        "rock 1.00° S, 2.00° E",
        "town 40.10° N, 45.26° W · 1 event, 2 claims",
    ] == [read(item) for item in listed.parts]
    assert ["No place found."] == [
        read(one) for one in render_map(geography(index(), Filter()), {})
    ]
