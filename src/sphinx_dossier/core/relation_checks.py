"""Checks of relations between claims: who corroborates whom, and what no source prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.identifiers import site_of
from sphinx_dossier.core.model import where_written
from sphinx_dossier.core.origins import dependence, unlikeness
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.core.status import differing_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Claim


def check_corroboration(index: Index) -> Iterator[Problem]:
    """Bad: `corroborates: b`. Good: `corroborates: b "the mill feeds the town"`."""
    for claim, relation, other in _corroborating(index):
        where = where_written(claim, relation, other.id)
        if not index.end(claim.id, relation, other.id).proposition:
            message = (
                f'say what {claim.id!r} and {other.id!r} both state: {other.id} "what both say"'
            )
            yield Problem(Code.NO_PROPOSITION, message, where)
        if reason := unlikeness(index, claim.id, other.id):
            yield Problem(Code.NOT_ALIKE, reason, where)
        elif question := differing_answer(index, claim.id, other.id):
            message = (
                f"{claim.id!r} and {other.id!r} give numbers to {question!r} that cannot both "
                "hold, and are said to state one of them: say what both state"
            )
            yield Problem(Code.NOT_ALIKE, message, where)
        # Whether two deeds are independent is no question.
        elif shared := dependence(index, claim.id, other.id):
            message = f"{claim.id!r} and {other.id!r} do not corroborate each other: {shared.value}"
            yield Problem(Code.NOT_INDEPENDENT, message, where)


def _corroborating(index: Index) -> Iterator[tuple[Claim, str, Claim]]:
    """Each claim that says it corroborates or is corroborated, in which word, and the other one."""
    for claim in index.claims.values():
        for relation, ends in claim.relations:
            if relation in ("corroborates", "corroborated-by"):
                known = (index.claims.get(end.claim) for end in ends)
                yield from ((claim, relation, one) for one in known if one and one is not claim)


_EXCLUDED: Final = ("denies", "disputes", "corrects")
"""What nobody does to a claim that he passes on unchanged."""


def check_contradictions(index: Index) -> Iterator[Problem]:
    """Bad: a claim that both repeats and denies another one. Good: one of the two."""
    for claim in index.claims.values():
        repeated = {*index.related(claim.id, "repeats")}
        for relation in _EXCLUDED:
            for other in index.related(claim.id, relation):
                # What others say of claims of ours is theirs to mend.
                if other in repeated and not site_of(claim.id):
                    message = (
                        f"{claim.id!r} {relation} {other!r} and repeats it: keep one of the two, "
                        f"or write :drifted-from: for :repeats:"
                    )
                    where = where_written(claim, relation, other)
                    yield Problem(Code.NOT_ALIKE, message, where)


def check_inferences(index: Index) -> Iterator[Problem]:
    """Bad: `via: agency?` alone. Good: with `inferred: the caption names the agency`."""
    for claim in index.claims.values():
        inferred = next(_inferred(claim), None)
        if inferred and not claim.inferred:
            message = f"claim {claim.id!r} has an id with `?`: say in :inferred: why it is likely"
            where = where_written(claim, *inferred)
            yield Problem(Code.INFERENCE_WITHOUT_REASON, message, where)
        elif claim.inferred and not inferred:
            message = (
                f"claim {claim.id!r} has :inferred: and nothing that is: put `?` behind the id in "
                ":via: or a relation that no source prints"
            )
            where = where_written(claim, "inferred")
            yield Problem(Code.INFERENCE_WITHOUT_REASON, message, where)


def _inferred(claim: Claim) -> Iterator[tuple[str, str]]:
    """The options of a claim with an id that no source prints, and that id."""
    yield from (("via", relay.actor) for relay in claim.via if relay.is_inferred)
    for relation, ends in claim.relations:
        yield from ((relation, end.claim) for end in ends if end.is_inferred)


def check_drifts(index: Index) -> Iterator[Problem]:
    """Bad: a drift from words that only the changed text shows. Good: `drifted-from: a?`."""
    for claim in index.claims.values():
        for other in index.related(claim.id, "drifted-from"):
            if site_of(other) and not _names(claim, other):
                # Others say so, of words of ours: that is theirs to show.
                continue
            is_seen = bool(_cited(index.claims[other]) - _cited(claim))
            if not is_seen and not index.is_inferred(claim.id, other, "drifted-from"):
                message = (
                    f"nobody has seen {other!r} but in what {claim.id!r} cites: cite it where it "
                    f"was first said, or write {other}? and :inferred: with the reason"
                )
                where = where_written(claim, "drifted-from", other)
                yield Problem(Code.DRIFT_FROM_UNSEEN, message, where)


def check_drift_parts(index: Index) -> Iterator[Problem]:
    """Bad: ``:drift-parts:`` without a drift. Good: with ``:drifted-from:``."""
    for claim in index.claims.values():
        if claim.drift_parts and not index.related(claim.id, "drifted-from"):
            message = (
                f"claim {claim.id!r} has :drift-parts: and no :drifted-from: : write from which "
                "claim it drifted"
            )
            yield Problem(Code.MISSING_FIELD, message, where_written(claim, "drift-parts"))


def _names(claim: Claim, other: str) -> bool:
    return any(end.claim == other for _, ends in claim.relations for end in ends)


def _cited(claim: Claim) -> set[tuple[str, str]]:
    return {(citation.source, citation.passage) for citation in claim.cites}


RELATION_CHECKS: Final = (
    check_corroboration,
    check_contradictions,
    check_inferences,
    check_drifts,
    check_drift_parts,
)
"""All checks of relations."""
