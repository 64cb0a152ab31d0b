"""Where the picture of relations has its speakers, lines and targets.

Of many a matrix, in which no lines cross; of one actor two columns of names with lines between them
and the actor in the middle.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.relations import STANCES
from sphinx_dossier.pictures.lettering import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dossier.answers.relations import Party
    from sphinx_dossier.pictures.relations_choice import Block, Choice, Edge

WIDTH: Final = 328
"""The width of the picture, which is that of a column on a phone: words keep their size there."""
NAME_SIZE: Final = 13.0
LEADING: Final = 15.0
"""From the base of one line of a name to that of the next one."""
# Stances are in the order of how much they say.
_RANKS: Final = {stance: rank for rank, stance in enumerate(STANCES)}


class Columns(NamedTuple):
    """Where names end, the middle of marks, where lines start and end, where bars begin.

    ``room`` is how wide the names behind the bars may be, ``name_room`` those before the marks.
    """

    names: float
    mark: float
    start: float
    end: float
    bar: float
    room: float

    @property
    def name_room(self) -> float:
        """So wide may names on the left be; they keep a little off the edge of the picture."""
        return self.names - 6


# A mark has a radius of some 5, a bar a width of 5 (in the middle 10).
WHOLE: Final = Columns(names=100, mark=110, start=118, end=WIDTH, bar=0, room=0)
MIDDLE: Final = WIDTH / 2
# The halves on both sides of the actor in the middle; what a half lacks is 0.
LEFT_HALF: Final = Columns(names=98, mark=108, start=115, end=152, bar=159, room=0)
RIGHT_HALF: Final = Columns(names=0, mark=0, start=170, end=213, bar=221, room=95)

# Around one actor the columns begin below their headings and the name of the actor.
TOP_AROUND: Final = 62.0
# Lines leave a mark close together, as it is small, and arrive at a bar so far from each other that
# the signs at their ends, which are up to 9 high, do not touch.
_LEAVING: Final = 4.0
_ARRIVING: Final = 12.0
# Signs in one cell are below each other, each perhaps with a number beside it.
_STACKED: Final = 15.0
# Where the columns begin, how wide one is at least, and how much wider with each further digit of
# the numbers beside its signs; how far names keep off the stem of their column and off the edge.
_FIRST_COLUMN: Final = 120.0
_COLUMN: Final = 24.0
_DIGIT: Final = 8.5
_WIDEST_COLUMN: Final = 2.0
_BESIDE_STEM: Final = 6.0
_ABOVE: Final = 2.0
# Between speakers, between speakers of different ranks (in addition: room for a heading), and
# between targets, whose bars must not look like one.
_BETWEEN_BLOCKS: Final = 9.0
_BETWEEN_RANKS: Final = 9.0
_BETWEEN_BARS: Final = 24.0
# How much further apart they may be where the other column is taller; more would look like a gap.
_MOST_EXTRA_OF_ROWS: Final = 14.0
_MOST_EXTRA_OF_ROWS_AROUND: Final = 10.0
_MOST_EXTRA_OF_BARS: Final = 40.0


class TargetBar(NamedTuple):
    """Somebody spoken about: the bar at which lines arrive, and the name in lines."""

    party: Party
    top: float
    bottom: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


class Line(NamedTuple):
    """A line from a speaker to a target, from (x, y) to (x, y)."""

    block: Block
    edge: Edge
    start: tuple[float, float]
    end: tuple[float, float]


class Layout(NamedTuple):
    """The middle of each block, the bar of each target, the lines, and the height of the columns.

    What comes later among the lines lies on top.
    """

    rows: list[float]
    bars: list[TargetBar]
    lines: list[Line]
    height: float


class Crossing(NamedTuple):
    """The middle of a sign: what a speaker says of a target."""

    block: Block
    edge: Edge
    x: float
    y: float


class Header(NamedTuple):
    """Somebody spoken about: the middle of the column, and the name in lines above it."""

    party: Party
    x: float
    top: float
    lines: tuple[str, ...]


class Matrix(NamedTuple):
    """A row for each speaker, by its middle, a column for each target, and signs where they meet.

    ``top`` is where the rows begin.
    """

    rows: list[float]
    headers: list[Header]
    cells: list[Crossing]
    top: float
    height: float


def matrix_of(shown: Choice, headings: Mapping[int, Sequence[str]]) -> Matrix:
    """Speakers below each other, targets side by side.

    ``headings`` are the lines above the speakers of each rank.
    """
    headers, below = _headers(shown)
    rooms = {rank: _BETWEEN_RANKS + len(lines) * LEADING for rank, lines in headings.items()}
    first = rooms.get(shown.blocks[0].speaker.party.rank, 0) if shown.blocks else 0
    top = below + first
    rows, height = _rows(shown.blocks, top, WHOLE, rooms)
    columns = {header.party.id: header.x for header in headers}
    cells = [
        Crossing(block, edge, columns[target], row + shift)
        for block, row in zip(shown.blocks, rows, strict=True)
        for target, edges in _by_target(block).items()
        for edge, shift in zip(edges, _around(len(edges), _STACKED), strict=True)
    ]
    return Matrix(rows, headers, cells, top, height)


def _headers(shown: Choice) -> tuple[list[Header], float]:
    """The columns, and where the last name ends.

    Names stand like stairs, the last column on top: each is level, and meets the stem of no other.
    """
    headers: list[Header] = []
    y = _ABOVE
    for x, party in reversed([*zip(_columns(shown), shown.targets, strict=True)]):
        lines = tuple(wrap(party.link.label, NAME_SIZE, x - 2 * _BESIDE_STEM, 3))
        headers.append(Header(party, x, y, lines))
        y += len(lines) * LEADING
    return headers[::-1], y


def _columns(shown: Choice) -> Iterator[float]:
    """The middle of the signs of each column, right of which there is room for numbers."""
    digits = {target.id: 1 for target in shown.targets}
    for block in shown.blocks:
        for target, _, claims, *_ in block.edges:
            digits[target] = max(digits[target], len(str(len(claims))))
    widths = [_COLUMN + _DIGIT * (most - 1) for most in digits.values()]
    stretch = min((WIDTH - _FIRST_COLUMN) / max(sum(widths), 1), _WIDEST_COLUMN)
    left = _FIRST_COLUMN
    for width in widths:
        yield left + stretch * _COLUMN / 2
        left += stretch * width


def _by_target(block: Block) -> dict[str, list[Edge]]:
    """The lines of a speaker by target; those that say more come first."""
    found: dict[str, list[Edge]] = {}
    for edge in sorted(block.edges, key=lambda edge: _RANKS[edge.stance]):
        found.setdefault(edge.target, []).append(edge)
    return found


def layout_around(shown: Choice, focus: Party) -> tuple[Layout, TargetBar]:
    """Those who spoke about an actor left, its targets right; and the actor in the middle."""
    own = [shown.own] if shown.own else []
    leaving = [edge for block in own for edge in block.edges]
    rows, left = _rows(shown.blocks, TOP_AROUND, LEFT_HALF, {})
    arriving = Counter(edge.target for edge in leaving)
    bars, right = _bars(shown.targets, arriving, TOP_AROUND, RIGHT_HALF)
    to_centre = sum(len(block.edges) for block in shown.blocks)
    # Room for two lines at least: a bar, not a dot.
    tall = max(to_centre, len(leaving), 2) * _ARRIVING
    height = max(left, right, TOP_AROUND + tall)
    rows = _spread_rows(rows, height - left, _MOST_EXTRA_OF_ROWS_AROUND)
    bars = _spread_bars(bars, height - right)
    middle = (TOP_AROUND + height) / 2
    centre = TargetBar(focus, middle - tall / 2, middle + tall / 2, ())
    lines = _lines(shown.blocks, rows, [centre], LEFT_HALF, _LEAVING)
    # Its own lines leave a bar, not a small mark: as far apart as they arrive at one.
    lines += _lines(own, [middle] * len(own), bars, RIGHT_HALF, _ARRIVING)
    return Layout(rows, bars, lines, height), centre


def name_lines(party: Party, room: float) -> list[str]:
    """The name of somebody in lines that are no wider than ``room``."""
    # Five have room for both halves of a double name: neither may be cut off. The longest names are
    # whole in the list.
    return wrap(party.link.label, NAME_SIZE, room, 5)


def block_height(block: Block, room: float) -> float:
    """How tall a block is: its name, its lines side by side, or what it says of one target."""
    lines = len(name_lines(block.speaker.party, room))
    most = max((len(edges) for edges in _by_target(block).values()), default=0)
    return max(lines * LEADING, len(block.edges) * _LEAVING, most * _STACKED)


def _rows(
    blocks: Sequence[Block], top: float, columns: Columns, rooms: Mapping[int, float]
) -> tuple[list[float], float]:
    """The middle of each block, and where the last one ends."""
    rows, y, rank = [], top, -1
    for block in blocks:
        own_rank = block.speaker.party.rank
        if rank not in (-1, own_rank):
            y += rooms.get(own_rank, 0)
        rank = own_rank
        height = block_height(block, columns.name_room)
        rows.append(y + height / 2)
        y += height + _BETWEEN_BLOCKS
    return rows, y


def _bars(
    targets: Sequence[Party], arriving: Mapping[str, int], top: float, columns: Columns
) -> tuple[list[TargetBar], float]:
    """The bars of those spoken about, and where the last one ends."""
    bars, y = [], top
    for party in targets:
        lines = tuple(name_lines(party, columns.room))
        height = max(arriving[party.id] * _ARRIVING, len(lines) * LEADING)
        bars.append(TargetBar(party, y, y + height, lines))
        y += height + _BETWEEN_BARS
    # Below the last bar as much is left as below the last row, so that both columns compare.
    return bars, y - _BETWEEN_BARS + _BETWEEN_BLOCKS if bars else top


def _spread_rows(rows: Sequence[float], room: float, most: float) -> list[float]:
    """Rows moved apart, as far as the other column is taller by ``room``."""
    return [row + extra for row, extra in zip(rows, _shifts(len(rows), room, most), strict=True)]


def _spread_bars(bars: Sequence[TargetBar], room: float) -> list[TargetBar]:
    """Bars moved apart, as far as the other column is taller by ``room``."""
    shifts = _shifts(len(bars), room, _MOST_EXTRA_OF_BARS)
    return [
        bar._replace(top=bar.top + extra, bottom=bar.bottom + extra)
        for bar, extra in zip(bars, shifts, strict=True)
    ]


def _shifts(count: int, room: float, most: float) -> list[float]:
    """How far each of ``count`` moves down so that they share ``room``, each ``most`` at most.

    What they leave of it is half above and half below.
    """
    extra = min(room / count, most) if count else 0
    rest = (room - extra * count) / 2
    return [rest + extra * (i + 0.5) for i in range(count)]


def _lines(
    blocks: Sequence[Block],
    rows: Sequence[float],
    bars: Sequence[TargetBar],
    columns: Columns,
    leaving: float,
) -> list[Line]:
    """The lines, ``leaving`` apart at their start; those that say more lie on top."""
    ends = _arrivals(blocks, bars)
    heights = {bar.party.id: bar.middle for bar in bars}
    lines = []
    for block, row in zip(blocks, rows, strict=True):
        # The line to the highest target leaves highest, so that none cross at once.
        edges = sorted(block.edges, key=lambda edge: heights[edge.target])
        for edge, shift in zip(edges, _around(len(edges), leaving), strict=True):
            start = (columns.start, row + shift)
            end = (columns.end, ends[block.speaker.party.id, edge])
            lines.append(Line(block, edge, start, end))
    return sorted(lines, key=lambda line: -_RANKS[line.edge.stance])


def _arrivals(blocks: Sequence[Block], bars: Sequence[TargetBar]) -> dict[tuple[str, Edge], float]:
    """The height at which each line arrives, by the id of its (first) speaker and its edge.

    Lines arrive in the order of their speakers, so that they cross as little as may be.
    """
    heights: dict[tuple[str, Edge], float] = {}
    for bar in bars:
        arriving = [
            (block.speaker.party.id, edge)
            for block in blocks
            for edge in sorted(block.edges, key=lambda edge: _RANKS[edge.stance])
            if edge.target == bar.party.id
        ]
        for line, shift in zip(arriving, _around(len(arriving), _ARRIVING), strict=True):
            heights[line] = bar.middle + shift
    return heights


def _around(count: int, distance: float) -> list[float]:
    """The offsets of ``count`` lines from their middle, ``distance`` apart."""
    return [(i - (count - 1) / 2) * distance for i in range(count)]
