"""Checks of time: what is later in order is not earlier by date, and instants can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.instant_answers import INSTANT_FORM, asks_for_instant, instant_date
from sphinx_dossier.core.model import where_written
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Bound, Clash, Step
    from sphinx_dossier.core.model import Where


def check_order(index: Index) -> Iterator[Problem]:
    """Bad: a figure of Monday that updates one of Tuesday. Good: later follows earlier."""
    for clash in index.instants.clashes:
        if not _is_of_source_alone(clash):
            yield Problem(Code.ORDER_CLASH, _message(clash), _where(index, clash))


def _is_of_source_alone(clash: Clash) -> bool:
    """Whether a claim is only dated after a source that it cites: another check says so."""
    is_cited = [step.word for step in clash.steps] == ["cites"]
    return is_cited and clash.first.field == "said"


def _message(clash: Clash) -> str:
    first, then = clash.first, clash.then
    if not clash.steps:
        return (
            f"{first.owner!r} cannot be as early as its :{then.field}: {then.date} and as late as "
            f"its :{first.field}: {first.date}"
        )
    order = ", and ".join(map(_said, clash.steps))
    return f"{order}; but {_dated(then)} is over before {_dated(first)} begins"


def _said(step: Step) -> str:
    earlier, later = (name.removeprefix("/") for name in (step.earlier, step.later))
    match step.word:
        case "cites":
            return f"{earlier!r} cites {later!r}"
        case "by":
            return f"{later!r} is by the publisher of {earlier!r}"
        case word:
            return f"{later!r} {word} {earlier!r}"


def _dated(bound: Bound) -> str:
    # The date of a source is a field of a .bib entry, and no option.
    field = bound.field if bound.field == "date" else f":{bound.field}:"
    return f"{bound.owner!r} ({field} {bound.date})"


def _where(index: Index, clash: Clash) -> Where:
    """The last claim of those whose order clashes: that is where a relation or a date is wrong."""
    names = [clash.first.owner, *(step.later for step in clash.steps)]
    return index.claims[next(name for name in reversed(names) if name in index.claims)].where


def check_instants(index: Index) -> Iterator[Problem]:
    """Bad: ``= in the morning`` where an instant is asked. Good: ``= about 06:00``."""
    for claim in index.claims.values():
        for answer in claim.answers:
            is_asked = asks_for_instant(index.questions.get(answer.question))
            if is_asked and instant_date(index, claim, answer) is None:
                asked, words = answer.question, answer.words
                message = f"{asked!r} asks for an instant: write {INSTANT_FORM}; not {words!r}"
                where = where_written(claim, "answers", asked)
                yield Problem(Code.BAD_VALUE, message, where)


TIME_CHECKS: Final = (check_order, check_instants)
"""All checks of time."""
