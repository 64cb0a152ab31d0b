"""How deep the blocks of a page lie in each other, seen before a parser goes into them.

A parser reads what is in a block once more for each block around it: of three hundred it reads the
innermost one three hundred times.
"""

from __future__ import annotations

from typing import Final

from sphinx_dossier.core.fence_slips import FENCE

# Cards in grids in tabs take half a dozen; three hundred took fifteen seconds.
MOST_FENCES: Final = 50


def line_of_deep_fence(text: str) -> int:
    """The line that opens a block in :data:`MOST_FENCES` others; 0 where none does."""
    open_: list[tuple[str, bool]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        # Blocks may stand in quotes.
        fence = FENCE.match(line.lstrip(" \t>"))
        if not fence:
            continue
        marks, info = fence["marks"], fence["info"].strip()
        if not info and (closed := _closed_by(marks, open_)) is not None:
            del open_[closed:]
        # In a block of code nothing opens.
        elif not open_ or open_[-1][1]:
            open_.append((marks, info.startswith("{")))
            if len(open_) > MOST_FENCES:
                return number
    return 0


def _closed_by(marks: str, open_: list[tuple[str, bool]]) -> int | None:
    """The place of the outermost block that a line of marks ends, with all that is in it."""
    return next((at for at, (opened, _) in enumerate(open_) if marks.startswith(opened)), None)
