"""What is known of an object, fact by fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sphinx_dossier.answers.cited_passages import Cited, cited
from sphinx_dossier.answers.claim_rows import ClaimLine
from sphinx_dossier.answers.page_links import Link, link, links
from sphinx_dossier.answers.question_state import question_state
from sphinx_dossier.core.model import Actor, Answer, Basis, Event, Object, Place, Question, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Name


class Term(NamedTuple):
    """A word out of a list that the software knows."""

    word: str


class LinkList(NamedTuple):
    """Objects that are one value together."""

    links: tuple[Link, ...]


class Answered(NamedTuple):
    """What a claim answers to a question."""

    question: Link
    answer: Answer


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

    when: Date
    basis: Basis


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
    | LinkList
    | Answered
    | Parent
    | Position
    | Occasion
    | NamesIn
    | Printed
    | Cited
    | ClaimLine
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


def facts(index: Index, identifier: str) -> FactList:
    """The fact list of an actor, place, event or question."""
    object_ = index.objects[identifier]
    known = (fact for fact in _facts(index, object_) if fact.values)
    return FactList(kind_of(object_), tuple(known))


def _facts(index: Index, object_: Object) -> Iterator[Fact]:
    match object_:
        case Actor():
            yield Fact("kind", _term(object_.kind))
            yield Fact("role", _text(object_.role))
            yield Fact("of", linked(index, object_.of))
        case Place():
            yield Fact("within", tuple(_parents(index, object_)))
            position = (Position(object_.coord, object_.precision),) if object_.coord else ()
            yield Fact("coord", position)
        case Event():
            occasion = (Occasion(object_.when, object_.basis),) if object_.when else ()
            yield Fact("when", occasion)
            yield Fact("at", linked(index, *object_.at))
            yield Fact("with", linked(index, *object_.with_))
            yield Fact("part-of", linked(index, object_.part_of))
        case Question():
            yield Fact("kind", _term(object_.kind))
            yield Fact("unit", _text(object_.unit))
            yield Fact("about", linked(index, *object_.about))
            yield Fact("state", _term(question_state(index, object_.id)))
    if isinstance(object_, Actor | Place | Event):
        yield Fact("also", tuple(_by_language(object_.also)))
        yield Fact("garbled", tuple(map(Printed, object_.garbled)))
    if isinstance(object_, Place | Event):
        yield Fact("cites", tuple(cited(index, citation) for citation in object_.cites))


def linked(index: Index, *identifiers: str) -> tuple[LinkList, ...]:
    """One value with a link for each id, or no value where there is none."""
    known = links(index, filter(None, identifiers))
    return (LinkList(known),) if known else ()


def _text(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _term(word: str) -> tuple[Term, ...]:
    return (Term(word),) if word else ()


def _by_language(names: Iterable[Name]) -> Iterator[NamesIn]:
    """All names of a language together."""
    by_language: dict[str, list[str]] = {}
    for name in names:
        by_language.setdefault(name.lang, []).append(name.text)
    for language, texts in by_language.items():
        yield NamesIn(language, tuple(texts))


def _parents(index: Index, place: Place) -> Iterator[Parent]:
    for parent, actor in place.within:
        yield Parent(link(index, parent), link(index, actor) if actor else None)
