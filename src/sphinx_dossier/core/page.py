"""What one page says, as it is stored between builds; everything else is computed from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.model import Citation, Object, Where
    from sphinx_dossier.core.problems import Problem

UNNAMED: Final = "\ufffc{}\ufffc"
"""How a sentence marks a link that is named by its target: with the id between two marks.

The mark is the object replacement character, a stand-in for what is no text; no author types it.
"""
UNNAMED_LINK: Final = lazy_pattern(UNNAMED.format("([^\ufffc]*)"))
"""Finds such a link; its first group is the id."""

MANIFEST: Final = "manifest"
"""The kind of a view's argument that names a source with a manifest, and not an object."""


class Use:
    """A view that a page shows; ``answers/uses.py`` has a class for each, with what it answers."""


class Reference(NamedTuple):
    """A link in the prose of a page to an object; ``kind`` is the role's kind or ``""``.

    ``is_local`` says that there may be an anchor of that name which is no object, such as a
    heading; ``sentence`` is the one that holds the link. ``page`` is the page whose path the link
    names before the anchor, if it does: elsewhere no object is meant.
    """

    target: str
    kind: str
    where: Where
    is_local: bool = False
    sentence: str = ""
    page: str = ""


class Argument(NamedTuple):
    """What a view names in its argument or an option: an object of one of ``kinds``, or a key.

    It is the key of a source if the kind is MANIFEST.
    """

    owner: str
    target: str
    kinds: tuple[str, ...]
    where: Where


class Uncited(NamedTuple):
    """A passage that a page excuses from being cited, with the reason."""

    source: str
    passage: str
    reason: str
    where: Where


class SourcePart(NamedTuple):
    """A part of a decomposed source: the passage that begins it, and what a page calls it."""

    source: str
    passage: str
    title: str
    where: Where


class SourceList(NamedTuple):
    """A bibliography: the keys known when it was read, and those it lists (``None`` for all)."""

    known: tuple[str, ...]
    taken: tuple[str, ...] | None


class Correction(NamedTuple):
    """A mistake that was published, as a page lists it.

    ``day`` is when it was fixed (EDTF), ``of`` are the ids of the objects that had it.
    """

    docname: str
    day: str
    of: tuple[str, ...]
    text: str
    anchor: str
    where: Where


class Section(NamedTuple):
    """The prose under a heading, without the objects and the subsections under it.

    Links without words of their own are marked in ``text`` with :data:`UNNAMED`; ``links`` are
    the ids, ``sources`` the keys that the prose refers to.
    """

    anchor: str
    title: str
    text: str
    links: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


# Sphinx keeps pages as pickles: another field here, or another meaning of one, needs another
# `DATA_VERSION` in `sphinx/domain.py`, or a build goes on with pages of the old shape.
@dataclass(frozen=True)
class Page:
    """What one page says.

    ``cites`` are the citations of its prose, ``coverages`` the sources of which it shows the
    passages, ``parts`` those into which it divides them, ``legends`` the names of those it shows,
    ``linked_pages`` and ``unnamed`` the pages and the ids of objects that name its links without
    words of their own. ``as_of`` is the day up
    to which it follows events, where that is not the day of the whole dossier. ``asked_keys`` are
    the words that were taken for citations, or not, because they were keys of sources, or not.
    """

    docname: str
    title: str = ""
    objects: tuple[Object, ...] = ()
    references: tuple[Reference, ...] = ()
    cites: tuple[Citation, ...] = ()
    uses: tuple[Use, ...] = ()
    arguments: tuple[Argument, ...] = ()
    coverages: tuple[str, ...] = ()
    uncited: tuple[Uncited, ...] = ()
    parts: tuple[SourcePart, ...] = ()
    source_lists: tuple[SourceList, ...] = ()
    corrections: tuple[Correction, ...] = ()
    legends: tuple[str, ...] = ()
    linked_pages: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    prose: tuple[tuple[Where, str], ...] = ()
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()
    as_of: Date | None = None
    asked_keys: tuple[tuple[str, bool], ...] = ()
