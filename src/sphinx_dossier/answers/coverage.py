"""What was made of each passage of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.claim_rows import ClaimLine, ObjectLine, Row, object_line, row
from sphinx_dossier.answers.page_links import NOWHERE, Link, source_link
from sphinx_dossier.answers.passage_bar import PassageBar, grade_of, passage_bar
from sphinx_dossier.answers.view_options import WHOLE, PassageSpan
from sphinx_dossier.core.anchors import coverage_anchor, passage_anchor
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.source_checks import NOT_YET, uncited_reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.manifests import Passage


class Again(NamedTuple):
    """A claim that is shown in full where an earlier passage says it, and the way there."""

    line: ClaimLine | ObjectLine
    passage: Link


class CitingClaim(NamedTuple):
    """A claim that cites a source: what became of it as a grade, and the side of its speakers."""

    id: str
    grade: str
    side: str


class PassageRow(NamedTuple):
    """A passage of a decomposed source and what was made of it.

    ``words`` counts its words; ``quotes`` are those of them that objects quote; ``reason`` says
    why nothing cites it. ``claims`` has the claim of each of ``rows``, ``None`` for what is none.
    ``same_as`` leads to an earlier passage that says all that it says; it
    then has no ``rows``.
    """

    id: str
    anchor: str
    line: int
    role: str
    words: int
    quotes: tuple[str, ...]
    rows: tuple[Row | ClaimLine | ObjectLine | Again, ...]
    reason: str
    claims: tuple[CitingClaim | None, ...] = ()
    same_as: Link | None = None


class SourcePartLink(NamedTuple):
    """A part of a source: its heading on the page, and its first and last passage."""

    heading: Link
    first: str
    last: str


class Coverage(NamedTuple):
    """The passages of one source, and how many of those that count are covered.

    ``language`` is the BCP 47 tag of a source in another language than the pages. ``bar`` shows all
    passages at a glance, ``claims`` are all that cite one, ``top`` is where the list begins; they
    are there only where the first passage is shown. ``is_last`` says that the last one is.
    """

    source: Link
    covered: int
    total: int
    passages: tuple[PassageRow, ...]
    language: str = ""
    parts: tuple[SourcePartLink, ...] = ()
    bar: PassageBar | None = None
    claims: tuple[CitingClaim, ...] = ()
    top: Link = NOWHERE
    is_last: bool = True


def coverage(
    index: Index,
    key: str,
    span: PassageSpan = WHOLE,
    parts: Sequence[tuple[str, str]] = (),
    docname: str = "",
) -> Coverage:
    """The passages of a source in order, with the objects that cite each.

    ``parts`` are those into which the page ``docname`` divides it: the first passage and the title
    of each.
    """
    manifest, source = index.manifests.get(key), source_link(index, key)
    # A check reports the key; the page is written all the same, and shows nothing here.
    if manifest is None:
        return Coverage(source, 0, 0, ())
    passages = _rows_of(index, key)
    # Furniture, such as the name of the site over a text, says nothing that could be cited.
    counted = [passage for passage in passages if passage.role != "furniture"]
    # A passage that is put off has no object, and no reason why it needs none.
    covered = sum(1 for one in counted if _is_covered(one))
    shown = tuple(_within(passages, span))
    found = Coverage(
        source,
        covered,
        len(counted),
        shown,
        index.foreign_tag_of(key),
        claims=_citing(passages),
        top=Link("", docname, coverage_anchor(key), ""),
        is_last=not span.until,
    )
    if span.start:
        return found
    links = tuple(_part_links(docname, key, passages, parts))
    return found._replace(parts=links, bar=passage_bar(index, key))


def _citing(passages: Iterable[PassageRow]) -> tuple[CitingClaim, ...]:
    """The claims that cite any of the passages, each once."""
    found = (claim for passage in passages for claim in passage.claims if claim)
    return tuple({claim.id: claim for claim in found}.values())


def _is_covered(passage: PassageRow) -> bool:
    return bool(passage.rows or passage.same_as or passage.reason not in ("", NOT_YET))


def _within(passages: Sequence[PassageRow], span: PassageSpan) -> Iterator[PassageRow]:
    is_inside = not span.start
    for passage in passages:
        is_inside = (is_inside or passage.id == span.start) and passage.id != span.until
        if is_inside:
            yield passage


def part_anchor(key: str, passage: str) -> str:
    """The anchor of the heading over the part that a passage begins."""
    return f"{passage_anchor(key, passage)}-part"


def _part_links(
    docname: str, key: str, passages: Sequence[PassageRow], parts: Sequence[tuple[str, str]]
) -> Iterator[SourcePartLink]:
    # Furniture at the end belongs to no part.
    names = [one.id for one in passages if one.role != "furniture"]
    known = [(names.index(first), title) for first, title in parts if first in names]
    ends = (*(place for place, _ in known[1:]), len(names))
    # Without parts the one end is that of nothing.
    for (place, title), end in zip(known, ends, strict=False):
        anchor = part_anchor(key, names[place])
        # Another page may show the passages too, in other parts.
        heading = Link(title, docname, anchor, "")
        yield SourcePartLink(heading, names[place], names[max(end - 1, place)])


def _rows_of(index: Index, key: str) -> tuple[PassageRow, ...]:
    reasons = uncited_reasons(index)
    # Which passage is the first to say what an object says: only there it is shown in full.
    first: dict[str, str] = {}
    passages = []
    for passage in index.manifests[key].passages.values():
        reason = reasons.get((key, passage.id), "")
        passages.append(_passage_row(index, key, passage, reason, first))
        for one in index.cited_by.get((key, passage.id), ()):
            first.setdefault(one, passage.id)
    return tuple(passages)


def _passage_row(
    index: Index, key: str, passage: Passage, reason: str, first: Mapping[str, str]
) -> PassageRow:
    ids = index.cited_by.get((key, passage.id), ())
    # All of it is shown at one passage, or there is something to show here.
    places = {first.get(one, "") for one in ids}
    before = places.pop() if len(places) == 1 else ""
    shown = () if before else ids
    return PassageRow(
        id=passage.id,
        anchor=passage_anchor(key, passage.id),
        line=passage.line,
        role=passage.role,
        words=passage.words,
        quotes=_quotes(index, ids, key, passage.id),
        rows=tuple(_shown(index, key, one, first) for one in shown),
        reason=reason,
        claims=tuple(_claim(index, one) for one in shown),
        same_as=_passage_link(index, key, before) if before else None,
    )


def _shown(
    index: Index, key: str, identifier: str, first: Mapping[str, str]
) -> Row | ClaimLine | ObjectLine | Again:
    line = object_line(index, index.objects[identifier])
    if before := first.get(identifier):
        return Again(line, _passage_link(index, key, before))
    return row(index, identifier) if identifier in index.claims else line


def _claim(index: Index, identifier: str) -> CitingClaim | None:
    if identifier not in index.claims:
        return None
    grade, side = grade_of(index, identifier), row(index, identifier).side
    return CitingClaim(identifier, grade, side)


def _passage_link(index: Index, key: str, passage: str) -> Link:
    """A link to a passage, with its id for a label."""
    home = index.coverage_home.get(key, "")
    return Link(passage, home, passage_anchor(key, passage), "passage")


def _quotes(index: Index, ids: Iterable[str], key: str, passage: str) -> tuple[str, ...]:
    quotes = (
        cite.quote
        for identifier in ids
        for cite in citations(index.objects[identifier])
        if (cite.source, cite.passage) == (key, passage) and cite.quote
    )
    # Two objects may quote the same words of a passage, which are words of the source once.
    return tuple(dict.fromkeys(quotes))
