"""The words of numbers, taken out of the rules by which CLDR spells them in each language.

CLDR writes numbers and does not read them (Rule-Based Number Format, Unicode Technical Standard 35,
part 3: https://unicode.org/reports/tr35/tr35-numbers.html#Rule-Based_Number_Formatting). So numbers
are spelt, and what they have in common is kept: the numbers below a hundred as they are, and of
larger ones what is left without the multiplier before them. No language has a list here.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel import Locale
    from unicode_rbnf import RbnfEngine

HAN: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Characters that are words by themselves, with nothing between them: Han, kana and Hangul."""
TOKEN: Final = lazy_pattern(rf"[{HAN}]|[^\W\d_{HAN}]+")
_ONE_CHARACTER: Final = lazy_pattern(f"[{HAN}]")
_PLAIN: Final = {ord("ё"): "е", ord("ı"): "i", 0x307: None, 0xAD: None, ord("‑"): "-"}
# Digits that are as wide as a Han character are digits to Python; the signs between them are none.
_WIDE: Final = lazy_pattern("(?<=[\uff10-\uff19])[\uff0c\uff0e](?=[\uff10-\uff19])")
_POWERS: Final = range(1, 16)
"""CLDR spells no larger numbers in most languages."""

Key: TypeAlias = tuple[str, ...]


class Atom(NamedTuple):
    """A part of a spelt number: one that is added, or a scale that multiplies those before it.

    A half below nought is added to what is before it and never stands for itself.
    """

    value: float
    is_scale: bool = False
    is_half: bool = False


class Spelling(NamedTuple):
    """How a language spells: words in a row -> what they are, joins such as "and", "minus".

    ``ordinals`` are the words for ranks below twenty, with which greater ones end.
    """

    atoms: dict[Key, Atom]
    joins: frozenset[str]
    minus: frozenset[str]
    ordinals: frozenset[str]


def plain(text: str) -> str:
    """``text`` without what spellings of one number differ in: case, ё, soft hyphens, dotless ı."""
    lower = unicodedata.normalize("NFC", text.casefold())
    # A capital İ becomes an i with a dot above it, which is left out with the soft hyphens.
    return _WIDE.sub(lambda sign: chr(ord(sign[0]) - 0xFEE0), lower.translate(_PLAIN))


def words_of(text: str) -> Key:
    """The words of a text, in the form in which spellings have them."""
    return tuple(TOKEN.findall(plain(text)))


def spelling(locale: Locale) -> Spelling | None:
    """How the language of a locale spells numbers; ``None`` where CLDR does not say."""
    engine = _engine(locale)
    return _Speller(engine).spelling() if engine else None


def _engine(locale: Locale) -> RbnfEngine | None:
    """The rules of a language; those of its script or country, where it has them."""
    # Only here: a build without any figure need not load them.
    from unicode_rbnf import RbnfEngine  # noqa: PLC0415

    for parts in ((locale.script, locale.territory), (locale.script,), (locale.territory,), ()):
        name = "_".join(filter(None, (locale.language, *parts)))
        with suppress(ValueError):
            return RbnfEngine.for_language(name)
    return None


