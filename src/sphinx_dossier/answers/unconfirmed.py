"""Which claims nobody independent says too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.claim_rows import Row, row
from sphinx_dossier.answers.filters import Filter, passing
from sphinx_dossier.answers.page_links import NOWHERE, Link, source_link
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Claim


class Unconfirmed(NamedTuple):
    """Claims that say how things are, and that nobody independent says too, by date.

    ``confirmed`` counts those that somebody says too, ``deeds`` those that do not say how things
    are, such as appeals and decrees: nobody can confirm them. ``source`` is the one that all of
    them cite, or nowhere. ``statuses`` are those of each row; ``top`` leads to the list.
    """

    source: Link
    rows: tuple[Row, ...]
    statuses: tuple[tuple[str, ...], ...]
    confirmed: int
    deeds: int
    top: Link

    @property
    def total(self) -> int:
        """How many claims were looked at."""
        return len(self.rows) + self.confirmed + self.deeds


def unconfirmed(index: Index, wanted: Filter, source: str = "", top: Link = NOWHERE) -> Unconfirmed:
    """The claims that pass a filter, and cite a source if one is named."""
    passed = passing(index, index.claims, wanted)
    claims = [claim for claim in passed if not source or _cites(claim, source)]
    stated = [claim.id for claim in claims if claim.is_assertion]
    marks = {claim: standings(index)[claim].marks for claim in stated}
    alone = index.by_date(tuple(one for one in stated if "corroborated" not in marks[one]))
    return Unconfirmed(
        source_link(index, source) if source else NOWHERE,
        tuple(row(index, claim) for claim in alone),
        tuple(marks[claim] for claim in alone),
        len(stated) - len(alone),
        len(claims) - len(stated),
        top,
    )


def _cites(claim: Claim, source: str) -> bool:
    return any(one.source == source for one in citations(claim))
