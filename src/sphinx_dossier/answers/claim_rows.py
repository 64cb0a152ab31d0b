"""Claims and other objects in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.cited_passages import Cited, cited
from sphinx_dossier.answers.page_links import Link, link, links
from sphinx_dossier.answers.prose_names import named_answer
from sphinx_dossier.answers.status_marks import Mark, mark
from sphinx_dossier.core.as_of import is_later
from sphinx_dossier.core.model import Actor, Claim, Event
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Answer, Object


class Way(NamedTuple):
    """Those who passed a claim on, nearest first.

    ``sort`` is ``from`` where the words are theirs, and ``via`` where they only carry them.
    """

    sort: str
    relays: tuple[Link, ...]


class Row(NamedTuple):
    """A claim in a list: who, when, what, where the sources have it, what became of it.

    The speaker is ``None`` where nobody is named; the label of ``text`` is all that the claim
    says; ``unit`` is what the quantity in ``answer`` counts. ``is_later`` says, here and below,
    that it was made after the as-of day.
    """

    id: str
    said: Date | None
    speaker: Link | None
    side: str
    act: str
    text: Link
    answer: Answer | None
    unit: str
    citations: tuple[Cited, ...]
    mark: Mark
    is_later: bool = False


class ClaimLine(NamedTuple):
    """A claim in one line: who, when, what."""

    speaker: Link | None
    said: Date | None
    claim: Link
    is_later: bool = False


class ObjectLine(NamedTuple):
    """Anything but a claim in one line: its name and what it is known by."""

    link: Link
    role: str = ""
    when: Date | None = None
    is_later: bool = False


def speaker(index: Index, claim: Claim) -> Link | None:
    """Who says it; ``None`` where nobody is named."""
    return link(index, claim.by) if claim.by else None


def way(index: Index, claim: Claim) -> Way:
    """By which way it came to its speaker."""
    # A report has the words of others; with any other act the words are the speaker's own.
    return Way("from" if claim.act == "reports" else "via", links(index, claim.via))


def row(index: Index, identifier: str) -> Row:
    """A claim as a row of a list."""
    claim = index.claims[identifier]
    # The question may be missing: that is reported, and the claim is shown without a unit.
    answer = named_answer(index, claim.answers) if claim.answers else None
    asked = index.questions.get(answer.question) if answer else None
    return Row(
        id=identifier,
        said=claim.said,
        speaker=speaker(index, claim),
        side=index.side_of(claim.by),
        act=claim.act,
        # The whole text: the title of a claim is only its beginning.
        text=link(index, identifier, claim.text or identifier),
        answer=answer,
        unit=asked.unit if asked else "",
        citations=tuple(cited(index, citation) for citation in claim.cites),
        mark=mark(index, identifier, standings(index)[identifier].status),
        is_later=is_later(claim.said, index.day),
    )


def rows(index: Index, claims: Iterable[str]) -> tuple[Row, ...]:
    """Claims as rows, by date."""
    return tuple(row(index, claim) for claim in index.by_date(tuple(claims)))


def claim_line(index: Index, identifier: str) -> ClaimLine:
    """A claim in one line."""
    claim = index.claims[identifier]
    later = is_later(claim.said, index.day)
    return ClaimLine(speaker(index, claim), claim.said, link(index, identifier), later)


def object_line(index: Index, object_: Object) -> ClaimLine | ObjectLine:
    """An object in one line."""
    match object_:
        case Claim():
            return claim_line(index, object_.id)
        case Actor():
            return ObjectLine(link(index, object_.id), role=object_.role)
        case Event():
            later = is_later(object_.when, index.day)
            return ObjectLine(link(index, object_.id), when=object_.when, is_later=later)
        case _:
            return ObjectLine(link(index, object_.id))


def object_lines(index: Index, objects: Iterable[Object]) -> tuple[ClaimLine | ObjectLine, ...]:
    """Objects by date where they have one, and by name."""

    def key(object_: Object) -> tuple[object, ...]:
        when = object_.when if isinstance(object_, Event) else None
        name = index.titles[object_.id].casefold()
        return (when is None, when.sort_key if when else (), name, object_.id)

    return tuple(object_line(index, object_) for object_ in sorted(objects, key=key))
