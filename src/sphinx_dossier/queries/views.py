"""What views show: lists, the ledger, the timeline, chains, coverage (layer 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.checks import uncited_reasons
from sphinx_dossier.model import (
    Actor,
    Claim,
    Event,
    Object,
    Place,
    Question,
    kind_of,
)
from sphinx_dossier.queries.links import (
    Line,
    Link,
    Row,
    link,
    row,
    rows,
    source_link,
    speaker,
)
from sphinx_dossier.queries.record import (
    object_line,
    question_state,
    sorted_things,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.dates import Date
    from sphinx_dossier.index import Index

OUTSIDE: Final = "outside"
"""The ledger's column for everybody who is on no side."""


class LedgerRow(NamedTuple):
    """A question and, for each side, the rows that answer it or what was searched."""

    question: Link
    about: str
    state: str
    cells: tuple[tuple[str, tuple[Row, ...], str], ...]


class Moment(NamedTuple):
    """An entry of a timeline: an event (its line) or a claim (its row)."""

    day: str
    date: str
    is_event: bool
    side: str
    line: Line
    row: Row | None


class Hop(NamedTuple):
    """A step of a claim's way: who, in what, and what changed since the step before."""

    row: Row
    via: Line
    drift: str
    depth: int
    is_asked: bool
    denials: tuple[Row, ...]


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


class Filter(NamedTuple):
    """What a view takes: empty fields let everything pass."""

    kind: str = ""
    actor_kind: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    side: str = ""
    start: Date | None = None
    end: Date | None = None

    def takes_date(self, date: Date | None) -> bool:
        """Whether ``date`` begins in the span; an undated thing only where no span is asked."""
        if date is None:
            return self.start is None and self.end is None
        begins = date.anchor
        is_after = self.start is None or begins.last >= self.start.first
        return is_after and (self.end is None or begins.first <= self.end.last)


def objects(index: Index, wanted: Filter) -> tuple[Row | Line, ...]:
    """The objects that pass a filter, by date or name."""
    if wanted.kind == "source":
        return tuple((source_link(index, key),) for key in index.sources)
    found = [thing for thing in index.objects.values() if _passes(index, thing, wanted)]
    if wanted.kind == "claim":
        return rows(index, (thing.id for thing in found))
    return tuple(object_line(index, thing) for thing in sorted_things(found))


def _passes(index: Index, thing: Object, wanted: Filter) -> bool:
    if wanted.kind and kind_of(thing) != wanted.kind:
        return False
    if isinstance(thing, Actor):
        kinds, side = wanted.actor_kind, wanted.side
        fits_kind = not kinds or thing.kind in kinds
        return fits_kind and (not side or index.side_of(thing.id) == side)
    if isinstance(thing, Claim):
        return _passes_claim(index, thing, wanted)
    if isinstance(thing, Event):
        return wanted.takes_date(thing.when)
    if isinstance(thing, Question):
        return _passes_question(index, thing, wanted)
    return True


def _passes_question(index: Index, question: Question, wanted: Filter) -> bool:
    """Whether a question is about what is wanted and, if a span is asked, answered in it."""
    if wanted.about and not {question.id, *question.about} & set(wanted.about):
        return False
    answers = index.answers.get(question.id, ())
    has_span = wanted.start is not None or wanted.end is not None
    return not has_span or any(wanted.takes_date(index.claims[key].said) for key in answers)


def _passes_claim(index: Index, claim: Claim, wanted: Filter) -> bool:
    if wanted.by and not {claim.by, index.body_of(claim.by)} & set(wanted.by):
        return False
    if wanted.side and (index.side_of(claim.by) or OUTSIDE) != wanted.side:
        return False
    if wanted.about:
        question = claim.answers.question if claim.answers else ""
        asked = index.questions.get(question)
        about = {*claim.to, *claim.at, claim.event, question, *(asked.about if asked else ())}
        if not about & set(wanted.about):
            return False
    return wanted.takes_date(claim.said)


def ledger(index: Index, wanted: Filter, sides: Sequence[str]) -> tuple[LedgerRow, ...]:
    """Questions against sides, in the order of ``about``; the last column is for all outside."""
    columns = (*sides, OUTSIDE)
    passed = [one for one in index.questions.values() if _passes(index, one, wanted)]
    passed.sort(key=lambda question: _rank(question, wanted.about))
    return tuple(_ledger_row(index, question, columns) for question in passed)


def _rank(question: Question, about: Sequence[str]) -> int:
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


def timeline(index: Index, wanted: Filter) -> tuple[Moment, ...]:
    """Events, and claims that are tied to the same span, by date; events first."""
    moments: list[tuple[tuple[object, ...], Moment]] = []
    if wanted.kind in ("", "event"):
        for event in index.events.values():
            if event.when and wanted.takes_date(event.when):
                line = (link(index, event.id),)
                key = (*event.when.sort_key[:1], 0, *event.when.sort_key[1:], event.id)
                moments.append((key, _moment(event.when, True, "", line, None)))
    if wanted.kind in ("", "claim"):
        for claim in index.claims.values():
            if claim.said and _passes_claim(index, claim, wanted):
                told = row(index, claim.id)
                key = (*claim.said.sort_key[:1], 1, *claim.said.sort_key[1:], claim.id)
                moments.append((key, _moment(claim.said, False, told.side, (), told)))
    return tuple(moment for _, moment in sorted(moments, key=lambda pair: pair[0]))


def _moment(date: Date, is_event: bool, side: str, line: Line, told: Row | None) -> Moment:
    is_day = not date.shape and date.first.date() == date.last.date()
    day = f"{date.first:%Y-%m-%d}" if is_day else str(date)
    return Moment(day, date.readable(), is_event, side, line, told)


def chain(index: Index, identifier: str) -> tuple[Hop, ...]:
    """The way of a claim: from its roots over all that repeats or bends it, to its last forms."""
    if identifier not in index.claims:
        return ()
    hops: dict[str, Hop] = {}
    waiting = [(root, 0) for root in reversed(index.standings[identifier].roots)]
    while waiting:
        claim, depth = waiting.pop()
        if claim not in hops:
            hops[claim] = _hop(index, claim, depth, claim == identifier)
            children = index.by_date(index.related(claim, "repeated-by", "drifted-to"))
            waiting += [(child, depth + 1) for child in reversed(children)]
    return tuple(hops.values())


def _hop(index: Index, claim: str, depth: int, is_asked: bool) -> Hop:
    thing = index.claims[claim]
    denials = rows(index, index.related(claim, "denied-by", "disputed-by", "corrected-by"))
    via = speaker(index, thing)[1:]
    return Hop(row(index, claim), via, thing.drift, depth, is_asked, denials)


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
    covered = sum(1 for told in counted if told.rows or told.reason)
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
