"""Where a reader puts in a copy of a source, and what the script of the page lays beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.answers.claim_rows import Row
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.claim_lines import (
    render_line,
    render_mark,
    row_head,
)
from sphinx_dossier.sphinx.show.html_parts import empty, joined, paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dossier.answers.claim_rows import ClaimLine
    from sphinx_dossier.answers.own_copy import CopyNote, CopyPassage, GarbledName, OwnCopy
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.sphinx.markup import Markup

_MOST_DENIALS: Final = 3
"""So many fit beside a passage; the page of the claim has all of them."""


def render_own_copy(copy: OwnCopy, sides: Mapping[str, str]) -> list[Markup]:
    """What is promised, what to do without the script, and what the script needs."""
    if not copy.passages:
        return [empty(words.NOTHING)]
    promise = paragraph(*sentence(words.COPY_PROMISE, source=copy.source))
    passages = Tag("ul", *(_passage(one, copy.language, sides) for one in copy.passages))
    names = Tag("ul", *(_name(one) for one in copy.names))
    data = Tag("unshown", passages, names, attributes=_facts(copy))
    parts = (promise, *_instead(copy), data)
    return [Tag("div", *parts, classes=["dossier-own-copy"])]


def _facts(copy: OwnCopy) -> dict[str, str]:
    """What the script needs of the source; its language where the page has another."""
    return {"data-salt": copy.salt} | ({"data-lang": copy.language} if copy.language else {})


def _instead(copy: OwnCopy) -> list[Markup]:
    instead: Markup = words.COPY_INSTEAD
    if copy.coverage.docname:
        instead = copy.coverage._replace(label=words.COPY_INSTEAD)
    line = sentence(words.COPY_NEEDS_SCRIPT, instead=instead)
    return [paragraph(*line, classes=["dossier-copy-instead"])]


def _passage(passage: CopyPassage, language: str, sides: Mapping[str, str]) -> Tag:
    label = words.passage(passage.id)
    head = passage.link._replace(label=label) if passage.link.docname else label
    notes = Tag(
        "ul", *(_note(one, language, sides) for one in passage.notes), classes=["dossier-rows"]
    )
    hashes = " ".join((passage.sha256, *passage.runs))
    attributes = {
        "data-passage": passage.id,
        "data-words": f"{passage.words}",
        "data-hashes": hashes,
    }
    parts = (Tag("span", head), Tag("span", words.term(passage.role)), notes)
    return Tag("li", *parts, attributes=attributes)


def _note(note: CopyNote, language: str, sides: Mapping[str, str]) -> Tag:
    spoken = {"lang": language} if language else {}
    quotes = [Tag("q", quote, attributes=spoken) for quote in note.quotes]
    quoted = [paragraph(*joined(quotes), classes=["dossier-copy-quotes"])] if quotes else []
    if not isinstance(note.line, Row):
        return Tag("li", paragraph(*render_line(note.line)), *quoted)
    parts = [
        paragraph(*row_head(note.line, sides), classes=["dossier-row-head"]),
        paragraph(note.line.text, classes=["dossier-row-text"]),
        *quoted,
        paragraph(render_mark(note.line.mark), classes=["dossier-row-foot"]),
    ]
    if note.left_out:
        line = sentence(words.COPY_LEFT_OUT, denials=_denials(note.left_out))
        parts.append(paragraph(*line, classes=["dossier-copy-left-out"]))
    return Tag("li", *parts, classes=[f"dossier-grade-{note.grade}"])


def _denials(lines: Sequence[ClaimLine]) -> list[Markup]:
    shown: list[Markup | list[Markup]] = [_denial(one) for one in lines[:_MOST_DENIALS]]
    more = len(lines) - len(shown)
    return joined([*shown, words.count_of(more, "more")] if more else shown, last=words.LAST_COMMA)


def _denial(line: ClaimLine) -> Link:
    """A claim under the names of its speakers, with its day."""
    speaker = words.speakers(one.label for one in line.speakers)
    if line.said is None:
        return line.claim._replace(label=speaker)
    day = words.date(line.said.date, with_clock=False)
    return line.claim._replace(label=words.say(words.CLAIM_NAME, speaker=speaker, date=day))


def _name(name: GarbledName) -> Tag:
    return Tag("li", Tag("span", name.form), name.meant)
