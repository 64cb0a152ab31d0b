"""What other pages say of an actor, place, event or question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.chain import Travel, travels
from sphinx_dossier.answers.claim_rows import ClaimLine, ObjectLine, Row, object_lines, rows
from sphinx_dossier.answers.figures import Quantity, quantity_of
from sphinx_dossier.answers.ledger import LedgerCell, cells_of
from sphinx_dossier.answers.page_links import Link, link, page_link
from sphinx_dossier.answers.question_state import day_of_question
from sphinx_dossier.answers.relations import Relations, ego
from sphinx_dossier.answers.roll_up import Part, passed_on_from, said_by
from sphinx_dossier.core.model import Actor, Event, Object, Place, Question, kind_of
from sphinx_dossier.core.origins import first_speakers
from sphinx_dossier.core.side_checks import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.index import Index


class Group(NamedTuple):
    """What is alike of what other pages say; ``slug`` goes into the anchor of its heading.

    ``searched`` says, by side or for ``""``, where more was looked for. A group without rows is
    shown where something was searched and not found, and where a question has no answer.
    ``is_passed_on`` says that another group has what others report of it.
    """

    slug: str
    parts: tuple[Part, ...]
    searched: tuple[tuple[str, str], ...] = ()
    is_passed_on: bool = False

    @property
    def rows(self) -> tuple[Row | ClaimLine | ObjectLine, ...]:
        """The rows of all parts."""
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def is_by_speaker(self) -> bool:
        """Whether the parts are those of different speakers."""
        return any(part.speakers for part in self.parts)

    @property
    def are_answers(self) -> bool:
        """Whether the value of a claim comes first."""
        return self.slug == "answers"


class Surroundings(NamedTuple):
    """What a question has to know of the site: its sides, and what pages draw.

    ``chains`` are the ways that its answers went and that are drawn, each with its page;
    ``has_figures`` says that the page of the question draws its numbers already.
    """

    sides: tuple[str, ...] = ()
    chains: tuple[tuple[str, str], ...] = ()
    has_figures: bool = False


class AnswersInBrief(NamedTuple):
    """The answers to a question in short: by column, as a figure, and the ways that lead to them.

    ``quantity`` is missing where there is no number, or where the page draws it elsewhere.
    """

    cells: tuple[LedgerCell, ...]
    quantity: Quantity | None
    travels: tuple[Travel, ...]


class Record(NamedTuple):
    """Everything that other pages say of an actor, place, event or question.

    ``is_subject`` says that the section of the page is about the object; only a question with
    answers is ``answered``.
    """

    subject: Link
    is_subject: bool
    groups: tuple[Group, ...]
    relations: Relations | None = None
    answered: AnswersInBrief | None = None


ALONE: Final = Surroundings()
"""Of a question in a site of which nothing is known."""


def record(
    index: Index, identifier: str, is_subject: bool = True, around: Surroundings = ALONE
) -> Record:
    """What other pages say of an object, and which pages mention it."""
    # A folded record has no room for a picture.
    is_drawn = is_subject and identifier in index.actors
    shown = ego(index, identifier) if is_drawn else None
    groups = _groups(index, identifier)
    answered = _answered(index, identifier, around) if index.answers.get(identifier) else None
    return Record(link(index, identifier), is_subject, groups, shown, answered)


def _answered(index: Index, identifier: str, around: Surroundings) -> AnswersInBrief | None:
    question = index.questions.get(identifier)
    if question is None:
        return None
    cells = cells_of(index, question, (*around.sides, OUTSIDE))
    is_drawn = question.known_kind == "quantity" and not around.has_figures
    quantity = quantity_of(index, question, around.sides) if is_drawn else None
    has_number = quantity is not None and any(row.figures or row.later for row in quantity.rows)
    return AnswersInBrief(cells, quantity if has_number else None, travels(index, around.chains))


def _groups(index: Index, identifier: str) -> tuple[Group, ...]:
    groups = (
        *_own_groups(index, index.objects[identifier]),
        _object_group(index, "questions", identifier, ("about",), "question"),
        _group("mentions", tuple(_mentions(index, identifier))),
    )
    return tuple(one for one in groups if one.rows or one.searched or one.are_answers)


def _group(slug: str, found: tuple[Row | ClaimLine | ObjectLine, ...]) -> Group:
    return Group(slug, (Part(found),) if found else ())


def _mentions(index: Index, identifier: str) -> Iterator[ObjectLine]:
    for docname in index.mentioned_on.get(identifier, ()):
        if docname != index.home.get(identifier):
            yield ObjectLine(page_link(index, docname))


def _own_groups(index: Index, object_: Object) -> Iterator[Group]:
    """The groups that only objects of its kind have; claims on the same page are in sight."""
    match object_:
        case Actor():
            yield from _actor_groups(index, object_)
        case Place():
            claims = _claims_elsewhere(index, object_.id, "at", "to")
            yield _group("about", rows(index, claims))
            yield _object_group(index, "events", object_.id, ("at",), "event")
            yield _object_group(index, "within", object_.id, ("within",), "place")
        case Event():
            claims = _claims_elsewhere(index, object_.id, "event")
            yield _group("about", rows(index, claims))
            yield _object_group(index, "parts", object_.id, ("part-of",), "event")
        case Question():
            seen = index.seen_from(day_of_question(index, object_.id))
            answers = rows(seen, seen.answers.get(object_.id, ()), object_.id)
            answered = _group("answers", answers)
            # With answers, the ledger shows beside them what was searched for those of a side.
            yield answered if answers else answered._replace(searched=object_.searched)


def _claims_elsewhere(index: Index, identifier: str, *fields: str) -> list[str]:
    # A page on an event or a place mostly is the page of its claims: they need no second list.
    home = index.home.get(identifier)
    return [key for key in _claims(index, identifier, *fields) if index.home.get(key) != home]


def _claims(index: Index, identifier: str, *fields: str) -> list[str]:
    return [key for key in index.naming(identifier, *fields) if key in index.claims]


def _actor_groups(index: Index, actor: Actor) -> Iterator[Group]:
    # The first of `via` is the first speaker of a report; all others on the way only carried it.
    carried = [
        claim
        for claim in _claims(index, actor.id, "via")
        if first_speakers(index.claims[claim]) != (actor.id,)
    ]
    searched = (("", actor.searched),) if actor.searched else ()
    passed_on = passed_on_from(index, actor.id)
    yield Group("said", said_by(index, actor.id), searched, is_passed_on=bool(passed_on))
    yield Group("relayed-from", passed_on)
    yield _group("relayed", rows(index, carried))
    yield _group("about", rows(index, _claims(index, actor.id, "to")))
    yield _object_group(index, "voices", actor.id, ("of",), "actor")
    yield _object_group(index, "events", actor.id, ("with",), "event")


def _object_group(
    index: Index, slug: str, identifier: str, fields: tuple[str, ...], kind: str
) -> Group:
    objects = (index.objects[key] for key in index.naming(identifier, *fields))
    return _group(slug, object_lines(index, (one for one in objects if kind_of(one) == kind)))
