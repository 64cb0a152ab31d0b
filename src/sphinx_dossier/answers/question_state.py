"""How far the answers to a question agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index

# Not `conceded`: who concedes a claim grants it, and so does not contest it.
_CONTESTED: Final = frozenset({"denied", "disputed"})


def question_state(index: Index, question: str) -> str:
    """How far the answers to a question agree: ``open``, ``contested``, ``agreed`` or one-sided.

    Answers are contested that have rivals, or that others deny or dispute; those of one side may
    differ from each other, and agree with nobody. The states are terms of the data.
    """
    claims = index.answers.get(question, ())
    answers = {claim: standings(index)[claim] for claim in claims}
    if any(one.rivals or _CONTESTED & set(one.marks) for one in answers.values()):
        return "contested"
    # Who claims no number agrees with nobody's.
    given = [answers[claim] for claim in claims if not _claims_none(index, claim, question)]
    if not given:
        return "open"
    origins = {origin for one in given for origin in one.origins}
    if len(origins) <= 1:
        return "one origin only"
    sides = {index.side_of(origin) for origin in origins}
    # Two bodies without a side are not of one side.
    return "one side only" if len(sides) == 1 and sides != {""} else "agreed"


def _claims_none(index: Index, claim: str, question: str) -> bool:
    answer = index.answer(claim, question)
    return answer is not None and answer.is_none_claimed
