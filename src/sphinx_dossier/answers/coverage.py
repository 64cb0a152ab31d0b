"""What was made of each passage of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.objects import object_line
from sphinx_dossier.answers.parts import (
    Line,
    Row,
    row,
    source_link,
)
from sphinx_dossier.core.anchors import passage_anchor
from sphinx_dossier.core.model import Claim, Event, Place
from sphinx_dossier.core.source_checks import NOT_YET, uncited_reasons

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index


class PassageRow(NamedTuple):
    """A passage of a decomposed source and what was made of it."""

    id: str
    anchor: str
    line: int
    role: str
    words: int
    quotes: tuple[str, ...]
    rows: tuple[Row | Line, ...]
    reason: str


class Coverage(NamedTuple):
    """The passages of one source, and how many of those that count are covered."""

    source: Line
    covered: int
    total: int
    passages: tuple[PassageRow, ...]


def coverage(index: Index, key: str) -> Coverage:
    """The passages of a source in order, with the objects that cite each."""
    manifest = index.manifests.get(key)
    if manifest is None:
        return Coverage((source_link(index, key),), 0, 0, ())
    reasons = uncited_reasons(index)
    passages = []
    for passage in manifest.passages.values():
        things = index.cited_by.get((key, passage.id), ())
        quotes = _quotes(index, things, key, passage.id)
        lines = tuple(
            row(index, thing) if thing in index.claims else object_line(index, index.objects[thing])
            for thing in things
        )
        reason = reasons.get((key, passage.id), "")
        place = (
            passage.id,
            passage_anchor(key, passage.id),
            passage.line,
            passage.role,
            passage.words,
        )
        passages.append(PassageRow(*place, quotes, lines, reason))
    counted = [told for told in passages if told.role != "furniture"]
    covered = sum(1 for told in counted if told.rows or told.reason not in ("", NOT_YET))
    return Coverage((source_link(index, key),), covered, len(counted), tuple(passages))


def _quotes(index: Index, things: Iterable[str], key: str, passage: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for identifier in things:
        thing = index.objects[identifier]
        if isinstance(thing, Claim | Event | Place):
            for cite in thing.cites:
                if (cite.source, cite.passage) == (key, passage) and cite.quote:
                    found[cite.quote] = None
    return tuple(found)
