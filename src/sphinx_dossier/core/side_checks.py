"""Whether the sides that an object names are those of the dossier, which its settings list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.model import Actor, Question, where_written
from sphinx_dossier.core.nearest import did_you_mean
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx_dossier.core.model import Object, Where


OUTSIDE: Final = "outside"
"""What everybody is on who is on no side."""
MOST_SIDES: Final = 6
"""How many sides have a mark: more shapes and colours are not told apart at the size of a letter.

A side beyond has its name and its column, and no mark.
"""


def faults_of_sides(object_: Object, sides: Collection[str]) -> Iterator[Problem]:
    """Bad: ``:side: shoer``. Good: one of the sides that ``dossier_sides`` names."""
    for option, side in _named(object_):
        known = (*sides, OUTSIDE) if option == "searched" else tuple(sides)
        if side not in known:
            where = where_written(object_, option, side)
            yield fault_of_side(f":{option}: of {object_.id!r}", side, known, where)


def fault_of_side(owner: str, side: str, known: Collection[str], where: Where) -> Problem:
    """A side that is none; ``known`` are those that there are."""
    listed = f"one of {', '.join(known)}" if known else "a side that dossier_sides names"
    message = f"{owner} is {listed}; not {side!r}{did_you_mean(side, known)}"
    return Problem(Code.BAD_VALUE, message, where)


def _named(object_: Object) -> Iterator[tuple[str, str]]:
    if isinstance(object_, Actor) and object_.side:
        yield "side", object_.side
    if isinstance(object_, Question):
        yield from (("searched", side) for side, _ in object_.searched)
