"""The one small filter that all views share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.kinds import KINDS, FieldRow, FieldType
from sphinx_dossier.core.model import ACTOR_KINDS, Actor, Claim, Event, Object, Question, kind_of

if TYPE_CHECKING:
    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index

OUTSIDE: Final = "outside"
"""The ledger's column for everybody who is on no side."""


FILTER_OPTIONS: Final = (
    FieldRow("kind", FieldType.WORD, "Objects of this kind only", choices=(*KINDS, "source")),
    FieldRow("actor-kind", FieldType.WORDS, "Actors of these kinds only", choices=ACTOR_KINDS),
    FieldRow("by", FieldType.IDS, "Claims by these actors, or by those who speak for them"),
    FieldRow("about", FieldType.IDS, "What concerns these objects, in this order"),
    FieldRow("side", FieldType.ID, "Claims and actors of this side only"),
    FieldRow("from", FieldType.DATE, "What begins on this date or later", attribute="start"),
    FieldRow("to", FieldType.DATE, "What begins on this date or earlier", attribute="end"),
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

    def takes_date(self, date: Date | None) -> bool:
        """Whether ``date`` begins in the span; what has no date only where no span is asked."""
        if date is None:
            return self.start is None and self.end is None
        begins = date.anchor
        # A date that is known by its month alone is taken if any day of it can be in the span.
        is_after = self.start is None or begins.last >= self.start.first
        return is_after and (self.end is None or begins.first <= self.end.last)


EVERYTHING: Final = Filter()


def passes(index: Index, object_: Object, wanted: Filter) -> bool:
    """Whether an object is of what a view takes."""
    if wanted.kind and kind_of(object_) != wanted.kind:
        return False
    if isinstance(object_, Actor):
        kinds, side = wanted.actor_kind, wanted.side
        fits_kind = not kinds or object_.kind in kinds
        return fits_kind and (not side or index.side_of(object_.id) == side)
    if isinstance(object_, Claim):
        return _passes_claim(index, object_, wanted)
    if isinstance(object_, Event):
        return wanted.takes_date(object_.when)
    if isinstance(object_, Question):
        return _passes_question(index, object_, wanted)
    # A place has no date, no speaker and no side that the filter could ask for.
    return True


def _passes_question(index: Index, question: Question, wanted: Filter) -> bool:
    """Whether a question is about what is wanted and, if a span is asked, answered in it."""
    if wanted.about and not {question.id, *question.about} & set(wanted.about):
        return False
    answers = index.answers.get(question.id, ())
    has_span = wanted.start is not None or wanted.end is not None
    return not has_span or any(wanted.takes_date(index.claims[key].said) for key in answers)


def _passes_claim(index: Index, claim: Claim, wanted: Filter) -> bool:
    voices = {voice for one in claim.by for voice in index.line_of(one)}
    if wanted.by and not voices & set(wanted.by):
        return False
    if wanted.side and wanted.side not in {side or OUTSIDE for side in index.sides_of(claim)}:
        return False
    if wanted.about and not _concerns(index, claim) & set(wanted.about):
        return False
    return wanted.takes_date(claim.said)


def _concerns(index: Index, claim: Claim) -> set[str]:
    """What a claim is about: those it names, and the questions that it answers."""
    about = {*claim.to, *claim.at, claim.event}
    for answer in claim.answers:
        asked = index.questions.get(answer.question)
        about |= {answer.question, *(asked.about if asked else ())}
    return about
