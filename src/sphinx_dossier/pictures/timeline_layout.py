"""The timeline as a picture: what is on the axis, what opens as a panel, and where.

The list is the picture: here only places are worked out, in percent of the axis; the words and
links stay in one ordered list, and the style sheet puts them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from sphinx_dossier.core.side_checks import OUTSIDE
from sphinx_dossier.pictures.timeline_axis import DAYS_OF_YEAR, Piece, place_of, scale_of
from sphinx_dossier.pictures.timeline_budget import CAPS, Caps, caps_of_short, first_that_fits
from sphinx_dossier.pictures.timeline_lanes import lanes_of
from sphinx_dossier.pictures.timeline_units import MOST_PANELS, OPENS_AT, UNITS, grouped, split_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.answers.timeline import Moment
    from sphinx_dossier.pictures.timeline_lanes import Lane

GROUND: Final = "ground"
"""The column of events, which belong to no side."""
# With more lanes than these the labels are higher than a screen: then they form a list.
_MOST_LANES: Final = 10
# Panels that lie in a sixth of the axis can be drawn as opening out of it; from a wider part they
# would seem to be about all of it.
_WIDEST_OPENING: Final = 100 / 6


class Voice(NamedTuple):
    """A speaker and its entries in a cell, of which ``more`` are left out. Events have none."""

    speakers: tuple[Link, ...]
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
        spans = [moment.span for moment in self.moments]
        return min(span.first for span in spans), max(span.last for span in spans)

    @property
    def is_later(self) -> bool:
        """Whether all of it is after the as-of day."""
        return all(moment.is_later for moment in self.moments)


class Flag(NamedTuple):
    """A lone entry: its place on the axis, and in which lane its label is, to which side.

    ``at`` is in percent; ``gap`` counts the years since the entry before it.
    """

    moment: Moment
    gap: int
    at: float = 0.0
    lane: int = 0
    is_flipped: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day."""
        return self.moment.span.first, self.moment.span.last

    @property
    def is_later(self) -> bool:
        """Whether it is after the as-of day."""
        return self.moment.is_later


Item: TypeAlias = Flag | Panel


class Axis(NamedTuple):
    """Pieces of a scale, what lies on it (from, to, kind), and how the panels open out of it.

    The kinds are ``panel``, for lone entries ``span``, ``soft`` and ``open``, and ``later`` for
    both where they are after the as-of day.
    """

    pieces: tuple[Piece, ...]
    marks: tuple[tuple[float, float, str], ...]
    opening: tuple[float, float] | None


class Arrangement(NamedTuple):
    """Flags and panels in their order; without lanes they are one below the other.

    ``more`` days are left out of a short picture.
    """

    items: tuple[Item, ...]
    axis: Axis | None
    lanes: int
    more: int = 0


def arrange(moments: Sequence[Moment], sides: Sequence[str], most: int = 0) -> Arrangement:
    """Flags and panels for ``moments``; with ``most``, only panels of ``most`` speakers a cell."""
    if most:
        return _short(moments, sides, most)
    unit, groups, lone = grouped(moments)
    columns = [_columns(group, sides) for group in groups]
    caps = first_that_fits(CAPS, (column.values() for column in columns), len(lone))
    panels = [
        Panel(unit, tuple(group), tuple(_cell(name, said, caps) for name, said in column.items()))
        for group, column in zip(groups, columns, strict=True)
    ]
    items = _in_order([*panels, *(Flag(moment, 0) for moment in lone)])
    # With one or two entries beside the panels there is nothing to compare on a scale.
    return _along_axis(items) if len(lone) >= OPENS_AT else Arrangement(items, None, 0)


def _short(moments: Sequence[Moment], sides: Sequence[str], most: int) -> Arrangement:
    """Days with many entries, in the order of time, with the weightiest entries of each."""
    groups, _ = split_by(UNITS[0], moments)
    # A day of which one cannot say which it was is left to the long timeline.
    whole_days = [group for group in groups if group[0].span.first == group[0].span.last]
    shown = whole_days[:MOST_PANELS]
    columns = [_columns(group, sides) for group in shown]
    caps = first_that_fits(caps_of_short(most), (column.values() for column in columns))
    items = tuple(
        Panel(UNITS[0], tuple(group), tuple(_short_cell(*cell, caps) for cell in column.items()))
        for group, column in zip(shown, columns, strict=True)
    )
    return Arrangement(items, None, 0, len(whole_days) - len(shown))


