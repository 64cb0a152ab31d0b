"""What views show: lists, the ledger, chains, coverage (layer 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.checks import NOT_YET, uncited_reasons
from sphinx_dossier.model import (
    Claim,
    Event,
    Place,
    Question,
)
from sphinx_dossier.queries.filters import OUTSIDE, Filter, passes
from sphinx_dossier.queries.links import (
    Line,
    Link,
    Row,
    link,
    row,
    rows,
    source_link,
    speaker,
    told,
)
from sphinx_dossier.queries.record import (
    object_line,
    question_state,
    sorted_things,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.index import Index


class LedgerRow(NamedTuple):
    """A question and, for each side, the rows that answer it or what was searched."""

    question: Link
    about: str
    state: str
    cells: tuple[tuple[str, tuple[Row, ...], str], ...]


class Hop(NamedTuple):
    """A step of a claim's way: who, in what, and what changed since the step before.

    ``joins`` are later forms that also grew out of it and stand elsewhere on the way.
    """

    row: Row
    via: Line
    drift: str
    depth: int
    is_asked: bool
    denials: tuple[Row, ...]
    joins: tuple[Line, ...]


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


def objects(index: Index, wanted: Filter) -> tuple[Row | Line, ...]:
    """The objects that pass a filter, by date or name."""
    if wanted.kind == "source":
        return tuple((source_link(index, key),) for key in index.sources)
    found = [thing for thing in index.objects.values() if passes(index, thing, wanted)]
    if wanted.kind == "claim":
        return rows(index, (thing.id for thing in found))
    return tuple(object_line(index, thing) for thing in sorted_things(found))


def ledger(index: Index, wanted: Filter, sides: Sequence[str]) -> tuple[LedgerRow, ...]:
    """Questions against sides, in the order of ``about``; the last column is for all outside."""
    columns = (*sides, OUTSIDE)
    passed = [one for one in index.questions.values() if passes(index, one, wanted)]
    passed.sort(key=lambda question: rank(question, wanted.about))
    return tuple(_ledger_row(index, question, columns) for question in passed)


def rank(question: Question, about: Sequence[str]) -> int:
    """The place of the first id in ``about`` that the question is, or is about."""
    own = {question.id, *question.about}
    return next((place for place, one in enumerate(about) if one in own), len(about))


def _ledger_row(index: Index, question: Question, columns: Sequence[str]) -> LedgerRow:
    by_side: dict[str, list[str]] = {column: [] for column in columns}
    for claim in index.answers.get(question.id, ()):
        side = index.side_of(index.claims[claim].by)
        by_side[side if side in by_side else OUTSIDE].append(claim)
    searched = dict(question.searched)
    cells = tuple(
        (column, rows(index, by_side[column]), searched.get(column, "")) for column in columns
    )
    state = question_state(index, question.id)
    return LedgerRow(link(index, question.id), question.unit, state, cells)


def chain(index: Index, identifier: str) -> tuple[Hop, ...]:
    """The way of a claim: from its roots over all that repeats or bends it, to its last forms."""
    if identifier not in index.claims:
        return ()
    places: dict[str, tuple[str, int]] = {}
    waiting = [(root, "", 0) for root in reversed(index.standings[identifier].roots)]
    while waiting:
        claim, before, depth = waiting.pop()
        if claim not in places:
            places[claim] = (before, depth)
            later = reversed(_later_forms(index, claim))
            waiting += [(form, claim, depth + 1) for form in later]
    return tuple(_hop(index, claim, places, claim == identifier) for claim in places)


def _later_forms(index: Index, claim: str) -> tuple[str, ...]:
    return index.by_date(index.related(claim, "repeated-by", "drifted-to"))


def _hop(index: Index, claim: str, places: dict[str, tuple[str, int]], is_asked: bool) -> Hop:
    thing = index.claims[claim]
    denials = index.related(claim, "denied-by", "disputed-by", "corrected-by")
    joins = [form for form in _later_forms(index, claim) if places[form][0] != claim]
    return Hop(
        row=row(index, claim),
        via=speaker(index, thing)[1:],
        drift=thing.drift,
        depth=places[claim][1],
        is_asked=is_asked,
        denials=rows(index, denials),
        joins=tuple(told(index, form) for form in joins),
    )


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
        place = (passage.id, f"{key}-{passage.id}", passage.line, passage.role, passage.words)
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
