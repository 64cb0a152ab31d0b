"""Questions against sides, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.choices import row_classes
from sphinx_dossier.sphinx.show.claim_lines import render_answers, render_state
from sphinx_dossier.sphinx.show.html_parts import empty, fold_away, paragraph
from sphinx_dossier.sphinx.show.ledger_choices import (
    ledger_slugs,
    render_ledger_choices,
    render_ledger_count,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.answers.ledger import Ledger, LedgerCell, LedgerRow
    from sphinx_dossier.sphinx.markup import Markup

_MOST_ANSWERS: Final = 4
"""So many answers are about a screen of a cell."""


def render_ledger(ledger: Ledger, sides: Mapping[str, str]) -> list[Markup]:
    """A table that stacks on a phone, below choices among its questions."""
    rows = ledger.rows
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
    group += nodes.tbody("", *(_ledger_row(row, sides) for row in rows))
    table = nodes.table("", group, classes=["dossier-ledger"])
    parts = [
        *render_ledger_choices(ledger, sides),
        table,
        *render_ledger_count(ledger, sides),
    ]
    return [Tag("div", *parts, classes=["dossier-ledger-box"], anchor=ledger.top.anchor)]


def _ledger_row(row: LedgerRow, sides: Mapping[str, str]) -> nodes.row:
    state = render_state(row.state)
    note = sentence(words.QUESTION_NOTE, unit=row.unit, state=state) if row.unit else state
    question = [
        paragraph(row.question, classes=["dossier-question-text"]),
        paragraph(*note, classes=["dossier-basis"]),
    ]
    result = nodes.row(
        "", nodes.entry("", *as_nodes(question)), classes=row_classes(ledger_slugs(row, sides))
    )
    result["ids"] += [row.picture.anchor] if row.picture.docname else []
    for cell in row.cells:
        result += nodes.entry("", *as_nodes(_cell(cell)))
    return result


def _cell(cell: LedgerCell) -> list[Markup]:
    if not cell.rows:
        return _silence(cell)
    answers = cell.answers
    # Of a number that rose by the hour the last ones are what a reader looks for.
    earlier, latest = answers[:-_MOST_ANSWERS], answers[-_MOST_ANSWERS:]
    count = words.count_of(len(earlier), "and earlier answer")
    # The column says the side already.
    return [
        render_answers(latest, {}),
        *fold_away(count, [render_answers(earlier, {})] if earlier else []),
    ]


def _silence(cell: LedgerCell) -> list[Markup]:
    """That nothing was found, and folded where it was looked for."""
    if not cell.searched:
        return [empty(words.nothing_found("", is_passed_on=cell.is_passed_on))]
    said = words.ONLY_PASSED_ON if cell.is_passed_on else words.NO_STATEMENT
    searched = paragraph(words.say(words.SEARCHED, searched=cell.searched))
    return [empty(said), *fold_away(words.WHAT_WAS_SEARCHED, [searched])]
