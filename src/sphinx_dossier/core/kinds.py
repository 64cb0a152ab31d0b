"""The table of kinds: what objects there are, and one row for each field of them.

Everything that deals with fields takes them from here: reading and checking options, links between
objects, the facts on a page, the open data in every format with its schema, skeletons of new
objects, and the help for authors. To add a field, add a row, and the attribute to the class in
``model.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.core.model import (
    ACTOR_KINDS,
    ACTS,
    INVERSE,
    PASSAGE_ROLES,
    PRECISIONS,
    QUESTION_KINDS,
    QUESTION_STATES,
    RELATIONS,
    STATUSES,
    Actor,
    Claim,
    Event,
    Object,
    Place,
    Question,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.model import Citation


class FieldType(Enum):
    """What sort of value a field has; the value of a member says how authors write it."""

    # By identity: each member is there once, and tables are asked by type for every field.
    __hash__ = object.__hash__

    LINE = "words"
    LINES = "words, one form a line"
    WORD = "one of these words"
    WORDS = "one or more of these words, with spaces between them"
    ID = "one id"
    IDS = "ids, with spaces between them"
    RELAYS = "ids with spaces between them; `?` behind one that no source prints"
    RELATED = "ids of claims with spaces between them; `?` behind one that no source prints"
    STATED = 'one claim a line, with what both say: ID "what both say"'
    COUNT = "a number from 1 to 9999"
    DATE = "an EDTF date: 2020-09-27, 2020-09, 2020, 2020-09-27T08:03+04:00, a/b, [a..b] or {a..b}"
    NOT_BEFORE = "an EDTF date and a citation: 2020-09-27T10:02+04:00 KEY p3"
    TIMEZONE = "an IANA time zone: Asia/Yerevan"
    BASIS = "stated, or relative: NOTE, or inferred: NOTE"
    NAMES = "one name a line, with its language before it: de: Insel"
    COORD = "latitude, longitude in degrees: 39.8, 46.75"
    WITHIN = "one place a line: PLACE, or PLACE according-to ACTOR"
    CITATIONS = 'one citation a line: KEY, KEY p16, or KEY p16 "short quote"'
    ANSWERS = (
        "one answer a line: QUESTION = 7, = 7..9, = 7.., = ..9, = ~7 (about), "
        "= none claimed, or QUESTION = words"
    )
    SEARCHED = "one side a line: SIDE: what was searched"
    ROAD = "steps from somebody to somebody"
    REASONS = "one passage a line: p26 the reason"
    WORDINGS = "one a line: its name, and words for it"
    PARTS = (
        "one part a line, `speaker`, `place`, `subject`, `number` or `denial`: "
        "`subject: changed to soldiers`, or `kept`, `small print`, `lost` or `unknown` behind "
        "the colon"
    )
    NUMBER = "a whole number"
    KEY = "the key of a .bib entry"
    PASSAGE = "p and a number: p16"
    PASSAGES = "the passages of a source"
    HASH = "64 hexadecimal digits"
    ADDRESS = "a page and an anchor"


RELATION_TYPES: Final = frozenset({FieldType.RELATED, FieldType.STATED})
"""Types of fields that name other claims. They fill one attribute together."""


@dataclass(frozen=True)
class FieldRow:
    """One field of a kind, or one option of a view.

    ``kinds`` are those that its ids may name, ``choices`` the words it may have. ``label`` is the
    term before it in the list of facts; a field without one is not shown there. ``linked`` are the
    terms of the linked data that say it. ``asked`` says that a check asks for the field though an
    object can be made without it. ``part`` is that of a vocabulary which adds to the words;
    ``most`` is how many characters a line may have, if there is a limit.
    """

    name: str
    type: FieldType
    means: str
    required: bool = False
    kinds: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    label: str = ""
    linked: tuple[str, ...] = ()
    asked: bool = False
    attribute: str = ""
    part: str = ""
    most: int = 0

    @cached_property
    def form(self) -> str:
        """How authors write it."""
        limit = f", {self.most} characters at most" if self.most else ""
        return f"{self.type.value}{limit}"

    @cached_property
    def fills(self) -> str:
        """The attribute that holds the value: that of the same name, as Python can write it."""
        return self.attribute or self.key

    @cached_property
    def key(self) -> str:
        """The name in JSON and in tables, where a hyphen would get in the way of programs."""
        return self.name.replace("-", "_")


class FieldLink(NamedTuple):
    """A mention of an object in a field of another one, and the kinds that the field may name."""

    field: str
    target: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of objects.

    ``holds`` says what a list of them is. ``argument`` is what the author writes behind the word in
    braces: the name, the text or the id; ``texts`` is what the body says. ``fields`` are in the
    order in which they are best written; ``data_order`` names those that the data have in another
    order, ``facts_order`` those that the list of facts has. ``derived`` is what the data say beside
    what authors write.
    """

    name: str
    plural: str
    model: type[Object]
    holds: str
    argument: FieldRow
    texts: tuple[FieldRow, ...]
    fields: tuple[FieldRow, ...]
    derived: tuple[FieldRow, ...] = ()
    data_order: tuple[str, ...] = ()
    facts_order: tuple[str, ...] = ()

    @cached_property
    def options(self) -> dict[str, FieldRow]:
        """The fields that authors write as options, by name."""
        return {row.name: row for row in self.fields}

    @cached_property
    def written_options(self) -> dict[str, FieldRow]:
        """All that authors may write as options, with the id where it is no argument."""
        return self.options if self.argument.name == "id" else {"id": _ID, **self.options}

    @cached_property
    def stored(self) -> tuple[FieldRow, ...]:
        """The fields in the order of the data; all relations share one key there."""
        rows = [row for row in self.fields if row.type not in RELATION_TYPES]
        rows += [RELATIONS_ROW] if self.relations else []
        return _ordered(rows, self.data_order)

    @cached_property
    def written(self) -> tuple[FieldRow, ...]:
        """What authors say of an object, in the order of the data."""
        if self.argument.name == "id":
            return (_ID, *self.texts, *self.stored)
        return (_ID, self.argument, *self.stored, *self.texts)

    @property
    def data(self) -> tuple[FieldRow, ...]:
        """All that the data say of an object, in their order."""
        return (*self.written, *self.derived, ADDRESS)

    @cached_property
    def relations(self) -> tuple[FieldRow, ...]:
        """The relations to other objects of the kind, without their converses."""
        return tuple(row for row in self.all_relations if row.name in RELATIONS)

    @cached_property
    def all_relations(self) -> tuple[FieldRow, ...]:
        """The relations to other objects of the kind, and their converses."""
        return tuple(row for row in self.fields if row.type in RELATION_TYPES)

    @cached_property
    def linking(self) -> tuple[FieldRow, ...]:
        """The fields that name other objects, but relations."""
        named = (row for row in self.stored if row.type not in RELATION_TYPES)
        return tuple(row for row in named if row.kinds or row.type is FieldType.WITHIN)

    @cached_property
    def facts(self) -> tuple[FieldRow, ...]:
        """What the list of facts shows, in its order."""
        rows = [row for row in (*self.fields, *self.derived) if row.label]
        return _ordered(rows, self.facts_order)


