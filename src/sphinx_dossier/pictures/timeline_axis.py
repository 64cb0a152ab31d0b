"""The scale of a timeline: from days to percent of the axis, and the ticks on it.

Days are numbers, of which the first of January of the year 1 is 1.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DAYS_OF_YEAR: Final = 365.2425
"""The mean of the Gregorian calendar."""

# Percent of the axis: a margin at both ends, so that the first and the last mark are whole; the
# width of a cut, in which "97 years" can be read; the least distance of ticks, and the place from
# which on a tick has its words on the left, so that they stay in the picture.
_MARGIN: Final = 1.0
_CUT: Final = 7.0
_BETWEEN_TICKS: Final = 7.0
FLIPS_FROM: Final = 93.0

_MOST_TICKS: Final = 8
# The last is more years than dates have, so that one of the steps always fits.
_STEPS_OF_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 10_000)
_STEPS_OF_DAYS: Final = (1, 2, 7, 14)
# Below, days are ticks: months would be one or two.
_TWO_MONTHS: Final = 62
# Up to here each month is a tick, beyond only every third one.
_EIGHT_MONTHS: Final = 250


class Piece(NamedTuple):
    """A part of the axis from day to day and from percent to percent; a cut one is not to scale."""

    first: int
    last: int
    start: float
    end: float
    is_cut: bool


def scale_of(spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """An even scale on which an empty stretch of more than half of it is cut short.

    ``spans`` are the first and last days of all entries.
    """
    days = sorted({day for span in spans for day in span})
    total = max(days[-1] - days[0], 1)
    # More than half of the time: there is one such stretch at most.
    gaps = [
        (before, after)
        for before, after in pairwise(days)
        if after - before > total / 2
        and not any(first <= before and after <= last for first, last in spans)
    ]
    drawn = max(total - sum(after - before for before, after in gaps), 1)
    room = 100 - 2 * _MARGIN - _CUT * len(gaps)
    pieces, day, start = [], days[0], _MARGIN
    # The end counts as a gap without length, which closes the last piece as others are closed.
    for before, after in [*gaps, (days[-1], days[-1])]:
        end = start + room * (before - day) / drawn
        pieces.append(Piece(day, before, start, end, False))
        if after > before:
            pieces.append(Piece(before, after, end, end + _CUT, True))
            end += _CUT
        day, start = after, end
    return tuple(pieces)


def place_of(day: float, pieces: Sequence[Piece]) -> float:
    """Where a day lies on the axis, in percent; days off the axis are at its ends."""
    for piece in pieces:
        if day <= piece.last:
            share = (day - piece.first) / max(piece.last - piece.first, 1)
            return piece.start + max(share, 0.0) * (piece.end - piece.start)
    return pieces[-1].end


def ticks(pieces: Sequence[Piece]) -> Iterator[tuple[float, str]]:
    """Round years, months or days that are far enough from each other to be read."""
    drawn = sum(piece.last - piece.first for piece in pieces if not piece.is_cut)
    # No tick stands before the first one, which is always far enough from it.
    before = -_BETWEEN_TICKS
    for day, label in _round_days(pieces[0].first, pieces[-1].last, drawn):
        place = place_of(day, pieces)
        is_hidden = any(one.is_cut and one.first <= day <= one.last for one in pieces)
        if not is_hidden and place - before >= _BETWEEN_TICKS:
            before = place
            yield place, label


def _round_days(first: int, last: int, drawn: int) -> Iterator[tuple[int, str]]:
    """Days that may have a tick, with their words; ``drawn`` counts days that are to scale."""
    if drawn > 2 * DAYS_OF_YEAR:
        yield from _years(first, last, drawn)
    elif drawn > _TWO_MONTHS:
        yield from _months(first, last, 1 if drawn < _EIGHT_MONTHS else 3)
    else:
        step = next(step for step in _STEPS_OF_DAYS if drawn / step <= _MOST_TICKS)
        for day in range(first, last + 1, step):
            shown = date.fromordinal(day)
            yield day, words.short_day(shown)


def _years(first: int, last: int, drawn: int) -> Iterator[tuple[int, str]]:
    step = next(one for one in _STEPS_OF_YEARS if drawn / DAYS_OF_YEAR / one <= _MOST_TICKS)
    start, end = date.fromordinal(first).year, date.fromordinal(last).year
    # The first round year is at or after the first one: division rounds down, so minus rounds up.
    for year in range(-(-start // step) * step, end + 1, step):
        yield date(year, 1, 1).toordinal(), str(year)


def _months(first: int, last: int, step: int) -> Iterator[tuple[int, str]]:
    start, end = date.fromordinal(first), date.fromordinal(last)
    # Months are counted from 0 through all years.
    for month in range(start.year * 12 + start.month - 1, end.year * 12 + end.month, step):
        shown = date(month // 12, month % 12 + 1, 1)
        yield shown.toordinal(), words.short_month(shown)
