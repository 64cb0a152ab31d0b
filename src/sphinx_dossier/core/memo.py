"""Answers about a whole index that are computed once, however many ask for them.

Each keeps what it has looked at, which then counts for all who ask (:mod:`.noted_reads`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from sphinx_dossier.core.noted_reads import Notes, note, noted, unnoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from collections.abc import Set as AbstractSet

K = TypeVar("K")
V = TypeVar("V")
Known: TypeAlias = dict[str, tuple[V, Notes]]
"""Values that were worked out, each with what was looked at."""


class EachWhenAsked(Mapping[str, V]):
    """A mapping whose values are worked out when they are first asked for.

    After a small edit a few of thousands are; who goes through all of them gets all.
    """

    def __init__(self, keys: Collection[str], work: Callable[[str], V]) -> None:
        # To look through a list of them for each would take as long as all the rest.
        self._keys, self._work = dict.fromkeys(keys), work
        self.known: Known[V] = {}
        """The values that were asked for so far."""

    def __getitem__(self, key: str) -> V:
        """The value of a key.

        :raises KeyError: it is none of the keys.
        """
        if key not in self.known:
            if key not in self._keys:
                raise KeyError(key)
            # A plain mapping would forget who asked when another asks again.
            self.known[key] = noted(lambda: self._work(key))
        value, looked_at = self.known[key]
        note(looked_at)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def take_over(self, known: Known[V], changed: AbstractSet[str]) -> None:
        """Take the values of an earlier mapping that looked at nothing that has changed since."""
        self.known |= {
            key: (value, looked_at)
            for key, (value, looked_at) in known.items()
            if changed.isdisjoint(looked_at)
        }


def once(work: Callable[[K], V]) -> Callable[[K], V]:
    """Keep what ``work`` says of the indexes that were asked of last; an index never changes.

    A build has one index after the other, each as it is seen from a few days and as far as it was
    known on them: earlier ones, with all that was worked out of them, go when more are asked of.
    """
    found = lru_cache(maxsize=8)(lambda whole: noted(lambda: work(whole)))

    @wraps(work)
    def kept(whole: K) -> V:
        value, looked_at = found(whole)
        note(looked_at)
        return value

    return kept


def once_each(work: Callable[[K, str], V]) -> Callable[[K, str], V]:
    """Keep what ``work`` says of each page, or other part, of the index that was asked of last."""

    @lru_cache(maxsize=8)
    def said(_: K) -> Known[V]:
        # One for each index, so that all that was said of it goes when the index goes.
        return {}

    @wraps(work)
    def kept(whole: K, part: str) -> V:
        known = said(whole)
        if part not in known:
            known[part] = noted(lambda: work(whole, part))
        value, looked_at = known[part]
        note(looked_at)
        return value

    return kept


def nameless(work: Callable[[K], V]) -> Callable[[K], V]:
    """As :func:`once`, of ids and numbers in which no name has a part: nothing is noted."""

    @once
    @wraps(work)
    def kept(whole: K) -> V:
        return unnoted(lambda: work(whole))

    return kept


def nameless_each(work: Callable[[K, str], V]) -> Callable[[K, str], V]:
    """As :func:`once_each`, of ids and numbers in which no name has a part."""

    @once_each
    @wraps(work)
    def kept(whole: K, part: str) -> V:
        return unnoted(lambda: work(whole, part))

    return kept
