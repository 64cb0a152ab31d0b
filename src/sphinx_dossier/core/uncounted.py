"""What of a text counts nothing: days, years, hours, and the numbers of articles and pages.

It is taken out before numbers are read, as are idioms in which "no" or "not" is no nought. Words
for a bound that is reached become a sign: "no fewer than" has "fewer" in it, and means the least.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.number_spelling import HAN, plain
from sphinx_dossier.core.number_vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.core.number_phrases import Phrases

LEAST: Final = "≥"
"""The sign for "at least" and its like, right before a number."""
MOST: Final = "≤"
"""The sign for "at most" and its like."""
_NOTHING: Final = "|"
_NO_LETTER_BEFORE: Final = r"(?<!\w)"
_NO_LETTER_BEHIND: Final = r"(?!\w)"
# Not earlier and not later: a count of 1,500 or 2,500 is more likely than such a year.
_YEAR: Final = r"(?:19|20)\d\d(?!\d)"
_HOUR: Final = r"\d\d?(?:[.:]\d\d)?"
_ANY_LANGUAGE: Final = (
    r"\b\d{4}-\d\d(?:-\d\d)?(?!\d)(?:t\d\d:\d\d)?",
    r"\b\d\d?/\d\d?/\d{4}\b",
    r"\b\d\d?:\d\d(?::\d\d)?\b",
    r"\b\d\d?\.\d\d?\.(?:\d{4}\b|\d\d\b)?",
)


@lru_cache(maxsize=4096)
def cleared(text: str, language: str) -> str:
    """``text`` as its numbers are read, folded; ``language`` is a BCP 47 tag."""
    words = vocabulary(language)
    folded = plain(text)
    for pattern, sign in _patterns(words.phrases, words.months):
        folded = pattern.sub(sign, folded)
    return folded


@cache
def _patterns(phrases: Phrases, months: frozenset[str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is replaced by what, in this order."""
    found = [
        (_any(phrases.idioms), _NOTHING),
        (_any(phrases.least), LEAST),
        (_any(phrases.most), MOST),
    ]
    uncounted = (*_hours(phrases), *_ANY_LANGUAGE, *_days(phrases, months), *_labels(phrases))
    found += [(pattern, _NOTHING) for pattern in uncounted]
    return tuple((re.compile(pattern), sign) for pattern, sign in found)


def _any(phrases: Iterable[str]) -> str:
    """A pattern of any of some phrases; where they begin or end with a letter no other is beside.

    Characters that are words by themselves stand beside others.
    """
    found = []
    # The first alternative that fits is taken: a phrase must come before its own beginning.
    for one in sorted({plain(phrase) for phrase in phrases}, key=len, reverse=True):
        begin, end = (re.fullmatch(rf"[^\W\d_{HAN}]", letter) for letter in (one[0], one[-1]))
        before, behind = begin and _NO_LETTER_BEFORE, end and _NO_LETTER_BEHIND
        found.append(f"{before or ''}{re.escape(one)}{behind or ''}")
    # Without phrases an empty pattern would match everywhere, and `(?!)` does nowhere.
    return f"(?:{'|'.join(found) or '(?!)'})"


def _hours(phrases: Phrases) -> Iterator[str]:
    """``4 p.m.``, ``6.30 Uhr``, ``18h30``, ``saat 6``."""
    behind = "|".join(re.escape(plain(one)) for one in phrases.hours) or "(?!)"
    yield rf"\b{_HOUR}\s?(?:{behind})(?:\s?\d\d)?{_NO_LETTER_BEHIND}"
    yield rf"{_any(phrases.clock)}\s+{_HOUR}(?!\d)"


def _days(phrases: Phrases, months: frozenset[str]) -> Iterator[str]:
    """Days and years with a month, years with what says that they are some, parts in Chinese."""
    month = _any(months)
    yield rf"\b\d\d?(?:er)?\.?\s+{month}(?:\.?\s+\d{{4}}\b)?"
    if phrases.month_first:
        # "On May 12" is a day, and in "By May 12 boats were lost" nobody knows.
        day = rf"{month}\.?\s+\d\d?"
        yield rf"{day},?\s+{_YEAR}|(?<=\bon ){day}\b|{day}(?=[.,;:)\]'’-]|\s*$)"
    yield rf"{month}\.?\s+\d{{4}}\b"
    yield rf"{_any(phrases.years)}\s+{_YEAR}|(?<=\bbetween ){_YEAR}\s+and\s+{_YEAR}"
    behind = "|".join(re.escape(plain(one)) for one in phrases.year_signs) or "(?!)"
    yield rf"\b{_YEAR}\s?(?:{behind}){_NO_LETTER_BEHIND}"
    # Spelt, only what is no span: ten years and three days are counted.
    sign, numeral = _any(phrases.dates), "[一二三四五六七八九十]"
    if phrases.dates:
        yield rf"(?<!\d)\d{{1,4}}\s*{sign}|{numeral}{{1,2}}月|(?<=月){numeral}{{1,3}}[日号號]"
        yield rf"\{_NOTHING}{numeral}{{1,3}}[日号號]"


def _labels(phrases: Phrases) -> Iterator[str]:
    """``No. 5``, ``resolution 822``, ``pages 3-4``."""
    label = _any(phrases.labels)
    yield rf"{label}\.?\s?\d+(?:\s?[-–/]\s?\d+)?(?![\w.,]\d|\w)"
