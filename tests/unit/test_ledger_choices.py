"""Choices over a ledger: which questions each leaves, and that the style sheet knows them all."""

from __future__ import annotations

import re
from pathlib import Path

from docutils.nodes import Element

import sphinx_dossier
from drawn import listed
from making import actor, claim, index, number, question
from making import words as in_words
from sphinx_dossier.answers.filters import EVERYTHING
from sphinx_dossier.answers.ledger import Ledger, ledger
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.answers.passage_bar import GRADES
from sphinx_dossier.core.model import QUESTION_STATES, STATUSES
from sphinx_dossier.core.side_checks import MOST_SIDES, OUTSIDE
from sphinx_dossier.sphinx.nodes import dossier_block, dossier_phrase
from sphinx_dossier.sphinx.show.choices import row_classes
from sphinx_dossier.sphinx.show.coverage_choices import coverage_labels
from sphinx_dossier.sphinx.show.ledger_choices import (
    ledger_choices,
    ledger_slugs,
    render_ledger_choices,
)
from sphinx_dossier.sphinx.show.unconfirmed_list import unconfirmed_labels

STYLES = Path(sphinx_dossier.__file__).parent / "web/static/dossier.css"
SIDES = {"east": "Eastern side", "west": "Western side"}
TOP = Link("", "claims", "ledger-of-questions", "")


def asked(count: int = 7) -> Ledger:
    """A ledger of many questions: one number of a side that another body confirms, a word."""
    made = index(
        actor("ann", side="east"),
        actor("bob"),
        *(question(f"q{i}", kind="quantity" if i % 2 else "occurrence") for i in range(count)),
        claim("a", "ann", answers=number("q1", 7), corroborates="b"),
        claim("b", "bob", answers=number("q1", 7), corroborates="a"),
        claim("c", "ann", answers=in_words("q2", "yes")),
    )
    return ledger(made, EVERYTHING, tuple(SIDES), None, TOP)


def test_what_each_choice_leaves():
    """By state, by what is confirmed, by what is counted, and by who answered."""
    rows = {row.question.anchor: {*ledger_slugs(row, SIDES)} for row in asked().rows}
    assert {"agreed", "with-figures", "answered-0", "silent-1", "answered-outside"} == rows["q1"]
    assert {
        "one-origin-only", "unconfirmed", "answered-0", "silent-1", "silent-outside",
    } == rows["q2"]  # fmt: skip
    assert {"open", "unconfirmed", "with-figures"} < rows["q3"]


def test_offered_choices_change_something():
    """Each with its count; what would leave all rows is no choice, nor what would leave none."""
    offered = {one.slug: len(one.left) for one in ledger_choices(asked().rows, SIDES)}
    assert (1, 1, 5, 6, 3, 2, 1) == tuple(
        offered[slug]
        for slug in (
            "agreed", "one-origin-only", "open", "unconfirmed", "with-figures",
            "answered-0", "answered-outside",
        )
    )  # fmt: skip
    assert {"contested", "silent-1", "answered-1"}.isdisjoint(offered)


def test_every_choice_leads_to_its_line():
    """Links and lines have the same anchors, and each row can be jumped to."""
    shown = asked()
    (only,) = render_ledger_choices(shown, SIDES)
    parts = [*only.findall(Element)]
    anchors = {name for node in parts for name in node.get("ids", ())}
    targets = {node["reftarget"] for node in parts if node.get("reftype") == "anchor"}
    assert {"ledger-of-questions-only-agreed", "ledger-of-questions-only-answered-0"} <= anchors
    # The boxes for several choices are in an address by their script alone.
    lines = anchors - {"ledger-of-questions-several"}
    assert anchors != lines
    assert lines | {"ledger-of-questions"} | {row.picture.anchor for row in shown.rows} == targets
    assert "ledger-of-questions-q0" in targets


def test_state_and_side_combine():
    """A line of two choices has the classes of both and the count of the rows that have both."""
    shown = asked()
    (only,) = render_ledger_choices(shown, SIDES)
    slugs = [{*ledger_slugs(row, SIDES)} for row in shown.rows]
    pairs = {}
    for node in only.findall(Element):
        chosen = [name[13:] for name in node.get("classes", ()) if name.startswith("dossier-only-")]
        if len(chosen) == 2:
            pairs[tuple(chosen)] = sum(set(chosen) <= row for row in slugs)
            assert f"{pairs[tuple(chosen)]} of 7 questions" in node.astext()
            assert [f"ledger-of-questions-only-{'-and-'.join(chosen)}"] == node["ids"]
    assert 1 == pairs["one-origin-only", "answered-0"]
    assert 5 == pairs["open", "silent-0"]
    assert all(pairs.values())
    assert ("open", "answered-0") not in pairs
    assert ("answered-0", "answered-outside") not in pairs


