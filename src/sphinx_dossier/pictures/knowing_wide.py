"""What was known when, wide: time runs to the right, each side has a band.

The drawing has no viewBox: x is in percent and y in pixels, so that it fills any width from
:data:`NARROWEST` on and letters never grow or shrink. Only elements that take percent are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.names import excerpt
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.knowing_layout import (
    blocks_of,
    fabric_of,
    factor_of,
    greatest,
    height_of,
    numbers,
    passage_groups,
    relay_name,
    side_name,
    steps_of,
    timed_of,
)
from sphinx_dossier.pictures.knowing_words import (
    asked,
    day_name,
    hour_of,
    pointed_at,
    rest_of,
    short_answer,
)
from sphinx_dossier.pictures.lettering import text_width, wrap
from sphinx_dossier.pictures.relations_signs import draw_shape
from sphinx_dossier.pictures.svg import Box, Drawn, element, hint, is_free, num, path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_dossier.answers.knowing import Stretch
    from sphinx_dossier.answers.knowing_clock import Statement
    from sphinx_dossier.answers.knowing_relays import Relay, Stop
    from sphinx_dossier.answers.knowing_threads import Given, Lane, Thread
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.pictures.knowing_layout import Lines, Rise

NARROWEST: Final = 700
"""Pixels of width from which on it is read; no words overlap there, nor on wider pages."""
GUTTER: Final = 16.0
"""Percent of the width for the names of rows, left of the axis."""
MARGIN: Final = 0.4
"""Percent of the width right of the axis."""
MOST_THREADS: Final = 8
"""Threads of a side; the others are in the list."""
_MAIN: Final = 112
_ROW: Final = 30
_TIMED: Final = 19
_RELAY: Final = 40
_PASSAGES: Final = 17
_PITCH: Final = 3
_HEADROOM: Final = 17
_SMALL: Final = 12
_WORDS: Final = 5


def draw_wide(stretch: Stretch, locate: Callable[[Link], str], sides: Mapping[str, str]) -> str:
    """The picture of one stretch."""
    return _Wide(stretch, locate, sides).drawn()


class _Wide:
    """A picture on its way down: what is below, marks on it, and words that lie above all."""

    def __init__(
        self, stretch: Stretch, locate: Callable[[Link], str], sides: Mapping[str, str]
    ) -> None:
        self.stretch, self.locate, self.sides = stretch, locate, sides
        self.span = max(stretch.clock.span, 1)
        self.y = 0.0
        self.ground: list[Drawn] = []
        self.marks: list[Drawn] = []
        self.words: list[Drawn] = []
        self.heights: dict[tuple[str, str], float] = {}
        self.factor = factor_of(stretch)
        self.taken: list[Box] = []
        self.pins: list[Box] = []

    def drawn(self) -> str:
        """The finished picture."""
        self._head()
        first, *others = self.stretch.lanes[:-1] or self.stretch.lanes
        self._band(first)
        if self.stretch.lanes[:-1]:
            self._middle()
        for lane in others:
            self._band(lane)
        self._relay_risers()
        self._grid()
        self._hours(self.y + 14)
        height = self.y + 20
        return element(
            "svg",
            {
                "class": "dossier-knowing-wide",
                "role": "group",
                "aria-label": words.KNOWING_PICTURE,
                "style": f"height:{num(height)}px",
                # For the script: where the axis is, in percent, and from where to where it goes.
                "data-known": f"{GUTTER} {100 - GUTTER - MARGIN:.1f} 34 {num(self.y)}",
            },
            *self._patterns(),
            *self.ground,
            element("g", {"class": "dossier-knowing-marks"}, *self.marks),
            element("g", {"class": "dossier-knowing-words"}, *self.words),
        )

    def x(self, minute: float) -> str:
        """Where a minute is, in percent of the width; what is off the axis is at its end."""
        share = min(max(minute / self.span, 0), 1)
        return f"{GUTTER + (100 - GUTTER - MARGIN) * share:.2f}%"

    def px(self, minute: float) -> float:
        """The same in pixels, where the picture is as narrow as it may be."""
        share = min(max(minute / self.span, 0), 1)
        return NARROWEST * (GUTTER + (100 - GUTTER - MARGIN) * share) / 100

    def _head(self) -> None:
        for day, start, end in _days(self.stretch):
            label = day_name(day) if end - start > self.span / 6 else ""
            self.words.append(_text(label, self.x((start + end) / 2), 13, "middle", "dossier-day"))
        self._hours(28)
        if self.stretch.begun:
            self.words.append(_text(words.BEGUN, "0", 42, css_class="dossier-knowing-note"))
            for one in self.stretch.begun:
                by = side_name(one.side, [*self.sides])
                shape = self._shape(by, one.minute, 38)
                self.marks.append(self._link(one.claim, shape))
        self.y = 50 if self.stretch.begun else 36

    def _hours(self, y: float) -> None:
        step = 6 if self.span <= 60 * 24 * 2.5 else 12
        for minute in range(0, self.span + 1, 60):
            local = self.stretch.clock.at(minute)
            if local.clock % (step * 60):
                continue
            anchor = "middle" if minute < self.span else "end"
            label = hour_of(self.stretch.clock, minute)
            self.words.append(_text(label, self.x(minute), y, anchor))

    def _grid(self) -> None:
        top = 34.0
        for minute in range(0, self.span + 1, 60):
            local = self.stretch.clock.at(minute)
            if local.clock % 360:
                continue
            is_day = local.clock % 1440 == 0
            css = "dossier-knowing-midnight" if is_day else "dossier-knowing-hour"
            self.ground.append(self._upright(minute, top, self.y, css))
        for cut in self.stretch.cuts:
            self.ground.append(
                self._upright(
                    cut.minute, top, self.y, f"dossier-knowing-cut dossier-cut-{cut.kind}"
                )
            )

    def _upright(self, minute: int, top: float, bottom: float, css_class: str) -> Drawn:
        x = self.x(minute)
        return element(
            "line", {"class": css_class, "x1": x, "x2": x, "y1": num(top), "y2": num(bottom)}
        )

    def _band(self, lane: Lane) -> None:
        """A side: its threads, its statements with an hour, its other lines."""
        by = side_name(lane.side, [*self.sides])
        self._heading(by, self.sides.get(lane.side, words.OTHERS))
        for position, thread in enumerate(lane.threads[:MOST_THREADS]):
            is_main = position == 0 and len(thread.values) > 2
            self._thread(lane.side, by, thread, _MAIN if is_main else _ROW)
        self.y += 6
        for one in timed_of(lane):
            self._timed(lane, by, one)
        self._fabric(lane, by)
        self.y += 8

    def _heading(self, by: str, name: str) -> None:
        self.y += 16
        shape = element("g", {"class": by or None}, draw_shape(by, 6, self.y - 4))
        self.marks.append(shape)
        css = f"dossier-knowing-side {by}".strip()
        self.words.append(_text(name, "17", self.y, css_class=css))
        self.y += 6

    def _row_name(self, label: str, middle: float, css_class: str = "") -> None:
        """The name of a row in the gutter, in several lines where it is long."""
        most = 3 if "note" in css_class else 2
        lines = wrap(label, _SMALL, NARROWEST * GUTTER / 100 - 4, most)
        top = middle + 4 - 6.5 * (len(lines) - 1)
        for i, line in enumerate(lines):
            css = f"dossier-knowing-row {css_class}".strip()
            self.words.append(_text(line, "0", top + 13 * i, css_class=css))

    def _thread(self, side: str, by: str, thread: Thread, height: int) -> None:
        top, base = self.y, self.y + height
        self.y += height + (6 if height == _MAIN else 2)
        room = height - _HEADROOM
        scale = room / greatest(thread)
        self._row_name(asked(thread.question), (top + base) / 2)
        steps = steps_of(thread, self.span)
        level = {
            one.statement.claim.anchor: base - one.size * scale
            for one in numbers(thread, self.span)
        }
        parts = [self._line("dossier-knowing-base", 0, self.span, base)]
        parts += self._areas(steps, base, scale)
        for given in numbers(thread, self.span):
            y = level[given.statement.claim.anchor]
            self.heights[side, given.statement.claim.anchor] = y
            parts += self._tail(given.statement, y)
        parts += self._edge(steps, base, scale)
        for given in numbers(thread, self.span):
            if given.statement.has_hour and given.statement.latest <= self.span:
                x, y = self.px(given.statement.latest), level[given.statement.claim.anchor]
                self.pins.append(Box(x - 4, y - 4, x + 4, y + 4))
        for given in numbers(thread, self.span):
            y = level[given.statement.claim.anchor]
            parts += self._given(by, given, y, top)
        self.marks.append(element("g", {"class": f"dossier-knowing-thread {by}".strip()}, *parts))
        for given in numbers(thread, self.span):
            self._denials(given, level[given.statement.claim.anchor])

    def _line(self, css_class: str, start: float, end: float, y: float) -> Drawn:
        return element(
            "line",
            {
                "class": css_class,
                "x1": self.x(start),
                "x2": self.x(end),
                "y1": num(y),
                "y2": num(y),
            },
        )

    def _rect(self, css_class: str, start: int, end: int, top: float, height: float) -> Drawn:
        share = (100 - GUTTER - MARGIN) / self.span
        start, end = max(start, 0), min(end, self.span)
        width = f"{max((end - start) * share, 0.1):.2f}%"
        return element(
            "rect",
            {"class": css_class, "x": self.x(start), "y": num(top), "width": width,
             "height": num(height)},
        )  # fmt: skip

    def _areas(self, steps: Sequence[Rise], base: float, scale: float) -> list[Drawn]:
        return [
            self._rect("dossier-knowing-area", one.start, one.end, base - one.high * scale,
                       max((one.high - one.low) * scale, 1))
            for one in steps
            if one.high > one.low
        ]  # fmt: skip

    def _edge(self, steps: Sequence[Rise], base: float, scale: float) -> list[Drawn]:
        """The line of what had surely been said, and its rises."""
        parts: list[Drawn] = []
        before = base
        for one in steps:
            y = base if one.sure is None else base - one.sure * scale
            if y != before:
                parts.append(
                    self._upright(one.start, min(y, before), max(y, before), "dossier-knowing-sure")
                )
            if one.sure is not None:
                parts.append(self._line("dossier-knowing-sure", one.start, one.end, y))
            before = y
        return parts

    def _tail(self, one: Statement, y: float) -> list[Drawn]:
        """The line along which a statement can have been made."""
        if one.is_exact:
            return []
        css = f"dossier-knowing-tail{' dossier-later' if one.is_later else ''}"
        return [self._line(css, one.earliest, one.latest, y)]

    def _given(self, by: str, given: Given, y: float, top: float) -> list[Drawn]:
        """The mark of a number where it had surely been said, and the number beside it."""
        one = given.statement
        label = short_answer(given.answer)
        has_mark = one.has_hour and 0 <= one.latest <= self.span
        parts = []
        if has_mark:
            parts.append(self._link(one.claim, self._shape(by, one.latest, y), one))
        known = one.latest if has_mark else max(one.earliest, 0) + 1
        # In the middle of the hours before it, where only the day is known.
        at = one.latest if has_mark else max(one.earliest, 0) + 30
        css = "dossier-knowing-number" if has_mark else "dossier-knowing-perhaps"
        css += " dossier-later" if one.is_later else ""
        place = self._place(label, at, y, top, is_centred=has_mark)
        if place:
            minute, base, anchor, dx = place
            text = _text(label, self.x(minute), base, anchor, css, known, dx)
            self.words.append(self._link(one.claim, text, one))
        return parts

    def _place(
        self, label: str, at: float, y: float, top: float, *, is_centred: bool
    ) -> tuple[float, float, str, float] | None:
        """The first place beside a mark at which a number meets no other one."""
        width = text_width(label, _SMALL) + 2
        tries: list[tuple[float, float, str, float]] = []
        if is_centred:
            for base in (y - 7, y - 18):
                tries += [(at, base, "middle", 0), (at, base, "end", -1), (at, base, "start", 1)]
            tries += [(at, y + 15, "middle", 0), (at, y + 15, "start", 2)]
        else:
            tries += [(at + 40 * i, y - 3, "start", 0) for i in range(12)]
        for minute, base, anchor, dx in tries:
            x = self.px(minute) + dx - {"middle": width / 2, "end": width, "start": 0}[anchor]
            box = Box(x, base - 10, x + width, base + 2)
            is_inside = x >= NARROWEST * GUTTER / 100 - 4 and x + width <= NARROWEST
            is_inside &= minute <= self.span and base - 10 >= top - 7
            if is_inside and is_free(box, self.taken) and is_free(box, self.pins):
                # Where the axis is wider, numbers only get further apart.
                self.taken.append(box)
                return minute, base, anchor, dx
        return None

    def _denials(self, given: Given, y: float) -> None:
        """A cross on what was denied, in the colour of who denied it."""
        for denial in given.denials:
            by = side_name(denial.sides[0], [*self.sides])
            parts = []
            if not denial.is_exact and denial.earliest < self.span:
                parts.append(
                    self._line("dossier-knowing-denying", denial.earliest, denial.latest, y)
                )
            if 0 <= denial.latest <= self.span:
                cross = element(
                    "svg",
                    {"x": self.x(denial.latest), "y": num(y), "overflow": "visible"},
                    path("M-4 -4L4 4M4 -4L-4 4", "dossier-knowing-cross"),
                )
                parts.append(self._link(denial.claim, cross, denial))
            self.marks.append(element("g", {"class": by or None}, *parts))

    def _shape(self, by: str, minute: float, y: float) -> Drawn:
        return element(
            "svg",
            {"class": f"dossier-knowing-mark {by}".strip(), "x": self.x(minute), "y": num(y),
             "overflow": "visible"},
            draw_shape(by, 0, 0),
        )  # fmt: skip

    def _link(self, claim: Link, drawn: Drawn, statement: Statement | None = None) -> Drawn:
        """A link for those who point; with the keyboard one goes through the list."""
        address = self.locate(claim)
        if not address:
            return drawn
        said = pointed_at(statement, self.stretch.clock) if statement else claim.label
        attributes = {"href": address, "tabindex": "-1", "class": "dossier-picture-link"}
        return element("a", attributes, hint(said), drawn)

    def _said(self, lane: Lane, one: Statement) -> str:
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

    def _timed(self, lane: Lane, by: str, one: Statement) -> None:
        y = self.y + _TIMED / 2
        self.y += _TIMED
        label = self._said(lane, one)
        parts = [*self._tail(one, y)]
        if one.latest <= self.span:
            parts.append(self._link(one.claim, self._shape(by, one.latest, y), one))
        css = f"dossier-knowing-thread {by}".strip()
        self.marks.append(element("g", {"class": css}, *parts))
        width = text_width(label, _SMALL)
        is_right = self.px(one.latest) + 10 + width < NARROWEST
        anchor, dx = ("start", 9) if is_right else ("end", -9)
        # Left of a mark the words lie on the tail, so they are above it.
        base = y + 4 if is_right else y - 2
        text = _text(
            label, self.x(one.latest), base, anchor, "dossier-knowing-said", one.latest, dx
        )
        self.words.append(self._link(one.claim, text, one))

    def _fabric(self, lane: Lane, by: str) -> None:
        """All other statements: a line each, as long as its hour is unknown."""
        rest = fabric_of(self.stretch, lane)
        if not rest:
            return
        blocks = blocks_of(rest, self.span, self.factor)
        top = self.y + 4
        height = height_of(blocks) * _PITCH
        label = rest_of(len(rest), self.factor)
        self._row_name(label, top + max(height / 2, 8), "dossier-knowing-note")
        pattern = f"url(#{self._pattern(lane.side)})"
        parts = []
        for block in blocks:
            parts += self._lines(block, top + block.top * _PITCH, pattern)
        self.marks.append(element("g", {"class": by or "dossier-knowing-others"}, *parts))
        self.y = top + max(height, 40)

    def _lines(self, block: Lines, y: float, pattern: str) -> list[Drawn]:
        height = block.lines * _PITCH
        if block.has_hour:
            dot = element("circle", {"class": "dossier-knowing-dot", "r": 1.6})
            dots = [self._at(block.end, y + line * _PITCH + 1, dot) for line in range(block.lines)]
        else:
            # Lines of two days are two lines, though the one ends where the other begins.
            seam = "dossier-knowing-seam"
            dots = [self._upright(block.end, y, y + height, seam)] if block.end < self.span else []
        if block.end <= block.start:
            return dots
        rect = self._rect("dossier-knowing-fabric", block.start, block.end, y, height)
        return [Drawn(rect.replace(" class=", f' fill="{pattern}" class=', 1)), *dots]

    def _at(self, minute: float, y: float, drawn: Drawn) -> Drawn:
        """A mark that keeps its size, at a minute."""
        place = {"x": self.x(minute), "y": num(y), "overflow": "visible"}
        return element("svg", place, drawn)

    def _pattern(self, side: str) -> str:
        position = [one.side for one in self.stretch.lanes].index(side)
        return f"knowing-{self.stretch.mark}-{position}"

    def _patterns(self) -> list[Drawn]:
        """A line every few pixels, for each lane in its colour."""
        made = []
        for lane in self.stretch.lanes:
            by = side_name(lane.side, [*self.sides])
            line = element("rect", {"class": f"dossier-knowing-hair {by}".strip(), "y": 0.5,
                                    "width": 8, "height": 1})  # fmt: skip
            made.append(
                element(
                    "pattern",
                    {"id": self._pattern(lane.side), "width": 8, "height": _PITCH,
                     "patternUnits": "userSpaceOnUse"},
                    line,
                )
            )  # fmt: skip
        return [element("defs", {}, *made)]

    def _middle(self) -> None:
        """Everybody else: ways of numbers that changed, the article, all other statements."""
        top, lane = self.y, self.stretch.lanes[-1]
        if not (lane.rest or self.stretch.relays or self.stretch.article):
            return
        self.y += 2
        self._heading("", words.EVERYBODY_ELSE)
        for relay in self.stretch.relays:
            self._relay(relay)
        self._article()
        self._fabric(lane, "")
        self.y += 8
        self.ground.insert(
            0,
            element("rect", {"class": "dossier-knowing-middle", "x": 0, "y": num(top),
                             "width": "100%", "height": num(self.y - top)}),
        )  # fmt: skip
        self.y += 6

    def _relay(self, relay: Relay) -> None:
        """A way: thin while the words are kept, a diamond and a thick line from a change on."""
        y = self.y + _RELAY / 2
        self.y += _RELAY
        self._row_name(relay_name(relay), y)
        taken: list[Box] = []
        parts: list[Drawn] = []
        has_changed = False
        for stop, after in zip(relay.stops, [*relay.stops[1:], None], strict=True):
            has_changed |= stop.has_changed
            css = "dossier-knowing-bent" if has_changed else "dossier-knowing-kept"
            one = stop.statement
            end = after.statement.latest if after else self.span
            if not parts and not one.is_exact:
                parts.append(self._line(css, one.earliest, one.latest, y))
            parts.append(self._line(css, one.latest, end, y))
            if one.latest <= self.span:
                mark = self._stop(stop)
                parts.append(self._link(one.claim, element(
                    "svg", {"x": self.x(one.latest), "y": num(y), "overflow": "visible"}, mark,
                ), one))  # fmt: skip
            self._stop_words(stop, y, taken)
        self.heights["relay", _key(relay)] = y
        self.marks.append(element("g", {"class": "dossier-knowing-relay"}, *parts))

    def _stop(self, stop: Stop) -> Drawn:
        if stop.has_changed:
            return path("M0 -5L5 0L0 5L-5 0z", "dossier-knowing-change")
        return element("circle", {"class": "dossier-knowing-pass", "r": 2.6})

    def _stop_words(self, stop: Stop, y: float, taken: list[Box]) -> None:
        one = stop.statement
        name = one.speakers[0].label if one.speakers else words.NOBODY
        label = words.say(words.STOP, speaker=name, words=one.short) if one.short else name
        # What was perhaps said later than the axis goes is named at its end, and read only there.
        is_on = one.latest <= self.span
        at = min(one.latest, self.span)
        css = "dossier-knowing-changed" if stop.has_changed else "dossier-knowing-passed"
        width = text_width(label, _SMALL) * (1.06 if stop.has_changed else 1)
        tries = [(anchor, base, 8 if anchor == "start" else -8)
                 for base in (y - 7, y + 16) for anchor in ("start", "end")]  # fmt: skip
        if not is_on:
            tries = [("end", y + 16, -2), ("end", y - 7, -2)]
        for anchor, base, dx in tries:
            x = self.px(at) + dx - (width if anchor == "end" else 0)
            box = Box(x, base - 10, x + width, base + 2)
            is_inside = x >= NARROWEST * GUTTER / 100 - 2 and x + width <= NARROWEST
            if is_inside and is_free(box, taken):
                taken.append(box)
                text = _text(label, self.x(at), base, anchor, css, at, dx)
                self.words.append(self._link(one.claim, text, one))
                return

    def _relay_risers(self) -> None:
        """The line from the number to its first stop."""
        for relay in self.stretch.relays:
            anchor = relay.origin.statement.claim.anchor
            start = self.heights.get((relay.side, anchor))
            end = self.heights.get(("relay", _key(relay)))
            one = relay.stops[0].statement
            if start is None or end is None or one.latest > self.span:
                continue
            by = side_name(relay.side, [*self.sides])
            riser = self._upright(one.latest, min(start, end), max(start, end),
                                  "dossier-knowing-riser")  # fmt: skip
            self.marks.insert(0, element("g", {"class": by or None}, riser))

    def _article(self) -> None:
        """When the article can have been printed, and what each passage could have known."""
        article = self.stretch.article
        if article is None:
            return
        if self.stretch.printed:
            y = self.y + 15
            start, end = self.stretch.printed
            name = words.say(words.ARTICLE_ITSELF, article=article.label)
            self._row_name(name, y)
            self.marks.append(self._rect("dossier-knowing-printed", start, end, y - 6, 12))
            self.words.append(_text(words.PRINTED, self.x(start), y + 4, "start",
                                    "dossier-knowing-note", start + 1, 6))  # fmt: skip
            self.y += 32
        top = self.y
        for labels, earliest, latest in passage_groups(self.stretch):
            self._passages(labels, earliest, latest)
        self._row_name(words.PASSAGES_AXIS, (top + self.y) / 2, "dossier-knowing-note")
        self.y += 4

    def _passages(self, labels: Sequence[str], earliest: int, latest: int) -> None:
        y = self.y + _PASSAGES / 2
        self.y += _PASSAGES
        found = {one.passage.label: one.passage for one in self.stretch.passages}
        parts = [self._line("dossier-knowing-tail", earliest, latest, y)]
        if latest <= self.span:
            mark = element("rect", {"class": "dossier-knowing-passage", "x": -1.5, "y": -5,
                                    "width": 3, "height": 10})  # fmt: skip
            parts.append(element("svg", {"x": self.x(latest), "y": num(y), "overflow": "visible"},
                                 mark))  # fmt: skip
        self.marks.append(element("g", {}, *parts))
        label = words.passages(labels)
        width = text_width(label, _SMALL)
        is_right = self.px(latest) + 10 + width < NARROWEST
        anchor, dx = ("start", 7) if is_right else ("end", -7)
        base = y + 4 if is_right else y - 1
        text = _text(label, self.x(latest), base, anchor, "dossier-knowing-said",
                     latest if latest <= self.span else max(earliest, 0) + 1, dx)  # fmt: skip
        self.words.append(self._link_to(found[labels[0]], text))

    def _link_to(self, target: Link, drawn: Drawn) -> Drawn:
        address = self.locate(target)
        if not address:
            return drawn
        return element("a", {"href": address, "tabindex": "-1", "class": "dossier-picture-link"},
                       drawn)  # fmt: skip


def _key(relay: Relay) -> str:
    return f"{relay.origin.statement.claim.anchor} {relay.stops[-1].statement.claim.anchor}"


def _days(stretch: Stretch) -> list[tuple[str, int, int]]:
    """Each day of the axis, with its first and last minute there."""
    starts: dict[str, int] = {}
    for segment in stretch.clock.segments:
        starts.setdefault(segment.day, segment.minute)
    days = [*starts.items()]
    ends = [minute for _, minute in days[1:]] + [stretch.clock.span]
    return [(day, minute, end) for (day, minute), end in zip(days, ends, strict=True)]


def _text(
    label: str,
    x: str,
    y: float,
    anchor: str = "",
    css_class: str = "",
    known: int | None = None,
    dx: float = 0,
) -> Drawn:
    """Words; ``known`` is the minute from which on they may be read."""
    return element(
        "text",
        {
            "x": x,
            "y": num(y),
            "dx": num(dx) if dx else None,
            "text-anchor": anchor if anchor not in ("", "start") else None,
            "class": css_class or None,
            "data-known": str(known) if known is not None else None,
        },
        label,
    )
