"""How far the answers to a question agree: one word for it, wherever it is shown."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.core.index import MOST_COMPARED
from sphinx_dossier.core.instant_answers import say_same
from sphinx_dossier.core.lines import challenged
from sphinx_dossier.core.memo import nameless
from sphinx_dossier.core.origins import are_independent, is_opinion, own_origins, said_first
from sphinx_dossier.core.status import is_taken_back, standings, turning_against

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    return as_of or index.day_of(index.home.get(question, ""))


def question_state(index: Index, question: str, as_of: Date | None = None) -> QuestionState:
    """The state of a question, by default on the as-of day of the page that defines it."""
    own = day_of_question(index, question)
    day = as_of or own
    before, now = (_states(one)[question] for one in (index.known_on(day), index.seen_from(own)))
    later = now if now != before else ""
    return QuestionState(before, day if later or day != own else None, later)


@nameless
def _states(index: Index) -> Mapping[str, str]:
    """Question id -> the state that follows from all answers in ``index``."""
    return {question: _state(index, question) for question in index.questions}


def _state(index: Index, question: str) -> str:
    """The first of ``QUESTION_STATES`` that holds of the answers in ``index``."""
    claims = index.answers.get(question, ())
    standing = _standing(index, claims)
    if (
        _exclude_each_other(index, question, standing)
        or any(_is_turned_against(index, question, one, one in standing) for one in claims)
        or _is_any_number_denied(index, question, standing)
    ):
        return "contested"
    # Who claims no number agrees with nobody's.
    standing = [claim for claim in standing if not _claims_none(index, claim, question)]
    if not standing:
        return "open"
    origins = {origin for claim in standing for origin in own_origins(index)[claim]}
    sides = {index.side_at_home(origin) for origin in origins}
    # Two bodies without a side are not of one side.
    if len(origins) > 1 and len(sides) == 1 and sides != {""}:
        return "one side only"
    # Who adds up what others gave knows no more than they do, whatever else it is called.
    pairs = [
        pair for pair in combinations(standing[:MOST_COMPARED], 2) if are_independent(index, *pair)
    ]
    if any(_agree(index, question, *pair) for pair in pairs):
        return "agreed"
    return "compatible" if pairs else "one origin only"


def _standing(index: Index, claims: Sequence[str]) -> list[str]:
    """The answers that who gave them has not replaced by another one since, nor taken back."""
    origins, known = own_origins(index), {*claims}
    replaced = {
        turn.against
        for claim in claims
        for turn in turning_against(index, claim, "updated")
        if turn.claim in known and origins[turn.claim] & origins[turn.against]
    }
    lines = {claim: {claim, *challenged(index, claim)} for claim in claims}
    claims = [one for one in claims if not _is_withdrawn(index, one)] or claims
    # In a circle of updates, which the checks report, none is the last.
    return [claim for claim in claims if lines[claim].isdisjoint(replaced)] or [*claims]


def _is_withdrawn(index: Index, claim: str) -> bool:
    """Whether who answered takes that back, without another answer."""
    asked = {answer.question for answer in index.claims[claim].answers}
    origins = own_origins(index)
    return any(
        origins[claim] & origins[other]
        for one in challenged(index, claim)
        for other in index.related(one, "corrected-by", "denied-by")
        if asked.isdisjoint(answer.question for answer in index.claims[other].answers)
    )


def _exclude_each_other(index: Index, question: str, claims: Sequence[str]) -> bool:
    known = {*claims}
    return any(
        rival.question == question and rival.claim in known
        for claim in claims
        for rival in standings(index)[claim].rivals
    )


def _is_turned_against(index: Index, question: str, claim: str, is_standing: bool) -> bool:
    """Whether somebody else denies or disputes what a claim answers, and has not taken that back.

    Who answers some of the same questions speaks of these, and of no other answer of the claim. An
    answer that was replaced is no matter to who has given another one: that one is compared.
    """
    asked = {answer.question for answer in index.claims[claim].answers}
    for status in ("denied", "disputed"):
        for turn in turning_against(index, claim, status):
            answered = {answer.question for answer in index.claims[turn.claim].answers}
            is_meant = question in answered or not answered & asked
            has_own = question in answered and not _claims_none(index, turn.claim, question)
            if is_meant and (is_standing or not has_own) and not is_taken_back(index, turn.claim):
                return True
    return False


def _is_any_number_denied(index: Index, question: str, claims: Sequence[str]) -> bool:
    """Whether somebody denies and claims no number, and another body gives one."""
    origins = own_origins(index)
    deniers = [
        claim
        for claim in claims
        # An agency that passes a denial on denies nothing itself.
        if any(one.known_act == "denies" for one in said_first(index, claim))
        and _claims_none(index, claim, question)
    ]
    numbers = [claim for claim in claims if _gives_number(index, claim, question)]
    return any(origins[one].isdisjoint(origins[other]) for one in deniers for other in numbers)


def _gives_number(index: Index, claim: str, question: str) -> bool:
    answer = index.answer(claim, question)
    # Who says that there were none is not contradicted by who denies that there were some.
    return answer is not None and answer.is_quantity and answer.maximum != 0


def _claims_none(index: Index, claim: str, question: str) -> bool:
    answer = index.answer(claim, question)
    return answer is not None and answer.is_none_claimed


def _agree(index: Index, question: str, one: str, other: str) -> bool:
    """Whether two answers say the same, and both as facts or both as opinions."""
    ours, theirs = (index.answer(claim, question) for claim in (one, other))
    if ours is None or theirs is None or is_opinion(index, one) != is_opinion(index, other):
        return False
    return say_same(index, (index.claims[one], ours), (index.claims[other], theirs))
