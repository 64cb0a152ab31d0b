"""What a hover card says, which is all that a reader sees of an object before following a link."""

from __future__ import annotations

import json

from making import actor, claim, index, source
from sphinx_dossier.exports.hover_cards import export_cards


def card(made, identifier):
    """The card of an object, from the script of its page."""
    script = export_cards(made, lambda name: name)["page"]
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
    assert "BN, ¶ 3, Wire, 1 more · 3 publications, 1 origin" == shown["facts"]
    assert "Ann stated, 27 September 2020" == shown["title"]
    assert card(made, "bare")["facts"].startswith("0 publications")
