"""What other pages say of an object: sections of its own, or folded where it is one of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.answers.claim_rows import Row
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.show.claim_lines import claim_in_brief, render_answers, render_rows
from sphinx_dossier.sphinx.show.html_parts import empty, fold_away, paragraph, term
from sphinx_dossier.sphinx.show.relation_lists import render_relations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.answers.object_record import Group, Record
    from sphinx_dossier.sphinx.markup import Markup


def render_record(record: Record, sides: Mapping[str, str]) -> list[Markup]:
    """What other pages say of an object."""
    if record.is_subject:
        sections = (_section(record, group, sides) for group in record.groups)
        return [*_partners(record, sides), *sections]
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


def _partners(record: Record, sides: Mapping[str, str]) -> list[Markup]:
    if not record.relations:
        return []
    anchor = f"{record.subject.anchor}-partners"
    content = [Tag("title", words.PARTNERS), *render_relations(record.relations, sides)]
    return [Tag("section", *content, anchor=anchor, classes=["dossier-record"])]


def _section(record: Record, group: Group, sides: Mapping[str, str]) -> Tag:
    # Document nodes, so that Sphinx numbers the heading and lists it in the table of contents.
    content = [Tag("title", _heading(record, group)), _group(record, group, sides)]
    anchor = f"{record.subject.anchor}-{group.slug}"
    return Tag("section", *content, anchor=anchor, classes=["dossier-record"])


def _titled(record: Record, group: Group, sides: Mapping[str, str]) -> list[Markup]:
    return [paragraph(term(_heading(record, group))), _group(record, group, sides)]


def _heading(record: Record, group: Group) -> str:
    subject = record.subject
    return words.say(words.GROUPS[subject.kind][group.slug], name=subject.label)


def _group(record: Record, group: Group, sides: Mapping[str, str]) -> Tag:
    if not group.rows:
        return empty(words.EMPTY_GROUPS[group.slug])
    if group.are_answers:
        return render_answers((row for row in group.rows if isinstance(row, Row)), sides)
    if record.is_subject:
        return render_rows(group.rows, sides)
    lines = (claim_in_brief(row) if isinstance(row, Row) else row for row in group.rows)
    return render_rows(lines, sides)
