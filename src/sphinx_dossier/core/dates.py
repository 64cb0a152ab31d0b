"""Dates in a small subset of EDTF (ISO 8601-2): parse, order, bounds.

Covered: ``2020``, ``2020-09``, ``2020-09-27``, ``2020-09-27T08:03+04:00``; a qualifier ``~``
(approximate), ``?`` (uncertain) or ``%`` (both) behind any of them; ``a/b`` (from a to b),
``[a..b]`` (one day within), ``{a..b}`` (every day), each with an open end ``..``; an interval with
an end that nobody knows, ``a/`` or ``/b``.
The specification: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cached_property, lru_cache, total_ordering
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import datetime as dt

_POINT = lazy_pattern(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<time>\d\d:\d\d(?::\d\d)?)(?P<zone>Z|[+-]\d\d:\d\d)?)?)?)?(?P<qualifier>[~?%]?)",
    re.ASCII,
)
_SHAPES = {"/": ("", ""), "[": ("[", "]"), "{": ("{", "}")}
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The names of the months in English, as authors and sources write them."""
_FORMS = "2020, 2020-09, 2020-09-27, 2020-09-27T08:03+04:00, a/b, [a..b] or {a..b}"
EARLIEST: Final = datetime.min.replace(tzinfo=UTC)
"""The moment of UTC before which a date cannot begin; that of an open beginning."""
AHEAD: Final = timedelta(hours=14)
"""By how much the clock that is furthest ahead is before that of UTC."""
BEHIND: Final = timedelta(hours=-12)
"""By how much the clock that is furthest behind is, as a negative span."""
LATEST: Final = datetime.max.replace(tzinfo=UTC)
"""The moment of UTC after which a date cannot end; that of an open end."""


class DateError(ValueError):
    """A text that is not a date of the subset; the message says what to write."""


@dataclass(frozen=True)
class Point:
    """A year, month, day or minute, perhaps approximate or uncertain.

    ``first`` and ``last`` are the earliest and latest moment on the local clock, ``offset`` is that
    of the clock from UTC where the text gives it.
    """

    text: str
    first: datetime
    last: datetime
    offset: timedelta | None
    has_time: bool

    @property
    def qualifier(self) -> str:
        """``~``, ``?``, ``%`` or nothing."""
        return self.text[-1] if self.text[-1] in "~?%" else ""

    @property
    def slack(self) -> timedelta:
        """How far from it the truth may lie: nothing, unless it is approximate or uncertain.

        EDTF leaves open how far. Here half an hour for a time, and for a day, month or year its own
        length.
        """
        if not self.qualifier:
            return timedelta()
        return timedelta(minutes=30) if self.has_time else self.last - self.first

    def is_over_before(self, other: Point) -> bool:
        """Whether it ends before ``other`` begins; by local clocks, unless both have an offset."""
        if self.offset is None or other.offset is None:
            return self.last < other.first
        return self.moment_of(self.last, UTC) < other.moment_of(other.first, UTC)

    def moment_of(self, local: datetime, clock: tzinfo) -> datetime:
        """A local moment of the point in UTC: by its own offset, or by ``clock`` without one."""
        zone = clock if self.offset is None else timezone(self.offset)
        try:
            return local.replace(tzinfo=zone).astimezone(UTC)
        except OverflowError:
            return EARLIEST if local.year == datetime.min.year else LATEST

    def moments_of(self, local: datetime, clock: tzinfo) -> list[datetime]:
        """All moments in UTC that a local one can be, in order.

        Two of them have one name when clocks are put back, and when they are put forward one that
        no clock showed may be meant by the clock of before or of after.
        """
        # One that is as far from UTC at any time is never put back or forward.
        folds = (0,) if self.offset is not None or isinstance(clock, timezone) else (0, 1)
        return sorted({self.moment_of(local.replace(fold=fold), clock) for fold in folds})


