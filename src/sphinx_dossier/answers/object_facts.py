"""What is known of an object, fact by fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from sphinx_dossier.answers.cited_passages import Cited, cited
from sphinx_dossier.answers.claim_rows import ClaimLine, claim_line
from sphinx_dossier.answers.page_links import Link, link, links
from sphinx_dossier.answers.prose_names import named_answer
from sphinx_dossier.answers.question_state import QuestionState, question_state
from sphinx_dossier.answers.timings import timing
from sphinx_dossier.core.kinds import KINDS, RELATION_TYPES, FieldRow, FieldType
from sphinx_dossier.core.model import Answer, Basis, Claim, Event, Object, Place, Question, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Timing
    from sphinx_dossier.core.model import DriftPart, Name, NotBefore, Within


class Term(NamedTuple):
    """A word out of a list that the software knows; ``label`` is what the project calls it."""

    word: str
    label: str = ""


class LinkList(NamedTuple):
    """Objects that are one value together."""

    links: tuple[Link, ...]


class Answered(NamedTuple):
    """What a claim answers to a question."""

    question: Link
    answer: Answer


class Related(NamedTuple):
    """A claim at the other end of a relation.

    ``proposition`` is what both state, where the relation asks for it; ``is_inferred`` says that no
    source prints the relation.
    """

    line: ClaimLine
    proposition: str
    is_inferred: bool


class Parent(NamedTuple):
    """What a place lies in, and who says so, if that is contested."""

    place: Link
    according_to: Link | None


class Position(NamedTuple):
    """Latitude and longitude in degrees, and how exactly they are known."""

    coord: tuple[float, float]
    precision: str


class Occasion(NamedTuple):
    """When something happened, and how that is known."""

    when: Timing
    basis: Basis


class Shown(NamedTuple):
    """A date, and the passage that shows it."""

    date: Timing
    cited: Cited


class Became(NamedTuple):
    """What became of a part of a statement on the way."""

    part: DriftPart


class NamesIn(NamedTuple):
    """Other names in a language (a BCP 47 tag, or ``""``)."""

    language: str
    names: tuple[str, ...]


class Printed(NamedTuple):
    """A wrong form of a name, as it was printed."""

    form: str


FactValue: TypeAlias = (
    str
    | Term
    | QuestionState
    | LinkList
    | Answered
    | Parent
    | Position
    | Occasion
    | Shown
    | NamesIn
    | Became
    | Printed
    | Cited
    | Related
)
"""One value of a fact; a plain text is the author's."""


class Fact(NamedTuple):
    """A field of an object, or a relation, with its values."""

    field: str
    values: tuple[FactValue, ...]


class FactList(NamedTuple):
    """What is known of an actor, place, event or question."""

    kind: str
    facts: tuple[Fact, ...]


def fact_list(index: Index, identifier: str) -> FactList:
    """The fact list of an actor, place, event or question."""
    object_ = index.objects[identifier]
    return FactList(kind_of(object_), facts(index, object_))


def facts(index: Index, object_: Object) -> tuple[Fact, ...]:
    """What is known of an object, by the table of its kind and in the order there."""
    related = index.relations.get(object_.id, {})
    known: list[Fact] = []
    for row in KINDS[kind_of(object_)].facts:
        if row.type not in RELATION_TYPES:
            values = _values(index, object_, row)
        # Asked once for all relations: a claim has sixteen such rows, most of them empty.
        elif ends := related.get(row.name):
            values = tuple(_related(index, object_.id, row.name, end) for end in ends)
        else:
            continue
        if values:
            known.append(Fact(row.name, values))
    return tuple(known)


def _values(index: Index, object_: Object, row: FieldRow) -> tuple[FactValue, ...]:
    # Worked out, and so no attribute of the question.
    if isinstance(object_, Question) and row.name == "state":
        return (question_state(index, object_.id),)
    value = getattr(object_, row.fills)
    if not value:
        return ()
    if isinstance(object_, Claim) and row.type is FieldType.ANSWERS:
        return tuple(_answered(index, object_, one) for one in object_.answers)
    # Two fields that say nothing without each other are one fact.
    if isinstance(object_, Place) and row.type is FieldType.COORD:
        return (Position(value, object_.precision),)
    if isinstance(object_, Event) and row.type is FieldType.DATE:
        return (Occasion(timing(index, value), object_.basis),)
    label = index.vocabulary.label(row.part, value) if row.part else ""
    return (Term(value, label),) if label else tuple(_VALUES[row.type](index, value))


_VALUES: Final[dict[FieldType, Callable[[Index, Any], Iterable[FactValue]]]] = {
    FieldType.LINE: lambda _, text: (text,),
    FieldType.TIMEZONE: lambda _, name: (name,),
    FieldType.NOT_BEFORE: lambda index, known: (_shown(index, known),),
    FieldType.WORD: lambda _, word: (Term(word),),
    FieldType.ID: lambda index, one: (LinkList((link(index, one),)),),
    FieldType.IDS: lambda index, ids: (LinkList(links(index, ids)),),
    FieldType.WITHIN: lambda index, parents: (_parent(index, one) for one in parents),
    FieldType.NAMES: lambda _, names: _by_language(names),
    FieldType.LINES: lambda _, forms: map(Printed, forms),
    FieldType.PARTS: lambda _, parts: map(Became, parts),
    FieldType.CITATIONS: lambda index, cites: (cited(index, one) for one in cites),
}
"""What a field of each type holds, as values of a fact."""


def _related(index: Index, claim: str, relation: str, other: str) -> Related:
    end = index.end(claim, relation, other)
    return Related(claim_line(index, other), end.proposition, end.is_inferred)


def _answered(index: Index, claim: Claim, answer: Answer) -> Answered:
    return Answered(link(index, answer.question), named_answer(index, answer, claim))


def _shown(index: Index, known: NotBefore) -> Shown:
    return Shown(timing(index, known.date), cited(index, known.citation))


def _parent(index: Index, within: Within) -> Parent:
    actor = within.according_to
    return Parent(link(index, within.place), link(index, actor) if actor else None)


def _by_language(names: Iterable[Name]) -> Iterator[NamesIn]:
    """All names of a language together."""
    # The language that an author names first stays first.
    by_language: dict[str, list[str]] = {}
    for name in names:
        by_language.setdefault(name.lang, []).append(name.text)
    for language, texts in by_language.items():
        yield NamesIn(language, tuple(texts))
