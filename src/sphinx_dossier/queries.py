"""What pages show of an index: pure answers that are rendered, and hashed into digests (layer 2).

A page shows other pages' facts only through these functions; so the hash of the answers tells
whether the page is stale, and no view can forget to say what it depends on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from sphinx_dossier.checks import uncited_reasons
from sphinx_dossier.model import (
    ACTS,
    Actor,
    Answer,
    Citation,
    Claim,
    Event,
    Object,
    Place,
    Question,
    Source,
    kind_of,
)
from sphinx_dossier.names import excerpt
from sphinx_dossier.status import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_dossier.dates import Date
    from sphinx_dossier.index import Index

OUTSIDE: Final = "outside"
"""The ledger's column for everybody who is on no side."""


class Link(NamedTuple):
    """A link to an anchor of a page; without ``docname`` just its label. ``kind`` styles it."""

    label: str
    docname: str
    anchor: str
    kind: str


Part: TypeAlias = str | Link
Line: TypeAlias = tuple[Part, ...]


class Fact(NamedTuple):
    """A term and what is said of it, each value a line."""

    term: str
    values: tuple[Line, ...]


class Mark(NamedTuple):
    """A status: its word (for style and the legend) and its words with links."""

    status: str
    line: Line


class Row(NamedTuple):
    """A claim in a list: when, who, what, where it stands in the sources, what became of it."""

    id: str
    date: str
    speaker: Link
    side: str
    act: str
    text: Link
    value: str
    citations: tuple[Line, ...]
    mark: Mark


class Evidence(NamedTuple):
    """What stands under the paragraph of a claim."""

    id: str
    side: str
    speaker: Line
    act: str
    date: str
    basis: str
    citations: tuple[Line, ...]
    marks: tuple[Mark, ...]
    counts: str
    summary: str
    facts: tuple[Fact, ...]


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


class LedgerRow(NamedTuple):
    """A question and, for each side, the rows that answer it or what was searched."""

    question: Link
    about: str
    state: str
    cells: tuple[tuple[str, tuple[Row, ...], str], ...]


class Moment(NamedTuple):
    """An entry of a timeline: an event (its line) or a claim (its row)."""

    day: str
    date: str
    is_event: bool
    side: str
    line: Line
    row: Row | None


class Hop(NamedTuple):
    """A step of a claim's way: who, in what, and what changed since the step before."""

    row: Row
    via: Line
    drift: str
    depth: int
    is_asked: bool
    denials: tuple[Row, ...]


class PassageRow(NamedTuple):
    """A passage of a decomposed source and what was made of it."""

    id: str
    anchor: str
    line: int
    role: str
    words: int
    quotes: tuple[str, ...]
    rows: tuple[Row | Line, ...]
    reason: str


class Coverage(NamedTuple):
    """The passages of one source, and how many of those that count are covered."""

    source: Line
    covered: int
    total: int
    passages: tuple[PassageRow, ...]


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
        """Whether ``date`` begins in the span; an undated thing only where no span is asked."""
        if date is None:
            return self.start is None and self.end is None
        begins = date.anchor
        is_after = self.start is None or begins.last >= self.start.first
        return is_after and (self.end is None or begins.first <= self.end.last)


def link(index: Index, identifier: str, label: str = "") -> Link:
    """A link to the object of that id, named as it is unless ``label`` is given."""
    thing = index.objects.get(identifier)
    if thing is None:
        return Link(label or identifier, "", "", "unknown")
    return Link(label or title(thing), index.home[identifier], identifier, kind_of(thing))


def title(thing: Object) -> str:
    """The name of an object; of a claim the beginning of its words."""
    return excerpt(thing.text) or thing.id if isinstance(thing, Claim) else thing.name


def page_link(index: Index, docname: str) -> Link:
    """A link to a whole page."""
    return Link(index.pages[docname].title or docname, docname, "", "page")


