"""The timeline: events and claims by date, with what a picture of them needs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.claim_rows import Row, row
from sphinx_dossier.answers.filters import Filter, passing
from sphinx_dossier.answers.page_links import Link, link, page_link
from sphinx_dossier.answers.timings import timing, timing_of
from sphinx_dossier.core.as_of import is_later
from sphinx_dossier.core.dates import order_key
from sphinx_dossier.core.instants import Timing
from sphinx_dossier.core.model import Claim, Event
from sphinx_dossier.core.sentence_openings import without_speaker
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index

_RECENT_DAYS: Final = 7
"""A claim on what ended in the last week is still news of its day."""


class Span(NamedTuple):
    """The days of a date as numbers (the first of January of the year 1 is 1).

    ``is_soft`` says that the date is approximate, uncertain, one day within, or has an unknown end;
    a side that is not given has the day of the other one.
    """

    first: int
    last: int
    is_soft: bool
    is_open: bool


class Moment(NamedTuple):
    """An entry of a timeline: an event, or a claim with its row.

    ``day`` is the date in EDTF without a clock where it is one day; ``label`` has the name of the
    event, or what is claimed without the name of the speaker. ``weight`` puts what is first
    shown of many: own statements before relayed ones, those that name somebody or answer a question
    before others, before opinions and before what is about the past, then by the number of
    publications; events by what is tied to them. A page that lists the whole day is the home of
    the day: ``home`` leads there, without a label. ``is_later`` says that its date is after
    the as-of day.
    """

    day: str
    date: Date
    timing: Timing
    is_event: bool
    side: str
    row: Row | None
    label: Link
    span: Span
    weight: tuple[bool, bool, int]
    home: Link | None
    is_at_home: bool
    is_later: bool = False


class Timeline(NamedTuple):
    """All moments of a span."""

    moments: tuple[Moment, ...]


class Days(NamedTuple):
    """The moments of a span, of which a picture shows at most ``most`` a cell."""

    most: int
    moments: tuple[Moment, ...]


def timeline(index: Index, wanted: Filter, lists: Sequence[tuple[str, Filter]] = ()) -> Timeline:
    """Events, and claims that are tied to the same span, by date; events first.

    ``lists`` are the timelines of all pages by docname: one of them is the home of each day.
    """
    moments: list[tuple[tuple[object, ...], Moment]] = []
    homes = _homes(index, lists)
    for table, dates in _dated(index):
        for object_ in passing(index, table, wanted):
            if date := dates.get(object_.id):
                key = _rank(index, object_, date)
                moments.append((key, _moment(index, object_, date, homes, wanted)))
    return Timeline(tuple(moment for _, moment in sorted(moments, key=lambda pair: pair[0])))


def _rank(index: Index, object_: Event | Claim, date: Date) -> tuple[object, ...]:
    """By day, then events before what is said of them, then by the instant."""
    day, *rest = order_key(date, index.clock)
    if isinstance(object_, Claim):
        return (day, 1, index.instants.places[object_.id])
    return (day, 0, *rest, object_.id)


def days(index: Index, wanted: Filter, most: int, lists: Sequence[tuple[str, Filter]] = ()) -> Days:
    """The same as a short picture: never the home of its days."""
    shown = timeline(index, wanted, lists).moments
    return Days(most, tuple(one._replace(is_at_home=False) for one in shown))


def _dated(
    index: Index,
) -> tuple[tuple[Mapping[str, Event | Claim], Mapping[str, Date]], ...]:
    """All events and all claims, each table with the dates of those that have one."""
    return ((index.events, index.when), (index.claims, index.said))


def _moment(
    index: Index,
    object_: Event | Claim,
    date: Date,
    homes: dict[str, tuple[str, Filter]],
    wanted: Filter,
) -> Moment:
    day, is_event = _day(date), isinstance(object_, Event)
    own_row = None if is_event else row(index, object_.id)
    docname, lister = homes.get(day, ("", wanted))
    return Moment(
        day=day,
        date=date,
        timing=_timing(index, object_, date),
        is_event=is_event,
        side=own_row.side if own_row else "",
        row=own_row,
        label=_label(index, object_),
        span=span_of(date),
        weight=_weight(index, object_),
        home=Link("", docname, f"timeline-{day}", "page") if docname else None,
        is_at_home=bool(docname) and lister == wanted,
        is_later=is_later(date, index.day),
    )


def _timing(index: Index, object_: Event | Claim, date: Date) -> Timing:
    if isinstance(object_, Claim):
        return timing_of(index, object_.id) or Timing(date)
    return timing(index, object_.when or date)


def _weight(index: Index, object_: Event | Claim) -> tuple[bool, bool, int]:
    if isinstance(object_, Event):
        # Events have a cell of their own, and so are compared only with each other.
        return (True, True, len(index.naming(object_.id, "event", "part-of")))
    standing = standings(index)[object_.id]
    is_to_the_point = bool(object_.to or object_.answers) and not object_.is_opinion
    is_to_the_point = is_to_the_point and not _is_of_the_past(index, object_)
    return (standing.roots == (object_.id,), is_to_the_point, standing.reach)


def _is_of_the_past(index: Index, claim: Claim) -> bool:
    """Whether a claim is about an event that was over when it was said."""
    when, said = index.when.get(claim.event), index.said.get(claim.id)
    if when is None or said is None:
        return False
    span = span_of(when)
    return not span.is_open and span.last < span_of(said).first - _RECENT_DAYS


def _day(date: Date) -> str:
    # Without the clock, so that all moments of a day share one page that is their home.
    is_day = not date.shape and date.first.date() == date.last.date()
    return f"{date.first:%Y-%m-%d}" if is_day else str(date)


def span_of(date: Date) -> Span:
    """The days of ``date``; an end that nobody knows makes it soft, and not open."""
    start, end = date.start or date.anchor, date.end or date.anchor
    return Span(
        start.first.date().toordinal(),
        end.last.date().toordinal(),
        date.is_approximate or date.is_uncertain or date.is_unknown or date.shape == "[",
        not date.is_unknown and (date.start is None or date.end is None),
    )


def _homes(index: Index, lists: Sequence[tuple[str, Filter]]) -> dict[str, tuple[str, Filter]]:
    """For each day, the page and the view that list all of it; claims go before events."""
    dates: dict[str, Date] = {}
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind, known in (("event", index.when), ("claim", index.said)):
        for date in known.values():
            dates[_day(date)] = date
            kinds[_day(date)].add(kind)
    homes: dict[str, tuple[str, Filter]] = {}
    # A timeline of everything is the best home of a day; one of a kind takes what is left.
    for kind in ("", "claim", "event"):
        for docname, wanted in _whole_days(lists, kind):
            for day, date in dates.items():
                if (not kind or kind in kinds[day]) and wanted.takes_date(date):
                    homes.setdefault(day, (docname, wanted))
    return homes


def pages_of_days(index: Index, lists: Sequence[tuple[str, Filter]]) -> dict[str, Link]:
    """For each day (ISO 8601) that a page lists as a whole, a link to it there."""
    homes = _homes(index, lists)
    return {
        day: page_link(index, docname)._replace(anchor=f"timeline-{day}")
        for day, (docname, _) in homes.items()
    }


def _whole_days(lists: Sequence[tuple[str, Filter]], kind: str) -> Iterable[tuple[str, Filter]]:
    """The timelines that leave out nobody, with their pages."""
    for docname, wanted in lists:
        if wanted == Filter(kind=kind, start=wanted.start, end=wanted.end):
            yield docname, wanted


def _label(index: Index, object_: Event | Claim) -> Link:
    """An event by its name; a claim by its words, without the speaker's name."""
    if isinstance(object_, Event):
        return link(index, object_.id)
    # Of a joint statement the text names all, and none can be left out of it.
    lone = object_.by[0] if len(object_.by) == 1 else ""
    line = [index.actors.get(one) for one in index.line_of(lone)] if lone else []
    return link(index, object_.id, without_speaker(object_.text, line) or object_.id)
