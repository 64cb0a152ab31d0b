"""What was made of each passage of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.claim_rows import ClaimLine, ObjectLine, Row, object_line, row
from sphinx_dossier.answers.page_links import Link, source_link
from sphinx_dossier.core.anchors import passage_anchor
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.source_checks import NOT_YET, uncited_reasons

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.manifests import Passage


class PassageRow(NamedTuple):
    """A passage of a decomposed source and what was made of it.

    ``words`` counts its words; ``quotes`` are those of them that objects quote; ``reason`` says
    why nothing cites it.
    """

    id: str
    anchor: str
    line: int
    role: str
    words: int
    quotes: tuple[str, ...]
    rows: tuple[Row | ClaimLine | ObjectLine, ...]
    reason: str


class Coverage(NamedTuple):
    """The passages of one source, and how many of those that count are covered.

    ``language`` is the BCP 47 tag of a source in another language than the pages.
    """

    source: Link
    covered: int
    total: int
    passages: tuple[PassageRow, ...]
    language: str = ""


def coverage(index: Index, key: str) -> Coverage:
    """The passages of a source in order, with the objects that cite each."""
    manifest, source = index.manifests.get(key), source_link(index, key)
    # A check reports the key; the page is written all the same, and shows nothing here.
    if manifest is None:
        return Coverage(source, 0, 0, ())
    reasons = uncited_reasons(index)
    passages = tuple(
        _passage_row(index, key, passage, reasons.get((key, passage.id), ""))
        for passage in manifest.passages.values()
    )
    # Furniture, such as the name of the site over a text, says nothing that could be cited.
    counted = [passage for passage in passages if passage.role != "furniture"]
    # A passage that is put off has no object, and no reason why it needs none.
    covered = sum(1 for one in counted if one.rows or one.reason not in ("", NOT_YET))
    entry = index.sources.get(key)
    language = index.foreign_tag(entry.language) if entry else ""
    return Coverage(source, covered, len(counted), passages, language)


def _passage_row(index: Index, key: str, passage: Passage, reason: str) -> PassageRow:
    ids = index.cited_by.get((key, passage.id), ())
    return PassageRow(
        id=passage.id,
        anchor=passage_anchor(key, passage.id),
        line=passage.line,
        role=passage.role,
        words=passage.words,
        quotes=_quotes(index, ids, key, passage.id),
        rows=tuple(
            row(index, one) if one in index.claims else object_line(index, index.objects[one])
            for one in ids
        ),
        reason=reason,
    )


def _quotes(index: Index, ids: Iterable[str], key: str, passage: str) -> tuple[str, ...]:
    quotes = (
        cite.quote
        for identifier in ids
        for cite in citations(index.objects[identifier])
        if (cite.source, cite.passage) == (key, passage) and cite.quote
    )
    # Two objects may quote the same words of a passage, which are words of the source once.
    return tuple(dict.fromkeys(quotes))
