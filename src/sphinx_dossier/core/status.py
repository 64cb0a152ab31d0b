"""What became of each claim: status, reach and origins, computed and never typed.

*Parents* of a claim are those it ``repeats`` or ``drifted-from``; its *roots* are the ancestors
without parents. The first speaker of a root is the last of ``via`` when its act is ``reports``
(somebody passes on another's words) and its ``by`` otherwise; the *origin* is the body at the end
of that speaker's ``of``. A copy, a translation or a second spokesman therefore adds no origin.

A claim's *support* is itself with all it is joined to by ``corroborates`` and ``repeats``, in
either direction; but a claim that repeats several bundles them, and joins none that nothing else
joins. ``origins`` are the origins of all roots of the support, ``reach`` counts the publications
that carry it or repeat it: cited sources, and media in ``via`` that published none of them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.core.memo import once
from sphinx_dossier.core.model import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Claim

_PARENTS = ("repeats", "drifted-from")


class Standing(NamedTuple):
    """All statuses that hold, in order of precedence, and the counts behind them."""

    marks: tuple[str, ...]
    origins: tuple[str, ...]
    reach: int
    roots: tuple[str, ...]
    rivals: tuple[str, ...]

    @property
    def status(self) -> str:
        """The status that counts."""
        return self.marks[0]


def first_speaker(claim: Claim) -> str:
    """Who said it first, as far as the claim itself tells; ``""`` for words without a name."""
    if claim.act == "reports":
        return claim.via[-1] if claim.via else ""
    return claim.by


def roots(index: Index, claim: str) -> tuple[str, ...]:
    """The claims at the beginning of the way of ``claim``; where it only circles, the least."""
    seen, found, waiting = {claim}, set(), [claim]
    while waiting:
        current = waiting.pop()
        parents = index.related(current, *_PARENTS)
        if not parents:
            found.add(current)
        new = [parent for parent in parents if parent not in seen]
        seen.update(new)
        waiting += new
    return tuple(sorted(found)) or (_least_of_circle(index, claim),)


def _least_of_circle(index: Index, claim: str) -> str:
    """The least id of the circle that the way of ``claim`` runs into; not what only leads there."""
    way = [claim]
    while (step := min(index.related(way[-1], *_PARENTS))) not in way:
        way.append(step)
    return min(way[way.index(step) :])


@once
def standings(index: Index) -> Mapping[str, Standing]:
    """Status, reach and origins of each claim, by id."""
    own_roots = {claim: roots(index, claim) for claim in index.claims}
    own_origins = {claim: _origins(index, heads) for claim, heads in own_roots.items()}
    rivals = _rivals(index, own_origins)
    found: dict[str, Standing] = {}
    for support in _supports(index):
        reach = _reach(index, _carriers(index, support))
        origins = sorted({origin for claim in support for origin in own_origins[claim]})
        for claim in sorted(support):
            marks = _marks(index, claim, len(origins), reach, own_origins, rivals[claim])
            found[claim] = Standing(
                marks, tuple(origins), reach, own_roots[claim], index.by_date(rivals[claim])
            )
    return found


def _origins(index: Index, heads: Iterable[str]) -> frozenset[str]:
    speakers = {first_speaker(index.claims[head]) for head in heads}
    return frozenset(index.body_of(speaker) for speaker in speakers if speaker)


def _supports(index: Index) -> Iterable[set[str]]:
    support = {claim: {claim} for claim in index.claims}

    def join(one: str, other: str) -> None:
        small, large = sorted((support[one], support[other]), key=len)
        if small is not large:
            large |= small
            support.update(dict.fromkeys(small, large))

    for claim in index.claims:
        for other in index.related(claim, "corroborates"):
            join(claim, other)
    waiting = {claim: index.related(claim, "repeats") for claim in index.claims}
    while ready := [claim for claim in waiting if _is_one_thing(support, waiting[claim])]:
        for claim in ready:
            join(claim, waiting.pop(claim)[0])
    return {id(one): one for one in support.values()}.values()


def _is_one_thing(support: Mapping[str, set[str]], claims: Iterable[str]) -> bool:
    return len({id(support[claim]) for claim in claims}) == 1


def _carriers(index: Index, support: Iterable[str]) -> set[str]:
    """The support and all that repeats it, bundled with others or not."""
    found, waiting = set(support), list(support)
    while waiting:
        new = [one for one in index.related(waiting.pop(), "repeated-by") if one not in found]
        found.update(new)
        waiting += new
    return found


def _reach(index: Index, support: Iterable[str]) -> int:
    sources = {cite.source for claim in support for cite in index.claims[claim].cites}
    publishers = {index.publisher_of.get(source) for source in sources}
    relays = {
        actor
        for claim in support
        for actor in index.claims[claim].via
        if (thing := index.actors.get(actor)) and thing.kind == "media"
    }
    return len(sources) + len(relays - publishers)


def _rivals(index: Index, origins: dict[str, frozenset[str]]) -> dict[str, set[str]]:
    """For each claim, those of other origins whose answer cannot hold together with its own.

    Figures of one side that differ are a series that moved, and no rivals.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for claims in index.answers.values():
        for position, one in enumerate(claims):
            for other in claims[position + 1 :]:
                ours, theirs = index.claims[one].answers, index.claims[other].answers
                if ours is None or theirs is None or ours.overlaps(theirs):
                    continue
                if _are_apart(index, origins[one], origins[other]):
                    found[one].add(other)
                    found[other].add(one)
    return found


def _are_apart(index: Index, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of origins have no member and no side in common."""
    sides = {index.side_of(origin) for origin in one} & {index.side_of(origin) for origin in other}
    return one.isdisjoint(other) and not sides - {""}


def _marks(
    index: Index,
    claim: str,
    origin_count: int,
    reach: int,
    own_origins: Mapping[str, frozenset[str]],
    rivals: Iterable[str],
) -> tuple[str, ...]:
    answer = index.claims[claim].answers
    is_quantity = bool(answer and answer.is_quantity)
    holds = {
        "drifted": bool(index.related(claim, "drifted-from")),
        "conceded": _by_others(index, claim, "conceded-by", own_origins),
        "denied": _by_others(index, claim, "denied-by", own_origins),
        "disputed": _by_others(index, claim, "disputed-by", own_origins)
        or (bool(rivals) and not is_quantity),
        "rival-figures": bool(rivals) and is_quantity,
        "updated": bool(index.related(claim, "updated-by", "corrected-by")),
        "unattributed": not own_origins[claim],
        "corroborated": origin_count > 1,
        "relayed": origin_count == 1 and reach > 1,
        "single-origin": origin_count == 1 and reach <= 1,
    }
    return tuple(mark for mark in STATUSES if holds[mark])


def _by_others(
    index: Index, claim: str, word: str, own_origins: Mapping[str, frozenset[str]]
) -> bool:
    """Whether another body stands behind a relation; one that nobody is named for counts."""
    return any(
        not own_origins[other] or own_origins[other] - own_origins[claim]
        for other in index.related(claim, word)
    )
