"""The shapes of speakers and the signs at the ends of lines, with the legend of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.locale.explanations import TERMS
from sphinx_dossier.locale.words import LATER, STANCES
from sphinx_dossier.pictures.svg import Drawn, element, path, point

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx_dossier.pictures.svg import Attributes

# The end of a line for each stance, relative to where the line ends, some 9 wide and high. No two
# are alike in outline, so that nobody has to tell colours apart.
_ENDS: Final = {
    "supports": "m-4 0h8m-4 -4v8",  # a plus
    "accuses": "m-4.5 -4.5l9 4.5l-9 4.5z",  # an arrowhead
    "denies": "m-3.5 -3.5l7 7m0 -7l-7 7",  # a cross
    "appeals": "m-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0z",  # a ring
    "warns": "m-4 0l4 -4l4 4l-4 4z",  # a diamond
    "speaks": "m-1.8 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0z",  # a dot
}


# The shapes of the third side and of those behind it, as the style sheet has them, relative to the
# middle. All have about the area of the circle, so that no side looks greater.
_SHAPES: Final = {
    "2": "m0 -6.4l6.4 6.4l-6.4 6.4l-6.4 -6.4z",  # a diamond
    "3": "m-2.1 -6h4.2v3.9h3.9v4.2h-3.9v3.9h-4.2v-3.9h-3.9v-4.2h3.9z",  # a plus
    "4": "m-5.8 -5.8h11.6l-4.4 5.8l4.4 5.8h-11.6l4.4 -5.8z",  # an hourglass
    "5": "m-3.2 -6.4h6.4v12.8h-6.4z",  # a pillar
}


def draw_shape(by: str, x: float, y: float) -> Drawn:
    """The shape of a side, a triangle for everybody else; ``by`` is a class."""
    if by.endswith("0"):
        return element("circle", {"cx": x, "cy": y, "r": 5.2})
    if by.endswith("1"):
        return element("rect", {"x": x - 4.7, "y": y - 4.7, "width": 9.4, "height": 9.4})
    if shape := _SHAPES.get(by[-1:]):
        return path(f"M{point(x, y)}{shape}")
    return path(f"M{point(x - 5, y + 4.4)}h10l-5 -9.4z")


def draw_end(stance: str, x: float, y: float) -> Drawn:
    """The sign at the end of a line."""
    return path(f"M{point(x, y)}{_ENDS[stance]}", "dossier-end")


def draw_legend(
    stances: Collection[str], *, has_later: bool, has_guesses: bool, has_lines: bool
) -> Drawn:
    """The lines that occur, or their signs alone, with what each means."""
    sample = _sample if has_lines else _sample_of_sign
    samples = [
        element("span", {}, sample(stance), words)
        for stance, words in STANCES.items()
        if stance in stances
    ]
    if has_later:
        samples.append(element("span", {}, sample("speaks", " dossier-later"), LATER))
    if has_guesses:
        guess = sample("denies", " dossier-guess")
        samples.append(element("span", {}, guess, TERMS["probably"].label))
    return element("figcaption", {"class": "dossier-lines"}, *samples)


def _sample(stance: str, sort: str = "") -> Drawn:
    """A short line with its end; the style sheet has the same size."""
    attributes: Attributes = {
        "class": f"dossier-{stance}{sort}",
        "viewBox": "0 0 46 12",
        "width": 46,
        "height": 12,
        "aria-hidden": "true",
    }
    way = "M1 6H36"
    inside = [path(way, "dossier-inside")] if "later" in sort else []
    line = path(way, "dossier-line")
    return element("svg", attributes, line, *inside, draw_end(stance, 36, 6))


def _sample_of_sign(stance: str, sort: str = "") -> Drawn:
    """A sign as it is in a cell."""
    attributes: Attributes = {
        "class": f"dossier-sign dossier-{stance}{sort}",
        "viewBox": "0 0 16 16",
        "width": 16,
        "height": 16,
        "aria-hidden": "true",
    }
    return element("svg", attributes, draw_end(stance, 8, 8), *draw_guess(8, 8, sort))


def draw_guess(x: float, y: float, sort: str) -> list[Drawn]:
    """The dots around the sign of what no source prints."""
    if "guess" not in sort:
        return []
    return [element("circle", {"class": "dossier-guessed", "cx": x, "cy": y, "r": 6.8})]
