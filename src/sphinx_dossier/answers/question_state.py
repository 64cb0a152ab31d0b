"""How far the answers to a question agree: one word for it, wherever it is shown."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.memo import once
from sphinx_dossier.core.status import roots, standings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index

# Not `conceded`: who concedes a claim grants it, and so does not contest it.
_CONTESTED: Final = frozenset({"denied", "disputed"})


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
    if not claims:
        return "open"
    answers = [standings(index)[claim] for claim in claims]
    if any(one.rivals or _CONTESTED & set(one.marks) for one in answers):
        return "contested"
    origins = {origin for one in answers for origin in one.origins}
    pairs = [pair for pair in combinations(claims, 2) if are_independent(index, *pair)]
    if len(origins) <= 1:
        return "one origin only"
    sides = {index.side_of(origin) for origin in origins}
    # Two bodies without a side are not of one side.
    if len(sides) == 1 and sides != {""}:
        return "one side only"
    # Who adds up what others gave knows no more than they do, whatever else it is called.
    return "agreed" if any(_fit(index, *pair) for pair in pairs) else "one origin only"


def _fit(index: Index, one: str, other: str) -> bool:
    ours, theirs = index.claims[one].answers, index.claims[other].answers
    return ours is not None and theirs is not None and ours.overlaps(theirs)


def are_independent(index: Index, one: str, other: str) -> bool:
    """Whether two claims have no origin and no root in common."""
    standing, rest = standings(index)[one], standings(index)[other]
    has_origins = bool(standing.origins and rest.origins)
    is_apart = not {*standing.origins} & {*rest.origins}
    return has_origins and is_apart and not {*roots(index, one)} & {*roots(index, other)}
