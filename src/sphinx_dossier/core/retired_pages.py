"""Pages that are no more, and where their addresses lead now.

A page stands among the published ids and the tombstones as ``/folder/page``. What replaces it is a
page or an object; what replaces nothing leaves a page that tells the reason.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final, TypeVar

from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.retired import Tombstone

T = TypeVar("T")
_NAME: Final = re.compile(r"(/(?![._])[^/\\\x00-\x1f]+)+")
_GENERATED: Final = ("/404", "/genindex", "/search")
_ENDINGS: Final = (".html", ".md", ".rst")


def read_pages(inventory: Path) -> Iterator[str]:
    """The pages that an ``objects.inv`` lists, as ``/folder/page``; none if it cannot be read."""
    try:
        *_, packed = inventory.read_bytes().split(b"\n", 4)
        lines = zlib.decompress(packed).decode("utf-8").splitlines()
    except (OSError, ValueError, zlib.error):
        return
    for line in lines:
        page, is_doc, _ = line.partition(" std:doc ")
        if is_doc:
            yield f"/{page}"


def is_page(name: str) -> bool:
    """Whether a name of a tombstone or of the published list means a page."""
    return name.startswith("/")


def pages_apart(named: Mapping[str, T]) -> tuple[dict[str, T], dict[str, T]]:
    """What is said of ids, and what is said of pages."""
    ids = {name: one for name, one in named.items() if not is_page(name)}
    return ids, {name: one for name, one in named.items() if is_page(name)}


def where_now(index: Index, name: str) -> tuple[str, str] | None:
    """The page and anchor to which a retired page leads, ``None`` where it leads to nothing."""
    *_, last = _way(index, name)
    if is_page(last):
        return (last[1:], "") if last[1:] in index.pages else None
    return (index.home[last], last) if last in index.objects else None


def _way(index: Index, name: str) -> list[str]:
    """A name and all that replaced it, one after the other; a circle ends where it begins."""
    all_stones, way = {**index.tombstones, **index.retired_pages}, [name]
    while (stone := all_stones.get(way[-1])) and stone.replaced_by:
        way.append(stone.replaced_by)
        if stone.replaced_by in way[:-1]:
            break
    return way


def redirects(index: Index) -> Iterator[Tombstone]:
    """The retired pages at whose address something can be written."""
    for stone in index.retired_pages.values():
        if not _fault_of_name(stone.id) and stone.id[1:] not in index.pages:
            yield stone


def check_pages(index: Index) -> Iterator[Problem]:
    """Bad: a page that vanishes, or leads to nothing. Good: retired, with what replaces it."""
    for stone in index.retired_pages.values():
        fault = _fault_of_name(stone.id) or _fault(index, stone)
        if fault:
            yield Problem(Code.BAD_REDIRECT, f"the page {stone.id!r} {fault}", stone.where)
    for name, where in index.published_pages.items():
        if name[1:] not in index.pages and name not in index.retired_pages:
            message = f"the page {name!r} was published and is gone: say in the file of tombstones "
            yield Problem(Code.LOST_PAGE, message + "where it is now", where)


def _fault_of_name(name: str) -> str:
    if name.endswith(_ENDINGS):
        return f"is to be named without its ending: {name.rpartition('.')[0]!r}"
    if not _NAME.fullmatch(name) or name in _GENERATED:
        return "can be no page: write it like '/folder/page'"
    return ""


def _fault(index: Index, stone: Tombstone) -> str:
    if stone.id[1:] in index.pages:
        return "was retired, and there is a page of that name: remove the tombstone, or rename it"
    way = _way(index, stone.id)
    if way.count(way[-1]) > 1:
        return f"leads round in a circle: {' → '.join(way)}"
    last = way[-1]
    is_there = last[1:] in index.pages or last in index.objects
    if is_there or last in index.retired_pages or last in index.tombstones:
        return ""
    return f"leads to {last!r}, which is neither a page nor an object"
