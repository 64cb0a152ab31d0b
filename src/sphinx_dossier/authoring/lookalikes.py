"""Characters that nobody sees, or that are taken for others, in what an edit writes.

Which characters look alike is said by the list of Unicode Technical Standard 39 (confusables).
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from confusable_homoglyphs.categories import alias
from confusable_homoglyphs.confusables import confusables_data

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.visible_text import code_point

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What Unicode calls ignorable by default, and signs that are drawn as nothing (Hangul fillers, the
# empty Braille pattern).
_UNSEEN = lazy_pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff\x00-\x08\x0e-\x1f]"
)
# These belong to words of Persian, Hindi and their kin, and to emoji.
_JOINERS: Final = "\u200c\u200d"
# These belong to texts of both directions, in which they turn no word.
_MARKS: Final = "\u061c\u200e\u200f"
_EMOJI_FORM: Final = "\ufe0f"
_WORD = lazy_pattern(r"[^\W\d_]+")
_MIXED: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
"""Scripts with letters in common, of which one word has one only."""
_MOST_STEPS: Final = 5
_MOST_COMPARED: Final = 20_000
"""Characters of a text beyond which it is not compared sign by sign."""


def remarks(before: str, after: str) -> list[str]:
    """What a reviewer cannot see of a change from ``before`` to ``after``."""
    return [*_swapped(before, after), *_unseen(before, after), *_mixed(before, after)]


def looks_like(text: str, other: str) -> bool:
    """Whether two different texts cannot be told apart by their letters and digits."""
    # Whoever reads sees another case, but not another letter under it.
    is_other = text.casefold() != other.casefold()
    return is_other and bool(text and other) and skeleton(text) == skeleton(other)


@lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """What a text looks like: two that are confusable have the same (UTS 39, section 4).

    Other than there, small and capital letters are one: zero is taken for either O.
    """
    shown = _UNSEEN.sub("", text)
    # What a sign is written as may have other forms itself.
    for _ in range(_MOST_STEPS):
        before = shown
        signs = unicodedata.normalize("NFKD", before)
        shown = "".join(_prototypes().get(sign, sign) for sign in signs).casefold()
        if shown == before:
            break
    return " ".join(shown.split())


@lru_cache(maxsize=1)
def _prototypes() -> Mapping[str, str]:
    """Sign -> what all that look like it are written as."""
    # The package lists each pair from both ends, so what has most partners is what they look like.
    rows = {
        sign.strip(_MARKS): [row["c"].strip(_MARKS) for row in row_list]
        for sign, row_list in confusables_data.items()
    }
    best: dict[str, str] = {}
    for sign, partners in rows.items():
        if len(sign) == 1:
            # More signs than one, such as `rn`, are always what one sign looks like.
            ranked = [*partners, sign]
            best[sign] = max(ranked, key=lambda one: (len(one) > 1, len(rows.get(one, ())), one))
    return {sign: _end(best, sign) for sign in best}


def _end(best: Mapping[str, str], sign: str) -> str:
    """Where the steps from sign to sign end; a circle ends where it was entered."""
    seen = {sign}
    while (following := best.get(sign, sign)) not in seen:
        sign = following
        seen.add(sign)
    return sign


def _swapped(before: str, after: str) -> Iterator[str]:
    """The letters and digits that were changed for others that look the same."""
    if len(before) + len(after) > _MOST_COMPARED or not looks_like(before, after):
        return
    # Otherwise difflib leaves frequent letters of longer texts out of the comparison.
    for tag, *at in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = before[at[0] : at[1]], after[at[2] : at[3]]
        # Another dash or quotation mark is typography; another letter is another word.
        if tag != "equal" and any(_is_of_a_word(sign) for sign in old + new):
            yield f"only looks the same: {_named(new)} for {_named(old)}"


def _is_of_a_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM" or _UNSEEN.match(sign) is not None


def _unseen(before: str, after: str) -> Iterator[str]:
    """The signs that nobody sees, of which ``after`` has more than ``before``."""
    for sign in sorted(set(_UNSEEN.findall(after))):
        if after.count(sign) > before.count(sign) and not _is_usual(sign, after):
            yield f"has {_named(sign)}, which nobody sees"


def _is_usual(sign: str, text: str) -> bool:
    """Whether each of these signs stands where a writer of the language needs it."""
    if sign in _MARKS:
        letters = _UNSEEN.sub("", text)
        return any(unicodedata.bidirectional(one) in ("R", "AL") for one in letters)
    if sign == _EMOJI_FORM:
        return not any(one.isalpha() for one in re.findall(f"(.){sign}", text))
    if sign not in _JOINERS:
        return False
    # Between letters of scripts that join theirs; in Latin nothing is joined.
    return all(_alias(one) not in _MIXED for one in re.findall(f"(.){sign}", text))


def _mixed(before: str, after: str) -> Iterator[str]:
    """The words of ``after`` that have letters of several scripts, and that are new."""
    known = set(_WORD.findall(before))
    for word in dict.fromkeys(_WORD.findall(after)):
        scripts = sorted({_alias(letter) for letter in word} & _MIXED)
        if word not in known and len(scripts) > 1:
            names = " and ".join(script.capitalize() for script in scripts)
            yield f"{word!r} has letters of {names}"


@lru_cache(maxsize=4096)
def _alias(sign: str) -> str:
    script: str = alias(sign)
    return script


def _named(signs: str) -> str:
    """Each sign as Unicode calls it: ``U+0430 CYRILLIC SMALL LETTER A``."""
    if not signs:
        return "nothing"
    return ", ".join(f"{code_point(sign)} {unicodedata.name(sign, '')}".strip() for sign in signs)
