"""Claims that give the same answer to a question, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.answers.claim_rows import Row, Value

    Key: TypeAlias = tuple[object, ...]


class SameAnswer(NamedTuple):
    """The claims that give one answer, by date, none of them or all after the as-of day."""

    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """The claim that gave the answer first."""
        return self.rows[0]

    @property
    def speakers(self) -> int:
        """How many give it: who does so twice, or together with others, counts once."""
        return len({speaker.anchor for row in self.rows for speaker in row.speakers})


def gather(rows: Iterable[Row]) -> tuple[SameAnswer, ...]:
    """The answers in the order in which each was first given.

    Two are the same if they have the same bounds, or the same words but for capitals: whether two
    wordings mean the same is for the author to say.
    """
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(_key(row), []).append(row)
    return tuple(SameAnswer(tuple(same)) for same in found.values())


def _key(row: Row) -> Key:
    values = tuple(map(_key_of_value, row.values))
    # A claim without an answer is like no other one.
    return (row.is_later, *values) if values else (row.is_later, row.id)


def _key_of_value(value: Value) -> Key:
    answer = value.answer
    # An amount is known by its bounds, in whatever words it is given.
    said = "" if answer.is_quantity else answer.plain_words
    return (answer.minimum, answer.maximum, answer.about, said, value.unit)
