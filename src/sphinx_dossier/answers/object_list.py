"""A plain list of the objects that pass a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.claim_rows import ClaimLine, ObjectLine, Row, object_lines, rows
from sphinx_dossier.answers.filters import Filter, passing
from sphinx_dossier.answers.page_links import source_link

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index


class ObjectList(NamedTuple):
    """Claims as rows, anything else as lines."""

    rows: tuple[Row | ClaimLine | ObjectLine, ...]


def object_list(index: Index, wanted: Filter) -> ObjectList:
    """The objects that pass a filter, by date or name."""
    # No more of the filter is asked: a source is made by no actor of the dossier and is on no side.
    if wanted.kind == "source":
        return ObjectList(tuple(ObjectLine(source_link(index, key)) for key in index.sources))
    taken = passing(index, index.objects, wanted)
    if wanted.kind == "claim":
        return ObjectList(rows(index, (claim.id for claim in taken)))
    return ObjectList(object_lines(index, taken))
