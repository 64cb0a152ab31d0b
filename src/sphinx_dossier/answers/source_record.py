"""What rests on a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.page_links import Link, link, page_link
from sphinx_dossier.core.kinds import citations

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index


class SourceRecord(NamedTuple):
    """What rests on a source: objects that cite it, with the ids of passages, and pages.

    ``coverage`` leads to the page that shows all passages, if there is one; it has no label.
    """

    key: str
    coverage: Link | None
    objects: tuple[tuple[Link, tuple[str, ...]], ...]
    pages: tuple[Link, ...]


def source_record(index: Index, key: str) -> SourceRecord:
    """What rests on the source ``key``."""
    home = index.coverage_home.get(key)
    return SourceRecord(
        key=key,
        coverage=Link("", home, "", "page") if home else None,
        objects=tuple(
            (link(index, identifier), _passages(index, identifier, key))
            for identifier in index.resting_on.get(key, ())
        ),
        pages=tuple(page_link(index, page) for page in index.citing_pages.get(key, ())),
    )


def _passages(index: Index, identifier: str, key: str) -> tuple[str, ...]:
    # A citation of the whole source has no passage.
    cites = citations(index.objects[identifier])
    return tuple(cite.passage for cite in cites if cite.source == key and cite.passage)
