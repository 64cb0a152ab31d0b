"""What was made of a source: its passages, and what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.answers.coverage import Again
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.choices import row_classes
from sphinx_dossier.sphinx.show.claim_lines import entry, render_line
from sphinx_dossier.sphinx.show.coverage_choices import (
    coverage_slugs,
    passage_classes,
    render_coverage_choices,
    render_coverage_count,
)
from sphinx_dossier.sphinx.show.html_parts import (
    bullets,
    empty,
    explained,
    in_language,
    joined,
    paragraph,
    span,
    term,
)
from sphinx_dossier.sphinx.show.passage_bar_list import render_passage_bar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.answers.claim_rows import ClaimLine, ObjectLine, Row
    from sphinx_dossier.answers.coverage import Coverage, PassageRow, SourcePartLink
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.answers.source_record import SourceRecord
    from sphinx_dossier.sphinx.markup import Markup


def render_coverage(coverage: Coverage, sides: Mapping[str, str]) -> list[Markup]:
    """The passages of a source, each with what was made of it."""
    if not coverage.total and not coverage.passages:
        return []
    share = words.say(words.SHARE, part=coverage.covered, whole=coverage.total)
    lead = sentence(words.TAKEN_UP, share=Tag("strong", share), source=coverage.source)
    items = Tag("ul", classes=["dossier-coverage"])
    items += [_passage(passage, sides, coverage.language) for passage in coverage.passages]
    count = render_coverage_count(coverage, sides)
    if coverage.bar is None:
        return [items, *count]
    bar = render_passage_bar(coverage.bar, sides)
    parts = bullets((_part(one) for one in coverage.parts), "dossier-jump")
    head = [paragraph(*lead, classes=["dossier-count"]), *bar]
    head += [paragraph(term(words.PARTS_OF_SOURCE)), parts] if coverage.parts else []
    head += render_coverage_choices(coverage, sides)
    return [*head, items, *count] if coverage.passages else [*head, *count]


def _part(part: SourcePartLink) -> list[Markup]:
    numbers = (int(one.removeprefix("p")) for one in (part.first, part.last))
    passages = words.say(words.PASSAGE, number=words.span(*numbers))
    # The sign stays with its number, which is short.
    passages = passages.replace(words.BLANK, "\u00a0")
    return [paragraph(*sentence(words.PART, part=part.heading, passages=passages))]


def _passage(passage: PassageRow, sides: Mapping[str, str], language: str) -> Tag:
    note = words.say(
        words.PASSAGE_NOTE,
        role=words.term(passage.role),
        line=passage.line,
        words=words.count_of(passage.words, "word"),
    )
    number = _number(passage.id)
    head = paragraph(
        Tag("span", number, classes=["dossier-value"]), span(f" {note}", "dossier-basis")
    )
    name = {"name": words.passage(passage.id)}
    head += [Tag("permalink", anchor=passage.anchor, attributes=name)]
    classes = [f"dossier-role-{passage.role}", *passage_classes(passage.claims, sides)]
    item = Tag("li", head, anchor=passage.anchor, classes=classes)
    if passage.quotes:
        quoted = [in_language(quote, language) for quote in passage.quotes]
        quotes = [sentence(words.QUOTE, quote=quote) for quote in quoted]
        item += [paragraph(*joined(quotes, words.SEMICOLON))]
    if passage.same_as:
        item += [paragraph(*sentence(words.SAME_AS, passage=_to(passage.same_as)))]
    elif passage.rows:
        item += [_rows(passage, sides)]
    # Nobody expects that furniture is cited.
    elif passage.role != "furniture":
        item += [empty(passage.reason or words.UNCITED)]
    return item


def _rows(passage: PassageRow, sides: Mapping[str, str]) -> Tag:
    rows = bullets((_line(row, sides) for row in passage.rows), "dossier-rows")
    for item, row, claim in zip(rows.parts, passage.rows, passage.claims, strict=True):
        assert isinstance(item, Tag)
        # What is shown in full elsewhere is counted there.
        again = ["dossier-again"] if isinstance(row, Again) else []
        item.classes = [*again, *row_classes(coverage_slugs([claim], sides))]
    return rows


def _line(row: Row | ClaimLine | ObjectLine | Again, sides: Mapping[str, str]) -> list[Tag]:
    if not isinstance(row, Again):
        return entry(row, sides)
    claim = render_line(row.line)
    return [paragraph(*sentence(words.AGAIN, claim=claim, passage=_to(row.passage)))]


def _to(link: Link) -> Link:
    return link._replace(label=words.passage(link.label), aside=words.PASSAGE_ASIDE)


def _number(passage: str) -> Link:
    """The number of a passage, with what it is for those who hear the link alone."""
    label = words.passage(passage)
    return explained("terms", "passage", label)._replace(aside=words.PASSAGE_ASIDE)


def render_source(record: SourceRecord) -> list[Markup]:
    """What rests on a source, below its entry in the bibliography."""
    parts: list[Markup] = []
    if record.coverage:
        parts.append(paragraph(record.coverage._replace(label=words.ALL_PASSAGES)))
    if record.objects:
        items = ([_citing(link, passages)] for link, passages in record.objects)
        parts += [paragraph(term(words.CITED_BY)), bullets(items)]
    if record.pages:
        parts.append(paragraph(term(words.CITED_IN), *joined(record.pages)))
    return [Tag("div", *parts, classes=["dossier-rests"])] if parts else []


def _citing(link: Link, passages: tuple[str, ...]) -> Tag:
    if not passages:
        return paragraph(link)
    # No links to passages: the entry leads to the object, and the object to each of them.
    numbers = joined(_number(one) for one in passages)
    return paragraph(*sentence(words.IN_BRACKETS, what=link, note=numbers))
