"""What rests on a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.parts import (
    Line,
    Link,
    link,
    page_link,
)
from sphinx_dossier.core.kinds import citations

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index


class SourceRecord(NamedTuple):
    """What rests on a source: objects that cite it, with passages, and pages."""

    key: str
    coverage: Line
    objects: tuple[tuple[Line, str], ...]
    pages: tuple[Link, ...]


def source_record(index: Index, key: str) -> SourceRecord:
    """What rests on the source ``key``."""
    found = []
    for identifier in index.resting_on.get(key, ()):
        thing = index.objects[identifier]
        cites = [c for c in citations(thing) if c.source == key and c.passage]
        places = ", ".join(f"¶ {cite.passage.removeprefix('p')}" for cite in cites)
        found.append(((link(index, identifier),), places))
    pages = tuple(page_link(index, page) for page in index.citing_pages.get(key, ()))
    home = index.coverage_home.get(key)
    passages: Line = (Link("all passages", home, "", "page"),) if home else ()
    return SourceRecord(key, passages, tuple(found), pages)
