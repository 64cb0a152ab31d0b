"""Choices over lists of claims by the side of who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.side_checks import OUTSIDE
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.show.choices import Label
from sphinx_dossier.sphinx.show.ledger_choices import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def speaker_slugs(side: str, sides: Mapping[str, str]) -> Iterator[str]:
    """The choice that leaves a claim of a side; none beyond the last side."""
    place = place_of(side, sides)
    if place:
        yield f"answered-{place}"


def speaker_labels(sides: Mapping[str, str]) -> Iterator[Label]:
    """The sides, and those who are on none."""
    for column in (*sides, OUTSIDE):
        slug, side = f"answered-{place_of(column, sides)}", sides.get(column, words.OTHERS)
        legend = words.CHOICE_GROUPS["side"]
        yield Label(slug, side, is_of_side=True, group="side", legend=legend)
