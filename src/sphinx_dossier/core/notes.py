"""What has been noted of the page that is being read, until it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, cast

from sphinx_dossier.core.locations import SourceText

if TYPE_CHECKING:
    from sphinx_dossier.core.model import Object
    from sphinx_dossier.core.page import Argument, Correction, Uncited, Use
    from sphinx_dossier.core.problems import Problem


@dataclass
class Notes:
    """What the directives of one page have noted so far."""

    objects: list[Object] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    arguments: list[Argument] = field(default_factory=list)
    coverages: list[str] = field(default_factory=list)
    uncited: list[Uncited] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    legends: list[str] = field(default_factory=list)
    text: SourceText = field(default_factory=SourceText)


class _Reading(Protocol):
    """An environment that is reading a page, as far as notes need it."""

    @property
    def current_document(self) -> Any:
        """What is kept until the page is read."""


def notes_of(env: _Reading) -> Notes:
    """The notes of the page that is being read."""
    return cast("Notes", env.current_document.setdefault("dossier", Notes()))
