"""The rows of ``dossier.json`` as types, so that mypy knows what a claim or a source has.

Written by ``tools/write_json_rows.py`` from the table of kinds: change ``core/kinds.py`` instead.
"""

from __future__ import annotations

from typing import NotRequired, TypeAlias, TypedDict


class BasisRow(TypedDict):
    """How a date is known, and from what."""

    word: str
    note: NotRequired[str]


class NameRow(TypedDict):
    """Another name, with its language as a BCP 47 tag."""

    text: str
    lang: NotRequired[str]


class WithinRow(TypedDict):
    """A parent of a place, and who says so where it is contested."""

    place: str
    according_to: NotRequired[str]


class CitationRow(TypedDict):
    """A source, a passage of it, and the words quoted from that."""

    source: str
    passage: NotRequired[str]
    quote: NotRequired[str]


class NotBeforeRow(TypedDict):
    """A date before which a claim had not been made, and the passage that shows it."""

    date: str
    source: str
    passage: NotRequired[str]
    quote: NotRequired[str]


class AnswerRow(TypedDict):
    """An answer to a question: a number, words, or the ends of a range.

    ``about`` is there where the range is that of a number which its speaker called approximate.
    """

    question: str
    value: NotRequired[float | str]
    min: NotRequired[float]
    max: NotRequired[float]
    about: NotRequired[float]
    unit: NotRequired[str]


class RelayRow(TypedDict):
    """Somebody who passed a claim on; ``inferred`` where no source prints that."""

    actor: str
    inferred: NotRequired[bool]


# A key that is a keyword of Python can only be written so.
RoadRow = TypedDict(
    "RoadRow",
    {
        "step": int,
        "from": list[str],
        "to": str,
        "medium": NotRequired[str],
        "inferred": NotRequired[bool],
    },
)
"""A step on the road of a claim."""


class EndRow(TypedDict):
    """A claim at the other end of a relation."""

    claim: str
    proposition: NotRequired[str]
    inferred: NotRequired[bool]


class WordRow(TypedDict):
    """A word of the project: the known one that it is like, and what it is called."""

    part: str
    word: str
    like: NotRequired[str]
    label: NotRequired[str]


class SearchedRow(TypedDict):
    """Where an answer of a side was looked for and not found."""

    side: str
    what: str


class DriftPartRow(TypedDict):
    """What became of a part of a statement on the way."""

    part: str
    fate: str
    now: NotRequired[str]


class PassageRow(TypedDict):
    """A passage of a source, without its words."""

    id: str
    line: int
    role: str
    words: int
    sha256: str
    cited_by: NotRequired[list[str]]


class SourceRow(TypedDict):
    """A publication."""

    id: str
    type: str
    title: NotRequired[str]
    authors: NotRequired[list[str]]
    and_others: NotRequired[list[str]]
    publisher: NotRequired[str]
    date: NotRequired[str]
    language: NotRequired[str]
    url: NotRequired[str]
    read: NotRequired[str]
    note: NotRequired[str]
    listed: NotRequired[str]
    passages: NotRequired[list[PassageRow]]


class ActorRow(TypedDict):
    """People, states, armed forces, media and other bodies."""

    id: str
    name: str
    kind: NotRequired[str]
    side: NotRequired[str]
    role: NotRequired[str]
    of: NotRequired[str]
    timezone: NotRequired[str]
    also: NotRequired[list[NameRow]]
    garbled: NotRequired[list[str]]
    searched: NotRequired[str]
    text: NotRequired[str]
    url: str


class PlaceRow(TypedDict):
    """Places, with coordinates where a source gives them."""

    id: str
    name: str
    also: NotRequired[list[NameRow]]
    garbled: NotRequired[list[str]]
    coord: NotRequired[list[float]]
    precision: NotRequired[str]
    within: NotRequired[list[WithinRow]]
    cites: NotRequired[list[CitationRow]]
    text: NotRequired[str]
    url: str


EventRow = TypedDict(
    "EventRow",
    {
        "id": "str",
        "name": "str",
        "also": "NotRequired[list[NameRow]]",
        "garbled": "NotRequired[list[str]]",
        "when": "NotRequired[str]",
        "basis": "NotRequired[BasisRow]",
        "at": "NotRequired[list[str]]",
        "with": "NotRequired[list[str]]",
        "part_of": "NotRequired[str]",
        "cites": "NotRequired[list[CitationRow]]",
        "text": "NotRequired[str]",
        "url": "str",
    },
)
"""Events, with their times and places."""


class QuestionRow(TypedDict):
    """What rival claims answer."""

    id: str
    text: str
    kind: NotRequired[str]
    short: NotRequired[str]
    unit: NotRequired[str]
    cumulative: NotRequired[str]
    about: NotRequired[list[str]]
    searched: NotRequired[list[SearchedRow]]
    state: NotRequired[str]
    later_state: NotRequired[str]
    as_of: NotRequired[str]
    url: str


class ClaimRow(TypedDict):
    """Claims: who said what, when, and what became of it."""

    id: str
    text: NotRequired[str]
    short: NotRequired[str]
    by: NotRequired[list[str]]
    act: NotRequired[str]
    said: NotRequired[str]
    public: NotRequired[str]
    not_before: NotRequired[NotBeforeRow]
    basis: NotRequired[BasisRow]
    via: NotRequired[list[RelayRow]]
    to: NotRequired[list[str]]
    event: NotRequired[str]
    at: NotRequired[list[str]]
    cites: NotRequired[list[CitationRow]]
    answers: NotRequired[list[AnswerRow]]
    relations: NotRequired[dict[str, list[EndRow]]]
    drift: NotRequired[str]
    drift_parts: NotRequired[list[DriftPartRow]]
    inferred: NotRequired[str]
    searched: NotRequired[str]
    status: str
    statuses: NotRequired[list[str]]
    reach: int
    bodies: NotRequired[list[str]]
    origins: NotRequired[list[str]]
    independent: int
    relays: NotRequired[list[RoadRow]]
    composed_of: NotRequired[list[str]]
    earliest: NotRequired[str]
    latest: NotRequired[str]
    later_than: NotRequired[str]
    url: str


ObjectRow: TypeAlias = ActorRow | PlaceRow | EventRow | QuestionRow | ClaimRow


class SiteRow(TypedDict):
    """Another dossier that this one names objects of."""

    id: str
    title: NotRequired[str]
    url: str
    digest: NotRequired[str]


class AbroadRow(TypedDict):
    """An object of another dossier that this one names, and where it is."""

    id: str
    kind: str
    name: NotRequired[str]
    url: str


class DossierData(TypedDict):
    """Everything: what ``dossier.json`` holds."""

    schema: int
    title: str
    address: NotRequired[str]
    as_of: NotRequired[str]
    vocabulary: NotRequired[list[WordRow]]
    sites: NotRequired[list[SiteRow]]
    abroad: NotRequired[list[AbroadRow]]
    sources: list[SourceRow]
    actors: list[ActorRow]
    places: list[PlaceRow]
    events: list[EventRow]
    questions: list[QuestionRow]
    claims: list[ClaimRow]
