"""The passages of a source as a bar of links, which runs on line after line as text does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.side_checks import MOST_SIDES
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.svg import Drawn, element, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.answers.passage_bar import PassageBar, PassageSegment

# In pixels. The longest passage fits on a line of a phone; a shorter one is drawn to scale down to
# the least width that a finger hits, which the style sheet sets.
_LONGEST: Final = 288
_PER_WORD: Final = 1.6


def draw_passage_bar(
    bar: PassageBar, locate: Callable[[Link], str], sides: Mapping[str, str]
) -> str:
    """A segment a passage, with a cell a claim, its number, and a mark for each side below it."""
    longest = max((one.words for one in bar.segments), default=0)
    scale = min(_PER_WORD, _LONGEST / max(longest, 1))
    segments = (_segment(one, locate, sides) for one in bar.segments)
    style = f"--dossier-word:{scale:.3f}px"
    name = words.say(words.BAR_OF, source=bar.source.label)
    return joined([element("ol", {"aria-label": name, "style": style}, *segments), "\n"])


def _segment(
    segment: PassageSegment, locate: Callable[[Link], str], sides: Mapping[str, str]
) -> Drawn:
    number = segment.id.removeprefix("p")
    cells = (element("i", {"class": f"dossier-grade-{grade}"}) for grade in segment.grades)
    content = (
        element("span", {"class": "dossier-piece-cells"}, *cells),
        element("span", {"class": "dossier-piece-number"}, number),
        element("span", {"class": "dossier-piece-sides"}, *_marks(segment, sides)),
    )
    name = words.segment(segment.id, segment.role, segment.words, segment.grades)
    attributes = {"class": "dossier-picture-link", "aria-label": name}
    # Without a page that shows the passages there is nothing to lead to.
    tag = element("span", {**attributes, "role": "img"}, *content)
    if segment.link.docname:
        tag = element("a", {**attributes, "href": locate(segment.link)}, *content)
    css_class = f"dossier-role-{segment.role}"
    return element("li", {"class": css_class, "style": f"--dossier-words:{segment.words}"}, tag)


def _marks(segment: PassageSegment, sides: Mapping[str, str]) -> list[Drawn]:
    # In the order of the settings, so that the same sides make the same pattern everywhere.
    order = [*sides][:MOST_SIDES]
    places = [order.index(side) for side in segment.sides if side in order]
    names = [f"dossier-side dossier-side-{place}" for place in sorted(places)]
    if len(places) < len(segment.sides):
        names.append("dossier-side dossier-side-none")
    return [element("i", {"class": name}) for name in names]