def _ordered(rows: list[FieldRow], names: tuple[str, ...]) -> tuple[FieldRow, ...]:
    """``rows`` with those of ``names`` first, in that order."""
    rank = {name: position for position, name in enumerate(names)}
    # The sort is stable: what is not named stays in the order of the table.
    return tuple(sorted(rows, key=lambda row: rank.get(row.name, len(rank))))


_ID: Final = FieldRow("id", FieldType.ID, "The id, which never changes", required=True)
_NAME: Final = FieldRow("name", FieldType.LINE, "The name; both names of a contested place", True)
_TEXT: Final = FieldRow("text", FieldType.LINE, "What its page says of it, in one line")
_ALSO: Final = FieldRow("also", FieldType.NAMES, "Other names", label="Also")
_GARBLED: Final = FieldRow(
    "garbled", FieldType.LINES, "Forms that a source misprints", label="As printed"
)
_BASIS: Final = FieldRow(
    "basis",
    FieldType.BASIS,
    "How the date is known: stated, reckoned from another date, or inferred",
    linked=("dossier:basis", "dossier:basisNote"),
)
RELATIONS_ROW: Final = FieldRow(
    "relations", FieldType.RELATED, "What it has to do with other claims, from this end"
)
_ANY: Final = ("actor", "place", "event", "question", "claim")


