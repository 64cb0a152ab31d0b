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
    names = [(clash.first.owner, clash.then.field, "")]
    names += [(step.later, step.word, step.earlier) for step in clash.steps]
    claims = [one for one in reversed(names) if one[0] in index.claims]
    # One of ours, if there is any: there its author can mend it.
    name, option, word = next((one for one in claims if one[0] in index.home), claims[0])
    return where_written(index.claims[name], option, word)


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


def check_hours(index: Index) -> Iterator[Problem]:
    """Bad: ``08:00`` of two who have two clocks. Good: ``08:00+04:00``."""
    for claim in index.claims.values():
        clocks = index.clocks_of(claim)
        not_before = claim.not_before.date if claim.not_before else None
        dates = {"said": claim.said, "public": claim.public, "not-before": not_before}
        for name, date in dates.items():
            if date and len(date.readings(*clocks)) > 1:
                message = (
                    f":{name}: {date} of {claim.id!r} can be several hours, as clocks differ or "
                    "are changed: write its offset from UTC, as in 2020-09-27T08:03+04:00"
                )
                yield Problem(Code.BAD_DATE, message, where_written(claim, name))


TIME_CHECKS: Final = (check_order, check_instants, check_hours)
"""All checks of time."""
