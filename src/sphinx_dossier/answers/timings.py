"""When something was, as pages show it: on the clock of the site, as exactly as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.dates import Date, at
from sphinx_dossier.core.instants import Timing
from sphinx_dossier.core.memo import once_each

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.dates import Point
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Bound
    from sphinx_dossier.core.model import Claim, Source


def timing(index: Index, date: Date) -> Timing:
    """A date that is no claim's."""
    shown = index.shown(date)
    return Timing(shown, written=_other_than([(date, shown)]))


def shown_date(index: Index, source: Source) -> Date | None:
    """When a source appeared, on the clock of the site."""
    clock = index.clock_of_source(source.id) or index.clock
    return index.shown(source.date, clock) if source.date else None


@once_each
def timing_of(index: Index, identifier: str) -> Timing | None:
    """When a claim was made; ``None`` where it has no date."""
    claim, said = index.claims[identifier], index.said.get(identifier)
    if said is None or claim.said is None:
        return None
    span = index.instants.spans[identifier]
    if span.earliest.moment == span.latest.moment:
        return _exactly(index, claim, said, span.latest)
    lower, upper = span
    after = _hour(claim, lower, lower.date.start if lower.date else None)
    by = _hour(claim, upper, upper.date.end if upper.date else None)
    first, last = _shown(index, lower, after), _shown(index, upper, by)
    written = _other_than([(claim.said, said), (after, first), (by, last)])
    return Timing(said, first, last, written, is_statement=True)


def _exactly(index: Index, claim: Claim, said: Date, bound: Bound) -> Timing:
    """The hour that a claim says, or that follows from all others: that of its publication."""
    own = None if said.has_time or bound.date is None else bound.date.end
    hour = Date(own, own) if own else claim.said
    shown = _shown(index, bound, hour) if own else said
    return Timing(shown or said, written=_other_than([(hour, shown)]), is_statement=True)


def _hour(claim: Claim, bound: Bound, point: Point | None) -> Date | None:
    """The hour of a bound that the date of a claim does not say itself."""
    is_own = bound.owner == claim.id and bound.field == "said"
    return Date(point, point) if point and bound.has_time and not is_own else None


def _shown(index: Index, bound: Bound, hour: Date | None) -> Date | None:
    if hour is None or not index.timezone:
        return hour
    # The moment itself: a time without an offset is one of a clock that the bound has chosen.
    qualifier = hour.anchor.qualifier
    return hour.on(index.clock, index.clock) if qualifier else at(bound.moment, index.clock)


def _other_than(pairs: Iterable[tuple[Date | None, Date | None]]) -> tuple[Date, ...]:
    """The first of each pair (as written, as shown) that differ, each once."""
    differing = (written for written, shown in pairs if written and written != shown)
    return tuple(dict.fromkeys(differing))
