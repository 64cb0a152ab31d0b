"""Lines below an option that are not indented, and yet are a part of its value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.identifiers import NAME_PATTERN, is_object_name
from sphinx_dossier.core.kinds import FieldType
from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from sphinx_dossier.core.kinds import FieldRow

_BULLET: Final = lazy_pattern(r"\s*[-*+•]\s+")
_CITED: Final = lazy_pattern(r"[^\s\"“”„«]+(?:\s+p\d+)?(?:\s+[\"“”„«].+)?")
_FORMS: Final = {
    FieldType.NAMES: lazy_pattern(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*:\s+.+"),
    FieldType.ANSWERS: lazy_pattern(rf"{NAME_PATTERN}\s*=\s*.+"),
    FieldType.STATED: lazy_pattern(rf"{NAME_PATTERN}\s+[\"“].+[\"”]"),
    FieldType.WITHIN: lazy_pattern(rf"{NAME_PATTERN}\s+according-to\s+\S+"),
    FieldType.REASONS: lazy_pattern(r"p\d+\s+.+"),
    FieldType.PARTS: lazy_pattern(r"(?:speaker|place|subject|number|denial)\s*:.+"),
}
# How the value of an option begins that has none yet.
_BEGINNINGS: Final = {
    FieldType.DATE: lazy_pattern(r"[\d\[{.~/-]"),
    FieldType.NOT_BEFORE: lazy_pattern(r"\d{4}"),
    FieldType.COORD: lazy_pattern(r"-?\d+(?:\.\d+)?\s*,"),
    FieldType.COUNT: lazy_pattern(r"\d+$"),
    FieldType.BASIS: lazy_pattern(r"stated$|relative:|inferred:"),
    FieldType.TIMEZONE: lazy_pattern(r"\w+/\w+$"),
}
_IDS: Final = frozenset(
    {FieldType.ID, FieldType.IDS, FieldType.RELAYS, FieldType.RELATED, FieldType.WITHIN}
)
# A name or a form that a source misprints; a sentence is longer, or ends in a stop.
_MOST_WORDS: Final = 6


class Known(NamedTuple):
    """What makes it certain that a word of a line is no word of a text."""

    is_key: Callable[[str], bool] = bool
    sides: Container[str] = ()


def without_bullet(line: str) -> str:
    """A line of a value without the sign of a list before it."""
    return _BULLET.sub("", line, count=1).strip()


def fits(row: FieldRow, line: str, known: Known) -> bool:
    """Whether a line has the form of a value of an option, and can hardly be a sentence."""
    text = without_bullet(line)
    if row.type is FieldType.CITATIONS:
        key, *rest = text.split(maxsplit=1)
        is_cited = bool(rest) and re.match(r"p\d+\b|[\"“„«]", rest[0]) is not None
        # Any word may be spelt as a key is: alone it is one only if a source has it.
        return bool(_CITED.fullmatch(text)) and (is_cited or known.is_key(key))
    if row.type is FieldType.SEARCHED:
        side, colon, what = text.partition(":")
        return bool(colon and what.strip()) and side.strip() in known.sides
    form = _FORMS.get(row.type)
    return bool(form and form.fullmatch(text))


def begins(row: FieldRow, line: str) -> bool:
    """Whether a line has the form of a value of an option that would be empty without it."""
    text = without_bullet(line)
    if row.type in _IDS:
        return are_ids(text)
    if row.type in (FieldType.WORD, FieldType.WORDS):
        return all(word in row.choices for word in text.split())
    if row.type is FieldType.CITATIONS:
        return len(text.split()) == 1
    if row.type in (FieldType.LINES, FieldType.NAMES):
        return len(text.split()) <= _MOST_WORDS and not text.endswith((".", "!", "?", "。"))
    form = _BEGINNINGS.get(row.type)
    return bool(form and form.match(text))


def is_list_of_ids(row: FieldRow, line: str) -> bool:
    """Whether a line that goes on is ids only, which cannot be how a sentence is wrapped."""
    words = without_bullet(line).replace(",", " ").split()
    return row.type in _IDS and are_ids(" ".join(words)) and all("-" in word for word in words)


def are_ids(text: str) -> bool:
    """Whether a line holds nothing but what has the form of an id."""
    return all(is_object_name(word.removesuffix("?")) for word in text.replace(",", " ").split())


IS_PROSE: Final = frozenset({FieldType.LINE, FieldType.LINES, FieldType.BASIS, FieldType.SEARCHED})
"""Types of options whose values are sentences: a line alone does not show that it goes on."""
