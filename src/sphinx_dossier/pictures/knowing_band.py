"""The band of a side: threads of its numbers, its statements with an hour, all other lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.names import excerpt
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.knowing_canvas import GUTTER_PX, NARROWEST, SMALL, Canvas, text_at
from sphinx_dossier.pictures.knowing_fabric import draw_fabric
from sphinx_dossier.pictures.knowing_layout import greatest, numbers, side_name, steps_of, timed_of
from sphinx_dossier.pictures.knowing_words import asked, short_answer
from sphinx_dossier.pictures.lettering import text_width
from sphinx_dossier.pictures.svg import Box, Drawn, element, is_free, path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.answers.knowing_clock import Statement
    from sphinx_dossier.answers.knowing_threads import Given, Lane, Thread
    from sphinx_dossier.pictures.knowing_layout import Rise

MOST_THREADS: Final = 8
"""Threads of a side; the others are in the list."""
_MAIN: Final = 112
_ROW: Final = 30
_TIMED: Final = 19
# The greatest number of a thread has its label over its mark: 7 off it and 10 high.
_HEADROOM: Final = 17
_WORDS: Final = 5


def draw_band(canvas: Canvas, lane: Lane) -> None:
    """A side: its threads, its statements with an hour, its other lines."""
    by = side_name(lane.side, [*canvas.sides])
    canvas.heading(by, canvas.sides.get(lane.side, words.OTHERS))
    for position, thread in enumerate(lane.threads[:MOST_THREADS]):
        is_main = position == 0 and len(thread.values) > 2
        _thread(canvas, lane.side, by, thread, _MAIN if is_main else _ROW)
    canvas.y += 6
    for one in timed_of(lane):
        _timed(canvas, lane, by, one)
    draw_fabric(canvas, lane, by)
    canvas.y += 8


def _thread(canvas: Canvas, side: str, by: str, thread: Thread, height: int) -> None:
    """The numbers of a side to one question, on a scale of their own."""
    top, base = canvas.y, canvas.y + height
    canvas.y += height + (6 if height == _MAIN else 2)
    canvas.row_name(asked(thread.question), (top + base) / 2)
    scale = (height - _HEADROOM) / greatest(thread)
    placed = [(one, base - one.size * scale) for one in numbers(thread, canvas.span)]
    steps = steps_of(thread, canvas.span)
    parts = [canvas.line("dossier-knowing-base", 0, canvas.span, base)]
    parts += _areas(canvas, steps, base, scale)
    for given, y in placed:
        canvas.heights[side, given.statement.claim.anchor] = y
        parts += _tail(canvas, given.statement, y)
        # All marks have their room before any number takes its own.
        if _has_mark(canvas, given.statement):
            canvas.pin(given.statement.latest, y)
    parts += _edge(canvas, steps, base, scale)
    for given, y in placed:
        parts += _given(canvas, by, given, y, top)
    canvas.marks.append(element("g", {"class": f"dossier-knowing-thread {by}".strip()}, *parts))
    for given, y in placed:
        _denials(canvas, given, y)


def _has_mark(canvas: Canvas, one: Statement) -> bool:
    """Whether the hour is known by which it had been made, and is on the axis."""
    return one.has_hour and 0 <= one.latest <= canvas.span


def _areas(canvas: Canvas, steps: Sequence[Rise], base: float, scale: float) -> list[Drawn]:
    """How far the numbers go that had perhaps been said."""
    return [
        canvas.rect("dossier-knowing-area", one.start, one.end, base - one.high * scale,
                   max((one.high - one.low) * scale, 1))
        for one in steps
        if one.high > one.low
    ]  # fmt: skip


def _edge(canvas: Canvas, steps: Sequence[Rise], base: float, scale: float) -> list[Drawn]:
    """The line of what had surely been said, and its rises."""
    parts: list[Drawn] = []
    before = base
    for one in steps:
        y = base if one.sure is None else base - one.sure * scale
        if y != before:
            parts.append(
                canvas.upright(one.start, min(y, before), max(y, before), "dossier-knowing-sure")
            )
        if one.sure is not None:
            parts.append(canvas.line("dossier-knowing-sure", one.start, one.end, y))
        before = y
    return parts


def _tail(canvas: Canvas, one: Statement, y: float) -> list[Drawn]:
    """The line along which a statement can have been made."""
    if one.is_exact:
        return []
    css = f"dossier-knowing-tail{' dossier-later' if one.is_later else ''}"
    return [canvas.line(css, one.earliest, one.latest, y)]


def _given(canvas: Canvas, by: str, given: Given, y: float, top: float) -> list[Drawn]:
    """The mark of a number where it had surely been said, and the number beside it."""
    one, label = given.statement, short_answer(given.answer)
    has_mark = _has_mark(canvas, one)
    known = one.latest if has_mark else max(one.earliest, 0) + 1
    tries = _above(one.latest, y) if has_mark else _along(max(one.earliest, 0), y)
    css = "dossier-knowing-number" if has_mark else "dossier-knowing-perhaps"
    css += " dossier-later" if one.is_later else ""
    place = _place(canvas, label, tries, top)
    if place:
        text = text_at(
            label, canvas.x(place.minute), place.base, place.anchor, css, known, place.dx
        )
        canvas.labels.append(canvas.link(one.claim, text, one))
    return [canvas.link(one.claim, canvas.shape(by, one.latest, y), one)] if has_mark else []


class _Place(NamedTuple):
    """Where words stand: at a minute and ``dx`` pixels beside it, ``base`` pixels down."""

    minute: float
    base: float
    anchor: str
    dx: float


def _above(minute: int, y: float) -> list[_Place]:
    """The places of a number whose hour is known: above its mark, beside it, below it."""
    beside = (("middle", 0), ("end", -1), ("start", 1))
    above = [_Place(minute, base, *one) for base in (y - 7, y - 18) for one in beside]
    return [*above, _Place(minute, y + 15, "middle", 0), _Place(minute, y + 15, "start", 2)]


def _along(minute: int, y: float) -> list[_Place]:
    """The places of a number whose day alone is known: along its line."""
    return [_Place(minute + 30 + 40 * i, y - 3, "start", 0) for i in range(12)]


def _place(canvas: Canvas, label: str, tries: Iterable[_Place], top: float) -> _Place | None:
    """The first place in which a number meets no other one, and no mark."""
    width = text_width(label, SMALL) + 2
    before = {"middle": width / 2, "end": width, "start": 0}
    for place in tries:
        x = canvas.px(place.minute) + place.dx - before[place.anchor]
        box = Box(x, place.base - 11, x + width, place.base + 2)
        is_inside = x >= GUTTER_PX - 4 and x + width <= NARROWEST
        is_inside &= place.minute <= canvas.span and box.top >= top - 7
        # Where the axis is wider, numbers only get further apart.
        if is_inside and is_free(box, (*canvas.taken, *canvas.pins)):
            canvas.taken.append(box)
            return place
    return None


def _denials(canvas: Canvas, given: Given, y: float) -> None:
    """A cross on what was denied, in the colour of who denied it."""
    for denial in given.denials:
        by = side_name(denial.sides[0], [*canvas.sides])
        parts = []
        if not denial.is_exact and denial.earliest < canvas.span:
            parts.append(canvas.line("dossier-knowing-denying", denial.earliest, denial.latest, y))
        if 0 <= denial.latest <= canvas.span:
            cross = path("M-4 -4L4 4M4 -4L-4 4", "dossier-knowing-cross")
            parts.append(canvas.link(denial.claim, canvas.at(denial.latest, y, cross), denial))
        canvas.marks.append(element("g", {"class": by or None}, *parts))


def _said(lane: Lane, one: Statement) -> str:
    """What a statement answers, each question with its answer, or its label."""
    answers = [
        words.say(
            words.KNOWN_LINE,
            question=asked(thread.question),
            values=one.short or words.answer(given.answer),
        )
        for thread in lane.answers
        for given in thread.values
        if given.statement.claim.anchor == one.claim.anchor
    ]
    said = words.SEMICOLON.join(answers)
    return said or one.short or excerpt(one.claim.label, _WORDS)


def _timed(canvas: Canvas, lane: Lane, by: str, one: Statement) -> None:
    """A statement with an hour, in words behind its mark."""
    y = canvas.y + _TIMED / 2
    canvas.y += _TIMED
    label = _said(lane, one)
    parts = [*_tail(canvas, one, y)]
    if one.latest <= canvas.span:
        parts.append(canvas.link(one.claim, canvas.shape(by, one.latest, y), one))
    css = f"dossier-knowing-thread {by}".strip()
    canvas.marks.append(element("g", {"class": css}, *parts))
    width = text_width(label, SMALL)
    is_right = canvas.px(one.latest) + 10 + width < NARROWEST
    anchor, dx = ("start", 9) if is_right else ("end", -9)
    # Left of a mark the words lie on the tail, so they are above it.
    base = y + 4 if is_right else y - 2
    text = text_at(
        label, canvas.x(one.latest), base, anchor, "dossier-knowing-said", one.latest, dx
    )
    canvas.labels.append(canvas.link(one.claim, text, one))
