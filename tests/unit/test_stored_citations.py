"""What bibtex knows is stored as pickles of their own, and taken apart when it is needed."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from pybtex.database import BibliographyData, Entry
from pybtex.richtext import Text
from pybtex.style import FormattedEntry
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import Citation

from sphinx_dossier.sphinx import stored_citations
from sphinx_dossier.sphinx.stored_citations import (
    StoredEntries,
    restore_citations,
    store_citations,
)

if TYPE_CHECKING:
    import pytest


def entries() -> StoredEntries:
    """Two entries, in an order that is not that of their keys."""
    return StoredEntries({key: Entry("misc", {"title": f"On {key}"}) for key in ("wire", "Ship")})


def test_entries_are_as_they_were():
    """After a build and another one, for who asks as bibtex does."""
    made = entries()
    for _ in range(2):
        made = pickle.loads(pickle.dumps(made))
    assert ["wire", "Ship"] == [*made.entries]
    assert "On Ship" == made.entries["ship"].fields["title"]
    assert BibliographyData(entries().entries) == made
    assert made.preamble_list == []


def test_entries_that_nobody_asks_for_stay_a_pickle(monkeypatch: pytest.MonkeyPatch):
    """They are stored again as they came, and what they do not have, they do not have."""
    stored = pickle.dumps(entries())
    loads: list[bytes] = []

    class Noting:
        HIGHEST_PROTOCOL, dumps = pickle.HIGHEST_PROTOCOL, pickle.dumps

        @staticmethod
        def loads(made: bytes) -> object:
            loads.append(made)
            return pickle.loads(made)

    monkeypatch.setattr(stored_citations, "pickle", Noting)
    made = pickle.loads(stored)
    assert stored == pickle.dumps(made)
    assert not loads
    assert not hasattr(made, "pages")
    assert ["wire", "Ship"] == [*made.entries]
    assert 1 == len(loads)


def test_lists_are_stored_without_their_entries():
    """And have those that are known when they are asked for, under the key of a prefix too."""
    known = entries().entries
    listed = [
        Citation(
            f"id-{key}", BibliographyKey("sources", "list"), f"a-{key}", entry,
            FormattedEntry(key, Text(key), f"[{key}]"), None,
        )
        for key, entry in known.items()
    ]  # fmt: skip
    stored = store_citations(listed)
    assert b"On Ship" not in stored
    restored = restore_citations(stored, known)
    assert [one.entry for one in listed] == [one.entry for one in restored]
    assert all(one.entry is known[one.entry.key] for one in restored)
    assert ["a-wire", "a-Ship"] == [one.key for one in restored]
    assert [str(one.formatted_entry.text) for one in listed] == ["wire", "Ship"]
