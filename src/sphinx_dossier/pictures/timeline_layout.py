"""The timeline as a picture: what stands on the axis, what opens as a panel, and where.

The list is the picture: here only places are worked out, in percent of the axis; the words and
links stay in one ordered list, and the style sheet puts them there.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from sphinx_dossier.answers.filters import OUTSIDE
from sphinx_dossier.pictures.svg import element, joined, num

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.answers.parts import Link
    from sphinx_dossier.answers.timeline import Moment, Span

GROUND: Final = "ground"
"""The column of what happened, whoever tells it."""
UNITS: Final = ("day", "month", "year", "decade", "century")

_OPENS_AT = 3
_LONGEST_PANEL = 3
_MOST_PANELS, _MOST_LONE, _MOST_LANES = 31, 24, 10
_BUDGET = 98_000
_PANEL_SIZE, _FLAG_SIZE, _VOICE_SIZE, _ENTRY_SIZE, _MORE_SIZE = 1_150, 330, 200, 190, 170
"""How long the HTML may be, and about how long its parts are, each without its label."""
_CAPS = [
    (10**9, 10**9), (60, 90), (40, 75), (24, 60), (12, 60), (6, 40), (3, 24), (2, 16), (1, 12),
    (1, 8), (1, 6), (1, 4), (1, 3), (1, 2), (1, 1),
]  # fmt: skip
_LABEL = 34.0
_EDGE = 1.0
_CUT_GAP = 7.0
_YEAR = 365.2425
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 10_000)


class Voice(NamedTuple):
    """A speaker with what is told of it in a cell; ``more`` is left out. Events have none."""

    speaker: Link | None
    moments: tuple[Moment, ...]
    more: int


class Cell(NamedTuple):
    """A side, the ground or everybody else on a day; ``more`` entries are left out."""

    column: str
    voices: tuple[Voice, ...]
    more: int


class Panel(NamedTuple):
    """A day, or a longer unit, with many entries."""

    unit: str
    moments: tuple[Moment, ...]
    cells: tuple[Cell, ...]

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day."""
        spans = [one.span for one in self.moments]
        return min(one.first for one in spans), max(one.last for one in spans)


class Flag(NamedTuple):
    """A lone entry: its place on the axis, and in which lane its label stands, to which side.

    ``gap`` are the years since the entry before it.
    """

    moment: Moment
    gap: int
    at: float = 0.0
    lane: int = 0
    is_flipped: bool = False


Item: TypeAlias = Flag | Panel


class Piece(NamedTuple):
    """A part of the axis from day to day and from place to place; a cut one is not to scale."""

    first: int
    last: int
    start: float
    end: float
    is_cut: bool


class Axis(NamedTuple):
    """Pieces of a scale, what lies on it (from, to, kind), and how the panels open out of it."""

    pieces: tuple[Piece, ...]
    marks: tuple[tuple[float, float, str], ...]
    opening: tuple[float, float] | None


class Arrangement(NamedTuple):
    """Flags and panels in their order; without lanes they stand one below the other.

    ``more`` days are left out of a short picture.
    """

    items: tuple[Item, ...]
    axis: Axis | None
    lanes: int
    more: int = 0


def arrange(moments: Sequence[Moment], sides: Sequence[str], most: int = 0) -> Arrangement:
    """Flags and panels for ``moments``; with ``most``, only panels of at most so many a cell."""
    if most:
        return _short(moments, sides, most)
    unit, groups, lone = _grouped(moments)
    caps = _caps(groups, sides, _CAPS, _BUDGET - _FLAG_SIZE * len(lone))
    panels = [Panel(unit, tuple(group), _cells(group, sides, caps)) for group in groups]
    found: list[Item] = [*panels, *(Flag(moment, 0) for moment in lone)]
    items = [*_with_gaps(sorted(found, key=lambda one: (_span(one), isinstance(one, Panel))))]
    flags = [one for one in items if isinstance(one, Flag)]
    if len(flags) < _OPENS_AT:
        return Arrangement(tuple(items), None, 0)
    pieces = _scale([_span(one) for one in items])
    axis = Axis(pieces, _marks(items, pieces), _opening(panels, pieces))
    placed = _in_lanes([flag._replace(at=_place(_span(flag)[0], pieces)) for flag in flags])
    lanes = max(flag.lane for flag in placed)
    if lanes > _MOST_LANES:
        return Arrangement(tuple(items), axis, 0)
    left = iter(placed)
    shown: list[Item] = [next(left) if isinstance(one, Flag) else one for one in items]
    return Arrangement(tuple(shown), axis, lanes)


