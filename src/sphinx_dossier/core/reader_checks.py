"""Checks of what readers ask: each phrase leads to what exists, and takes no name from another."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.model import Actor, Event, Place
from sphinx_dossier.core.names import fold
from sphinx_dossier.core.nearest import did_you_mean
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.index import Index


def check_reader_words(index: Index) -> Iterator[Problem]:
    """Bad: a phrase for an id that is nowhere, or that names another. Good: for one that exists."""
    words = index.reader_words
    known = {*index.own, *_pages_and_sections(index)}
    owners = _names(index)
    for target, phrases in words.asked.items():
        where = words.where[target]
        if target not in known:
            message = f"the search is to find {target!r}, which no page defines"
            message += did_you_mean(target, sorted(known))
            yield Problem(Code.UNKNOWN_ID, message, where)
            continue
        for phrase in phrases:
            owner = owners.get(fold(phrase), target)
            if owner != target:
                message = (
                    f"{phrase!r} is a name of {owner!r}, which the search finds by it: remove it"
                )
                yield Problem(Code.BAD_SEARCH_WORDS, message, where)


def _pages_and_sections(index: Index) -> Iterator[str]:
    for docname, page in index.pages.items():
        yield f"/{docname}"
        # The first section is the one of the page's title, which is found as the page.
        yield from (f"/{docname}#{section.anchor}" for section in page.sections[1:])


def _names(index: Index) -> dict[str, str]:
    """The names of objects that have some, folded, each with the id of its owner."""
    found: dict[str, str] = {}
    for one in index.own.values():
        if isinstance(one, Actor | Place | Event):
            also = (name.text for name in one.also)
            for name in chain([one.name], also, one.garbled):
                found.setdefault(fold(name), one.id)
    return found


READER_CHECKS: Final = (check_reader_words,)
