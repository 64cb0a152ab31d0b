"""The timeline: events and claims by date, with what a picture of them needs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.filters import Filter, passes
from sphinx_dossier.answers.parts import Line, Link, Row, link, row
from sphinx_dossier.core.model import Actor, Claim, Event
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.status import standings
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index

_LABEL_WORDS: Final = 14
_RECENT_DAYS: Final = 7


class Span(NamedTuple):
    """The days of a date as numbers (the first of January of the year 1 is 1).

    ``is_soft`` tells that the date is approximate, uncertain or one day within; an open side has
    the day of the other one.
    """

    first: int
    last: int
    is_soft: bool
    is_open: bool


class Moment(NamedTuple):
    """An entry of a timeline: an event (its line) or a claim (its row).

    ``label`` is its short name, ``figure`` the number that it gives. ``weight`` puts what is first
    shown of many: own statements before relayed ones, those that name somebody or answer a question
    before others, before opinions and before what tells of the past, then by the number of
    publications; events by what is tied to them. A page that lists the whole day is the home of
    the day: ``home`` leads there.
    """

    day: str
    date: str
    is_event: bool
    side: str
    line: Line
    row: Row | None
    label: Link
    figure: str
    hour: str
    span: Span
    weight: tuple[bool, bool, int]
    home: Link | None
    is_at_home: bool


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
    for thing in _dated(index, wanted):
        date = _date(thing)
        assert date is not None
        rank = int(isinstance(thing, Claim))
        key = (*date.sort_key[:1], rank, *date.sort_key[1:], thing.id)
        moments.append((key, _moment(index, thing, date, homes, wanted)))
    return Timeline(tuple(moment for _, moment in sorted(moments, key=lambda pair: pair[0])))


def days(index: Index, wanted: Filter, most: int, lists: Sequence[tuple[str, Filter]] = ()) -> Days:
    """The same as a short picture: never the home of its days."""
    shown = timeline(index, wanted, lists).moments
    return Days(most, tuple(one._replace(is_at_home=False) for one in shown))


def _dated(index: Index, wanted: Filter) -> Iterable[Event | Claim]:
    things: list[Event | Claim] = [*index.events.values(), *index.claims.values()]
    yield from (thing for thing in things if _date(thing) and passes(index, thing, wanted))


def _date(thing: Event | Claim) -> Date | None:
    return thing.when if isinstance(thing, Event) else thing.said


def _moment(
    index: Index,
    thing: Event | Claim,
    date: Date,
    homes: dict[str, tuple[str, Filter]],
    wanted: Filter,
) -> Moment:
    day, is_event = _day(date), isinstance(thing, Event)
    told = None if is_event else row(index, thing.id)
    docname, lister = homes.get(day, ("", wanted))
    return Moment(
        day=day,
        date=words.date(date),
        is_event=is_event,
        side=told.side if told else "",
        line=(link(index, thing.id),) if is_event else (),
        row=told,
        label=_label(index, thing),
        figure=told.value if told and _is_counted(thing) else "",
        hour=words.clock(date),
        span=span_of(date),
        weight=_weight(index, thing),
        home=Link("", docname, f"timeline-{day}", "page") if docname else None,
        is_at_home=bool(docname) and lister == wanted,
    )


def _weight(index: Index, thing: Event | Claim) -> tuple[bool, bool, int]:
    if isinstance(thing, Event):
        return (True, True, len(index.naming(thing.id, "event", "part-of")))
    standing = standings(index)[thing.id]
    is_to_the_point = bool(thing.to or thing.answers) and not thing.is_opinion
    is_to_the_point = is_to_the_point and not _is_of_the_past(index, thing)
    return (standing.roots == (thing.id,), is_to_the_point, standing.reach)


def _is_of_the_past(index: Index, claim: Claim) -> bool:
    """Whether a claim tells of an event that was over when it was said."""
    told = index.events.get(claim.event)
    if told is None or told.when is None or claim.said is None:
        return False
    span = span_of(told.when)
    return not span.is_open and span.last < span_of(claim.said).first - _RECENT_DAYS


def _is_counted(thing: Event | Claim) -> bool:
    return isinstance(thing, Claim) and thing.answers is not None and thing.answers.is_quantity


def _day(date: Date) -> str:
    is_day = not date.shape and date.first.date() == date.last.date()
    return f"{date.first:%Y-%m-%d}" if is_day else str(date)


def span_of(date: Date) -> Span:
    """The days of ``date``."""
    start, end = date.start or date.end, date.end or date.start
    assert start is not None
    assert end is not None
    return Span(
        start.first.date().toordinal(),
        end.last.date().toordinal(),
        date.is_approximate or date.is_uncertain or date.shape == "[",
        date.start is None or date.end is None,
    )


def _homes(index: Index, lists: Sequence[tuple[str, Filter]]) -> dict[str, tuple[str, Filter]]:
    """For each day, the page and the view that list all of it; claims go before events."""
    dates: dict[str, Date] = {}
    kinds: dict[str, set[str]] = defaultdict(set)
    things: list[Event | Claim] = [*index.events.values(), *index.claims.values()]
    for thing in things:
        date = _date(thing)
        if date is not None:
            dates[_day(date)] = date
            kinds[_day(date)].add("event" if isinstance(thing, Event) else "claim")
    found: dict[str, tuple[str, Filter]] = {}
    for kind in ("", "claim", "event"):
        for docname, wanted in _whole_days(lists, kind):
            for day, date in dates.items():
                if (not kind or kind in kinds[day]) and wanted.takes_date(date):
                    found.setdefault(day, (docname, wanted))
    return found


def _whole_days(lists: Sequence[tuple[str, Filter]], kind: str) -> Iterable[tuple[str, Filter]]:
    """The timelines that leave out nobody, with their pages."""
    for docname, wanted in lists:
        if wanted == Filter(kind=kind, start=wanted.start, end=wanted.end):
            yield docname, wanted


def _label(index: Index, thing: Event | Claim) -> Link:
    """An event by its name; a claim by the beginning of its words, without the speaker's name."""
    if isinstance(thing, Event):
        return link(index, thing.id)
    words = _without_speaker(thing.text, index.actors.get(thing.by))
    label = excerpt(words, _LABEL_WORDS).replace(" …", "\u00a0…")
    return link(index, thing.id, label or thing.id)


def _without_speaker(text: str, actor: Actor | None) -> str:
    """``text`` without the name that it begins with, and without an apposition to the name."""
    for name in _names(actor):
        rest = text.removeprefix(name)
        apposition, comma, after = rest[2:].partition(", ")
        if rest != text and rest.startswith(", ") and comma and apposition.count(" ") < 12:
            return after
        if rest != text and rest.startswith(" "):
            return rest.strip()
    return text


def _names(actor: Actor | None) -> list[str]:
    """What a text may call somebody, longest first."""
    if actor is None:
        return []
    names = [actor.name, *(name.text for name in actor.also)]
    body, of, owner = actor.name.rpartition(" of ")
    if of:
        names.append(f"{owner}'s {body}")
    if actor.kind == "person":
        names += actor.name.split()
    return sorted(names, key=len, reverse=True)
