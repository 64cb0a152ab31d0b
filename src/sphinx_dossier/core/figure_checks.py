"""Checks of figures: the number in ``answers`` is the one that the words say.

A bound stands in the words as itself ("at least 7", "up to nine"), or beside itself where they say
"more than six" or "fewer than ten". "About 4,000" is ``~4000``, or the range about it. A number
that only stands right beside such words is not exact: "more than 550" is not 550. Further off they
only widen what is accepted: whether "over the 7 villages" means more than seven is not guessed. An
article is no "one" where the language tells them apart.
"""

from __future__ import annotations

import re
from math import ceil, floor, isclose
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.index import MOST_COMPARED
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.model import APPROXIMATE, NONE_CLAIMED, where_written
from sphinx_dossier.core.number_vocabulary import vocabulary
from sphinx_dossier.core.numbers_in_text import numbers_in, says_none
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Answer, Claim
    from sphinx_dossier.core.numbers_in_text import Said

# A zero before the sign, as in 0.125, is in no count of thousands.
_DOUBTFUL: Final = lazy_pattern(r"[1-9]\d{0,2}(?:\.\d{3}|,\d{3})")
_MARKED: Final = lazy_pattern(r"[1-9]\d{0,2}(?:[\s.,'’ʼ]\d{3})+")
_ENDS: Final = lazy_pattern(r"\s*\.\.\s*")
_N: Final = r"(\d+(?:\.\d+)?)"
_ABOVE: Final = r"(?:>=?|≥|⩾|at least|more than|over|no less than|min\.?|minimum)"
_BELOW: Final = r"(?:<=?|≤|⩽|at most|less than|fewer than|under|up to|no more than|max\.?)"
_NEAR: Final = r"(?:ca\.?|c\.|circa|about|around|approximately|approx\.?|nearly|almost|≈|±)"
_BETWEEN: Final = r"(?:[-\u2010-\u2014\u2212]|to|or|and|…|\.{3,})"
# How people write bounds and ranges, in signs and in English, and how they are written here.
_MEANT: Final = tuple(
    (lazy_pattern(form, re.IGNORECASE), mend)
    for form, mend in (
        (rf"(?:from |between )?{_N}\s*{_BETWEEN}\s*{_N}", r"\1..\2"),
        (rf"{_ABOVE}\s*{_N}|{_N}\s*(?:\+|or more|and more|plus)", r"\1\2.."),
        (rf"{_BELOW}\s*{_N}", r"..\1"),
        (rf"{_NEAR}\s*{_N}|{_N}\s*(?:\?|or so)", r"~\1\2"),
        (rf"[\u2010-\u2014\u2212]\s*{_N}", r"-\1"),
        (r"(\d+),(\d{1,2})", r"\1.\2"),
        (r"(\d+)[.,%]", r"\1"),
        (r"\.(\d+)", r"0.\1"),
        (r"(?:none|no|nobody|no one|nothing|nil)", NONE_CLAIMED),
        (rf"{_N}\s+[^\W\d_][^\d=]*", r"\1"),
    )
)
_POWER: Final = lazy_pattern(r"\d+(?:\.\d+)?e[+]?\d{1,2}", re.IGNORECASE)
_GROUPED: Final = lazy_pattern(r"\d{1,3}(?:_\d{3})+")
_SHOWN: Final = 6
"""So many numbers of a text are shown in a message."""


def check_notation(index: Index) -> Iterator[Problem]:
    """Bad: ``= 4.000``, which is four or four thousand. Good: ``= 4000``."""
    for claim in index.claims.values():
        for answer in claim.answers:
            asked = index.questions.get(answer.question)
            is_number = answer.is_quantity or (asked and asked.known_kind == "quantity")
            fault = fault_of_notation(answer) if is_number else None
            if fault:
                code, message = fault
                where = where_written(claim, "answers", answer.question)
                yield Problem(code, f":answers: {answer.question} = {message}", where)


