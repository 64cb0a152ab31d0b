"""The ways of numbers that changed while they were passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dossier.answers.knowing_clock import Statement
    from sphinx_dossier.answers.knowing_threads import Given, Thread
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import DriftPart

_MOST: Final = 6
"""More ways than these hide what the sides said."""


class Stop(NamedTuple):
    """Somebody who passed a number on; where it ``has_changed``, ``parts`` say how, if they do."""

    statement: Statement
    has_changed: bool
    parts: tuple[DriftPart, ...]


class Relay(NamedTuple):
    """The way of a number from the one who gave it to its last form."""

    question: Link
    side: str
    origin: Given
    stops: tuple[Stop, ...]


def relays_of(
    index: Index, threads: Iterable[Thread], known: Mapping[str, Statement]
) -> tuple[Relay, ...]:
    """The ways on which something changed, those with most changes first, in the order of time."""
    found = [relay for thread in threads for relay in _of_thread(index, thread, known)]
    found.sort(key=lambda one: (-_changes(one), -len(one.stops), _end(one)))
    # What grew out of several numbers is at the end of one way, the longest.
    last: dict[str, Relay] = {}
    for relay in found:
        last.setdefault(relay.stops[-1].statement.claim.anchor, relay)
    return tuple(sorted([*last.values()][:_MOST], key=_end))


def _changes(relay: Relay) -> int:
    return sum(stop.has_changed for stop in relay.stops)


def _end(relay: Relay) -> tuple[object, ...]:
    last = relay.stops[-1].statement
    return (relay.origin.statement.latest, relay.question.anchor, last.latest, last.claim.anchor)


def _of_thread(index: Index, thread: Thread, known: Mapping[str, Statement]) -> Iterator[Relay]:
    for given in thread.values:
        for way in _ways(index, given.statement.claim.anchor, known):
            stops = tuple(_stop(index, one, known) for one in way)
            if any(stop.has_changed for stop in stops):
                yield Relay(thread.question, given.statement.sides[0], given, stops)


def _ways(index: Index, claim: str, known: Mapping[str, Statement]) -> list[tuple[str, ...]]:
    """Each way from a claim to one that nobody passed on, without the claim itself."""
    ways: list[tuple[str, ...]] = []
    waiting: list[tuple[str, ...]] = [(claim,)]
    # Who says that he grew out of two is at the end of two ways; in a circle none goes on.
    while waiting and len(ways) < _MOST:
        way = waiting.pop()
        later = [
            one
            for one in index.by_date(index.related(way[-1], "repeated-by", "drifted-to"))
            if one in known and one not in way
        ]
        waiting += [(*way, one) for one in reversed(later)]
        if not later and len(way) > 1:
            ways.append(way[1:])
    return ways


def _stop(index: Index, claim: str, known: Mapping[str, Statement]) -> Stop:
    has_changed = bool(index.related(claim, "drifted-from"))
    return Stop(known[claim], has_changed, index.claims[claim].drift_parts)
