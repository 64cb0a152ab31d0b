"""From whom a claim comes: the line that it repeats, who said that first, and who is independent.

*Parents* of a claim are those it ``repeats`` or ``drifted-from``. Its *line* leads up from it over
what it repeats to the *head*, whose words they are: a claim that repeats nothing, that changed what
it took over, or that put several statements together. From a drift on the words are those of
whoever changed them, and a whole that nobody else said is that of who put it together: of such a
head the speaker is the origin, whatever its parents were.

The first speaker of any other head is the first of ``via`` when its act is ``reports`` (somebody
passes on another's words) and its ``by`` otherwise; the *origin* is the body at the end of that
speaker's ``of``. A copy, a translation or a second spokesman therefore adds no origin.
"""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.circles import components
from sphinx_dossier.core.line_publications import are_comparable, sources_of_lines
from sphinx_dossier.core.lines import PARENTS, repeated
from sphinx_dossier.core.memo import nameless_each
from sphinx_dossier.core.noted_reads import lasting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Claim


_CONTRADICTING: Final = ("denies", "disputes", "corrects")


class Dependence(Enum):
    """Why two claims do not count as two origins."""

    UNNAMED = "nobody is named who said it first"
    GUESSED = "who said one of them first is only inferred"
    BODY = "both go back to the same body"
    ANCESTOR = "both grew out of the same statement"
    PUBLICATION = "one rests on no publication but those of the other"


def first_speakers(claim: Claim) -> tuple[str, ...]:
    """Who said it first, as far as the claim itself says; none for words without a name."""
    if claim.known_act == "reports":
        return tuple(relay.actor for relay in claim.via[:1])
    return claim.by


def roots(index: Index, claim: str) -> tuple[str, ...]:
    """The ids of the ancestors of ``claim`` without parents, or itself where it has no parents.

    Claims that repeat each other in a circle, which the checks report, count as the least of them.
    """
    return _roots(index)[claim]


@lasting
def _roots(index: Index) -> Mapping[str, tuple[str, ...]]:
    parents = {claim: index.related(claim, *PARENTS) for claim in index.claims}
    found: dict[str, tuple[str, ...]] = {}
    for circle in components(parents):
        above = {found[end] for one in circle for end in parents[one] if end in found}
        # One tuple for all that grew out of the same: ways may be thousands of claims long.
        ends = above.pop() if len(above) == 1 else tuple(sorted({*chain.from_iterable(above)}))
        found |= dict.fromkeys(circle, ends or (min(circle),))
    return found


@lasting
def heads(index: Index) -> Mapping[str, str]:
    """Claim id -> the claim at the head of its line, which may be itself.

    Claims that repeat each other in a circle, which the checks report, count as the least of them.
    """
    edges = {claim: _repeated_by(index, claim) for claim in index.claims}
    found: dict[str, str] = {}
    for circle in components(edges):
        ends = {found[end] for one in circle for end in edges[one] if end in found}
        # Who repeats claims of different lines puts them together, and begins a line of its own.
        head = ends.pop() if len(ends) == 1 else min(circle)
        found |= dict.fromkeys(circle, head)
    return found


def _repeated_by(index: Index, claim: str) -> tuple[str, ...]:
    return () if _is_changed(index, claim) else index.related(claim, "repeats")


def _is_changed(index: Index, claim: str) -> bool:
    return bool(index.related(claim, "drifted-from"))


def parts(index: Index, claim: str) -> tuple[str, ...]:
    """The statements that a claim is put together from; none where it has only one parent.

    Parents of one line are one statement: who took it from an agency and from the agency's copy
    puts nothing together.
    """
    by_head: dict[str, str] = {}
    for parent in index.related(claim, *PARENTS):
        by_head.setdefault(heads(index)[parent], parent)
    return index.by_date([*by_head.values()]) if len(by_head) > 1 else ()


def speakers_of(index: Index, claim: str) -> tuple[str, ...]:
    """Who said first what a claim says: the speakers of the head of its line."""
    head = index.claims[heads(index)[claim]]
    return head.by if _is_own(index, head.id) else first_speakers(head)


def _is_own(index: Index, head: str) -> bool:
    """Whether the words of a head are its speaker's, whatever it took them from."""
    return _is_changed(index, head) or bool(parts(index, head))


def is_guessed(index: Index, claim: str) -> bool:
    """Whether no source prints who said first what a claim says."""
    head = index.claims[heads(index)[claim]]
    is_passed_on = head.known_act == "reports" and not _is_own(index, head.id)
    is_first_guessed = is_passed_on and any(one.is_inferred for one in head.via[:1])
    return is_first_guessed or claim not in _led_in_print(index)


@lasting
def _led_in_print(index: Index) -> frozenset[str]:
    """The claims from which sources print the way to the head of their line."""
    edges = {claim: _repeated_by(index, claim) for claim in index.claims}
    found: set[str] = set()
    # Each behind what it leads to. Of a circle, which the checks report, all are of one line.
    for circle in components(edges):
        steps = ((one, end) for one in circle for end in edges[one])
        is_led = any(heads(index)[one] == one for one in circle) or any(
            end in found and not index.is_inferred(one, end, "repeats") for one, end in steps
        )
        found.update(circle if is_led else ())
    return frozenset(found)


