"""What belongs to a day: whatever was said later is there, but is never taken for a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dossier.core.dates import Date


def is_later(date: Date | None, as_of: Date | None) -> bool:
    """Whether ``date`` surely begins after the end of ``as_of``.

    What may have been before it belongs to it: a date of which one day is not known, one without
    a beginning, and what has no date. Without an as-of day nothing is later. Moments are compared
    in UTC where both have an offset, and otherwise by the clock of the place.
    """
    if date is None or as_of is None or date.start is None or as_of.end is None:
        return False
    return as_of.end.is_over_before(date.start)
