"""Choices over a ledger: by state, by what is confirmed and counted, and by who has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.model import QUESTION_STATES
from sphinx_dossier.core.side_checks import MOST_SIDES, OUTSIDE
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import LEGENDS
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.show.choices import (
    FEW,
    Choice,
    Choices,
    Label,
    choices_of,
    render_choices,
    render_count,
    row_classes,
)
from sphinx_dossier.sphinx.show.html_parts import bullets, fold_away, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dossier.answers.ledger import Ledger, LedgerRow
    from sphinx_dossier.sphinx.markup import Markup


def ledger_choices(rows: Sequence[LedgerRow], sides: Mapping[str, str]) -> list[Choice]:
    """The questions of each state come first; that none is confirmed is worth saying too."""
    slugs = [{*ledger_slugs(row, sides)} for row in rows]
    return choices_of(slugs, _labels(sides), always="unconfirmed")


def ledger_slugs(row: LedgerRow, sides: Mapping[str, str]) -> Iterator[str]:
    """The choices that leave a row."""
    yield row.state.word.replace(" ", "-")
    if row.is_quantity:
        yield "with-figures"
    if not row.is_confirmed:
        yield "unconfirmed"
    for cell in row.cells:
        place = place_of(cell.column, sides)
        if place:
            yield f"{'answered' if cell.rows else 'silent'}-{place}"


def place_of(column: str, sides: Mapping[str, str]) -> str:
    """The position of a side, by which the style sheet knows it; ``""`` beyond the last one."""
    if column not in sides:
        return OUTSIDE
    position = [*sides].index(column)
    return str(position) if position < MOST_SIDES else ""


def _labels(sides: Mapping[str, str]) -> Iterator[Label]:
    legends = words.CHOICE_GROUPS
    for state in QUESTION_STATES:
        label = LEGENDS["states"][state].label
        yield Label(state.replace(" ", "-"), label, group="state", legend=legends["state"])
    for slug, label, group in (
        ("unconfirmed", words.UNCONFIRMED, "confirmed"),
        ("with-figures", words.WITH_FIGURES, "figures"),
    ):
        yield Label(slug, label, group=group, legend=legends[group])
    for column in (*sides, OUTSIDE):
        side, place = sides.get(column, words.OTHERS), place_of(column, sides)
        for slug, template, short in (
            ("answered", words.ANSWERED_BY, words.ANSWERED_SHORT),
            ("silent", words.UNANSWERED_BY, words.UNANSWERED_SHORT),
        ):
            label = words.say(template, side=side)
            yield Label(
                f"{slug}-{place}",
                label,
                is_of_side=True,
                group=f"column-{place}",
                legend=side,
                short=short,
            )


def render_ledger_choices(ledger: Ledger, sides: Mapping[str, str]) -> list[Markup]:
    """The choices, and a list to jump to a question."""
    if len(ledger.rows) <= FEW:
        return []
    jumps = bullets(([paragraph(row.picture)] for row in ledger.rows), "dossier-jumps")
    for item, row in zip(jumps.parts, ledger.rows, strict=True):
        assert isinstance(item, Tag)
        item.classes = row_classes(ledger_slugs(row, sides))
    count = words.count_of(len(ledger.rows), "question")
    jump = fold_away(words.say(words.JUMP_TO, questions=count), [jumps])
    return [render_choices(_choices(ledger, sides), *jump)]


def render_ledger_count(ledger: Ledger, sides: Mapping[str, str]) -> list[Markup]:
    """How many questions the boxes leave, where there are some."""
    is_short = len(ledger.rows) <= FEW
    return [] if is_short else [render_count(_choices(ledger, sides))]


def _choices(ledger: Ledger, sides: Mapping[str, str]) -> Choices:
    count = words.count_of(len(ledger.rows), "question")
    return Choices(ledger_choices(ledger.rows, sides), ledger.top, count)
