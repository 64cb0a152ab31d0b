"""What other pages say of an object: sections of its own, or folded where it is one of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from sphinx_dossier.answers.claim_rows import Row
from sphinx_dossier.answers.same_answers import gather
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.answers_by_side import by_side
from sphinx_dossier.sphinx.show.claim_lines import claim_in_brief, render_answers, render_rows
from sphinx_dossier.sphinx.show.figures_table import render_quantity
from sphinx_dossier.sphinx.show.html_parts import divided, empty, fold_away, joined, paragraph, term
from sphinx_dossier.sphinx.show.relation_lists import render_relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dossier.answers.chain import Travel
    from sphinx_dossier.answers.object_record import Group, Record
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.answers.roll_up import Part
    from sphinx_dossier.sphinx.markup import Markup

RecordPart: TypeAlias = Literal["all", "jumps", "said", "others"]
"""What of the record of an actor a place on its page is for."""
_MOST_UNFOLDED: Final = 30
"""So many claims are about ten screens of a computer."""
_FIRST: Final = frozenset({"said", "relayed-from"})
"""The groups of an actor's own statements, and of those that others report of it."""
_FEW_ANSWERS: Final = 3
"""So few answers are seen at once, and need no summary."""


def render_record(
    record: Record, sides: Mapping[str, str], part: RecordPart = "all"
) -> list[Markup]:
    """What other pages say of an object, or a part of it."""
    if record.is_subject:
        return _sections(record, sides, part)
    # Answers stay in sight: they are what a question is about.
    answers = [group for group in record.groups if group.are_answers]
    others = [group for group in record.groups if not group.are_answers]
    headings = [words.lowered(_heading(record, group)) for group in others]
    summary = words.say(words.ELSEWHERE, groups=words.COMMA.join(headings))
    folded = [part for group in others for part in _titled(record, group, sides)]
    return [
        *(part for group in answers for part in _titled(record, group, sides)),
        *fold_away(summary, folded),
    ]


def _sections(record: Record, sides: Mapping[str, str], part: RecordPart) -> list[Markup]:
    """A section a group; what an actor said is what most come for, and precedes the picture."""
    first = [group for group in record.groups if group.slug in _FIRST]
    others = [group for group in record.groups if group.slug not in _FIRST]
    sections: list[Markup] = []
    if part in {"all", "jumps"}:
        sections += _jumps(record, first, others)
    if part in {"all", "said"}:
        sections += (_section(record, group, sides) for group in first)
    if part in {"all", "others"}:
        sections += _partners(record, sides)
        sections += (_section(record, group, sides) for group in others)
    return sections


def _jumps(record: Record, first: Sequence[Group], others: Sequence[Group]) -> list[Markup]:
    """Links to the sections, which no table of contents has, where there are several."""
    partners = [_link(record, "partners", words.PARTNERS)] if record.relations else []
    links = [
        *(_counted_link(record, group) for group in first),
        *partners,
        *(_counted_link(record, group) for group in others),
    ]
    return [paragraph(*divided(links), classes=["dossier-parts"])] if len(links) > 2 else []


def _counted_link(record: Record, group: Group) -> Link:
    count = words.number(float(len(group.rows)))
    return _link(
        record, group.slug, words.say(words.IN_BRACKETS, what=_title(record, group), note=count)
    )


def _link(record: Record, slug: str, label: str) -> Link:
    return record.subject._replace(
        label=label, anchor=f"{record.subject.anchor}-{slug}", kind="passage"
    )


def _partners(record: Record, sides: Mapping[str, str]) -> list[Markup]:
    if not record.relations:
        return []
    anchor = f"{record.subject.anchor}-partners"
    content = [
        Tag("title", words.PARTNERS),
        *render_relations(record.relations, sides, is_counted=True),
    ]
    return [Tag("section", *content, anchor=anchor, classes=["dossier-record"])]


def _section(record: Record, group: Group, sides: Mapping[str, str]) -> Tag:
    # By the slug and not by the words: links to a section outlast a new heading or a translation.
    anchor = f"{record.subject.anchor}-{group.slug}"
    if group.is_by_speaker:
        content = [_counts(record, group), *_speaker_sections(record, group, sides)]
    else:
        content = _content(record, group, sides)
    # Document nodes, so that Sphinx numbers the heading and lists it in the table of contents.
    heading = Tag("title", _heading(record, group))
    content += _searched(group, sides)
    return Tag("section", heading, *content, anchor=anchor, classes=["dossier-record"])