def _cites(label: str, linked: str) -> FieldRow:
    means = "The passages it rests on"
    return FieldRow("cites", FieldType.CITATIONS, means, label=label, linked=(linked,))


class _Relation(NamedTuple):
    means: str
    label: str
    converse_means: str
    converse_label: str
    linked: str
    type: FieldType = FieldType.RELATED


_RELATIONS: Final = {
    # CiTO also has `refutes`, which would say that the denial is right.
    "denies": _Relation(
        "Says of them that they are not so", "Denies",
        "Claims that say it is not so", "Denied by", "cito:disagreesWith",
    ),
    "disputes": _Relation(
        "Says otherwise", "Disputes", "Claims that say otherwise", "Disputed by", "cito:disputes"
    ),
    "corroborates": _Relation(
        "Says the same, independently", "Says the same as",
        "Claims that say the same, independently", "Said too by", "cito:confirms",
        FieldType.STATED,
    ),
    "repeats": _Relation(
        "Passes them on", "Repeats", "Claims that pass it on", "Repeated by",
        "cito:containsAssertionFrom",
    ),
    "updates": _Relation(
        "Takes their place, as things went on", "Updates",
        "Claims that took its place, as things went on", "Updated by", "cito:updates",
    ),
    "corrects": _Relation(
        "Takes back or corrects them", "Corrects",
        "Claims that take back or correct it", "Corrected by", "cito:corrects",
    ),
    "concedes": _Relation(
        "Grants what harms its own side", "Concedes",
        "Claims of the other side that grant it", "Conceded by", "cito:agreesWith",
    ),
    "drifted-from": _Relation(
        "Grew out of them, and no longer says what they say", "Drifted from",
        "Claims that grew out of it", "Became", "prov:wasDerivedFrom",
    ),
}  # fmt: skip


def _relation_rows() -> Iterator[FieldRow]:
    """Each relation and its converse: either end may declare it."""
    for name in INVERSE:
        own = _RELATIONS[name if name in RELATIONS else INVERSE[name]]
        is_forward = name in RELATIONS
        yield FieldRow(
            name,
            own.type,
            own.means if is_forward else own.converse_means,
            kinds=("claim",),
            label=own.label if is_forward else own.converse_label,
            linked=(own.linked,) if is_forward else (),
            attribute="relations",
        )


