"""What was known when: who had said what by each moment, as far as it is known when it was said.

A claim is a span of minutes, from the first in which it can have been made to the last. At a
moment it *had been said* if its span is over, *perhaps* if the moment is inside of it, and else
*not yet*. Nothing here takes a moment out of a span for the time at which something was said.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.filters import Filter, passing
from sphinx_dossier.answers.knowing_article import (
    PassageMark,
    last_news,
    passage_marks,
    printed_between,
)
from sphinx_dossier.answers.knowing_clock import Clock, Statement, minutes_of
from sphinx_dossier.answers.knowing_moment import Cut, Known, moment_at
from sphinx_dossier.answers.knowing_relays import Relay, relays_of
from sphinx_dossier.answers.knowing_threads import Lane, Thread, threads_of, unasked_of, voices_of
from sphinx_dossier.answers.page_links import Link, link, links, page_link
from sphinx_dossier.core.anchors import knowing_anchor
from sphinx_dossier.core.dates import EARLIEST, LATEST
from sphinx_dossier.core.instant_answers import asks_for_instant, instant_span
from sphinx_dossier.core.instants import day_of
from sphinx_dossier.core.side_checks import OUTSIDE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Span
    from sphinx_dossier.core.model import Claim

LONGEST: Final = 72
"""So many hours can be read along one axis."""
FEWEST: Final = 20
"""So many claims make a figure of their own; fewer are read as a list."""
_GAP: Final = 3
"""Days without a claim that end a stretch."""
_MOST_FIGURES: Final = 6
"""More of them weigh more than a phone shows at ease."""
_FEWEST_CUTS: Final = 3
_MOST_CUTS: Final = 4


class Wanted(NamedTuple):
    """What a view asks for: its filter, and the events of which it takes the claims, with parts.

    ``article`` is the key of a source whose passages stand on the same axis, ``main`` the question
    that has most room; ``number`` tells the anchors of a view from those of others of its page.
    """

    filter: Filter
    events: tuple[str, ...] = ()
    article: str = ""
    main: str = ""
    number: int = 1


class Begun(NamedTuple):
    """When somebody says that it began: the minute, the side, and the claim."""

    minute: int
    side: str
    claim: Link


class Stretch(NamedTuple):
    """Some days that one figure shows, in minutes from its beginning.

    ``counts`` say of how many statements the instant, an hour by which they were made, or only the
    day is known. ``floor`` is the minute before which nothing was said of what the view is about.
    ``lanes`` are the sides in their order, then everybody else. The article was ``printed`` between
    two minutes, of which the last may be behind the axis. ``mark`` tells its anchors from
    those of others.
    """

    mark: str
    clock: Clock
    floor: int
    counts: tuple[int, int, int]
    statements: tuple[Statement, ...]
    lanes: tuple[Lane, ...]
    relays: tuple[Relay, ...]
    begun: tuple[Begun, ...]
    article: Link | None
    printed: tuple[int, int] | None
    passages: tuple[PassageMark, ...]
    cuts: tuple[Cut, ...]
    moments: tuple[Known, ...]
    as_of: int
    homes: tuple[Link, ...]


class DaysBetween(NamedTuple):
    """A page with claims that no figure shows, and how many of them it has."""

    page: Link
    claims: int


class Bar(NamedTuple):
    """A stretch in the strip of all: its first and last day, how many claims, where its figure is.

    The link has no label, and no address where there are too many figures for a page.
    """

    first: str
    last: str
    claims: int
    figure: Link


class Knowing(NamedTuple):
    """The figures of a view, the strip that leads to them, and what is in none of them."""

    stretches: tuple[Stretch, ...]
    strip: tuple[Bar, ...]
    between: tuple[DaysBetween, ...]


def knowing(
    index: Index,
    wanted: Wanted,
    sides: Sequence[str],
    docname: str,
    homes: Mapping[str, Link],
) -> Knowing:
    """The figures, on the page ``docname``, of the claims that are asked for.

    ``homes`` are the pages of days, by day.
    """
    claims = {claim.id: claim for claim in claims_asked_for(index, wanted)}
    pieces, between = _pieces(index, claims, wanted.filter)
    drawn = sorted(pieces, key=lambda piece: -len(piece.claims))[:_MOST_FIGURES]
    left = [piece for piece in pieces if piece not in drawn]
    between += [key for piece in left for key in piece.claims]
    # Chosen by their size, and shown in the order of time.
    stretches = tuple(
        _Drawing(index, wanted, (*sides,), piece, homes).stretch
        for piece in pieces
        if piece in drawn
    )
    strip = [_bar(one, wanted, docname if one in drawn else "") for one in pieces]
    # One figure needs no strip that leads to it.
    return Knowing(stretches, tuple(strip) if len(strip) > 1 else (), _by_page(index, between))


def claims_asked_for(index: Index, wanted: Wanted) -> Iterator[Claim]:
    """The claims that pass, belong to the events of a view, and have a date."""
    events = set(_with_parts(index, wanted.events))
    for claim in passing(index, index.claims, wanted.filter):
        if claim.id in index.said and (not events or claim.event in events):
            yield claim


def _with_parts(index: Index, events: Iterable[str]) -> list[str]:
    """Events, and all that are parts of them, of any depth."""
    found = [*dict.fromkeys(events)]
    # The list grows while it is read.
    for one in found:
        parts = (key for key in index.naming(one, "part-of") if key not in found)
        found += parts
    return found


class _Piece(NamedTuple):
    """Days that belong together, with their claims."""

    first: dt.date
    last: dt.date
    claims: tuple[str, ...]
    is_drawn: bool = True


def _pieces(
    index: Index, claims: Mapping[str, Claim], asked: Filter
) -> tuple[list[_Piece], list[str]]:
    """What gets a figure, and the claims that no figure shows."""
    days = {key: _days_of(index, index.instants.spans[key]) for key in claims}
    most = timedelta(hours=LONGEST)
    # What may have been said in any of many days has no place on an axis of hours.
    long = [key for key, (first, last) in days.items() if last - first >= most]
    dated = {key: days[key] for key in sorted(days, key=days.__getitem__) if key not in long}
    # Whoever names both ends has chosen the axis: no piece of it is cut away for want of claims.
    if asked.start and asked.end and _length(asked) <= most:
        piece = _Piece(asked.start.first.date(), asked.end.last.date(), (*dated,))
        return ([piece] if dated else []), long
    found = [part for piece in _runs(dated) for part in _cut_up(piece, dated)]
    pieces = [piece for piece in found if len(piece.claims) >= FEWEST]
    # A small matter has one figure all the same.
    if not pieces and found:
        pieces = [max(found, key=lambda piece: len(piece.claims))]
    few = [key for piece in found if piece not in pieces for key in piece.claims]
    return pieces, long + few


def _length(asked: Filter) -> timedelta:
    if asked.start is None or asked.end is None:
        return timedelta.max
    return asked.end.last - asked.start.first


def _days_of(index: Index, span: Span) -> tuple[dt.date, dt.date]:
    first, last = (day_of(bound, index.clock) for bound in span)
    # Dates of one claim may contradict each other: then its span ends before it begins.
    return first, max(first, last)


def _runs(days: Mapping[str, tuple[dt.date, dt.date]]) -> list[list[str]]:
    """Claims in the order of their days, cut where some days have none."""
    runs: list[list[str]] = []
    end: dt.date | None = None
    for key, (first, last) in days.items():
        if end is None or (first - end).days > _GAP:
            runs.append([])
            end = None
        runs[-1].append(key)
        end = max(end or last, last)
    return runs


def _cut_up(keys: list[str], days: Mapping[str, tuple[dt.date, dt.date]]) -> list[_Piece]:
    """A run in pieces that one axis can show."""
    pieces: list[list[str]] = []
    begins: dt.date | None = None
    for key in keys:
        if begins is None or (days[key][1] - begins).days >= LONGEST // 24:
            pieces.append([])
            begins = days[key][0]
        pieces[-1].append(key)
    return [
        _Piece(min(days[key][0] for key in one), max(days[key][1] for key in one), (*one,))
        for one in pieces
    ]


def _bar(piece: _Piece, wanted: Wanted, docname: str) -> Bar:
    figure = Link("", docname, knowing_anchor(_mark(piece, wanted)), "page")
    return Bar(piece.first.isoformat(), piece.last.isoformat(), len(piece.claims), figure)


def _mark(piece: _Piece, wanted: Wanted) -> str:
    day = f"{piece.first:%Y%m%d}"
    # Behind the day stand numbers of patterns already.
    return day if wanted.number == 1 else f"{wanted.number}-{day}"


def _by_page(index: Index, claims: Iterable[str]) -> tuple[DaysBetween, ...]:
    counts: dict[str, int] = defaultdict(int)
    for key in claims:
        counts[index.home[key]] += 1
    return tuple(DaysBetween(page_link(index, name), counts[name]) for name in sorted(counts))


@dataclass(frozen=True)
class _Drawing:
    """One stretch on its way to an answer."""

    index: Index
    wanted: Wanted
    sides: tuple[str, ...]
    piece: _Piece
    homes: Mapping[str, Link]

    @cached_property
    def stretch(self) -> Stretch:
        """The answer."""
        lanes = tuple(self._lane(side) for side in (*self.sides, OUTSIDE))
        passages = passage_marks(self.index, self.wanted.article, self.clock)
        cuts = self._cuts(passages)
        said = [*self.statements.values()]
        exact = sum(one.is_exact for one in said)
        hours = sum(one.has_hour for one in said) - exact
        return Stretch(
            mark=_mark(self.piece, self.wanted),
            clock=self.clock,
            floor=self._floor,
            counts=(exact, hours, len(said) - exact - hours),
            statements=tuple(said),
            lanes=lanes,
            relays=relays_of(self.index, lanes_threads(lanes), self.statements),
            begun=self._begun,
            article=self._article if passages else None,
            printed=printed_between(self.index, self.wanted.article, self.clock),
            passages=passages,
            cuts=cuts,
            moments=tuple(moment_at(cut, lanes, said) for cut in cuts),
            as_of=self._as_of,
            homes=self._homes,
        )

    @cached_property
    def clock(self) -> Clock:
        """The axis: from the first hour to the last of what is shown."""
        spans = [self.index.instants.spans[key] for key in self.piece.claims]
        # An open beginning is no hour from which an axis could start.
        starts = [span.earliest.moment for span in spans if span.earliest.moment > EARLIEST]
        first = self._floor_moment or min(starts, default=EARLIEST)
        last = max(span.latest.moment for span in spans if span.latest.moment < LATEST)
        asked = self.wanted.filter
        if asked.start and asked.end and _length(asked) <= timedelta(hours=LONGEST):
            first = max(first, asked.start.earliest(self.index.clock))
            last = min(last, asked.end.latest(self.index.clock))
        return Clock.between(first, last, self.index.clock)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Each claim in the minutes of the axis."""
        return {key: self._statement(key) for key in self.piece.claims}

    def _statement(self, key: str) -> Statement:
        index, claim = self.index, self.index.claims[key]
        span = index.instants.spans[key]
        earliest, latest = minutes_of(span, self.clock.start)
        # Nothing was said of a matter before it began.
        earliest = max(earliest, self._floor) if latest > self._floor else earliest
        sides = [side if side in self.sides else OUTSIDE for side in index.sides_of(claim)]
        return Statement(
            claim=link(index, key, claim.text or key),
            short=claim.short,
            speakers=links(index, claim.by),
            act=claim.act,
            sides=tuple(dict.fromkeys(sides)),
            earliest=earliest,
            latest=latest,
            is_exact=span.earliest.moment == span.latest.moment,
            has_hour=span.latest.has_time,
            begins_with_hour=span.earliest.has_time,
            is_later=index.is_later(key),
        )

    @cached_property
    def _begun(self) -> tuple[Begun, ...]:
        found = []
        for claim, span in self._beginnings:
            minute = round((_middle(span) - self.clock.start).total_seconds() / 60)
            if 0 <= minute <= self.clock.span:
                side = self.index.sides_of(claim)[0]
                found.append(Begun(minute, side, link(self.index, claim.id, claim.text)))
        return tuple(sorted(found))

    @cached_property
    def _beginnings(self) -> list[tuple[Claim, Span]]:
        """What sides answer to when an event of the view began."""
        events, index = set(_with_parts(self.index, self.wanted.events)), self.index
        found = []
        for key in self.piece.claims:
            claim = index.claims[key]
            for answer in claim.answers:
                asked = index.questions.get(answer.question)
                is_asked = asks_for_instant(asked) and asked and events & {*asked.about}
                span = instant_span(index, claim, answer) if is_asked else None
                if span and {*index.sides_of(claim)} & {*self.sides}:
                    found.append((claim, span))
        return found

    @cached_property
    def _floor_moment(self) -> datetime | None:
        """The earliest hour that a side gives for the beginning."""
        known = [span.earliest.moment for _, span in self._beginnings]
        return min((moment for moment in known if moment > EARLIEST), default=None)

    @cached_property
    def _floor(self) -> int:
        moment = self._floor_moment
        return int((moment - self.clock.start).total_seconds() // 60) if moment else 0

    def _lane(self, side: str) -> Lane:
        own = {key: one for key, one in self.statements.items() if side in one.sides}
        # Outside, everybody gives an answer of his own: there is no one thread.
        if side == OUTSIDE:
            return self._lane_outside(own)
        found = threads_of(self.index, own, self.statements)
        numbers = sorted((one for one in found if one.is_number), key=self._rank)
        answers = [one for one in found if not one.is_number]
        shown = {given.statement.claim.anchor for one in numbers for given in one.values}
        left = [one for key, one in own.items() if key not in shown]
        timed = [one for one in left if one.has_hour]
        # Else a ledger would say "nothing yet" of a side that has only accused or denied.
        unasked = unasked_of(self.index, own.values(), found)
        return Lane(side, tuple(numbers), tuple(answers), tuple(timed), tuple(left), (), unasked)

    def _lane_outside(self, own: Mapping[str, Statement]) -> Lane:
        timed = tuple(one for one in own.values() if one.has_hour)
        voices = voices_of(self.index, own, self.statements)
        unasked = unasked_of(self.index, own.values(), voices)
        return Lane(OUTSIDE, (), (), timed, (*own.values(),), voices, unasked)

    def _rank(self, thread: Thread) -> tuple[object, ...]:
        """The main thread, then those with most numbers."""
        key = thread.question.anchor
        return (key != self.wanted.main, -len(thread.values), key)

    @property
    def _as_of(self) -> int:
        """The last minute of the as-of day, or of the axis."""
        day = self.index.day
        if day is None:
            return self.clock.span
        return min(max(self.clock.minute_after(day.latest(self.index.clock)), 0), self.clock.span)

    def _cuts(self, passages: Sequence[PassageMark]) -> tuple[Cut, ...]:
        """The end of each day, the last news of the article, the as-of moment; three at least."""
        kinds = dict.fromkeys(self.clock.midnights, "day")
        news = last_news(passages)
        if news is not None:
            kinds.setdefault(news, "article")
        day = self.index.day
        after = self.clock.minute_after(day.latest(self.index.clock)) if day else 0
        is_on_axis = 0 < after <= self.clock.span
        kinds[self._as_of] = "as-of" if is_on_axis else "end"
        kinds = {minute: kind for minute, kind in kinds.items() if minute > self._floor}
        self._halve(kinds)
        cuts = [Cut(minute, kinds[minute]) for minute in sorted(kinds)]
        # The last ones: the first days of a long figure say least.
        return tuple(cuts[-_MOST_CUTS:])

    def _halve(self, kinds: dict[int, str]) -> None:
        """Put moments between those of a short axis: without a script nobody gets to others."""
        while len(kinds) < _FEWEST_CUTS:
            pieces = pairwise(sorted({self._floor, *kinds}))
            length, start = max(((end - start, start) for start, end in pieces), default=(0, 0))
            # A whole hour, as the axis begins with one.
            middle = (start + length // 2) // 60 * 60
            if middle <= start:
                return
            kinds[middle] = "between"

    @property
    def _article(self) -> Link:
        home = self.index.coverage_home.get(self.wanted.article, "")
        source = self.index.source(self.wanted.article)
        return Link(source.outlet if source else self.wanted.article, home, "", "page")

    @property
    def _homes(self) -> tuple[Link, ...]:
        """The pages that list all of the days."""
        days = [segment.day for segment in self.clock.segments]
        known = [self.homes[day] for day in dict.fromkeys(days) if day in self.homes]
        return tuple(dict.fromkeys(known))


def lanes_threads(lanes: Iterable[Lane]) -> list[Thread]:
    """The threads of numbers of all sides."""
    return [thread for lane in lanes for thread in lane.threads]


def _middle(span: Span) -> datetime:
    """What stands for a span on an axis: its middle, or the end that is known."""
    first, last = (bound.moment for bound in span)
    if first == EARLIEST or last == LATEST:
        return (last if first == EARLIEST else first).astimezone(UTC)
    return first + (last - first) / 2
