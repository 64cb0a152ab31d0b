"""How wide words are, and where they break into lines.

A picture cannot ask the browser of the reader how wide its words are: widths are estimates for a
wide sans-serif, and rather too large than too small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterator

# Measured on names of actors and places, these classes come within 12 % of DejaVu Sans, which is
# among the widest fonts that browsers take for sans-serif. A table of all letters would be exact
# for one font and no better for the others.
_NARROW: Final = frozenset("iljtfrI.,:;'|!()[] ·")
_WIDE: Final = frozenset("mwMWÆŒ—…@%")
# From here on Unicode has ideographs and kana, which fill a square.
_FIRST_OF_EAST_ASIA: Final = "\u2e80"


def text_width(text: str, size: float) -> float:
    """About how wide ``text`` is in a font of ``size``, in the unit of ``size``."""
    return size * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    """The width of a letter as a part of the font size."""
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.92
    if letter >= _FIRST_OF_EAST_ASIA:
        return 1.05
    return 0.68 if letter.isupper() else 0.58


def wrap(text: str, size: float, room: float, most: int) -> list[str]:
    """``text`` in at most ``most`` lines, none wider than ``room``.

    What does not fit ends in an ellipsis. ``size`` and ``room`` have one unit.
    """
    lines: list[str] = []
    for word in _words(text, size, room):
        if lines and text_width((lines[-1] + word).rstrip(), size) <= room:
            lines[-1] += word
        else:
            lines.append(word)
    if len(lines) > most:
        lines[most - 1 :] = [lines[most - 1].rstrip() + words.CUT]
    return [_cut(line.rstrip(), size, room) for line in lines]


def _words(text: str, size: float, room: float) -> Iterator[str]:
    """Words with the blank behind them; one that is wider than the room breaks at its hyphens."""
    for word in text.split():
        if text_width(word, size) <= room:
            yield f"{word} "
        else:
            *first, last = word.split("-")
            yield from (f"{piece}-" for piece in first)
            yield f"{last} "


def _cut(line: str, size: float, room: float) -> str:
    """The line, without the words at its end that do not fit.

    Half a word would be none that a screen reader or a voice control knows from the whole name.
    """
    while text_width(line, size) > room and " " in line:
        line = line.rpartition(" ")[0] + words.CUT
    if text_width(line, size) <= room:
        return line
    line = line.removesuffix(words.CUT)
    # One letter always stays, however narrow the room: a mark of nothing would name nobody.
    while len(line) > 1 and text_width(line + words.CUT, size) > room:
        line = line[:-1]
    return line + words.CUT
