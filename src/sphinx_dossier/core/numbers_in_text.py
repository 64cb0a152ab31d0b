"""The numbers that a text says, in digits or in words of its language.

A spelt number is read as one number as far as its words go together: "four thousand two hundred"
is 4200 and nothing else, "five and six" are 5 and 6. Digits are read with the signs of the
language, so that ``4.000`` is four in English and four thousand in German. What is the name of a
thing (``T-72``), a rank (``4th``), a day or an hour is no number.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.number_spelling import HAN, TOKEN, Atom, plain
from sphinx_dossier.core.number_sum import NumberSum
from sphinx_dossier.core.number_vocabulary import vocabulary
from sphinx_dossier.core.uncounted import LEAST, MOST, cleared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dossier.core.number_vocabulary import Vocabulary

_HARD_SPACES: Final = "\u00a0\u2007\u2009\u202f"
"""Spaces that hold a number together, whatever the language."""
_QUOTES: Final = "'’ʼ´`"
_FRACTIONS: Final = "¼½¾⅐-⅞"
_GAP: Final = lazy_pattern(r"[\s\-‐/]*")
_ENDING: Final = lazy_pattern(r"[-'’]?([^\W\d_]{1,5})(?![^\W\d_])")
_MOST_PIECES: Final = 2
_LONGEST_WORD: Final = 120
"""What is longer is no number, and would take its time."""
_RANGE: Final = lazy_pattern(r"[\w\s\-‐–—−~]*")
# An article may stand between: "at least a dozen".
_BOUND: Final = lazy_pattern(rf"[{LEAST}{MOST}](?:\s*an?)?\s*$")
_BEFORE: Final = 48
_AFTER: Final = 24
"""So many letters before and behind a number are looked at for what it is said to be."""


class Said(NamedTuple):
    """A number that a text says, in which words, and the words before and after, all folded."""

    value: float
    words: str
    before: str
    after: str
    language: str

    @property
    def is_bare(self) -> bool:
        """Whether no word right beside it makes it a bound, or approximate."""
        phrases = vocabulary(self.language).phrases
        if _BOUND.search(self.before):
            return False
        if self.after.lstrip().startswith((LEAST, MOST, "+")):
            return False
        if not set(phrases.round).isdisjoint(TOKEN.findall(self.words)):
            return False
        beside = [_right_beside(one) for one in (phrases.about, phrases.above, phrases.below)]
        return not any(b.search(self.before) or a.match(self.after) for b, a in beside)

    def is_called(self, sort: Literal["about", "above", "below"]) -> bool:
        """Whether words beside it call it approximate, or say that it is exceeded or not reached.

        Nobody knows in a language without such words: there it may be approximate.
        """
        phrases = vocabulary(self.language).phrases
        if not getattr(phrases, sort):
            return sort == "about"
        if sort == "about" and not set(phrases.round).isdisjoint(TOKEN.findall(self.words)):
            return True
        # "550'den fazla" is more than 550, but "550'ye kadar" is up to it, and not about.
        before, after = _beside(getattr(phrases, sort), has_case=sort != "about")
        return bool(before.search(self.before) or after.match(self.after))


@cache
def _beside(phrases: tuple[str, ...], *, has_case: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of phrases before a number, with two words between at most, and behind it."""
    word, sign = _words_and_signs(phrases)
    before = rf"(?:(?<!\w)(?:{word})(?:[\s'’]+\w+){{0,2}}[\s'’(]+|(?:{sign})\s*)$"
    # A Turkish number has its case before the word: 550'den fazla.
    case = r"(?:['’-]?\w+)?" if has_case else ""
    after = rf"{case}[\s-]+(?:\w+\s+)?(?:{word})(?!\w)|\s*(?:{sign})"
    return re.compile(before), re.compile(after)


