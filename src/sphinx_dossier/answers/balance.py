"""How much each side has of what is recorded: claims, kinds of statements, publications."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.filters import Filter, passing
from sphinx_dossier.core.side_checks import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.core.index import Index


class BalanceRow(NamedTuple):
    """What is counted: a number for each column, and how many there are in all.

    The numbers may add up to more than ``total``: a joint statement counts for each of its sides,
    and a source for each side of whose claims it carries one.
    """

    counted: str
    counts: tuple[int, ...]
    total: int


class Balance(NamedTuple):
    """The sides and, last, everybody outside, with what is counted of each.

    ``acts`` are those that occur; ``sources`` carry the claims of a column; those ``published`` by
    an actor of the dossier go by the side of that actor. ``act_labels`` are what the project calls
    the ``acts``, each ``""`` where it says nothing of it.
    """

    anchor: str
    columns: tuple[str, ...]
    claims: BalanceRow
    acts: tuple[BalanceRow, ...]
    sources: BalanceRow
    published: BalanceRow
    act_labels: tuple[str, ...] = ()


def balance(index: Index, wanted: Filter, sides: Sequence[str]) -> Balance:
    """The claims that pass a filter, and the sources that these cite, by side."""
    columns = (*sides, OUTSIDE)
    claims = passing(index, index.claims, wanted)
    spoken = [(claim.act, index.sides_of(claim)) for claim in claims]
    carried: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for citation in claim.cites:
            carried[citation.source].update(index.sides_of(claim))
    publishers = [index.publisher_of[key] for key in carried if key in index.publisher_of]
    acts = [
        _row(act, [own for said, own in spoken if said == act], columns)
        for act in index.vocabulary.all_of("acts")
        if any(said == act for said, _ in spoken)
    ]
    return Balance(
        f"balance-{wanted.mark}",
        columns,
        _row("claims", [own for _, own in spoken], columns),
        tuple(acts),
        _row("sources", [*carried.values()], columns),
        _row("published", [(index.side_of(publisher),) for publisher in publishers], columns),
        tuple(index.vocabulary.label("acts", row.counted) for row in acts),
    )


def _row(counted: str, sides: Sequence[Iterable[str]], columns: Sequence[str]) -> BalanceRow:
    """``sides`` are those of each thing that is counted, which counts once for each column."""
    # A side that the settings do not name has no column.
    counts = Counter(
        column for own in sides for column in {side if side in columns else OUTSIDE for side in own}
    )
    return BalanceRow(counted, tuple(counts[column] for column in columns), len(sides))