@total_ordering
@dataclass(frozen=True)
class Date:
    """One point, or two ends of which at most one is not given (``None``).

    ``shape`` is ``""`` for one point, ``/`` for an interval, ``[`` for one day within,
    ``{`` for every day. ``is_unknown`` says that the interval has an end where none is given, and
    nobody knows it; else that end is open.
    """

    start: Point | None
    end: Point | None
    shape: str = ""
    is_unknown: bool = False

    def __str__(self) -> str:
        if not self.shape:
            return _text(self.start)
        opening, closing = _SHAPES[self.shape]
        middle = "/" if self.shape == "/" else ".."
        ends = (_text(self.start), _text(self.end))
        if self.shape == "/" and not self.is_unknown:
            ends = (ends[0] or "..", ends[1] or "..")
        return f"{opening}{ends[0]}{middle}{ends[1]}{closing}"

    @property
    def first(self) -> datetime:
        """The earliest moment on the local clock."""
        return self.start.first if self.start else datetime.min

    @property
    def last(self) -> datetime:
        """The latest moment on the local clock."""
        return self.end.last if self.end else datetime.max

    @cached_property
    def sort_key(self) -> tuple[object, ...]:
        """By day, then whole days before times, then by the moment; the day of a time is of UTC.

        A date with an open beginning is sorted by its end, which is all that is known of it.
        """
        return order_key(self, UTC)

    @property
    def anchor(self) -> Point:
        """The beginning, or the end where the beginning is open."""
        point = self.start or self.end
        # `parse_date` refuses a date with two open ends.
        assert point is not None
        return point

    def __lt__(self, other: Date) -> bool:
        return self.sort_key < other.sort_key

    def earliest(self, clock: tzinfo) -> datetime:
        """The first moment at which it can begin, in UTC; ``clock`` is for ends without an offset.

        :data:`EARLIEST` where the beginning is not given. An end without an offset is on the clock
        of the other end, if that has one.
        """
        point = self.start
        if point is None:
            return EARLIEST
        moment = point.moments_of(point.first, _clock_beside(self.end, clock))[0]
        # No moment lies before the first one that Python has, however wide the doubt is.
        return moment - min(point.slack, moment - EARLIEST)

    def latest(self, clock: tzinfo) -> datetime:
        """The last moment at which it can end, in UTC, as :meth:`earliest` says the first."""
        point = self.end
        if point is None:
            return LATEST
        moment = point.moments_of(point.last, _clock_beside(self.start, clock))[-1]
        return moment + min(point.slack, LATEST - moment)

    def on(self, clock: tzinfo, *locals_: tzinfo) -> Date:
        """The same date with its times on another clock; days, months and years stay.

        A time without an offset is one of a local clock, and stays as it is where none is given.
        What can be several moments, by several clocks or by one that is put back or forward, is
        somewhere from the first to the last of them.
        """
        moments = self.readings(*locals_)
        if len(moments) > 1:
            # A moment within hours of the ends of the calendar may have no local day.
            with suppress(OverflowError):
                start, *_, end = (_at(one, clock, self.anchor.qualifier) for one in moments)
                return Date(start, end, "[")
        local = locals_[0] if locals_ else None
        return replace(
            self,
            start=_moved(self.start, self.end, clock, local),
            end=_moved(self.end, self.start, clock, local),
        )

    def readings(self, *locals_: tzinfo) -> list[datetime]:
        """The moments in UTC that a time on one of several local clocks can be, in order."""
        point = self.anchor
        if self.shape or not point.has_time:
            return []
        found = (point.moments_of(point.first, local) for local in locals_)
        return sorted({moment for moments in found for moment in moments})

    @property
    def has_time(self) -> bool:
        """Whether an end has a time of day."""
        return any(end and end.has_time for end in (self.start, self.end))

    @property
    def is_approximate(self) -> bool:
        """Whether an end carries ``~`` or ``%``."""
        return any(end and end.qualifier in ("~", "%") for end in (self.start, self.end))

    @property
    def is_uncertain(self) -> bool:
        """Whether an end carries ``?`` or ``%``."""
        return any(end and end.qualifier in ("?", "%") for end in (self.start, self.end))


def parse_date(text: str) -> Date:
    """Read a date of the subset.

    :raises DateError: ``text`` is not of the subset, names a day that does not exist, or ends
        before it begins.
    """
    text = text.strip()
    if text[:1] in ("[", "{"):
        shape, closing = text[0], _SHAPES[text[0]][1]
        if not text.endswith(closing) or ".." not in text:
            raise DateError(f"{text!r} is not a date: write {shape}a..b{closing}")
        start, end = text[1:-1].split("..", 1)
    elif "/" in text:
        shape = "/"
        start, end = text.split("/", 1)
    else:
        point = _parse_point(text)
        return Date(point, point)
    # In EDTF an open end of an interval is "..", an unknown one is empty; a set has open ends only.
    is_unknown = shape == "/" and not (start and end)
    start, end = ("" if shape == "/" and part == ".." else part for part in (start, end))
    if not start and not end:
        raise DateError(f"{text!r} is not a date: one end must be given")
    first, last = (_parse_point(part) if part else None for part in (start, end))
    date = Date(first, last, shape, is_unknown)
    if _is_reversed(date):
        raise DateError(f"{text!r} ends before it begins")
    return date