@cache
def _right_beside(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The same with nothing between but an article and the case of the number."""
    word, sign = _words_and_signs(phrases)
    before = rf"(?:(?<!\w)(?:{word})(?:\s+an?)?[\s'’(]+|(?:{sign})\s*)$"
    after = rf"(?:['’-]\w+)?[\s-]+(?:{word})(?!\w)|\s*(?:{sign})"
    return re.compile(before), re.compile(after)


def _words_and_signs(phrases: tuple[str, ...]) -> tuple[str, str]:
    """Patterns of the phrases that are words, and of those that need no gap beside them."""
    spelt = [re.escape(plain(one)) for one in phrases if re.match(rf"[^\W{HAN}]", one)]
    signs = [re.escape(one) for one in phrases if not re.match(rf"[^\W{HAN}]", one)]
    return "|".join(spelt) or "(?!)", "|".join(signs) or "(?!)"


class _Token(NamedTuple):
    """A word, or digits with what they are worth, at a place of the text."""

    text: str
    begin: int
    end: int
    values: tuple[float, ...] = ()


class _Number(NamedTuple):
    """A number that was read, the token behind it, and the scale that its words end with."""

    values: tuple[float, ...]
    end: int
    scale: float = 1.0
    is_vague: bool = False


# A claim with several answers is asked for its text once for each of them.
@lru_cache(maxsize=4096)
def numbers_in(text: str, language: str) -> tuple[Said, ...]:
    """Every number that ``text`` says, in its order; ``language`` is a BCP 47 tag."""
    words = vocabulary(language)
    folded = cleared(text, language)
    return tuple(_numbers(folded, _tokens(folded, language), words, language))


def says_none(text: str, language: str) -> bool:
    """Whether a text has a word such as "no", "none" or "without"."""
    words = vocabulary(language)
    nought = words.phrases.nought
    folded = cleared(text, language)
    if any(re.match(f"[{HAN}]", word) for word in nought):
        return any(word in folded for word in nought)
    return not {plain(word) for word in nought}.isdisjoint(TOKEN.findall(folded))


def _tokens(text: str, language: str) -> list[_Token]:
    words = vocabulary(language)
    found = []
    for match in _token_pattern(words.group, words.decimal).finditer(text):
        if not match["number"]:
            found.append(_Token(match[0], match.start(), match.end()))
        elif not _is_rank(text, match.end(), words):
            found.append(_Token(match[0], *match.span(), tuple(_values(match, words))))
    return found


@cache
def _token_pattern(group: str, decimal: str) -> re.Pattern[str]:
    """Digits as the language groups them, or in a notation that can mean nothing else; words."""
    # A point that is no decimal sign can only hold three digits to those before them.
    point = {"."} - {decimal}
    groups = "".join({group, *point, *_HARD_SPACES, *_QUOTES, " ", "\u066c"})
    grouped = rf"\d{{1,3}}(?P<sign>[{re.escape(groups)}])\d{{3}}(?:(?P=sign)\d{{3}})*"
    foreign = r"\d{1,3}(?P<other>[.,])\d{3}(?:(?P=other)\d{3})+"
    indian = r"\d{1,2}(?:,\d\d)+,\d{3}"
    # A comma behind such groups, or behind a nought alone, is a decimal sign in every language.
    comma = (
        rf"\d{{1,3}}(?P<held>[. {_HARD_SPACES}{_QUOTES}])\d{{3}}(?:(?P=held)\d{{3}})*,\d\d?|0,\d+"
    )
    # Many write a point as a decimal sign whatever their language has: no three digits behind it.
    rest = rf"(?:[{re.escape(decimal)}\u066b]\d+|\.\d{{1,2}}(?!\d|\.\d))?(?:\s?[{_FRACTIONS}])?"
    # No letter before it, or it is the name of a thing; no digit behind, or it goes on.
    name = rf"(?<![^\W_{HAN}])(?<![^\W\d_][-–])(?!\d+[^\W\d_{HAN}]{{1,3}}\d)(?!0\d)"
    number = rf"{name}(?:(?:{comma})(?![\d,])|(?:(?:{grouped}|{foreign}|{indian})(?!\d)|\d+){rest})"
    return re.compile(rf"(?P<number>{number}|[{_FRACTIONS}])|{TOKEN.pattern}")


def _is_rank(text: str, end: int, words: Vocabulary) -> bool:
    """Whether the digits before ``end`` are a rank, as in ``4th``, ``4-й`` or ``4'üncü``."""
    ending = _ENDING.match(text, end)
    return bool(ending and ending[1] in words.phrases.ordinals)


def _values(match: re.Match[str], words: Vocabulary) -> Iterator[float]:
    """What digits can mean: one number, or two where a space may hold them together or apart."""
    written = match["number"]
    held = match["sign"] or match["other"] or match["held"]
    sign = held or ("," if match[0].count(",") > 1 else "")
    signs = {sign: "", **dict.fromkeys(_decimals(words) - {sign}, ".")}
    pieces = [_float(_with_signs(one, signs)) for one in written.split(" ")]
    value = _float(_with_signs(written, signs))
    # A sign is a minus where nothing stands before it: `7-9` is a range.
    before = match.string[max(match.start() - 2, 0) : match.start()]
    if re.fullmatch(r"(?:^|.*[\s(])?[-−]", before) and before[-1:] in "-−":
        yield -value
        if before[-1] == "−":
            return
    yield value
    # "20 300" may be two numbers, "4 000" cannot.
    if match["sign"] == " " and " 0" not in written and len(pieces) == _MOST_PIECES:
        yield from pieces


def _decimals(words: Vocabulary) -> set[str]:
    return {words.decimal, *".,\u066b"}


def _with_signs(digits: str, signs: Mapping[str, str]) -> str:
    """Digits with other signs between them; an empty one is in none."""
    for old, new in signs.items():
        digits = digits.replace(old, new) if old else digits
    return digits


def _float(digits: str) -> float:
    """The value of digits of any script, with a point and a fraction behind them."""
    bare = digits.strip()
    fraction = 0.0
    if bare and not bare[-1].isdecimal():
        fraction = unicodedata.numeric(bare[-1])
        bare = bare[:-1].strip()
    return (float(bare) if bare else 0.0) + fraction


def _numbers(text: str, tokens: list[_Token], words: Vocabulary, language: str) -> Iterator[Said]:
    position = 0
    # Of the number before, where one word at most stands between: "five or six thousand".
    last: _Number | None = None
    while position < len(tokens):
        number = None
        if tokens[position].values or _begins_number(tokens[position].text, language):
            number = _read(text, tokens, position, language)
        if number is None:
            position += 1
            continue
        first, end = tokens[position], tokens[number.end - 1]
        said = text[first.begin : end.end]
        before = text[max(first.begin - _BEFORE, 0) : first.begin]
        after = text[end.end : end.end + _AFTER]
        values = () if _is_left_out(tokens, position, number, words) else number.values
        kept = number._replace(values=values)
        if last and _shares_scale(text, tokens, last, number, position):
            values += tuple(value * number.scale for value in last.values)
        # More digits than a number can have are read as infinite.
        yield from (Said(one, said, before, after, language) for one in values if isfinite(one))
        last, position = kept, number.end


# Texts have many words, and most of these again and again.
@lru_cache(maxsize=65536)
def _begins_number(word: str, language: str) -> bool:
    return word in _lengths(language) or bool(_pieces(word, language))


def _shares_scale(
    text: str, tokens: list[_Token], last: _Number, number: _Number, position: int
) -> bool:
    """Whether the scale of a number is also that of the one before: five or six thousand."""
    gap = tokens[last.end - 1].end, tokens[position].begin
    is_near = position - last.end <= 1 and bool(_RANGE.fullmatch(text, *gap))
    # Without a gap only one-character words are a range: three or four thousand in Chinese.
    is_range = gap[0] < gap[1] or bool(re.match(f"[{HAN}]", text[gap[1]]))
    return is_near and is_range and last.scale == 1 and number.scale > 1


def _is_left_out(tokens: list[_Token], position: int, number: _Number, words: Vocabulary) -> bool:
    """Whether words before a number make it indefinite, or a rank."""
    first = tokens[position]
    if _is_left_out_behind(tokens, position, number, words):
        return True
    before = tokens[position - 1].text if position else ""
    is_beside = position and first.begin - tokens[position - 1].end <= 1
    is_many = number.is_vague and first.text in map(plain, words.phrases.plurals)
    if is_many and not (is_beside and _is_counted(before, words)):
        return True
    if not position:
        return False
    if number.is_vague and before in map(plain, words.phrases.vague):
        return True
    # No one, not one.
    if number.values == (1.0,) and not first.values and before in map(plain, words.phrases.nought):
        return True
    return before in words.phrases.rank and tokens[position - 1].end == tokens[position].begin


def _is_left_out_behind(
    tokens: list[_Token], position: int, number: _Number, words: Vocabulary
) -> bool:
    """Whether words behind a number make it indefinite, or a rank."""
    behind = tokens[number.end].text if number.end < len(tokens) else ""
    if behind in map(plain, words.phrases.indefinite):
        return True
    # A rank is spelt as a whole, so that "20 second-hand boats" are twenty.
    return not tokens[position].values and _ends_in_rank(tokens, number, words)


def _ends_in_rank(tokens: list[_Token], number: _Number, words: Vocabulary) -> bool:
    """Whether the rank of ones stands behind tens or hundreds: twenty-first, hundred and first."""
    behind = (token.text for token in tokens[number.end : number.end + 2])
    following = next((word for word in behind if word not in words.joins), "")
    return following in words.ordinals and not number.values[0] % 10


def _is_counted(before: str, words: Vocabulary) -> bool:
    """Whether a word before a plural says that it is one of them: about a thousand."""
    sorts = (words.phrases.about, words.phrases.above, words.phrases.below)
    return any(before in plain(one).split() for sort in sorts for one in sort)


def _read(text: str, tokens: list[_Token], position: int, language: str) -> _Number | None:
    """The number whose first word is at ``position``, as far as its words go together."""
    words = vocabulary(language)
    sum_ = NumberSum()
    end, rest = position, (0.0, 0.0)
    while True:
        place = end if end == position else _next(text, tokens, end, words)
        if place is None or place >= len(tokens):
            break
        if tokens[place].values:
            if not sum_.add_digits(tokens[place].values):
                break
            end = place + 1
            letter = _letter_scale(text, tokens, end, words)
            if letter:
                return _Number((*sum_.values, *(one * letter for one in sum_.values)), end + 1)
            continue
        tenths = _tenths(text, tokens, place, language) if end > position else None
        atoms, length = tenths or _match(tokens, place, text, language)
        has_joined = place > end
        if (
            not atoms
            or _begins_half(text, tokens, place, atoms, sum_, language)
            or not sum_.add(atoms, has_joined=has_joined)
        ):
            break
        if words.phrases.has_short_end:
            rest = _rest(atoms, rest, has_joined=has_joined)
        end = place + length
    if end == position:
        return None
    share, end = _share(text, tokens, end, language)
    values = tuple(share * (value + rest[1]) for value in sum_.values)
    if _is_negative(tokens, position, words):
        # Where a language's other words are not known, "minus" may be the "least" of "at least".
        kept = () if words.phrases.least else values
        values = (*(-value for value in values), *kept)
    return _Number(values, end, sum_.scale, sum_.is_bare)


def _tenths(
    text: str, tokens: list[_Token], place: int, language: str
) -> tuple[tuple[Atom, ...], int] | None:
    """What stands behind a spelt point, and how many words that takes with it: point two five."""
    if tokens[place].text not in vocabulary(language).phrases.point:
        return None
    digits = ""
    for following in range(place + 1, len(tokens)):
        atoms, length = _match(tokens, following, text, language)
        # Five minutes are no tenths, and neither is the ten of `三点五十分`.
        if len(atoms) == 1 and atoms[0].is_scale and atoms[0].value < 1000:
            return None
        is_digit = len(atoms) == length == 1 and atoms[0].value in range(10)
        if not is_digit or not _GAP.fullmatch(
            text, tokens[following - 1].end, tokens[following].begin
        ):
            break
        digits += f"{atoms[0].value:.0f}"
    return ((Atom(float(f"0.{digits}")),), 1 + len(digits)) if digits else None


def _rest(
    atoms: tuple[Atom, ...], before: tuple[float, float], *, has_joined: bool
) -> tuple[float, float]:
    """The last scale, and what a digit right behind it is short of: 两千五 is 2500, and no 2005."""
    scale, digit = before[0], atoms[-1]
    if digit.is_scale:
        return digit.value, 0.0
    is_short = scale >= 100 and not has_joined and 0 < digit.value < 10 and not digit.is_half
    return 0.0, digit.value * (scale / 10 - 1) if is_short else 0.0


def _share(text: str, tokens: list[_Token], end: int, language: str) -> tuple[float, int]:
    """The share that words behind a number say, and the token behind it: two thirds."""
    for words, share in vocabulary(language).phrases.parts:
        piece = tokens[end - 1 : end + len(words.split())]
        is_whole = all(_GAP.fullmatch(text, one.end, other.begin) for one, other in pairwise(piece))
        if is_whole and [one.text for one in piece[1:]] == plain(words).split():
            return share, end + len(words.split())
    return 1.0, end


def _begins_half(
    text: str,
    tokens: list[_Token],
    place: int,
    atoms: tuple[Atom, ...],
    sum_: NumberSum,
    language: str,
) -> bool:
    """Whether a half goes with the scale behind it: "a million and half a million"."""
    if not (atoms[0].is_half and sum_.ends_with_scale):
        return False
    behind = _next(text, tokens, place + 1, vocabulary(language))
    following = _match(tokens, behind, text, language)[0] if behind is not None else ()
    return bool(following and following[0].is_scale)


def _is_negative(tokens: list[_Token], position: int, words: Vocabulary) -> bool:
    return position > 0 and tokens[position - 1].text in words.minus


def _next(text: str, tokens: list[_Token], end: int, words: Vocabulary) -> int | None:
    """Where a number may go on behind ``end``; a join such as "and" is passed over."""
    for place in range(end, min(end + 3, len(tokens))):
        if not _GAP.fullmatch(text, tokens[place - 1].end, tokens[place].begin):
            return None
        if tokens[place].text not in words.joins:
            return place
    return None


def _letter_scale(text: str, tokens: list[_Token], end: int, words: Vocabulary) -> float:
    """The scale of a letter right behind digits, as in ``4K``."""
    if end >= len(tokens) or not _GAP.fullmatch(text, tokens[end - 1].end, tokens[end].begin):
        return 0.0
    return words.letters.get(tokens[end].text, 0.0)


def _match(
    tokens: list[_Token], place: int, text: str, language: str
) -> tuple[tuple[Atom, ...], int]:
    """The atoms at a token and how many tokens they take: the most words that are one atom."""
    lengths = _lengths(language)
    for length in lengths.get(tokens[place].text, ()):
        piece = tokens[place : place + length]
        is_whole = all(_GAP.fullmatch(text, one.end, other.begin) for one, other in pairwise(piece))
        atom = vocabulary(language).atoms.get(tuple(one.text for one in piece))
        if atom and is_whole and len(piece) == length:
            return (atom,), length
    return _pieces(tokens[place].text, language), 1


@cache
def _lengths(language: str) -> Mapping[str, tuple[int, ...]]:
    """First word of an atom -> how many words the atoms have that begin with it, longest first."""
    lengths: dict[str, set[int]] = {}
    for key in vocabulary(language).atoms:
        lengths.setdefault(key[0], set()).add(len(key))
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in lengths.items()}


