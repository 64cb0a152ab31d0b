"""A plain list of the objects that pass a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.filters import Filter, passes
from sphinx_dossier.answers.objects import object_line, sorted_things
from sphinx_dossier.answers.parts import (
    Line,
    Row,
    rows,
    source_link,
)

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index


class ObjectList(NamedTuple):
    """Claims as rows, anything else as lines."""

    rows: tuple[Row | Line, ...]


def object_list(index: Index, wanted: Filter) -> ObjectList:
    """The objects that pass a filter, by date or name."""
    if wanted.kind == "source":
        return ObjectList(tuple((source_link(index, key),) for key in index.sources))
    found = [thing for thing in index.objects.values() if passes(index, thing, wanted)]
    if wanted.kind == "claim":
        return ObjectList(rows(index, (thing.id for thing in found)))
    return ObjectList(tuple(object_line(index, thing) for thing in sorted_things(found)))
