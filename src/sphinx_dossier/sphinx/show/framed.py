"""What a frame of another site shows, and how high that site is told to make it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.embeds import embed_of
from sphinx_dossier.answers.figures import Figures
from sphinx_dossier.core.memo import once_each
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.embed_files import embeds_of
from sphinx_dossier.sphinx.show.figures_table import render_quantity
from sphinx_dossier.sphinx.show.html_parts import paragraph
from sphinx_dossier.sphinx.show.markup_height import height_of
from sphinx_dossier.sphinx.show.render import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.answers.uses import Answer
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.sphinx.markup import Markup

_WIDTH: Final = 668
"""In pixels, that of the picture where the column of the other site is 700 wide."""
_AROUND: Final = 90
"""The edges of a frame and its foot, in pixels."""
_STEP: Final = 20
_HIGHEST: Final = 1200
"""In pixels: the readers of the other site came for its own text, and scroll past no higher one."""


class _Drawn(NamedTuple):
    """What a picture is made of: all facts, and the names of the sides."""

    facts: Index
    sides: tuple[tuple[str, str], ...]


def framed_picture(answer: Answer, sides: Mapping[str, str]) -> list[Markup]:
    """What a frame has between its title and its foot."""
    if isinstance(answer, Figures):
        # Its question is the title above it.
        return [render_quantity(one, sides) for one in answer.quantities]
    return render(answer, sides)


def frame_height(env: BuildEnvironment, name: str) -> int:
    """How high the frame of one of the files is, in pixels; 0 where no page says how to frame it.

    In a narrower column the picture is higher, and scrolled.
    """
    home = embeds_of(env).get(name) if env.config.html_baseurl else None
    if home is None:
        return 0
    sides = tuple(dict(env.config.dossier_sides).items())
    needed = _AROUND + height_of([paragraph(home.label)], _WIDTH)
    needed += _picture_height(_Drawn(domain_of(env).index, sides), name)
    return min(ceil(needed / _STEP) * _STEP, _HIGHEST)


# Pages are compared by it, and then written with it.
@once_each
def _picture_height(drawn: _Drawn, name: str) -> int:
    sides = dict(drawn.sides)
    answer = embed_of(drawn.facts, name, tuple(sides)).answer
    return height_of(framed_picture(answer, sides), _WIDTH)