def at(moment: datetime, clock: tzinfo) -> Date:
    """A moment as a date with its time on a clock; one at the ends of the calendar stays in UTC."""
    try:
        point = _at(moment, clock, "")
    except OverflowError:
        point = _at(moment, UTC, "")
    return Date(point, point)


def order_key(date: Date, clock: tzinfo) -> tuple[dt.date, bool, datetime, datetime, str]:
    """What dates are sorted by on a clock: day, whole days before times, moment in UTC, text.

    What has no offset is a day of that clock, or a time on it.
    """
    anchor = date.anchor
    moment = anchor.moment_of(anchor.first, clock)
    day = anchor.first.date()
    if anchor.has_time and anchor.offset is not None:
        # A moment within hours of the ends of the calendar may have no local day.
        with suppress(OverflowError):
            day = moment.astimezone(clock).date()
    return (day, anchor.has_time, moment, date.latest(clock), str(date))


def month_number(name: str) -> int:
    """9 for ``September``, ``sep`` or ``Sept``, of which the first three letters count.

    0 for any other word.
    """
    start = name[:3].lower()
    return next((i for i, month in enumerate(MONTHS, start=1) if month[:3].lower() == start), 0)


# The dates of a dossier are few and repeat: every claim of a day has the same.
@lru_cache(maxsize=4096)
def _parse_point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise DateError(f"{text!r} is not a date: write {_FORMS}")
    year, month, day = match["year"], match["month"], match["day"]
    try:
        first = datetime(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last_day = int(day or monthrange(first.year, last_month)[1])
        # To the second, which is as exactly as a date of the subset can be written.
        last = datetime(first.year, last_month, last_day, 23, 59, 59)
        if match["time"]:
            first = last = datetime.fromisoformat(f"{match[0][:10]}T{match['time']}")
        offset = _parse_offset(match["zone"])
    except (ValueError, OverflowError) as error:
        raise DateError(f"{text!r} is not a date: {error}") from error
    return Point(text, first, last, offset, bool(match["time"]))


def _parse_offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    if zone == "Z":
        return timedelta()
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    span = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    # No clock is further from UTC than that of Kiribati, or than that of Baker Island.
    if minutes > 59 or not BEHIND <= span <= AHEAD:
        raise ValueError(f"{zone} is not an offset from UTC")
    return span


def _text(point: Point | None) -> str:
    return point.text if point else ""


def _is_reversed(date: Date) -> bool:
    """Whether an interval ends before it begins, by the moments where an end has an offset."""
    start, end = date.start, date.end
    if start is None or end is None:
        return False
    first = start.moment_of(start.first, _clock_beside(end, UTC))
    return first > end.moment_of(end.last, _clock_beside(start, UTC))


def _clock_beside(other: Point | None, clock: tzinfo) -> tzinfo:
    """The clock of an end that has no offset of its own: that of the other end goes first."""
    return timezone(other.offset) if other and other.offset is not None else clock


def _moved(
    point: Point | None, other: Point | None, clock: tzinfo, local: tzinfo | None
) -> Point | None:
    """A time on another clock, with an offset in whole minutes, as EDTF writes it."""
    if point is None or not point.has_time:
        return point
    if local is None and point.offset is None and (other is None or other.offset is None):
        return point
    try:
        moment = point.moment_of(point.first, _clock_beside(other, local or UTC))
        return _at(moment, clock, point.qualifier)
    except OverflowError:
        return point


def _at(moment: datetime, clock: tzinfo, qualifier: str) -> Point:
    moment = moment.astimezone(clock)
    offset = moment.utcoffset() or timedelta()
    # Local mean time had seconds, that of Brussels 17 min 30 s; offsets of EDTF have minutes.
    minutes = round(offset.total_seconds() / 60)
    moment = moment.astimezone(timezone(timedelta(minutes=minutes)))
    text = moment.isoformat(timespec="seconds" if moment.second else "minutes") + qualifier
    local = moment.replace(tzinfo=None)
    # Not read again: before there were zones, clocks could be further from UTC than any is now.
    return Point(text, local, local, timedelta(minutes=minutes), has_time=True)