def source_link(index: Index, key: str, label: str = "") -> Link:
    """A link to a source in the bibliography."""
    source = index.sources.get(key)
    if source is None:
        return Link(label or key, "", "", "unknown")
    return Link(label or source.outlet, index.bibliography_home, f"cite-{key}", "source")


def citation_line(index: Index, citation: Citation) -> Line:
    """A citation as a link, with the passage and the quoted words."""
    source = index.sources.get(citation.source)
    name = source.outlet if source else citation.source
    quote = (f" “{citation.quote}”",) if citation.quote else ()
    if not citation.passage:
        return (source_link(index, citation.source), *quote)
    label = f"{name}, ¶ {citation.passage.removeprefix('p')}"
    home = index.coverage_home.get(citation.source)
    if home is None:
        return (source_link(index, citation.source, label), *quote)
    anchor = f"{citation.source}-{citation.passage}"
    return (Link(label, home, anchor, "passage"), *quote)


def evidence(index: Index, identifier: str) -> Evidence:
    """The evidence line of a claim and the facts below it."""
    claim = index.claims[identifier]
    standing = index.standings[identifier]
    told = tuple(_claim_facts(index, claim))
    return Evidence(
        id=identifier,
        side=index.side_of(claim.by),
        speaker=_speaker(index, claim),
        act=("opinion: " if claim.is_opinion else "") + ACTS.get(claim.act, claim.act),
        date=claim.said.readable() if claim.said else "",
        basis=_basis(claim),
        citations=tuple(citation_line(index, citation) for citation in claim.cites),
        marks=tuple(_mark(index, claim, word) for word in standing.marks),
        counts=_counts(standing.reach, len(standing.origins)),
        summary=", ".join(fact.term for fact in told),
        facts=told,
    )


def _speaker(index: Index, claim: Claim) -> Line:
    """Who says it, and by which way: ``from`` the first speaker, or ``via`` the relays."""
    line: list[Part] = [link(index, claim.by) if claim.by else "nobody named"]
    before = " from " if claim.act == "reports" else " via "
    for relay in claim.via:
        line += [before if len(line) == 1 else " ← ", link(index, relay)]
    return tuple(line)


def _basis(thing: Claim | Event) -> str:
    if thing.basis.word == "stated":
        return ""
    return f"date {thing.basis.word}" + (f": {thing.basis.note}" if thing.basis.note else "")


def _counts(reach: int, origins: int) -> str:
    publications = f"{reach} publication{'' if reach == 1 else 's'}"
    return f"{publications}, {origins or 'no'} {'origin' if origins == 1 else 'origins'}"


_LINKED_MARKS: Final = {
    "drifted": ("drifted from ", ("drifted-from",)),
    "conceded": ("conceded by ", ("conceded-by",)),
    "denied": ("denied by ", ("denied-by",)),
    "disputed": ("disputed by ", ("disputed-by",)),
    "updated": ("updated by ", ("updated-by", "corrected-by")),
}


def _mark(index: Index, claim: Claim, word: str) -> Mark:
    if word in ("rival-figures", "disputed"):
        rivals = index.standings[claim.id].rivals
        if rivals and not index.related(claim.id, "disputed-by"):
            lead = "rival figures: " if word == "rival-figures" else "disputed: "
            return Mark(word, _joined(lead, (_rival(index, rival) for rival in rivals[:3])))
    if word in _LINKED_MARKS:
        lead, relations = _LINKED_MARKS[word]
        others = index.related(claim.id, *relations)
        return Mark(word, _joined(lead, (_other_side(index, other) for other in others[:3])))
    return Mark(word, (word.replace("-", " "),))


def _joined(lead: str, links: Iterable[Link]) -> Line:
    line: list[Part] = [lead]
    for position, one in enumerate(links):
        line += [", ", one] if position else [one]
    return tuple(line)


def _other_side(index: Index, claim: str) -> Link:
    speaker = index.objects.get(index.claims[claim].by)
    return link(index, claim, title(speaker) if speaker else index.claims[claim].by)


