"""Modules of this package that are loaded when something of them is first asked for.

A build without a change needs a third of the package, and loading all of it was a fifth of such a
build. So ``from sphinx_dossier.exports import bundle`` loads nothing until ``bundle.data_files`` is
asked for; ``from sphinx_dossier.exports.bundle import data_files`` loads it at once. What is needed
only where pages are read or written is imported in the first way.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder
from importlib.util import LazyLoader
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

_PACKAGE = f"{__name__.partition('.')[0]}."


class _Finder(MetaPathFinder):
    """Finds the modules of this package where they are, and has Python load them later."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        # What others wrote may do things when it is loaded, and count on when that is.
        if not fullname.startswith(_PACKAGE):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec


def begin() -> None:
    """Load modules later from now on, in this process; those that are loaded stay so."""
    # Tests, and `dossier live`, set up many builds in one process.
    if not any(isinstance(one, _Finder) for one in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