class _Speller:
    """Spells numbers, and finds out of what their words are made."""

    def __init__(self, engine: RbnfEngine) -> None:
        self._engine = engine
        self._ones = {number: self._forms(number) for number in range(100)}
        self._scales = self._find_scales()

    def spelling(self) -> Spelling:
        """All that the numbers of the language are made of."""
        atoms: dict[Key, Atom] = {}
        tens = {word for word, value in self._scales.items() if value == 10}
        for number, forms in self._ones.items():
            for key in map(words_of, forms):
                # Eleven is ten and one there, and a hundred and eleven no hundred and one.
                if tens.isdisjoint(key):
                    atoms.setdefault(key, Atom(number))
        for form, number in (*self._before_thousands(), *self._hundreds()):
            atoms.setdefault(words_of(form), Atom(number))
        atoms |= {(word,): Atom(value, is_scale=True) for word, value in self._scales.items()}
        joins = set()
        for hundred, *join in self._before_ones():
            # In English it is "one hundred" here too, and the second word no join.
            if (hundred,) not in atoms or atoms[hundred,].value == 100:
                atoms.setdefault((hundred,), Atom(100))
                joins.update(join)
        atoms.pop((), None)
        minus = frozenset(words_of(form)[0] for form in self._forms(-2))
        return Spelling(atoms, frozenset(joins), minus, self._ordinals())

    def _forms(self, number: int) -> set[str]:
        """A number in each gender and case."""
        # Here for the same reason as its engine.
        from unicode_rbnf.engine import RbnfError  # noqa: PLC0415

        try:
            written = self._engine.format_number(number).text_by_ruleset.values()
        except (RbnfError, ValueError):
            # Some languages spell no more than their first numbers.
            return set()
        return {plain(form) for form in written}

    def _ordinals(self) -> frozenset[str]:
        """The last words of ranks, but those that are words of numbers too."""
        # Here for the same reason as the engine.
        from unicode_rbnf import FormatPurpose  # noqa: PLC0415

        with suppress(ValueError):
            ranks = [
                self._engine.format_number(number, purpose=FormatPurpose.ORDINAL)
                for number in range(1, 20)
            ]
            forms = [form for rank in ranks for form in rank.text_by_ruleset.values()]
            words = {words_of(form)[-1] for form in forms if words_of(form)}
            return frozenset(words - {word for form in self._ones.values() for word in form})
        return frozenset()

    def _find_scales(self) -> dict[str, int]:
        """Word -> the power of ten that it multiplies by."""
        scales: dict[str, int] = {}
        for power in _POWERS:
            for word in self._multiples(10**power):
                # What ends with a smaller scale is made of it, as is what is left of eighty
                # thousand without its eight. Ten multiplies only where a character is a word.
                is_new = TOKEN.fullmatch(word) and not word.endswith(tuple(scales))
                if is_new and (power > 1 or _ONE_CHARACTER.fullmatch(word)):
                    scales[word] = 10**power
        return scales

    def _multiples(self, scale: int) -> Iterator[str]:
        """What is left of the multiples of a power of ten without the multiplier."""
        # Behind one, two, few and many a scale has forms of its own in some languages.
        for factor in (1, 2, 3, 5):
            for form in self._forms(factor * scale):
                starts = [one for one in self._ones[factor] if form.startswith(one)]
                if starts:
                    # The longest multiplier: `eine` goes before `ein`.
                    yield form.removeprefix(max(starts, key=len)).strip(" -")
                elif factor == 1:
                    yield form

    def _before_thousands(self) -> Iterator[tuple[str, int]]:
        """Numbers as they are before a scale: quatre-vingts, but quatre-vingt mille."""
        # Where a character is a word, larger units than thousands have multipliers.
        words = [
            word
            for word, value in self._scales.items()
            if value == 1000 and not _ONE_CHARACTER.fullmatch(word)
        ]
        for number in range(2, 100):
            for form in self._forms(number * 1000):
                ends = [word for word in words if form.endswith(word)]
                yield from ((form.removesuffix(word), number) for word in ends)

    def _hundreds(self) -> Iterator[tuple[str, int]]:
        """Hundreds that are words of their own, as Russian has them."""
        for value in range(200, 1000, 100):
            yield from ((form, value) for form in self._forms(value) if len(words_of(form)) == 1)

    def _before_ones(self) -> Iterator[Key]:
        """A hundred as it is before other numbers, with a join: ciento, cento e."""
        for form in self._forms(101):
            ends = [one for one in self._ones[1] if form.endswith(one)]
            rest = words_of(form.removesuffix(max(ends, key=len))) if ends else ()
            if 1 <= len(rest) <= 2:
                yield rest
