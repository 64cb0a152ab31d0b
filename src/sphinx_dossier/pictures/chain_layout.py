"""The way of a claim as lines that fork: which step goes straight on, which branch off.

The way to the claim that is asked about is the straight one, so that a phone has room for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dossier.answers.chain import Hop

_LEAVES_OUT: Final = re.compile(
    r"\bdenial\b[^;]*\b(left out|dropped|omitted|not mentioned|missing|gone)\b", re.IGNORECASE
)
_DEEPEST, _MOST_COPIES, _MOST_FULL = 3, 3, 40


class Step(NamedTuple):
    """A step with what branches off after it.

    ``denial`` tells whether one ``begins`` here, stands beside it (``on``) or is ``dropped``.
    ``copies`` repeat it and change nothing. A ``light`` step is one of very many.
    """

    hop: Hop
    denial: str
    copies: tuple[Hop, ...]
    branches: tuple[Way, ...]
    is_light: bool


Way = tuple[Step, ...]


class _Tree(NamedTuple):
    hops: Sequence[Hop]
    children: list[list[int]]
    on_way: set[int]
    denials: list[str]


def ways(hops: Sequence[Hop]) -> tuple[Way, ...]:
    """A way for each first speaker; the one that holds the claim asked about comes last."""
    parents = _parents(hops)
    children: list[list[int]] = [[] for _ in hops]
    for at, parent in enumerate(parents):
        if parent >= 0:
            children[parent].append(at)
    asked = next((at for at, hop in enumerate(hops) if hop.is_asked), -1)
    on_way = set()
    while asked >= 0:
        on_way.add(asked)
        asked = parents[asked]
    tree = _Tree(hops, children, on_way, _denials(hops, parents, children))
    roots = [at for at, parent in enumerate(parents) if parent < 0]
    roots.sort(key=lambda root: root in on_way)
    return tuple(_way(tree, root, 0) for root in roots)


def _parents(hops: Sequence[Hop]) -> list[int]:
    """The place of the step before each; -1 for a first one."""
    found: list[int] = []
    path: list[int] = []
    for at, hop in enumerate(hops):
        del path[hop.depth :]
        found.append(path[-1] if path else -1)
        path.append(at)
    return found


def _denials(hops: Sequence[Hop], parents: Sequence[int], children: list[list[int]]) -> list[str]:
    """Where a denial stands beside the line: from the step it is about to those that drop it."""
    drops = [bool(_LEAVES_OUT.search(hop.drift)) for hop in hops]
    ahead = [*drops]
    for at in reversed(range(len(hops))):
        ahead[at] = drops[at] or any(ahead[child] for child in children[at])
    found: list[str] = []
    for at, hop in enumerate(hops):
        before = found[parents[at]] if parents[at] >= 0 else ""
        is_beside = before in ("begins", "on")
        if is_beside and drops[at]:
            found.append("dropped")
        elif is_beside and ahead[at]:
            found.append("on")
        elif hop.denials and any(ahead[child] for child in children[at]):
            found.append("begins")
        else:
            found.append("")
    return found


def _way(tree: _Tree, start: int, level: int) -> Way:
    steps: list[Step] = []
    at: int | None = start
    while at is not None:
        later = tree.children[at]
        copies = [one for one in later if _is_copy(tree, one)]
        copies = copies if len(copies) > _MOST_COPIES else []
        later = [one for one in later if one not in copies]
        straight = next((one for one in later if one in tree.on_way), later[-1] if later else None)
        aside = [one for one in later if one != straight]
        can_fork = level < _DEEPEST
        steps.append(
            Step(
                hop=tree.hops[at],
                denial=tree.denials[at],
                copies=tuple(tree.hops[one] for one in copies),
                branches=tuple(
                    _way(tree, one, level + 1) if can_fork else _flat(tree, one) for one in aside
                ),
                is_light=len(tree.hops) > _MOST_FULL and at not in tree.on_way,
            )
        )
        at = straight
    return tuple(steps)


def _is_copy(tree: _Tree, at: int) -> bool:
    hop = tree.hops[at]
    return not (hop.drift or hop.denials or hop.joins or tree.children[at] or at in tree.on_way)


def _flat(tree: _Tree, start: int) -> Way:
    """All that follows in one line, where no room is left for more branches."""
    steps: list[Step] = []
    waiting = [start]
    while waiting:
        at = waiting.pop()
        is_light = len(tree.hops) > _MOST_FULL
        steps.append(Step(tree.hops[at], tree.denials[at], (), (), is_light))
        waiting += reversed(tree.children[at])
    return tuple(steps)
