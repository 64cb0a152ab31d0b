"""Lets the documents of pages go once they are stored, until they are written.

Sphinx keeps in memory each document that it has read, to save its reading from the store. Where
many pages are read, these take a third of what the build holds, and each full collection of
garbage visits them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.stored_pages import StoredPages

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_KEPT: Final = 20
"""So many documents stay: after an edit of a few pages none has to be read from the store."""


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Let go what has been read before: a handler of ``source-read``.

    All of it is stored by then. No document goes on a site that has nothing of ours.
    """
    waiting = getattr(app.env, "_write_doc_doctree_cache", {})
    if len(waiting) >= _KEPT and domain_of(app.env).has_read_objects:
        waiting.clear()


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Let go what pages were stored as: ``write-started``, when the environment is stored.

    After an edit of a few pages it stays, for whoever builds once more in this process.
    """
    env, progress = app.env, progress_of(app.env)
    pages = domain_of(env).pages
    if isinstance(pages, StoredPages) and len(progress.stale) > len(pages) / 2:
        pages.forget_pickles()


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let go the stored form of a page that is being written: ``doctree-resolved``."""
    getattr(app.env, "_pickled_doctree_cache", {}).pop(docname, None)
