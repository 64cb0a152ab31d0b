"""In which lane above the axis each lone entry has its label, and to which side it reaches.

Places are in percent of the axis, in their order. A label is beside its stem, which goes down
to the axis. A label on the left reaches to the right, so the stem of a later one would run through
it: earlier ones are higher. On the right it is the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# The width of a label; the style sheet has it too. Three labels fit side by side, and one holds a
# name in two or three lines.
LABEL: Final = 34.0


class Lane(NamedTuple):
    """A lane, counted from the top; a flipped label reaches to the left of its stem."""

    number: int
    is_flipped: bool


def lanes_of(places: Sequence[float]) -> list[Lane]:
    """The lane of each label.

    Each is one above the highest of those that must be below: the left-edge algorithm of channel
    routing (Hashimoto and Stevens, Wire routing by optimizing channel assignment, 1971), with the
    order given by the stems.
    """
    turn = _turn(places)
    # Counted from the axis upward, as lanes are filled from there.
    heights = [1] * len(places)
    for i in reversed(range(turn)):
        crossed = [heights[j] for j in range(i + 1, turn) if places[j] <= places[i] + LABEL]
        heights[i] = 1 + max(crossed, default=0)
    for i in range(turn, len(places)):
        crossed = [heights[j] for j in range(turn, i) if places[i] - places[j] <= LABEL]
        heights[i] = 1 + max(crossed, default=0)
        # Labels of both sides reach towards each other: those that would meet share no lane.
        met = {heights[j] for j in range(turn) if places[i] - places[j] < 2 * LABEL}
        while heights[i] in met:
            heights[i] += 1
    top = max(heights, default=0)
    return [Lane(top - height + 1, i >= turn) for i, height in enumerate(heights)]


def _turn(places: Sequence[float]) -> int:
    """The position of the first label that reaches to the left; none may leave the picture.

    Of all that are possible, it is the one behind the widest gap, where fewest stems and labels of
    both sides come near each other.
    """
    # So many labels would leave the picture on the left if they were flipped, and so many do not
    # leave it on the right if they are not.
    least = sum(1 for place in places if place < LABEL)
    most = sum(1 for place in places if place + LABEL <= 100)
    edges = [0.0, *places, 100.0]
    turns = range(least, max(most, least) + 1)
    return max(turns, key=lambda turn: (edges[turn + 1] - edges[turn], turn))
