"""Choices over the passages of a source: by what became of a claim, and by who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.answers.passage_bar import GRADES
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.show.choices import (
    FEW,
    Choices,
    Label,
    choices_of,
    render_choices,
    render_count,
    row_classes,
)
from sphinx_dossier.sphinx.show.speaker_choices import speaker_labels, speaker_slugs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dossier.answers.coverage import CitingClaim, Coverage
    from sphinx_dossier.sphinx.markup import Markup


def coverage_slugs(claims: Iterable[CitingClaim | None], sides: Mapping[str, str]) -> list[str]:
    """The choices that leave a passage with these claims, or a row with one of them."""
    found = (slug for claim in claims if claim for slug in _slugs(claim, sides))
    return list(dict.fromkeys(found))


def _slugs(claim: CitingClaim, sides: Mapping[str, str]) -> Iterator[str]:
    yield f"grade-{claim.grade}"
    yield from speaker_slugs(claim.side, sides)


def coverage_labels(sides: Mapping[str, str]) -> Iterator[Label]:
    """What became of a claim, in the words of the bar above, and who speaks."""
    for grade in GRADES:
        label, legend = words.GRADES[grade], words.CHOICE_GROUPS["status"]
        yield Label(f"grade-{grade}", label, group="state", legend=legend)
    yield from speaker_labels(sides)


def passage_classes(claims: Iterable[CitingClaim | None], sides: Mapping[str, str]) -> list[str]:
    """What the style sheet hides a passage by: a row of it has to have both of two choices."""
    return ["dossier-passage", *row_classes(coverage_slugs(claims, sides))]


def render_coverage_choices(coverage: Coverage, sides: Mapping[str, str]) -> list[Markup]:
    """The choices, before the first passage, and where they begin."""
    if len(coverage.claims) <= FEW:
        return []
    return [Tag("div", anchor=coverage.top.anchor), render_choices(_choices(coverage, sides))]


def render_coverage_count(coverage: Coverage, sides: Mapping[str, str]) -> list[Markup]:
    """How many claims the boxes leave, behind the last passage."""
    is_asked = coverage.is_last and len(coverage.claims) > FEW
    return [render_count(_choices(coverage, sides))] if is_asked else []


def _choices(coverage: Coverage, sides: Mapping[str, str]) -> Choices:
    slugs = [coverage_slugs([claim], sides) for claim in coverage.claims]
    count = words.count_of(len(coverage.claims), "claim")
    return Choices(choices_of(slugs, coverage_labels(sides)), coverage.top, count)
