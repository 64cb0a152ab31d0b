"""An evidence line taken apart: its parts with numbers, and what each number stands for."""

from __future__ import annotations

import pytest

from drawn import read
from making import actor, claim, index, source
from sphinx_dossier.answers.anatomy import LINE_PARTS, anatomy
from sphinx_dossier.core.model import Basis
from sphinx_dossier.sphinx.show.anatomy_figure import render_anatomy

SIDES = {"east": "Eastern side"}
BODIES = [
    actor("az", name="Azerbaijan", side="east"),
    actor("arm", name="Armenia"),
    actor("un", name="United Nations"),
    actor("paper", name="Paper", kind="media"),
]
SOURCES = [source("bn", label="BN"), source("az-site"), source("arm-site")]


def shown(*claims, parts=(), of="c"):
    """The line of a claim and its notes, as a reader sees them."""
    made = anatomy(index(*BODIES, *claims, sources=SOURCES), of, parts)
    (figure,) = render_anatomy(made, SIDES)
    _, line, notes = figure.parts
    return read(line), [read(note) for note in notes.parts]


def test_parts_are_numbered_as_their_notes_are():
    """Each part has a number, in the order of the notes; the side and the claim's own words too."""
    line, notes = shown(claim("c", "az", cites=["bn p3 three quoted words"], text="So."))
    assert [
        "(1)\u00a0Eastern side: Azerbaijan",
        "(2)\u00a0stated",
        "(3)\u00a027 September 2020",
        "(4)\u00a0BN, ¶ 3 “three quoted words”",
        "(5)\u00a0single origin",
        "(6)\u00a01 publication, 1 origin",
    ] == line.split(" · ")
    heads = ["Who", "What kind of statement", "When", "Where", "Single origin"]
    assert [*heads, "How far, and from how many"] == [note.partition(":")[0] for note in notes]
    assert "that of the Eastern side" in notes[0]
    assert "¶ 2 is the second" in notes[3]
    assert (
        "Found in 1 publication, copies included. It goes back to 1 origin: Azerbaijan." in notes[5]
    )


def test_only_asked_parts_are_explained():
    """The others stand in the line without a number, and the order is that of the line."""
    line, notes = shown(claim("c", "az"), parts=("status", "act"))
    assert "Azerbaijan · (1)\u00a0stated · " in line
    assert "(2)\u00a0single origin · 0 publications" in line
    assert 2 == len(notes)


def test_unknown_claim_has_no_anatomy():
    """A check reports the id; nothing is drawn."""
    assert anatomy(index(*BODIES), "gone") is None
    assert ("speaker", "counts") == anatomy(
        index(*BODIES, claim("c", "az")), "c", ("counts", "speaker")
    ).parts
    assert "passages" in LINE_PARTS


def test_joint_statement():
    """Several speakers are one origin, and their bodies are named."""
    line, notes = shown(claim("c", "az arm", cites=["bn"]), parts=("speaker", "counts"))
    assert "(1)\u00a0Azerbaijan and Armenia" in line
    assert line.endswith("1 publication, 1 origin, said jointly")
    assert "Who: All of them said it, together." == notes[0]
    assert notes[1].endswith("It goes back to 1 origin: Armenia and Azerbaijan together.")


def test_nobody_named():
    """Words without a name have no origin."""
    line, notes = shown(claim("c", "paper", act="reports"), parts=("counts",))
    assert line.endswith("0 publications, no origins")
    assert notes[0].endswith("Nobody is named who said it first.")


def test_corroborated_says_what_both_say():
    """The proposition is spelt out, and both origins are named."""
    line, notes = shown(
        claim("c", "az", cites=["az-site"]),
        claim("d", "arm", cites=["arm-site"], corroborates="c"),
        parts=("status", "counts"),
    )
    assert "corroborated by Armenia" in line
    assert "Both say: it is so." in notes[0]
    assert notes[1].endswith("It goes back to 2 origins: Armenia and Azerbaijan.")


def test_inferred_way_has_its_reason_once():
    """What no source prints is "probably", with our reason; no sentence comes twice."""
    line, notes = shown(
        claim("one", "az", cites=["az-site"]),
        claim("two", "arm", cites=["arm-site"]),
        claim("c", "paper", cites=["bn"], via=("un?",), drifted_from="one? two?",
              drift="two became one.", inferred="the same words"),
    )  # fmt: skip
    assert "Paper via probably United Nations" in line
    assert "drifted from probably Azerbaijan, probably Armenia" in line
    assert "put together from 2 statements: probably" in line
    text = " ".join(notes)
    assert 1 == text.count("Here the reason is: the same words.")
    assert 1 == text.count("No source prints this step.")
    assert "What changed: two became one." in text


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("asserts", "can deny, dispute or corroborate it"),
        ("decrees", "It is a deed"),
        ("warns", "A judgement, a forecast or a warning"),
    ],
)
def test_kinds_of_statements(act, words):
    """What kind of statement it is decides what others can do with it."""
    _, (note,) = shown(claim("c", "az", act=act), parts=("act",))
    assert words in note


def test_date_that_was_worked_out():
    """The note says that the source does not have the day."""
    line, (note,) = shown(
        claim("c", "az", basis=Basis("inferred", "by its order")), parts=("date",)
    )
    assert "(date inferred: by its order)" in line
    assert "The source does not say the day." in note
