"""A digest of this package: whatever it writes follows from its files too."""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.sphinx.digest import digest_of_file

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACKAGE: Final = Path(__file__).parents[1]
_SHOWN: Final = "web"
"""The folder of what pages are dressed in: nothing is read with it."""


# Python loads the code once for each process too.
@cache
def package_digest() -> str:
    """The digest of every file of the package: code, templates, styles, scripts, queries, shapes.

    Content counts and not time, so that installing the same version again makes nothing stale.
    """
    return _digest_of(_files())


@cache
def reading_digest() -> str:
    """The digest of the files of the package that can change how a page is read."""
    return _digest_of((name, one) for name, one in _files() if not name.startswith(f"{_SHOWN}/"))


@cache
def _files() -> tuple[tuple[str, str], ...]:
    """The path of each file in the package, and the digest of its content."""
    found = []
    for folder, inner, names in os.walk(_PACKAGE):
        # Python writes its cache while the package runs; it is as large as the package.
        inner[:] = [one for one in inner if one != "__pycache__"]
        place = Path(folder).relative_to(_PACKAGE).as_posix().removeprefix(".")
        found += [(f"{place}/{name}".removeprefix("/"), f"{folder}/{name}") for name in names]
    return tuple((name, digest_of_file(Path(path))) for name, path in sorted(found))


def _digest_of(files: Iterable[tuple[str, str]]) -> str:
    parts = (f"{name}\0{content}" for name, content in files)
    return sha256("\0".join(parts).encode()).hexdigest()
