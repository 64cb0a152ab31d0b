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
_DASH: Final = r"\s?[-–—−/]\s?"
_ANY_LANGUAGE: Final = (
    r"\b\d{4}-\d\d(?:-\d\d)?(?!\d)(?:t\d\d:\d\d)?",
    r"\b\d\d?/\d\d?/\d{4}\b",
    r"\b\d\d?:\d\d(?::\d\d)?\b",
    r"\b\d\d?\.\d\d?\.(?:\d{4}\b|\d\d\b)?",
    # Round the clock, and the second half of a name such as Mi-8/17.
    r"\b24/7\b",
    # Two thirds are neither two nor three.
    r"[\d二三四五六七八九十]{1,3}分之[\d一二三四五六七八九]{1,2}",
    r"\b[^\W\d_]{1,4}[-‐–]?\d{1,3}(?:/\d{1,3})+\b",
)
_FRACTIONS: Final = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕"}
"""Fractions that are written on the line, of which hardly any are two numbers of something."""


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
        *((rf"(?<![\w./]){written}(?![\w/]|\.\d)", sign) for written, sign in _FRACTIONS.items()),
    ]
    uncounted = (
        *_hours(phrases),
        *_ANY_LANGUAGE,
        *_days(phrases, months),
        *_years(phrases),
        *_labels(phrases),
    )
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
    first = rf"(?:{_HOUR}{_to(phrases)})?"
    yield rf"\b{first}{_HOUR}\s?(?:{behind})(?:\s?\d\d)?{_NO_LETTER_BEHIND}"
    yield rf"{_any(phrases.clock)}\s+{_HOUR}(?!\d)"


def _to(phrases: Phrases) -> str:
    """What stands between two days, hours, years or labels of which both are meant."""
    return rf"(?:{_DASH}|,?\s+{_any(phrases.between)}\s+)"


def _days(phrases: Phrases, months: frozenset[str]) -> Iterator[str]:
    """Days with a month, one or several, and their years; parts of a date in Chinese."""
    month, to = _any(months), _to(phrases)
    day = r"\d\d?(?:er|re)?\.?"
    yield rf"\b(?:{day}{to})?{day}\s+(?:d[eo]\s+)?{month}(?:\.?\s+(?:d[eo]l?\s+)?\d{{4}}\b)?"
    if phrases.month_first:
        # "On May 12" is a day, and in "By May 12 boats were lost" nobody knows.
        day = rf"{month}\.?\s+(?:(?:\d\d?,\s+)*\d\d?{to})?\d\d?"
        yield rf"{day},?\s+{_YEAR}|(?<=\bon ){day}\b|{day}(?=[.,;:)\]'’-]|\s*$)"
    yield rf"{month}\.?\s+\d{{4}}\b"
    # Spelt, only what is no span: ten years and three days are counted.
    sign, numeral = _any(phrases.dates), "[一二三四五六七八九十]"
    if phrases.dates:
        yield r"(?<!\d)\d\d?\s*[时時点點]\s*(?:\d\d?\s*分|半)|[〇零一二三四五六七八九]{4}年"
        yield rf"(?:\d{{1,2}}|{numeral}{{1,3}})(?:世[纪紀]|年代)"
        yield rf"(?<!\d)(?:\d{{1,4}}\s*[、,至到和-]\s*)?\d{{1,4}}\s*{sign}"
        yield rf"{numeral}{{1,2}}月|(?<=月){numeral}{{1,3}}[日号號]"
        yield rf"\{_NOTHING}{numeral}{{1,3}}[日号號]"


def _years(phrases: Phrases) -> Iterator[str]:
    """Years with what says that they are some, decades and centuries."""
    years = rf"{_YEAR}(?:{_to(phrases)}(?:{_YEAR}|\d\d(?!\d)))?"
    yield rf"{_any(phrases.years)}\s+{years}|(?<=\bbetween ){_YEAR}\s+and\s+{_YEAR}"
    # A span of years in brackets, or behind an article: "the 1992–94 war".
    yield rf"\({_YEAR}(?:{_DASH}(?:{_YEAR}|\d\d))?\)|\b{_YEAR}[-–—](?:{_YEAR}|\d\d)\b(?!\s?%)"
    behind = "|".join(re.escape(plain(one)) for one in phrases.year_signs) or "(?!)"
    yield rf"\b{years}\s?(?:{behind}){_NO_LETTER_BEHIND}"
    yield rf"\b\d\d?\.?\s?{_any(phrases.eras)}"


def _labels(phrases: Phrases) -> Iterator[str]:
    """``No. 5``, ``resolution 822``, ``pages 3-4``, ``articles 2(4), 39 and 51``."""
    number = r"\d+(?:,\d{3})*(?:\(\w{1,2}\))*"
    end = r"(?![\w.,]\d|\w)"
    # Only behind a plural: in "Article 5 and 12 boats" twelve are counted.
    yield rf"{_any(phrases.lists)}\.?\s?{number}(?:(?:,\s+|{_to(phrases)}){number})+{end}"
    yield rf"{_any(phrases.labels)}\.?\s?{number}(?:\s?[-–/]\s?\d+)?{end}"
