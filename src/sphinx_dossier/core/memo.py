"""Answers about a whole index that are computed once, however many ask for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")


def once(work: Callable[[K], V]) -> Callable[[K], V]:
    """Keep what ``work`` says of the index that was asked of last; an index never changes.

    A build has one index after the other: an earlier one, with all that was worked out of it, can
    go when the next one is asked of.
    """
    return lru_cache(maxsize=1)(work)