def _short(moments: Sequence[Moment], sides: Sequence[str], most: int) -> Arrangement:
    panels, _ = _split(moments, UNITS[0])
    whole_days = [group for group in panels if group[0].span.first == group[0].span.last]
    shown = whole_days[:_MOST_PANELS]
    caps = _caps(shown, sides, [(1, count) for count in range(most, 0, -1)], _BUDGET)
    items = (Panel(UNITS[0], tuple(group), _short_cells(group, sides, caps[1])) for group in shown)
    return Arrangement(tuple(items), None, 0, len(whole_days) - len(shown))


def _span(item: Item) -> tuple[int, int]:
    if isinstance(item, Panel):
        return item.span
    return item.moment.span.first, item.moment.span.last


def _grouped(moments: Sequence[Moment]) -> tuple[str, list[list[Moment]], list[Moment]]:
    """The finest unit in which neither panels nor lone entries are too many to be read."""
    for unit in UNITS:
        panels, lone = _split(moments, unit)
        if len(panels) <= _MOST_PANELS and len(lone) <= _MOST_LONE:
            break
    return unit, panels, lone


def _split(moments: Sequence[Moment], unit: str) -> tuple[list[list[Moment]], list[Moment]]:
    """The groups that open as panels, and what stands alone."""
    groups: dict[object, list[Moment]] = defaultdict(list)
    for moment in moments:
        groups[_key(moment, unit)].append(moment)
    panels = [one for one in groups.values() if _opens(one, unit)]
    return panels, [moment for one in groups.values() if not _opens(one, unit) for moment in one]


def _key(moment: Moment, unit: str) -> object:
    """What moments of one panel share; a span that is longer than the unit stands alone."""
    first, last = (_number(day, unit) for day in (moment.span.first, moment.span.last))
    if unit == "day" or first != last or moment.span.is_open:
        return moment.day
    return first


def _number(day: int, unit: str) -> int:
    shown = date.fromordinal(day)
    if unit == "day":
        return day
    if unit == "month":
        return shown.year * 12 + shown.month
    return shown.year // {"year": 1, "decade": 10, "century": 100}[unit]


def _opens(group: Sequence[Moment], unit: str) -> bool:
    span = group[0].span
    is_short = unit != "day" or span.last - span.first < _LONGEST_PANEL
    return len(group) >= _OPENS_AT and is_short and not span.is_open


def _columns(sides: Sequence[str]) -> tuple[str, ...]:
    """The ground stands between the first side and the others."""
    return (*sides[:1], GROUND, *sides[1:], OUTSIDE)


def _column(moment: Moment, sides: Sequence[str]) -> str:
    if moment.is_event:
        return GROUND
    return moment.side if moment.side in sides else OUTSIDE


def _by_voice(group: Iterable[Moment], sides: Sequence[str]) -> dict[str, list[list[Moment]]]:
    """The moments of each column by speaker, widely carried ones first; events one by one."""
    columns: dict[str, dict[str, list[Moment]]] = {one: {} for one in _columns(sides)}
    for moment in group:
        voice = moment.row.speaker if moment.row else moment.label
        voices = columns[_column(moment, sides)]
        voices.setdefault(f"{voice.anchor} {voice.label}", []).append(moment)
    return {
        column: sorted(voices.values(), key=_weight, reverse=True)
        for column, voices in columns.items()
    }


def _weight(voice: Iterable[Moment]) -> tuple[bool, bool, int]:
    return max(one.weight for one in voice)


def _caps(
    groups: Sequence[Sequence[Moment]],
    sides: Sequence[str],
    caps: Sequence[tuple[int, int]],
    budget: int,
) -> tuple[int, int]:
    """How many entries a voice and how many voices a cell may have, so that all panels fit."""
    panels = [_by_voice(group, sides) for group in groups]
    cells = [voices for panel in panels for voices in panel.values()]
    room = budget - _PANEL_SIZE * len(panels)
    for entries, voices in caps:
        if sum(_size(voice, entries) for cell in cells for voice in cell[:voices]) <= room:
            return entries, voices
    return caps[-1]


