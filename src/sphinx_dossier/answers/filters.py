"""The one small filter that all views share."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from sphinx_dossier.core import status as core_status
from sphinx_dossier.core.kinds import KINDS, FieldRow, FieldType
from sphinx_dossier.core.model import (
    ACTOR_KINDS,
    STATUSES,
    Actor,
    Claim,
    Event,
    Object,
    Place,
    Question,
    kind_of,
)
from sphinx_dossier.core.noted_reads import unnoted
from sphinx_dossier.core.side_checks import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index

AnyObject = TypeVar("AnyObject", bound=Object)
FILTER_OPTIONS: Final = (
    FieldRow("kind", FieldType.WORD, "Objects of this kind only", choices=(*KINDS, "source")),
    FieldRow(
        "actor-kind",
        FieldType.WORDS,
        "Actors of these kinds only",
        choices=ACTOR_KINDS,
        part="actors",
    ),
    FieldRow(
        "by",
        FieldType.IDS,
        "Claims by these actors, or by those who speak for them",
        kinds=("actor",),
    ),
    FieldRow("about", FieldType.IDS, "What concerns these objects, in this order", kinds=(*KINDS,)),
    FieldRow("side", FieldType.ID, "Claims and actors of this side only"),
    FieldRow("from", FieldType.DATE, "What begins on this date or later", attribute="start"),
    FieldRow("to", FieldType.DATE, "What begins on this date or earlier", attribute="end"),
    FieldRow("status", FieldType.WORDS, "Claims that became one of these", choices=STATUSES),
)
"""The options of the one filter that all views share."""


class Filter(NamedTuple):
    """What a view takes: empty fields let everything pass."""

    kind: str = ""
    actor_kind: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    side: str = ""
    start: Date | None = None
    end: Date | None = None
    status: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """A short word by which views with different filters differ on one page."""
        # Six digits are 16 million words for the few views of a page.
        # Addresses have it: the last option came later, and changes none where it is not used.
        known = repr(self) if self.status else repr(self).rpartition(",")[0] + ")"
        return sha256(known.encode()).hexdigest()[:6]

    def takes_date(self, date: Date | None) -> bool:
        """Whether ``date`` begins in the span; what has no date only where no span is asked."""
        if date is None:
            return self.start is None and self.end is None
        begins = date.anchor
        # A date that is known by its month alone is taken if any day of it can be in the span.
        is_after = self.start is None or not begins.is_over_before(self.start.anchor)
        return is_after and not (self.end and self.end.anchor.is_over_before(begins))


EVERYTHING: Final = Filter()


def filter_of(values: Mapping[str, Any]) -> Filter:
    """The filter among the values of options."""
    given = {name: value for name, value in values.items() if name in Filter._fields}
    return Filter(**given) if given else EVERYTHING


def passes(index: Index, object_: Object, wanted: Filter) -> bool:
    """Whether an object is of what a view takes."""
    # What other sites say is shown where ours relates to it, and in no list of what we have.
    is_listed = object_.id in index.home and wanted.kind in ("", kind_of(object_))
    if not is_listed or (wanted.about and not _concerns(index, object_) & set(wanted.about)):
        return False
    match object_:
        case Actor():
            return _passes_actor(index, object_, wanted)
        case Claim():
            return _passes_claim(index, object_, wanted)
        case Event():
            return wanted.takes_date(index.when.get(object_.id))
        case Question():
            return _passes_question(index, object_, wanted)
        case Place():
            # It has no date, no speaker and no side that the filter could ask for.
            return True


def passing(index: Index, table: Mapping[str, AnyObject], wanted: Filter) -> list[AnyObject]:
    """The objects of a table that a view takes; who asks has looked at none of the others."""
    # No name has a part in what passes.
    taken = unnoted(lambda: [key for key, one in table.items() if passes(index, one, wanted)])
    return [table[key] for key in taken]


def _passes_actor(index: Index, actor: Actor, wanted: Filter) -> bool:
    if wanted.actor_kind and actor.kind not in wanted.actor_kind:
        return False
    return not wanted.side or (index.side_of(actor.id) or OUTSIDE) == wanted.side


def _passes_question(index: Index, question: Question, wanted: Filter) -> bool:
    """Whether a question is answered in a span, if one is asked."""
    answers = index.answers.get(question.id, ())
    has_span = wanted.start is not None or wanted.end is not None
    return not has_span or any(wanted.takes_date(index.said.get(key)) for key in answers)


def _passes_claim(index: Index, claim: Claim, wanted: Filter) -> bool:
    if wanted.by and not set(index.bodies_of(claim)) & set(wanted.by):
        return False
    if wanted.side and wanted.side not in {side or OUTSIDE for side in index.sides_of(claim)}:
        return False
    if wanted.status and core_status.standings(index)[claim.id].status not in wanted.status:
        return False
    return wanted.takes_date(index.said.get(claim.id))


def _concerns(index: Index, object_: Object) -> set[str]:
    """What an object is about: itself, and what it names.

    An actor is about all for whom it speaks, a place about all that it lies in, a claim also about
    what the questions are about that it answers.
    """
    match object_:
        case Actor():
            return set(index.line_of(object_.id))
        case Place():
            return set(index.around(object_.id))
        case Event():
            return {object_.id, *object_.at, *object_.with_, object_.part_of}
        case Question():
            return {object_.id, *object_.about}
        case Claim():
            return _concerns_of_claim(index, object_)


def _concerns_of_claim(index: Index, claim: Claim) -> set[str]:
    about = {claim.id, *claim.to, *claim.at, claim.event}
    for answer in claim.answers:
        asked = index.questions.get(answer.question)
        about |= {answer.question, *(asked.about if asked else ())}
    return about
