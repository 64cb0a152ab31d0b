"""Claims and other objects in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.cited_passages import Cited, cited
from sphinx_dossier.answers.page_links import Link, link, links
from sphinx_dossier.answers.prose_names import named_answer
from sphinx_dossier.answers.status_marks import Mark, marks
from sphinx_dossier.answers.timings import timing, timing_of
from sphinx_dossier.core.as_of import is_later
from sphinx_dossier.core.dates import order_key
from sphinx_dossier.core.memo import once_each
from sphinx_dossier.core.model import Actor, Claim, Event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Timing
    from sphinx_dossier.core.model import Answer, Object


class Via(NamedTuple):
    """Somebody who passed a claim on; ``is_inferred`` where no source prints that."""

    actor: Link
    is_inferred: bool


class Way(NamedTuple):
    """Those who passed a claim on, in the order of the road from the first speaker to the reader.

    ``sort`` is ``from`` where the words are theirs, and ``via`` where they only carry them.
    """

    sort: str
    relays: tuple[Via, ...]


class Value(NamedTuple):
    """What a claim answers to a question; ``unit`` is what a quantity counts."""

    answer: Answer
    unit: str


class Row(NamedTuple):
    """A claim in a list: who, when, what, where the sources have it, what became of it.

    There are several speakers of a joint statement, and none where nobody is named; the label of
    ``text`` is all that the claim says. ``is_later`` says, here and below, that it was made after
    the as-of day, ``act_label`` what the project calls the act.
    """

    id: str
    said: Timing | None
    speakers: tuple[Link, ...]
    side: str
    act: str
    text: Link
    values: tuple[Value, ...]
    citations: tuple[Cited, ...]
    mark: Mark
    is_later: bool = False
    act_label: str = ""


class ClaimLine(NamedTuple):
    """A claim in one line: who, when, what."""

    speakers: tuple[Link, ...]
    said: Timing | None
    claim: Link
    is_later: bool = False


class ObjectLine(NamedTuple):
    """Anything but a claim in one line: its name and what it is known by."""

    link: Link
    role: str = ""
    when: Timing | None = None
    is_later: bool = False


def speakers(index: Index, claim: Claim) -> tuple[Link, ...]:
    """Who says it, together; nobody where nobody is named."""
    return links(index, claim.by)


def way(index: Index, claim: Claim) -> Way:
    """By which way it came to its speaker."""
    # A report has the words of others; with any other act the words are the speaker's own.
    relays = tuple(Via(link(index, relay.actor), relay.is_inferred) for relay in claim.via)
    return Way("from" if claim.known_act == "reports" else "via", relays)


def row(index: Index, identifier: str, question: str = "") -> Row:
    """A claim as a row of a list; in the list of a question with its answer to that one only."""
    whole = _row(index, identifier)
    if not question:
        return whole
    return whole._replace(values=values_of(index, index.claims[identifier], question))


@once_each
def _row(index: Index, identifier: str) -> Row:
    claim = index.claims[identifier]
    return Row(
        id=identifier,
        said=timing_of(index, identifier),
        speakers=speakers(index, claim),
        side=index.side_of_claim(claim),
        act=claim.act,
        act_label=index.vocabulary.label("acts", claim.act),
        # The whole text: the title of a claim is only its beginning.
        text=link(index, identifier, claim.text or identifier),
        values=values_of(index, claim),
        citations=tuple(cited(index, citation) for citation in claim.cites),
        mark=marks(index, identifier)[0],
        is_later=index.is_later(claim.id),
    )


def values_of(index: Index, claim: Claim, question: str = "") -> tuple[Value, ...]:
    """What a claim answers, to one question or to all."""
    answers = (one for one in claim.answers if question in ("", one.question))
    return tuple(_value(index, claim, answer) for answer in answers)


def _value(index: Index, claim: Claim, answer: Answer) -> Value:
    # The question may be missing: that is reported, and the claim is shown without a unit.
    asked = index.questions.get(answer.question)
    return Value(named_answer(index, answer, claim), asked.unit if asked else "")


def rows(index: Index, claims: Iterable[str], question: str = "") -> tuple[Row, ...]:
    """Claims as rows, by date; with the answer to one question, or with all."""
    return tuple(row(index, claim, question) for claim in index.by_date(tuple(claims)))


@once_each
def claim_line(index: Index, identifier: str) -> ClaimLine:
    """A claim in one line."""
    claim = index.claims[identifier]
    later = index.is_later(identifier)
    return ClaimLine(
        speakers(index, claim), timing_of(index, identifier), link(index, identifier), later
    )


def object_line(index: Index, object_: Object) -> ClaimLine | ObjectLine:
    """An object in one line."""
    match object_:
        case Claim():
            return claim_line(index, object_.id)
        case Actor():
            return ObjectLine(link(index, object_.id), role=object_.role)
        case Event():
            when = timing(index, object_.when) if object_.when else None
            later = is_later(when.date if when else None, index.day)
            return ObjectLine(link(index, object_.id), when=when, is_later=later)
        case _:
            return ObjectLine(link(index, object_.id))


def object_lines(index: Index, objects: Iterable[Object]) -> tuple[ClaimLine | ObjectLine, ...]:
    """Objects by date where they have one, and by name."""

    def key(object_: Object) -> tuple[object, ...]:
        when = object_.when if isinstance(object_, Event) else None
        name = index.titles[object_.id].casefold()
        return (when is None, order_key(when, index.clock) if when else (), name, object_.id)

    return tuple(object_line(index, object_) for object_ in sorted(objects, key=key))
