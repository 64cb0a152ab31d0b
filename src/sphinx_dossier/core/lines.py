"""What a claim passes on: its line, who carries it further, and what was said against any of it.

Lines may be thousands of claims long, and every claim is asked for its own. Of those the few that
another claim turns against matter: each claim keeps the nearest of them, which lead to the others.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.circles import components
from sphinx_dossier.core.memo import nameless_each
from sphinx_dossier.core.noted_reads import lasting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_dossier.core.index import Index

PARENTS: Final = ("repeats", "drifted-from")
"""The relations to what a claim grew out of."""
AGAINST: Final = {
    "conceded": ("conceded-by",),
    "denied": ("denied-by",),
    "disputed": ("disputed-by",),
    "updated": ("updated-by", "corrected-by"),
}
"""Status -> the relations to a claim that turns against what was said, or takes its place."""
_ALL_AGAINST: Final = frozenset(chain.from_iterable(AGAINST.values()))


def repeated(index: Index, claim: str) -> set[str]:
    """The claim and all that it passes on unchanged, directly or at second hand."""
    return _closure([claim], lambda one: index.related(one, "repeats"))


@nameless_each
def challenged(index: Index, claim: str) -> tuple[str, ...]:
    """Those of :func:`repeated` that another claim turns against: first itself, then by date."""
    found = _closure([claim], lambda one: _nearest_challenged(index).get(one, ()))
    own = [claim] if _is_challenged(index, claim) else []
    return (*own, *index.by_date(found - {claim}))


def challenged_in_print(index: Index, claim: str) -> set[str]:
    """The same by steps that sources print, and that nobody inferred; and the claim itself."""
    return _closure([claim], lambda one: _nearest_in_print(index).get(one, ()))


@lasting
def _nearest_challenged(index: Index) -> Mapping[str, frozenset[str]]:
    return _nearest(index, {claim: index.related(claim, "repeats") for claim in index.claims})


@lasting
def _nearest_in_print(index: Index) -> Mapping[str, frozenset[str]]:
    return _nearest(index, {claim: _repeated_in_print(index, claim) for claim in index.claims})


def _repeated_in_print(index: Index, claim: str) -> list[str]:
    others = index.related(claim, "repeats")
    return [one for one in others if not index.is_inferred(claim, one, "repeats")]


def _nearest(index: Index, edges: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Claim id -> the first challenged claims on each way from it; without those that have none."""
    found: dict[str, frozenset[str]] = {}
    for circle in components(edges):
        # Of a circle, which the checks report, all have what any of them leads to.
        ends = {end for one in circle for end in edges[one]}
        stops = frozenset(end for end in ends if _is_challenged(index, end))
        sets = {found[end] for end in ends - stops if end in found} | ({stops} if stops else set())
        # One set for a whole line, and not one as long as the line for each of its claims.
        if sets:
            nearest = sets.pop() if len(sets) == 1 else frozenset().union(*sets)
            found |= dict.fromkeys(circle, nearest)
    return found


def _is_challenged(index: Index, claim: str) -> bool:
    return not index.relations.get(claim, {}).keys().isdisjoint(_ALL_AGAINST)


def _closure(claims: Iterable[str], ends_of: Callable[[str], Iterable[str]]) -> set[str]:
    """The claims, those that they lead to, those that these lead to, and so on."""
    found, waiting = {*claims}, [*claims]
    while waiting:
        new = [one for one in ends_of(waiting.pop()) if one not in found]
        found.update(new)
        waiting += new
    return found
