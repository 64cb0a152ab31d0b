"""Merges that nobody resolved: git has left both versions in a file, between lines of marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
_OURS: Final = lazy_pattern(r"<{7}(?:\s|$)")
_BASE: Final = lazy_pattern(r"\|{7}(?:\s|$)")
_MIDDLE: Final = lazy_pattern(r"={7}\s*$")
_THEIRS: Final = lazy_pattern(r">{7}(?:\s|$)")
_OPENING: Final = lazy_pattern(r"\s*(?::{3,}|`{3,})\s*\{[\w:-]+\}.*|\s*@\w+\s*\{.*|\s*\[.*\]\s*$")


def resolve_merges(
    lines: list[str], code: Collection[int] = (), nothing: str = ""
) -> Iterator[tuple[int, str]]:
    """Take the marks out of ``lines``; gives each first mark, from 0, and what to do about it.

    Of two versions of one thing the first stays, or one slip would look like many; what only the
    second version has, such as another object, stays too. ``code`` are lines that show what marks
    look like, ``nothing`` is what stands in place of a line.
    """
    position, last = 0, max((i for i, line in enumerate(lines) if _THEIRS.match(line)), default=-1)
    while position < last:
        marks = (
            _marks(lines, position)
            if _OURS.match(lines[position]) and position not in code
            else None
        )
        if marks is None:
            position += 1
            continue
        begin, middle, end = marks
        base = next((i for i in range(begin, middle) if _BASE.match(lines[i])), middle)
        ours, theirs = lines[begin + 1 : base], lines[middle + 1 : end]
        dropped = {begin, *range(base, middle + 1), end}
        if not _adds(ours, theirs):
            dropped |= {*range(middle + 1, end)}
        for i in dropped:
            lines[i] = nothing
        yield (
            begin,
            (
                f"a merge is not resolved (lines {begin + 1} to {end + 1}): keep one of the two "
                "versions, and take out the lines of <<<<<<<, ======= and >>>>>>>"
            ),
        )
        position = end + 1


def _marks(lines: list[str], begin: int) -> tuple[int, int, int] | None:
    """The lines of the three marks of a merge that begins at a line."""
    end = next((i for i in range(begin, len(lines)) if _THEIRS.match(lines[i])), None)
    if end is None:
        return None
    middle = next((i for i in range(begin, end) if _MIDDLE.match(lines[i])), None)
    return None if middle is None else (begin, middle, end)


def _adds(ours: list[str], theirs: list[str]) -> bool:
    """Whether the second version begins something that the first has not."""
    known = {line.strip() for line in ours}
    return any(_OPENING.match(line) and line.strip() not in known for line in theirs)
