"""What pages say of an actor, place, event or question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.parts import (
    Fact,
    Line,
    Row,
    basis,
    citation_line,
    link,
    list_line,
    page_link,
    rows,
    told,
)
from sphinx_dossier.answers.relations import Relations, ego
from sphinx_dossier.core.index import title
from sphinx_dossier.core.languages import language_name
from sphinx_dossier.core.model import Actor, Claim, Event, Object, Place, Question, kind_of
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.status import standings
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Name


_CONTESTED: Final = frozenset({"denied", "disputed"})
_BRIEF: Final = 20
"""So many words of a claim stand in a folded list."""


class Group(NamedTuple):
    """A heading with rows under it; ``empty`` is said where there are none.

    ``slug`` goes into the anchor of the heading; ``are_answers`` puts the value of a claim first.
    """

    slug: str
    title: str
    rows: tuple[Row | Line, ...]
    empty: str
    are_answers: bool = False


class Record(NamedTuple):
    """Everything that other pages say of an actor, place, event or question."""

    id: str
    is_subject: bool
    groups: tuple[Group, ...]
    relations: Relations | None = None


class FactList(NamedTuple):
    """What is known of an actor, place, event or question."""

    facts: tuple[Fact, ...]


def facts(index: Index, identifier: str) -> FactList:
    """The fact list of an actor, place, event or question."""
    thing = index.objects[identifier]
    return FactList(tuple(fact for fact in _facts(index, thing) if fact.values))


def _facts(index: Index, thing: Object) -> Iterator[Fact]:
    match thing:
        case Actor():
            yield Fact("Kind", ((thing.kind.replace("-", " "),),) if thing.kind else ())
            yield Fact("Role", ((thing.role,),) if thing.role else ())
            yield Fact("Speaks for", ((link(index, thing.of),),) if thing.of else ())
        case Place():
            yield Fact("Within", tuple(_parents(index, thing)))
            if thing.coord:
                coordinates = f"{_degrees(thing.coord[0], 'NS')}, {_degrees(thing.coord[1], 'EW')}"
                precision = f" ({thing.precision})" if thing.precision else ""
                yield Fact("Coordinates", ((coordinates + precision,),))
        case Event():
            yield from _event_facts(index, thing)
        case Question():
            yield Fact("Kind", ((thing.kind,),) if thing.kind else ())
            yield Fact("Counted in", ((thing.unit,),) if thing.unit else ())
            yield Fact("About", (list_line(index, thing.about),) if thing.about else ())
            yield Fact("State", ((question_state(index, thing.id),),))
    if isinstance(thing, Actor | Place | Event):
        yield Fact("Also", tuple((words,) for words in _by_language(thing.also)))
        yield Fact("As printed", tuple((f"“{form}”",) for form in thing.garbled))
    if isinstance(thing, Place | Event) and thing.cites:
        yield Fact("Source", tuple(citation_line(index, cite) for cite in thing.cites))


def _by_language(names: Iterable[Name]) -> Iterator[str]:
    """``Armenian: Շուշի``, all names of a language in one line."""
    texts: dict[str, list[str]] = {}
    for name in names:
        texts.setdefault(name.lang, []).append(name.text)
    for lang, found in texts.items():
        shown = ", ".join(found)
        yield f"{language_name(lang)}: {shown}" if lang else shown


def _degrees(value: float, letters: str) -> str:
    return f"{abs(value):.4f}".rstrip("0").rstrip(".") + f"° {letters[value < 0]}"


def _parents(index: Index, place: Place) -> Iterator[Line]:
    for parent, actor in place.within:
        said = (", according to ", link(index, actor)) if actor else ()
        yield (link(index, parent), *said)


def _event_facts(index: Index, event: Event) -> Iterator[Fact]:
    if event.when:
        known = basis(event)
        note = f" ({known})" if known else ""
        yield Fact("When", ((words.date(event.when) + note,),))
    yield Fact("Where", (list_line(index, event.at),) if event.at else ())
    yield Fact("With", (list_line(index, event.with_),) if event.with_ else ())
    yield Fact("Part of", ((link(index, event.part_of),),) if event.part_of else ())


def question_state(index: Index, question: str) -> str:
    """How the answers to a question stand: ``open``, ``contested``, ``agreed`` or one-sided.

    Answers are contested that have rivals, or that others deny or dispute; those of one side may
    differ from each other, and agree with nobody.
    """
    answers = [standings(index)[claim] for claim in index.answers.get(question, ())]
    if not answers:
        return "open"
    if any(one.rivals or _CONTESTED & set(one.marks) for one in answers):
        return "contested"
    origins = {origin for one in answers for origin in one.origins}
    if len(origins) <= 1:
        return "one origin only"
    sides = {index.side_of(origin) for origin in origins}
    return "one side only" if len(sides) == 1 and sides != {""} else "agreed"


def record(index: Index, identifier: str, is_subject: bool = True) -> Record:
    """What other pages say of an object, and which pages mention it.

    ``is_subject`` tells that the section is about the object, so that its record is prominent;
    elsewhere it is folded, and claims in it are links without their evidence.
    """
    thing = index.objects[identifier]
    groups = [*_own_groups(index, thing)]
    groups.append(
        _object_group(index, "questions", "Questions", identifier, ("about",), "question")
    )
    linked = tuple(
        (page_link(index, page),)
        for page in index.mentioned_on.get(identifier, ())
        if page != index.home[identifier]
    )
    groups.append(Group("mentions", "Mentioned on", linked, ""))
    kept = tuple(group for group in groups if group.rows or group.empty)
    if not is_subject:
        kept = tuple(_in_brief(index, group) for group in kept)
    shown = ego(index, identifier) if is_subject and isinstance(thing, Actor) else None
    return Record(identifier, is_subject, kept, shown)


def _in_brief(index: Index, group: Group) -> Group:
    if group.are_answers:
        return group
    return group._replace(
        rows=tuple(_brief(index, row) if isinstance(row, Row) else row for row in group.rows)
    )


def _brief(index: Index, row: Row) -> Line:
    return (*told(index, row.id)[:-1], row.text._replace(label=excerpt(row.text.label, _BRIEF)))


def _own_groups(index: Index, thing: Object) -> Iterator[Group]:
    """The groups that only objects of its kind have; claims on the same page are in sight."""
    match thing:
        case Actor():
            yield from _actor_groups(index, thing)
        case Place():
            claims = _claims_elsewhere(index, thing.id, "at", "to")
            yield Group("about", "What was said about it", rows(index, claims), "")
            yield _object_group(index, "events", "Events here", thing.id, ("at",), "event")
            yield _object_group(index, "within", "Places within", thing.id, ("within",), "place")
        case Event():
            claims = _claims_elsewhere(index, thing.id, "event")
            yield Group("about", "What was said about it", rows(index, claims), "")
            yield _object_group(index, "parts", "Parts", thing.id, ("part-of",), "event")
        case Question():
            answered = index.answers.get(thing.id, ())
            yield Group("answers", "Answers", rows(index, answered), "No answer found.", True)


def _claims_elsewhere(index: Index, identifier: str, *fields: str) -> list[str]:
    home = index.home[identifier]
    return [
        key
        for key in index.naming(identifier, *fields)
        if key in index.claims and index.home[key] != home
    ]


def _actor_groups(index: Index, actor: Actor) -> Iterator[Group]:
    name = actor.name
    said = [key for key in index.naming(actor.id, "by") if key in index.claims]
    named = [index.claims[key] for key in index.naming(actor.id, "via") if key in index.claims]
    told = [claim.id for claim in named if claim.act == "reports" and claim.via[-1] == actor.id]
    relayed = [claim.id for claim in named if claim.id not in told]
    empty = "No statement found." if actor.kind != "media" else ""
    yield Group("said", f"What {name} said", rows(index, said), "" if told or relayed else empty)
    yield Group("told", f"What others passed on from {name}", rows(index, told), "")
    yield Group("relayed", f"What {name} passed on", rows(index, relayed), "")
    about = [key for key in index.naming(actor.id, "to") if key in index.claims]
    yield Group("about", f"What was said to or about {name}", rows(index, about), "")
    yield _object_group(index, "voices", "Who speaks for it", actor.id, ("of",), "actor")
    yield _object_group(index, "events", "Events", actor.id, ("with",), "event")


def _object_group(
    index: Index, slug: str, heading: str, identifier: str, fields: tuple[str, ...], kind: str
) -> Group:
    found = [
        index.objects[key]
        for key in index.naming(identifier, *fields)
        if kind_of(index.objects[key]) == kind
    ]
    return Group(
        slug, heading, tuple(object_line(index, thing) for thing in sorted_things(found)), ""
    )


def sorted_things(things: Iterable[Object]) -> list[Object]:
    """Objects by date where they have one, and by name."""

    def key(thing: Object) -> tuple[object, ...]:
        when = thing.when if isinstance(thing, Event) else None
        return (when is None, when.sort_key if when else (), title(thing).casefold(), thing.id)

    return sorted(things, key=key)


def object_line(index: Index, thing: Object) -> Line:
    """An object in one line: its name and what tells it apart."""
    match thing:
        case Actor(role=str(role)) if role:
            return (link(index, thing.id), f" · {role}")
        case Event() if thing.when:
            return (f"{words.date(thing.when)}: ", link(index, thing.id))
        case Claim():
            return told(index, thing.id)
        case _:
            return (link(index, thing.id),)
