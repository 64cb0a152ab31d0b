"""What nobody independent says too: which claims, which numbers, and the choices among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drawn import read
from making import actor, claim, index, source
from sphinx_dossier.answers.filters import EVERYTHING, Filter
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.answers.unconfirmed import unconfirmed
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.show.unconfirmed_list import render_unconfirmed

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index

SIDES = {"east": "Eastern side"}
TOP = Link("", "page", "unconfirmed-claims", "")


@pytest.fixture
def made() -> Index:
    """Two claims that confirm each other, two alone, one of them of another source, and a deed."""
    return index(
        actor("ann", side="east"),
        actor("bob"),
        claim("a", "ann", cites=["paper p2"], corroborates="b"),
        claim("b", "bob", cites=["other"], corroborates="a"),
        claim("alone", "ann", "2020-09-28", cites=["paper p1"]),
        claim("first", "bob", "2020-09-26", cites=["paper p3"]),
        claim("other-alone", "ann", act="denies", cites=["other"], denies="first"),
        claim("deed", "ann", act="appeals", cites=["paper p4"]),
        sources=[source("paper", label="Paper"), source("other")],
    )


def test_claims_of_a_source_that_stand_alone(made):
    """By date; those that somebody independent says too are counted, and so are deeds."""
    found = unconfirmed(made, EVERYTHING, "paper")
    assert ["first", "alone"] == [row.id for row in found.rows]
    assert (1, 1, 4) == (found.confirmed, found.deeds, found.total)
    everything = unconfirmed(made, EVERYTHING)
    assert ["first", "other-alone", "alone"] == [row.id for row in everything.rows]
    assert (2, 1) == (everything.confirmed, everything.deeds)
    assert ["alone"] == [row.id for row in unconfirmed(made, Filter(side="east"), "paper").rows]


def test_numbers_are_said_and_choices_offered(made):
    """The lead has how many of how many; a choice that would leave all or none is not offered."""
    (box,) = render_unconfirmed(unconfirmed(made, EVERYTHING, "paper", TOP), SIDES)
    lead, only, listed, count = box.parts
    assert read(lead) == (
        "2 of 4 claims that cite Paper are confirmed by nobody independent, and stand here. "
        "Said by somebody independent too: 1 claim. No statement of how things are, such as an "
        "appeal or a decree, so that nobody could confirm it: 1 claim."
    )
    assert "denied (1)" in only.astext()
    assert "Eastern side (1)" in only.astext()
    assert "drifted" not in only.astext()
    assert "of 2 claims" in count.astext()
    assert ["dossier-is-answered-outside" in item.classes for item in listed.parts] == [True, False]


def test_nothing_to_confirm(made):
    """Of a source that nothing cites there is nothing to say."""
    (said,) = render_unconfirmed(unconfirmed(made, EVERYTHING, "unknown"), SIDES)
    assert isinstance(said, Tag)
    assert "Nothing found." == read(said)
