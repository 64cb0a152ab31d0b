"""Questions against sides: who answers what, and where nothing was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.claim_rows import Row, rows
from sphinx_dossier.answers.filters import Filter, passing
from sphinx_dossier.answers.page_links import NOWHERE, Link, link
from sphinx_dossier.answers.question_state import QuestionState, day_of_question, question_state
from sphinx_dossier.answers.roll_up import sides_passed_on
from sphinx_dossier.answers.same_answers import SameAnswer, gather
from sphinx_dossier.core.side_checks import OUTSIDE
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Question


class LedgerCell(NamedTuple):
    """What a side answers to a question; where it says nothing, what was searched.

    ``is_passed_on`` says that others report an answer of it, in their own column.
    """

    column: str
    rows: tuple[Row, ...]
    searched: str
    is_passed_on: bool = False

    @property
    def answers(self) -> tuple[SameAnswer, ...]:
        """The answers, equal ones together."""
        return gather(self.rows)


class LedgerRow(NamedTuple):
    """A question, what it counts, how far its answers agree, and a cell for each side.

    ``is_confirmed`` says that somebody independent says the same as one of its answers;
    ``picture`` leads to the row itself.
    """

    question: Link
    unit: str
    state: QuestionState
    cells: tuple[LedgerCell, ...]
    is_quantity: bool
    is_confirmed: bool
    picture: Link


class Ledger(NamedTuple):
    """The questions of a ledger; ``top`` leads to the ledger itself."""

    rows: tuple[LedgerRow, ...]
    top: Link


def ledger(
    index: Index,
    wanted: Filter,
    sides: Sequence[str],
    as_of: Date | None = None,
    top: Link = NOWHERE,
) -> Ledger:
    """Questions against sides, in the order of ``about``; the last column is for all outside.

    ``as_of`` is the as-of day of all questions, in the place of their own; ``top`` leads to where
    the ledger is shown.
    """
    columns = (*sides, OUTSIDE)
    passed = passing(index, index.questions, wanted)
    # The sort is stable: questions of equal rank stay in the order of pages.
    passed.sort(key=lambda question: rank(question, wanted.about))
    rows = (_ledger_row(index, question, columns, as_of, top) for question in passed)
    return Ledger(tuple(rows), top)


def rank(question: Question, about: Sequence[str]) -> int:
    """The position of the first id in ``about`` that the question is, or is about."""
    own = {question.id, *question.about}
    return next((position for position, one in enumerate(about) if one in own), len(about))


def _ledger_row(
    index: Index, question: Question, columns: Sequence[str], as_of: Date | None, top: Link
) -> LedgerRow:
    own = link(index, question.id)
    known = index.known_on(day_of_question(index, question.id, as_of))
    answers = known.answers.get(question.id, ())
    return LedgerRow(
        own,
        question.unit,
        question_state(index, question.id, as_of),
        cells_of(index, question, columns, as_of),
        is_quantity=question.known_kind == "quantity",
        is_confirmed=any("corroborated" in standings(known)[claim].marks for claim in answers),
        picture=top._replace(label=own.label, anchor=f"{top.anchor}-{question.id}"),
    )


def cells_of(
    index: Index, question: Question, columns: Sequence[str], as_of: Date | None = None
) -> tuple[LedgerCell, ...]:
    """What each column answers to a question."""
    # What is drawn as later is just what the state leaves out.
    index = index.seen_from(day_of_question(index, question.id, as_of))
    by_side: dict[str, list[str]] = {column: [] for column in columns}
    for claim in index.answers.get(question.id, ()):
        for column in _columns_of(index, claim, columns):
            by_side[column].append(claim)
    searched = dict(question.searched)
    passed_on = sides_passed_on(index, question.id)
    return tuple(
        LedgerCell(
            column,
            rows(index, by_side[column], question.id),
            searched.get(column, ""),
            column in passed_on,
        )
        for column in columns
    )


def _columns_of(index: Index, claim: str, columns: Sequence[str]) -> dict[str, None]:
    """The columns of a claim, each once: a joint statement of two sides is in both."""
    sides = index.sides_of(index.claims[claim])
    # A side that the settings do not name has no column either.
    return dict.fromkeys(side if side in columns else OUTSIDE for side in sides)