def _size(voice: Sequence[Moment], most: int) -> int:
    head = _VOICE_SIZE if voice[0].row else 0
    head += _MORE_SIZE if len(voice) > most else 0
    return head + sum(_ENTRY_SIZE + len(one.label.label) for one in voice[:most])


def _cells(
    group: Sequence[Moment], sides: Sequence[str], caps: tuple[int, int]
) -> tuple[Cell, ...]:
    most_entries, most_voices = caps
    return tuple(
        Cell(
            column,
            tuple(
                Voice(_speaker(told), tuple(told[:most_entries]), len(told[most_entries:]))
                for told in voices[:most_voices]
            ),
            sum(map(len, voices[most_voices:])),
        )
        for column, voices in _by_voice(group, sides).items()
    )


def _short_cells(group: Sequence[Moment], sides: Sequence[str], most: int) -> tuple[Cell, ...]:
    """One entry of each of the first voices, and one count for all that is left out."""
    found = []
    for column, voices in _by_voice(group, sides).items():
        best = [max(told, key=lambda one: one.weight) for told in voices[:most]]
        shown = tuple(Voice(_speaker([one]), (one,), 0) for one in best)
        found.append(Cell(column, shown, sum(map(len, voices)) - len(shown)))
    return tuple(found)


def _speaker(told: Sequence[Moment]) -> Link | None:
    return told[0].row.speaker if told[0].row else None


def _with_gaps(items: Iterable[Item]) -> Iterator[Item]:
    """Flags know how many years lie between them and what stands before."""
    end: int | None = None
    for item in items:
        first, last = _span(item)
        years = int((first - end) / _YEAR) if end is not None else 0
        end = last if end is None else max(end, last)
        yield item._replace(gap=max(years, 0)) if isinstance(item, Flag) else item


