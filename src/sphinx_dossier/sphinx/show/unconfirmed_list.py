"""What nobody independent says too, as a list with choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.model import STATUSES
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import LEGENDS
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.choices import (
    Choices,
    Label,
    choices_of,
    render_choices,
    render_count,
    row_classes,
)
from sphinx_dossier.sphinx.show.claim_lines import render_rows
from sphinx_dossier.sphinx.show.html_parts import empty, paragraph
from sphinx_dossier.sphinx.show.speaker_choices import speaker_labels, speaker_slugs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dossier.answers.claim_rows import Row
    from sphinx_dossier.answers.unconfirmed import Unconfirmed
    from sphinx_dossier.sphinx.markup import Markup


def render_unconfirmed(shown: Unconfirmed, sides: Mapping[str, str]) -> list[Markup]:
    """How many there are, choices by status and side, and the claims."""
    if not shown.total:
        return [empty(words.NOTHING)]
    slugs = [
        [*unconfirmed_slugs(row, statuses, sides)]
        for row, statuses in zip(shown.rows, shown.statuses, strict=True)
    ]
    offered = choices_of(slugs, unconfirmed_labels(sides))
    count = words.count_of(len(shown.rows), "claim")
    choices = Choices(offered, shown.top, count)
    listed = render_rows(shown.rows, sides)
    for item, own in zip(listed.parts, slugs, strict=True):
        assert isinstance(item, Tag)
        item.classes = row_classes(own)
    parts: list[Markup] = [*_lead(shown), listed]
    if offered:
        parts = [*_lead(shown), render_choices(choices), listed, render_count(choices)]
    return [Tag("div", *parts, classes=["dossier-chosen"], anchor=shown.top.anchor)]


def unconfirmed_slugs(
    row: Row, statuses: tuple[str, ...], sides: Mapping[str, str]
) -> Iterator[str]:
    """The choices that leave a claim: each of its statuses, and its side."""
    yield from (f"status-{status}" for status in statuses)
    yield from speaker_slugs(row.side, sides)


def unconfirmed_labels(sides: Mapping[str, str]) -> Iterator[Label]:
    """What the list may be narrowed by: each status, and who speaks."""
    for status in STATUSES:
        label, legend = LEGENDS["status"][status].label, words.CHOICE_GROUPS["status"]
        yield Label(f"status-{status}", label, group="state", legend=legend)
    yield from speaker_labels(sides)


def _lead(shown: Unconfirmed) -> list[Markup]:
    """How many of how many, and why some are neither."""
    template = words.UNCONFIRMED_OF_SOURCE if shown.source.label else words.UNCONFIRMED_OF_ALL
    said = sentence(
        template,
        share=Tag("strong", words.say(words.SHARE, part=len(shown.rows), whole=shown.total)),
        source=shown.source,
    )
    rest = words.say(
        words.CONFIRMED_AND_DEEDS,
        confirmed=words.count_of(shown.confirmed, "claim"),
        deeds=words.count_of(shown.deeds, "claim"),
    )
    return [paragraph(*said, words.BLANK, rest, classes=["dossier-count"])]
