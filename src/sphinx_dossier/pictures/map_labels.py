"""Where a map has the names of its places: beside their marks, over no other mark or name.

To name as many as possible is hard in the sense of complexity theory (Marks and Shieber, The
computational complexity of cartographic label placement, 1991). Here labels are placed greedily, in
several orders of which the best is kept; then places without a name try to move a few labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.pictures.lettering import text_width, wrap
from sphinx_dossier.pictures.svg import Box, is_free

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dossier.answers.geography import Spot
    from sphinx_dossier.pictures.projection import Frame

CROWD: Final = 60
"""More places than that in a panel are a crowd, in which not everything is drawn."""
# So many of the heaviest marks of a crowd are kept free of names; the others may be covered.
_NAMED_OF_CROWD: Final = CROWD // 3
# A name may push another one, that one a third, and so on: this often.
_MOST_MOVES: Final = 3
# More labels than that are not moved for one: with each, the ways to try multiply.
_MOST_IN_THE_WAY: Final = 2
# Where a name would take more than this part of the width of its panel, it is broken into lines.
_WIDEST_NAME: Final = 0.45


class Letters(NamedTuple):
    """A font size of all words of a panel."""

    size: float

    @property
    def leading(self) -> float:
        """From the base of one line to that of the next one."""
        return self.size + 1.5

    @property
    def css_class(self) -> str:
        """What the style sheet calls words of this size."""
        return f"dossier-letters-{self.size:.0f}"


# A panel is as wide as the page has room for, and its letters shrink with it. Where they would come
# out below 13 px the style sheet shows words of the next size instead, which have other places.
LETTERS: Final = (Letters(13), Letters(15), Letters(17))
"""The sizes in which the words of a map are placed, each by itself; one of them is seen."""


class Mark(NamedTuple):
    """The mark of a place in a panel: its centre and its radius."""

    spot: Spot
    x: float
    y: float
    radius: float

    @property
    def room(self) -> Box:
        """The room that no name may cover: the circle with its outline."""
        return Box(self.x, self.y, self.x, self.y).grown(self.radius + 1)


class Label(NamedTuple):
    """Words at ``x`` and ``y`` (the base of the first line), which fill ``box``.

    ``anchor`` is the ``text-anchor`` of SVG; ``choice`` counts from 0, the best place.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    box: Box
    choice: int


def labels_of(
    marks: Sequence[Mark], frame: Frame, letters: Letters, taken: Sequence[Box]
) -> list[Label | None]:
    """A label for each mark that has room for one; ``marks`` begin with the heaviest."""
    rooms = [mark.room for mark in marks]
    is_crowd = len(marks) > CROWD
    obstacles = rooms[:_NAMED_OF_CROWD] if is_crowd else rooms
    inside = frame.box.grown(-1)
    choices = []
    for i, mark in enumerate(marks):
        # A name may come close to its own mark, but not to another one, whose it would seem to be.
        others = [*taken, *(room.grown(1.5) for j, room in enumerate(obstacles) if j != i)]
        labels = _places_of(_lines_of(mark.spot, frame, letters), rooms[i], letters)
        free = (one for one in labels if is_free(one.box, others))
        choices.append([one for one in free if inside.holds(one.box)])
    orders = [range(len(marks))] if is_crowd else _orders(rooms, choices)
    tried = [_placed(choices, order) for order in orders]
    best = max(tried, key=lambda placed: _worth(marks, placed))
    for i in range(len(best)):
        if best[i] is None:
            _make_room(i, choices, best, frozenset(), _MOST_MOVES)
    return best


def _orders(rooms: Sequence[Box], choices: Sequence[Sequence[Label]]) -> list[Sequence[int]]:
    """Orders in which marks may be named; which names fit depends on which come first."""
    by_weight = range(len(rooms))
    orders: list[Sequence[int]] = [by_weight, sorted(by_weight, key=lambda i: len(choices[i]))]
    # From each edge of the picture inward: left, top, right, bottom, and back.
    orders += [sorted(by_weight, key=lambda i: rooms[i][side]) for side in range(4)]
    orders += [sorted(by_weight, key=lambda i: -rooms[i][side]) for side in range(4)]
    return orders


