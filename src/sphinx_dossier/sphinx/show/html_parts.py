"""The smallest parts of what pages show: words, lists, marks of a side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.core.anchors import term_anchor
from sphinx_dossier.core.side_checks import MOST_SIDES
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import LEGENDS
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.nodes import dossier_picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.sphinx.markup import Markup


def span(text: str, *classes: str) -> Tag:
    """Words with a style of their own."""
    return Tag("span", text, classes=classes)


def in_language(text: str, tag: str) -> Markup:
    """Words in the language of a BCP 47 tag, which screen readers and fonts need to know.

    No tag: in that of the page.
    """
    return Tag("span", text, attributes={"lang": tag}) if tag else text


def paragraph(*parts: Markup, classes: Sequence[str] = ()) -> Tag:
    """A paragraph."""
    return Tag("p", *parts, classes=classes)


def empty(text: str) -> Tag:
    """What is shown where nothing was found."""
    return paragraph(text, classes=["dossier-empty"])


def term(text: str) -> Tag:
    """A label in front of what it is of."""
    return span(text, "dossier-term")


def explained(legend: str, word: str, label: str = "") -> Link:
    """A word, or a phrase with it, that leads to what it means."""
    label = label or LEGENDS[legend][word].label
    return Link(label, legend, term_anchor(word), "term")


def bullets(items: Iterable[Iterable[Markup]], *classes: str) -> Tag:
    """A list without an order."""
    return Tag("ul", *(Tag("li", *item) for item in items), classes=classes)


def joined(
    items: Iterable[Markup | list[Markup]], separator: str = words.COMMA, last: str = ""
) -> list[Markup]:
    """Items in one line with a separator between them, and perhaps another before the last."""
    # No items are one empty one.
    *before, end = [*items] or [[]]
    line: list[Markup] = []
    for item in before:
        line += [*_parts(item), separator]
    if line:
        line[-1] = last or separator
    return [*line, *_parts(end)]


def listed(items: Iterable[Markup | list[Markup]]) -> list[Markup]:
    """Items as prose lists them: ``a, b and c``."""
    return joined(items, words.COMMA, words.LAST_COMMA)


def divided(pieces: Iterable[Markup | list[Markup]]) -> list[Markup]:
    """Short pieces in one line, without those that are empty."""
    return joined([piece for piece in pieces if piece], words.DIVIDER)


def _parts(item: Markup | list[Markup]) -> list[Markup]:
    return item if isinstance(item, list) else [item]


def fold_away(summary: str, content: list[Markup], *, is_printed: bool = False) -> list[Markup]:
    """``content`` that opens at a click on ``summary``.

    On paper it is open if ``is_printed``, and else left out: most folds only repeat.
    """
    if not content:
        return []
    classes = ["dossier-more", *(["dossier-printed"] if is_printed else [])]
    # `details` opens without a script, and its content is in the page for the search.
    return [Tag("details", Tag("summary", summary), *content, classes=classes)]


def side_class(side: str, sides: Mapping[str, str], name: str = "dossier-by") -> str:
    """The class by which the style sheet gives a side its shape and colour; ``""`` for nobody's."""
    # By position: the style sheet knows no names.
    position = list(sides).index(side) if side in sides else MOST_SIDES
    return f"{name}-{position}" if position < MOST_SIDES else ""


def side_mark(side: str, sides: Mapping[str, str]) -> list[Markup]:
    """The shape of a side, with its name for those who do not see it."""
    if side not in sides:
        return []
    # Colour and shape alone would say nothing to a screen reader, nor in plain text.
    name = span(words.say(words.SIDE, side=sides[side]), "dossier-hidden")
    shape = side_class(side, sides, "dossier-side")
    if not shape:
        return [name]
    classes = ["dossier-side", shape]
    return [Tag("span", name, classes=classes, attributes={"title": sides[side]})]


def picture_of(drawing: str, answer: object, sides: Mapping[str, str]) -> dossier_picture:
    """A drawing of an answer, for HTML only."""
    return dossier_picture("", drawing=drawing, answer=answer, sides=dict(sides))
