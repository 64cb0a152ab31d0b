"""What is laid beside a reader's own copy of a source: hashes to find each passage by, and claims.

The text is not ours to print, and nothing here is enough to print it: of the hashes of a manifest
a quarter is shown, so that no word follows from the two before it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.claim_rows import (
    ClaimLine,
    ObjectLine,
    Row,
    claim_line,
    object_line,
    row,
)
from sphinx_dossier.answers.page_links import Link, link, source_link
from sphinx_dossier.answers.passage_bar import grade_of
from sphinx_dossier.core.anchors import passage_anchor
from sphinx_dossier.core.instants import source_span
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.lines import PARENTS

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.manifests import Passage

_AGAINST: Final = ("denied-by", "disputed-by", "corrected-by")
_SHOWN_OF: Final = 4
"""One of so many hashes of runs is shown. A run overlaps the next one in two words: with all of
them, who has two words of a passage could find the third by trying all words, and so on."""
# A quarter of the few runs of a short passage would be too little to find it by.
_LEAST_SHOWN: Final = 3


class CopyNote(NamedTuple):
    """An object that cites a passage, with the words that it quotes there.

    A claim has its grade, and the denials that were made by then and are nowhere in the source.
    """

    line: Row | ClaimLine | ObjectLine
    quotes: tuple[str, ...]
    grade: str = ""
    left_out: tuple[ClaimLine, ...] = ()


class CopyPassage(NamedTuple):
    """A passage as a copy of it is found: its hash, some hashes of its runs, how many words."""

    id: str
    link: Link
    role: str
    words: int
    sha256: str
    runs: tuple[str, ...]
    notes: tuple[CopyNote, ...]


class GarbledName(NamedTuple):
    """A name as a source prints it, and what is meant."""

    form: str
    meant: Link


class OwnCopy(NamedTuple):
    """All that a script needs to lay the claims of a source beside a copy of it.

    ``language`` is the BCP 47 tag of a source in another language than the pages.
    """

    source: Link
    coverage: Link
    salt: str
    passages: tuple[CopyPassage, ...]
    names: tuple[GarbledName, ...]
    language: str = ""

    @property
    def grades(self) -> Counter[str]:
        """How many claims of each grade there are, each once."""
        notes = (note for one in self.passages for note in one.notes)
        claims = {note.line.id: note.grade for note in notes if isinstance(note.line, Row)}
        return Counter(claims.values())


def own_copy(index: Index, key: str) -> OwnCopy:
    """What is laid beside a copy of a source; without passages where it has no manifest."""
    manifest = index.manifests.get(key)
    passages = manifest.passages.values() if manifest else ()
    return OwnCopy(
        source_link(index, key),
        Link("", index.coverage_home.get(key, ""), "", "page"),
        manifest.salt if manifest else "",
        tuple(_passage(index, key, one) for one in passages),
        _garbled_names(index),
        index.foreign_tag_of(key),
    )


def shown_runs(hashes: frozenset[str]) -> tuple[str, ...]:
    """The least of the hashes of a passage, as many as are enough to find it by.

    The least of random numbers are a fair sample (Broder 1997, section 3): the share of them that
    a text has is about the share of all that it has.
    """
    count = max(_LEAST_SHOWN, -(-len(hashes) // _SHOWN_OF))
    return tuple(sorted(hashes)[:count])


def _passage(index: Index, key: str, passage: Passage) -> CopyPassage:
    ids = index.cited_by.get((key, passage.id), ())
    home = index.coverage_home.get(key, "")
    return CopyPassage(
        passage.id,
        Link("", home, passage_anchor(key, passage.id), "passage"),
        passage.role,
        passage.words,
        passage.sha256,
        shown_runs(passage.shingles),
        tuple(_note(index, key, passage.id, one) for one in ids),
    )


def _note(index: Index, key: str, passage: str, identifier: str) -> CopyNote:
    cited = citations(index.objects[identifier])
    quotes = (one.quote for one in cited if (one.source, one.passage) == (key, passage))
    found = tuple(dict.fromkeys(quote for quote in quotes if quote))
    if identifier not in index.claims:
        return CopyNote(object_line(index, index.objects[identifier]), found)
    denials = left_out(index, identifier, key)
    # Who prints the source says all of it at once: its date would stand at every passage.
    own = row(index, identifier)
    if index.claims[identifier].by == (index.publisher_of.get(key, ""),):
        own = own._replace(said=None)
    return CopyNote(own, found, grade_of(index, identifier), denials)


def left_out(index: Index, claim: str, key: str) -> tuple[ClaimLine, ...]:
    """Denials of a claim, or of what it grew out of, that a source could know and does not cite."""
    line, waiting = {claim}, [claim]
    while waiting:
        parents = [one for one in index.related(waiting.pop(), *PARENTS) if one not in line]
        line.update(parents)
        waiting += parents
    denials = {other for one in line for other in index.related(one, *_AGAINST)} - line
    unsaid = (
        one for one in denials if not _cites(index, one, key) and _was_before(index, one, key)
    )
    return tuple(claim_line(index, one) for one in index.by_date(tuple(unsaid)))


def _cites(index: Index, claim: str, key: str) -> bool:
    return any(one.source == key for one in index.claims[claim].cites)


def _was_before(index: Index, claim: str, key: str) -> bool:
    """Whether a claim can have been made before a source appeared."""
    source = index.source(key)
    if source is None:
        # Without an entry there is no date that could rule a denial out.
        return True
    latest = source_span(index, source).latest.moment
    return index.instants.spans[claim].earliest.moment <= latest


def _garbled_names(index: Index) -> tuple[GarbledName, ...]:
    named = (
        (form, identifier)
        for identifier, object_ in index.objects.items()
        for form in getattr(object_, "garbled", ())
    )
    return tuple(GarbledName(form, link(index, identifier)) for form, identifier in sorted(named))
