"""Mends what Sphinx itself does not bring up to date, so that any build equals a fresh one.

Each handler names what Sphinx 9.0 keeps of a former state. A fresh build stays as it is.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.html._build_info import BuildInfo
from sphinx.util.index_entries import split_index_msg

from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.search import IndexBuilder

    from sphinx_dossier.sphinx.domain import DossierDomain


def on_builder_inited(app: Sphinx) -> None:
    """Remove a record of settings that cannot be read: a handler of ``builder-inited``.

    Of an empty one Sphinx ends with a traceback, without one it goes on.
    """
    path = Path(app.outdir, ".buildinfo")
    try:
        BuildInfo.load(path)
    except OSError:
        return
    except (ValueError, IndexError):
        path.unlink()


def on_env_get_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Forget all numbers of sections before Sphinx gives them again: an early ``env-get-updated``.

    Sphinx gives numbers to the sections below numbered tables of contents, and takes none away
    from those that are below one no longer. Where such tables lie within each other, it takes them
    as they come out of a set, in another order in each process.
    """
    if progress_of(env).is_idle:
        return []
    env.numbered_toctrees = _FromTheMainPage(env.numbered_toctrees, env.config.root_doc)
    for title in env.titles.values():
        title.attributes.pop("secnumber", None)
    for contents in env.tocs.values():
        for reference in contents.findall(nodes.reference):
            reference.attributes.pop("secnumber", None)
    return []


class _FromTheMainPage(set[str]):
    """Docnames, of which the main page comes first and the others in their order."""

    def __init__(self, docnames: Iterable[str], root: str) -> None:
        super().__init__(docnames)
        self._root = root

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__(), key=lambda name: (name != self._root, name)))


def on_env_numbered(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Store a plain set of numbered tables again: a late handler of ``env-get-updated``."""
    env.numbered_toctrees = {*env.numbered_toctrees}
    return []


def on_html_collect_pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Settle the index of Sphinx's own search: a handler of ``html-collect-pages``.

    It comes between the last page and the writing of the index. Sphinx reads the index of the last
    build for the pages that it does not write again: without the entries of the general index,
    with the words that are on no page any more, and with the types of former objects.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return []
    _lead_to_objects(domain_of(app.env), indexer)
    if not progress_of(app.env).is_idle:
        for words in (indexer._mapping, indexer._title_mapping):
            for word in [
                word for word, pages in words.items() if not pages & app.env.all_docs.keys()
            ]:
                del words[word]
        indexer._objtypes.clear()
        indexer._objnames.clear()
        _set_index_entries(app.env, indexer)
    return []


def _lead_to_objects(domain: DossierDomain, indexer: IndexBuilder) -> None:
    """Have the index name the anchors of our objects.

    Sphinx leaves out an anchor that is the name of its object, and its script then takes for it
    what readers see of the object (sphinx-doc/sphinx#10380); some themes warn of that.
    """
    of_sphinx = indexer.get_objects

    def get_objects(pages: dict[str, int]) -> dict[str, list[tuple[int, int, int, str, str]]]:
        domain.is_asked_by_search = True
        try:
            return of_sphinx(pages)
        finally:
            domain.is_asked_by_search = False

    indexer.get_objects = get_objects  # type: ignore[assignment,method-assign]


def _set_index_entries(env: BuildEnvironment, indexer: IndexBuilder) -> None:
    """Take the entries of the general index from where each page has left them when read."""
    entries = env.domains.index_domain.entries
    indexer._index_entries = {
        docname: sorted(set(_words_of_entries(entries.get(docname, ()))))
        for docname in sorted(indexer._titles)
    }


def _words_of_entries(entries: Any) -> Iterator[tuple[str, str, str]]:
    """What the search shows of entries, as Sphinx's ``IndexBuilder.feed`` has it."""
    for kind, value, target, main, _ in entries:
        # The index itself has warned of what is wrong with an entry.
        with suppress(ValueError):
            parts = split_index_msg(kind, value)
            if kind in {"see", "seealso"}:
                yield parts[0], target or "", main
            yield from ((part, target or "", main) for part in parts)
