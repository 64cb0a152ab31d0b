"""Bars of rival numbers: how long, from where on soft, and where earlier numbers stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.answers.figures import Figure, Quantity, Series

# Up to here the eye counts small squares in a row; more are a bar anyhow.
_MOST_COUNTED: Final = 20
# "At least 70" reaches to 80.5: visibly further than 70, without the claim that it is much more.
_OPEN_END: Final = 1.15


class FigureBar(NamedTuple):
    """A bar of ``length`` (in percent of the room); the rest is in percent of its length.

    Up to ``solid`` the number is certain for its speaker; from there to ``soft`` it is a range.
    ``steps`` are earlier numbers. ``units`` counts those that it is drawn of, if they are few.
    Up to ``later`` it is hollow: so far the greatest number reaches that is later than the picture.
    """

    length: float
    solid: float
    soft: float
    steps: tuple[float, ...]
    units: int
    later: float = 0.0


def bar_of(series: Series, quantity: Quantity) -> FigureBar:
    """The bar of a row, on the scale that all rows of its question share."""
    low, high = _ends(series.figures[-1]) if series.figures else (0.0, 0.0)
    # Of an earlier number only the sure part has a mark: a second range would hide the first.
    earlier = [_ends(figure)[0] for figure in series.figures[:-1]]
    later = max((_ends(figure)[1] for figure in series.later), default=0.0)
    length = max([high, later, *earlier])
    if length <= 0:
        return FigureBar(0, 0, 0, (), 0)
    longest = max(_ends(figure)[1] for figure in _all(quantity))
    return FigureBar(
        length=100 * length / longest,
        solid=100 * low / length,
        soft=100 * high / length,
        steps=tuple(sorted({100 * value / length for value in earlier if 0 < value < length})),
        units=int(length) if is_counted(quantity) else 0,
        later=100 * later / length,
    )


def is_counted(quantity: Quantity) -> bool:
    """Whether all numbers are so small and exact that their units can be drawn one by one."""
    figures = [figure for figure in _all(quantity) if not figure.is_none_claimed]
    return all(_is_exact(figure) and _ends(figure)[1] <= _MOST_COUNTED for figure in figures)


def _all(quantity: Quantity) -> list[Figure]:
    return [figure for row in quantity.rows for figure in (*row.figures, *row.later)]


def _is_exact(figure: Figure) -> bool:
    low = figure.minimum
    return low is not None and low == figure.maximum and low >= 0 and low.is_integer()


def _ends(figure: Figure) -> tuple[float, float]:
    """From where to where a bar is soft; what is below nothing is drawn as nothing."""
    low = max(figure.minimum or 0.0, 0.0)
    high = low * _OPEN_END if figure.maximum is None else max(figure.maximum, 0.0)
    return low, high


def widest(quantities: Iterable[Quantity]) -> int:
    """The most units of a row in any question: they have one size in all rows."""
    bars = (bar_of(row, one) for one in quantities for row in one.rows if row.figures or row.later)
    return max((bar.units for bar in bars), default=0)
