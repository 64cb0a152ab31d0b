"""Answers about a whole index that are computed once, however many ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

K = TypeVar("K")
V = TypeVar("V")


class EachWhenAsked(Mapping[str, V]):
    """A mapping whose values are worked out when they are first asked for.

    After a small edit a few of thousands are; who goes through all of them gets all.
    """

    def __init__(self, keys: Collection[str], work: Callable[[str], V]) -> None:
        self._keys, self._work = keys, work
        self._known: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        """The value of a key.

        :raises KeyError: it is none of the keys.
        """
        if key not in self._known:
            if key not in self._keys:
                raise KeyError(key)
            self._known[key] = self._work(key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


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
        # One for each index, so that all that was said of it goes when the index goes.
        return {}

    @wraps(work)
    def kept(whole: K, part: str) -> V:
        known = said(whole)
        if part not in known:
            known[part] = work(whole, part)
        return known[part]

    return kept
