"""Pictures: an answer in, HTML or inline SVG out, the same bytes every time.

A drawing is a pure function of an answer, of a function that gives the address of a link as seen
from the page, and of the sides in their order. It uses no script and no outside file; colours are
CSS custom properties of the style sheet, so that light and dark need no second picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sphinx_dossier.pictures.knowing_tall import draw_tall
from sphinx_dossier.pictures.knowing_wide import draw_wide
from sphinx_dossier.pictures.map_svg import draw_locator, draw_map
from sphinx_dossier.pictures.passage_bar_html import draw_passage_bar
from sphinx_dossier.pictures.relations_svg import draw_relations
from sphinx_dossier.pictures.timeline_html import draw_axis

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_dossier.answers.page_links import Link

    Drawing: TypeAlias = Callable[[Any, Callable[[Link], str], Mapping[str, str]], str]

# An answer is of the type that its own drawing takes, hence Any: figures and chain are not here, as
# they are lists and tables that only get their sizes from this folder.
DRAWINGS: Final[dict[str, Drawing]] = {
    "knowing-wide": draw_wide,
    "knowing-tall": draw_tall,
    "locator": draw_locator,
    "map": draw_map,
    "passage-bar": draw_passage_bar,
    "relations": draw_relations,
    "timeline-axis": draw_axis,
}
"""Each drawing by the name that a ``picture`` node carries."""
