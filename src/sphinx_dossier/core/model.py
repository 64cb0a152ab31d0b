"""The objects of a dossier as plain values; everything else reads or makes these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from unicodedata import normalize

if TYPE_CHECKING:
    from sphinx_dossier.core.dates import Date

ACTOR_KINDS: Final = (
    "person",
    "state",
    "government-body",
    "armed-force",
    "de-facto-authority",
    "international-organisation",
    "media",
    "research-organisation",
)
PRECISIONS: Final = ("point", "city", "district", "region", "approximate")
QUESTION_KINDS: Final = ("quantity", "instant", "responsibility", "occurrence", "intent", "status")
ACTS: Final = (
    "asserts",
    "denies",
    "accuses",
    "concedes",
    "appeals",
    "supports",
    "condemns",
    "warns",
    "assesses",
    "predicts",
    "decrees",
    "reports",
)
OPINION_ACTS: Final = frozenset({"assesses", "predicts", "warns"})
ASSERTION_ACTS: Final = frozenset({"asserts", "denies", "accuses", "concedes", "reports"})
"""Acts that say how things are. Only these can be corroborated; opinions can be shared, and an
appeal, a condemnation or a decree is a deed of its speaker, whoever else does the same."""
QUESTION_STATES: Final = (
    "open",
    "one origin only",
    "one side only",
    "contested",
    "agreed",
    "compatible",
)
STATUSES: Final = (
    "drifted",
    "conceded",
    "denied",
    "disputed",
    "rival-figures",
    "updated",
    "composite",
    "unattributed",
    "shared",
    "corroborated",
    "relayed",
    "single-origin",
)
"""Each status in order of precedence: the first that holds is shown first."""
PASSAGE_ROLES: Final = ("title", "heading", "lead", "caption", "body", "furniture")
"""What a passage is in its source. Furniture is what is no part of the article, such as the name of
a menu or a byline: nobody need cite it, but it keeps its number, so that lines can be counted."""
BASES: Final = ("stated", "relative", "inferred")
DRIFT_PARTS: Final = ("speaker", "place", "subject", "number", "denial")
"""The parts of a statement that may change on the way; the denial is one of it by others."""
FATES: Final = ("kept", "small-print", "changed", "lost", "unknown")
"""What became of a part: kept, kept below the headline only, changed, lost, or not known."""
RELATIONS: Final = {
    "denies": "denied-by",
    "disputes": "disputed-by",
    "corroborates": "corroborated-by",
    "repeats": "repeated-by",
    "updates": "updated-by",
    "corrects": "corrected-by",
    "concedes": "conceded-by",
    "drifted-from": "drifted-to",
}
"""Each relation and its converse: either end may declare it."""
INVERSE: Final = {**RELATIONS, **{converse: name for name, converse in RELATIONS.items()}}

# Neither an id nor a date nor a number, so that a blank that is left cannot pass for one.
BLANK: Final = "???"
"""What a skeleton leaves to be filled in."""


NONE_CLAIMED: Final = "none claimed"
"""The answer of who denies a number and gives none: words, for a denial is not the number 0."""


class Where(NamedTuple):
    """A place in the source: ``path`` as the build knows it, ``line`` counted from 1."""

    path: str
    line: int


class Name(NamedTuple):
    """Another name of an object (SKOS altLabel); ``lang`` is a BCP 47 tag or ``""``."""

    text: str
    lang: str


class Within(NamedTuple):
    """A parent of a place, and the actor who says so (``""`` where nobody contests it)."""

    place: str
    according_to: str


class Citation(NamedTuple):
    """A source, the passage in it and the quoted words (W3C TextQuoteSelector ``exact``)."""

    source: str
    passage: str
    quote: str
    where: Where


class DriftPart(NamedTuple):
    """What became of a part of a statement on the way; ``now`` is what it was changed to."""

    part: str
    fate: str
    now: str = ""


class NotBefore(NamedTuple):
    """A date before which a claim had not been made, and the passage that shows it."""

    date: Date
    citation: Citation


class Relay(NamedTuple):
    """Somebody who passed a statement on; ``is_inferred`` where no source prints that."""

    actor: str
    is_inferred: bool = False


class RelationEnd(NamedTuple):
    """A claim at the other end of a relation, as the author of the relation wrote it.

    ``proposition`` is what both claims state, for the relations that ask for it; ``is_inferred``
    says that no source prints the relation.
    """

    claim: str
    proposition: str = ""
    is_inferred: bool = False


APPROXIMATE: Final = 0.1
"""The share of a number by which one that is called approximate may be less or more: our choice."""


class Answer(NamedTuple):
    """What a claim answers to a question: words, or the bounds of a quantity.

    An exact number has equal bounds; an open side is ``None``. ``about`` is the number that its
    speaker called approximate: the bounds are :data:`APPROXIMATE` of it below and above.
    """

    question: str
    words: str
    minimum: float | None
    maximum: float | None
    about: float | None = None

    @property
    def is_quantity(self) -> bool:
        """Whether the answer is a number or a range of numbers."""
        return self.minimum is not None or self.maximum is not None

    @property
    def is_none_claimed(self) -> bool:
        """Whether it says that no number is claimed, which is no number."""
        return self.plain_words == NONE_CLAIMED

    @property
    def plain_words(self) -> str:
        """The words without what no reader sees: case, wide blanks, the way letters are encoded."""
        return " ".join(normalize("NFC", self.words.casefold()).split())

    def overlaps(self, other: Answer) -> bool:
        """Whether both answers can hold at once."""
        # Who claims none says nothing that another number could contradict.
        if self.is_none_claimed or other.is_none_claimed:
            return True
        if not (self.is_quantity and other.is_quantity):
            # But for case: whether two wordings mean the same is for
            # the author to say, not a guess.
            return self.plain_words == other.plain_words
        low = max(_low(self), _low(other))
        return low <= min(_high(self), _high(other))

    def is_at_most(self, other: Answer) -> bool:
        """Whether it can be a number that is no greater than that of another answer."""
        return self.is_quantity and other.is_quantity and _low(self) <= _high(other)

    def says_same(self, other: Answer) -> bool:
        """Whether both say the same: one number, one range or the same words.

        About a number is any within its bounds. An open range says less than a number in it: the
        two can hold at once, and neither says what the other does.
        """
        ours, theirs = self.number, other.number
        if ours is None or theirs is None:
            # Words have no bounds: of two answers in words the first half alone decides.
            return self.overlaps(other) and self[2:4] == other[2:4]
        return _low(other) <= ours <= _high(other) or _low(self) <= theirs <= _high(self)

    @property
    def number(self) -> float | None:
        """The one number that is said, exactly or about; ``None`` for ranges and words."""
        return self.minimum if self.about is None and self.minimum == self.maximum else self.about


def _low(answer: Answer) -> float:
    return float("-inf") if answer.minimum is None else answer.minimum


def _high(answer: Answer) -> float:
    return float("inf") if answer.maximum is None else answer.maximum


class Basis(NamedTuple):
    """How a date is known: ``stated``, ``relative`` or ``inferred``, and a note on it."""

    word: str
    note: str


STATED: Final = Basis("stated", "")


# Plain, because of ten for each object the collector of garbage must have nothing to follow.
Written: TypeAlias = tuple[str, int, str]
"""A line of an option: the option, the number of the line, and its text if there are several lines.