@lasting
def own_origins(index: Index) -> Mapping[str, frozenset[str]]:
    """Claim id -> the bodies from which it comes; several spoke jointly, none is named for some."""
    return {claim: _bodies(index, speakers_of(index, claim)) for claim in index.claims}


def _bodies(index: Index, speakers: Iterable[str]) -> frozenset[str]:
    return frozenset(index.body_of(speaker) for speaker in speakers)


def said_first(index: Index, claim: str) -> tuple[Claim, ...]:
    """The claims whose acts say what a claim is: itself, and what it passes on."""
    head = heads(index)[claim]
    passed_on = parts(index, head) if index.claims[head].known_act == "reports" else ()
    ids = dict.fromkeys([claim, head, *(heads(index)[part] for part in passed_on)])
    return tuple(index.claims[one] for one in ids)


def is_opinion(index: Index, claim: str) -> bool:
    """Whether a claim is a judgement, be it one that somebody passes on."""
    return any(one.is_opinion for one in said_first(index, claim))


def unlikeness(index: Index, claim: str, other: str) -> str:
    """Why nothing that both say could corroborate either; ``""`` where it can."""
    for one in (*said_first(index, claim), *said_first(index, other)):
        if not (one.is_assertion or one.is_opinion):
            return f"{one.id!r} {one.act}: that is a deed, and nobody can corroborate it"
    if is_opinion(index, claim) != is_opinion(index, other):
        opinion = claim if is_opinion(index, claim) else other
        return f"{opinion!r} is an opinion: it corroborates no assertion, and none does it"
    for later, earlier in ((claim, other), (other, claim)):
        for relation in _CONTRADICTING:
            if earlier in index.related(later, relation):
                return f"{later!r} {relation} {earlier!r}, so that they do not say the same"
    return ""


def dependence(index: Index, one: str, other: str) -> Dependence | None:
    """Why two claims do not count as two origins; ``None`` where they are independent."""
    if not (own_origins(index)[one] and own_origins(index)[other]):
        return Dependence.UNNAMED
    # An inference may take an origin away, but it makes none.
    if is_guessed(index, one) or is_guessed(index, other):
        return Dependence.GUESSED
    if _sources_of_knowledge(index, one) & _sources_of_knowledge(index, other):
        return Dependence.BODY
    # Who has an ancestor in common has the roots of that in common.
    if not {*roots(index, one)}.isdisjoint(roots(index, other)):
        return Dependence.ANCESTOR
    # Words that are known from one publication only are as independent as its author was.
    if _is_one_in_other(index, one, other):
        return Dependence.PUBLICATION
    return None


def _is_one_in_other(index: Index, one: str, other: str) -> bool:
    """Whether the publications of one of two claims are all among those of the other."""
    if are_comparable(index, one, other):
        ours, theirs = (sources_of_lines(index)[claim] for claim in (one, other))
        return bool(ours and theirs) and ours & theirs in (ours, theirs)
    mine, yours = _publications(index, one), _publications(index, other)
    return bool(mine and yours) and (mine <= yours or yours <= mine)


def are_independent(index: Index, one: str, other: str) -> bool:
    """Whether two claims have nobody and nothing in common from which both could come."""
    return dependence(index, one, other) is None


def count_apart(index: Index, claims: Sequence[str]) -> int:
    """How many groups of claims there are, of which each is independent of all others.

    Claims of unnamed origin are no matter here. Not every pair is compared: each claim is tied to
    what it depends on, which takes time in proportion to claims and ties.
    """
    if len(claims) < 2:
        return len(claims)
    tied: dict[str, set[str]] = {claim: set() for claim in claims}
    for group in (*_grown_together(index, claims), *_published_together(index, claims)):
        # Neighbours are enough to hold a group together: all pairs would grow with the square.
        for one, other in pairwise(group):
            tied[one].add(other)
            tied[other].add(one)
    return sum(1 for _ in components(tied))


def _grown_together(index: Index, claims: Iterable[str]) -> Iterable[list[str]]:
    """The claims of each body, and those of each root."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in claims:
        for body in _sources_of_knowledge(index, claim):
            groups["body", body].append(claim)
        for root in roots(index, claim):
            groups["root", root].append(claim)
    return groups.values()


def _published_together(index: Index, claims: Iterable[str]) -> Iterator[list[str]]:
    """The claims that are known from just the same publications, with one of each wider range."""
    known_from: dict[frozenset[str], list[str]] = defaultdict(list)
    for claim in claims:
        known_from[_publications(index, claim)].append(claim)
    # To have no publication is nothing that two claims could have in common.
    known_from.pop(frozenset(), None)
    holding: dict[str, list[frozenset[str]]] = defaultdict(list)
    for publications in known_from:
        for one in publications:
            holding[one].append(publications)
    for publications, same in known_from.items():
        # Whatever holds all of them holds the rarest.
        candidates = min((holding[one] for one in publications), key=len)
        yield [*same, *(known_from[other][0] for other in candidates if publications < other)]


@nameless_each
def _sources_of_knowledge(index: Index, claim: str) -> frozenset[str]:
    """The bodies from which it comes, before and after words were changed on the way."""
    found = own_origins(index)[claim]
    for root in roots(index, claim):
        found |= _bodies(index, first_speakers(index.claims[root]))
    return found


@nameless_each
def _publications(index: Index, claim: str) -> frozenset[str]:
    line = repeated(index, claim)
    return frozenset(citation.source for one in line for citation in index.claims[one].cites)
