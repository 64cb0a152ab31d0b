"""Circles in a graph that should have none: ids that lead to ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def circle_names(edges: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Id -> the least id of those that it leads to and that lead back; only ids in a circle."""
    left = without_dead_ends({node: {*ends} for node, ends in edges.items()})
    # In a sound dossier nothing is left, so that it may take as long as it takes.
    reached = {node: _reached(left, node) for node in left}
    return {
        node: min(other for other in reached[node] if node in reached[other])
        for node in left
        if node in reached[node]
    }


def _reached(edges: Mapping[str, set[str]], start: str) -> set[str]:
    found, waiting = set[str](), [start]
    while waiting:
        new = edges[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def without_dead_ends(edges: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The nodes from which a circle can be reached, with the edges between them.

    They are what Kahn's topological sort (https://doi.org/10.1145/368996.369025) cannot sort; it
    takes time in proportion to nodes and edges.
    """
    left = {node: ends & edges.keys() for node, ends in edges.items()}
    starts: dict[str, list[str]] = {node: [] for node in left}
    for node, ends in left.items():
        for end in ends:
            starts[end].append(node)
    dead = [node for node, ends in left.items() if not ends]
    # The list grows while it is read: a node whose last edge goes is a dead end too.
    for node in dead:
        for start in starts[node]:
            left[start].discard(node)
            if not left[start]:
                dead.append(start)
        del left[node]
    return left
