"""Dates and citations as people write them elsewhere, and how they are written here."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.dates import MONTHS, DateError, parse_date
from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_MONTH: Final = "|".join(f"{name[:3]}(?:{name[3:]}|t)?" for name in MONTHS)
_ORDER: Final = r"(?:st|nd|rd|th)?"
# Each form of a day with its year, month and day; a name of a month is English.
_DAYS: Final = tuple(
    lazy_pattern(form, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})[-/. ](?P<m>\d\d?)[-/. ](?P<d>\d\d?)",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<y>\d{4})\u5e74(?P<m>\d\d?)\u6708(?P<d>\d\d?)[\u65e5\u53f7]",
        r"(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>\d{4})",
        rf"(?P<d>\d\d?){_ORDER}\.?\s+(?P<name>{_MONTH})\.?,?\s+(?P<y>\d{{4}})",
        rf"(?P<name>{_MONTH})\.?\s+(?P<d>\d\d?){_ORDER},?\s+(?P<y>\d{{4}})",
    )
)
_EITHER: Final = lazy_pattern(r"(\d\d?)[/-](\d\d?)[/-](\d{4})")
_HOUR: Final = lazy_pattern(
    r"(?P<day>.+?)(?:T|,?\s+(?:at\s+)?|(?<=\d)\s*)(?P<h>\d\d?)[:.h]?(?P<min>\d\d)(?::(?P<s>\d\d))?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d?(?::?\d\d)?)?",
    re.IGNORECASE,
)
_ABOUT: Final = lazy_pattern(r"(?:ca\.?|c\.|circa|about|around|~|\u2248)\s*(.+)", re.IGNORECASE)
_QUALIFIED: Final = lazy_pattern(r"(.+?)\s*([~?%])")
_BETWEEN: Final = lazy_pattern(r"(?:from\s+)?(.+?)\s*(?:\bto\b|\band\b|\.{2,3}|\u2026|/)\s*(.+)")
_WITHIN: Final = lazy_pattern(r"([\[{])\s*(.+?)\s*(?:,|;|/|\u2026|\bor\b)\s*(\d.+?)\s*[\]}]")


def meant_date(text: str) -> tuple[str, ...]:
    """How a date is written here that somebody wrote otherwise; two where it can be two days."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    return tuple(dict.fromkeys(one for one in _dates(plain) if _is_date(one)))


def fault_of_date(text: str, error: DateError) -> str:
    """Why a text is no date, with the one that is meant, or else with all forms of one."""
    meant = " or ".join(meant_date(text))
    return f"{text.strip()!r} is not a date: write {meant}" if meant else str(error)


def _is_date(text: str) -> bool:
    with suppress(DateError):
        return bool(parse_date(text))
    return False


def _dates(text: str) -> Iterator[str]:
    yield text
    yield from _points(text)
    if about := _ABOUT.fullmatch(text):
        yield from (f"{one}~" for one in _points(about[1]))
    if marked := _QUALIFIED.fullmatch(text):
        yield from (f"{one}{marked[2]}" for one in _points(marked[1]))
    if within := _WITHIN.fullmatch(text):
        closing = {"[": "]", "{": "}"}[within[1]]
        yield from (f"{within[1]}{a}..{b}{closing}" for a, b in _ends(within[2], within[3]))
    elif between := _BETWEEN.fullmatch(text):
        yield from (f"{a}/{b}" for a, b in _ends(between[1], between[2]))


def _ends(first: str, last: str) -> Iterator[tuple[str, str]]:
    for start in _points(first):
        ends = [*_points(last)]
        # The second day of a span is often written without what it shares with the first.
        if re.fullmatch(r"\d\d?", last) and len(start) == len("2020-09-27"):
            ends = [f"{start[:8]}{int(last):02}"]
        yield from ((start, end) for end in ends)


def _points(text: str) -> Iterator[str]:
    """A day, or a day and an hour."""
    if _is_date(text):
        yield text
        return
    yield from _days(text)
    if hour := _HOUR.fullmatch(text):
        days = [hour["day"]] if _is_date(hour["day"]) else _days(hour["day"])
        yield from (_at(day, hour) for day in days)


def _days(text: str) -> Iterator[str]:
    for form in _DAYS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            month = parts.get("m") or _number_of_month(parts["name"])
            yield f"{parts['y']}-{int(month):02}-{int(parts['d']):02}"
            return
    if either := _EITHER.fullmatch(text):
        one, other = int(either[1]), int(either[2])
        # Americans begin with the month, most others with the day.
        yield f"{either[3]}-{one:02}-{other:02}"
        yield f"{either[3]}-{other:02}-{one:02}"


def _number_of_month(name: str) -> int:
    return next(i for i, one in enumerate(MONTHS, 1) if one[:3] == name[:3].title())


def _at(day: str, hour: re.Match[str]) -> str:
    number = int(hour["h"])
    if hour["half"]:
        number = number % 12 + (12 if hour["half"][0] in "pP" else 0)
    if number == 24 and hour["min"] == "00" and len(day) == len("2020-09-27"):
        # The end of a day is the beginning of the next one.
        with suppress(ValueError, OverflowError):
            day, number = f"{date.fromisoformat(day) + timedelta(days=1)}", 0
    seconds = f":{hour['s']}" if hour["s"] else ""
    return f"{day}T{number:02}:{hour['min']}{seconds}{_offset(hour['zone'] or '')}"


def _offset(zone: str) -> str:
    if zone[:1] not in ("+", "-"):
        return "Z" if zone else ""
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{zone[0]}{int(hours):02}:{minutes}"


_OPENING: Final = "\"\u201c\u201d\u201e\u201a\u2018\u2019\u00ab\u00bb\u2039\u203a'`\u300c\u300e"
_CLOSING: Final = "\"\u201c\u201d\u2018\u2019\u00ab\u00bb\u2039\u203a'`\u300d\u300f"
_PLACE: Final = (
    r"(?:[Pp]{1,2}|[Pp]ages?|[Pp]ara(?:graph)?s?|[\u00b6\u00a7])\.?\s*(?P<passage>[0-9]+)"
)
_CITED: Final = lazy_pattern(
    rf"(?P<key>[^\s{_OPENING},;]+?)[,:#]?(?:\s*(?<![^\s,:#]){_PLACE}(?:\s*[-\u2013]\s*[Pp]?\d+)?)?"
    rf"[,:]?(?:\s+(?P<open>[{_OPENING}]?)(?P<quote>[^\s{_CLOSING}].*?)?[{_CLOSING}]*)?"
)


def meant_citations(text: str) -> Iterator[str]:
    """How citations are written here that stand otherwise in one line."""
    text = re.sub(rf"[,;]\s*(?={_PLACE})", " ", text)
    pieces = [piece for one in re.split(r"[;,]", text) if (piece := one.strip())]
    # A quote may have such signs in it.
    if len(pieces) > 1 and not any(sign in text for sign in _OPENING):
        for piece in pieces:
            yield from meant_citations(piece)
        return
    match = _CITED.fullmatch(text.strip())
    if match is None:
        return
    passage = f" p{match['passage']}" if match["passage"] else ""
    quotes = re.split(rf"[{_CLOSING}]\s+[{_OPENING}]", match["quote"] or "")
    # Words without marks are a quote only where a passage has been named.
    if match["quote"] and not (match["open"] or passage):
        return
    if any('"' in quote for quote in quotes):
        return
    for quote in quotes:
        yield f"{match['key']}{passage}" + (f' "{quote}"' if quote else "")
