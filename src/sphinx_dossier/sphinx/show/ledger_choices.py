"""Choices over a ledger: links that leave some of its questions, and need no script.

Each choice is a line with an anchor. A link to it makes the line the target of the address, by
which the style sheet hides all rows without the class of the choice; so a choice has an address,
and the way back is that of the browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx import addnodes

from sphinx_dossier.core.model import QUESTION_STATES
from sphinx_dossier.core.side_checks import MOST_SIDES, OUTSIDE
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import LEGENDS
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.html_parts import bullets, fold_away, joined, paragraph, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dossier.answers.ledger import Ledger, LedgerRow
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.sphinx.markup import Markup

_FEW_QUESTIONS: Final = 6
"""So few questions are seen at once."""


class Choice(NamedTuple):
    """Some questions of a ledger: ``slug`` is in classes and anchors."""

    slug: str
    label: str
    left: int


def choices(rows: Sequence[LedgerRow], sides: Mapping[str, str]) -> list[Choice]:
    """Those that leave some rows and hide others; the questions of each state come first.

    That no question at all is confirmed is worth saying too.
    """
    slugs = [set(slugs_of(row, sides)) for row in rows]
    counted = (
        Choice(slug, label, sum(slug in one for one in slugs)) for slug, label in _labels(sides)
    )
    return [one for one in counted if 0 < one.left < len(rows) + (one.slug == "unconfirmed")]


def slugs_of(row: LedgerRow, sides: Mapping[str, str]) -> Iterator[str]:
    """The choices that leave a row."""
    yield row.state.word.replace(" ", "-")
    if row.is_quantity:
        yield "with-figures"
    if not row.is_confirmed:
        yield "unconfirmed"
    for cell in row.cells:
        place = _place(cell.column, sides)
        if place is not None:
            yield f"{'answered' if cell.rows else 'silent'}-{place}"


def _place(column: str, sides: Mapping[str, str]) -> int | str | None:
    """The position of a side, by which the style sheet knows it; ``None`` beyond the last one."""
    if column == OUTSIDE:
        return OUTSIDE
    position = [*sides].index(column)
    return position if position < MOST_SIDES else None


def _labels(sides: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for state in QUESTION_STATES:
        yield state.replace(" ", "-"), LEGENDS["states"][state].label
    yield "unconfirmed", words.UNCONFIRMED
    yield "with-figures", words.WITH_FIGURES
    for column in (*sides, OUTSIDE):
        side, place = sides.get(column, words.OTHERS), _place(column, sides)
        yield f"answered-{place}", words.say(words.ANSWERED_BY, side=side)
        yield f"silent-{place}", words.say(words.UNANSWERED_BY, side=side)


def render_choices(ledger: Ledger, sides: Mapping[str, str]) -> list[Markup]:
    """The choices and a list to jump to a question; in HTML only, where styles can hide rows."""
    if len(ledger.rows) <= _FEW_QUESTIONS:
        return []
    offered = choices(ledger.rows, sides)
    # The lines come first: the style sheet reaches only what follows a target.
    lines = [_line(one, ledger) for one in offered]
    jumps = bullets(
        ([paragraph(row.picture)] for row in ledger.rows),
        "dossier-jumps",
    )
    for item, row in zip(jumps.parts, ledger.rows, strict=True):
        assert isinstance(item, Tag)
        item.classes = row_classes(row, sides)
    count = words.count_of(len(ledger.rows), "question")
    jump = fold_away(words.say(words.JUMP_TO, questions=count), [jumps])
    only = addnodes.only(expr="html")
    only += as_nodes([*lines, *_offer(ledger, offered), *jump])
    return [only]


def row_classes(row: LedgerRow, sides: Mapping[str, str]) -> list[str]:
    """What the style sheet hides a row by."""
    return ["dossier-choosable", *(f"dossier-is-{slug}" for slug in slugs_of(row, sides))]


def _line(choice: Choice, ledger: Ledger) -> Tag:
    """What is left, shown while it is so."""
    said = sentence(
        words.SHOWING_ONLY,
        choice=term(choice.label),
        share=words.say(words.SHARE, part=str(choice.left), whole=str(len(ledger.rows))),
        all=ledger.top._replace(label=words.SHOW_ALL),
    )
    classes = ["dossier-only", f"dossier-only-{choice.slug}"]
    return Tag("div", paragraph(*said), classes=classes, anchor=_anchor(choice, ledger))


def _anchor(choice: Choice, ledger: Ledger) -> str:
    return f"{ledger.top.anchor}-only-{choice.slug}"


def _offer(ledger: Ledger, offered: Sequence[Choice]) -> list[Markup]:
    if not offered:
        return []
    links: list[Link] = [
        ledger.top._replace(
            label=words.say(words.IN_BRACKETS, what=one.label, note=str(one.left)),
            anchor=_anchor(one, ledger),
        )
        for one in offered
    ]
    said = sentence(words.SHOW_ONLY, choices=joined(links, words.DIVIDER))
    return [paragraph(*said, classes=["dossier-choices"])]
