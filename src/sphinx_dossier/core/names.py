"""Words and names: how they are cut, compared and found in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Han, kana and Hangul are written without spaces: there a character counts as a word. Accents,
# the dot of a lower-cased İ and Arabic vowel signs belong to the word that they stand in.
_WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|"
    "[^\\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    "(?:[^\\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[\u0300-\u036f\u064b-\u065f\u0670])*"
)
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans("ıəøđł", "ieodl")


def fold(text: str) -> str:
    """``text`` without case, accents and width: equal for spellings that readers mix up."""
    # Twice: compatibility letters such as ℃ are told apart by case only when decomposed.
    lower = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", lower)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.translate(_LETTERS_WITHOUT_DECOMPOSITION)


def words(text: str) -> list[str]:
    """The words of ``text`` in order, case-folded, without punctuation."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def excerpt(text: str, count: int = 10) -> str:
    """The first ``count`` words of ``text``, with an ellipsis when more follow."""
    pieces = text.split()
    if len(pieces) <= count:
        return " ".join(pieces)
    return " ".join(pieces[:count]).rstrip(",;:.–—") + " …"


def isolated(text: str) -> str:
    """``text`` so that letters from right to left do not reorder what stands beside it.

    It stands between FSI and PDI where it has such letters (Unicode Standard Annex 9, 2.7).
    """
    is_mixed = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    return f"\u2068{text}\u2069" if is_mixed else text


class FormFinder:
    """Finds whole-word, case-true occurrences of many forms in one pass over a text."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._form: dict[tuple[str, ...], str] = {}
        for form in sorted(set(forms)):
            pieces = tuple(_WORD.findall(form))
            if pieces:
                self._form.setdefault(pieces, form)
        lengths: dict[str, set[int]] = defaultdict(set)
        for pieces in self._form:
            lengths[pieces[0]].add(len(pieces))
        self._lengths = {word: sorted(counts, reverse=True) for word, counts in lengths.items()}

    def find(self, text: str) -> Iterator[str]:
        """The forms that occur in ``text``, longest first where they start at one word."""
        pieces = tuple(_WORD.findall(text))
        end = 0
        for position, word in enumerate(pieces):
            if position < end or word not in self._lengths:
                continue
            for length in self._lengths[word]:
                form = self._form.get(pieces[position : position + length])
                if form is not None:
                    yield form
                    end = position + length
                    break
