"""The words of pages, pictures and exports, each by the term or the number that it is for."""

from __future__ import annotations


def number(value: float | None) -> str:
    """A number with thousands apart and without an empty fraction."""
    if value is None:
        return ""
    return f"{int(value):,}" if value.is_integer() else f"{value:,.10g}"


def count_of(count: int, thing: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
