"""Questions against sides: who answers what, and where nothing was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.filters import OUTSIDE, Filter, passes
from sphinx_dossier.answers.objects import question_state
from sphinx_dossier.answers.parts import (
    Link,
    Row,
    link,
    rows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Question


class LedgerRow(NamedTuple):
    """A question and, for each side, the rows that answer it or what was searched."""

    question: Link
    about: str
    state: str
    cells: tuple[tuple[str, tuple[Row, ...], str], ...]


class Ledger(NamedTuple):
    """The questions of a ledger."""

    rows: tuple[LedgerRow, ...]


def ledger(index: Index, wanted: Filter, sides: Sequence[str]) -> Ledger:
    """Questions against sides, in the order of ``about``; the last column is for all outside."""
    columns = (*sides, OUTSIDE)
    passed = [one for one in index.questions.values() if passes(index, one, wanted)]
    passed.sort(key=lambda question: rank(question, wanted.about))
    return Ledger(tuple(_ledger_row(index, question, columns) for question in passed))


def rank(question: Question, about: Sequence[str]) -> int:
    """The place of the first id in ``about`` that the question is, or is about."""
    own = {question.id, *question.about}
    return next((place for place, one in enumerate(about) if one in own), len(about))


def _ledger_row(index: Index, question: Question, columns: Sequence[str]) -> LedgerRow:
    by_side: dict[str, list[str]] = {column: [] for column in columns}
    for claim in index.answers.get(question.id, ()):
        side = index.side_of(index.claims[claim].by)
        by_side[side if side in by_side else OUTSIDE].append(claim)
    searched = dict(question.searched)
    cells = tuple(
        (column, rows(index, by_side[column]), searched.get(column, "")) for column in columns
    )
    state = question_state(index, question.id)
    return LedgerRow(link(index, question.id), question.unit, state, cells)
