"""What a hover card says, which is all that a reader sees of an object before following a link."""

from __future__ import annotations

import json

from making import actor, claim, index, source
from sphinx_dossier.exports.hover_cards import export_cards


def card(made, identifier):
    """The card of an object, from the script of its page."""
    script = export_cards(made, str, "{}.html".format)["page"]
    return json.loads(f"[{script.removeprefix('dossierCards(').rstrip().removesuffix(');')}]")[1][
        identifier
    ]


def test_card_of_a_claim_has_its_evidence():
    """Where it stands, in how many publications, and from how many bodies, as below its text."""
    made = index(
        actor("ann", name="Ann"),
        claim("c", "ann", cites=["bn p3", "wire", "post"]),
        claim("bare", "ann"),
        sources=[source("bn", label="BN"), source("wire", label="Wire"), source("post")],
    )
    shown = card(made, "c")
    assert "BN, ¶ 3, Wire, 1 more · 3 publications, 1 origin" == read(shown["facts"])
    assert "Ann stated, 27 September 2020" == shown["title"]
    assert read(card(made, "bare")["facts"]).startswith("0 publications")


def test_card_of_a_claim_leads_on():
    """To the source where a page lists it, and to those who deny the claim; further ones count."""
    denials = [claim(f"d{i}", f"by{i}", denies="c") for i in range(4)]
    made = index(
        *(actor(f"by{i}", name=f"Speaker {i}") for i in range(4)),
        actor("ann"),
        claim("c", "ann", cites=["bn"]),
        *denials,
        sources=[source("bn", label="BN")],
    )
    shown = card(made, "c")
    assert "denied by Speaker 0, Speaker 1 and 2 more" == read(shown["words"])
    links = [part for part in shown["words"] if isinstance(part, list)]
    assert [["Speaker 0", "page.html#d0", "claim"], ["Speaker 1", "page.html#d1", "claim"]] == links
    assert not any(isinstance(part, list) for part in shown["facts"])


def read(parts):
    """A line of a card as a reader has it."""
    return "".join(part if isinstance(part, str) else part[0] for part in parts)