ACTOR: Final = Kind(
    "actor",
    "actors",
    Actor,
    "People, states, armed forces, media and other bodies",
    argument=_NAME,
    texts=(_TEXT,),
    fields=(
        FieldRow(
            "kind", FieldType.WORD, "What kind of actor it is", required=True, choices=ACTOR_KINDS,
            label="Kind", linked=("schema:additionalType",), part="actors",
        ),
        _ALSO,
        _GARBLED,
        FieldRow("role", FieldType.LINE, "Its office", label="Role"),
        FieldRow(
            "of", FieldType.ID, "The body it speaks for", kinds=("actor",),
            label="Speaks for", linked=("prov:actedOnBehalfOf",),
        ),
        FieldRow(
            "side", FieldType.ID, "The side it is on; left out for everybody else",
            linked=("dossier:side",),
        ),
        FieldRow(
            "timezone", FieldType.TIMEZONE,
            "The clock by which it, and who speaks for it, date what they say",
            label="Time zone", linked=("dossier:timezone",),
        ),
        FieldRow(
            "searched", FieldType.LINE, "Where statements by it were looked for",
            linked=("dossier:searched",),
        ),
    ),
    data_order=("kind", "side", "role", "of", "timezone", "also", "garbled"),
    facts_order=("kind", "role", "of", "timezone"),
)  # fmt: skip
PLACE: Final = Kind(
    "place",
    "places",
    Place,
    "Places, with coordinates where a source gives them",
    argument=_NAME,
    texts=(_TEXT,),
    fields=(
        _ALSO,
        _GARBLED,
        FieldRow(
            "coord", FieldType.COORD, "WGS 84 latitude and longitude in degrees",
            label="Coordinates", linked=("schema:geo",),
        ),
        FieldRow(
            "precision", FieldType.WORD, "What the coordinates stand for", choices=PRECISIONS,
            linked=("dossier:precision",),
        ),
        FieldRow(
            "within", FieldType.WITHIN, "What it lies in; a contested place has several",
            label="Within", linked=("schema:containedInPlace",),
        ),
        _cites("Source", "schema:subjectOf"),
    ),
    facts_order=("within", "coord"),
)  # fmt: skip
EVENT: Final = Kind(
    "event",
    "events",
    Event,
    "Events, with their times and places",
    argument=_NAME,
    texts=(_TEXT,),
    fields=(
        _ALSO,
        _GARBLED,
        FieldRow(
            "when", FieldType.DATE, "When it happened, an EDTF date (ISO 8601-2)", required=True,
            label="When", linked=("schema:startDate", "schema:endDate", "dcterms:date"),
        ),
        _BASIS,
        FieldRow(
            "at", FieldType.IDS, "The places", kinds=("place",),
            label="Where", linked=("schema:location",),
        ),
        FieldRow(
            "with", FieldType.IDS, "The actors", kinds=("actor",),
            # `with` is a keyword of Python.
            label="With", linked=("lode:involvedAgent",), attribute="with_",
        ),
        FieldRow(
            "part-of", FieldType.ID, "The event that it is a part of", kinds=("event",),
            label="Part of", linked=("schema:superEvent",),
        ),
        replace(_cites("Source", "schema:subjectOf"), asked=True),
    ),
    facts_order=("when", "at", "with", "part-of"),
)  # fmt: skip
QUESTION: Final = Kind(
    "question",
    "questions",
    Question,
    "What rival claims answer",
    argument=FieldRow("text", FieldType.LINE, "The question", True, attribute="name"),
    texts=(),
    fields=(
        FieldRow(
            "kind", FieldType.WORD, "What is asked for", required=True, choices=QUESTION_KINDS,
            label="Kind", linked=("schema:additionalType",), part="questions",
        ),
        FieldRow(
            "short", FieldType.LINE, "Its label in a picture, with what tells it from others: "
            "own soldiers dead", linked=("dossier:short",), most=24,
        ),
        FieldRow(
            "unit", FieldType.LINE, "What is counted", label="Counted in", linked=("dossier:unit",)
        ),
        FieldRow(
            "cumulative", FieldType.WORD, "Whether the count can only rise: only then does a "
            "greater number of one day count as the later one",
            choices=("yes", "no"), linked=("dossier:cumulative",),
        ),
        FieldRow(
            "about", FieldType.IDS, "The objects it is about", kinds=_ANY,
            label="About", linked=("schema:about",),
        ),
        FieldRow(
            "searched", FieldType.SEARCHED,
            "Where an answer of a side was looked for and not found", linked=("dossier:searched",),
        ),
    ),
    derived=(
        FieldRow(
            "state", FieldType.WORD, "How the answers compare with each other, worked out",
            choices=QUESTION_STATES, label="State", linked=("dossier:state",),
        ),
        FieldRow(
            "later-state", FieldType.WORD, "What later answers make of it, where they change it",
            choices=QUESTION_STATES, linked=("dossier:laterState",),
        ),
        FieldRow(
            "as-of", FieldType.DATE, "The day up to which answers count for the state",
            linked=("dossier:asOf",),
        ),
    ),
)  # fmt: skip
CLAIM: Final = Kind(
    "claim",
    "claims",
    Claim,
    "Claims: who said what, when, and what became of it",
    argument=_ID,
    texts=(FieldRow("text", FieldType.LINE, "What was said, in our words"),),
    fields=(
        FieldRow(
            "by", FieldType.IDS, "Who said it; all who said it together", required=True,
            kinds=("actor",),
            linked=("schema:author", "prov:wasAttributedTo"),
        ),
        FieldRow(
            "act", FieldType.WORD, "What kind of statement it is", required=True,
            choices=ACTS, linked=("dossier:act",), part="acts",
        ),
        FieldRow(
            "said", FieldType.DATE, "When it was said, an EDTF date (ISO 8601-2)", required=True,
            linked=("schema:dateCreated", "dcterms:date"),
        ),
        FieldRow(
            "short", FieldType.LINE, "Its label in a picture, without the speaker: martial law",
            linked=("dossier:short",), most=40,
        ),
        FieldRow(
            "public", FieldType.DATE, "By when it could be known, where that is not when it was "
            "said: the hour of an item that quotes it", linked=("dossier:public",),
        ),
        FieldRow(
            "not-before", FieldType.NOT_BEFORE, "Before when it had not been said, and the passage "
            "that shows so", label="Not before", linked=("dossier:notBefore",),
        ),
        _BASIS,
        FieldRow(
            "via", FieldType.RELAYS,
            "Who passed it on unchanged, from the first speaker to the reader",
            kinds=("actor",), linked=("dossier:via",),
        ),
        replace(_cites("", "schema:appearance"), asked=True),
        FieldRow(
            "answers", FieldType.ANSWERS, "What it answers to questions", kinds=("question",),
            label="Answers", linked=("schema:parentItem", "rdf:value"),
        ),
        FieldRow(
            "to", FieldType.IDS, "Whom it is about or addressed to", kinds=("actor", "place"),
            label="To", linked=("schema:about",),
        ),
        FieldRow(
            "event", FieldType.ID, "The event it belongs to", kinds=("event",),
            label="Event", linked=("schema:about",),
        ),
        FieldRow(
            "at", FieldType.IDS, "The places it is about", kinds=("place",),
            label="At", linked=("schema:contentLocation",),
        ),
        FieldRow(
            "drift", FieldType.LINE, "What changed on the way from the claim that it drifted from",
            label="What changed", linked=("dossier:drift",),
        ),
        FieldRow(
            "drift-parts", FieldType.PARTS, "What became on the way of each part of the statement",
            label="Part by part", linked=("dossier:driftPart",),
        ),
        FieldRow(
            "inferred", FieldType.LINE,
            "Why we take a relay or a relation with `?` for likely, which no source prints",
            label="Our inference", linked=("dossier:inferred",),
        ),
        FieldRow(
            "searched", FieldType.LINE, "What was searched for a first speaker",
            label="No other source found", linked=("dossier:searched",),
        ),
        *_relation_rows(),
    ),
    derived=(
        FieldRow(
            "status", FieldType.WORD,
            "The status that counts, worked out from the claims; never that one is true or false",
            required=True, choices=STATUSES, linked=("dossier:status",),
        ),
        FieldRow(
            "statuses", FieldType.WORDS,
            "All statuses that hold; the first is the one that counts", choices=STATUSES,
        ),
        FieldRow(
            "reach", FieldType.NUMBER, "Publications that carry the statement", required=True,
            linked=("dossier:reach",),
        ),
        FieldRow(
            "bodies", FieldType.IDS,
            "All for whom it counts: who said it and whom they speak for, each once",
            kinds=("actor",),
        ),
        FieldRow(
            "origins", FieldType.IDS, "Bodies that said it first",
            kinds=("actor",), linked=("dossier:origin",),
        ),
        FieldRow(
            "independent", FieldType.NUMBER,
            "How many of them are independent of each other; a joint statement is one",
            required=True, linked=("dossier:independentOrigins",),
        ),
        FieldRow(
            "relays", FieldType.ROAD,
            "Its road from the first speaker to who passed it on last, step by step",
            kinds=("actor",),
        ),
        FieldRow(
            "composed_of", FieldType.IDS, "The statements that it is put together from",
            kinds=("claim",), linked=("dossier:composedOf",),
        ),
        FieldRow(
            "earliest", FieldType.DATE,
            "The first instant at which it can have been made, in UTC, worked out from all dates",
            linked=("dossier:earliest",),
        ),
        FieldRow(
            "latest", FieldType.DATE,
            "The last instant at which it can have been made, in UTC, worked out from all dates",
            linked=("dossier:latest",),
        ),
        FieldRow(
            "later-than", FieldType.DATE, "The as-of day, where the claim was made after it",
            linked=("dossier:laterThan",),
        ),
    ),
    data_order=(
        "short", "by", "act", "said", "public", "not-before", "basis", "via", "to", "event", "at",
        "cites",
        "answers", "relations", "drift", "drift-parts", "inferred",
    ),
    facts_order=("answers", *(word for pair in RELATIONS.items() for word in pair),
                 "drift", "drift-parts", "inferred", "searched", "not-before", "to", "at", "event"),
)  # fmt: skip

