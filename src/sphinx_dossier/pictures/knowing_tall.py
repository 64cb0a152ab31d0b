"""What was known when, tall: time runs down, for screens that are narrower than the wide form.

Of two sides the first is left and the other right, with everybody else between them; of more, all
are side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.side_checks import OUTSIDE
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.knowing_layout import (
    blocks_of,
    fabric_of,
    greatest,
    height_of,
    numbers,
    passage_groups,
    relay_name,
    side_name,
    steps_of,
)
from sphinx_dossier.pictures.knowing_words import (
    asked,
    hour_of,
    passages_said,
    pointed_at,
    short_answer,
    short_name,
)
from sphinx_dossier.pictures.lettering import text_width, wrap
from sphinx_dossier.pictures.relations_signs import draw_shape
from sphinx_dossier.pictures.svg import Box, Drawn, element, hint, is_free, num, path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_dossier.answers.knowing import Stretch
    from sphinx_dossier.answers.knowing_relays import Relay
    from sphinx_dossier.answers.knowing_threads import Given, Lane, Thread
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.pictures.knowing_layout import Lines

WIDTH: Final = 340
# Names of threads and ways stand above the axis, turned upright: so long may they be.
_HEAD: Final = 206
_PER_MINUTE: Final = 0.31
_LONGEST: Final = 1000
"""Units down at most: a longer stretch has less of them for a minute."""
_GUTTER: Final = 38
_MAIN: Final = 46
_THREAD: Final = 21
_RELAY: Final = 18
_MOST_RELAYS: Final = 2
_FABRIC: Final = 20
_NARROW_FABRIC: Final = 10
"""The same where lanes are so many that a thread had no room beside it."""
_MOST_WIDE: Final = 3
_GAP: Final = 7
_SMALL: Final = 13.5
"""The size of all words: on a phone of 360 pixels the picture is a little smaller than drawn."""


class _Column(NamedTuple):
    """A lane from ``left`` on; ``turns`` where it grows to the left."""

    lane: Lane
    left: float
    width: float
    turns: bool


def draw_tall(stretch: Stretch, locate: Callable[[Link], str], sides: Mapping[str, str]) -> str:
    """The picture of one stretch."""
    return _Tall(stretch, locate, sides).drawn()


class _Tall:
    """A picture: what is below, marks on it, and words that lie above all."""

    def __init__(
        self, stretch: Stretch, locate: Callable[[Link], str], sides: Mapping[str, str]
    ) -> None:
        self.stretch, self.locate, self.sides = stretch, locate, [*sides]
        self.names = sides
        self.span = max(stretch.clock.span, 1)
        self.scale = min(_PER_MINUTE, _LONGEST / self.span)
        self.bottom = _HEAD + self.span * self.scale
        self.ground: list[Drawn] = []
        self.marks: list[Drawn] = []
        self.words: list[Drawn] = []
        self.taken: list[Box] = []
        self.is_wide = len(stretch.lanes) <= _MOST_WIDE
        self.fabric = _FABRIC if self.is_wide else _NARROW_FABRIC
        # Of all lanes, so that a line is as wide in each and they can be compared.
        most = max(height_of(self._blocks(lane)) for lane in stretch.lanes)
        self.line = min(0.5, (self.fabric - 3) / max(most, 1))

    def drawn(self) -> str:
        """The finished picture."""
        self._times()
        for column in self._columns():
            if column.lane.side == OUTSIDE:
                self._middle(column)
            else:
                self._side(column)
        height = self.bottom + 12
        return element(
            "svg",
            {
                "class": "dossier-knowing-tall",
                "viewBox": f"0 0 {WIDTH} {num(height)}",
                "role": "group",
                "aria-label": words.KNOWING_TALL,
                # For the script: from where to where the axis goes.
                "data-known": f"{_HEAD} {num(self.bottom)} {num(height)} {_GUTTER - 4} {WIDTH}",
            },
            *self.ground,
            element("g", {"class": "dossier-knowing-marks"}, *self.marks),
            element("g", {"class": "dossier-knowing-words"}, *self.words),
        )

    def y(self, minute: float) -> float:
        """Where a minute is; what is off the axis is at its end."""
        return _HEAD + min(max(minute, 0), self.span) * self.scale

    def _blocks(self, lane: Lane) -> list[Lines]:
        return blocks_of(fabric_of(self.stretch, lane), self.span, 1)

    def _columns(self) -> Iterator[_Column]:
        """Where each lane is: two sides with all others between them, or one beside the other."""
        *own, others = self.stretch.lanes
        relays = min(len(self.stretch.relays), _MOST_RELAYS)
        # With four units off either edge of the column.
        middle = relays * _RELAY + self.fabric + 8
        each = (WIDTH - _GUTTER - middle) / max(len(own), 1)
        order = [*own, others] if len(own) != 2 else [own[0], others, own[1]]
        left = float(_GUTTER)
        for lane in order:
            width = middle if lane is others else each
            yield _Column(lane, left, width, turns=len(own) == 2 and lane is own[1])
            left += width

    def _times(self) -> None:
        for minute in range(0, self.span + 1, 60):
            local = self.stretch.clock.at(minute)
            if local.clock % 360 and minute:
                continue
            y = num(self.y(minute))
            is_day = local.clock % 1440 == 0
            css = "dossier-knowing-midnight" if is_day else "dossier-knowing-hour"
            self.ground.append(
                element("line", {"class": css, "x1": _GUTTER - 3, "x2": WIDTH, "y1": y, "y2": y})
            )
            if local.clock % 360 == 0:
                label = hour_of(self.stretch.clock, minute)
                self._say(label, _GUTTER - 5, self.y(minute) + 4, "end", "dossier-knowing-clock")
            if is_day and minute < self.span:
                day = short_name(self.stretch.clock.at(minute + 1).day)
                self._say(day, 0, self.y(minute) + 18, "", "dossier-knowing-day")
        for cut in self.stretch.cuts:
            y = num(self.y(cut.minute))
            css = f"dossier-knowing-cut dossier-cut-{cut.kind}"
            self.ground.append(
                element("line", {"class": css, "x1": _GUTTER - 3, "x2": WIDTH, "y1": y, "y2": y})
            )

    def _side(self, column: _Column) -> None:
        by = side_name(column.lane.side, self.sides)
        name = self.names.get(column.lane.side, words.OTHERS)
        at = column.left + (column.width - 2 if column.turns else 6)
        shape = draw_shape(by, at - 4 if column.turns else at, 7)
        self.marks.append(element("g", {"class": by or None}, shape))
        if self.is_wide:
            label = wrap(name, _SMALL, column.width - 8, 1)[0]
            anchor, dx = ("end", -14) if column.turns else ("", 9)
            self._say(label, at + dx, 11, anchor, f"dossier-knowing-side {by}".strip())
        room = column.width - self.fabric - 3
        left = 0.0
        for position, thread in enumerate(column.lane.threads):
            is_main = position == 0 and len(thread.values) > 2 and room >= _MAIN
            width = _MAIN if is_main else _THREAD
            if left + width > room:
                # Threads come in the order of their weight, and the list below has them all.
                break
            label = asked(thread.question)
            # A narrow lane has its name where its threads have theirs.
            if not self.is_wide:
                label = words.say(words.STOP, speaker=name, words=label)
            self._thread(column, by, thread, label, left, width - _GAP)
            left += width
        self._fabric(column, by, column.width - self.fabric)

    def _x(self, column: _Column, across: float) -> float:
        """A place across a lane, from its outer edge."""
        return column.left + (column.width - across if column.turns else across)

    def _thread(
        self, column: _Column, by: str, thread: Thread, label: str, left: float, width: float
    ) -> None:
        self._upright_name(label, self._x(column, left + width / 2) + 4)
        scale = width / greatest(thread)

        def x(size: float) -> float:
            return self._x(column, left + size * scale)

        parts = [
            element("line", {"class": "dossier-knowing-base", "x1": num(x(0)), "x2": num(x(0)),
                             "y1": _HEAD, "y2": num(self.bottom)})
        ]  # fmt: skip
        before = 0.0
        edge: list[Drawn] = []
        for step in steps_of(thread, self.span):
            top, bottom = self.y(step.start), self.y(step.end)
            if step.high > step.low:
                ends = sorted((x(step.low), x(step.high)))
                parts.append(_rect("dossier-knowing-area", ends[0], top, ends[1] - ends[0],
                                   bottom - top))  # fmt: skip
            known = step.sure or 0.0
            if known != before:
                edge.append(_line("dossier-knowing-sure", x(before), top, x(known), top))
            if step.sure is not None:
                edge.append(_line("dossier-knowing-sure", x(known), top, x(known), bottom))
            before = known
        parts += edge
        for given in numbers(thread, self.span):
            parts += self._given(by, given, x(given.size))
        self.marks.append(element("g", {"class": f"dossier-knowing-thread {by}".strip()}, *parts))
        for given in numbers(thread, self.span):
            self._denials(given, x(given.size))

    def _upright_name(self, label: str, x: float) -> None:
        """A name that is read from below upwards, above its row."""
        (line,) = wrap(label, _SMALL, _HEAD - 30, 1)
        self.words.append(
            element(
                "text",
                {"transform": f"translate({num(x)} {_HEAD - 8}) rotate(-90)",
                 "class": "dossier-knowing-row"},
                line,
            )
        )  # fmt: skip

    def _given(self, by: str, given: Given, x: float) -> list[Drawn]:
        one = given.statement
        label = short_answer(given.answer)
        has_mark = one.has_hour and 0 <= one.latest <= self.span
        parts: list[Drawn] = []
        if has_mark:
            shape = element(
                "g", {"class": by or None, "transform": f"translate({num(x)} "
                      f"{num(self.y(one.latest))}) scale(.8)"},
                draw_shape(by, 0, 0),
            )  # fmt: skip
            parts.append(self._link(one.claim, shape, pointed_at(one, self.stretch.clock)))
        at = self.y(one.latest) if has_mark else self.y(max(one.earliest, 0)) + 13
        known = one.latest if has_mark else max(one.earliest, 0) + 1
        css = "dossier-knowing-number" if has_mark else "dossier-knowing-perhaps"
        place = self._place(label, x, at, is_marked=has_mark)
        if place:
            text = self._text(label, *place, css, known)
            self.words.append(self._link(one.claim, text, pointed_at(one, self.stretch.clock)))
        return parts

    def _place(
        self, label: str, x: float, y: float, *, is_marked: bool
    ) -> tuple[float, float, str] | None:
        """The first place beside a mark at which a number meets no other one."""
        width = text_width(label, _SMALL) + 1
        tries = [(x + 7, y - 4, ""), (x + 7, y + 11, ""), (x - 7, y - 4, "end"),
                 (x - 7, y + 11, "end"), (x, y - 8, "middle"), (x, y + 17, "middle")]  # fmt: skip
        if not is_marked:
            tries = [(x, y + 13 * i, "middle") for i in range(6)]
        for left, base, anchor in tries:
            start = left - {"": 0, "middle": width / 2, "end": width}[anchor]
            # Letters of this size reach 10 above their base and 2 below it.
            box = Box(start, base - 10, start + width, base + 2)
            is_inside = start >= _GUTTER - 2 and start + width <= WIDTH
            is_inside &= box.top >= _HEAD - 6 and base <= self.bottom + 10
            if is_inside and is_free(box, self.taken):
                self.taken.append(box)
                return left, base, anchor
        return None

    def _denials(self, given: Given, x: float) -> None:
        for denial in given.denials:
            by = side_name(denial.sides[0], self.sides)
            parts = []
            start, end = self.y(denial.earliest), self.y(denial.latest)
            if not denial.is_exact and denial.earliest < self.span:
                parts.append(_line("dossier-knowing-denying", x, start, x, end))
            if 0 <= denial.latest <= self.span:
                cross = path(f"M{num(x - 3.5)} {num(end - 3.5)}l7 7m0 -7l-7 7",
                             "dossier-knowing-cross")  # fmt: skip
                said = pointed_at(denial, self.stretch.clock)
                parts.append(self._link(denial.claim, cross, said))
            self.marks.append(element("g", {"class": by or None}, *parts))

    def _fabric(self, column: _Column, by: str, across: float) -> None:
        """All other statements as bars, as wide as they are many."""
        parts = []
        for block in self._blocks(column.lane):
            width = block.lines * self.line
            left = self._x(column, across + 2 + block.top * self.line)
            left -= width if column.turns else 0
            top, bottom = self.y(block.start), self.y(block.end)
            parts.append(_rect("dossier-knowing-bar", left, top, width, max(bottom - top, 1)))
        self.marks.append(element("g", {"class": by or None}, *parts))

    def _middle(self, column: _Column) -> None:
        """Everybody else: the ways of numbers that changed, and all other statements."""
        # At the beginning, below the lines of the hours that are there already.
        self.ground.insert(
            0, _rect("dossier-knowing-middle", column.left, 0, column.width, self.bottom)
        )
        middle = column.left + column.width / 2
        # Without a way in it the column is narrower than the words over it.
        if column.width > 2 * _FABRIC:
            self._say(words.OTHERS, middle, 11, "middle", "dossier-knowing-side")
        else:
            self.marks.append(draw_shape("", middle, 7))
        left = column.left + 4
        for relay in self.stretch.relays[-_MOST_RELAYS:]:
            self._relay(relay, left + _RELAY / 2)
            left += _RELAY
        self._fabric(column, "", column.width - self.fabric)
        self._passages(column)

    def _passages(self, column: _Column) -> None:
        """By when each passage of the article had its latest news, on top of all other bars."""
        groups, right = passage_groups(self.stretch), column.left + column.width - 2
        if groups:
            self._upright_name(words.PASSAGES_AXIS, right - 2)
        found = {one.passage.label: one.passage for one in self.stretch.passages}
        article = self.stretch.article.label if self.stretch.article else ""
        for labels, _, latest in groups:
            y, said = self.y(latest), passages_said(article, labels)
            mark = _rect("dossier-knowing-passage", right - 12, y - 1.5, 12, 3)
            self.marks.append(self._link(found[labels[0]], mark, said))
            # All of them where the column has room, else how many more there are.
            room = right - column.left
            names = [words.passages(labels), words.first_passage(labels)]
            names = [one for one in names if text_width(one, _SMALL) <= room] or names[1:]
            place = self._passage_place(names, right, y)
            if place:
                name, base = place
                text = self._text(name, right, base, "end", "dossier-knowing-note", latest)
                self.words.append(self._link(found[labels[0]], text, said))

    def _passage_place(
        self, names: Iterable[str], right: float, y: float
    ) -> tuple[str, float] | None:
        """The longest name that is free above or below a mark, which it ends at, and its base."""
        for name in names:
            for base in (y - 4, y + 12):
                box = Box(right - text_width(name, _SMALL), base - 10, right, base + 2)
                if is_free(box, self.taken):
                    self.taken.append(box)
                    return name, base
        return None

    def _relay(self, relay: Relay, x: float) -> None:
        self._upright_name(relay_name(relay), x + 4)
        parts: list[Drawn] = []
        has_changed = False
        for stop, after in zip(relay.stops, [*relay.stops[1:], None], strict=True):
            # Whoever passes on a number that was changed passes on the changed one.
            has_changed |= stop.has_changed
            css = "dossier-knowing-bent" if has_changed else "dossier-knowing-kept"
            one = stop.statement
            y, end = self.y(one.latest), self.y(after.statement.latest if after else self.span)
            if not parts and not one.is_exact:
                parts.append(_line(css, x, self.y(one.earliest), x, y))
            parts.append(_line(css, x, y, x, end))
            if one.latest <= self.span:
                mark = (
                    path(f"M{num(x)} {num(y - 5)}l5 5l-5 5l-5 -5z", "dossier-knowing-change")
                    if stop.has_changed
                    else element("circle", {"class": "dossier-knowing-pass", "cx": num(x),
                                            "cy": num(y), "r": 2.6})
                )  # fmt: skip
                parts.append(self._link(one.claim, mark, pointed_at(one, self.stretch.clock)))
        self.marks.append(element("g", {"class": "dossier-knowing-relay"}, *parts))

    def _link(self, target: Link, drawn: Drawn, said: str) -> Drawn:
        address = self.locate(target)
        if not address:
            return drawn
        # For those who point; with the keyboard one goes through the list.
        attributes = {"href": address, "tabindex": "-1", "class": "dossier-picture-link"}
        return element("a", attributes, hint(said), drawn)

    def _say(self, label: str, x: float, y: float, anchor: str, css_class: str) -> None:
        self.words.append(self._text(label, x, y, anchor, css_class))

    def _text(
        self, label: str, x: float, y: float, anchor: str, css_class: str,
        known: int | None = None,
    ) -> Drawn:  # fmt: skip
        return element(
            "text",
            {"x": num(x), "y": num(y), "text-anchor": anchor or None, "class": css_class,
             "data-known": str(known) if known is not None else None},
            label,
        )  # fmt: skip


def _rect(css_class: str, x: float, y: float, width: float, height: float) -> Drawn:
    return element(
        "rect",
        {"class": css_class, "x": num(x), "y": num(y), "width": f"{width:.2f}",
         "height": num(height)},
    )  # fmt: skip


def _line(css_class: str, x1: float, y1: float, x2: float, y2: float) -> Drawn:
    return element(
        "line",
        {"class": css_class, "x1": num(x1), "y1": num(y1), "x2": num(x2), "y2": num(y2)},
    )