def _rival(index: Index, claim: str) -> Link:
    answer = index.claims[claim].answers
    speaker = _other_side(index, claim)
    value = answer_words(index, answer) if answer else ""
    return speaker._replace(label=f"{value} ({speaker.label})")


def answer_words(index: Index, answer: Answer) -> str:
    """An answer as it is read: ``7``, ``7–9``, ``at least 7``, ``at most 9``, words, a name."""
    if not answer.is_quantity:
        thing = index.objects.get(answer.words)
        return title(thing) if thing else answer.words
    low, high = number(answer.minimum), number(answer.maximum)
    if low == high:
        return low
    if not high:
        return f"at least {low}"
    return f"{low}–{high}" if low else f"at most {high}"


def number(value: float | None) -> str:
    """A number with thousands apart and without an empty fraction."""
    if value is None:
        return ""
    return f"{int(value):,}" if value.is_integer() else f"{value:,.10g}"


_RELATION_TERMS: Final = {
    "denies": "Denies",
    "denied-by": "Denied by",
    "disputes": "Disputes",
    "disputed-by": "Disputed by",
    "corroborates": "Corroborates",
    "corroborated-by": "Corroborated by",
    "repeats": "Repeats",
    "repeated-by": "Repeated by",
    "updates": "Updates",
    "updated-by": "Updated by",
    "corrects": "Corrects",
    "corrected-by": "Corrected by",
    "concedes": "Concedes",
    "conceded-by": "Conceded by",
    "drifted-from": "Drifted from",
    "drifted-to": "Became",
}


def _claim_facts(index: Index, claim: Claim) -> Iterator[Fact]:
    if claim.answers:
        asked = link(index, claim.answers.question)
        yield Fact("Answers", ((asked, " ", answer_words(index, claim.answers)),))
    for word, term in _RELATION_TERMS.items():
        others = index.related(claim.id, word)
        if others:
            yield Fact(term, tuple(_told(index, other) for other in others))
    if claim.drift:
        yield Fact("What changed", ((claim.drift,),))
    if claim.searched:
        yield Fact("No other source found", ((claim.searched,),))
    for term, targets in (("To", claim.to), ("At", claim.at)):
        if targets:
            yield Fact(term, (_list_line(index, targets),))
    if claim.event:
        yield Fact("Event", ((link(index, claim.event),),))


def _told(index: Index, claim: str) -> Line:
    """A claim in one line: who, when, what."""
    thing = index.claims[claim]
    date = f", {thing.said.readable()}: " if thing.said else ": "
    return (link(index, thing.by), date, link(index, claim))


def _list_line(index: Index, targets: Iterable[str]) -> Line:
    line: list[Part] = []
    for target in targets:
        line += [", ", link(index, target)] if line else [link(index, target)]
    return tuple(line)


def row(index: Index, identifier: str) -> Row:
    """A claim as a row of a list."""
    claim = index.claims[identifier]
    value = _value(index, claim.answers) if claim.answers else ""
    return Row(
        id=identifier,
        date=claim.said.readable() if claim.said else "",
        speaker=link(index, claim.by) if claim.by else Link("nobody named", "", "", "unknown"),
        side=index.side_of(claim.by),
        act=ACTS.get(claim.act, claim.act),
        text=link(index, identifier, claim.text or identifier),
        value=value,
        citations=tuple(citation_line(index, citation) for citation in claim.cites),
        mark=_mark(index, claim, index.standings[identifier].status),
    )


def _value(index: Index, answer: Answer) -> str:
    asked = index.questions.get(answer.question)
    unit = f" {asked.unit}" if asked and asked.unit and answer.is_quantity else ""
    return answer_words(index, answer) + unit


def rows(index: Index, claims: Iterable[str]) -> tuple[Row, ...]:
    """Claims as rows, by date."""
    return tuple(row(index, claim) for claim in index.by_date(tuple(claims)))


