"""What both pictures of what was known when share: edges of threads, blocks of lines, choices.

Times are minutes of the axis. A thread has two edges: the answer that had surely been given, and
how far the answers go that had perhaps been given.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.side_checks import MOST_SIDES, OUTSIDE
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.knowing_words import short_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.answers.knowing import Stretch
    from sphinx_dossier.answers.knowing_clock import Statement
    from sphinx_dossier.answers.knowing_relays import Relay
    from sphinx_dossier.answers.knowing_threads import Given, Lane, Thread

MOST_TIMED: Final = 8
"""Statements with an hour that have a line with words; the others are lines among the rest."""
_MOST_LINES: Final = 90
"""Lines of a lane; with more statements a line stands for several of them."""
_MARK: Final = 20
"""Minutes that a mark at the end of a line takes, where the picture is narrow."""
# Round ones, because the name of the row says how many statements a line stands for.
_FACTORS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Rise(NamedTuple):
    """A part of a thread: what had surely been said (``None``: nothing), and perhaps, to where."""

    start: int
    end: int
    sure: float | None
    low: float
    high: float


class Lines(NamedTuple):
    """Statements of one span: so many lines from a minute to another, from the line ``top`` on.

    ``has_hour`` says that the end is a known hour.
    """

    start: int
    end: int
    lines: int
    has_hour: bool
    is_later: bool
    top: int = 0


def steps_of(thread: Thread, span: int) -> list[Rise]:
    """The parts of a thread between the minutes in which something changes."""
    given = [one.statement for one in thread.values]
    minutes = {0, span, *(one.earliest for one in given), *(one.latest for one in given)}
    ends = sorted(minute for minute in minutes if 0 <= minute <= span)
    return [_step(thread, start, end) for start, end in pairwise(ends)]


def _step(thread: Thread, start: int, end: int) -> Rise:
    # Within the part nothing changes: in its first minute it is as in its last.
    sure = thread.sure(start)
    known = sure.size if sure and sure.is_number else None
    sizes = [
        one.size
        for one in thread.values
        if one.is_number
        and one.statement.earliest <= start
        and one.statement.latest >= end
        # What comes before the sure answer was replaced by it, however late it was said.
        and (sure is None or thread.values.index(one) > thread.values.index(sure))
    ]
    base = known or 0.0
    return Rise(start, end, known, min([base, *sizes]) if known else base, max([base, *sizes]))


def greatest(thread: Thread) -> float:
    """What the scale of a thread reaches to."""
    # Not nought, where all numbers are: the height of a row is divided by it.
    return max((one.size for one in thread.values if one.is_number), default=0.0) or 1.0


def numbers(thread: Thread, span: int) -> list[Given]:
    """The numbers of a thread that have a place on the axis."""
    return [
        one
        for one in thread.values
        if one.is_number and one.statement.earliest < span and one.statement.latest > 0
    ]


def timed_of(lane: Lane, most: int = MOST_TIMED) -> tuple[Statement, ...]:
    """The statements with an hour that get words, in the order of time.

    They have a label of their author, or answer a question; of two that are labelled alike there is
    one.
    """
    answers = {one.statement.claim.anchor for thread in lane.answers for one in thread.values}
    ranked = sorted(
        lane.timed,
        key=lambda one: (not one.short, one.claim.anchor not in answers, one.latest),
    )
    chosen: dict[str, Statement] = {}
    for one in ranked:
        if one.short or one.claim.anchor in answers:
            chosen.setdefault(one.short or one.claim.anchor, one)
    first = [*chosen.values()][:most]
    return tuple(sorted(first, key=lambda one: (one.latest, one.earliest, one.claim.anchor)))


def fabric_of(stretch: Stretch, lane: Lane) -> list[Statement]:
    """The statements of a lane that are lines without words."""
    shown = {one.claim.anchor for one in timed_of(lane)} if lane.side != OUTSIDE else set()
    shown |= {stop.statement.claim.anchor for way in stretch.relays for stop in way.stops}
    return [
        one
        for one in lane.rest
        if one.claim.anchor not in shown and one.latest > 0 and one.earliest < stretch.clock.span
    ]


def factor_of(stretch: Stretch) -> int:
    """How many statements a line stands for: one number for all lanes, so that they compare."""
    most = max(len(fabric_of(stretch, lane)) for lane in stretch.lanes)
    return next((one for one in _FACTORS if most / one <= _MOST_LINES), _FACTORS[-1])


def blocks_of(statements: Iterable[Statement], span: int, factor: int) -> list[Lines]:
    """The lines of a lane: statements of one span together, those apart in time side by side."""
    # Cut at the ends of the axis first: spans that differ only beyond them look alike.
    counts = Counter(
        (max(one.earliest, 0), min(one.latest, span), one.has_hour and one.latest <= span,
         one.is_later)
        for one in statements
    )  # fmt: skip
    blocks = [
        # Rounded up, so that a lone statement has a line as well.
        Lines(start, max(end, start), -(-count // factor), has_hour, is_later)
        for (start, end, has_hour, is_later), count in counts.items()
    ]
    # The largest first: smaller ones find room in what these leave free.
    blocks.sort(key=lambda one: (-one.lines, one.start, one.end, one.has_hour, one.is_later))
    placed: list[Lines] = []
    for block in blocks:
        placed.append(block._replace(top=_free_top(block, placed)))
    return placed


def _free_top(block: Lines, placed: Sequence[Lines]) -> int:
    """The first line from which a block meets none of those that are placed."""
    beside = [one for one in placed if _begins_within(one, block) and _begins_within(block, one)]
    top = 0
    for one in sorted(beside, key=lambda one: one.top):
        if one.top < top + block.lines and top < one.top + one.lines:
            top = one.top + one.lines
    return top


def _begins_within(block: Lines, other: Lines) -> bool:
    """Whether a block begins before the other one, and the mark at its end, are over."""
    return block.start < other.end + (_MARK if other.has_hour else 0)


def height_of(blocks: Iterable[Lines]) -> int:
    """How many lines the blocks reach down."""
    return max((one.top + one.lines for one in blocks), default=0)


def passage_groups(stretch: Stretch) -> list[tuple[tuple[str, ...], int, int]]:
    """Passages whose latest news is of the same minute: their numbers, and that news' span."""
    groups: dict[int, list[tuple[str, int]]] = {}
    for one in stretch.passages:
        groups.setdefault(one.latest, []).append((one.passage.label, one.earliest))
    return [
        (tuple(label for label, _ in marks), max(earliest for _, earliest in marks), latest)
        for latest, marks in sorted(groups.items())
    ]


def relay_name(relay: Relay) -> str:
    """A number with who passed it on first, that is not of the side that gave it."""
    said = [stop.statement for stop in relay.stops]
    others = [one for one in said if relay.side not in one.sides] or said
    speakers = (link.label for link in others[0].speakers)
    number = short_answer(relay.origin.answer)
    return words.say(words.NUMBER_BY, number=number, speaker=words.speakers(speakers))


def side_name(side: str, sides: Sequence[str]) -> str:
    """The class of a side; that of everybody else has no colour and no shape of its own."""
    position = sides.index(side) if side in sides else MOST_SIDES
    return f"dossier-by-{position}" if position < MOST_SIDES else ""
