"""Words and names: how a text is cut into words, and how names are compared and found in it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Han, kana and Hangul are written without spaces, or with few: there a character counts as a word.
# Accents, the dot of a lower-cased İ and Arabic vowel signs belong to the word that they are in.
_WORD = lazy_pattern(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|"
    "[^\\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    "(?:[^\\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[\u0300-\u036f\u064b-\u065f\u0670])*"
)
# Unicode decomposes é to e and an accent, but not these; readers type them without the stroke.
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans("ıəøđł", "ieodl")


def fold(text: str) -> str:
    """``text`` without case, accents and width: equal for spellings that readers mix up."""
    # Twice: a compatibility letter such as ℃ has letters with a case only once it is decomposed.
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
    """``text`` so that letters from right to left do not reorder what is beside it.

    Where it has such letters, it is put between FSI and PDI (Unicode Standard Annex 9, section 2.7:
    https://www.unicode.org/reports/tr9/).
    """
    is_mixed = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    # Only where it is needed: the two signs go along when a reader copies the words.
    return f"\u2068{text}\u2069" if is_mixed else text


class FormFinder:
    """Finds whole-word, case-true occurrences of many forms in one pass over a text."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._form: dict[tuple[str, ...], str] = {}
        # Sorted, so that of two forms with the same words always the same one is found.
        for form in sorted(set(forms)):
            pieces = tuple(_WORD.findall(form))
            if pieces:
                self._form.setdefault(pieces, form)
        lengths: dict[str, set[int]] = defaultdict(set)
        for pieces in self._form:
            lengths[pieces[0]].add(len(pieces))
        self._lengths = {word: sorted(counts, reverse=True) for word, counts in lengths.items()}

    def find(self, text: str) -> Iterator[str]:
        """The forms that occur in ``text``, in order; of two at one word only the longer."""
        pieces = tuple(_WORD.findall(text))
        # Most texts have no word with which a form begins.
        if self._lengths.keys().isdisjoint(pieces):
            return
        # The first word after the last form: a form within another one is not meant.
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
