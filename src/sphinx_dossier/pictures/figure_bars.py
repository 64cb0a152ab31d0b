"""Bars of rival numbers: how long, where soft, where earlier numbers stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.answers.figures import Figure, Quantity, Series

_MOST_COUNTED = 20
_OPEN_END = 1.15


class FigureBar(NamedTuple):
    """A bar of ``length`` (in percent of the room); the rest is in percent of its length.

    Up to ``solid`` the number is certain for its speaker; from there to ``soft`` it is a range.
    ``steps`` are earlier numbers. ``things`` are what it is made of, if they are few.
    """

    length: float
    solid: float
    soft: float
    steps: tuple[float, ...]
    things: int


def bar_of(series: Series, quantity: Quantity) -> FigureBar:
    """The bar of a row, on the scale that all rows of its question share."""
    latest = series.figures[-1]
    earlier = [_ends(figure)[0] for figure in series.figures[:-1]]
    low, high = _ends(latest)
    length = max(high, *earlier) if earlier else high
    if length <= 0:
        return FigureBar(0, 0, 0, (), 0)
    steps = sorted({100 * value / length for value in earlier if 0 < value < length})
    top = max(_ends(figure)[1] for row in quantity.rows for figure in row.figures)
    return FigureBar(
        length=100 * length / top,
        solid=100 * low / length,
        soft=100 * high / length,
        steps=tuple(steps),
        things=int(length) if is_counted(quantity) else 0,
    )


def is_counted(quantity: Quantity) -> bool:
    """Whether all numbers are so small that things can be drawn one by one."""
    figures = [figure for row in quantity.rows for figure in row.figures]
    return all(map(_is_exact, figures)) and max(map(_top, figures), default=0) <= _MOST_COUNTED


def _top(figure: Figure) -> float:
    return _ends(figure)[1]


def _is_exact(figure: Figure) -> bool:
    low = figure.minimum
    return low is not None and low == figure.maximum and low >= 0 and low.is_integer()


def _ends(figure: Figure) -> tuple[float, float]:
    """From where to where a bar is soft; an open upper end reaches a little further."""
    low = max(figure.minimum or 0.0, 0.0)
    high = low * _OPEN_END if figure.maximum is None else max(figure.maximum, 0.0)
    return low, high


def widest(quantities: Iterable[Quantity]) -> int:
    """The greatest number of single things in a row; their size is the same in all rows."""
    rows = ((row, one) for one in quantities for row in one.rows if row.figures)
    return max((bar_of(row, quantity).things for row, quantity in rows), default=0)
