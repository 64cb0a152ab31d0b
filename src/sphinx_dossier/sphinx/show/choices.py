"""Choices over a list: links that leave some of its rows, and need no script.

Each choice is a line with an anchor. A link to it makes the line the target of the address, by
which the style sheet hides all rows without the class of the choice; so a choice has an address,
and the way back is that of the browser. A line with the classes of two choices leaves what both
leave: what a row is and whose it is combine.

Any others combine by boxes to tick: any choice of a group, and each of several groups. How many
rows that leaves is counted by the style sheet. A script puts into the address what is ticked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx import addnodes

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.html_parts import joined, paragraph, span, term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from docutils.nodes import Node

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.sphinx.markup import Markup


FEW: Final = 6
"""So few rows are seen at once."""
BOXES: Final = ("dossier-more", "dossier-several")
"""The classes of what holds the boxes; a page that has it loads their script."""


class Choice(NamedTuple):
    """Some rows of a list, by their position: ``slug`` is in classes and anchors.

    ``is_of_side`` tells whose rows are left from what they are: one of each sort combine. Of one
    ``group``, whose name is ``legend``, any may hold; there the choice is called ``short``.
    """

    slug: str
    label: str
    left: frozenset[int]
    is_of_side: bool = False
    group: str = ""
    legend: str = ""
    short: str = ""


class Choices(NamedTuple):
    """What is offered over a list: ``top`` leads to it, ``everything`` says how long it is."""

    offered: Sequence[Choice]
    top: Link
    everything: str

    def others(self, choice: Choice) -> list[Choice]:
        """What combines with a choice."""
        return [one for one in self.offered if one.is_of_side != choice.is_of_side]


class Label(NamedTuple):
    """What a choice is called; see `Choice`."""

    slug: str
    label: str
    is_of_side: bool = False
    group: str = ""
    legend: str = ""
    short: str = ""


def choices_of(
    slugs: Sequence[Collection[str]], labels: Iterable[Label], always: str = ""
) -> list[Choice]:
    """Those that leave some rows and hide others, in the order of ``labels``.

    ``slugs`` are those of each row; ``always`` is offered also where it leaves all.
    """
    found = [_choice(slugs, one) for one in labels]
    return [one for one in found if 0 < len(one.left) < len(slugs) + (one.slug == always)]


def _choice(slugs: Sequence[Collection[str]], one: Label) -> Choice:
    left = frozenset(i for i, row in enumerate(slugs) if one.slug in row)
    return Choice(one.slug, one.label, left, one.is_of_side, one.group, one.legend, one.short)


def render_choices(choices: Choices, *more: Markup) -> Node:
    """The lines and the links to them; in HTML only, where styles can hide rows."""
    # The lines come first: the style sheet reaches only what follows a target.
    lines = [_line(one, choices) for one in choices.offered]
    pairs = [_line_of_both(one, other, choices) for one, other in _pairs(choices)]
    only = addnodes.only(expr="html")
    only += as_nodes([*lines, *pairs, *_offer(choices), *_several(choices), *more])
    return only


def render_count(choices: Choices) -> Node:
    """How many rows the boxes leave: behind the rows, because styles count what precedes."""
    share = sentence(words.SHARE, part=span("", "dossier-left-count"), whole=choices.everything)
    only = addnodes.only(expr="html")
    only += as_nodes([paragraph(*share, classes=["dossier-left"])])
    return only


def _pairs(choices: Choices) -> Iterator[tuple[Choice, Choice]]:
    """Which two leave a row together: what it is first, then whose."""
    for one in choices.offered:
        for other in choices.others(one):
            if other.is_of_side and one.left & other.left:
                yield one, other


def _several(choices: Choices) -> list[Markup]:
    """A box for each choice, in groups; of a single choice the link is enough."""
    if len(choices.offered) < 2:
        return []
    groups: dict[str, list[Choice]] = {}
    for one in choices.offered:
        groups.setdefault(one.group, []).append(one)
    sets = [_boxes(group, of_group) for group, of_group in groups.items()]
    summary = Tag("summary", words.CHOOSE_SEVERAL)
    anchor = f"{choices.top.anchor}-several"
    return [Tag("details", summary, *sets, classes=BOXES, anchor=anchor)]


def _boxes(group: str, choices: Sequence[Choice]) -> Tag:
    legend = choices[0].legend
    return Tag(
        "div",
        span(legend, "dossier-group-name"),
        *(_box(one) for one in choices),
        classes=["dossier-group", f"dossier-group-{group}"],
        attributes={"role": "group", "aria-label": legend},
    )


def _box(choice: Choice) -> Tag:
    box = Tag("input", attributes={"type": "checkbox"}, classes=[f"dossier-pick-{choice.slug}"])
    count = str(len(choice.left))
    name = words.say(words.IN_BRACKETS, what=choice.short or choice.label, note=count)
    return Tag("label", box, words.BLANK, name)


def row_classes(slugs: Iterable[str]) -> list[str]:
    """What the style sheet hides a row by."""
    return ["dossier-choosable", *(f"dossier-is-{slug}" for slug in slugs)]


def _line(choice: Choice, choices: Choices) -> Tag:
    """What is left, and what a second choice leaves of it; shown while it is so."""
    said = sentence(
        words.SHOWING_ONLY,
        choice=term(choice.label),
        share=_share(choice.left, choices),
        all=choices.top._replace(label=words.SHOW_ALL),
    )
    classes = ["dossier-only", f"dossier-only-{choice.slug}"]
    parts = [paragraph(*said), *_narrower(choice, choices)]
    return Tag("div", *parts, classes=classes, anchor=_anchor(choices, choice))


def _narrower(choice: Choice, choices: Choices) -> list[Markup]:
    """Links to what else combines with a choice, and what would leave nothing."""
    lines: list[Markup] = []
    others = choices.others(choice)
    links = [
        _link(choices, other.label, choice.left & other.left, choice, other)
        for other in others
        if choice.left & other.left
    ]
    if links:
        lines.append(paragraph(*sentence(words.AND_ONLY, choices=joined(links, words.DIVIDER))))
    empty = [other.label for other in others if not choice.left & other.left]
    if empty:
        lines.append(paragraph(words.say(words.NO_MATCH, choices=words.DIVIDER.join(empty))))
    return lines


def _line_of_both(one: Choice, other: Choice, choices: Choices) -> Tag:
    said = sentence(
        words.SHOWING_BOTH,
        choice=term(one.label),
        other=term(other.label),
        share=_share(one.left & other.left, choices),
        all=choices.top._replace(label=words.SHOW_ALL),
    )
    both = (f"dossier-only-{choice.slug}" for choice in (one, other))
    classes = ["dossier-only", "dossier-both", *both]
    return Tag("div", paragraph(*said), classes=classes, anchor=_anchor(choices, one, other))


def _share(left: frozenset[int], choices: Choices) -> str:
    return words.say(words.SHARE, part=str(len(left)), whole=choices.everything)


def _anchor(choices: Choices, *chosen: Choice) -> str:
    # Whichever was chosen first, the same rows have the same address.
    slugs = (one.slug for one in sorted(chosen, key=lambda one: one.is_of_side))
    return f"{choices.top.anchor}-only-{'-and-'.join(slugs)}"


def _link(choices: Choices, label: str, left: frozenset[int], *chosen: Choice) -> Link:
    label = words.say(words.IN_BRACKETS, what=label, note=str(len(left)))
    return choices.top._replace(label=label, anchor=_anchor(choices, *chosen))


def _offer(choices: Choices) -> list[Markup]:
    if not choices.offered:
        return []
    links = [_link(choices, one.label, one.left, one) for one in choices.offered]
    said = sentence(words.SHOW_ONLY, choices=joined(links, words.DIVIDER))
    return [paragraph(*said, classes=["dossier-choices"])]
