"""Answers about a whole index that are computed once, however many ask for them."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")


def once(function: Callable[[K], V]) -> Callable[[K], V]:
    """Keep what ``function`` returns for a value as long as the value lives.

    For values that are hashed by identity and never change, such as an index.
    """
    # Weak keys: when a changed page replaces the index, its answers go with it.
    answers: WeakKeyDictionary[K, V] = WeakKeyDictionary()

    @wraps(function)
    def kept(subject: K) -> V:
        if subject not in answers:
            answers[subject] = function(subject)
        return answers[subject]

    return kept