ADDRESS: Final = FieldRow(
    "url", FieldType.ADDRESS, "Where it is, from the root of the site, with the anchor",
    required=True,
)  # fmt: skip
"""Every object has one; only a build knows it."""
PASSAGE_FIELDS: Final = (
    FieldRow("id", FieldType.PASSAGE, "p0 is the title, p1 the first passage after it", True),
    FieldRow("line", FieldType.NUMBER, "Its line in the text, counted from 1", True),
    FieldRow("role", FieldType.WORD, "What it is in the text", True, choices=PASSAGE_ROLES),
    FieldRow("words", FieldType.NUMBER, "How many words it has", True),
    FieldRow("sha256", FieldType.HASH, "SHA-256 of its text with single spaces, in NFC", True),
    FieldRow("cited_by", FieldType.IDS, "The objects that cite it", kinds=_ANY),
)
"""What the data say of a passage; authors do not write it."""
SOURCE_FIELDS: Final = (
    FieldRow("id", FieldType.KEY, "The key of its entry in the bibliography", True),
    FieldRow("type", FieldType.LINE, "The BibLaTeX type of the entry", True),
    FieldRow("title", FieldType.LINE, "The title as published"),
    FieldRow("authors", FieldType.LINES, "Who wrote it"),
    FieldRow(
        "and_others", FieldType.WORDS, "Which of these lists of names leaves further ones out",
        choices=("authors",),
    ),
    FieldRow("publisher", FieldType.LINE, "The journal, publisher or institution"),
    FieldRow("date", FieldType.DATE, "When it appeared, an EDTF date (ISO 8601-2)"),
    FieldRow("language", FieldType.LINE, "Its language, a BCP 47 tag"),
    FieldRow("url", FieldType.LINE, "Where it was read"),
    FieldRow("read", FieldType.LINE, "The day on which it was read"),
    FieldRow("note", FieldType.LINE, "What the bibliography says of it besides"),
    FieldRow(
        "listed", FieldType.ADDRESS,
        "Where the site lists it, from the root of the site, with the anchor",
    ),
    FieldRow(
        "passages", FieldType.PASSAGES,
        "The parts of its text in their order, without their words",
    ),
)  # fmt: skip
"""What the data say of a source, which authors write in a .bib file."""

