"""What is shown under the paragraph of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.cited_passages import Cited, cited
from sphinx_dossier.answers.claim_rows import Way, speakers, way
from sphinx_dossier.answers.object_facts import Fact, facts
from sphinx_dossier.answers.status_marks import Mark, marks
from sphinx_dossier.answers.timings import timing_of
from sphinx_dossier.core.origins import speakers_of
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Timing
    from sphinx_dossier.core.model import Basis


class Evidence(NamedTuple):
    """What is shown under the paragraph of a claim.

    ``reach`` counts the publications that carry it, ``origins`` the bodies that said it first,
    independently of each other; ``is_joint`` says that several said it together, ``is_later`` that
    it was made after the as-of day of the page. ``is_assertion`` says that its act says how things
    are, ``act_label`` what the project calls it; ``on_map`` leads to its places on a map.
    """

    id: str
    title: str
    side: str
    speakers: tuple[Link, ...]
    way: Way
    act: str
    is_opinion: bool
    said: Timing | None
    basis: Basis
    citations: tuple[Cited, ...]
    marks: tuple[Mark, ...]
    reach: int
    origins: int
    facts: tuple[Fact, ...]
    is_joint: bool = False
    is_later: bool = False
    is_assertion: bool = False
    act_label: str = ""
    on_map: tuple[Link, ...] = ()


def evidence(index: Index, identifier: str) -> Evidence:
    """The evidence line of a claim and the facts below it."""
    claim = index.claims[identifier]
    standing = standings(index)[identifier]
    return Evidence(
        id=identifier,
        title=index.titles[identifier],
        side=index.side_of_claim(claim),
        speakers=speakers(index, claim),
        way=way(index, claim),
        act=claim.act,
        is_opinion=claim.is_opinion,
        said=timing_of(index, identifier),
        basis=claim.basis,
        citations=tuple(cited(index, citation) for citation in claim.cites),
        marks=marks(index, identifier),
        reach=standing.reach,
        origins=standing.independent,
        facts=facts(index, claim),
        is_joint=len(speakers_of(index, identifier)) > 1,
        is_later=index.is_later(claim.id),
        is_assertion=claim.is_assertion,
        act_label=index.vocabulary.label("acts", claim.act),
    )