@lru_cache(maxsize=65536)
def _pieces(word: str, language: str) -> tuple[Atom, ...]:
    """The atoms of a word that is written together, as German and Turkish do; else nothing."""
    whole = vocabulary(language).atoms.get((word,))
    if whole:
        return (whole,)
    longest, short = _single_words(language)
    # Most words do not begin like a number, and a name is no number however it begins.
    glued = vocabulary(language).phrases.glued
    if glued and word.startswith(glued):
        return _pieces(word.removeprefix(glued), language)
    if word[:2] not in short or len(word) > _LONGEST_WORD:
        return ()
    for length in range(min(longest, len(word) - 1), 1, -1):
        head = vocabulary(language).atoms.get((word[:length],))
        rest = _pieces(_behind_join(word[length:], language), language) if head else ()
        if head and rest:
            return (head, *rest)
    return ()


def _behind_join(word: str, language: str) -> str:
    """What follows a join that is written together with both: hundertundeins."""
    joins = (one for one in vocabulary(language).phrases.joins if len(one) > 2)
    return next((word.removeprefix(one) for one in joins if word.startswith(one)), word)


@cache
def _single_words(language: str) -> tuple[int, frozenset[str]]:
    """How long the longest one-word atom is, and what such atoms begin with."""
    singles = [key[0] for key in vocabulary(language).atoms if len(key) == 1]
    return max(map(len, singles), default=0), frozenset(one[:2] for one in singles)