KINDS: Final = {kind.name: kind for kind in (ACTOR, PLACE, EVENT, QUESTION, CLAIM)}
"""Each kind by its name, which is also the name of its directive."""


def links(subject: Object) -> Iterator[FieldLink]:
    """Every id that an object names in its fields, in the order of the data."""
    for row in KINDS[kind_of(subject)].linking:
        yield from _links_of(row, getattr(subject, row.fills))
    if isinstance(subject, Claim):
        for word, ends in subject.relations:
            yield from (FieldLink(word, end.claim, ("claim",)) for end in ends)


def _links_of(row: FieldRow, value: Any) -> Iterator[FieldLink]:
    match row.type:
        case FieldType.WITHIN:
            for parent in value:
                yield FieldLink(row.name, parent.place, ("place",))
                if parent.according_to:
                    yield FieldLink("according-to", parent.according_to, ("actor",))
        case FieldType.ANSWERS:
            yield from (FieldLink(row.name, answer.question, row.kinds) for answer in value)
        case FieldType.RELAYS:
            yield from (FieldLink(row.name, relay.actor, row.kinds) for relay in value)
        case FieldType.ID:
            if value:
                yield FieldLink(row.name, value, row.kinds)
        case _:
            yield from (FieldLink(row.name, target, row.kinds) for target in value)


def citations(subject: Object) -> tuple[Citation, ...]:
    """The citations of an object of any kind."""
    if isinstance(subject, Actor | Question):
        return ()
    if isinstance(subject, Claim) and subject.not_before:
        return (*subject.cites, subject.not_before.citation)
    return subject.cites
