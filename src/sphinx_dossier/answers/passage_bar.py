"""A source at a glance: how long each of its passages is, and what became of what it says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.page_links import Link, source_link
from sphinx_dossier.core.anchors import passage_anchor
from sphinx_dossier.core.memo import nameless_each
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.manifests import Passage

GRADES: Final = {
    "changed": ("drifted",),
    "against": ("denied", "disputed", "rival-figures", "updated"),
    "one": ("unattributed", "relayed", "single-origin"),
    "several": ("conceded", "shared", "corroborated"),
    "later": (),
}
"""What became of a claim in five grades, and the statuses of each; who most needs to know of it
comes first. A claim that is put together has the grade of its next status. ``later`` is what was
said after the as-of day."""
_GRADE_OF: Final = {status: grade for grade, of in GRADES.items() for status in of}


class Cell(NamedTuple):
    """A claim that cites a passage, and its grade."""

    claim: str
    grade: str


class PassageSegment(NamedTuple):
    """A passage: its length in words, the claims that cite it, who speaks there.

    The claims of most consequence come first. ``sides`` are those of the speakers, ``""`` for
    whoever is on none; words of the source's own publisher are nobody's side.
    """

    id: str
    link: Link
    role: str
    words: int
    cells: tuple[Cell, ...]
    sides: tuple[str, ...]

    @property
    def grades(self) -> tuple[str, ...]:
        """The grade of each claim."""
        return tuple(one.grade for one in self.cells)


class PassageBar(NamedTuple):
    """The passages of a source in their order, without the furniture of its page."""

    source: Link
    segments: tuple[PassageSegment, ...]

    @property
    def words(self) -> int:
        """How many words the passages have together."""
        return sum(one.words for one in self.segments)

    @property
    def grades(self) -> Counter[str]:
        """How many claims of each grade there are, also of those that several passages have."""
        cells = {cell for one in self.segments for cell in one.cells}
        return Counter(cell.grade for cell in cells)

    @property
    def sides(self) -> frozenset[str]:
        """The sides that speak anywhere."""
        return frozenset(side for one in self.segments for side in one.sides)


def passage_bar(index: Index, key: str) -> PassageBar:
    """The bar of the source of that key; without passages where it has no manifest."""
    manifest = index.manifests.get(key)
    passages = manifest.passages.values() if manifest else ()
    segments = (_segment(index, key, one) for one in passages if one.role != "furniture")
    return PassageBar(source_link(index, key), tuple(segments))


def _segment(index: Index, key: str, passage: Passage) -> PassageSegment:
    claims = [one for one in index.cited_by.get((key, passage.id), ()) if one in index.claims]
    rank = list(GRADES).index
    cells = sorted(
        (Cell(one, grade_of(index, one)) for one in claims), key=lambda one: rank(one[1])
    )
    home = index.coverage_home.get(key, "")
    link = Link("", home, passage_anchor(key, passage.id), "passage")
    sides = _sides(index, key, claims)
    return PassageSegment(passage.id, link, passage.role, passage.words, tuple(cells), sides)


@nameless_each
def grade_of(index: Index, claim: str) -> str:
    """What became of a claim, as one of :data:`GRADES`."""
    if index.is_later(claim):
        return "later"
    marks = standings(index)[claim].marks
    return next(_GRADE_OF[mark] for mark in marks if mark in _GRADE_OF)


def _sides(index: Index, key: str, claims: list[str]) -> tuple[str, ...]:
    publisher = index.publisher_of.get(key, "")
    spoken = (index.claims[claim] for claim in claims)
    # Who prints the words of others speaks on every passage, and for none of the sides.
    reported = (claim for claim in spoken if claim.by != (publisher,))
    return tuple(dict.fromkeys(side for claim in reported for side in index.sides_of(claim)))
