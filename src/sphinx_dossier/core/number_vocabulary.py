"""How a language writes numbers: its words for them, and the signs between its digits.

The words come from CLDR's rules of spelling (``number_spelling.py``), the short forms (``тыс.``,
``Mio.``), the signs and the months from Babel, which has them from CLDR too. What a language says
besides is in ``number_phrases.py``.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.number_phrases import PHRASES, Phrases
from sphinx_dossier.core.number_spelling import TOKEN, Atom, Key, plain, spelling, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS: Final = lazy_pattern("[0#,.\\s'\u200e\u200f\u061c]+")
# Names of months that are single letters would make dates of initials.
_MONTH_WIDTHS: Final = ("wide", "abbreviated")


class Vocabulary(NamedTuple):
    """The numbers of a language.

    ``atoms`` are the words of a number in a row, ``joins`` the words between them, ``letters`` the
    scales that are one letter behind digits (``4 K``), ``minus`` the words of a negative sign,
    ``ordinals`` the last words of ranks,
    ``group`` and ``decimal`` the signs between digits, ``months`` their names. ``is_spelt`` is
    false where only digits are known.
    """

    atoms: dict[Key, Atom]
    joins: frozenset[str]
    letters: dict[str, float]
    minus: frozenset[str]
    ordinals: frozenset[str]
    group: str
    decimal: str
    months: frozenset[str]
    phrases: Phrases
    is_spelt: bool


@cache
def vocabulary(language: str) -> Vocabulary:
    """The numbers of the language of a BCP 47 tag; of an unknown one, digits as in English."""
    locale = _locale(language)
    if locale is None:
        return Vocabulary(
            {}, frozenset(), {}, frozenset(), frozenset(), ",", ".", frozenset(), Phrases(),
            is_spelt=False,
        )  # fmt: skip
    spelt = spelling(locale)
    phrases = PHRASES.get(locale.language, Phrases())
    scales = dict(_short_scales(locale))
    # A sign of another script, such as 万, is a word of the number, and no letter behind digits.
    letters = {word: value for word, value in scales.items() if len(word) == 1 and word.isascii()}
    words = {
        words_of(word): Atom(value, is_scale=True)
        for word, value in scales.items()
        if word not in letters and len(words_of(word)) == 1
    }
    return Vocabulary(
        atoms=words | (spelt.atoms if spelt else {}) | dict(_further(phrases)),
        joins=frozenset(phrases.joins) | (spelt.joins if spelt else frozenset()),
        letters={plain(word): value for word, value in letters.items()},
        minus=spelt.minus if spelt else frozenset(),
        ordinals=spelt.ordinals if spelt else frozenset(),
        group=get_group_symbol(locale),
        decimal=get_decimal_symbol(locale),
        months=_months(locale) | {*phrases.months},
        phrases=phrases,
        is_spelt=spelt is not None,
    )


def _locale(language: str) -> Locale | None:
    """The locale of a tag as BCP 47 or Sphinx writes it; ``None`` where CLDR has none."""
    with suppress(UnknownLocaleError, ValueError):
        return Locale.parse(language.replace("-", "_"))
    return None


def _further(phrases: Phrases) -> Iterator[tuple[Key, Atom]]:
    """The words for numbers that CLDR does not have."""
    yield from ((words_of(word), Atom(value)) for word, value in phrases.numbers)
    yield from ((words_of(word), Atom(value, is_scale=True)) for word, value in phrases.scales)
    yield from ((words_of(word), Atom(0.5, is_half=True)) for word in phrases.half)
    # The sign tells "and a half" from the half of what follows.
    yield from ((words_of(word), Atom(-0.5, is_half=True)) for word in phrases.and_half)


def _short_scales(locale: Locale) -> Iterator[tuple[str, float]]:
    """The words behind digits in CLDR's compact numbers, with what they multiply by."""
    for widths in locale.compact_decimal_formats.values():
        for patterns in widths.values():
            for power, pattern in patterns.items():
                written = str(pattern.pattern)
                word = _DIGITS.sub("", written)
                if word:
                    # CLDR has `00K` for ten thousand: each further nought is one more digit.
                    yield word, int(power) / 10 ** (written.count("0") - 1)


def _months(locale: Locale) -> frozenset[str]:
    names = (
        plain(name).rstrip(".")
        for widths in locale.months.values()
        for width in _MONTH_WIDTHS
        for name in widths.get(width, {}).values()
    )
    return frozenset(name for name in names if TOKEN.fullmatch(name))
