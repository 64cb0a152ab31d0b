"""How a language writes numbers: its words for them, and the signs between its digits.

The words come out of the rules by which CLDR spells numbers, which unicode-rbnf reads, and out of
CLDR's short forms (``тыс.``, ``Mio.``, ``万``) and signs, which Babel has: nobody lists here what
"forty" is in any language. What a language adds to them is in ``number_phrases.py``.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from sphinx_dossier.core.number_phrases import PHRASES, Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unicode_rbnf import RbnfEngine

HAN: Final = "\u3400-\u9fff"
"""Characters that are words by themselves, with nothing between them."""
TOKEN: Final = re.compile(rf"[{HAN}]|[^\W\d_{HAN}]+")
_DIGITS: Final = re.compile("[0#,.\\s'\u200e\u200f\u061c]+")
# Names of months that are single letters would make dates of initials.
_MONTH_WIDTHS: Final = ("wide", "abbreviated")


class Atom(NamedTuple):
    """A part of a spelt number: one that is added, or a scale that multiplies those before it."""

    value: float
    is_scale: bool = False
    is_half: bool = False


Key = tuple[str, ...]


class Vocabulary(NamedTuple):
    """The numbers of a language.

    ``atoms`` are the words of a number in a row, ``letters`` the scales that are one letter behind
    digits (``4 K``), ``minus`` the words of a negative sign, ``group`` and ``decimal`` the signs
    between digits, ``months`` their names. ``is_spelt`` is false where only digits are known.
    """

    atoms: dict[Key, Atom]
    letters: dict[str, float]
    minus: frozenset[str]
    group: str
    decimal: str
    months: frozenset[str]
    phrases: Phrases
    is_spelt: bool


def plain(text: str) -> str:
    """``text`` without what spellings of one number differ in: case, ё, soft hyphens, dotless ı."""
    lower = unicodedata.normalize("NFC", text.casefold())
    # A capital İ becomes an i with a dot above it, which is left out with the soft hyphens.
    return lower.translate(_PLAIN)


_PLAIN: Final = {ord("ё"): "е", ord("ı"): "i", 0x307: None, 0xAD: None, ord("‑"): "-"}


def words_of(text: str) -> Key:
    """The words of a text, in the form in which vocabularies have them."""
    return tuple(TOKEN.findall(plain(text)))


@cache
def vocabulary(language: str) -> Vocabulary:
    """The numbers of the language of a BCP 47 tag; of an unknown one, digits as in English."""
    locale = _locale(language)
    base = locale.language if locale else ""
    phrases = PHRASES.get(base, Phrases())
    engine = _engine(locale) if locale else None
    atoms = _spelt(engine) if engine else {}
    letters: dict[str, float] = {}
    if locale:
        for word, value in _short_scales(locale):
            key = words_of(word)
            if len(word) == 1 and word.isascii():
                letters[word.casefold()] = value
            elif len(key) == 1:
                atoms.setdefault(key, Atom(value, is_scale=True))
    atoms |= {words_of(word): Atom(value) for word, value in phrases.numbers}
    atoms |= {words_of(word): Atom(value, is_scale=True) for word, value in phrases.scales}
    atoms |= {words_of(word): Atom(0.5, is_half=True) for word in phrases.half}
    atoms |= {words_of(word): Atom(-0.5, is_half=True) for word in phrases.and_half}
    return Vocabulary(
        atoms=atoms,
        letters=letters,
        minus=_minus(engine) if engine else frozenset(),
        group=get_group_symbol(locale) if locale else ",",
        decimal=get_decimal_symbol(locale) if locale else ".",
        months=_months(locale) if locale else frozenset(),
        phrases=phrases,
        is_spelt=engine is not None,
    )


def _locale(language: str) -> Locale | None:
    """The locale of a tag as BCP 47 or Sphinx writes it; ``None`` where CLDR has none."""
    with suppress(UnknownLocaleError, ValueError):
        return Locale.parse(language.replace("-", "_"))
    return None


def _engine(locale: Locale) -> RbnfEngine | None:
    """The rules that spell numbers, those of the script or country before those of all."""
    # Only here: most builds with no figure, and no edit of prose, ever need it.
    from unicode_rbnf import RbnfEngine  # noqa: PLC0415

    for parts in ((locale.script, locale.territory), (locale.script,), (locale.territory,), ()):
        name = "_".join(filter(None, (locale.language, *parts)))
        with suppress(ValueError):
            return RbnfEngine.for_language(name)
    return None


def _forms(engine: RbnfEngine, number: int) -> set[str]:
    """A number spelt in each gender and case."""
    from unicode_rbnf.engine import RbnfError  # noqa: PLC0415

    try:
        return {plain(form) for form in engine.format_number(number).text_by_ruleset.values()}
    except (RbnfError, ValueError):
        # Some languages spell no more than their first numbers.
        return set()


def _spelt(engine: RbnfEngine) -> dict[Key, Atom]:
    """The words of the numbers below a hundred, of hundreds, and of the powers of ten above."""
    ones = {number: _forms(engine, number) for number in range(100)}
    atoms: dict[Key, Atom] = {}
    for number, forms in ones.items():
        for form in forms:
            atoms.setdefault(words_of(form), Atom(number))
    scales: dict[str, int] = {}
    for power in range(1, 16):
        for word in _scale_words(engine, ones, 10**power):
            # Ten multiplies in Chinese and Japanese only. What ends with a smaller scale is made of
            # it, as is what is left of eighty thousand without its eight.
            is_new = TOKEN.fullmatch(word) and not word.endswith(tuple(scales))
            if is_new and (power > 1 or re.fullmatch(f"[{HAN}]", word)):
                scales[word] = 10**power
    atoms |= {words_of(form): Atom(value) for form, value in _hundreds(engine)}
    atoms |= {(word,): Atom(value, is_scale=True) for word, value in scales.items()}
    atoms.pop((), None)
    return atoms


def _scale_words(engine: RbnfEngine, ones: dict[int, set[str]], scale: int) -> Iterator[str]:
    """The word for a power of ten: what is left of its multiples without the multiplier."""
    for factor in (1, 2, 3, 5):
        for form in _forms(engine, factor * scale):
            rests = [
                form.removeprefix(one).strip(" -") for one in ones[factor] if form.startswith(one)
            ]
            if rests:
                # The longest multiplier: `eine` goes before `ein`.
                yield min(rests, key=len)
            elif factor == 1:
                yield form


def _hundreds(engine: RbnfEngine) -> Iterator[tuple[str, int]]:
    """Hundreds that are words of their own, as Russian has them."""
    for value in range(200, 1000, 100):
        for form in _forms(engine, value):
            if len(words_of(form)) == 1:
                yield form, value


def _minus(engine: RbnfEngine) -> frozenset[str]:
    return frozenset(words_of(form)[0] for form in _forms(engine, -2))


def _short_scales(locale: Locale) -> Iterator[tuple[str, float]]:
    """The words behind digits in CLDR's compact numbers, with what they multiply by."""
    for widths in locale.compact_decimal_formats.values():
        for patterns in widths.values():
            for power, pattern in patterns.items():
                written = str(pattern.pattern)
                word = _DIGITS.sub("", written)
                if word:
                    yield word, int(power) / 10 ** (written.count("0") - 1)


def _months(locale: Locale) -> frozenset[str]:
    names = (
        plain(name).rstrip(".")
        for widths in locale.months.values()
        for width in _MONTH_WIDTHS
        for name in widths.get(width, {}).values()
    )
    return frozenset(name for name in names if TOKEN.fullmatch(name))
