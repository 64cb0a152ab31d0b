"""How far the answers to a question agree: one word for it, wherever it is shown."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.core.index import MOST_COMPARED
from sphinx_dossier.core.instant_answers import can_both_hold
from sphinx_dossier.core.lines import AGAINST, challenged
from sphinx_dossier.core.memo import once
from sphinx_dossier.core.origins import are_independent
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index


class QuestionState(NamedTuple):
    """How the answers of a question stood on its as-of day, and what became of that later.

    ``word`` and ``later`` are of ``QUESTION_STATES``; ``later`` is empty where what was said after
    the day changes nothing. ``as_of`` is the day where it has to be said: where something changed
    later, and where a view asks for another day than that of the question.
    """

    word: str
    as_of: Date | None = None
    later: str = ""


def day_of_question(index: Index, question: str, as_of: Date | None = None) -> Date | None:
    """The day up to which answers count: ``as_of``, or that of the page that has the question."""
    return as_of or index.day_of(index.home[question])


def question_state(index: Index, question: str, as_of: Date | None = None) -> QuestionState:
    """The state of a question, by default on the as-of day of the page that defines it."""
    own = day_of_question(index, question)
    day = as_of or own
    before, now = (_states(one)[question] for one in (index.known_on(day), index.seen_from(own)))
    later = now if now != before else ""
    return QuestionState(before, day if later or day != own else None, later)


@once
def _states(index: Index) -> Mapping[str, str]:
    """Question id -> the state that follows from all answers in ``index``."""
    return {question: _state(index, question) for question in index.questions}


def _state(index: Index, question: str) -> str:
    """The first of ``QUESTION_STATES`` that holds of the answers in ``index``."""
    claims = index.answers.get(question, ())
    if any(_is_contested(index, question, claim) for claim in claims):
        return "contested"
    # Who claims no number agrees with nobody's.
    claims = tuple(claim for claim in claims if not _claims_none(index, claim, question))
    if not claims:
        return "open"
    origins = {origin for claim in claims for origin in standings(index)[claim].origins}
    if len(origins) <= 1:
        return "one origin only"
    sides = {index.side_of(origin) for origin in origins}
    # Two bodies without a side are not of one side.
    if len(sides) == 1 and sides != {""}:
        return "one side only"
    # Who adds up what others gave knows no more than they do, whatever else it is called.
    pairs = combinations(claims[:MOST_COMPARED], 2)
    return "agreed" if any(_agree(index, question, *pair) for pair in pairs) else "one origin only"


def _claims_none(index: Index, claim: str, question: str) -> bool:
    answer = index.answer(claim, question)
    return answer is not None and answer.is_none_claimed


def _is_contested(index: Index, question: str, claim: str) -> bool:
    """Whether an answer has a rival in this question, or others deny or dispute the claim."""
    standing = standings(index)[claim]
    if any(rival.question == question for rival in standing.rivals) or "denied" in standing.marks:
        return True
    # The claim may be disputed for what it answers to another question only.
    line = challenged(index, claim)
    is_turned_against = any(index.related(one, *AGAINST["disputed"]) for one in line)
    return is_turned_against and "disputed" in standing.marks


def _agree(index: Index, question: str, one: str, other: str) -> bool:
    ours, theirs = (index.answer(claim, question) for claim in (one, other))
    if ours is None or theirs is None:
        return False
    pair = (index.claims[one], ours), (index.claims[other], theirs)
    return can_both_hold(index, *pair) and are_independent(index, one, other)
