"""How many entries of a timeline are shown, so that its HTML is no longer than it may be.

The length is estimated before anything is written, from the table below. Of all that can be left
out, what goes first is what one speaker says besides, then speakers of a day who are carried least.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.answers.timeline import Moment

    Said: TypeAlias = Sequence[Moment]
    """What one speaker says in a cell, or one event."""

# All sizes are bytes of HTML, and those of parts are without the words of their labels. They are
# those of pages with long names and addresses: an estimate is a tenth to a fifth above the truth.
# No picture may have more than 100 kB, so that a page loads at once on a phone; 2 are for the axis.
_WHOLE: Final = 98_000
_PANEL: Final = 1_150  # its day, and up to four cells with their titles
_FLAG: Final = 330  # a lone entry with its date, its speaker and its place on the axis
_SPEAKER: Final = 200  # a link to the speaker, and the list below it
_ENTRY: Final = 190  # a link to the claim or event, its hour, number and status
_MORE: Final = 170  # "and 3 more" as a link, with the fold around what is hidden


class Caps(NamedTuple):
    """How many entries a speaker may have in a cell, and how many speakers a cell."""

    entries: int
    speakers: int


_ALL: Final = 10**9
# Tried from above until the estimate fits. Entries fall faster than speakers: that somebody spoke
# on a day says more than the fourth claim of somebody else.
CAPS: Final = tuple(
    Caps(*pair)
    for pair in (
        (_ALL, _ALL),
        (60, 90), (40, 75), (24, 60), (12, 60), (6, 40), (3, 24), (2, 16),
        (1, 12), (1, 8), (1, 6), (1, 4), (1, 3), (1, 2), (1, 1),
    )
)  # fmt: skip


def caps_of_short(most: int) -> list[Caps]:
    """What is tried for a short picture: one entry of each speaker, ``most`` speakers or fewer."""
    return [Caps(1, speakers) for speakers in range(most, 0, -1)]


def first_that_fits(
    caps: Sequence[Caps], panels: Iterable[Iterable[Sequence[Said]]], flags: int = 0
) -> Caps:
    """The first of ``caps`` with which all fits, or the last; ``flags`` counts lone entries.

    ``panels`` have cells, and these what each speaker says there.
    """
    cells = [list(panel) for panel in panels]
    room = _WHOLE - _PANEL * len(cells) - _FLAG * flags
    for one in caps:
        if sum(_size(cell, one) for panel in cells for cell in panel) <= room:
            return one
    return caps[-1]


def _size(cell: Sequence[Said], caps: Caps) -> int:
    """The bytes of a cell without its title."""
    size = 0
    for said in cell[: caps.speakers]:
        # Events stand for themselves, without a speaker.
        size += _SPEAKER if said[0].row else 0
        size += _MORE if len(said) > caps.entries else 0
        size += sum(_ENTRY + len(moment.label.label) for moment in said[: caps.entries])
    return size
