"""The smallest parts of what pages show: words, lists, marks of a side, rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.answers.parts import Line, Mark, Row
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.nodes import picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.sphinx.markup import Markup

DIVIDER = " · "


def span(text: str, *classes: str) -> Tag:
    """Words with a style of their own."""
    return Tag("span", text, classes=classes)


def paragraph(*parts: Markup, classes: Sequence[str] = ()) -> Tag:
    """A paragraph."""
    return Tag("p", *parts, classes=classes)


def bullets(items: Iterable[Iterable[Markup]], *classes: str) -> Tag:
    """A list without an order."""
    return Tag("ul", *(Tag("li", *item) for item in items), classes=classes)


def render_mark(mark: Mark) -> Tag:
    """A status: a shape by class, the words always beside it."""
    return Tag("span", *mark.line, classes=["dossier-status", f"dossier-status-{mark.status}"])


def fold_away(summary: str, content: list[Markup]) -> list[Markup]:
    """``content`` that opens at a click on ``summary``."""
    if not content:
        return []
    return [Tag("details", Tag("summary", summary), *content, classes=["dossier-more"])]


def citations(lines: Iterable[Line]) -> list[Markup]:
    """Citations one behind the other."""
    found: list[Markup] = []
    for line in lines:
        inner = Tag("span", *line, classes=["dossier-citation"])
        found += [", ", inner] if found else [inner]
    return found


def side_mark(side: str, sides: Mapping[str, str]) -> list[Markup]:
    """The shape of a side, with its name for those who do not see it."""
    if side not in sides:
        return []
    order = list(sides).index(side) % 2
    name = sides[side]
    words = span(f"{name}: ", "dossier-hidden")
    classes = ["dossier-side", f"dossier-side-{order}"]
    return [Tag("span", words, classes=classes, attributes={"title": name})]


def render_row(row: Row, sides: Mapping[str, str]) -> list[Tag]:
    """A claim in a list."""
    head = paragraph(classes=["dossier-row-head"])
    head += [*side_mark(row.side, sides), row.speaker, f" {row.act}"]
    if row.date:
        head += [DIVIDER, span(row.date, "dossier-date")]
    if row.value:
        head += [DIVIDER, span(row.value, "dossier-value")]
    foot = paragraph(*citations(row.citations), classes=["dossier-row-foot"])
    foot += [DIVIDER, render_mark(row.mark)] if foot.parts else [render_mark(row.mark)]
    return [head, paragraph(row.text, classes=["dossier-row-text"]), foot]


def entry(row: Row | Line, sides: Mapping[str, str]) -> list[Tag]:
    """A claim or another object in a list."""
    return render_row(row, sides) if isinstance(row, Row) else [paragraph(*row)]


def render_rows(rows: Iterable[Row | Line], sides: Mapping[str, str]) -> Tag:
    """Claims and objects as a list."""
    return bullets((entry(row, sides) for row in rows), "dossier-rows")


def picture_of(drawing: str, answer: object, sides: Mapping[str, str]) -> picture:
    """A drawing of an answer, for HTML only."""
    return picture("", drawing=drawing, answer=answer, sides=dict(sides))