def fault_of_notation(answer: Answer) -> tuple[Code, str] | None:
    """What is wrong with the way in which a number is written, and its mend."""
    # With a thousands sign it is no number for the reader of options, and so stays in words.
    faults = (_fault_of_end(end.lstrip("~-− ")) for end in _ENDS.split(answer.words))
    return next(filter(None, faults), None)


def _fault_of_end(written: str) -> tuple[Code, str] | None:
    bare = re.sub(r"\D", "", written)
    if _DOUBTFUL.fullmatch(written):
        whole, rest = re.split("[.,]", written)
        decimal = f"{whole}.{rest.rstrip('0')}".rstrip(".")
        # With a nought more it is no group of three, and the same number.
        mend = decimal if rest.endswith("0") else f"{decimal}0"
        return Code.DOUBTFUL_NUMBER, f"{written} is {decimal} or {bare}: write {mend} or {bare}"
    if _MARKED.fullmatch(written):
        return Code.BAD_VALUE, f"{written} has signs between its thousands: write {bare}"
    return None


def meant_figure(words: str, language: str) -> str:
    """How a number is written here that somebody wrote otherwise; ``""`` where that is unsure."""
    text = words.strip()
    for form, mend in _MEANT:
        if match := form.fullmatch(text):
            return match.expand(mend)
    if _POWER.fullmatch(text):
        # Fifteen digits are those that a float holds for certain.
        return f"{float(text):.15g}"
    if _GROUPED.fullmatch(text):
        return text.replace("_", "")
    # One word for a number; several may say more than it.
    said = [] if re.search(r"\s|[0-9]", text) else [*numbers_in(text, language)]
    return f"{said[0].value:.15g}" if len(said) == 1 else ""


def check_figures(index: Index) -> Iterator[Problem]:
    """Bad: ``= 505`` below "550 dead". Good: the number that the text or the quote says."""
    for claim in index.claims.values():
        for answer in claim.answers:
            if not answer.is_quantity or fault_of_notation(answer):
                continue
            where = where_written(claim, "answers", answer.question)
            if _is_denied_zero(claim, answer):
                message = (
                    f"{claim.id!r} denies, and a denial of a number is not the number 0: write "
                    f"`{answer.question} = {NONE_CLAIMED}`, or leave the answer out"
                )
                yield Problem(Code.DENIAL_AS_ZERO, message, where)
            elif message := _missing(index, claim, answer):
                yield Problem(Code.FIGURE_NOT_IN_TEXT, message, where)


def _is_denied_zero(claim: Claim, answer: Answer) -> bool:
    return claim.known_act == "denies" and answer.maximum == 0


def _missing(index: Index, claim: Claim, answer: Answer) -> str:
    """What of an answer neither the text nor a quote says; ``""`` if they say all of it."""
    texts = [*_texts(index, claim)]
    said = [one for text, language in texts for one in numbers_in(text, language)]
    if _is_about(answer, said):
        return ""
    if answer.about is not None:
        return _message(index, claim, answer, f"about {answer.about:.15g}", said)
    for end in _ends(answer):
        is_none = end == 0 and any(says_none(text, language) for text, language in texts)
        if not is_none and not any(_says(one, end, answer) for one in said):
            return _message(index, claim, answer, f"{end:.15g}", said)
    return _inexact(claim, answer, said)


def _inexact(claim: Claim, answer: Answer, said: Iterable[Said]) -> str:
    """What is wrong with an exact number that the words only call a bound or approximate."""
    value = answer.number
    same = [one for one in said if value is not None and isclose(one.value, value)]
    if answer.about is not None or not same or any(one.is_bare for one in same):
        return ""
    return (
        f"{claim.id!r} answers {answer.question} = {answer.words}, and its words call that number "
        f"a bound, or approximate: write {value:.15g}.. or ..{value:.15g}, or ~{value:.15g}"
    )