def test_no_match_is_said():
    """What would leave nothing is named, and is no link."""
    (only,) = render_ledger_choices(asked(), SIDES)
    lines = {
        node["ids"][0]: node for node in only.findall(Element) if "dossier-only-open" in
        node.get("classes", ())
    }  # fmt: skip
    line = lines["ledger-of-questions-only-open"].astext()
    assert "No match together with: Eastern side: answered · Others: answered" in line
    assert "And of these only: Eastern side: no answer (5)" in line


def test_boxes_are_grouped():
    """Of a group any may hold: states, whoever answered; each box says how many it leaves."""
    (only,) = render_ledger_choices(asked(), SIDES)
    boxes = {
        node["attributes"]["aria-label"]: [label.astext().strip() for label in node.children[1:]]
        for node in only.findall(dossier_block)
        if "dossier-group" in node["classes"]
    }
    assert {
        "State": ["open (5)", "one origin only (1)", "agreed (1)"],
        "Confirmation": ["confirmed by nobody independent (6)"],
        "Answer": ["with figures (3)"],
        "Eastern side": ["answered (2)", "no answer (5)"],
        "Others": ["answered (1)", "no answer (6)"],
    } == boxes
    picks = [node for node in only.findall(dossier_phrase) if node["tag"] == "input"]
    assert sum(map(len, boxes.values())) == len(picks)


def test_short_ledger_has_no_choices():
    """Six questions are seen at once."""
    assert [] == render_ledger_choices(asked(6), SIDES)
    assert set() == listed(render_ledger_choices(asked(6), SIDES))


def test_style_sheet_knows_every_choice():
    """A slug without a rule would be a link that does nothing."""
    known = re.findall(
        r"\.dossier-only-([\w-]+):target ~ \* \.dossier-choosable:not\(\.dossier-is-([\w-]+)\)",
        STYLES.read_text("utf-8"),
    )
    places = [*range(MOST_SIDES), OUTSIDE]
    slugs = {
        *(state.replace(" ", "-") for state in QUESTION_STATES),
        "with-figures",
        "unconfirmed",
        *(f"status-{status}" for status in STATUSES),
        *(f"grade-{grade}" for grade in GRADES),
        *(f"{word}-{place}" for word in ("answered", "silent") for place in places),
    }
    assert {(slug, slug) for slug in slugs} == {*known}
    picked = re.findall(
        r"\.dossier-several:has\(\.dossier-pick-([\w-]+):checked\)"
        r" ~ \* \.dossier-is-([\w-]+) \{([^}]+)\}",
        STYLES.read_text("utf-8"),
    )
    assert {(slug, slug) for slug in slugs} == {(pick, left) for pick, left, _ in picked}
    groups = {*re.findall(r":has\(\.dossier-group-([\w-]+) :checked\)", STYLES.read_text("utf-8"))}
    assert {"state", "confirmed", "figures", "side", *(f"column-{one}" for one in places)} == groups
    # A group that a choice did not end would hide what is chosen.
    let_in = {
        slug: {*re.findall(r"--dossier-out-([\w-]+): initial", body)} for slug, _, body in picked
    }
    offered = [
        *ledger_choices(asked().rows, SIDES), *unconfirmed_labels(SIDES), *coverage_labels(SIDES)
    ]  # fmt: skip
    assert all(one.group in let_in[one.slug] for one in offered)
    assert {
        name.removeprefix("dossier-is-")
        for name in row_classes(ledger_slugs(asked().rows[1], SIDES))
    } <= (slugs | {"dossier-choosable"})


def test_style_sheet_knows_every_pair_of_a_passage():
    """Of each grade and side, ticked or by address: a claim has to have both."""
    pairs = re.findall(
        r":is\(\.dossier-several:has\(\.dossier-pick-([\w-]+):checked\)"
        r":has\(\.dossier-pick-([\w-]+):checked\), "
        r"\.dossier-only-([\w-]+)\.dossier-only-([\w-]+):target\) ~ \* "
        r"\.dossier-passage:has\(\.dossier-is-([\w-]+)\.dossier-is-([\w-]+)\)",
        STYLES.read_text("utf-8"),
    )
    places = [*range(MOST_SIDES), OUTSIDE]
    expected = {(f"grade-{grade}", f"answered-{place}") for grade in GRADES for place in places}
    assert {pair * 3 for pair in expected} == {*pairs}
