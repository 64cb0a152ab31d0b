"""What a body said: itself, and through all who speak for it, by speaker."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.claim_rows import ClaimLine, ObjectLine, Row, rows
from sphinx_dossier.answers.page_links import Link, links
from sphinx_dossier.core.noted_reads import lasting
from sphinx_dossier.core.origins import first_speakers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Claim


class Part(NamedTuple):
    """Rows of the same speakers, who made a joint statement where they are several.

    ``bodies`` are those between a lone speaker and the body that the page is about: the ministry of
    a spokeswoman. Without ``speakers`` the rows have nothing in common.
    """

    rows: tuple[Row | ClaimLine | ObjectLine, ...]
    speakers: tuple[Link, ...] = ()
    bodies: tuple[Link, ...] = ()


def said_by(index: Index, body: str) -> tuple[Part, ...]:
    """The claims of a body and of all who speak for it, each once, by speaker."""
    return _parts(index, body, _said(index).get(body, ()), lambda claim: claim.by)


def passed_on_from(index: Index, body: str) -> tuple[Part, ...]:
    """What others passed on from a body and from all who speak for it, by who said it first.

    A report by somebody who speaks for the body is among its own claims, and not here.
    """
    own = set(_said(index).get(body, ()))
    reports = [claim for claim in _passed_on(index).get(body, ()) if claim not in own]
    return _parts(index, body, reports, first_speakers)


def sides_passed_on(index: Index, question: str) -> frozenset[str]:
    """The sides of those whose answers to a question others report."""
    claims = (index.claims[claim] for claim in index.answers.get(question, ()))
    reports = (claim for claim in claims if claim.known_act == "reports")
    return frozenset(index.side_of(one) for claim in reports for one in first_speakers(claim))


@lasting
def _said(index: Index) -> Mapping[str, tuple[str, ...]]:
    return _by_body(index, ((claim.id, claim.by) for claim in _own_claims(index)))


@lasting
def _passed_on(index: Index) -> Mapping[str, tuple[str, ...]]:
    reports = (claim for claim in _own_claims(index) if claim.known_act == "reports")
    return _by_body(index, ((claim.id, first_speakers(claim)) for claim in reports))


def _own_claims(index: Index) -> list[Claim]:
    return [claim for claim in index.claims.values() if claim.id in index.home]


def _by_body(
    index: Index, spoken: Iterable[tuple[str, tuple[str, ...]]]
) -> Mapping[str, tuple[str, ...]]:
    """Id of each actor -> the claims by it or by somebody who speaks for it, each once."""
    claims_of: dict[str, dict[str, None]] = defaultdict(dict)
    for claim, speakers in spoken:
        for speaker in speakers:
            for body in index.line_of(speaker):
                claims_of[body][claim] = None
    return {body: tuple(claims) for body, claims in claims_of.items()}


def _parts(
    index: Index,
    body: str,
    claims: Iterable[str],
    speakers_of: Callable[[Claim], tuple[str, ...]],
) -> tuple[Part, ...]:
    """Claims by those of their speakers who speak for ``body``: its own first, then most first."""
    by_speakers: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for claim in claims:
        speakers = dict.fromkeys(speakers_of(index.claims[claim]))
        voices = tuple(sorted(one for one in speakers if body in index.line_of(one)))
        by_speakers[voices].append(claim)
    # What a body said itself, and nobody for it, needs no headings of speakers.
    if by_speakers.keys() <= {(body,)}:
        return tuple(Part(rows(index, own)) for own in by_speakers.values())

    def rank(voices: tuple[str, ...]) -> tuple[object, ...]:
        return (voices != (body,), -len(by_speakers[voices]), voices)

    return tuple(
        Part(rows(index, by_speakers[voices]), links(index, voices), _between(index, body, voices))
        for voices in sorted(by_speakers, key=rank)
    )


def _between(index: Index, body: str, voices: tuple[str, ...]) -> tuple[Link, ...]:
    """The bodies through which a lone speaker speaks for ``body``, nearest first."""
    if len(voices) != 1 or voices[0] == body:
        return ()
    line = index.line_of(voices[0])
    return links(index, line[1 : line.index(body)])
