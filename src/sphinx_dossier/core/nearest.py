"""What somebody meant who misspelt a word of a known list."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# Below it, words of another meaning are offered: `denies` for `updates`.
_ALIKE: Final = 0.75


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like ``word``, ``""`` where none is much like it."""
    # Sorted, so that of two that are equally alike it is the same at every build.
    found = get_close_matches(word, sorted(known), 1, _ALIKE)
    return found[0] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the end of a message, or ``""``."""
    found = nearest(word, known)
    return f"; did you mean {found!r}?" if found else ""
