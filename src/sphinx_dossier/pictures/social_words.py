"""What the picture of a page says, in words: out of its card, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.locale import words
from sphinx_dossier.pictures.social_image import SocialImage, SocialLine, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.answers.claim_rows import Row
    from sphinx_dossier.answers.ledger import LedgerCell
    from sphinx_dossier.answers.same_answers import SameAnswer
    from sphinx_dossier.answers.short_way import WayStop
    from sphinx_dossier.answers.social_card import SocialCard

_MOST_LINES: Final = 4
"""So many stops of a way, with the words of each, are legible in a small preview."""


def image_of(card: SocialCard, site: str, sides: Mapping[str, str]) -> SocialImage:
    """The words of the picture; ``sides`` are the names of the sides in their order."""
    if card.cells:
        lines = _answers(card.cells, sides)
    elif card.stops:
        lines = [_stop(stop, sides) for stop in _shown(card.stops)]
    else:
        lines = _counts(card.counts, sides)
    state = words.capital(words.state(*card.state)) if card.state else ""
    # The state of a question says its day itself where something has changed it since.
    is_dated = card.state is not None and card.state.as_of is not None
    as_of = None if is_dated else card.as_of
    day = words.say(words.AS_OF, day=words.date(as_of)) if as_of else ""
    foot = words.DIVIDER.join(filter(None, (state, day)))
    return SocialImage(site, card.title or site, tuple(lines), foot)


def _answers(cells: Sequence[LedgerCell], sides: Mapping[str, str]) -> list[SocialLine]:
    """A line for each side, and one for all others where they answer."""
    shown = [cell for cell in cells if cell.column in sides or cell.rows]
    latest = [_latest(cell) for cell in shown]
    lines = [_answer(cell, one, sides) for cell, one in zip(shown, latest, strict=True)]
    # Words and numbers have no scale in common, and what nobody answers has no bar.
    if not all(one is None or _is_number(one.first) for one in latest):
        return lines
    bounds = (_bounds(cell, one, sides) for cell, one in zip(shown, latest, strict=True))
    parts = parts_of(bounds)
    return [line._replace(part=part) for line, part in zip(lines, parts, strict=True)]


def _latest(cell: LedgerCell) -> SameAnswer | None:
    """The latest answer by the as-of day, or else the first one after it."""
    by_then = [one for one in cell.answers if not one.first.is_later]
    return by_then[-1] if by_then else next(iter(cell.answers), None)


def _answer(cell: LedgerCell, latest: SameAnswer | None, sides: Mapping[str, str]) -> SocialLine:
    side, name = _side(cell.column, sides)
    if latest is None:
        said = words.NO_ANSWER_FOUND if cell.searched else words.NO_ANSWER_RECORDED
        return SocialLine(side, name, words.ONLY_PASSED_ON if cell.is_passed_on else said)
    if cell.column not in sides and len(cell.answers) > 1:
        return _answers_of_many(cell.answers, side, name)
    row = latest.first
    value = words.SEMICOLON.join(words.answer(one.answer, one.unit) for one in row.values)
    value = value or row.text.label
    value = words.say(words.LATER_ANSWER, answer=value) if row.is_later else value
    others = len(cell.answers) - 1
    more = words.count_of(others, "more answer") if others else ""
    note = words.DIVIDER.join(filter(None, (_speakers(row), more)))
    return SocialLine(side, name, value, note)


def _answers_of_many(answers: Sequence[SameAnswer], side: int, name: str) -> SocialLine:
    """How many answers there are: of those on no side, none stands for the others."""
    speakers = dict.fromkeys(_speakers(row) for one in answers for row in one.rows)
    return SocialLine(
        side, name, words.count_of(len(answers), "answer"), words.COMMA.join(speakers)
    )


def _is_number(row: Row) -> bool:
    return len(row.values) == 1 and row.values[0].answer.is_quantity


def _bounds(
    cell: LedgerCell, latest: SameAnswer | None, sides: Mapping[str, str]
) -> tuple[float | None, float | None]:
    """The number of a line, if it has one."""
    if latest is None or (cell.column not in sides and len(cell.answers) > 1):
        return None, None
    answer = latest.first.values[0].answer
    return answer.minimum, answer.maximum


def _speakers(row: Row) -> str:
    return words.speakers(one.label for one in row.speakers)


def _shown(stops: Sequence[WayStop]) -> Sequence[WayStop]:
    """The ends of a way, and between them the last stops whose words are known."""
    first, *middle, last = stops
    seen = [stop for stop in middle if not stop.is_unseen][2 - _MOST_LINES :]
    return [first, *seen, last]


def _stop(stop: WayStop, sides: Mapping[str, str]) -> SocialLine:
    said = words.say(words.QUOTE, quote=stop.words) if stop.is_quote else stop.words
    said = words.NOT_FOUND_WORDS if stop.is_unseen else said
    side = _side(stop.row.side, sides)[0]
    return SocialLine(side, _speakers(stop.row), said)


def _counts(counts: Iterable[tuple[str, int]], sides: Mapping[str, str]) -> list[SocialLine]:
    lines = [(*_side(column, sides), count) for column, count in counts]
    parts = parts_of((count, count) for *_, count in lines)
    return [
        SocialLine(side, name, words.count_of(count, "statement"), part=part)
        for (side, name, count), part in zip(lines, parts, strict=True)
    ]


def _side(column: str, sides: Mapping[str, str]) -> tuple[int, str]:
    """The position of a side and its name; for all others -1."""
    position = [*sides].index(column) if column in sides else -1
    return position, sides.get(column, words.OTHERS)