def _scale(spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """An even scale on which an empty stretch of more than half of it is cut short."""
    days = sorted({day for span in spans for day in span})
    total = max(days[-1] - days[0], 1)
    gaps = [
        (before, after)
        for before, after in pairwise(days)
        if after - before > total / 2
        and not any(first <= before and after <= last for first, last in spans)
    ]
    drawn = max(total - sum(after - before for before, after in gaps), 1)
    room = 100 - 2 * _EDGE - _CUT_GAP * len(gaps)
    pieces, day, at = [], days[0], _EDGE
    for before, after in [*gaps, (days[-1], days[-1])]:
        end = at + room * (before - day) / drawn
        pieces.append(Piece(day, before, at, end, False))
        if after > before:
            pieces.append(Piece(before, after, end, end + _CUT_GAP, True))
            end += _CUT_GAP
        day, at = after, end
    return tuple(pieces)


def _place(day: float, pieces: Sequence[Piece]) -> float:
    """Where a day stands on the axis, in percent."""
    for piece in pieces:
        if day <= piece.last:
            share = (day - piece.first) / max(piece.last - piece.first, 1)
            return piece.start + max(share, 0.0) * (piece.end - piece.start)
    return pieces[-1].end


def _marks(items: Iterable[Item], pieces: Sequence[Piece]) -> tuple[tuple[float, float, str], ...]:
    found = []
    for item in items:
        first, last = _span(item)
        start, end = _place(first, pieces), _place(last, pieces)
        kind = "panel"
        if isinstance(item, Flag):
            span: Span = item.moment.span
            end = 100.0 if span.is_open else end
            kind = "open" if span.is_open else "soft" if span.is_soft else "span"
        found.append((start, end, kind))
    return tuple(found)


def _opening(panels: Sequence[Panel], pieces: Sequence[Piece]) -> tuple[float, float] | None:
    """Where on the axis all panels lie, if they lie close together."""
    if not panels:
        return None
    start = min(_place(one.span[0], pieces) for one in panels)
    end = max(_place(one.span[1], pieces) for one in panels)
    return (start, end) if end - start < 100 / 6 else None


def _in_lanes(flags: Sequence[Flag]) -> list[Flag]:
    """Each label beside its stem, in a lane in which neither runs through another label.

    Labels on the left reach to the right, so that earlier ones stand higher; on the right it is
    the other way round. Where the sides change, the gap is the widest.
    """
    turn = _turn([flag.at for flag in flags])
    heights = dict.fromkeys(range(len(flags)), 1)
    for here in reversed(range(turn)):
        end = flags[here].at + _LABEL
        crossed = [heights[k] for k in range(here + 1, turn) if flags[k].at <= end]
        heights[here] = 1 + max(crossed, default=0)
    for here in range(turn, len(flags)):
        at = flags[here].at
        crossed = [heights[k] for k in range(turn, here) if at - flags[k].at <= _LABEL]
        met = {heights[k] for k in range(turn) if at - flags[k].at < 2 * _LABEL}
        heights[here] = 1 + max(crossed, default=0)
        while heights[here] in met:
            heights[here] += 1
    top = max(heights.values())
    return [
        flag._replace(lane=top - heights[here] + 1, is_flipped=here >= turn)
        for here, flag in enumerate(flags)
    ]


def _turn(places: Sequence[float]) -> int:
    """The first of the labels that reach to the left; none may leave the picture."""
    low = sum(1 for at in places if at < _LABEL)
    high = sum(1 for at in places if at + _LABEL <= 100)
    turns = range(low, max(high, low) + 1)
    edges = [0.0, *places, 100.0]
    return max(turns, key=lambda turn: (edges[turn + 1] - edges[turn], turn))


def draw_axis(axis: Axis, _locate: Callable[[Link], str], _sides: Mapping[str, str]) -> str:
    """The axis below the labels: years, what lasts how long, and the way into the panels."""
    pieces = []
    for start, end, kind in axis.marks:
        sort = f"dossier-lasting dossier-lasting-{kind}"
        pieces.append(element("i", {"class": sort, "style": _style(start, end)}))
    for piece in axis.pieces:
        if piece.is_cut:
            years = round((piece.last - piece.first) / _YEAR)
            words = f"{years} years" if years > 1 else "…"
            attributes = {"class": "dossier-cut", "style": _style(piece.start, piece.end)}
            pieces.append(element("i", attributes, words))
    for at, words in _ticks(axis.pieces):
        flips = " dossier-flipped" if at > 93 else ""
        attributes = {"class": f"dossier-tick{flips}", "style": f"--at:{num(at)}"}
        pieces.append(element("i", attributes, words))
    drawn = [element("div", {"class": "dossier-axis", "aria-hidden": "true"}, *pieces), "\n"]
    if axis.opening:
        style = _style(*axis.opening)
        attributes = {"class": "dossier-opening", "aria-hidden": "true", "style": style}
        drawn += [element("div", attributes), "\n"]
    return joined(drawn)


def _style(start: float, end: float) -> str:
    return f"--at:{num(start)};--to:{num(end)}"


def _ticks(pieces: Sequence[Piece]) -> Iterator[tuple[float, str]]:
    """Round years, months or days that are far enough from each other to be read."""
    drawn = sum(piece.last - piece.first for piece in pieces if not piece.is_cut)
    free = -10.0
    for day, words in _round_days(pieces[0].first, pieces[-1].last, drawn):
        at = _place(day, pieces)
        is_hidden = any(one.is_cut and one.first <= day <= one.last for one in pieces)
        if not is_hidden and at - free >= 7:
            free = at
            yield at, words


def _round_days(first: int, last: int, drawn: int) -> Iterator[tuple[int, str]]:
    start, end = date.fromordinal(first), date.fromordinal(last)
    if drawn > 2 * _YEAR:
        step = next(s for s in _YEAR_STEPS if drawn / _YEAR / s <= 8)
        for year in range(-(-start.year // step) * step, end.year + 1, step):
            if year >= 1:
                yield date(year, 1, 1).toordinal(), str(year)
        return
    if drawn > 62:
        step = 1 if drawn < 250 else 3
        for month in range(start.year * 12 + start.month - 1, end.year * 12 + end.month, step):
            shown = date(month // 12, month % 12 + 1, 1)
            yield shown.toordinal(), f"{shown:%b %Y}"
        return
    step = next(s for s in (1, 2, 7, 14) if drawn / s <= 8)
    for day in range(first, last + 1, step):
        shown = date.fromordinal(day)
        yield day, f"{shown.day} {shown:%b}"