def facts(index: Index, identifier: str) -> tuple[Fact, ...]:
    """The fact list of an actor, place, event or question."""
    thing = index.objects[identifier]
    return tuple(fact for fact in _facts(index, thing) if fact.values)


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
            yield Fact("About", (_list_line(index, thing.about),) if thing.about else ())
            yield Fact("State", ((question_state(index, thing.id),),))
    if isinstance(thing, Actor | Place | Event):
        yield Fact("Also", tuple((_tagged(name.text, name.lang),) for name in thing.also))
        yield Fact("As printed", tuple((f"“{form}”",) for form in thing.garbled))
    if isinstance(thing, Place | Event) and thing.cites:
        yield Fact("Source", tuple(citation_line(index, cite) for cite in thing.cites))


def _tagged(text: str, lang: str) -> str:
    return f"{text} ({lang})" if lang else text


def _degrees(value: float, letters: str) -> str:
    return f"{abs(value):.4f}".rstrip("0").rstrip(".") + f"° {letters[value < 0]}"


def _parents(index: Index, place: Place) -> Iterator[Line]:
    for parent, actor in place.within:
        said = (", according to ", link(index, actor)) if actor else ()
        yield (link(index, parent), *said)


def _event_facts(index: Index, event: Event) -> Iterator[Fact]:
    if event.when:
        basis = _basis(event)
        note = f" ({basis})" if basis else ""
        yield Fact("When", ((event.when.readable() + note,),))
    yield Fact("Where", (_list_line(index, event.at),) if event.at else ())
    yield Fact("With", (_list_line(index, event.with_),) if event.with_ else ())
    yield Fact("Part of", ((link(index, event.part_of),),) if event.part_of else ())


def question_state(index: Index, question: str) -> str:
    """Open, one origin only, agreed or contested: how the answers to a question stand."""
    claims = index.answers.get(question, ())
    origins = {origin for claim in claims for origin in index.standings[claim].origins}
    if not claims:
        return "open"
    if any(index.standings[claim].rivals for claim in claims):
        return "contested"
    return "agreed" if len(origins) > 1 else "one origin only"


def record(index: Index, identifier: str, is_subject: bool = True) -> Record:
    """What other pages say of an object, and which pages mention it.

    ``is_subject`` tells that the section is about the object, so that its record is prominent.
    """
    thing = index.objects[identifier]
    groups = [*_own_groups(index, thing)]
    groups.append(_object_group(index, "questions", "Questions", identifier, ("about",), "question"))
    linked = tuple(
        (page_link(index, page),)
        for page in index.mentioned_on.get(identifier, ())
        if page != index.home[identifier]
    )
    groups.append(Group("mentions", "Mentioned on", linked, ""))
    kept = tuple(group for group in groups if group.rows or group.empty)
    return Record(identifier, is_subject, kept)


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
    relayed = [key for key in index.naming(actor.id, "via") if key in index.claims]
    empty = "No statement found." if actor.kind != "media" else ""
    yield Group("said", f"What {name} said", rows(index, said), "" if relayed else empty)
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
    return Group(slug, heading, tuple(object_line(index, thing) for thing in _sorted(found)), "")


def _sorted(things: Iterable[Object]) -> list[Object]:
    def key(thing: Object) -> tuple[object, ...]:
        when = thing.when if isinstance(thing, Event) else None
        return (when is None, when.sort_key if when else (), title(thing).casefold(), thing.id)

    return sorted(things, key=key)


def object_line(index: Index, thing: Object) -> Line:
    """An object in one line: its name and what tells it apart."""
    match thing:
        case Actor(role=str(role)) if role:
            return (link(index, thing.id), f", {role}")
        case Event() if thing.when:
            return (f"{thing.when.readable()}: ", link(index, thing.id))
        case Claim():
            return _told(index, thing.id)
        case _:
            return (link(index, thing.id),)


def objects(index: Index, wanted: Filter) -> tuple[Row | Line, ...]:
    """The objects that pass a filter, by date or name."""
    if wanted.kind == "source":
        return tuple((source_link(index, key),) for key in index.sources)
    found = [thing for thing in index.objects.values() if _passes(index, thing, wanted)]
    if wanted.kind == "claim":
        return rows(index, (thing.id for thing in found))
    return tuple(object_line(index, thing) for thing in _sorted(found))


