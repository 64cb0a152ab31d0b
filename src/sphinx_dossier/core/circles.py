"""Graphs of ids that lead to ids, and circles in those that should have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def components(edges: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """The nodes, those of a circle together, and each behind all that it leads to.

    Tarjan's strongly connected components (https://doi.org/10.1137/0201010), without calls of
    itself: a way may be longer than Python nests calls. It takes time in proportion to nodes and
    edges, each end of which is a node.
    """
    met: dict[str, int] = {}
    least: dict[str, int] = {}
    done = set[str]()
    path: list[str] = []
    for start in edges:
        waiting = [start]
        while waiting:
            node = waiting[-1]
            if node not in met:
                met[node] = len(met)
                path.append(node)
                waiting += [end for end in edges[node] if end not in met]
                continue
            waiting.pop()
            # A node waits once for each that leads to it, and is seen again behind its ends.
            if node not in least:
                ends = (least.get(end, met[end]) for end in edges[node] if end not in done)
                least[node] = min([met[node], *ends])
                if least[node] == met[node]:
                    circle = [path.pop()]
                    while circle[-1] != node:
                        circle.append(path.pop())
                    done.update(circle)
                    yield circle


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
