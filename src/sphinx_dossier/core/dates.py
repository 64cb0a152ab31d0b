"""Dates in a small subset of EDTF (ISO 8601-2): parse, order, bounds.

Covered: ``2020``, ``2020-09``, ``2020-09-27``, ``2020-09-27T08:03+04:00``; a qualifier ``~``
(approximate), ``?`` (uncertain) or ``%`` (both) behind any of them; ``a/b`` (from a to b),
``[a..b]`` (one day within), ``{a..b}`` (every day), each with an open end ``..``.
The specification: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache, total_ordering
from typing import Final

_POINT = re.compile(
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
"""The names of the months in English, as sources write them and readers see them."""
_FORMS = "2020, 2020-09, 2020-09-27, 2020-09-27T08:03+04:00, a/b, [a..b] or {a..b}"


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


@total_ordering
@dataclass(frozen=True)
class Date:
    """One point, or two ends of which at most one is open (``None``).

    ``shape`` is ``""`` for one point, ``/`` for an interval, ``[`` for one day within,
    ``{`` for every day.
    """

    start: Point | None
    end: Point | None
    shape: str = ""

    def __str__(self) -> str:
        if not self.shape:
            return _text(self.start)
        opening, closing = _SHAPES[self.shape]
        middle = "/" if self.shape == "/" else ".."
        ends = (_text(self.start), _text(self.end))
        if self.shape == "/":
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
        """By local day, then whole days before times, then by the moment in UTC.

        A date with an open beginning is sorted by its end, which is all that is known of it.
        """
        anchor = self.anchor
        return (anchor.first.date(), anchor.has_time, _instant(anchor), self.last, str(self))

    @property
    def anchor(self) -> Point:
        """The beginning, or the end where the beginning is open."""
        point = self.start or self.end
        # `parse_date` refuses a date with two open ends.
        assert point is not None
        return point

    def __lt__(self, other: Date) -> bool:
        return self.sort_key < other.sort_key

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
        start, end = ("" if part == ".." else part for part in text.split("/", 1))
    else:
        point = _parse_point(text)
        return Date(point, point)
    if not start and not end:
        raise DateError(f"{text!r} is not a date: one end must be given")
    date = Date(_parse_point(start) if start else None, _parse_point(end) if end else None, shape)
    if date.first > date.last:
        raise DateError(f"{text!r} ends before it begins")
    return date


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
    # No clock is further from UTC than that of Kiribati, 14 hours ahead.
    if hours > 14 or minutes > 59:
        raise ValueError(f"{zone} is not an offset from UTC")
    span = timedelta(hours=hours, minutes=minutes)
    return -span if zone[0] == "-" else span


def _text(point: Point | None) -> str:
    return point.text if point else ""


def _instant(point: Point) -> float:
    """Seconds from 1970 to the first moment of ``point``; without an offset as if it were UTC."""
    moment = point.first.replace(tzinfo=UTC).timestamp()
    return moment - (point.offset or timedelta()).total_seconds()
