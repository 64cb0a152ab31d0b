"""The bar of passages with what its inks and marks mean, and the same as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.answers.passage_bar import GRADES
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.show.html_parts import (
    bullets,
    empty,
    fold_away,
    paragraph,
    picture_of,
    side_class,
    span,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dossier.answers.passage_bar import PassageBar
    from sphinx_dossier.sphinx.markup import Markup


def render_passage_bar(bar: PassageBar, sides: Mapping[str, str]) -> list[Markup]:
    """The picture, its legend, and a list that says the same without it."""
    if not bar.segments:
        return [empty(words.NOTHING)]
    lines = ([paragraph(one)] for one in _lines(bar))
    parts = [
        picture_of("passage-bar", bar, sides),
        bullets([*_grades(bar), *_sides(bar, sides)], "dossier-bar-legend"),
        paragraph(_note(bar), classes=["dossier-caption"]),
        *fold_away(words.THE_SAME_AS_LIST, [bullets(lines, "dossier-bar-list")]),
    ]
    return [Tag("div", *parts, classes=["dossier-picture", "dossier-passage-bar"])]


def _note(bar: PassageBar) -> str:
    return words.say(
        words.BAR_NOTE,
        passages=words.count_of(len(bar.segments), "passage"),
        words=words.count_of(bar.words, "word"),
        claims=words.count_of(bar.grades.total(), "claim"),
    )


def _grades(bar: PassageBar) -> Iterator[list[Markup]]:
    for grade in GRADES:
        if count := bar.grades[grade]:
            swatch = span("", "dossier-swatch", f"dossier-grade-{grade}")
            yield [paragraph(swatch, f"{words.GRADES[grade]} ", Tag("strong", f"{count}"))]


def _sides(bar: PassageBar, sides: Mapping[str, str]) -> Iterator[list[Markup]]:
    for side, name in sides.items():
        if side in bar.sides:
            shape = side_class(side, sides, "dossier-side") or "dossier-side-none"
            yield [paragraph(span("", "dossier-side", shape), name)]
    if "" in bar.sides:
        yield [paragraph(span("", "dossier-side", "dossier-side-none"), words.OTHERS)]


def _lines(bar: PassageBar) -> Iterator[Markup]:
    for one in bar.segments:
        name = words.segment(one.id, one.role, one.words, one.grades)
        yield one.link._replace(label=name) if one.link.docname else name
