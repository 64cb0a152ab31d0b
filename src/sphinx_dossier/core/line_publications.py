"""Which publications a claim rests on, and which carry it further.

Lines may be thousands of claims long, and every claim is asked for its own. What is asked of two
sets of publications is how many there are in both, and whether one holds the other. Numbers answer
that of whole machine words at once: each publication is a bit of one, counted from zero in each
*group* of claims that repeat or corroborate each other, so that small groups have small numbers.
Sets of different groups are not comparable.
"""

from __future__ import annotations

from collections import Counter
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.circles import components
from sphinx_dossier.core.memo import nameless

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Claim

_JOINING = ("repeats", "repeated-by", "corroborates", "corroborated-by")
_SOURCE: Final = "/{}"
"""A key may be spelt as the id of a medium is; no id has a slash."""


class _Bits:
    """The number of each name in its group."""

    def __init__(self, index: Index) -> None:
        edges = {claim: index.related(claim, *_JOINING) for claim in index.claims}
        self.group = {
            claim: number for number, circle in enumerate(components(edges)) for claim in circle
        }
        self._places: dict[tuple[int, str], int] = {}
        self._counts = Counter[int]()

    def of(self, claim: str, names: Iterable[str]) -> int:
        """The bits of some names in the group of a claim."""
        bits, group = 0, self.group[claim]
        for name in names:
            if (group, name) not in self._places:
                self._places[group, name] = self._counts[group]
                self._counts[group] += 1
            bits |= 1 << self._places[group, name]
        return bits


@nameless
def _bits(index: Index) -> _Bits:
    return _Bits(index)


def are_comparable(index: Index, one: str, other: str) -> bool:
    """Whether the sets of two claims are of one group."""
    return _bits(index).group[one] == _bits(index).group[other]


@nameless
def sources_of_lines(index: Index) -> Mapping[str, int]:
    """Claim id -> the sources that it and all that it repeats are cited from."""
    own = {
        key: _bits(index).of(key, (_SOURCE.format(cite.source) for cite in claim.cites))
        for key, claim in index.claims.items()
    }
    return _gathered(own, {claim: index.related(claim, "repeats") for claim in index.claims})


def count_publications(index: Index, heads: Iterable[str]) -> int:
    """How many publications carry some claims of one group, or what repeats them.

    They are cited sources, and media that passed words on and published none of these.
    """
    carried = [_carried(index)[head] for head in heads]
    return sum(reduce(or_, bits).bit_count() for bits in zip(*carried, strict=True))


@nameless
def _carried(index: Index) -> Mapping[str, tuple[int, int]]:
    """Claim id -> the sources and the media that carry it and all that repeats it."""
    edges = {claim: index.related(claim, "repeated-by") for claim in index.claims}
    sources, publishers, voices = {}, {}, {}
    for key, claim in index.claims.items():
        keys = [cite.source for cite in claim.cites]
        sources[key] = _bits(index).of(key, map(_SOURCE.format, keys))
        names = (index.publisher_of.get(source) for source in keys)
        publishers[key] = _bits(index).of(key, (index.twin(name) for name in names if name))
        voices[key] = _bits(index).of(key, _media(index, claim))
    cited, own, heard = (_gathered(bits, edges) for bits in (sources, publishers, voices))
    # A medium whose own article is cited counts by its article.
    return {key: (cited[key], heard[key] & ~own[key]) for key in index.claims}


def _media(index: Index, claim: Claim) -> list[str]:
    relays = ((relay.actor, index.actor(relay.actor)) for relay in claim.via)
    return [index.twin(name) for name, actor in relays if actor and actor.known_kind == "media"]


def _gathered(own: Mapping[str, int], edges: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """What each claim has itself, and all that it leads to."""
    found: dict[str, int] = {}
    for circle in components(edges):
        bits = 0
        for claim in circle:
            bits |= own[claim]
            for end in edges[claim]:
                bits |= found.get(end, 0)
        found |= dict.fromkeys(circle, bits)
    return found
