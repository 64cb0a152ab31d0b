"""A digest of this package: whatever it writes follows from its files too."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from sphinx_dossier.sphinx.digest import digest_of_file

_PACKAGE: Final = Path(__file__).parents[2]
_SHOWN: Final = "web"
"""The folder of what pages are dressed in: nothing is read with it."""


# Python loads the code once for each process too.
@cache
def package_digest() -> str:
    """The digest of every file of the package: code, templates, styles, scripts, queries, shapes.

    Content counts and not time, so that installing the same version again makes nothing stale.
    """
    return _digest_of_files([*_PACKAGE.rglob("*")])


@cache
def reading_digest() -> str:
    """The digest of the files of the package that can change how a page is read."""
    return _digest_of_files(
        [path for path in _PACKAGE.rglob("*") if path.relative_to(_PACKAGE).parts[0] != _SHOWN]
    )


def _digest_of_files(paths: list[Path]) -> str:
    # Python writes its cache while the package runs.
    found = [path for path in sorted(paths) if "__pycache__" not in path.parts and path.is_file()]
    parts = [f"{path.relative_to(_PACKAGE).as_posix()}\0{digest_of_file(path)}" for path in found]
    return sha256("\0".join(parts).encode()).hexdigest()
