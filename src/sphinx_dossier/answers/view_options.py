"""What some options of views choose from; the answers themselves are loaded when they are asked."""

from __future__ import annotations

from typing import Final, NamedTuple

LINE_PARTS: Final = ("speaker", "act", "date", "passages", "status", "counts")
"""The parts of an evidence line in their order."""


class PassageSpan(NamedTuple):
    """Passages from ``start`` to before ``until``; ``""`` is either end of the source."""

    start: str = ""
    until: str = ""


WHOLE: Final = PassageSpan()
"""All passages of a source."""