def _passes(index: Index, thing: Object, wanted: Filter) -> bool:
    if wanted.kind and kind_of(thing) != wanted.kind:
        return False
    if isinstance(thing, Actor):
        kinds, side = wanted.actor_kind, wanted.side
        fits_kind = not kinds or thing.kind in kinds
        return fits_kind and (not side or index.side_of(thing.id) == side)
    if isinstance(thing, Claim):
        return _passes_claim(index, thing, wanted)
    if isinstance(thing, Event):
        return wanted.takes_date(thing.when)
    if isinstance(thing, Question):
        return _passes_question(index, thing, wanted)
    return True


def _passes_question(index: Index, question: Question, wanted: Filter) -> bool:
    """Whether a question is about what is wanted and, if a span is asked, answered in it."""
    if wanted.about and not {question.id, *question.about} & set(wanted.about):
        return False
    answers = index.answers.get(question.id, ())
    has_span = wanted.start is not None or wanted.end is not None
    return not has_span or any(wanted.takes_date(index.claims[key].said) for key in answers)


def _passes_claim(index: Index, claim: Claim, wanted: Filter) -> bool:
    if wanted.by and not {claim.by, index.body_of(claim.by)} & set(wanted.by):
        return False
    if wanted.side and (index.side_of(claim.by) or OUTSIDE) != wanted.side:
        return False
    if wanted.about:
        question = claim.answers.question if claim.answers else ""
        asked = index.questions.get(question)
        about = {*claim.to, *claim.at, claim.event, question, *(asked.about if asked else ())}
        if not about & set(wanted.about):
            return False
    return wanted.takes_date(claim.said)


def ledger(index: Index, wanted: Filter, sides: Sequence[str]) -> tuple[LedgerRow, ...]:
    """Questions against sides; the last column is for everybody outside."""
    found = []
    for question in index.questions.values():
        if _passes(index, question, wanted):
            found.append(_ledger_row(index, question, (*sides, OUTSIDE)))
    return tuple(found)


def _ledger_row(index: Index, question: Question, columns: Sequence[str]) -> LedgerRow:
    by_side: dict[str, list[str]] = {column: [] for column in columns}
    for claim in index.answers.get(question.id, ()):
        side = index.side_of(index.claims[claim].by)
        by_side[side if side in by_side else OUTSIDE].append(claim)
    searched = dict(question.searched)
    cells = tuple(
        (column, rows(index, by_side[column]), searched.get(column, "")) for column in columns
    )
    state = question_state(index, question.id)
    return LedgerRow(link(index, question.id), question.unit, state, cells)


def timeline(index: Index, wanted: Filter) -> tuple[Moment, ...]:
    """Events, and claims that are tied to the same span, by date; events first."""
    moments: list[tuple[tuple[object, ...], Moment]] = []
    if wanted.kind in ("", "event"):
        for event in index.events.values():
            if event.when and wanted.takes_date(event.when):
                line = (link(index, event.id),)
                key = (*event.when.sort_key[:1], 0, *event.when.sort_key[1:], event.id)
                moments.append((key, _moment(event.when, True, "", line, None)))
    if wanted.kind in ("", "claim"):
        for claim in index.claims.values():
            if claim.said and _passes_claim(index, claim, wanted):
                told = row(index, claim.id)
                key = (*claim.said.sort_key[:1], 1, *claim.said.sort_key[1:], claim.id)
                moments.append((key, _moment(claim.said, False, told.side, (), told)))
    return tuple(moment for _, moment in sorted(moments, key=lambda pair: pair[0]))


def _moment(date: Date, is_event: bool, side: str, line: Line, told: Row | None) -> Moment:
    is_day = not date.shape and date.first.date() == date.last.date()
    day = f"{date.first:%Y-%m-%d}" if is_day else str(date)
    return Moment(day, date.readable(), is_event, side, line, told)


