"""The way of a claim as lines that fork: which step goes straight on, which branch off.

The way to the claim that is asked about is the straight one, so that a phone has room for it.
Steps are known by their positions in the answer, where each comes after the one that it grew from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dossier.answers.chain import Hop

# What authors write of a change that drops a denial. No semicolon between the two words: after one,
# the line speaks of something else.
_LEAVES_OUT: Final = lazy_pattern(
    r"\bdenial\b[^;]*\b(left out|dropped|omitted|not mentioned|missing|gone)\b", re.IGNORECASE
)
# Branches of branches: each is set in, and a phone has room for three.
_DEEPEST: Final = 3
# More who only repeat a step are folded away; a few are worth a line of their own.
_MOST_COPIES: Final = 3
# In a longer way the steps beside the main line are light, to keep the HTML below 100 kB.
_MOST_FULL: Final = 40


class Step(NamedTuple):
    """A step with what branches off after it.

    ``denial`` says whether one ``begins`` here, goes on beside it (``on``) or is ``dropped``.
    ``copies`` repeat it and change nothing. A ``light`` step is one of very many.
    """

    hop: Hop
    denial: str
    copies: tuple[Hop, ...]
    branches: tuple[Way, ...]
    is_light: bool


Way = tuple[Step, ...]


class _Tree(NamedTuple):
    """The steps with the positions of their children, of the main line, and what is denied."""

    hops: Sequence[Hop]
    children: list[list[int]]
    on_way: set[int]
    denials: list[str]

    def is_copy(self, position: int) -> bool:
        """Whether a step only repeats: nothing changed, and nothing came of it."""
        hop = self.hops[position]
        is_plain = not (hop.drift or hop.denials or hop.joins)
        return is_plain and not self.children[position] and position not in self.on_way


def ways(hops: Sequence[Hop]) -> tuple[Way, ...]:
    """A way for each first speaker; the one that holds the claim asked about comes last."""
    parents = _parents(hops)
    children: list[list[int]] = [[] for _ in hops]
    for position, parent in enumerate(parents):
        if parent >= 0:
            children[parent].append(position)
    asked = next((i for i, hop in enumerate(hops) if hop.is_asked), -1)
    on_way = set()
    while asked >= 0:
        on_way.add(asked)
        asked = parents[asked]
    tree = _Tree(hops, children, on_way, _denials(hops, parents, children))
    roots = [position for position, parent in enumerate(parents) if parent < 0]
    roots.sort(key=lambda root: root in on_way)
    return tuple(_way(tree, root, 0) for root in roots)


def _parents(hops: Sequence[Hop]) -> list[int]:
    """The position of the step before each; -1 for a first one."""
    parents: list[int] = []
    path: list[int] = []
    for position, hop in enumerate(hops):
        del path[hop.depth :]
        parents.append(path[-1] if path else -1)
        path.append(position)
    return parents


def _denials(hops: Sequence[Hop], parents: Sequence[int], children: list[list[int]]) -> list[str]:
    """Where a denial runs beside the line: from the step it is about to those that drop it.

    A denial that no later step drops has no line: the step itself says that it is denied.
    """
    drops = [bool(_LEAVES_OUT.search(hop.drift)) for hop in hops]
    is_ahead = [*drops]
    # Children come after their parents: backwards, they are known before them.
    for i in reversed(range(len(hops))):
        is_ahead[i] = drops[i] or any(is_ahead[child] for child in children[i])
    denials: list[str] = []
    for i, hop in enumerate(hops):
        before = denials[parents[i]] if parents[i] >= 0 else ""
        is_beside = before in ("begins", "on")
        if is_beside and drops[i]:
            denials.append("dropped")
        elif is_beside and is_ahead[i]:
            denials.append("on")
        elif hop.denials and any(is_ahead[child] for child in children[i]):
            denials.append("begins")
        else:
            denials.append("")
    return denials


def _way(tree: _Tree, start: int, level: int) -> Way:
    """A line from a step on, with its branches; ``level`` counts how often it is set in."""
    steps: list[Step] = []
    position: int | None = start
    # A loop, not a call for each step: ways are longer than Python's stack is deep.
    while position is not None:
        copies = [child for child in tree.children[position] if tree.is_copy(child)]
        if len(copies) <= _MOST_COPIES:
            copies = []
        later = [child for child in tree.children[position] if child not in copies]
        # Off the main line, the latest goes on: the earlier ones branch off above it.
        straight = next((one for one in later if one in tree.on_way), later[-1] if later else None)
        branches = tuple(_branch(tree, one, level) for one in later if one != straight)
        steps.append(_step(tree, position, copies, branches))
        position = straight
    return tuple(steps)


def _branch(tree: _Tree, start: int, level: int) -> Way:
    return _way(tree, start, level + 1) if level < _DEEPEST else _flat(tree, start)


def _flat(tree: _Tree, start: int) -> Way:
    """All that follows in one line, where no room is left for more branches."""
    steps: list[Step] = []
    waiting = [start]
    while waiting:
        position = waiting.pop()
        steps.append(_step(tree, position, (), ()))
        waiting += reversed(tree.children[position])
    return tuple(steps)


def _step(tree: _Tree, position: int, copies: Sequence[int], branches: tuple[Way, ...]) -> Step:
    return Step(
        hop=tree.hops[position],
        denial=tree.denials[position],
        copies=tuple(tree.hops[copy] for copy in copies),
        branches=branches,
        is_light=len(tree.hops) > _MOST_FULL and position not in tree.on_way,
    )
