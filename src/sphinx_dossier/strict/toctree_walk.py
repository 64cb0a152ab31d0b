"""Tables of contents that lead round in a circle: Sphinx would follow them without end.

And each page that several of them list, it would follow with all that is below it, once for each
way to it: thirty pairs of pages that list the next pair have a billion ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import environment
from sphinx.addnodes import toctree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_NAME = "_traverse_toctree"
_original = vars(environment)[_NAME]


def tables_of_contents(env: BuildEnvironment, docname: str) -> Iterator[toctree]:
    """The tables of contents of a page, as it was read."""
    return env.tocs[docname].findall(toctree)


def listed_pages(env: BuildEnvironment) -> dict[str, list[str]]:
    """The pages in the tables of contents of each page that has any, as it was read."""
    tables = {docname: [*tables_of_contents(env, docname)] for docname in sorted(env.tocs)}
    return {
        docname: [entry for table in found for entry in table["includefiles"]]
        for docname, found in tables.items()
        if found
    }


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Let Sphinx go through each page once: a handler of ``config-inited``."""
    vars(environment)[_NAME] = pages_in_order


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    """Give Sphinx its own way back: a handler of ``build-finished``."""
    vars(environment)[_NAME] = _original


def pages_in_order(
    traversed: set[str], parent: str | None, docname: str, toctree_includes: dict[str, list[str]]
) -> Iterator[tuple[str | None, str]]:
    """Each page below ``docname`` with the first that lists it, in the order of the tables.

    The same as Sphinx gives where there is no circle; ``traversed`` takes the pages that were met.
    """
    waiting: list[tuple[str | None, str]] = [(parent, docname)]
    while waiting:
        above, page = waiting.pop()
        if page in traversed:
            continue
        traversed.add(page)
        yield above, page
        below: list[Any] = toctree_includes.get(page, [])
        # The last is taken first: turned round, they come in the order of the table.
        waiting += [(page, child) for child in reversed(below) if child not in traversed]
