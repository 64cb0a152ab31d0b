"""Choices over a list: links that leave some of its rows, and need no script.

Each choice is a line with an anchor. A link to it makes the line the target of the address, by
which the style sheet hides all rows without the class of the choice; so a choice has an address,
and the way back is that of the browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx import addnodes

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.html_parts import joined, paragraph, term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from docutils.nodes import Node

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.sphinx.markup import Markup


class Choice(NamedTuple):
    """Some rows of a list: ``slug`` is in classes and anchors."""

    slug: str
    label: str
    left: int


class Choices(NamedTuple):
    """What is offered over a list: ``top`` leads to it, ``everything`` says how long it is."""

    offered: Sequence[Choice]
    top: Link
    everything: str


def choices_of(
    slugs: Sequence[Collection[str]],
    labels: Iterable[tuple[str, str]],
    always: str = "",
) -> list[Choice]:
    """Those that leave some rows and hide others, in the order of ``labels``.

    ``slugs`` are those of each row; ``always`` is offered also where it leaves all.
    """
    counted = (Choice(slug, label, sum(slug in one for one in slugs)) for slug, label in labels)
    return [one for one in counted if 0 < one.left < len(slugs) + (one.slug == always)]


def render_choices(choices: Choices, *more: Markup) -> Node:
    """The lines and the links to them; in HTML only, where styles can hide rows."""
    # The lines come first: the style sheet reaches only what follows a target.
    lines = [_line(one, choices) for one in choices.offered]
    only = addnodes.only(expr="html")
    only += as_nodes([*lines, *_offer(choices), *more])
    return only


def row_classes(slugs: Iterable[str]) -> list[str]:
    """What the style sheet hides a row by."""
    return ["dossier-choosable", *(f"dossier-is-{slug}" for slug in slugs)]


def _line(choice: Choice, choices: Choices) -> Tag:
    """What is left, shown while it is so."""
    said = sentence(
        words.SHOWING_ONLY,
        choice=term(choice.label),
        share=words.say(words.SHARE, part=str(choice.left), whole=choices.everything),
        all=choices.top._replace(label=words.SHOW_ALL),
    )
    classes = ["dossier-only", f"dossier-only-{choice.slug}"]
    return Tag("div", paragraph(*said), classes=classes, anchor=_anchor(choice, choices))


def _anchor(choice: Choice, choices: Choices) -> str:
    return f"{choices.top.anchor}-only-{choice.slug}"


def _offer(choices: Choices) -> list[Markup]:
    if not choices.offered:
        return []
    links: list[Link] = [
        choices.top._replace(
            label=words.say(words.IN_BRACKETS, what=one.label, note=str(one.left)),
            anchor=_anchor(one, choices),
        )
        for one in choices.offered
    ]
    said = sentence(words.SHOW_ONLY, choices=joined(links, words.DIVIDER))
    return [paragraph(*said, classes=["dossier-choices"])]
