"""Answers about a whole index that are worked out once, however many ask for them."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")


def once(work: Callable[[K], V]) -> Callable[[K], V]:
    """Keep what ``work`` says of a value for as long as the value lives; it must not change."""
    # A weak key: an index that a page's change has replaced takes its answers along.
    found: WeakKeyDictionary[K, V] = WeakKeyDictionary()

    @wraps(work)
    def asked(subject: K) -> V:
        if subject not in found:
            found[subject] = work(subject)
        return found[subject]

    return asked
