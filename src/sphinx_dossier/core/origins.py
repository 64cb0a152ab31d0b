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
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from sphinx_dossier.core.circles import circle_names
from sphinx_dossier.core.memo import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Claim

_PARENTS = ("repeats", "drifted-from")


class Dependence(Enum):
    """Why two claims do not count as two origins."""

    UNNAMED = "nobody is named who said it first"
    BODY = "both go back to the same body"
    ANCESTOR = "both grew out of the same statement"
    PUBLICATION = "one rests on no publication but those of the other"


def first_speakers(claim: Claim) -> tuple[str, ...]:
    """Who said it first, as far as the claim itself says; none for words without a name."""
    if claim.act == "reports":
        return tuple(relay.actor for relay in claim.via[:1])
    return claim.by


def roots(index: Index, claim: str) -> tuple[str, ...]:
    """The ids of the ancestors of ``claim`` without parents, or itself where it has no parents.

    Where all ancestors repeat each other in a circle, which the checks report, it is the least id
    of the circle: every claim of the circle then has the same root.
    """
    ends = {one for one in ancestors(index, claim) if not index.related(one, *_PARENTS)}
    return tuple(sorted(ends)) or (_least_of_circle(index, claim),)


def ancestors(index: Index, claim: str) -> set[str]:
    """The claim, its parents, their parents, and so on."""
    return _closure(index, [claim], *_PARENTS)


def repeated(index: Index, claim: str) -> tuple[str, ...]:
    """The claim and all that it passes on unchanged, directly or at second hand."""
    found = _closure(index, [claim], "repeats") - {claim}
    return (claim, *index.by_date(found))


def printed_line(index: Index, claim: str) -> set[str]:
    """The claim and what it passes on by steps that sources print, and that nobody inferred."""
    found, waiting = {claim}, [claim]
    while waiting:
        one = waiting.pop()
        for other in index.related(one, "repeats"):
            if other not in found and not index.end(one, "repeats", other).is_inferred:
                found.add(other)
                waiting.append(other)
    return found


def carriers(index: Index, claims: Iterable[str]) -> set[str]:
    """The claims and all that repeats them, with others or alone."""
    return _closure(index, claims, "repeated-by")


def _closure(index: Index, claims: Iterable[str], *relations: str) -> set[str]:
    found, waiting = {*claims}, [*claims]
    while waiting:
        new = [one for one in index.related(waiting.pop(), *relations) if one not in found]
        found.update(new)
        waiting += new
    return found


def _least_of_circle(index: Index, claim: str) -> str:
    """The least id of the circle in which the ancestors of ``claim`` end."""
    path = [claim]
    while (step := min(index.related(path[-1], *_PARENTS))) not in path:
        path.append(step)
    # What comes before the circle only leads there, and is no part of it.
    return min(path[path.index(step) :])


@once
def heads(index: Index) -> Mapping[str, str]:
    """Claim id -> the claim at the head of its line, which may be itself.

    Claims that repeat each other in a circle, which the checks report, count as the least of them.
    """
    edges = {claim: set(_repeated_by(index, claim)) for claim in index.claims}
    name = circle_names(edges)
    parents: dict[str, set[str]] = defaultdict(set)
    for claim, ends in edges.items():
        own = name.get(claim, claim)
        parents[own] |= {name.get(end, end) for end in ends} - {own}
    found: dict[str, str] = {}
    # Parents first: each claim then finds the heads of its own.
    for claim in TopologicalSorter(parents).static_order():
        ends = {found[parent] for parent in parents[claim]}
        found[claim] = ends.pop() if len(ends) == 1 else claim
    return {claim: found[name.get(claim, claim)] for claim in index.claims}


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
    for parent in index.related(claim, *_PARENTS):
        by_head.setdefault(heads(index)[parent], parent)
    return index.by_date([*by_head.values()]) if len(by_head) > 1 else ()


def speakers_of(index: Index, claim: str) -> tuple[str, ...]:
    """Who said first what a claim says: the speakers of the head of its line."""
    head = heads(index)[claim]
    is_own = _is_changed(index, head) or bool(parts(index, head))
    return index.claims[head].by if is_own else first_speakers(index.claims[head])


@once
def own_origins(index: Index) -> Mapping[str, frozenset[str]]:
    """Claim id -> the bodies from which it comes; several spoke jointly, none is named for some."""
    return {claim: _bodies(index, speakers_of(index, claim)) for claim in index.claims}


def _bodies(index: Index, speakers: Iterable[str]) -> frozenset[str]:
    return frozenset(index.body_of(speaker) for speaker in speakers)


def dependence(index: Index, one: str, other: str) -> Dependence | None:
    """Why two claims do not count as two origins; ``None`` where they are independent."""
    if not (own_origins(index)[one] and own_origins(index)[other]):
        return Dependence.UNNAMED
    if _sources_of_knowledge(index, one) & _sources_of_knowledge(index, other):
        return Dependence.BODY
    if ancestors(index, one) & ancestors(index, other):
        return Dependence.ANCESTOR
    ours, theirs = _publications(index, one), _publications(index, other)
    # Words that are known from one publication only are as independent as its author was.
    if ours and theirs and (ours <= theirs or theirs <= ours):
        return Dependence.PUBLICATION
    return None


def are_independent(index: Index, one: str, other: str) -> bool:
    """Whether two claims have nobody and nothing in common from which both could come."""
    return dependence(index, one, other) is None


def _sources_of_knowledge(index: Index, claim: str) -> frozenset[str]:
    """The bodies from which it comes, before and after words were changed on the way."""
    found = own_origins(index)[claim]
    for root in roots(index, claim):
        found |= _bodies(index, first_speakers(index.claims[root]))
    return found


def _publications(index: Index, claim: str) -> set[str]:
    line = repeated(index, claim)
    return {citation.source for one in line for citation in index.claims[one].cites}
