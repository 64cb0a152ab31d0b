"""When something had been said, in few words: for the picture, the ledgers and the list alike."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.answers.knowing_clock import Clock, Statement
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.model import Answer


def when(one: Statement, clock: Clock) -> str:
    """``28 Sep, by 09:03``; ``27 Sep`` where only the day is known, and so on."""
    first, last = clock.at(one.earliest + 1), clock.at(one.latest)
    # A span begins behind its first minute, which may be the last one of the day before.
    start, end = clock_of(first.clock - 1), clock_of(last.clock)
    days = [words.short_day(date.fromisoformat(day)) for day in (first.day, last.day)]
    if one.is_exact:
        return words.say(words.KNOWN_AT, day=days[1], clock=end)
    if one.has_hour and one.begins_with_hour:
        template = words.KNOWN_BETWEEN if days[0] == days[1] else words.KNOWN_BETWEEN_DAYS
        return words.say(template, day=days[0], last=days[1], start=start, end=end)
    if one.has_hour:
        return words.say(words.KNOWN_BY, day=days[1], clock=end)
    span = days[1] if days[0] == days[1] else words.say(words.SPAN, start=days[0], end=days[1])
    if one.begins_with_hour:
        return words.say(words.KNOWN_AFTER, day=span, clock=start)
    return span


def span_of(earliest: int, latest: int, clock: Clock, *, has_hour: bool) -> str:
    """When the news of a passage had surely been said: ``28 Sep, by 09:03``, or the day."""
    last = clock.at(latest)
    first = words.short_day(date.fromisoformat(clock.at(earliest + 1).day))
    day = words.short_day(date.fromisoformat(last.day))
    if has_hour or earliest == latest:
        return words.say(words.KNOWN_BY, day=day, clock=clock_of(last.clock))
    return day if first == day else words.say(words.SPAN, start=first, end=day)


def moment(minute: int, clock: Clock) -> str:
    """``18:00 on 27 September``."""
    local = clock.at(minute)
    day = date.fromisoformat(local.day)
    return words.say(words.MOMENT, clock=clock_of(local.clock), day=words.day_and_month(day))


def dated_moment(minute: int, clock: Clock) -> str:
    """``18:00 on 27 September 2020``."""
    year = date.fromisoformat(clock.at(minute).day).year
    return words.say(words.MOMENT_OF_YEAR, moment=moment(minute, clock), year=year)


def clock_of(minutes: int) -> str:
    """Minutes of a day as a clock shows them; the end of a day is 24:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def hour_of(clock: Clock, minute: int) -> str:
    """The hour of a minute: 24:00 where a day ends, and 00:00 where the axis begins with one."""
    return clock_of(clock.at(minute).clock if minute else clock.segments[0].clock)


def day_name(day: str) -> str:
    """``Sunday 27 September``."""
    known = date.fromisoformat(day)
    return words.say(
        words.WEEKDAY_AND_DAY, weekday=words.weekday(known), day=words.day_and_month(known)
    )


def pointed_at(one: Statement, clock: Clock) -> str:
    """What a mark says where the pointer is."""
    speaker = words.speakers(link.label for link in one.speakers)
    return words.say(words.POINTED_AT, speaker=speaker, time=when(one, clock))


def passages_said(article: str, labels: Iterable[str]) -> str:
    """What the mark of some passages of an article says where the pointer is."""
    numbers = words.COMMA.join(one.removeprefix("p") for one in labels)
    return words.say(words.PASSAGES, source=article, passages=numbers)


def short_answer(answer: Answer) -> str:
    """An answer in few letters: ``≥ 400``, ``~ 4,000``."""
    if not answer.is_quantity:
        return words.answer(answer)
    return words.short_amount(answer.minimum, answer.maximum, answer.about)


def asked(question: Link, by: Sequence[Link] = ()) -> str:
    """A question as a label before its answers, with those who gave them where they are ``by``."""
    label = question.label.removesuffix(words.QUESTION_MARK)
    if not by:
        return label
    speakers = words.speakers(one.label for one in by)
    return words.say(words.ASKED_OF, question=label, speakers=speakers)


def rest_of(count: int, factor: int) -> str:
    """How many statements are drawn as lines, and how many a line stands for."""
    if factor == 1:
        return words.count_of(count, "more statement, a line each")
    more = words.count_of(count, "more statement")
    return words.say(words.LINES_OF, statements=more, factor=factor)


def short_name(day: str) -> str:
    """``27 Sep``."""
    return words.short_day(date.fromisoformat(day))
