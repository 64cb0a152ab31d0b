"""What the picture of a page says where somebody shares a link to it: one answer that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.knowing import claims_asked_for
from sphinx_dossier.answers.ledger import LedgerCell, cells_of
from sphinx_dossier.answers.question_state import QuestionState, question_state
from sphinx_dossier.answers.short_way import WayStop, short_way
from sphinx_dossier.answers.timeline import timeline
from sphinx_dossier.answers.uses import ChainUse, KnowingUse, TimelineUse, WayUse
from sphinx_dossier.core.model import Claim, Question
from sphinx_dossier.core.side_checks import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.page import Page


class SocialCard(NamedTuple):
    """A title, and below it the answers of the sides, the stops of a way, or counts by side.

    ``state`` is that of the question, ``as_of`` the day up to which the page follows events.
    """

    title: str
    as_of: Date | None
    cells: tuple[LedgerCell, ...] = ()
    state: QuestionState | None = None
    stops: tuple[WayStop, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def social_card(index: Index, page: Page, sides: Sequence[str], root: str) -> SocialCard | None:
    """The card of a page of questions, of claims, or of days, and of the first page, ``root``.

    A way comes first on the first page, a question elsewhere; ``None`` where there is neither, nor
    a statement to count.
    """
    bare = SocialCard(page.title, index.day_of(page.docname))
    way, asked = _way(index, page), _answered(index, page, sides)
    if way and (page.docname == root or not asked):
        return bare._replace(stops=way)
    if asked:
        question, cells = asked
        state = question_state(index, question.id)
        return bare._replace(title=question.name, cells=cells, state=state)
    counts = _counts(index, _statements(index, page, root), sides)
    return bare._replace(counts=counts) if counts else None


def _way(index: Index, page: Page) -> tuple[WayStop, ...]:
    """The stops of the first way that the page draws; a step alone is none."""
    seen = index.seen_from(index.day_of(page.docname))
    for use in page.uses:
        if isinstance(use, WayUse):
            stops = short_way(seen, use.claim, dict(use.says), {}).stops
        elif isinstance(use, ChainUse):
            stops = short_way(seen, use.claim, {}, {}).stops
        else:
            continue
        if len(stops) > 1:
            return stops
    return ()


def _answered(
    index: Index, page: Page, sides: Sequence[str]
) -> tuple[Question, tuple[LedgerCell, ...]] | None:
    """The question of the page that most sides answer, of equals the first one."""
    found = [
        (one, cells_of(index, one, (*sides, OUTSIDE)))
        for one in index.owned_by(page)
        if isinstance(one, Question) and index.answers.get(one.id)
    ]
    return max(found, key=lambda pair: sum(bool(cell.rows) for cell in pair[1]), default=None)


def _statements(index: Index, page: Page, root: str) -> Iterable[str]:
    """The claims that a page is about: of its days, its own, or on the first page all."""
    if page.docname == root:
        return [one.id for one in index.own.values() if isinstance(one, Claim)]
    found: dict[str, None] = {}
    for use in page.uses:
        if isinstance(use, TimelineUse) and not use.most:
            moments = timeline(index, use.filter).moments
            found |= dict.fromkeys(one.row.id for one in moments if one.row)
        elif isinstance(use, KnowingUse):
            found |= dict.fromkeys(one.id for one in claims_asked_for(index, use.wanted))
    return found or [one.id for one in index.owned_by(page) if isinstance(one, Claim)]


def _counts(
    index: Index, claims: Iterable[str], sides: Sequence[str]
) -> tuple[tuple[str, int], ...]:
    """How many of the claims each side says, and all others; a joint one counts for both."""
    counts = dict.fromkeys((*sides, OUTSIDE), 0)
    for claim in claims:
        for side in index.sides_of(index.claims[claim]):
            counts[side if side in sides else OUTSIDE] += 1
    return tuple(counts.items()) if any(counts.values()) else ()
