"""Pages are stored each for itself, and made into a pickle again only when they were read again."""

from __future__ import annotations

import pickle
from copy import deepcopy
from typing import TYPE_CHECKING

from sphinx_dossier.core.page import Page
from sphinx_dossier.sphinx import stored_pages
from sphinx_dossier.sphinx.stored_pages import StoredPages

if TYPE_CHECKING:
    import pytest


def _pages(*names: str) -> StoredPages:
    pages = StoredPages()
    pages.update({name: Page(name, f"About {name}") for name in names})
    return pages


def _stored(pages: StoredPages) -> StoredPages:
    restored: StoredPages = pickle.loads(pickle.dumps(pages))
    return restored


def test_what_is_stored_comes_back() -> None:
    """In the same order, as often as it is stored; without what was removed in between."""
    pages = _stored(_pages("b", "a", "c"))
    assert ["b", "a", "c"] == [*pages]
    assert Page("a", "About a") == pages["a"]
    del pages["a"]
    pages["d"] = Page("d")
    assert ["b", "c", "d"] == [*_stored(_stored(pages))]
    assert {} == _stored(StoredPages()) == deepcopy(StoredPages())


def test_only_other_pages_are_made_into_pickles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where another page took the place of one, even an equal one."""
    pages = _stored(_pages("a", "b", "c"))
    pages["b"] = Page("b", "Other words")
    pages["c"] = Page("c", "About c")
    made = []
    monkeypatch.setattr(
        stored_pages, "_pickle", lambda page: made.append(page.docname) or pickle.dumps(page)
    )
    assert "Other words" == _stored(pages)["b"].title
    assert ["b", "c"] == made
    _stored(pages)
    assert ["b", "c"] == made


def test_forgotten_pickles_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is stored then is the same."""
    pages = _stored(_pages("a", "b"))
    pages.forget_pickles()
    made = []
    monkeypatch.setattr(
        stored_pages, "_pickle", lambda page: made.append(page.docname) or pickle.dumps(page)
    )
    assert pages == _stored(pages)
    assert ["a", "b"] == made
