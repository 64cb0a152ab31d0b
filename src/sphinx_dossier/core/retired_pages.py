"""Pages that were given up, and where their addresses lead now.

Among the published ids and the tombstones a page is written ``/folder/page``. It may be replaced by
a page or an object; where it is not, a page that says the reason is left at its address.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final, TypeVar

from sphinx_dossier.core.identifiers import LONGEST_FILE
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.retired import Tombstone

T = TypeVar("T")
# A file is written at the name, so it has no hidden folder, no `..` and no control characters;
# names with an underscore are the builder's own, such as `_static`.
_NAME: Final = lazy_pattern(r"(/(?![._])[^/\\\x00-\x1f]+)+")
GENERATED: Final = ("/404", "/genindex", "/search")
"""The pages that a builder writes, and no author."""
_ENDINGS: Final = (".html", ".md", ".rst")


def read_pages(inventory: Path) -> Iterator[str]:
    """The pages that an ``objects.inv`` lists, as ``/folder/page``; none if it cannot be read.

    The format: four lines of text, then compressed lines ``name domain:role priority address text``
    (https://sphobjinv.readthedocs.io/en/stable/syntax.html).
    """
    try:
        *_, packed = inventory.read_bytes().split(b"\n", 4)
        lines = zlib.decompress(packed).decode("utf-8").splitlines()
    except (OSError, ValueError, zlib.error):
        return
    for line in lines:
        page, role, _ = line.partition(" std:doc ")
        if role:
            yield f"/{page}"


def is_page(name: str) -> bool:
    """Whether a name of a tombstone or of the published list means a page."""
    return name.startswith("/")


def pages_apart(named: Mapping[str, T]) -> tuple[dict[str, T], dict[str, T]]:
    """A mapping of names in two: that of ids, and that of pages."""
    ids = {name: one for name, one in named.items() if not is_page(name)}
    return ids, {name: one for name, one in named.items() if is_page(name)}


def where_now(index: Index, name: str) -> tuple[str, str] | None:
    """The page and the anchor to which a retired page leads; ``None`` where it leads to neither."""
    last = _replacements(index, name)[-1]
    if is_page(last):
        return (last[1:], "") if last[1:] in index.pages else None
    return (index.home[last], last) if last in index.home else None


def _replacements(index: Index, name: str) -> list[str]:
    """A name and all that replaced it, one after the other.

    In a circle the name that comes a second time is the last one.
    """
    all_stones, names = {**index.tombstones, **index.retired_pages}, [name]
    while (stone := all_stones.get(names[-1])) and stone.replaced_by:
        names.append(stone.replaced_by)
        if stone.replaced_by in names[:-1]:
            break
    return names


def redirects(index: Index) -> Iterator[Tombstone]:
    """The retired pages at whose address a page can be written that says where to go."""
    for stone in index.retired_pages.values():
        if not _fault_of_name(stone.id) and stone.id[1:] not in index.pages:
            yield stone


def check_pages(index: Index) -> Iterator[Problem]:
    """Bad: a page that vanishes, or leads to none. Good: retired, with what replaces it."""
    for stone in index.retired_pages.values():
        fault = _fault_of_name(stone.id) or _fault(index, stone)
        if fault:
            yield Problem(Code.BAD_REDIRECT, f"the page {stone.id!r} {fault}", stone.where)
    for name, where in index.published_pages.items():
        if name[1:] not in index.pages and name not in index.retired_pages:
            fix = "say in the file of tombstones where it is now"
            message = f"the page {name!r} was published and is gone: {fix}"
            if name.endswith(_ENDINGS):
                message = f"the page {name!r} {_fault_of_name(name)}"
            yield Problem(Code.LOST_PAGE, message, where)


def _fault_of_name(name: str) -> str:
    """What is wrong with the name of a retired page, in words that follow it, or ``""``."""
    if name.endswith(_ENDINGS):
        return f"is to be named without its ending: {name.rpartition('.')[0]!r}"
    if not _NAME.fullmatch(name) or name in GENERATED:
        return "can be no page: write it like '/folder/page'"
    # Disks count bytes and not letters.
    if max(len(part.encode()) for part in name.split("/")) > LONGEST_FILE:
        return "can be no page: no file could have so long a name"
    return ""


def _fault(index: Index, stone: Tombstone) -> str:
    """What is wrong with where a retired page leads, in words that follow its name, or ``""``."""
    if stone.id[1:] in index.pages:
        return "was retired, and there is a page of that name: remove the tombstone, or rename it"
    names = _replacements(index, stone.id)
    last = names[-1]
    if names.count(last) > 1:
        return f"leads round in a circle: {' → '.join(names)}"
    is_there = last[1:] in index.pages or last in index.home
    # What is retired without a replacement has a reason, which readers are shown.
    if is_there or last in index.retired_pages or last in index.tombstones:
        return ""
    return f"leads to {last!r}, which is neither a page nor an object"
