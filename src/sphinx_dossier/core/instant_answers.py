"""Answers to questions of kind *instant*: when something was, as a date that can be compared."""

from __future__ import annotations

import datetime as dt
import re
from itertools import permutations
from typing import TYPE_CHECKING

from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.instants import date_span, day_of
from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Span
    from sphinx_dossier.core.model import Answer, Claim, Question

INSTANT_FORM = "06:00, about 06:00, by 06:00, after 06:00, 06:00..07:10, or an EDTF date"
"""How an answer to such a question is written, for messages."""
_TIME = r"\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?[~?%]?"
_CLOCK = lazy_pattern(_TIME, re.ASCII)
_WORDED = lazy_pattern(r"(about|by|after)\s+(\S+)")
_BETWEEN = lazy_pattern(rf"({_TIME})\s*\.\.\s*({_TIME})", re.ASCII)
_FORMS = {"about": "{}~", "by": "[..{}]", "after": "[{}..]"}


def instant_date(index: Index, claim: Claim | None, answer: Answer) -> Date | None:
    """When the answer of a claim places what is asked for; ``None`` where it cannot be read.

    A time alone is one of the day of the event that the question is about, else of the claim's
    event, else of the day on which it was said.
    """
    try:
        return parse_date(_as_edtf(answer.words, _day(index, claim, answer)))
    except DateError:
        return None


def instant_span(index: Index, claim: Claim, answer: Answer) -> Span | None:
    """The span of that date; a time without an offset is on the clock of the speaker."""
    date = instant_date(index, claim, answer)
    return date_span(date, index.clocks_of(claim)) if date else None


def can_both_hold(index: Index, one: tuple[Claim, Answer], other: tuple[Claim, Answer]) -> bool:
    """Whether two answers to a question can both be right.

    Instants are compared as spans: ``09:00+04:00`` and ``07:00+02:00`` are one.
    """
    question = index.questions.get(one[1].question)
    if asks_for_instant(question):
        spans = (instant_span(index, *one), instant_span(index, *other))
        if spans[0] and spans[1]:
            return spans[0].meets(spans[1])
    return one[1].overlaps(other[1]) or _has_risen(index, one, other)


def _has_risen(index: Index, *pairs: tuple[Claim, Answer]) -> bool:
    """Whether a count that can only rise may have done so between the days of two answers."""
    question = index.questions.get(pairs[0][1].question)
    if question is None or question.cumulative != "yes":
        return False
    return any(
        _is_of_earlier_day(index, first[0], then[0]) and first[1].is_at_most(then[1])
        # Either of the two may be the earlier.
        for first, then in permutations(pairs)
    )


def _is_of_earlier_day(index: Index, first: Claim, then: Claim) -> bool:
    if first.said is None or then.said is None:
        return False
    ends, begins = (index.instants.spans[one.id] for one in (first, then))
    return day_of(ends.latest, index.clock) < day_of(begins.earliest, index.clock)


def say_same(index: Index, one: tuple[Claim, Answer], other: tuple[Claim, Answer]) -> bool:
    """Whether two answers to a question say the same, and not only what can hold at once.

    Instants are the same where their spans are, or where one is approximate and holds the other.
    """
    question = index.questions.get(one[1].question)
    if asks_for_instant(question):
        ours, theirs = instant_span(index, *one), instant_span(index, *other)
        if ours and theirs:
            return (
                _moments(ours) == _moments(theirs)
                or (_is_about(index, *one) and ours.holds(theirs))
                or (_is_about(index, *other) and theirs.holds(ours))
            )
    return one[1].says_same(other[1])


def _moments(span: Span) -> tuple[datetime, datetime]:
    return span.earliest.moment, span.latest.moment


def _is_about(index: Index, claim: Claim, answer: Answer) -> bool:
    date = instant_date(index, claim, answer)
    return date is not None and date.is_approximate and not date.shape


def asks_for_instant(question: Question | None) -> bool:
    """Whether a question asks when something was."""
    return question is not None and question.known_kind == "instant"


def _as_edtf(words: str, day: str) -> str:
    if between := _BETWEEN.fullmatch(words):
        return f"[{day}T{between[1]}..{_day_of_end(day, between[1], between[2])}T{between[2]}]"
    form, time = "{}", words
    if worded := _WORDED.fullmatch(words):
        form, time = _FORMS[worded[1]], worded[2]
    return form.format(f"{day}T{time}" if _CLOCK.fullmatch(time) else time)


def _day_of_end(day: str, start: str, end: str) -> str:
    """The day of the second of two times: the next one where the first is later on one clock."""
    zones = [re.sub(r"^\d\d:\d\d(?::\d\d)?|[~?%]$", "", time) for time in (start, end)]
    if not day or zones[0] != zones[1] or start[:8] <= end[:8]:
        return day
    try:
        return f"{dt.date.fromisoformat(day) + dt.timedelta(days=1)}"
    except OverflowError:
        return day


def _day(index: Index, claim: Claim | None, answer: Answer) -> str:
    question = index.questions.get(answer.question)
    names = (*(question.about if question else ()), claim.event if claim else "")
    dates = [event.when for name in names if (event := index.events.get(name))]
    for date in (*dates, claim.said if claim else None):
        if date and date.anchor.first.date() == date.anchor.last.date():
            return f"{date.anchor.first.date()}"
    # No day: then the time alone cannot be read, and the check says what to write.
    return ""
