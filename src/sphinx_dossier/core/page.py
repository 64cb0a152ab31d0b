"""What one page says, as it is stored: the facts from which everything else follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from sphinx_dossier.core.model import (
        Object,
        Where,
    )
    from sphinx_dossier.core.problems import Problem

UNNAMED: Final = "\ufffc{}\ufffc"
"""How a sentence marks a link that is named by its target: with the id between the marks."""


class Reference(NamedTuple):
    """A link in the prose of a page to an object; ``kind`` is the role's kind or ``""``.

    ``is_local`` tells that the page itself has an anchor of that name, such as a heading;
    ``sentence`` is the one that holds the link.
    """

    target: str
    kind: str
    where: Where
    is_local: bool = False
    sentence: str = ""


class Use(NamedTuple):
    """Something that a page shows and that other pages can change: a view and its arguments."""

    view: str
    arguments: tuple[object, ...] = ()


class Correction(NamedTuple):
    """A mistake of ours that a page tells: when it was mended, of which objects, what it was."""

    docname: str
    day: str
    of: tuple[str, ...]
    text: str
    anchor: str
    where: Where


class Section(NamedTuple):
    """The prose under a heading, without the objects and subsections that stand there too.

    Links without words of their own are marked in ``text`` with :data:`UNNAMED`; ``links`` are
    the ids, ``sources`` the keys that the prose refers to.
    """

    anchor: str
    title: str
    text: str
    links: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """What one page says; the only thing that is stored."""

    docname: str
    title: str = ""
    objects: tuple[Object, ...] = ()
    references: tuple[Reference, ...] = ()
    uses: tuple[Use, ...] = ()
    prose: tuple[tuple[Where, str], ...] = ()
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()
