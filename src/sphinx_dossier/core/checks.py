"""The rules of a dossier: each check is a generator of problems over an index.

A check is named ``check_x`` and its docstring shows what is bad and what is good. Those of ids are
in ``id_checks.py``, of retired pages in ``retired_pages.py``, of citations and sources in
``source_checks.py``, of what is said in ``statement_checks.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.id_checks import (
    check_arguments,
    check_corrections,
    check_ids,
    check_links,
    check_orphans,
    check_references,
    check_tombstones,
)
from sphinx_dossier.core.retired_pages import check_pages
from sphinx_dossier.core.source_checks import (
    check_citations,
    check_coverage,
    check_dates,
    check_quotes,
    check_sources,
)
from sphinx_dossier.core.statement_checks import (
    check_chains,
    check_cycles,
    check_denials,
    check_garbled,
    check_places,
    check_series,
    check_units,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.problems import Problem

CHECKS: Final[tuple[Callable[[Index], Iterator[Problem]], ...]] = (
    check_ids,
    check_links,
    check_references,
    check_tombstones,
    check_pages,
    check_corrections,
    check_arguments,
    check_orphans,
    check_citations,
    check_quotes,
    check_dates,
    check_coverage,
    check_sources,
    check_units,
    check_cycles,
    check_places,
    check_denials,
    check_series,
    check_chains,
    check_garbled,
)
"""All checks; their order does not matter, because problems are sorted."""


def check(index: Index) -> list[Problem]:
    """All problems, each once, by file and line.

    They are those noted while pages were read, and those that only all pages together show.
    """
    problems = {problem for page in index.pages.values() for problem in page.problems}
    for rule in CHECKS:
        problems.update(rule(index))
    return sorted(problems, key=lambda problem: problem.sort_key)
