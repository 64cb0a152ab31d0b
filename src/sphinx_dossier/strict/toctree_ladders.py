"""Tables of contents that list the same pages again and again, and have countless ways to them.

Sphinx shows every way in the side bar of every page: of thirty pairs of pages that each list the
next pair there are a billion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.strict.refusals import log_problem
from sphinx_dossier.strict.toctree_walk import listed_pages, pages_in_order, tables_of_contents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.addnodes import toctree
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_MOST_WAYS: Final = 20
"""For each page: large manuals list some pages twice or three times."""
_AT_LEAST: Final = 1000


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Leave each page in the first table that lists it: a handler of ``write-started``.

    The environment is stored already, so that the next build counts what is written in the pages.
    """
    env = app.env
    entries, root = listed_pages(env), env.config.root_doc
    most = max(_AT_LEAST, _MOST_WAYS * len(env.tocs))
    if not _has_more_ways(entries, root, most):
        return
    tables = {docname: [*tables_of_contents(env, docname)] for docname in sorted(env.tocs)}
    table = tables[root][0] if tables.get(root) else None
    message = (
        f"there are more than {most:,} ways through the tables of contents, and one to each page "
        "is left: list each page in one table"
    )
    place = str(env.doc2path(root))
    where = shown_where(table.source if table else place, table.line if table else 1, place)
    log_problem(Problem(Code.TOO_LARGE, message, where))
    _keep_first(tables, entries, root)


def _has_more_ways(entries: Mapping[str, list[str]], root: str, most: int) -> bool:
    """Whether there are more ways down from the main page; one that leads back to itself ends."""
    waiting: list[tuple[str, ...]] = [(root,)]
    for _ in range(most):
        if not waiting:
            return False
        way = waiting.pop()
        waiting += [(*way, entry) for entry in entries.get(way[-1], ()) if entry not in way]
    return bool(waiting)


def _keep_first(
    tables: Mapping[str, list[toctree]], entries: dict[str, list[str]], root: str
) -> None:
    """Take the other entries out of the tables, which become a tree."""
    listed = {root}
    ordered = [docname for _, docname in pages_in_order(set(), None, root, entries)]
    for docname in dict.fromkeys([*ordered, *tables]):
        for table in tables.get(docname, ()):
            kept = [entry for entry in dict.fromkeys(table["includefiles"]) if entry not in listed]
            gone = {*table["includefiles"]} - {*kept}
            listed.update(kept)
            table["includefiles"] = kept
            table["entries"] = [pair for pair in table["entries"] if pair[1] not in gone]
