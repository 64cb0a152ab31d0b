"""When each claim was made, as exactly as all that is known allows: a span of instants in UTC.

A claim is bounded by what its author writes (``said``, ``public``, ``not-before``). Order narrows
it: nobody can deny, update or repeat what has not been said, and no publication carries what is
said later. A publication is one instant: what its publisher says in it has the instant of the
source. The bounds go from claim to claim along this order until nothing moves; where they cross,
two dates clash.

Spans are closed: both ends belong to them, to the second.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import timezone
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from sphinx_dossier.core.dates import AHEAD, BEHIND, EARLIEST, LATEST, Date, order_key
from sphinx_dossier.core.identifiers import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime, tzinfo

    from sphinx_dossier.core.model import Claim, Source

ORDERED: Final = ("updates", "denies", "repeats", "drifted-from", "corrects", "concedes")
"""The relations of which the claim that has one cannot be earlier than the other claim."""


_AHEAD: Final = timezone(AHEAD)
_BEHIND: Final = timezone(BEHIND)


class Record(Protocol):
    """What the claims are known from: as much of an index as is asked here."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Id -> claim."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Key -> source."""

    @property
    def publisher_of(self) -> Mapping[str, str]:
        """Source key -> the actor that published it."""

    @property
    def declared(self) -> Iterable[tuple[str, str, str]]:
        """Claim id, relation, id of the other claim."""

    @property
    def clock(self) -> tzinfo:
        """The clock of the site."""

    def clocks_of(self, claim: Claim) -> tuple[tzinfo, ...]:
        """The clocks by which those who make a claim date it; one at least."""

    def clock_of_source(self, source: str) -> tzinfo | None:
        """The clock by which the publisher of a source dates it, where that is known."""


class Bound(NamedTuple):
    """An end of a span: a moment in UTC, and the date that says so.

    ``owner`` is the claim or the key of the source that has that date in its ``field``;
    ``has_time`` is false where the moment is only the beginning or end of a day.
    """

    moment: datetime
    has_time: bool = False
    owner: str = ""
    field: str = ""
    date: Date | None = None


class Span(NamedTuple):
    """From the earliest to the latest instant at which something can have been; both belong to it.

    It is empty where the ends have crossed.
    """

    earliest: Bound
    latest: Bound

    @property
    def is_empty(self) -> bool:
        """Whether no instant is in it."""
        return self.earliest.moment > self.latest.moment

    def meets(self, other: Span) -> bool:
        """Whether both can be the same instant."""
        first = max(self.earliest.moment, other.earliest.moment)
        return first <= min(self.latest.moment, other.latest.moment)

    def holds(self, other: Span) -> bool:
        """Whether every instant of another span is in it."""
        first, last = self.earliest.moment, self.latest.moment
        return first <= other.earliest.moment and other.latest.moment <= last


EVER: Final = Span(Bound(EARLIEST), Bound(LATEST))
"""All instants: what is known of a claim without a date."""


class Step(NamedTuple):
    """Two claims, or a claim and a source (``KEY``), in their order, and what puts them in it."""

    earlier: str
    word: str
    later: str


class Clash(NamedTuple):
    """Two dates that cross: ``first`` bounds from below what ``then`` bounds from above.

    ``steps`` lead from the owner of the first to that of the other; there are none where one claim
    contradicts itself.
    """

    first: Bound
    then: Bound
    steps: tuple[Step, ...]


class Instants(NamedTuple):
    """Claim id -> its span, and its place in the order of time; and the dates that clash.

    The span of a claim whose dates clash with those of others is what its own dates allow.
    """

    spans: Mapping[str, Span]
    places: Mapping[str, int]
    clashes: tuple[Clash, ...]


class Timing(NamedTuple):
    """A date on the clock of the site, with the hours that bound it where it has none of its own.

    ``after`` and ``by`` are those hours. ``written`` are the dates that say all this, as their
    sources have them, where their clock is another one. ``is_statement`` says that somebody said
    something then.
    """

    date: Date
    after: Date | None = None
    by: Date | None = None
    written: tuple[Date, ...] = ()
    is_statement: bool = False

    @property
    def has_hour(self) -> bool:
        """Whether an hour is known, be it only one by which it was."""
        return self.date.has_time or self.after is not None or self.by is not None


def instants_of(record: Record) -> Instants:
    """When each claim was made."""
    # A key may be spelt as an id is; no id has a slash.
    own = {key: own_span(record, claim) for key, claim in record.claims.items()}
    printed = {f"/{key}": source_span(record, one) for key, one in record.sources.items()}
    steps = [*_steps(record)]
    narrowed = narrow(own | printed, ((step.earlier, step.later) for step in steps))
    # A clash is reported once; dates that cannot both hold narrow nothing.
    spans = {key: own[key] if narrowed[key].is_empty else narrowed[key] for key in own}
    clashes = tuple(_clashes(narrowed, steps))
    return Instants(spans, _places(record, spans, steps), clashes)


def narrow(own: Mapping[str, Span], order: Iterable[tuple[str, str]]) -> dict[str, Span]:
    """The spans when the bounds have gone along an order of pairs (earlier, later).

    What is later is not before what is earlier, so that an earliest bound goes on to all that is
    later, and a latest one back. This is the fixed point of that: to narrow again changes nothing,
    and another pair can only narrow. Circles are allowed: all of a circle have one span.
    """
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    for earlier, later in order:
        after[earlier].append(later)
        before[later].append(earlier)
    rising = sorted(own, key=lambda key: _rank(own[key].latest))
    falling = sorted(own, key=lambda key: _rank(own[key].earliest), reverse=True)
    latest = _spread({key: own[key].latest for key in rising}, before)
    earliest = _spread({key: own[key].earliest for key in falling}, after)
    return {key: Span(earliest[key], latest[key]) for key in own}


def _rank(bound: Bound) -> tuple[object, ...]:
    return (bound.moment, bound.has_time, bound.owner, bound.field)


def _spread(bounds: Mapping[str, Bound], along: Mapping[str, list[str]]) -> dict[str, Bound]:
    """For each key the first of the bounds, which are sorted, from which an order leads to it."""
    found: dict[str, Bound] = {}
    for start, bound in bounds.items():
        waiting = [start]
        while waiting:
            current = waiting.pop()
            # What has a bound has a tighter one, and has handed it on already.
            if current in bounds and current not in found:
                found[current] = bound
                waiting += along.get(current, ())
    return found


def own_span(record: Record, claim: Claim) -> Span:
    """What the dates of a claim itself allow."""
    clocks = record.clocks_of(claim)
    lower, upper = [EVER.earliest], [EVER.latest]
    if claim.said:
        said = date_span(claim.said, clocks, claim.id, "said")
        lower.append(said.earliest)
        upper.append(said.latest)
    if claim.public:
        upper.append(_ends(claim.public, clocks, claim.id, "public"))
    if claim.not_before:
        lower.append(_begins(claim.not_before.date, clocks, claim.id, "not-before"))
    return Span(max(lower, key=_rank), min(upper, key=_rank))


def source_span(record: Record, source: Source) -> Span:
    """When a source can have appeared."""
    if source.date is None:
        return EVER
    clock = record.clock_of_source(source.id)
    # Of a day whose clock nobody knows, the first hour is that of the island which is furthest
    # ahead, and the last one that of the island which is furthest behind.
    clocks = (clock,) if clock else (_AHEAD, _BEHIND)
    return date_span(source.date, clocks, source.id, "date")


def date_span(date: Date, clocks: Iterable[tzinfo], owner: str = "", field: str = "") -> Span:
    """What a date allows that may be one of several clocks; ``owner`` has it in its ``field``."""
    return Span(_begins(date, clocks, owner, field), _ends(date, clocks, owner, field))


def _begins(date: Date, clocks: Iterable[tzinfo], owner: str, field: str) -> Bound:
    has_time = bool(date.start and date.start.has_time)
    return Bound(_earliest(date, tuple(clocks)), has_time, owner, field, date)


def _ends(date: Date, clocks: Iterable[tzinfo], owner: str, field: str) -> Bound:
    has_time = bool(date.end and date.end.has_time)
    return Bound(_latest(date, tuple(clocks)), has_time, owner, field, date)


# Many sources are of one day.
@lru_cache(maxsize=1 << 12)
def _earliest(date: Date, clocks: tuple[tzinfo, ...]) -> datetime:
    return min(map(date.earliest, clocks))


@lru_cache(maxsize=1 << 12)
def _latest(date: Date, clocks: tuple[tzinfo, ...]) -> datetime:
    return max(map(date.latest, clocks))


def _steps(record: Record) -> Iterator[Step]:
    """Everything that puts two claims, or a claim and a source, in order."""
    # Sorted: of several ways of one length between two dates, messages must always name the same.
    for key, word, other in sorted(record.declared):
        if word in ORDERED:
            yield Step(other, word, key)
    for key, claim in record.claims.items():
        # When others say that a paper of ours appeared moves no date here.
        if site_of(key):
            continue
        sources = [*dict.fromkeys(cite.source for cite in claim.cites)]
        known = [source for source in sources if source in record.sources]
        yield from (Step(key, "cites", f"/{source}") for source in known)
        # With several sources nobody knows in which of them the publisher said it first.
        if len(sources) == 1 and known and record.publisher_of.get(known[0]) in claim.by:
            yield Step(f"/{known[0]}", "by", key)


def _clashes(narrowed: Mapping[str, Span], steps: Iterable[Step]) -> Iterator[Clash]:
    """Each pair of dates that cross, once, however many claims lie between them."""
    after: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        after[step.earlier].append(step)
    crossed = {key: span for key, span in narrowed.items() if span.is_empty}
    for first, then in dict.fromkeys(crossed.values()):
        start, end = (_node(bound) for bound in (first, then))
        yield Clash(first, then, _way(start, end, after))


def _node(bound: Bound) -> str:
    return f"/{bound.owner}" if bound.field == "date" else bound.owner


def _way(start: str, end: str, after: Mapping[str, list[Step]]) -> tuple[Step, ...]:
    """The shortest way along an order from a claim or source to another one."""
    # The last step to each, and not the whole way: a way may be thousands of steps long.
    last: dict[str, Step] = {}
    waiting = [start]
    for current in waiting:
        for step in after.get(current, ()):
            if step.later not in last and step.later != start:
                last[step.later] = step
                waiting.append(step.later)
    steps: list[Step] = []
    while end != start:
        steps.append(last[end])
        end = steps[-1].earlier
    return tuple(reversed(steps))


def _places(record: Record, spans: Mapping[str, Span], steps: Iterable[Step]) -> dict[str, int]:
    """Claims in the order of time, each behind those that it follows by a relation.

    By day of the site, first what is known by its day alone; the rest by the latest instant. What
    has no date is last.
    """
    keys = {key: (*_when(record, record.claims[key], span), key) for key, span in spans.items()}
    order = in_order(keys, ((one.earlier, one.later) for one in steps))
    return {key: place for place, key in enumerate(order)}


def _when(record: Record, claim: Claim, span: Span) -> tuple[object, ...]:
    if claim.said is None:
        return (True,)
    written = claim.said.on(record.clock, record.clocks_of(claim)[0])
    day, has_time, *rest = order_key(written, record.clock)
    if span.latest.has_time and is_of_one_day(span, record.clock):
        latest = span.latest.moment
        return (False, day_of(span.latest, record.clock), True, latest, latest, str(written))
    if span.earliest.has_time and not has_time:
        day = max(written.anchor.first.date(), day_of(span.earliest, record.clock))
    return (False, day, has_time, *rest)


def is_of_one_day(span: Span, clock: tzinfo) -> bool:
    """Whether an instant is on a day of a clock that is certain."""
    return day_of(span.earliest, clock) == day_of(span.latest, clock)


def day_of(bound: Bound, clock: tzinfo) -> date:
    """The day of a bound on a clock; the ends of the calendar stay on that of UTC."""
    try:
        return bound.moment.astimezone(clock).date()
    except OverflowError:
        return bound.moment.date()


def in_order(keys: Mapping[str, tuple[object, ...]], pairs: Iterable[tuple[str, str]]) -> list[str]:
    """``keys`` by their values, but each behind those that pairs (earlier, later) put before it.

    A topological order (Kahn, https://doi.org/10.1145/368996.369025) that takes the least of all
    that may come next. What is in a circle stays in the order of the values.
    """
    after: dict[str, set[str]] = defaultdict(set)
    left = dict.fromkeys(keys, 0)
    for earlier, later in pairs:
        if earlier in keys and later in keys and later not in after[earlier] and earlier != later:
            after[earlier].add(later)
            left[later] += 1
    ready = [(keys[key], key) for key, count in left.items() if not count]
    heapify(ready)
    done: dict[str, None] = {}
    while ready:
        key = heappop(ready)[1]
        done[key] = None
        for later in after[key]:
            left[later] -= 1
            if not left[later]:
                heappush(ready, (keys[later], later))
    return [*done, *sorted((key for key in keys if key not in done), key=lambda key: keys[key])]


def in_order_of_time(
    keys: Mapping[str, tuple[object, ...]],
    pairs: Iterable[tuple[str, str]],
    spans: Mapping[str, Span],
) -> list[str]:
    """:func:`in_order`, but each key also behind all whose spans end before its own begins.

    Not every two of them are a pair, which would be quadratic: each leads to the next instant at
    which a span begins, this one to the keys whose spans do, and to the next instant.
    """
    begins = sorted({span.earliest.moment for span in spans.values()})
    # No id has a slash. An instant comes before all keys, so that it holds up none that may come.
    names = {moment: f"/{place}" for place, moment in enumerate(begins)}
    ranked = {key: (1, *value) for key, value in keys.items()}
    ranked |= {name: (0, place) for place, name in enumerate(names.values())}
    apart = [*pairwise(names.values())]
    for key, span in spans.items():
        apart.append((names[span.earliest.moment], key))
        # A span whose ends have crossed is no earlier than itself.
        place = bisect_right(begins, max(span.latest.moment, span.earliest.moment))
        apart += [(key, names[moment]) for moment in begins[place : place + 1]]
    return [key for key in in_order(ranked, chain(pairs, apart)) if key in keys]
