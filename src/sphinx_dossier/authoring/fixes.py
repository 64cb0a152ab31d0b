"""Fixes of a page that are certain: of the form of options, never of the text below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.authoring.fences import find_fences
from sphinx_dossier.core.dates import MONTHS, DateError, month_number, parse_date
from sphinx_dossier.core.fence_slips import SHORT
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.options import split_options

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from sphinx_dossier.authoring.fences import Fence

# Not all of Unicode's blanks: a wide or a non-breaking one may be meant.
_BLANKS: Final = " \t"
_DATES: Final = frozenset({"said", "public", "when"})
# Each name in full or cut to three letters; "Sept." is the one that is also cut to four.
_MONTH: Final = rf"(?P<word>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|sept)\.?"
# Each form has one reading only; where a day and a month could change places there is none.
_FORMS: Final = [
    lazy_pattern(form, re.ASCII | re.IGNORECASE)
    for form in (
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        r"(?P<year>\d{4})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+{_MONTH}\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"{_MONTH},?\s+(?P<year>\d{{4}})",
    )
]
# An option in three parts, of which the gap and the value may be tidied.
_LINE = lazy_pattern(r"(?P<name>\s*:[A-Za-z][\w-]*:)(?P<gap>\s*)(?P<value>.*)")
# A citation whose quote has marks of any language around it. With marks within the quote nobody can
# say where it ends, so it stays as it is.
_QUOTED = lazy_pattern(
    r"(?P<place>[^\s\"“]+\s+p\d+)\s+(?:“|”|„|‟|\"|«\s?|»|‘|‚|')(?P<words>[^\"“”„‟«»]+?)"
    r"(?:”|“|\"|\s?»|«|’|‘|')"
)


class Fix(NamedTuple):
    """A line that was fixed, from 1, and what was fixed there, in words."""

    line: int
    what: str


def fix_page(text: str, short: Container[str] = SHORT) -> tuple[str, list[Fix]]:
    """The text of a page with all certain fixes, and what they are; line ends stay as they are.

    Only objects of ``short`` may lack the name of the domain.
    """
    # Not `splitlines`: it would also cut at rarer line ends, which Markdown does not know.
    pieces = re.split(r"(\r\n|\n)", text)
    lines, ends = pieces[::2], [*pieces[1::2], ""]
    fixes: list[Fix] = []
    for fence in find_fences(lines, short):
        block = lines[fence.first : fence.last]
        lines[fence.first : fence.last] = _fix_options(fence, block, fixes)
    return "".join(line + end for line, end in zip(lines, ends, strict=True)), fixes


def _fix_options(fence: Fence, block: Sequence[str], fixes: list[Fix]) -> list[str]:
    """The lines of the options of a fence, fixed; what was fixed is added to ``fixes``."""
    own = [line.removeprefix(fence.indent) for line in block]
    tidy = _fix_lines(own, fence.first + 1, fixes)
    ordered = _ordered(fence.kind, tidy)
    if ordered != tidy:
        fixes.append(Fix(fence.first + 1, f"options of {fence.argument!r} put in order"))
    return [fence.indent + line for line in ordered]


def _fix_lines(lines: Sequence[str], first: int, fixes: list[Fix]) -> list[str]:
    """Lines without tabs and blanks at the end, with fixed values; ``first`` is a line number."""
    tidy = []
    option = ""
    for number, line in enumerate(lines, start=first):
        name, before, value = _cut(line)
        # A line without a name belongs to the option above it.
        option = name or option
        new_value = _fix_value(option, value)
        spaced, fixed = (f"{before}{text}".rstrip(_BLANKS) for text in (value, new_value))
        if spaced != line:
            fixes.append(Fix(number, "blanks at the end, or tabs"))
        if fixed != spaced:
            fixes.append(Fix(number, f"{option}: {value} becomes {new_value}"))
        tidy.append(fixed)
    return tidy


def _cut(line: str) -> tuple[str, str, str]:
    """The option that a line begins (``""`` for none), what is before its value, and its value."""
    match = _LINE.fullmatch(line)
    if match and split_options([line], Where("", 1)).options:
        gap = " " if "\t" in match["gap"] else match["gap"]
        before = match["name"].expandtabs(2) + gap
        return match["name"].strip(" \t:"), before, match["value"].rstrip(_BLANKS)
    value = line.lstrip(_BLANKS)
    indent = line.removesuffix(value).expandtabs(2)
    return "", indent, value.rstrip(_BLANKS)


def _fix_value(option: str, value: str) -> str:
    if option in _DATES:
        return fix_date(value)
    if option == "cites" and (match := _QUOTED.fullmatch(value)):
        return f'{match["place"]} "{match["words"].strip()}"'
    return value


def fix_date(text: str) -> str:
    """``27.09.2020``, ``2020/9/27`` or ``27 September 2020`` as EDTF; anything else as it is.

    ``03/04/2020`` stays: it is the third of April to some, and the fourth of March to others.
    """
    if _is_date(text):
        return text
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            month = parts.get("month") or month_number(parts["word"])
            day = f"-{int(parts['day']):02}" if parts.get("day") else ""
            date = f"{parts['year']}-{int(month):02}{day}"
            # There is no 30th of February: its author must say what is meant.
            return date if _is_date(date) else text
    return text


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except DateError:
        return False
    return True


def _ordered(kind: str, lines: Sequence[str]) -> list[str]:
    """The options in the order of their kind; as they are where one is unknown or given twice."""
    groups: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        options = split_options([line], Where("", 1)).options
        if options:
            name = next(iter(options))
            if name in groups:
                return list(lines)
            groups[name] = []
        groups.setdefault(name, []).append(line)
    order = ["id", *KINDS[kind].options]
    if not groups.keys() <= {*order}:
        return list(lines)
    return [line for name in order for line in groups.get(name, ())]
