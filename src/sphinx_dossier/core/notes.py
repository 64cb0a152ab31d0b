"""What directives note of the page that is being read, until it is stored as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, cast

from sphinx_dossier.core.locations import SourceText

if TYPE_CHECKING:
    from sphinx_dossier.core.model import Object
    from sphinx_dossier.core.page import Argument, Correction, SourcePart, Uncited, Use
    from sphinx_dossier.core.problems import Problem


@dataclass
class Notes:
    """What the directives and roles of one page have noted so far, in the order of the page.

    ``ids`` are those of ``objects``; ``text`` finds the lines of what is noted. ``depth`` counts
    the fences in one another that are not closed. ``short_names`` are the directives that need no
    name of the domain.
    """

    objects: list[Object] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    arguments: list[Argument] = field(default_factory=list)
    coverages: list[str] = field(default_factory=list)
    uncited: list[Uncited] = field(default_factory=list)
    parts: list[SourcePart] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    legends: list[str] = field(default_factory=list)
    asked_keys: dict[str, bool] = field(default_factory=dict)
    depth: int = 0
    short_names: frozenset[str] = frozenset()
    text: SourceText = field(default_factory=SourceText)


class _Reading(Protocol):
    """An environment that is reading a page, as far as notes need it."""

    @property
    def current_document(self) -> Any:
        """A mapping that Sphinx empties before each page."""


def notes_of(env: _Reading) -> Notes:
    """The notes of the page that is being read."""
    # Not kept on the environment itself, which is pickled and shared by all pages.
    noted = env.current_document
    if "dossier" not in noted:
        noted["dossier"] = Notes()
    return cast("Notes", noted["dossier"])
