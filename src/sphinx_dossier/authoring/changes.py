"""What a change between two states of a dossier is, and how much it weighs for who reviews it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS: Final = ("claims", "questions", "events", "actors", "places", "sources")
"""The lists of the open data, in the order in which a reviewer reads their changes."""
ALL_KINDS: Final = (*KINDS, "pages", "dossiers")
"""What changes are of: those, the words of pages, and the settings of the whole."""


class Weight(IntEnum):
    """How much harm a change could do before anybody notices it: the first is read first."""

    ADDRESS = 0
    LOOKALIKE = 1
    LOST = 2
    SAID = 3
    ABOUT = 4
    SOURCE = 5
    WORDS = 6
    NEW = 7
    DERIVED = 8


class Change(NamedTuple):
    """A difference in what an object says; ``before`` or ``after`` is ``""`` where it says nothing.

    ``kind`` is one of :data:`ALL_KINDS`, ``what`` is in words, such as ``reworded``. ``where`` is
    the place as ``path:line``, ``""`` where nobody knows; ``remarks`` say what is not seen at once.
    """

    kind: str
    id: str
    what: str
    before: str
    after: str
    weight: Weight = Weight.SAID
    where: str = ""
    remarks: tuple[str, ...] = ()


_WORDS: Final = {
    ("claims", "by"): "re-attributed",
    ("claims", "act"): "act changed",
    ("claims", "text"): "reworded",
    ("claims", "answers"): "answers otherwise",
    ("claims", "said"): "redated",
    ("claims", "via"): "relayed otherwise",
    ("claims", "cites"): "sources changed",
    ("claims", "relations"): "related otherwise",
    ("claims", "basis"): "date explained otherwise",
    ("claims", "body"): "links of the text changed",
    ("claims", "status"): "status changed",
    ("claims", "statuses"): "statuses changed",
    ("claims", "origins"): "origins changed",
    ("claims", "independent"): "independent origins changed",
    ("actors", "side"): "side changed",
    ("actors", "name"): "renamed",
    ("places", "coord"): "moved",
    ("places", "name"): "renamed",
    ("events", "when"): "redated",
    ("events", "name"): "renamed",
    ("questions", "text"): "reworded",
    ("questions", "state"): "state changed",
    ("sources", "url"): "address changed",
    ("sources", "keywords"): "keywords changed",
}
"""What a change of a field means, the weightiest first; any other field is just ``changed``."""
_ADDRESSES: Final = frozenset({"url", "doi", "eprint", "archiveurl", "isbn", "issn"})
"""Fields of a source by which a reader finds it."""
DERIVED: Final = frozenset({"status", "statuses", "origins", "independent", "state"})
"""Fields that follow from what other objects say: nobody would see there what has become of one."""


def rank(kind: str, field: str) -> tuple[int, str]:
    """Fields with a word of their own come first, in the order of the table."""
    known = [name for owner, name in _WORDS if owner == kind]
    return (known.index(field) if field in known else len(known), field)


def word(kind: str, field: str) -> str:
    """What a change of a field is called."""
    if field == "body":
        return "links of the text changed"
    return _WORDS.get((kind, field), f"{field.replace('_', ' ')} changed")


def weight_of(kind: str, field: str) -> Weight:
    """How much a change of a field weighs."""
    if kind == "sources":
        return Weight.ADDRESS if field in _ADDRESSES else Weight.SOURCE
    if field in DERIVED:
        return Weight.DERIVED
    return Weight.SAID if kind == "claims" else Weight.ABOUT


def in_order(changes: Iterable[Change]) -> list[Change]:
    """The weightiest first; of one weight by kind, by id, and as they come."""
    # The address of a source is its evidence; one in a text is a remark.
    kinds = {Weight.ADDRESS: ("sources", *ALL_KINDS)}
    return sorted(
        changes,
        key=lambda one: (one.weight, kinds.get(one.weight, ALL_KINDS).index(one.kind), one.id),
    )