def _texts(index: Index, claim: Claim) -> Iterator[tuple[str, str]]:
    """What a claim says and quotes, each with a language that it may be in."""
    yield claim.text, index.language
    for citation in claim.cites:
        if citation.quote:
            source = index.source(citation.source)
            languages = (index.language, source.language if source else "")
            yield from ((citation.quote, one) for one in dict.fromkeys(languages) if one)


def _ends(answer: Answer) -> Iterator[float]:
    low, high = answer.minimum, answer.maximum
    # From nought to nine is "up to nine": nobody says the nought.
    if low is not None and (low != 0 or high == 0):
        yield low
    if high is not None and high != low:
        yield high


def _says(one: Said, end: float, answer: Answer) -> bool:
    """Whether a number is the end of an answer, or the next one, which the words leave out."""
    # So little that one more makes a difference up to the billiards; 0.55 million is not exact.
    if isclose(one.value, end, rel_tol=4e-16):
        return True
    if answer.minimum == answer.maximum:
        return False
    if one.value + 1 == end == answer.minimum:
        return one.is_called("above")
    return one.value - 1 == end == answer.maximum and one.is_called("below")


def _is_about(answer: Answer, said: Iterable[Said]) -> bool:
    """Whether an answer is a number that is called approximate, or the range about one."""
    if (about := answer.about) is not None:
        return any(isclose(one.value, about) and one.is_called("about") for one in said)
    low, high = answer.minimum, answer.maximum
    if low is None or high is None or low == high:
        return False
    return any(
        _is_bound(low, one.value * (1 - APPROXIMATE))
        and _is_bound(high, one.value * (1 + APPROXIMATE))
        and one.is_called("about")
        for one in said
    )


def _is_bound(end: float, exact: float) -> bool:
    """Whether a bound is an exact one, or the whole number on either side of it."""
    # 1.1 times a number is not exactly a tenth more.
    near = round(exact, 9)
    return isclose(end, near) or end in (floor(near), ceil(near))


def _message(index: Index, claim: Claim, answer: Answer, sought: str, said: Iterable[Said]) -> str:
    numbers = [f"{value:.15g}" for value in dict.fromkeys(one.value for one in said)]
    shown = ", ".join(numbers[:_SHOWN]) or "no number"
    spelt = "" if vocabulary(index.language).is_spelt else " in digits"
    return (
        f"{claim.id!r} answers {answer.question} = {answer.words}, and neither its text nor a "
        f"quote says {sought} (but {shown}): write the number{spelt} there, or correct :answers:"
    )


def check_answers(index: Index) -> Iterator[Problem]:
    """Bad: 1,000 claims that answer one question. Good: a question for each place or period."""
    for question, claims in index.answers.items():
        if len(claims) > MOST_COMPARED and (asked := index.questions.get(question)):
            message = (
                f"{len(claims)} claims answer {question!r}, and only the first {MOST_COMPARED} of "
                "them, by date, are compared: divide the question, by place or period"
            )
            yield Problem(Code.TOO_LARGE, message, asked.where)


def check_counts(index: Index) -> Iterator[Problem]:
    """Bad: 5 updates 7 where a count can only rise. Good: 5 corrects 7."""
    for claim in index.claims.values():
        for answer in claim.answers:
            asked = index.questions.get(answer.question)
            if asked is None or asked.cumulative != "yes":
                continue
            for other in index.related(claim.id, "updates"):
                before = index.answer(other, asked.id)
                if before and _is_less(answer, before):
                    message = (
                        f"{claim.id!r} updates {other!r} and has fewer: the count {asked.id!r} "
                        "can only rise, so write :corrects: if the greater number was taken back"
                    )
                    where = where_written(claim, "updates", other)
                    yield Problem(Code.COUNT_FALLS, message, where)


def _is_less(answer: Answer, other: Answer) -> bool:
    return answer.is_quantity and other.is_quantity and not other.is_at_most(answer)


FIGURE_CHECKS: Final = (check_notation, check_figures, check_answers, check_counts)
"""All checks of figures."""
