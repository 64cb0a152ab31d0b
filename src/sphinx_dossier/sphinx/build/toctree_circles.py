"""Tables of contents that run in a circle: reported, and cut where they would never end.

Sphinx follows them from the main page down without looking back, until Python gives up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.circles import components
from sphinx_dossier.core.locations import SourceText, shown_where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.sphinx.settings import covers
from sphinx_dossier.strict.toctree_walk import listed_pages, tables_of_contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.model import Where

_FAR: Final = 10**4
"""A reach for the longest table of contents."""


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Leave out the entries that close a circle: an early handler of ``env-updated``.

    All entries are taken again from where reading has left them, because one that was left out
    closes no circle any more when the other page is edited.
    """
    if not covers(env.config, "prose"):
        return []
    written = listed_pages(env)
    cut = _closing(written, env.config.root_doc)
    env.toctree_includes = {
        docname: [entry for entry in entries if (docname, entry) not in cut]
        for docname, entries in written.items()
    }
    return []


def check_toctrees(env: BuildEnvironment) -> Iterator[Problem]:
    """Bad: a page that stands, through others, in its own table of contents. Good: a tree."""
    for docname, entry in sorted(_closing(listed_pages(env), env.config.root_doc)):
        message = (
            f"the page {entry!r} stands in its own table of contents, through {docname!r}: take it "
            "out of one of the two"
        )
        yield Problem(Code.TOCTREE_CIRCLE, message, _place(env, docname, entry))


def _place(env: BuildEnvironment, docname: str, entry: str) -> Where:
    """The line of an entry."""
    node = next(node for node in tables_of_contents(env, docname) if entry in node["includefiles"])
    where = shown_where(node.source, node.line, str(env.doc2path(docname)))
    # It is written from the folder of the page, from the top, or behind a title.
    ending = re.compile(rf"(^|[/<\s]){re.escape(entry.rpartition('/')[2])}(\.\w+)?>?\s*$")
    return where._replace(line=SourceText().nearest(where.path, where.line, ending.search, _FAR))


def _closing(written: dict[str, list[str]], root: str) -> set[tuple[str, str]]:
    """The entries, each with the page that it is on, without which there is no circle."""
    edges = {
        docname: [one for one in entries if one in written] for docname, entries in written.items()
    }
    circles = [{*one} for one in components(edges) if len(one) > 1 or one[0] in edges[one[0]]]
    if not circles:
        return set()
    place = _places_from(edges, root)
    return {
        (docname, entry)
        for circle in circles
        for docname in circle
        for entry in edges[docname]
        # What leads back, or to itself, closes a circle; what leads on closes none.
        if entry in circle and place[entry] <= place[docname]
    }


def _places_from(edges: dict[str, list[str]], root: str) -> dict[str, int]:
    """The place of each page, as a reader meets them who goes down from the main page."""
    place: dict[str, int] = {}
    # Taken from its end: first the main page, at last those to which no other page leads.
    waiting = [*sorted(edges, reverse=True), *([root] if root in edges else [])]
    while waiting:
        docname = waiting.pop()
        if docname not in place:
            place[docname] = len(place)
            waiting += reversed(edges[docname])
    return place
