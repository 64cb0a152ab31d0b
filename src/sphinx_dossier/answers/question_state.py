"""How far the answers to a question agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index

_CONTESTED: Final = frozenset({"denied", "disputed"})


def question_state(index: Index, question: str) -> str:
    """How far the answers to a question agree: ``open``, ``contested``, ``agreed`` or one-sided.

    Answers are contested that have rivals, or that others deny or dispute; those of one side may
    differ from each other, and agree with nobody. The states are terms of the data.
    """
    answers = [standings(index)[claim] for claim in index.answers.get(question, ())]
    if not answers:
        return "open"
    if any(one.rivals or _CONTESTED & set(one.marks) for one in answers):
        return "contested"
    origins = {origin for one in answers for origin in one.origins}
    if len(origins) <= 1:
        return "one origin only"
    sides = {index.side_of(origin) for origin in origins}
    return "one side only" if len(sides) == 1 and sides != {""} else "agreed"
