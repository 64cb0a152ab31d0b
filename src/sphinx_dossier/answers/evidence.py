"""What stands under the paragraph of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.parts import (
    Fact,
    Line,
    Mark,
    _counts,
    answer_words,
    basis,
    citation_line,
    link,
    list_line,
    mark,
    speaker,
    told,
)
from sphinx_dossier.core.model import ACTS, Claim
from sphinx_dossier.core.status import standings
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dossier.core.index import Index


class Evidence(NamedTuple):
    """What stands under the paragraph of a claim."""

    id: str
    side: str
    speaker: Line
    act: str
    date: str
    basis: str
    citations: tuple[Line, ...]
    marks: tuple[Mark, ...]
    counts: str
    summary: str
    facts: tuple[Fact, ...]


def evidence(index: Index, identifier: str) -> Evidence:
    """The evidence line of a claim and the facts below it."""
    claim = index.claims[identifier]
    standing = standings(index)[identifier]
    told = tuple(_claim_facts(index, claim))
    return Evidence(
        id=identifier,
        side=index.side_of(claim.by),
        speaker=speaker(index, claim),
        act=("opinion: " if claim.is_opinion else "") + ACTS.get(claim.act, claim.act),
        date=words.date(claim.said) if claim.said else "",
        basis=basis(claim),
        citations=tuple(citation_line(index, citation) for citation in claim.cites),
        marks=tuple(mark(index, claim, word) for word in standing.marks),
        counts=_counts(standing.reach, len(standing.origins)),
        summary=_summary(told),
        facts=told,
    )


def _summary(told: Sequence[Fact]) -> str:
    """What stands below in few words: what became of the claim is told, the rest only promised."""
    telling = {*_RELATION_TERMS.values(), "What changed", "No other source found"}
    terms = [fact.term for fact in told if fact.term in telling]
    words = [terms[0], *(term[:1].lower() + term[1:] for term in terms[1:])] if terms else []
    return ", ".join(words) + " and more" if words else "More"


_RELATION_TERMS: Final = {
    "denies": "Denies",
    "denied-by": "Denied by",
    "disputes": "Disputes",
    "disputed-by": "Disputed by",
    "corroborates": "Corroborates",
    "corroborated-by": "Corroborated by",
    "repeats": "Repeats",
    "repeated-by": "Repeated by",
    "updates": "Updates",
    "updated-by": "Updated by",
    "corrects": "Corrects",
    "corrected-by": "Corrected by",
    "concedes": "Concedes",
    "conceded-by": "Conceded by",
    "drifted-from": "Drifted from",
    "drifted-to": "Became",
}


def _claim_facts(index: Index, claim: Claim) -> Iterator[Fact]:
    if claim.answers:
        asked = link(index, claim.answers.question)
        yield Fact("Answers", ((asked, " ", answer_words(index, claim.answers)),))
    for word, term in _RELATION_TERMS.items():
        others = index.related(claim.id, word)
        if others:
            yield Fact(term, tuple(told(index, other) for other in others))
    if claim.drift:
        yield Fact("What changed", ((claim.drift,),))
    if claim.searched:
        yield Fact("No other source found", ((claim.searched,),))
    for term, targets in (("To", claim.to), ("At", claim.at)):
        if targets:
            yield Fact(term, (list_line(index, targets),))
    if claim.event:
        yield Fact("Event", ((link(index, claim.event),),))
