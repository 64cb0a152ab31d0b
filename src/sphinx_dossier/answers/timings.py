"""When something was, as pages show it: on the clock of the site, as exactly as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.dates import Date
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
    return index.shown(source.date, index.clock_of_source(source.id)) if source.date else None


@once_each
def timing_of(index: Index, identifier: str) -> Timing | None:
    """When a claim was made; ``None`` where it has no date."""
    claim, said = index.claims[identifier], index.said.get(identifier)
    if said is None or claim.said is None:
        return None
    span = index.instants.spans[identifier]
    if span.earliest.moment == span.latest.moment and said.has_time:
        return Timing(said, written=_other_than([(claim.said, said)]), is_statement=True)
    lower, upper = span
    after = _hour(claim, lower, lower.date.start if lower.date else None)
    by = _hour(claim, upper, upper.date.end if upper.date else None)
    first, last = _shown(index, lower, after), _shown(index, upper, by)
    written = _other_than([(claim.said, said), (after, first), (by, last)])
    return Timing(said, first, last, written, is_statement=True)


def _hour(claim: Claim, bound: Bound, point: Point | None) -> Date | None:
    """The hour of a bound that the date of a claim does not say itself."""
    is_own = bound.owner == claim.id and bound.field == "said"
    return Date(point, point) if point and bound.has_time and not is_own else None


def _shown(index: Index, bound: Bound, hour: Date | None) -> Date | None:
    owner = index.claims.get(bound.owner)
    clock = index.clocks_of(owner)[0] if owner else index.clock
    return index.shown(hour, clock) if hour else None


def _other_than(pairs: Iterable[tuple[Date | None, Date | None]]) -> tuple[Date, ...]:
    """The first of each pair (as written, as shown) that differ, each once."""
    differing = (written for written, shown in pairs if written and written != shown)
    return tuple(dict.fromkeys(differing))
