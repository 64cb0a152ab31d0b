"""Questions against sides, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import sentence
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.claim_lines import render_answers, render_state
from sphinx_dossier.sphinx.show.html_parts import empty, paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dossier.answers.ledger import LedgerCell, LedgerRow
    from sphinx_dossier.sphinx.markup import Markup


def render_ledger(rows: Sequence[LedgerRow], sides: Mapping[str, str]) -> list[Markup]:
    """A table that stacks on a phone."""
    if not rows:
        return [empty(words.NO_QUESTION)]
    # Every row has a cell for each side, so that the first one has all columns.
    columns = (sides.get(cell.column, words.OTHERS) for cell in rows[0].cells)
    titles = [words.QUESTION, *columns]
    group = nodes.tgroup("", cols=len(titles))
    # Equal shares in HTML; in plain text the number of characters.
    group += [nodes.colspec("", colwidth=24, stub=int(not i)) for i in range(len(titles))]
    head = nodes.row("", *(nodes.entry("", *as_nodes([paragraph(one)])) for one in titles))
    group += nodes.thead("", head)
    group += nodes.tbody("", *(_ledger_row(row) for row in rows))
    return [nodes.table("", group, classes=["dossier-ledger"])]


def _ledger_row(row: LedgerRow) -> nodes.row:
    state = render_state(row.state)
    note = sentence(words.QUESTION_NOTE, unit=row.unit, state=state) if row.unit else state
    question = [
        paragraph(row.question, classes=["dossier-question-text"]),
        paragraph(*note, classes=["dossier-basis"]),
    ]
    result = nodes.row("", nodes.entry("", *as_nodes(question)))
    for cell in row.cells:
        result += nodes.entry("", *as_nodes([_cell(cell)]))
    return result


def _cell(cell: LedgerCell) -> Markup:
    if cell.rows:
        # The column says the side already.
        return render_answers(cell.answers, {})
    return empty(words.nothing_found(cell.searched, is_passed_on=cell.is_passed_on))
