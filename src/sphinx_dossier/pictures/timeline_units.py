"""Which entries of a timeline share a day, or a longer unit, and which are alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dossier.answers.timeline import Moment

UNITS: Final = ("day", "month", "year", "decade", "century")
_YEARS: Final = {"year": 1, "decade": 10, "century": 100}

# Two entries of a day are read beside the axis; from three on they need a panel.
OPENS_AT: Final = 3
# A date such as "one of these days" is a panel of so few days; what lasts longer is a line on the
# axis.
_LONGEST_PANEL: Final = 3
# More panels than days of a month, or more labels than that along one axis, ask for a longer unit.
MOST_PANELS: Final = 31
_MOST_LONE: Final = 24


def grouped(moments: Sequence[Moment]) -> tuple[str, list[list[Moment]], list[Moment]]:
    """The finest unit in which neither panels nor lone entries are too many to be read.

    With it, the entries of each panel, and those that are alone. Centuries are taken however many
    there are.
    """
    for unit in UNITS:
        panels, lone = split_by(unit, moments)
        if len(panels) <= MOST_PANELS and len(lone) <= _MOST_LONE:
            break
    return unit, panels, lone


def split_by(unit: str, moments: Sequence[Moment]) -> tuple[list[list[Moment]], list[Moment]]:
    """The groups that open as panels, and what is alone."""
    groups: dict[object, list[Moment]] = defaultdict(list)
    for moment in moments:
        groups[_key(moment, unit)].append(moment)
    panels = [group for group in groups.values() if _opens(group, unit)]
    lone = [group for group in groups.values() if not _opens(group, unit)]
    return panels, [moment for group in lone for moment in group]


def _key(moment: Moment, unit: str) -> object:
    """What moments of one panel share; a span that is longer than the unit is alone."""
    first, last = (_number(day, unit) for day in (moment.span.first, moment.span.last))
    if unit == "day" or first != last or moment.span.is_open:
        # The date as it is written: "[2031-03-01..2031-03-02]" is another group than its days.
        return moment.day
    return first


def _number(day: int, unit: str) -> int:
    """The number of the unit in which a day lies."""
    shown = date.fromordinal(day)
    if unit == "day":
        return day
    if unit == "month":
        return shown.year * 12 + shown.month
    return shown.year // _YEARS[unit]


def _opens(group: Sequence[Moment], unit: str) -> bool:
    span = group[0].span
    is_short = unit != "day" or span.last - span.first < _LONGEST_PANEL
    return len(group) >= OPENS_AT and is_short and not span.is_open
