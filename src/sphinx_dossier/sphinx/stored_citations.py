"""What bibtex knows, as Sphinx stores it: pickles of their own, taken apart when they are needed.

Sphinx loads its whole environment at every build and stores it after every edit, and most builds
ask neither for the fields of entries nor for how they are listed.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

from pybtex.database import BibliographyData

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinxcontrib.bibtex.domain import Citation


class StoredEntries(BibliographyData):  # type: ignore[misc]  # pybtex ships no types
    """Entries of .bib files; never changed once they are made."""

    _pickle = b""

    def __getattr__(self, name: str) -> Any:
        # Asked for what is not there: nothing is, until the pickle is taken apart.
        if name.startswith("__") or "entries" in self.__dict__:
            raise AttributeError(name)
        self.__dict__.update(pickle.loads(self._pickle))
        return getattr(self, name)

    def __reduce__(self) -> tuple[object, ...]:
        if not self._pickle:
            self._pickle = pickle.dumps(self.__dict__, pickle.HIGHEST_PROTOCOL)
        return _restored, (self._pickle,)


def _restored(made: bytes) -> StoredEntries:
    entries = StoredEntries.__new__(StoredEntries)
    entries._pickle = made
    return entries


def store_citations(citations: Iterable[Citation]) -> bytes:
    """A pickle of how entries are listed, without the entries themselves."""
    return pickle.dumps([one._replace(entry=None) for one in citations], pickle.HIGHEST_PROTOCOL)


def restore_citations(made: bytes, entries: Mapping[str, Any]) -> list[Citation]:
    """What was stored so, with the entries that they are of."""
    found: list[Citation] = pickle.loads(made)
    return [one._replace(entry=entries[one.formatted_entry.key]) for one in found]
