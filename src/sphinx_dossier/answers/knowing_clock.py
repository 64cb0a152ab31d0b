"""The axis of what was known when: minutes from a beginning, and what clocks showed then."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import tzinfo

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.instants import Span

_DAY = 24 * 60


class Segment(NamedTuple):
    """A part of the axis in which a clock runs evenly, from ``minute`` on.

    It is on ``day`` (ISO 8601), of which ``clock`` minutes are over then, ``offset`` minutes ahead
    of UTC.
    """

    minute: int
    day: str
    clock: int
    offset: int


class Local(NamedTuple):
    """What clocks show: the day (ISO 8601), minutes of it from 1 to 1440, minutes ahead of UTC."""

    day: str
    clock: int
    offset: int


class Clock(NamedTuple):
    """An axis of ``span`` minutes from ``start``, which is in UTC."""

    start: datetime
    span: int
    segments: tuple[Segment, ...]

    @classmethod
    def between(cls, first: datetime, last: datetime, clock: tzinfo) -> Clock:
        """The axis of whole hours of a clock that has two moments on it."""
        start = _whole_hour(first, clock)
        # The difference is negative, so that division rounds the hours up.
        span = -int((start - last).total_seconds() // 3600) * 60
        return cls(start, span, tuple(_segments(start, span, clock)))

    @property
    def midnights(self) -> list[int]:
        """The minutes in which a day ends."""
        # Not the first minute: of a day with which the axis begins nothing is over.
        found = [one.minute for one in self.segments if one.clock == 0 and one.minute]
        is_last = self.at(self.span).clock == _DAY
        return [*found, self.span] if is_last else found

    def minute_after(self, moment: datetime) -> int:
        """The first minute of the axis that is not before a moment."""
        return -int((self.start - moment).total_seconds() // 60)

    def at(self, minute: int) -> Local:
        """What clocks show in a minute, also off the axis; midnight is the end of a day."""
        before = [one for one in self.segments if one.minute < minute] or [self.segments[0]]
        segment = before[-1]
        past = segment.clock + minute - segment.minute
        days = (past - 1) // _DAY
        day = date.fromisoformat(segment.day) + timedelta(days=days)
        return Local(day.isoformat(), past - days * _DAY, segment.offset)


class Statement(NamedTuple):
    """A claim on the axis: it was made after the minute ``earliest``, and by ``latest``.

    ``short`` is its label by its author, or ``""``. ``has_hour`` says that an hour is known by
    which it was made, ``begins_with_hour`` one before which it was not, ``is_exact`` that it was
    made in one known minute. Who is on no side is ``outside``.
    """

    claim: Link
    short: str
    speakers: tuple[Link, ...]
    act: str
    sides: tuple[str, ...]
    earliest: int
    latest: int
    is_exact: bool
    has_hour: bool
    begins_with_hour: bool
    is_later: bool

    def had_been_made(self, minute: int) -> bool:
        """Whether it had surely been made by a minute."""
        return self.latest <= minute

    def had_perhaps_been_made(self, minute: int) -> bool:
        """Whether it may have been made by a minute, or not."""
        return self.earliest < minute < self.latest


def minutes_of(span: Span, start: datetime) -> tuple[int, int]:
    """From which minute to which a span is: the first is rounded down, the last one up.

    So the last second of a day is its end.
    """
    first, last = ((bound.moment - start).total_seconds() for bound in span)
    return int(first // 60), -int(-last // 60)


def _whole_hour(moment: datetime, clock: tzinfo) -> datetime:
    # By the clock of the site, which may be half an hour from UTC.
    try:
        local = moment.astimezone(clock)
    except OverflowError:
        local = moment
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return moment - past


def _segments(start: datetime, span: int, clock: tzinfo) -> list[Segment]:
    """Where a day begins, or a clock is put forward or back."""
    found: list[Segment] = []
    # Clocks are put forward and back at whole quarters, and days begin with them.
    for minute in range(0, max(span, 1), 15):
        local = (start + timedelta(minutes=minute)).astimezone(clock)
        offset = round((local.utcoffset() or timedelta()).total_seconds() / 60)
        day, past = local.date().isoformat(), local.hour * 60 + local.minute
        if not found or (day, offset) != (found[-1].day, found[-1].offset):
            found.append(Segment(minute, day, past, offset))
    return found
