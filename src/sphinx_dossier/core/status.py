"""What became of each claim: status, reach and origins, computed and never written by hand.

*Parents* of a claim are those it ``repeats`` or ``drifted-from``; its *roots* are the ancestors
without parents. The first speaker of a root is the last of ``via`` when its act is ``reports``
(somebody passes on another's words) and its ``by`` otherwise; the *origin* is the body at the end
of that speaker's ``of``. A copy, a translation or a second spokesman therefore adds no origin.

A claim's *support* is itself with all it is joined to by ``corroborates`` and ``repeats``, in
either direction; but a claim that repeats several bundles them, and joins none that nothing else
joins. ``origins`` are the origins of all roots of the support, ``reach`` counts the publications
that carry it or repeat it: cited sources, and media in ``via`` that published none of them.

Several statuses may hold at once. The order of :data:`STATUSES` puts first what a reader must know
before anything else: that the words are not those that were said, then who speaks against them,
from the other body that concedes to the rival that only says otherwise, then that the speaker has
replaced them. The last four say how well a claim is carried, and at least one of them holds.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.core.instant_answers import can_both_hold
from sphinx_dossier.core.memo import once
from sphinx_dossier.core.model import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Claim

_PARENTS = ("repeats", "drifted-from")


class Standing(NamedTuple):
    """What became of a claim: ``marks`` are all statuses that hold, in order of precedence.

    ``origins`` are ids of actors, ``reach`` is a number of publications, ``roots`` and ``rivals``
    are ids of claims.
    """

    marks: tuple[str, ...]
    origins: tuple[str, ...]
    reach: int
    roots: tuple[str, ...]
    rivals: tuple[str, ...]

    @property
    def status(self) -> str:
        """The first status that holds, which is shown where there is room for one."""
        return self.marks[0]


def first_speaker(claim: Claim) -> str:
    """Who said it first, as far as the claim itself says; ``""`` for words without a name."""
    if claim.act == "reports":
        return claim.via[-1] if claim.via else ""
    return claim.by


def roots(index: Index, claim: str) -> tuple[str, ...]:
    """The ids of the ancestors of ``claim`` without parents, or itself where it has no parents.

    Where all ancestors repeat each other in a circle, which the checks report, it is the least id
    of the circle: every claim of the circle then has the same root.
    """
    seen, heads, waiting = {claim}, set(), [claim]
    while waiting:
        current = waiting.pop()
        parents = index.related(current, *_PARENTS)
        if not parents:
            heads.add(current)
        new = [parent for parent in parents if parent not in seen]
        seen.update(new)
        waiting += new
    return tuple(sorted(heads)) or (_least_of_circle(index, claim),)


def _least_of_circle(index: Index, claim: str) -> str:
    """The least id of the circle in which the ancestors of ``claim`` end."""
    path = [claim]
    while (step := min(index.related(path[-1], *_PARENTS))) not in path:
        path.append(step)
    # What comes before the circle only leads there, and is no part of it.
    return min(path[path.index(step) :])


@once
def standings(index: Index) -> Mapping[str, Standing]:
    """Claim id -> what became of it."""
    own_roots = {claim: roots(index, claim) for claim in index.claims}
    own_origins = {claim: _origins(index, heads) for claim, heads in own_roots.items()}
    rivals = _rivals(index, own_origins)
    result: dict[str, Standing] = {}
    for support in _supports(index):
        reach = _reach(index, _carriers(index, support))
        origins = sorted({origin for claim in support for origin in own_origins[claim]})
        for claim in sorted(support):
            marks = _marks(index, claim, len(origins), reach, own_origins, rivals[claim])
            result[claim] = Standing(
                marks, tuple(origins), reach, own_roots[claim], index.by_date(rivals[claim])
            )
    return result


def _origins(index: Index, heads: Iterable[str]) -> frozenset[str]:
    """The bodies that said some roots first; words without a name add none."""
    speakers = {first_speaker(index.claims[head]) for head in heads}
    return frozenset(index.body_of(speaker) for speaker in speakers if speaker)


def _supports(index: Index) -> Iterable[set[str]]:
    """The claims in sets of those that support each other; each claim is in one set."""
    # Disjoint sets that are joined one by one: all members of a set share one and the same object.
    support = {claim: {claim} for claim in index.claims}

    def join(one: str, other: str) -> None:
        # The smaller set is put into the larger one, so a claim moves to a set at least twice as
        # large: no claim moves more often than the logarithm of how many there are.
        small, large = sorted((support[one], support[other]), key=len)
        if small is not large:
            large |= small
            support.update(dict.fromkeys(small, large))

    for claim in index.claims:
        for other in index.related(claim, "corroborates"):
            join(claim, other)
    # A claim that repeats two is joined only if these are joined already; joining it may in turn
    # join what another one repeats, so the rest is looked through until nothing more is ready.
    waiting = {claim: index.related(claim, "repeats") for claim in index.claims}
    while ready := [claim for claim in waiting if _are_joined(support, waiting[claim])]:
        for claim in ready:
            join(claim, waiting.pop(claim)[0])
    # By identity: a set is no key, and all members of one have the same object.
    return {id(members): members for members in support.values()}.values()


def _are_joined(support: Mapping[str, set[str]], claims: Iterable[str]) -> bool:
    """Whether some claims are all in one set; none at all are not."""
    return len({id(support[claim]) for claim in claims}) == 1


def _carriers(index: Index, support: Iterable[str]) -> set[str]:
    """The support and all that repeats it, with others or alone."""
    carriers, waiting = set(support), list(support)
    while waiting:
        new = [one for one in index.related(waiting.pop(), "repeated-by") if one not in carriers]
        carriers.update(new)
        waiting += new
    return carriers


def _reach(index: Index, carriers: Iterable[str]) -> int:
    """How many publications carry some claims: cited ones, and media that passed the words on."""
    claims = [index.claims[claim] for claim in carriers]
    sources = {citation.source for claim in claims for citation in claim.cites}
    publishers = {index.publisher_of.get(source) for source in sources}
    voices = {voice for claim in claims for voice in claim.via}
    relays = {name for name in voices if (actor := index.actor(name)) and actor.kind == "media"}
    # A medium whose own article is cited counts by its article.
    return len(sources) + len(relays - publishers)


def _rivals(index: Index, origins: dict[str, frozenset[str]]) -> dict[str, set[str]]:
    """Claim id -> claims of other origins whose answer cannot hold together with its own.

    Figures of one side that differ are a series that moved, and no rivals.
    """
    rivals: dict[str, set[str]] = defaultdict(set)
    # Every pair of answers to a question, which is quadratic: a question has tens of answers and
    # not thousands, and each of them is shown with all its rivals.
    for claims in index.answers.values():
        for one, other in combinations(claims, 2):
            ours, theirs = index.claims[one].answers, index.claims[other].answers
            are_one = (
                ours is None
                or theirs is None
                or can_both_hold(index, (index.claims[one], ours), (index.claims[other], theirs))
            )
            if not are_one and _are_apart(index, origins[one], origins[other]):
                rivals[one].add(other)
                rivals[other].add(one)
    return rivals


def _are_apart(index: Index, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of origins have no member and no side in common."""
    sides = {index.side_of(origin) for origin in one} & {index.side_of(origin) for origin in other}
    # Two bodies without a side are not of one side.
    return one.isdisjoint(other) and not sides - {""}


def _marks(
    index: Index,
    claim: str,
    origin_count: int,
    reach: int,
    own_origins: Mapping[str, frozenset[str]],
    rivals: Iterable[str],
) -> tuple[str, ...]:
    """The statuses that hold for a claim, in order of precedence."""
    answer = index.claims[claim].answers
    is_quantity = bool(answer and answer.is_quantity)
    holds = {
        "drifted": bool(index.related(claim, "drifted-from")),
        "conceded": _by_others(index, claim, "conceded-by", own_origins),
        "denied": _by_others(index, claim, "denied-by", own_origins),
        # Other words are a dispute; other figures have a status of their own.
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
    """Whether another body is the origin of a claim at the other end of a relation.

    Somebody unnamed counts as another one. Who takes back his own words does not; he updates them.
    """
    return any(
        not own_origins[other] or own_origins[other] - own_origins[claim]
        for other in index.related(claim, word)
    )
