"""An evidence line with numbered parts, and below it what each number stands for.

Its markup reads well without any style: the numbers are words, and the list counts them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.core.model import STATED
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import LEGENDS, TERMS
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.show.claim_lines import render_mark
from sphinx_dossier.sphinx.show.fact_lists import evidence_parts
from sphinx_dossier.sphinx.show.html_parts import divided, joined, paragraph, span, term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.answers.anatomy import Anatomy
    from sphinx_dossier.answers.status_marks import Mark
    from sphinx_dossier.sphinx.markup import Markup


class Note(NamedTuple):
    """What a number stands for: the name of the part, and sentences about it."""

    name: str
    sentences: list[str]


def render_anatomy(anatomy: Anatomy, sides: Mapping[str, str]) -> list[Markup]:
    """The claim, its line, and the numbered notes."""
    notes: list[Note] = []
    line = divided(
        _part(anatomy, name, part, sides, notes)
        for name, part in evidence_parts(anatomy.evidence, sides)
    )
    listed = ([paragraph(term(note.name), " ", " ".join(note.sentences))] for note in notes)
    return [
        Tag(
            "div",
            paragraph(anatomy.claim, classes=["dossier-row-text"]),
            paragraph(*line, classes=["dossier-evidence"]),
            Tag("ol", *(Tag("li", *note) for note in listed)),
            classes=["dossier-anatomy"],
        )
    ]


def _part(
    anatomy: Anatomy, name: str, part: list[Markup], sides: Mapping[str, str], notes: list[Note]
) -> list[Markup]:
    """A part of the line, with the number of its note where it has one."""
    if name not in anatomy.parts or not part:
        return part
    if name != "status":
        return _numbered(part, Note(words.LINE_PARTS[name], _EXPLAIN[name](anatomy, sides)), notes)
    # Several statuses are explained one by one.
    return joined(
        _numbered([render_mark(mark)], _note_of_mark(anatomy, mark), notes)
        for mark in anatomy.evidence.marks
    )


def _numbered(part: list[Markup], note: Note, notes: list[Note]) -> list[Markup]:
    # What an earlier note says already is not said again.
    said = {one for earlier in notes for one in earlier.sentences}
    notes.append(note._replace(sentences=[one for one in note.sentences if one not in said]))
    return [Tag("span", _number(len(notes)), "\u00a0", *part, classes=["dossier-anatomy-part"])]


def _number(number: int) -> Tag:
    """A number in a circle; where circles are not drawn it has brackets around it."""
    opening, _, closing = words.BRACKETS.partition("{note}")
    before, after = (span(one, "dossier-hidden") for one in (opening, closing))
    return Tag("span", before, f"{number}", after, classes=["dossier-anatomy-number"])


def _of_speaker(anatomy: Anatomy, sides: Mapping[str, str]) -> list[str]:
    evidence = anatomy.evidence
    count = len(evidence.speakers)
    # There are words for nobody, for one, and for several.
    said = [words.SPOKE[min(count, 2)]]
    if evidence.side in sides:
        said.append(words.say(words.SHAPE_OF_SIDE, side=sides[evidence.side]))
    if evidence.way.relays:
        said.append(TERMS[evidence.way.sort].meaning)
    is_guess = any(relay.is_inferred for relay in evidence.way.relays)
    return said + (_reason(anatomy) if is_guess else [])


def _of_act(anatomy: Anatomy, _: Mapping[str, str]) -> list[str]:
    if anatomy.evidence.is_opinion:
        return [TERMS["opinion"].meaning]
    return [words.AN_ASSERTION if anatomy.evidence.is_assertion else words.A_DEED]


def _of_date(anatomy: Anatomy, _: Mapping[str, str]) -> list[str]:
    known = anatomy.evidence.basis
    return [words.SAID_THEN, *([] if known.word == STATED.word else [TERMS[known.word].meaning])]


def _of_passages(anatomy: Anatomy, _: Mapping[str, str]) -> list[str]:
    citations = anatomy.evidence.citations
    said = [words.STANDS_THERE]
    said += [TERMS["passage"].meaning] if any(one.passage for one in citations) else []
    return said + ([words.QUOTED_WORDS] if any(one.quote for one in citations) else [])


def _of_counts(anatomy: Anatomy, _: Mapping[str, str]) -> list[str]:
    evidence, count = anatomy.evidence, anatomy.evidence.origins
    publications = words.count_of(evidence.reach, "publication")
    found = words.say(words.FOUND_IN, publications=publications)
    if not count:
        return [found, words.NO_ORIGIN_NAMED]
    is_joint = evidence.is_joint and count == 1
    names = words.listing(anatomy.origins)
    template = words.FROM_JOINT if is_joint else words.FROM_ORIGINS
    origins = words.say(template, origins=words.origins(count), names=names)
    depends = not is_joint and count < len(anatomy.origins)
    return [found, origins, *([words.SOME_DEPEND] if depends else [])]


_EXPLAIN = {
    "speaker": _of_speaker,
    "act": _of_act,
    "date": _of_date,
    "passages": _of_passages,
    "counts": _of_counts,
}
"""What is said of each part but the status, which has a note for each of its words."""


def _note_of_mark(anatomy: Anatomy, mark: Mark) -> Note:
    name = words.say(words.NOTE_OF_STATUS, status=words.capital(words.status(mark.status)))
    return Note(name, _of_mark(anatomy, mark))


def _of_mark(anatomy: Anatomy, mark: Mark) -> list[str]:
    said = [words.as_sentence(LEGENDS["status"][mark.status].meaning)]
    if mark.status == "drifted" and anatomy.drift:
        said.append(words.say(words.CHANGED, drift=anatomy.drift.rstrip(".")))
    if mark.status in ("corroborated", "shared"):
        said += [
            words.say(words.BOTH_STATE, proposition=one.rstrip(".")) for one in anatomy.both_say
        ]
    repeated = [cause.about for cause in mark.causes if cause.about]
    relation = "instead" if mark.status == "updated" else "against"
    said += [TERMS[relation].meaning] if repeated else []
    is_guess = any(cause.is_inferred for cause in mark.causes)
    is_guess = is_guess or any(voice.is_inferred for voice in repeated)
    return said + (_reason(anatomy) if is_guess else [])


def _reason(anatomy: Anatomy) -> list[str]:
    """What "probably" means, and why it stands here."""
    reason = anatomy.inferred.rstrip(".")
    said = [words.say(words.LIKELY_BECAUSE, reason=reason)] if reason else []
    return [TERMS["probably"].meaning, *said]
