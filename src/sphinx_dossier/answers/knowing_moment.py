"""What had been said at a moment: a ledger for each side, and what nobody had spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.core.side_checks import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.answers.knowing_clock import Statement
    from sphinx_dossier.answers.knowing_threads import Given, Lane, Thread
    from sphinx_dossier.answers.page_links import Link


class Cut(NamedTuple):
    """A moment that is shown without asking.

    Its kind is ``day``, ``article``, ``as-of``, ``end`` or ``between``.
    """

    minute: int
    kind: str


class SureLine(NamedTuple):
    """The last answer that a side had surely given.

    ``denial`` says how far it had been denied: ``denied``, ``perhaps``, ``later`` or nothing;
    ``is_updated`` that another answer took its place afterwards.
    """

    question: Link
    given: Given
    denial: str
    is_updated: bool
    by: tuple[Link, ...] = ()


class PerhapsLine(NamedTuple):
    """The answers behind that one which a side had perhaps given, each with its denial."""

    question: Link
    values: tuple[tuple[Given, str], ...]
    by: tuple[Link, ...] = ()


class ActCount(NamedTuple):
    """How many statements of an act, that answer no question, had surely and perhaps been made."""

    act: str
    label: str
    sure: int
    perhaps: int


class Column(NamedTuple):
    """What a side had said; of those on no side, each line has its speakers."""

    side: str
    sure: tuple[SureLine, ...]
    perhaps: tuple[PerhapsLine, ...]
    acts: tuple[ActCount, ...] = ()


class Known(NamedTuple):
    """What was known at a cut.

    ``counts`` are the statements that had surely, perhaps, and not yet been made; ``unraised`` are
    the questions of which no side had spoken.
    """

    cut: Cut
    counts: tuple[int, int, int]
    columns: tuple[Column, ...]
    """The sides in their order, then everybody else, if anybody else spoke at all."""
    unraised: tuple[Link, ...]


def moment_at(cut: Cut, lanes: Sequence[Lane], statements: Iterable[Statement]) -> Known:
    """What was known at a cut."""
    minute, said = cut.minute, [*statements]
    sure = sum(one.had_been_made(minute) for one in said)
    perhaps = sum(one.had_perhaps_been_made(minute) for one in said)
    sides = [lane for lane in lanes if lane.side != OUTSIDE]
    threads = [thread for lane in sides for thread in all_threads(lane)]
    raised = {one.question.anchor for one in threads if one.is_raised(minute)}
    questions = dict.fromkeys(one.question for one in threads)
    return Known(
        cut,
        (sure, perhaps, len(said) - sure - perhaps),
        tuple(_column(lane, minute) for lane in shown_lanes(lanes)),
        tuple(one for one in questions if one.anchor not in raised),
    )


def shown_lanes(lanes: Iterable[Lane]) -> list[Lane]:
    """The lanes that have a column: each side, silent or not, and those on none who spoke."""
    return [one for one in lanes if one.side != OUTSIDE or one.voices or one.unasked]


def all_threads(lane: Lane) -> tuple[Thread, ...]:
    """What a side answered: numbers first."""
    return (*lane.threads, *lane.answers, *lane.voices)


def _column(lane: Lane, minute: int) -> Column:
    lines = [_sure(one, minute) for one in all_threads(lane)]
    rest = [_perhaps(one, minute) for one in all_threads(lane)]
    return Column(
        lane.side,
        tuple(line for line in lines if line),
        tuple(line for line in rest if line.values),
        tuple(
            ActCount(
                one.act,
                one.label,
                sum(said.had_been_made(minute) for said in one.statements),
                sum(said.had_perhaps_been_made(minute) for said in one.statements),
            )
            for one in lane.unasked
        ),
    )


def _sure(thread: Thread, minute: int) -> SureLine | None:
    given = thread.sure(minute)
    if given is None:
        return None
    # What had perhaps been given by then need not have come later.
    is_updated = given is not thread.values[-1] and not thread.perhaps(minute)
    return SureLine(thread.question, given, denial_at(given, minute), is_updated, thread.by)


def _perhaps(thread: Thread, minute: int) -> PerhapsLine:
    values = thread.perhaps(minute)
    denials = tuple((one, denial_at(one, minute)) for one in values)
    return PerhapsLine(thread.question, denials, thread.by)


def denial_at(given: Given, minute: int) -> str:
    """How far an answer had been denied by a minute."""
    if any(one.had_been_made(minute) for one in given.denials):
        return "denied"
    if any(one.had_perhaps_been_made(minute) for one in given.denials):
        return "perhaps"
    return "later" if given.denials else ""
