"""Rings and lines of points: cut to a box, and tested for a point inside."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from sphinx_dossier.pictures.svg import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Vertex: TypeAlias = tuple[float, float]
"""An x and a y in the picture."""
Ring: TypeAlias = list[Vertex]
"""The outline of a surface; its last vertex is joined to its first."""
Shape: TypeAlias = list[Ring]
"""A surface of one or more rings, of which those inside others are holes."""


def clip(ring: Sequence[Vertex], box: Box) -> Ring:
    """The part of a ring inside ``box``.

    Cuts along one side after the other, as Sutherland and Hodgman do (Reentrant polygon clipping,
    Communications of the ACM 17, 1974). Where a ring leaves and comes back, edges along the box
    join its parts; a box larger than the picture hides them.
    """
    result = list(ring)
    # Each side of the box: the axis it limits, where, and on which side of it lies the inside.
    sides = ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1))
    for axis, limit, sign in sides:
        before, result = result, []
        for i, end in enumerate(before):
            start = before[i - 1]
            is_inside = sign * end[axis] >= sign * limit
            if is_inside != (sign * start[axis] >= sign * limit):
                share = (limit - start[axis]) / (end[axis] - start[axis])
                other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
                result.append((limit, other) if axis == 0 else (other, limit))
            if is_inside:
                result.append(end)
    return result


def runs_in(line: Iterable[Vertex], box: Box) -> Iterator[list[Vertex]]:
    """The pieces of a line that touch ``box``, each with one vertex beyond it at its ends."""
    run: list[Vertex] = []
    for start, end in pairwise(line):
        if _span(start, end).meets(box):
            run = run or [start]
            run.append(end)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _span(start: Vertex, end: Vertex) -> Box:
    """The box around a segment."""
    (left, right), (top, bottom) = (sorted(pair) for pair in zip(start, end, strict=True))
    # Without a width, an upright segment on the left side of the box would not meet it.
    return Box(left, top, right + 0.01, bottom + 0.01)


def contains(shape: Iterable[Sequence[Vertex]], vertex: Vertex) -> bool:
    """Whether a vertex lies in a shape, by the even-odd rule.

    A ray to the right crosses the rings an odd number of times if it begins inside (Shimrat,
    Algorithm 112, Communications of the ACM 5, 1962).
    """
    x, y = vertex
    is_inside = False
    for ring in shape:
        for i, end in enumerate(ring):
            start = ring[i - 1]
            # A vertex at the height of the ray counts as below it, so that none counts twice.
            if (start[1] > y) != (end[1] > y):
                share = (y - start[1]) / (end[1] - start[1])
                if x < start[0] + share * (end[0] - start[0]):
                    is_inside = not is_inside
    return is_inside
