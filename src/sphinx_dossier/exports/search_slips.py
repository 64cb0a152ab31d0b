"""The words among which those are looked for that a word with slips may mean.

They are the words of the index by their length, since one with two slips is at most two letters
longer or shorter. What no slip leads to is left out, and a word has only what the one before it has
not: a reader who has misspelt something loads half of what all these words would be.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sphinx_dossier.exports.search_terms import code_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TABLES: Final = ("near", "near-other")
"""Words that one in ASCII may mean, and words that have other letters; some are in both."""
_SHORTEST: Final = 3
"""No word of less than four letters is taken for a slip, and none of four has more than one."""
_MOST_SHARED: Final = 25


def tables(words: Iterable[str], largest: Mapping[str, int]) -> dict[str, list[tuple[int, str]]]:
    """The parts of each table, with the length that its words begin with; none is too large.

    A part is one text: before each word a capital says how many letters it shares with the word
    before it, ``A`` for none. Words are in the order in which JavaScript sorts them, and those of
    neighbouring lengths are in one part where they have room. ``largest`` is in bytes, by table.
    """
    known = [word for word in words if _is_meant(word)]
    of_tables = {
        "near": [word for word in known if _foreign(word) <= _most_slips(word)],
        "near-other": [word for word in known if not word.isascii()],
    }
    return {name: [*_parts(of_tables[name], largest[name])] for name in TABLES}


def _is_meant(word: str) -> bool:
    """Whether a word with slips may be this one; no word with a figure is taken for one."""
    # Another figure is another number, and no slip.
    figures = sum(unicodedata.category(char)[0] == "N" for char in word)
    return _length(word) >= _SHORTEST and figures <= _most_slips(word)


def _foreign(word: str) -> int:
    return 0 if word.isascii() else sum(not char.isascii() for char in word)


def _most_slips(word: str) -> int:
    """How many slips lead to a word at most.

    A word of ``n`` letters has 0.2 n of them, rounded, and this one has so many letters less.
    """
    return int((_length(word) + 2.5) / 4)


def _length(word: str) -> int:
    """Letters as JavaScript counts them."""
    return len(word) if word.isascii() else len(code_units(word)) // 2


def _parts(words: Iterable[str], largest: int) -> Iterator[tuple[int, str]]:
    kept: list[str] = []
    room = largest
    # Who has misspelt a word of six letters asks for four to eight: they should lie together.
    for size, group in groupby(sorted(words, key=_length), key=_length):
        own = sorted(group, key=code_units)
        needed = len(_shared(own).encode())
        if kept and needed > room:
            yield _length(kept[0]), _shared(kept)
            kept, room = [], largest
        pieces = [*_cut(own, largest)] if needed > largest else [own]
        for piece in pieces[:-1]:
            yield size, _shared(piece)
        kept += pieces[-1]
        room -= len(_shared(pieces[-1]).encode())
    if kept:
        yield _length(kept[0]), _shared(kept)


def _cut(words: list[str], largest: int) -> Iterator[list[str]]:
    """Words of one length, as many together as there is room for, whatever they share."""
    piece: list[str] = []
    room = largest
    for word in words:
        room -= len(word.encode()) + 1
        if piece and room < 0:
            yield piece
            piece, room = [], largest - len(word.encode()) - 1
        piece.append(word)
    yield piece


def _shared(words: Iterable[str]) -> str:
    """Words as one text, each without what it shares with the one before."""
    found, last = [], ""
    for word in sorted(words, key=code_units):
        share = 0
        # Half of a letter that JavaScript counts as two could not be cut.
        for one, other in zip(word[:_MOST_SHARED], last, strict=False):
            if one != other or one > "\uffff":
                break
            share += 1
        found.append(f"{chr(ord('A') + share)}{word[share:]}")
        last = word
    return "".join(found)
