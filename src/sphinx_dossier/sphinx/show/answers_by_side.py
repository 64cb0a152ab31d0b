"""The answers to a question in short: a line for each side, and one for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.claim_lines import answer_words, render_voices
from sphinx_dossier.sphinx.show.html_parts import (
    bullets,
    fold_away,
    joined,
    paragraph,
    side_class,
    term,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dossier.answers.ledger import LedgerCell
    from sphinx_dossier.answers.same_answers import SameAnswer
    from sphinx_dossier.sphinx.markup import Markup

_MOST_VALUES: Final = 3
_MOST_NAMES: Final = 2
"""So many answers, each with so many names, are a line of a page."""


def by_side(
    cells: Sequence[LedgerCell], sides: Mapping[str, str], *, are_listed: bool
) -> list[Markup]:
    """A line for each column; for silent sides only, where the answers stand below it anyway."""
    shown = [
        _line(cell, sides)
        for cell in cells
        # Nobody expects that all the world has answered.
        if (cell.column in sides or cell.rows) and not (are_listed and cell.rows)
    ]
    return [bullets(shown, "dossier-by-side")] if shown else []


def _line(cell: LedgerCell, sides: Mapping[str, str]) -> list[Markup]:
    # The name is written beside the shape, which so needs none for those who do not see it.
    shape = side_class(cell.column, sides, "dossier-side")
    mark = [Tag("span", classes=["dossier-side", shape])] if shape else []
    name: list[Markup] = [*mark, term(sides.get(cell.column, words.OTHERS))]
    if cell.rows:
        return [paragraph(*sentence(words.SIDE_ANSWERS, side=name, answers=_values(cell.answers)))]
    said = words.ONLY_PASSED_ON if cell.is_passed_on else words.NO_ANSWER_RECORDED
    if not cell.searched:
        return [paragraph(*sentence(words.SIDE_ANSWERS, side=name, answers=said))]
    said = words.ONLY_PASSED_ON if cell.is_passed_on else words.NO_ANSWER_FOUND
    searched = paragraph(words.say(words.SEARCHED, searched=cell.searched))
    found = paragraph(*sentence(words.SIDE_ANSWERS, side=name, answers=said))
    return [found, *fold_away(words.WHAT_WAS_SEARCHED, [searched], is_printed=True)]


def _values(answers: Sequence[SameAnswer]) -> list[Markup]:
    """The latest answers, each with those who gave it first."""
    shown: list[Markup | list[Markup]] = [_value(one) for one in answers[-_MOST_VALUES:]]
    left_out = len(answers) - len(shown)
    earlier = [words.count_of(left_out, "earlier answer")] if left_out else []
    return joined([*earlier, *shown], words.SEMICOLON)


def _value(answer: SameAnswer) -> list[Markup]:
    value = Tag("span", answer_words(answer.first), classes=["dossier-value"])
    names: list[Markup | list[Markup]] = [render_voices(row) for row in answer.rows[:_MOST_NAMES]]
    left_out = len(answer.rows) - len(names)
    names += [words.count_of(left_out, "more")] if left_out else []
    said = sentence(words.IN_BRACKETS, what=value, note=joined(names))
    if not answer.first.is_later:
        return said
    return [Tag("span", *sentence(words.LATER_ANSWER, answer=said), classes=["dossier-later"])]
