"""Dates in .bib files: ``date`` of BibLaTeX, or the year, month and day of BibTeX in parts.

A month is a number, a name or its abbreviation, in English or in another language that reference
managers write; BibTeX also has the day in it, ``sep # "~27"``, and days and months from and to.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from babel import Locale

from sphinx_dossier.core.dates import MONTHS, Date, DateError, parse_date
from sphinx_dossier.core.languages import OTHERS
from sphinx_dossier.core.latex_text import plain_text
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.meant_values import fault_of_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NO_DATE: Final = frozenset(
    {"", "n.d.", "n. d.", "nd", "nodate", "no date", "undated", "s.d.", "-", "--"}
)
"""What bibliographies write for a work that bears no date."""
_BRACES = lazy_pattern(r"[{}]")
# The forms of older programs, each with that of EDTF; the first three are of the drafts of EDTF.
_OLDER: Final = (
    (lazy_pattern(r"\bunknown\b", re.IGNORECASE), ""),
    (lazy_pattern(r"\bopen\b", re.IGNORECASE), ".."),
    (lazy_pattern(r"\?~|~\?"), "%"),
    (lazy_pattern(r"(?<=\d)\s*(?:--|–)\s*(?=\d{4})"), "/"),
    (lazy_pattern(r"^(\d{4})-(\d{4})$"), r"\1/\2"),
    (lazy_pattern(r"^(\d\d)(\d\d)\s*(?:--|–)\s*(\d\d)$"), r"\1\2/\1\3"),
    (lazy_pattern(r"(?<=T\d\d:\d\d)(:\d\d)?([+-]\d\d)(\d\d)\b"), r"\1\2:\3"),
    (lazy_pattern(r"(?:-(?:uu|XX))+$"), ""),
    (lazy_pattern(r"-(?:uu|XX)(?=/)"), ""),
)
# Of `199X` and `19XX` each year may be the one.
_OPEN_YEAR = lazy_pattern(r"(\d{2,3})(X{1,2}|u{1,2})")
_YEAR = lazy_pattern(r"\d{4}")
_ENGLISH: Final = {
    **{name.lower(): number for number, name in enumerate(MONTHS, start=1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)},
    "sept": 9,
}
_WORD = lazy_pattern(r"[^\W\d_]+|\d+")
_SHAPES: Final = {
    "M": ((0, None), None),
    "MD": ((0, 1), None),
    "DM": ((1, 0), None),
    "MM": ((0, None), (1, None)),
    "MDD": ((0, 1), (0, 2)),
    "DDM": ((2, 0), (2, 1)),
    "MDMD": ((0, 1), (2, 3)),
    "DMDM": ((1, 0), (3, 2)),
}
"""By the order of months and days, where month and day of the first and the last day stand."""


class BibDate(NamedTuple):
    """The date of an entry, and what is written where one belongs and is none.

    ``written`` is a date that cannot be read, and ``error`` says why; ``issue`` is the name of an
    issue in place of a month, such as ``Spring``.
    """

    date: Date | None = None
    written: str = ""
    error: str = ""
    issue: str = ""


def read_date(fields: Mapping[str, str]) -> BibDate:
    """The date of an entry by its fields, whose names are in lower case."""
    if text := date_text(fields, "date"):
        return _parse(text)
    year, month = date_text(fields, "year"), date_text(fields, "month")
    if not _YEAR.fullmatch(year):
        return _parse(year)
    found = days_of_month(month, date_text(fields, "day"))
    if not found:
        return _parse(year)._replace(issue=plain_text(month))
    return _parse("/".join(f"{year}-{part}" for part in found))


def read_day(fields: Mapping[str, str], prefix: str) -> str:
    """A day as BibLaTeX has it in ``urldate``, or in its parts, for the prefix ``url``."""
    if text := date_text(fields, f"{prefix}date"):
        return text
    year = date_text(fields, f"{prefix}year")
    found = days_of_month(date_text(fields, f"{prefix}month"), date_text(fields, f"{prefix}day"))
    return f"{year}-{found[0]}" if year and found else year


def date_text(fields: Mapping[str, str], name: str) -> str:
    """The value of a date, in which a tilde is no blank: ``2020~`` is about 2020."""
    text = fields.get(name, "").strip()
    return plain_text(text) if "\\" in text else _BRACES.sub("", text).strip()


def _parse(text: str) -> BibDate:
    if text.casefold() in _NO_DATE:
        return BibDate()
    edtf = text
    for pattern, form in _OLDER:
        edtf = pattern.sub(form, edtf)
    if decade := _OPEN_YEAR.fullmatch(edtf):
        known, open_ = decade[1], len(decade[2])
        edtf = f"[{known}{'0' * open_}..{known}{'9' * open_}]" if len(decade[0]) == 4 else edtf
    try:
        return BibDate(parse_date(edtf))
    except DateError as error:
        return BibDate(None, text, fault_of_date(text, error))


def days_of_month(month: str, day: str = "") -> list[str]:
    """``09`` for ``sep`` and ``9``, ``09-27`` with a day, two of them from and to.

    Nothing for what is no month.
    """
    words = [word.casefold() for word in _WORD.findall(plain_text(month))]
    months = [0 if word.isdigit() else _month_named(word) for word in words]
    numbers = [
        month or (int(word) if word.isdigit() else 0)
        for month, word in zip(months, words, strict=True)
    ]
    shape = "".join("M" if month else "D" for month in months)
    if "M" not in shape:
        # Numbers alone are months: `7--8` is July and August.
        shape = "M" * len(shape)
    if day.isdigit() and shape == "M":
        shape, numbers = "MD", [*numbers, int(day)]
    if shape not in _SHAPES or not all(
        _is_in_calendar(*pair) for pair in zip(shape, numbers, strict=True)
    ):
        return []
    return [*_joined(shape, numbers)]


def _is_in_calendar(kind: str, number: int) -> bool:
    return 1 <= number <= (12 if kind == "M" else 31)


def _joined(shape: str, numbers: list[int]) -> Iterator[str]:
    for place in _SHAPES[shape]:
        if place is not None:
            month, day = place
            yield f"{numbers[month]:02}" + (f"-{numbers[day]:02}" if day is not None else "")


def _month_named(name: str) -> int:
    """The number of a month by its name or abbreviation in lower case; 0 for any other word."""
    # Reading the months of other languages takes longer than reading a whole file.
    return _ENGLISH.get(name) or _months_elsewhere().get(name, 0)


@cache
def _months_elsewhere() -> dict[str, int]:
    """Names and abbreviations in :data:`OTHERS`; none that is two months in two languages."""
    found: dict[str, int] = {}
    doubtful: set[str] = set()
    for language in OTHERS:
        for name, number in _month_names(language):
            if found.setdefault(name, number) != number:
                doubtful.add(name)
    return {name: number for name, number in found.items() if name not in doubtful}


def _month_names(language: str) -> Iterator[tuple[str, int]]:
    months = Locale(language).months
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[use][width].items():
                yield name.casefold().rstrip("."), number
