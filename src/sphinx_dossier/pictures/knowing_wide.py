"""What was known when, wide: time runs to the right, each side has a band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.locale import words
from sphinx_dossier.pictures.knowing_band import draw_band
from sphinx_dossier.pictures.knowing_canvas import GUTTER, MARGIN, Canvas, text_at
from sphinx_dossier.pictures.knowing_fabric import patterns
from sphinx_dossier.pictures.knowing_layout import side_name
from sphinx_dossier.pictures.knowing_middle import draw_middle, draw_risers
from sphinx_dossier.pictures.knowing_words import day_name, hour_of
from sphinx_dossier.pictures.svg import element, num

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_dossier.answers.knowing import Stretch
    from sphinx_dossier.answers.page_links import Link

_TOP = 34.0
"""From here down the lines of hours go."""


def draw_wide(stretch: Stretch, locate: Callable[[Link], str], sides: Mapping[str, str]) -> str:
    """The picture of one stretch."""
    canvas = Canvas(stretch, locate, sides)
    _head(canvas)
    first, *others = canvas.stretch.lanes[:-1] or canvas.stretch.lanes
    draw_band(canvas, first)
    if canvas.stretch.lanes[:-1]:
        draw_middle(canvas)
    for lane in others:
        draw_band(canvas, lane)
    draw_risers(canvas)
    _grid(canvas)
    _hours(canvas, canvas.y + 14)
    height = canvas.y + 20
    return element(
        "svg",
        {
            "class": "dossier-knowing-wide",
            "role": "group",
            "aria-label": words.KNOWING_PICTURE,
            "style": f"height:{num(height)}px",
            # For the script: where the axis is, in percent, and from where to where it goes.
            "data-known": f"{GUTTER} {100 - GUTTER - MARGIN:.1f} {num(_TOP)} {num(canvas.y)}",
        },
        *patterns(canvas),
        *canvas.ground,
        element("g", {"class": "dossier-knowing-marks"}, *canvas.marks),
        element("g", {"class": "dossier-knowing-words"}, *canvas.labels),
    )


def _head(canvas: Canvas) -> None:
    for day, start, end in _days(canvas.stretch):
        label = day_name(day) if end - start > canvas.span / 6 else ""
        canvas.labels.append(
            text_at(label, canvas.x((start + end) / 2), 13, "middle", "dossier-day")
        )
    _hours(canvas, 28)
    if canvas.stretch.begun:
        canvas.labels.append(text_at(words.BEGUN, "0", 42, css_class="dossier-knowing-note"))
        for one in canvas.stretch.begun:
            by = side_name(one.side, [*canvas.sides])
            shape = canvas.shape(by, one.minute, 38)
            canvas.marks.append(canvas.link(one.claim, shape))
    canvas.y = 50 if canvas.stretch.begun else 36


def _hours(canvas: Canvas, y: float) -> None:
    step = 6 if canvas.span <= 60 * 24 * 2.5 else 12
    # Hour by hour: the axis may begin at any hour, and a clock may be put forward on the way.
    for minute in range(0, canvas.span + 1, 60):
        local = canvas.stretch.clock.at(minute)
        if local.clock % (step * 60):
            continue
        # Centred on the right end a label would reach out of the picture.
        anchor = "middle" if minute < canvas.span else "end"
        label = hour_of(canvas.stretch.clock, minute)
        canvas.labels.append(text_at(label, canvas.x(minute), y, anchor))


def _grid(canvas: Canvas) -> None:
    for minute in range(0, canvas.span + 1, 60):
        local = canvas.stretch.clock.at(minute)
        if local.clock % 360:
            continue
        is_day = local.clock % 1440 == 0
        css = "dossier-knowing-midnight" if is_day else "dossier-knowing-hour"
        canvas.ground.append(canvas.upright(minute, _TOP, canvas.y, css))
    for cut in canvas.stretch.cuts:
        canvas.ground.append(
            canvas.upright(
                cut.minute, _TOP, canvas.y, f"dossier-knowing-cut dossier-cut-{cut.kind}"
            )
        )


def _days(stretch: Stretch) -> list[tuple[str, int, int]]:
    """Each day of the axis, with its first and last minute there."""
    starts: dict[str, int] = {}
    for segment in stretch.clock.segments:
        starts.setdefault(segment.day, segment.minute)
    days = [*starts.items()]
    ends = [minute for _, minute in days[1:]] + [stretch.clock.span]
    return [(day, minute, end) for (day, minute), end in zip(days, ends, strict=True)]