def chain(index: Index, identifier: str) -> tuple[Hop, ...]:
    """The way of a claim: from its roots over all that repeats or bends it, to its last forms."""
    if identifier not in index.claims:
        return ()
    seen: set[str] = set()
    hops: list[Hop] = []
    for root in index.standings[identifier].roots:
        _walk(index, root, identifier, 0, seen, hops)
    return tuple(hops)


def _walk(
    index: Index, claim: str, asked: str, depth: int, seen: set[str], hops: list[Hop]
) -> None:
    if claim in seen:
        return
    seen.add(claim)
    thing = index.claims[claim]
    denials = rows(index, index.related(claim, "denied-by", "disputed-by", "corrected-by"))
    via = _speaker(index, thing)[1:]
    hops.append(Hop(row(index, claim), via, thing.drift, depth, claim == asked, denials))
    for child in index.by_date(index.related(claim, "repeated-by", "drifted-to")):
        _walk(index, child, asked, depth + 1, seen, hops)


def coverage(index: Index, key: str) -> Coverage:
    """The passages of a source in order, with the objects that cite each."""
    manifest = index.manifests.get(key)
    if manifest is None:
        return Coverage((source_link(index, key),), 0, 0, ())
    reasons = uncited_reasons(index)
    passages = []
    for passage in manifest.passages.values():
        things = index.cited_by.get((key, passage.id), ())
        quotes = _quotes(index, things, key, passage.id)
        lines = tuple(
            row(index, thing) if thing in index.claims else object_line(index, index.objects[thing])
            for thing in things
        )
        reason = reasons.get((key, passage.id), "")
        place = (passage.id, f"{key}-{passage.id}", passage.line, passage.role, passage.words)
        passages.append(PassageRow(*place, quotes, lines, reason))
    counted = [told for told in passages if told.role != "furniture"]
    covered = sum(1 for told in counted if told.rows or told.reason)
    return Coverage((source_link(index, key),), covered, len(counted), tuple(passages))


def _quotes(index: Index, things: Iterable[str], key: str, passage: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for identifier in things:
        thing = index.objects[identifier]
        if isinstance(thing, Claim | Event | Place):
            for cite in thing.cites:
                if (cite.source, cite.passage) == (key, passage) and cite.quote:
                    found[cite.quote] = None
    return tuple(found)


class SourceRecord(NamedTuple):
    """What rests on a source: objects that cite it, with passages, and pages."""

    key: str
    coverage: Line
    objects: tuple[tuple[Line, str], ...]
    pages: tuple[Link, ...]


def source_record(index: Index, key: str) -> SourceRecord:
    """What rests on the source ``key``."""
    found = []
    for identifier in index.resting_on.get(key, ()):
        thing = index.objects[identifier]
        cites = [c for c in _citations_of(thing) if c.source == key and c.passage]
        places = ", ".join(f"¶ {cite.passage.removeprefix('p')}" for cite in cites)
        found.append(((link(index, identifier),), places))
    pages = tuple(page_link(index, page) for page in index.citing_pages.get(key, ()))
    home = index.coverage_home.get(key)
    passages: Line = (Link("all passages", home, "", "page"),) if home else ()
    return SourceRecord(key, passages, tuple(found), pages)


def _citations_of(thing: Object) -> tuple[Citation, ...]:
    return thing.cites if isinstance(thing, Claim | Event | Place) else ()


def source_label(source: Source) -> str:
    """A source as it is cited in prose: ``Beijing News, 28 September 2020``."""
    return f"{source.outlet}, {source.date.readable()}" if source.date else source.outlet


QUERIES: Final[dict[str, Callable[..., object]]] = {
    "evidence": evidence,
    "facts": facts,
    "record": record,
    "objects": objects,
    "ledger": ledger,
    "timeline": timeline,
    "chain": chain,
    "coverage": coverage,
    "link": link,
}

STATUS_MEANINGS: Final = STATUSES
