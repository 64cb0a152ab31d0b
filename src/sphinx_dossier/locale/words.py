"""The words of pages, pictures and exports, each by the term or the number that it is for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.dates import MONTHS

if TYPE_CHECKING:
    from sphinx_dossier.core.dates import Date, Point

_CALENDAR: Final = {
    ("year",): "{year}",
    ("year", "month"): "{month} {year}",
    ("year", "month", "day"): "{day} {month} {year}",
    ("month",): "{month}",
    ("month", "day"): "{day} {month}",
    ("day",): "{day}",
}
"""A day by the units that are said of it; an interval says those that its ends share only once."""
_WITH_CLOCK: Final = "{date}, {clock}"
_IN_ZONE: Final = "{clock} (UTC{offset})"
_ABOUT: Final = "about {date}"
_UNCERTAIN: Final = "{date} (uncertain)"
_SINCE: Final = "from {start}"
_UNTIL: Final = "by {end}"
_WITHIN: Final = "between {start} and {end}"
_SPAN: Final = "{start}–{end}"


def number(value: float | None) -> str:
    """A number with thousands apart and without an empty fraction."""
    if value is None:
        return ""
    return f"{int(value):,}" if value.is_integer() else f"{value:,.10g}"


def count_of(count: int, thing: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def say(template: str, **slots: object) -> str:
    """A sentence: a template of this module with words in its slots."""
    return template.format(**slots)


def date(value: Date, *, with_clock: bool = True) -> str:
    """A date as it is read: ``27 September 2020, 08:03 (UTC+4)``, perhaps without the clock."""
    start, end = value.start, value.end
    if start is None or end is None:
        known = _point(value.anchor, with_clock)
        return say(_SINCE, start=known) if start else say(_UNTIL, end=known)
    first, last = _point(start, with_clock), _point(end, with_clock)
    # One point has two equal ends; so has an interval within a day of which the clock is left off.
    if first == last:
        return last
    if value.shape == "[":
        return say(_WITHIN, start=first, end=last)
    return say(_SPAN, start=_opening(start, end, with_clock), end=last)


def clock(value: Date) -> str:
    """The time of day that a date gives, ``08:03 (UTC+4)``; of a span, or without one, ``""``."""
    point = value.anchor
    if value.shape or not point.has_time:
        return ""
    return say(_UNCERTAIN, date=_clock(point)) if _is_uncertain(point) else _clock(point)


@lru_cache(maxsize=4096)
def _point(point: Point, with_clock: bool) -> str:
    said = _about(point, _calendar(point, with_clock))
    return say(_UNCERTAIN, date=said) if _is_uncertain(point) else said


def _opening(start: Point, end: Point, with_clock: bool) -> str:
    """The beginning of an interval, without what its end says too: month, year, uncertainty."""
    has_clock = with_clock and (start.has_time or end.has_time)
    if has_clock or _is_uncertain(start) != _is_uncertain(end):
        return _point(start, with_clock)
    said_once = min(_shared(start, end), len(_units(start)) - 1, len(_units(end)) - 1)
    return _about(start, _calendar(start, with_clock, said_once))


def _shared(start: Point, end: Point) -> int:
    """How many units two days have in common, from the year down; the day itself never is."""
    if start.first.year != end.first.year:
        return 0
    return 2 if start.first.month == end.first.month else 1


def _units(point: Point) -> tuple[str, ...]:
    """What is known of a day, from the year down."""
    known = point.text.rstrip("~?%").partition("T")[0].count("-") + 1
    return ("year", "month", "day")[:known]


def _calendar(point: Point, with_clock: bool, left_out: int = 0) -> str:
    """A day without its first ``left_out`` units, and its clock."""
    day = point.first
    said = say(
        _CALENDAR[_units(point)[left_out:]],
        day=day.day,
        month=MONTHS[day.month - 1],
        year=day.year,
    )
    return (
        say(_WITH_CLOCK, date=said, clock=_clock(point)) if with_clock and point.has_time else said
    )


def _clock(point: Point) -> str:
    said = f"{point.first:%H:%M}"
    if point.offset is None:
        return said
    minutes = int(point.offset.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    offset = f"{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
    return say(_IN_ZONE, clock=said, offset=offset if minutes else "")


def _about(point: Point, said: str) -> str:
    return say(_ABOUT, date=said) if point.qualifier in ("~", "%") else said


def _is_uncertain(point: Point) -> bool:
    return point.qualifier in ("?", "%")
