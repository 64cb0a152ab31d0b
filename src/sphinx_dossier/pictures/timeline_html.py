"""The axis of a timeline as HTML; it is decoration, as the list says all that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.pictures.svg import Drawn, element, joined, num
from sphinx_dossier.pictures.timeline_axis import DAYS_OF_YEAR, FLIPS_FROM, ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.pictures.timeline_axis import Piece
    from sphinx_dossier.pictures.timeline_layout import Axis


def draw_axis(axis: Axis, _locate: Callable[[Link], str], _sides: Mapping[str, str]) -> str:
    """The axis below the labels: years, what lasts how long, and the way into the panels."""
    parts = [
        *(_mark(start, end, kind) for start, end, kind in axis.marks),
        *(_cut(piece) for piece in axis.pieces if piece.is_cut),
        *(_tick(place, words) for place, words in ticks(axis.pieces)),
    ]
    drawn = element("div", {"class": "dossier-axis", "aria-hidden": "true"}, *parts)
    if axis.opening is None:
        return joined([drawn, "\n"])
    style = _between(*axis.opening)
    attributes = {"class": "dossier-opening", "aria-hidden": "true", "style": style}
    return joined([drawn, "\n", element("div", attributes), "\n"])


def _mark(start: float, end: float, kind: str) -> Drawn:
    css_class = f"dossier-lasting dossier-lasting-{kind}"
    return element("i", {"class": css_class, "style": _between(start, end)})


def _cut(piece: Piece) -> Drawn:
    years = round((piece.last - piece.first) / DAYS_OF_YEAR)
    words = f"{years} years" if years > 1 else "…"
    return element("i", {"class": "dossier-cut", "style": _between(piece.start, piece.end)}, words)


def _tick(place: float, words: str) -> Drawn:
    flipped = " dossier-flipped" if place > FLIPS_FROM else ""
    return element("i", {"class": f"dossier-tick{flipped}", "style": f"--at:{num(place)}"}, words)


def _between(start: float, end: float) -> str:
    """From where to where a mark reaches, in percent of the axis, for the style sheet."""
    return f"--at:{num(start)};--to:{num(end)}"