Of an id the text is what was written where another id was meant.
"""


# No slots here and below: with them, pages take twice as long out of Sphinx's pickle.
@dataclass(frozen=True)
class Actor:
    """Somebody who speaks or acts; ``of`` is the body it speaks for (PROV actedOnBehalfOf).

    ``timezone`` is the IANA name of the clock by which it dates what it says. ``like`` is the known
    kind on which one of the project acts like, as only an index knows; so it is below.
    """

    id: str
    where: Where
    name: str
    text: str = ""
    kind: str = ""
    also: tuple[Name, ...] = ()
    garbled: tuple[str, ...] = ()
    role: str = ""
    of: str = ""
    side: str = ""
    timezone: str = ""
    searched: str = ""
    like: str = ""
    written: tuple[Written, ...] = field(default=(), compare=False, repr=False)

    @property
    def known_kind(self) -> str:
        """The kind, or the known one on which it acts like: the rules are for these."""
        return self.like or self.kind


@dataclass(frozen=True)
class Place:
    """A place; ``coord`` is WGS 84 (latitude, longitude) in degrees."""

    id: str
    where: Where
    name: str
    text: str = ""
    also: tuple[Name, ...] = ()
    garbled: tuple[str, ...] = ()
    coord: tuple[float, float] | None = None
    precision: str = ""
    within: tuple[Within, ...] = ()
    cites: tuple[Citation, ...] = ()
    written: tuple[Written, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Event:
    """Something that happened at a time (EDTF) and perhaps at places, with actors."""

    id: str
    where: Where
    name: str
    text: str = ""
    also: tuple[Name, ...] = ()
    garbled: tuple[str, ...] = ()
    when: Date | None = None
    basis: Basis = STATED
    at: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    part_of: str = ""
    cites: tuple[Citation, ...] = ()
    written: tuple[Written, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Question:
    """What rival claims answer; ``searched`` says for each side where no statement was found.

    ``short`` is its label in a picture; ``cumulative`` is ``yes`` where a count can only rise.
    """

    id: str
    where: Where
    name: str
    text: str = ""
    short: str = ""
    kind: str = ""
    unit: str = ""
    cumulative: str = ""
    about: tuple[str, ...] = ()
    searched: tuple[tuple[str, str], ...] = ()
    like: str = ""
    written: tuple[Written, ...] = field(default=(), compare=False, repr=False)

    @property
    def known_kind(self) -> str:
        """The kind, or the known one on which it acts like: the rules are for these."""
        return self.like or self.kind


@dataclass(frozen=True)
class Claim:
    """A statement by somebody at a time, with the passages that carry it.

    ``short`` is its label in a picture. ``said`` is when it was made, ``public`` by when others
    could know it. ``drift`` tells what changed on the way, ``drift_parts`` part by part.
    Of several actors in ``by`` each said it, together: a joint statement is one claim. ``via`` is
    the road from the first speaker to the reader. ``inferred`` says why we take a relay or a
    relation for likely that no source prints.
    """

    id: str
    where: Where
    text: str = ""
    short: str = ""
    by: tuple[str, ...] = ()
    act: str = ""
    said: Date | None = None
    public: Date | None = None
    not_before: NotBefore | None = None
    basis: Basis = STATED
    via: tuple[Relay, ...] = ()
    cites: tuple[Citation, ...] = ()
    answers: tuple[Answer, ...] = ()
    to: tuple[str, ...] = ()
    event: str = ""
    at: tuple[str, ...] = ()
    drift: str = ""
    drift_parts: tuple[DriftPart, ...] = ()
    inferred: str = ""
    searched: str = ""
    relations: tuple[tuple[str, tuple[RelationEnd, ...]], ...] = ()
    like: str = ""
    written: tuple[Written, ...] = field(default=(), compare=False, repr=False)

    @property
    def known_act(self) -> str:
        """The act, or the known one on which it acts like: the rules are for these."""
        return self.like or self.act

    @property
    def is_assertion(self) -> bool:
        """Whether the act says how things are."""
        return self.known_act in ASSERTION_ACTS

    @property
    def is_opinion(self) -> bool:
        """Whether the act is a judgement and not a statement of fact."""
        return self.known_act in OPINION_ACTS


class Person(NamedTuple):
    """An author or editor; a body, and somebody with one name only, is all ``family``."""

    family: str
    given: str = ""

    @property
    def name(self) -> str:
        """The name as it is said."""
        return f"{self.given} {self.family}" if self.given else self.family


@dataclass(frozen=True)
class Source:
    """A publication: an entry of the bibliography.

    ``publisher`` is where readers met it: a journal, a publisher or an institution. ``read`` is
    the day it was consulted, ``fields`` what else the entry says, by name. ``people`` are those
    with another part in it, by part, such as ``translator``; ``and_others`` are the parts of which
    further people are not named.
    """

    id: str
    where: Where
    type: str
    title: str
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    publisher: str = ""
    date: Date | None = None
    language: str = ""
    url: str = ""
    read: str = ""
    note: str = ""
    label: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, tuple[Person, ...]], ...] = ()
    and_others: tuple[str, ...] = ()

    @property
    def outlet(self) -> str:
        """The short name by which a reader knows the publication."""
        rest = ("…",) if "author" in self.and_others else ()
        names = " & ".join((*(one.name for one in self.authors), *rest))
        return self.label or self.publisher or names or self.id

    def field(self, *names: str) -> str:
        """The first of some further fields that the entry has, or ``""``."""
        known = dict(self.fields)
        return next((known[name] for name in names if name in known), "")


Object: TypeAlias = Actor | Place | Event | Question | Claim
Named: TypeAlias = Actor | Place | Event


def where_written(subject: Object, option: str, word: str = "") -> Where:
    """The line of a word in an option; its first where none has it, or else that of the object."""
    lines = [(line, text) for name, line, text in subject.written if name == option]
    # A word stands between blanks, or between the signs of a form, as in `id?` and `id: words`.
    holding = (
        line for line, text in lines if word in (*text.split(), *re.findall(r"[\w-]+", text))
    )
    first = lines[0][0] if lines else subject.where.line
    return subject.where._replace(line=next(holding, first))


def kind_of(subject: Object) -> str:
    """The name of the kind of an object, which is also that of its directive."""
    return type(subject).__name__.lower()
