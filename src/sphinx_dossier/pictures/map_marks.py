"""Marks of places on a map: how large, how sharp, and with which name."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.anchors import map_anchor
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.map_labels import CROWD, Mark
from sphinx_dossier.pictures.svg import Drawn, element, hint, joined, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_dossier.answers.geography import Spot
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.pictures.map_labels import Label, Letters
    from sphinx_dossier.pictures.map_words import Words
    from sphinx_dossier.pictures.projection import Frame

HALO: Final = {"district": 9.0, "region": 20.0}
"""How far the soft ring of an imprecise place reaches, in kilometres: about the size of such."""
# So far a ring reaches beyond the mark where the scale would hide it behind the mark.
_LEAST_HALO: Final = 5.0


def marks_of(spots: Iterable[Spot], frame: Frame) -> list[Mark]:
    """The marks of places that have coordinates."""
    return [Mark(spot, *frame.place(spot.coord), _radius(spot)) for spot in spots if spot.coord]


def _radius(spot: Spot) -> float:
    # The area, not the radius, grows with the number: that is how sizes are compared by eye. From
    # some 40 claims and events on marks would cover their neighbours, and grow no more.
    return min(3.2 + 0.9 * math.sqrt(spot.weight), 9)


def draw_marks(
    marks: list[Mark],
    frame: Frame,
    sizes: Sequence[Words],
    locate: Callable[[Link], str],
    key: str,
    has_anchors: bool = False,
) -> Drawn:
    """Each place as a link, with its names where these have room.

    ``key`` begins the ids of the panel. ``marks`` begin with the heaviest. ``has_anchors`` says
    that links may lead to a mark.
    """
    pairs = [
        (mark, [(one.letters, label) for one in sizes if (label := one.labels[i])])
        for i, mark in enumerate(marks)
    ]
    if len(marks) > CROWD:
        # What is named lies on top. Gradients, of which a crowd would need many, are left out.
        pairs.sort(key=lambda pair: bool(pair[1]))
        return joined(
            _draw_mark(mark, labels, frame, locate, "", has_anchors) for mark, labels in pairs
        )
    soft = f"{key}-h"
    drawn = [_draw_mark(mark, labels, frame, locate, soft, has_anchors) for mark, labels in pairs]
    is_soft = any(mark.spot.precision in {*HALO, "approximate"} for mark in marks)
    return joined([_gradient(soft), *drawn] if is_soft else drawn)


def _gradient(identifier: str) -> Drawn:
    """The fill of soft rings: even up to a fifth, then fading out."""
    stops = (
        element("stop", {"offset": ".2", "class": "dossier-soft"}),
        element("stop", {"offset": 1, "class": "dossier-soft-end"}),
    )
    return element("defs", {}, element("radialGradient", {"id": identifier}, *stops))


def _draw_mark(
    mark: Mark,
    labels: Sequence[tuple[Letters, Label]],
    frame: Frame,
    locate: Callable[[Link], str],
    soft: str,
    has_anchor: bool,
) -> Drawn:
    """A mark with its name in each size; ``soft`` is the id of the gradient, or ``""``."""
    link = mark.spot.link
    tied = words.tied(mark.spot.events, mark.spot.claims, mark.spot.later) or words.NO_EVENT
    name = words.say(words.MARKED, place=link.label, tied=tied)
    title = hint(name)
    drawn = _circles(mark, frame, soft)
    for letters, label in labels:
        place = label.x, label.y, letters.leading
        drawn.append(text(label.lines, *place, anchor=label.anchor, css_class=letters.css_class))
    anchor = {"id": map_anchor(link.anchor)} if has_anchor else {}
    return element("a", {"href": locate(link), "aria-label": name, **anchor}, title, *drawn)


def _circles(mark: Mark, frame: Frame, soft: str) -> list[Drawn]:
    """The mark itself, and how exactly the place is known."""
    spot, centre = mark.spot, {"cx": mark.x, "cy": mark.y}
    fill = {"fill": f"url(#{soft})"}
    circles = []
    if spot.precision in HALO and soft:
        reach = max(frame.length(HALO[spot.precision]), mark.radius + _LEAST_HALO)
        circles.append(element("circle", {**centre, "r": reach, **fill}))
    if spot.precision == "approximate" and soft:
        # Twice as large, because half of a mark that fades out is too faint to be seen.
        circles.append(element("circle", {**centre, "r": mark.radius * 2, **fill}))
    else:
        css_class = "dossier-mark" if spot.weight else "dossier-mark dossier-mark-open"
        circles.append(element("circle", {"class": css_class, **centre, "r": mark.radius}))
    return circles
