"""Dates in titles and texts, as ``dossier-words.js`` reads those that are typed."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.exports.search_terms import folded, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

READ_WIDELY: Final = ("en", "ru", "de", "fr", "tr", "es", "zh")
"""Where no name says so, months are understood in these, in the script too."""
_WIDTHS: Final[tuple[Literal["wide", "abbreviated"], ...]] = ("wide", "abbreviated")
_CONTEXTS: Final[tuple[Literal["stand-alone", "format"], ...]] = ("stand-alone", "format")
_LETTER: Final = r"[^\W_]"
_MONTH: Final = r"(?P<month>[^\W\d_]{3,})\.?"
_DAY: Final = "(?P<day>[0-9]{1,2})"
_YEAR: Final = "(?P<year>[0-9]{4})"
_NUMBER: Final = "(?P<number>[0-9]{1,2})"
_SHORT: Final = "(?P<short>[0-9]{2})"
_BOTH: Final = "(?P<one>[0-9]{1,2}){}(?P<two>[0-9]{{1,2}})"
_ORDINAL: Final = "(?:st|nd|rd|th|er|ème|-?го|\\.|º)?"
_OF: Final = r"(?:of\s+|de\s+)?"
_BEFORE: Final = rf"(?<!{_LETTER})(?<![.,/-])"
_AFTER: Final = rf"(?!{_LETTER}|[.,/-][0-9])"
_FORMS: Final = [
    lazy_pattern(f"{_BEFORE}{form}{_AFTER}", re.IGNORECASE)
    for form in (
        f"{_YEAR}[-/.]{_NUMBER}[-/.]{_DAY}",
        f"{_YEAR}-(?P<number>[0-9]{{2}})",
        rf"{_DAY}\.\s?{_NUMBER}\.(?:\s?(?:{_YEAR}|{_SHORT}))?",
        f"(?P<one>[0-9]{{1,2}})[/-](?P<two>[0-9]{{1,2}})[/-](?:{_YEAR}|{_SHORT})",
        "(?P<one>[0-9]{1,2})/(?P<two>[0-9]{1,2})",
        rf"{_DAY}{_ORDINAL}[\s-]*{_OF}{_MONTH},?(?:[\s-]+{_OF}{_YEAR})?",
        rf"{_MONTH}[\s-]*{_DAY}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?",
        rf"{_MONTH},?[\s-]+{_YEAR}",
    )
]
_FORMS.append(lazy_pattern(rf"(?:{_YEAR}\s?年\s?)?{_NUMBER}\s?月(?:\s?{_DAY}\s?[日号號])?"))


def whole_date(title: str, languages: Sequence[str]) -> list[str]:
    """The days that a title is, and nothing else: ``2020-09-27``, ``--09-27`` without a year."""
    if not any(char.isdigit() for char in title):
        return []
    found = [
        (match.start(), -match.end(), keys)
        for form in _FORMS
        for match in form.finditer(title)
        if (keys := list(_readings(match.groupdict(), tuple(languages))))
    ]
    if not found:
        return []
    start, end, keys = min(found, key=lambda one: one[:2])
    return [] if re.search(_LETTER, title[:start] + title[-end:]) else keys


def in_all_forms(period: str) -> list[str]:
    """A day as readers may name it: with its month, its year, or without a year."""
    year, month, day, *_ = (*period.split("-"), "", "")
    if not month:
        return [period]
    return [period, f"{year}-{month}", year, *([f"--{month}-{day}"] if day else [])]


def written_dates(text: str, months: Sequence[str]) -> set[str]:
    """The days and months that a text writes out: ``27 september``, ``september 2020``."""
    names = _names_of(tuple(months))
    # To look for each name is quicker than for any of them at each letter. Patterns know more
    # letters than these that are equal but for case.
    lower = text.lower() if text.isascii() else ""
    if not names or (lower and not any(name in lower for name in names)):
        return set()
    patterns = _written("|".join(map(re.escape, names)))
    return {
        f"{match[1]} {match[2]}".lower() for pattern in patterns for match in pattern.finditer(text)
    }


@cache
def _names_of(months: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for month in months if (name := " ".join(terms(month))))


@cache
def _written(months: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = (f"([0-9]+) ({months})", f"({months}) ([0-9]+)")
    one, two = (re.compile(rf"(?<!{_LETTER}){form}(?!{_LETTER})", re.IGNORECASE) for form in forms)
    return one, two


def _readings(groups: dict[str, str | None], languages: tuple[str, ...]) -> Iterator[str]:
    """The dates that a match can mean: a day and a month in figures may stand in either order."""
    short = groups.get("short")
    year = groups.get("year") or (f"{19 if int(short) > 60 else 20}{short}" if short else "")
    if one := groups.get("one"):
        two = groups["two"] or ""
        both = dict.fromkeys(((int(one), int(two)), (int(two), int(one))))
        yield from (_key(year, month, day) for day, month in both if _is_day(day, month))
        return
    number = groups.get("number")
    month = int(number) if number else _month_of(groups.get("month") or "", languages)
    day = int(groups.get("day") or 0)
    if month and _is_day(day or 1, month) and (day or year):
        yield _key(year, month, day)


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _key(year: str, month: int, day: int) -> str:
    return f"{year.lstrip('0') or '-'}-{month:02}" + (f"-{day:02}" if day else "")


def _month_of(name: str, languages: tuple[str, ...]) -> int:
    """The number of a month by its name or its beginning; 0 where there is none or several."""
    known, sought = _months(languages), folded(name)
    if sought in known:
        return known[sought]
    near = {month for one, month in known.items() if one.startswith(sought)}
    return near.pop() if len(near) == 1 else 0


@cache
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    """Folded names of months in all of some languages, alone and in a date, long and short."""
    found = {}
    for language in languages:
        try:
            locale = Locale.parse(language, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
        for width, context in product(_WIDTHS, _CONTEXTS):
            for month, name in get_month_names(width, context, locale).items():
                own = folded(name)
                if re.match(r"[^\W\d_]{3}", own):
                    found[own.removesuffix(".")] = month
    return found
