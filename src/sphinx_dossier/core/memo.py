"""Answers about a whole index that are computed once, however many ask for them."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")


def once(work: Callable[[K], V]) -> Callable[[K], V]:
    """Keep what ``work`` says of the indexes that were asked of last; an index never changes.

    A build has one index after the other, each as it is seen from a few days and as far as it was
    known on them: earlier ones, with all that was worked out of them, go when more are asked of.
    """
    return lru_cache(maxsize=8)(work)


def once_each(work: Callable[[K, str], V]) -> Callable[[K, str], V]:
    """Keep what ``work`` says of each page, or other part, of the index that was asked of last."""

    @once
    def said(_: K) -> dict[str, V]:
        return {}

    @wraps(work)
    def kept(whole: K, part: str) -> V:
        known = said(whole)
        if part not in known:
            known[part] = work(whole, part)
        return known[part]

    return kept
