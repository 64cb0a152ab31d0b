"""The words by which a text is found, cut and folded as ``dossier-words.js`` cuts what is typed.

The index is made here and asked there: a word that one of them cut in another way would never be
found. A test of the browsers holds both to each other.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern

_LETTERS: Final = str.maketrans({"ı": "i", "ə": "e", "ø": "o", "đ": "d", "ł": "l", "ß": "ss"})
_HYPHENS: Final = "-\u2010\u2011"
_THOUSANDS: Final = ".,'’\u066c\u00b7\u02d9\u00a0\u2009\u202f"
_HAN: Final = (
    *((0x2E80, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303B)),
    *((0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FD, 0x30FF), (0x31F0, 0x31FF)),
    *((0x32D0, 0x32FE), (0x3300, 0x3357), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAD9)),
    *((0xFF66, 0xFF6F), (0xFF71, 0xFF9D), (0x1AFF0, 0x1B167), (0x20000, 0x323AF)),
)
"""Han, Hiragana and Katakana, as Unicode assigns scripts (Scripts.txt of version 15.1)."""


class _Classes(dict[int, str]):
    """Each character as the one that stands for its class in the patterns below."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)[0]
        if any(first <= code <= last for first, last in _HAN) and kind in "LN":
            found = "中"
        elif kind in "LNM":
            found = {"L": "a", "N": "0", "M": "m"}[kind]
        else:
            found = char if char in _HYPHENS + _THOUSANDS else " "
        self[code] = found
        return found


_CLASSES: Final = _Classes()
# The pieces of dossier-words.js, over classes: numbers with thousands apart, types such as F-16,
# text without spaces, all other words.
_PIECES: Final = lazy_pattern(
    f"(?<![a0m])0{{1,3}}(?:[{_THOUSANDS}]0{{3}})+(?![a0m])"
    f"|(?<![a0m])[a中]{{1,5}}[{_HYPHENS}]0{{1,3}}[a中]{{0,3}}(?![a0m])"
    "|中+|[a0m]+"
)
_JOINED: Final = lazy_pattern(f"[a0m]+(?:[{_HYPHENS}][a0m]+)+")
_INSIDE: Final = lazy_pattern(rf"[{_HYPHENS}{_THOUSANDS}\s]")
_PLAIN: Final = lazy_pattern("[a-z]+")
_TYPES: Final = lazy_pattern(r"-.*[0-9].*s\Z")
_DIGITS: Final = {
    **{0x660 + digit: str(digit) for digit in range(10)},
    **{0x6F0 + digit: str(digit) for digit in range(10)},
}


def terms(text: str) -> list[str]:
    """The words of a text in order, each as it is looked for."""
    found: list[str] = []
    for match in _PIECES.finditer(text.translate(_CLASSES)):
        piece = text[match.start() : match.end()]
        if match[0][0] == "中":
            found += _pairs(piece)
        elif piece != "s" or text[match.start() - 1 : match.start()] not in ("'", "’"):
            found.append(_term(piece))
    return [one for one in found if one]


def joined(text: str) -> list[str]:
    """What is written with hyphens, as one word: "cease-fire" is found as "ceasefire"."""
    if not any(one in text for one in _HYPHENS):
        return []
    matches = _JOINED.finditer(text.translate(_CLASSES))
    found = [_term(text[match.start() : match.end()]) for match in matches]
    return [one for one in found if any(char.isalpha() for char in one)]


def indexed(text: str) -> list[str]:
    """What the index holds of a text: its words, and as one word what it writes with hyphens."""
    return [*terms(text), *joined(text)]


def folded(text: str) -> str:
    """As ``fold`` of the script: lower case, which differs from case folding in a final sigma."""
    lower = unicodedata.normalize("NFKD", text).lower()
    bare = unicodedata.normalize("NFKD", lower)
    kept = (char for char in bare if unicodedata.category(char)[0] != "M")
    return "".join(kept).translate(_LETTERS)


def code_units(word: str) -> bytes:
    """A word so that it is sorted as JavaScript compares texts."""
    return word.encode("utf-16-be")


@lru_cache(maxsize=1 << 16)
def _term(piece: str) -> str:
    if _PLAIN.fullmatch(piece):
        return piece
    whole = _INSIDE.sub("", folded(piece).translate(_DIGITS))
    return whole[:-1] if _TYPES.search(piece) else whole


def _pairs(piece: str) -> list[str]:
    """Every two neighbours: no dictionary knows names, and browsers have different ones."""
    pairs = [one + other for one, other in pairwise(piece)]
    return [folded(one) for one in pairs or [piece]]
