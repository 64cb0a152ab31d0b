"""What is shown under the paragraph of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.cited_passages import Cited, cited
from sphinx_dossier.answers.claim_rows import Way, claim_line, speaker, way
from sphinx_dossier.answers.object_facts import Answered, Fact, linked
from sphinx_dossier.answers.page_links import Link, link
from sphinx_dossier.answers.prose_names import named_answer
from sphinx_dossier.answers.status_marks import Mark, mark
from sphinx_dossier.core.model import RELATIONS, Basis, Claim
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index


class Evidence(NamedTuple):
    """What is shown under the paragraph of a claim.

    ``reach`` counts the publications that carry it, ``origins`` the bodies that it comes from.
    """

    id: str
    side: str
    speaker: Link | None
    way: Way
    act: str
    is_opinion: bool
    said: Date | None
    basis: Basis
    citations: tuple[Cited, ...]
    marks: tuple[Mark, ...]
    reach: int
    origins: int
    facts: tuple[Fact, ...]


def evidence(index: Index, identifier: str) -> Evidence:
    """The evidence line of a claim and the facts below it."""
    claim = index.claims[identifier]
    standing = standings(index)[identifier]
    return Evidence(
        id=identifier,
        side=index.side_of(claim.by),
        speaker=speaker(index, claim),
        way=way(index, claim),
        act=claim.act,
        is_opinion=claim.is_opinion,
        said=claim.said,
        basis=claim.basis,
        citations=tuple(cited(index, citation) for citation in claim.cites),
        marks=tuple(mark(index, identifier, status) for status in standing.marks),
        reach=standing.reach,
        origins=len(standing.origins),
        facts=tuple(fact for fact in _claim_facts(index, claim) if fact.values),
    )


def _claim_facts(index: Index, claim: Claim) -> Iterator[Fact]:
    if claim.answers:
        asked = link(index, claim.answers.question)
        yield Fact("answers", (Answered(asked, named_answer(index, claim.answers)),))
    for relation, converse in RELATIONS.items():
        for word in (relation, converse):
            if others := index.related(claim.id, word):
                yield Fact(word, tuple(claim_line(index, other) for other in others))
    yield Fact("drift", (claim.drift,) if claim.drift else ())
    yield Fact("searched", (claim.searched,) if claim.searched else ())
    yield Fact("to", linked(index, *claim.to))
    yield Fact("at", linked(index, *claim.at))
    yield Fact("event", linked(index, claim.event))
