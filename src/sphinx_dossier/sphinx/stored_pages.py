"""The pages as Sphinx stores them: each as a pickle of its own.

Sphinx stores its whole environment after each edit. So only pages that were read again are pickled
again, and not the other thousands.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.core.page import Page


class StoredPages(dict[str, "Page"]):
    """What each page says, by docname, with the pickles that they were last stored as."""

    def __init__(self) -> None:
        super().__init__()
        self._pickles: dict[str, tuple[Page, bytes]] = {}

    def forget_pickles(self) -> None:
        """Let the pickles go, which are stored: the next time, all pages are pickled again."""
        self._pickles = {}

    def __reduce__(self) -> tuple[object, ...]:
        # A page is never changed, only replaced: while it is the same one, so is its pickle.
        kept = self._pickles
        self._pickles = {
            name: kept[name] if name in kept and kept[name][0] is page else (page, _pickle(page))
            for name, page in self.items()
        }
        return _restored, ({name: made for name, (_, made) in self._pickles.items()},)


def _pickle(page: Page) -> bytes:
    return pickle.dumps(page, pickle.HIGHEST_PROTOCOL)


def _restored(pickles: Mapping[str, bytes]) -> StoredPages:
    pages = StoredPages()
    for name, made in pickles.items():
        pages[name] = page = pickle.loads(made)
        pages._pickles[name] = page, made
    return pages