def _columns(group: Iterable[Moment], sides: Sequence[str]) -> dict[str, list[list[Moment]]]:
    """The moments of each column by speaker, widely carried ones first; events one by one.

    The ground is between the first side and the others, as what both speak about.
    """
    names = (*sides[:1], GROUND, *sides[1:], OUTSIDE)
    columns: dict[str, dict[str, list[Moment]]] = {name: {} for name in names}
    for moment in group:
        # Speakers who are no object have no anchor: their label tells them apart. Where nobody is
        # named, one voice says it all.
        voices_of = moment.row.speakers if moment.row else (moment.label,)
        outside = moment.side if moment.side in sides else OUTSIDE
        voices = columns[GROUND if moment.is_event else outside]
        key = " ".join(f"{one.anchor} {one.label}" for one in voices_of)
        voices.setdefault(key, []).append(moment)
    return {
        name: sorted(voices.values(), key=lambda said: max(map(_weight, said)), reverse=True)
        for name, voices in columns.items()
    }


def _weight(moment: Moment) -> tuple[bool, bool, int]:
    return moment.weight


def _cell(column: str, voices: Sequence[Sequence[Moment]], caps: Caps) -> Cell:
    shown = tuple(
        Voice(_speakers(said[0]), tuple(said[: caps.entries]), len(said[caps.entries :]))
        for said in voices[: caps.speakers]
    )
    return Cell(column, shown, sum(map(len, voices[caps.speakers :])))


def _short_cell(column: str, voices: Sequence[Sequence[Moment]], caps: Caps) -> Cell:
    """The weightiest entry of each of the first voices, and one count for all that is left out."""
    best = [max(said, key=_weight) for said in voices[: caps.speakers]]
    shown = tuple(Voice(_speakers(moment), (moment,), 0) for moment in best)
    return Cell(column, shown, sum(map(len, voices)) - len(shown))


def _speakers(moment: Moment) -> tuple[Link, ...]:
    return moment.row.speakers if moment.row else ()


def _in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items by their days, on equal days flags first; flags with the years since what is before."""
    ordered = sorted(items, key=lambda item: (item.span, isinstance(item, Panel)))
    return tuple(_with_gaps(ordered))


def _with_gaps(items: Iterable[Item]) -> Iterator[Item]:
    end: int | None = None
    for item in items:
        first, last = item.span
        # Whole years only, and from the latest end so far: items may overlap.
        years = int((first - end) / DAYS_OF_YEAR) if end is not None else 0
        end = last if end is None else max(end, last)
        yield item._replace(gap=max(years, 0)) if isinstance(item, Flag) else item


def _along_axis(items: tuple[Item, ...]) -> Arrangement:
    """The items with an axis, and the flags in lanes above it, if these are not too many."""
    pieces = scale_of([item.span for item in items])
    panels = [item for item in items if isinstance(item, Panel)]
    axis = Axis(pieces, tuple(_mark(item, pieces) for item in items), _opening(panels, pieces))
    places = [place_of(item.span[0], pieces) for item in items if isinstance(item, Flag)]
    lanes = lanes_of(places)
    count = max(lane.number for lane in lanes)
    if count > _MOST_LANES:
        return Arrangement(items, axis, 0)
    return Arrangement(tuple(_placed(items, places, lanes)), axis, count)


def _placed(
    items: Iterable[Item], places: Iterable[float], lanes: Iterable[Lane]
) -> Iterator[Item]:
    """The items, with the place and the lane of each flag."""
    positions = iter(zip(places, lanes, strict=True))
    for item in items:
        if isinstance(item, Flag):
            place, lane = next(positions)
            yield item._replace(at=place, lane=lane.number, is_flipped=lane.is_flipped)
        else:
            yield item


def _mark(item: Item, pieces: Sequence[Piece]) -> tuple[float, float, str]:
    """From where to where an item lies on the axis, and its kind."""
    first, last = item.span
    start, end = place_of(first, pieces), place_of(last, pieces)
    if item.is_later:
        return start, end, "later"
    if isinstance(item, Panel):
        return start, end, "panel"
    span = item.moment.span
    if span.is_open:
        # An end that is not known reaches to the end of the axis; the style sheet fades it out.
        return start, 100.0, "open"
    return start, end, "soft" if span.is_soft else "span"


def _opening(panels: Sequence[Panel], pieces: Sequence[Piece]) -> tuple[float, float] | None:
    """Where on the axis all panels lie, if they lie close together."""
    if not panels:
        return None
    start = min(place_of(panel.span[0], pieces) for panel in panels)
    end = max(place_of(panel.span[1], pieces) for panel in panels)
    return (start, end) if end - start < _WIDEST_OPENING else None