def _counts(record: Record, group: Group) -> Tag:
    """How much there is of whom, each with a link to it."""
    # A joint statement is a part of its own, of speakers who may have others too.
    speakers = {speaker for part in group.parts for speaker in part.speakers}
    counts = (
        sentence(
            words.IN_BRACKETS,
            what=record.subject._replace(label=_names(part), anchor=_anchor(record, group, part)),
            note=words.number(float(len(part.rows))),
        )
        for part in group.parts
    )
    line = sentence(
        words.SPEAKERS_CLAIMS,
        claims=words.count_of(len(group.rows), "claim"),
        speakers=words.count_of(len(speakers), "speaker"),
        counts=joined(counts),
    )
    return paragraph(*line)


def _names(part: Part) -> str:
    return words.speakers(speaker.label for speaker in part.speakers)


def _anchor(record: Record, group: Group, part: Part) -> str:
    speakers = (speaker.anchor for speaker in part.speakers)
    return "-".join((record.subject.anchor, group.slug, *speakers))


def _speaker_sections(record: Record, group: Group, sides: Mapping[str, str]) -> Iterator[Markup]:
    """The claims of each speaker, folded where all of them would be a long page."""
    is_long = len(group.rows) > _MOST_UNFOLDED
    for part in group.parts:
        count = words.count_of(len(part.rows), "claim")
        shown: list[Markup] = [render_rows(part.rows, sides)]
        # What the subject of the page says itself is what most readers come for.
        is_folded = is_long and part.speakers != (record.subject,)
        content = fold_away(count, shown) if is_folded else shown
        heading = Tag("title", _speaker(part))
        anchor = _anchor(record, group, part)
        yield Tag("section", heading, *content, anchor=anchor, classes=["dossier-record"])


def _content(record: Record, group: Group, sides: Mapping[str, str]) -> list[Markup]:
    if group.are_answers and group.rows:
        return _answers(record, group, sides)
    return [render_rows(part.rows, sides) for part in group.parts]


def _answers(record: Record, group: Group, sides: Mapping[str, str]) -> list[Markup]:
    """What a question is about: who answers what, the numbers, the way, and all answers."""
    answers = gather(row for row in group.rows if isinstance(row, Row))
    listed = render_answers(answers, sides)
    brief = record.answered
    if brief is None:
        return [listed]
    if brief.quantity:
        # A row of the figure says in one line what a side answers.
        first: list[Markup] = [render_quantity(brief.quantity, sides)]
    else:
        first = by_side(brief.cells, sides, are_listed=len(group.rows) <= _FEW_ANSWERS)
    ways: list[Markup] = [paragraph(*_way(one)) for one in brief.travels]
    label = [paragraph(term(words.ALL_ANSWERS))] if len(group.rows) > _FEW_ANSWERS else []
    return [*first, *ways, *label, listed]


def _way(travel: Travel) -> list[Markup]:
    steps = words.count_of(travel.steps, "step")
    way = travel.picture._replace(label=words.say(words.ITS_STEPS, steps=steps))
    if not travel.changes:
        return sentence(words.TRAVELLED, way=way)
    changes = words.count_of(travel.changes, "change of wording")
    return sentence(words.TRAVELLED_CHANGED, way=way, changes=changes)


def _speaker(part: Part) -> str:
    speaker = _names(part)
    if not part.bodies:
        return speaker
    bodies = words.COMMA.join(body.label for body in part.bodies)
    return words.say(words.SPEAKING_FOR, speaker=speaker, bodies=bodies)


def _titled(record: Record, group: Group, sides: Mapping[str, str]) -> list[Markup]:
    """A group where it is one of many; each claim has its evidence on its own page."""
    content: list[Markup] = [paragraph(term(_heading(record, group)))]
    if group.are_answers and group.rows:
        return [*content, *_answers(record, group, sides)]
    for part in group.parts:
        if part.speakers:
            count = words.count_of(len(part.rows), "claim")
            content.append(paragraph(words.say(words.CLAIM, speaker=_speaker(part), claim=count)))
        lines = (claim_in_brief(row) if isinstance(row, Row) else row for row in part.rows)
        content.append(render_rows(lines, sides))
    return [*content, *_searched(group, sides)]


def _title(record: Record, group: Group) -> str:
    subject = record.subject
    return words.say(words.GROUPS[subject.kind][group.slug], name=subject.label)


def _heading(record: Record, group: Group) -> str:
    heading = _title(record, group)
    return words.say(words.BY_SPEAKER, group=heading) if group.is_by_speaker else heading


def _searched(group: Group, sides: Mapping[str, str]) -> list[Markup]:
    """Where more was looked for; that nothing was found is said only together with it."""
    if not group.rows and not group.searched:
        return [empty(words.NOT_RECORDED)]
    return [empty(_search(group, side, what, sides)) for side, what in group.searched]


def _search(group: Group, side: str, what: str, sides: Mapping[str, str]) -> str:
    if group.rows:
        return words.say(words.SEARCHED, searched=what)
    if not side:
        return words.nothing_found(what, is_passed_on=group.is_passed_on)
    return words.say(words.NO_STATEMENT_OF, side=sides.get(side, words.OTHERS), searched=what)