def _worth(marks: Sequence[Mark], labels: Sequence[Label | None]) -> int:
    """How good a placement is."""
    pairs = zip(marks, labels, strict=True)
    # One more name outweighs several that stand in a second-best place; heavy places come first.
    return sum(10 + mark.spot.weight - label.choice for mark, label in pairs if label)


def _placed(choices: Sequence[Sequence[Label]], order: Sequence[int]) -> list[Label | None]:
    """The first label that fits for each mark in ``order``."""
    labels: list[Label | None] = [None] * len(choices)
    for i in order:
        labels[i] = _first_free(choices[i], labels)
    return labels


def _make_room(
    i: int,
    choices: Sequence[Sequence[Label]],
    labels: list[Label | None],
    fixed: frozenset[int],
    moves: int,
) -> bool:
    """Name a mark by moving the labels in its way, and those in theirs, up to ``moves`` deep.

    ``fixed`` are the marks whose labels wait for this one. ``labels`` stay as they were where it
    fails.
    """
    labels[i] = _first_free(choices[i], labels)
    if labels[i] or not moves:
        return labels[i] is not None
    fixed |= {i}
    before = labels.copy()
    for label in choices[i]:
        others = [j for j, placed in enumerate(labels) if placed and placed.box.meets(label.box)]
        if len(others) > _MOST_IN_THE_WAY or fixed.intersection(others):
            continue
        labels[i] = label
        for other in others:
            labels[other] = None
        if all(_make_room(other, choices, labels, fixed, moves - 1) for other in others):
            return True
        labels[:] = before
    return False


def _first_free(choices: Sequence[Label], labels: Sequence[Label | None]) -> Label | None:
    taken = [label.box for label in labels if label]
    return next((label for label in choices if is_free(label.box, taken)), None)


def _lines_of(spot: Spot, frame: Frame, letters: Letters) -> tuple[str, ...]:
    """The names of a place, each in at most three lines; no word is cut."""
    words = (word for name in spot.names for word in name.split())
    widest = max((text_width(word, letters.size) for word in words), default=0)
    room = max(_WIDEST_NAME * frame.width, widest)
    return tuple(line for name in spot.names for line in wrap(name, letters.size, room, 3))


def _places_of(names: tuple[str, ...], mark: Box, letters: Letters) -> Iterator[Label]:
    """Labels around a mark, best first: right, left, corners, above, below, a little further off.

    The right comes first with cartographers too (Imhof, Positioning names on maps, The American
    Cartographer 2, 1975); the left earlier than with them, as names in two lines, of which there
    are many, are best read level with their marks.
    """
    width = max(text_width(name, letters.size) for name in names)
    height = letters.leading * len(names)
    for choice, (x, top, anchor) in enumerate(_starts(mark, height)):
        left = {"": x, "end": x - width, "middle": x - width / 2}[anchor]
        box = Box(left - 2, top - 2, left + width + 2, top + height + 2)
        # The base of the first line: letters do not fill their size.
        yield Label(names, x, top + letters.size - 1.5, anchor, box, choice)


def _starts(mark: Box, height: float) -> Iterator[tuple[float, float, str]]:
    """Where labels of a height begin: x, the top of the first line, and their anchor."""
    x, y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    beside, above, below = y - height / 2, mark.top - height, mark.bottom
    yield mark.right + 6, beside, ""
    yield mark.left - 6, beside, "end"
    # At the corners the circle bends away from its box: names come nearer.
    yield mark.right + 3, above + 2, ""
    yield mark.right + 3, below - 2, ""
    yield mark.left - 3, above + 2, "end"
    yield mark.left - 3, below - 2, "end"
    yield x, above - 2, "middle"
    yield x, below + 2, "middle"
    # Above and below, but to one side.
    yield mark.right - 2, above - 2, ""
    yield mark.left + 2, above - 2, "end"
    yield mark.right - 2, below + 2, ""
    yield mark.left + 2, below + 2, "end"
    # Two marks may be so close that their names find room only a little further off.
    for shift in (0, -height / 3, height / 3):
        yield mark.right + 10, beside + shift, ""
        yield mark.left - 10, beside + shift, "end"
