"""The rules of a dossier: each check is a generator of problems over an index.

A check is named ``check_x`` and its docstring shows what is bad and what is good. Those of ids are
in ``id_checks.py``, of retired pages in ``retired_pages.py``, of citations and sources in
``source_checks.py``, of what is said in ``statement_checks.py``, of when in ``time_checks.py``, of
relations in ``relation_checks.py``, of figures in ``figure_checks.py``, of what readers ask in
``reader_checks.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.figure_checks import FIGURE_CHECKS
from sphinx_dossier.core.id_checks import ID_CHECKS, check_links
from sphinx_dossier.core.meant_objects import explained
from sphinx_dossier.core.memo import EachWhenAsked, once
from sphinx_dossier.core.noted_reads import ALL, note, unnoted
from sphinx_dossier.core.reader_checks import READER_CHECKS
from sphinx_dossier.core.relation_checks import RELATION_CHECKS
from sphinx_dossier.core.retired_pages import check_pages
from sphinx_dossier.core.source_checks import SOURCE_CHECKS
from sphinx_dossier.core.statement_checks import STATEMENT_CHECKS, check_cycles
from sphinx_dossier.core.time_checks import TIME_CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.problems import Problem

CHECKS: Final[tuple[Callable[[Index], Iterator[Problem]], ...]] = (
    *ID_CHECKS,
    check_pages,
    *SOURCE_CHECKS,
    *STATEMENT_CHECKS,
    *TIME_CHECKS,
    *RELATION_CHECKS,
    *FIGURE_CHECKS,
    *READER_CHECKS,
)
"""All checks; their order does not matter, because problems are sorted."""
_OF_IDS: Final = (check_links, check_cycles)
"""Where these find nothing, they find nothing whatever things are called."""


def check(index: Index) -> list[Problem]:
    """All problems, each once, by file and line.

    They are those noted while pages were read, and those that only all pages together show.
    """
    # A set, because a file that two pages include gives each of its problems twice.
    noted = {problem for page in index.pages.values() for problem in page.problems}
    # What is wrong with another dossier is for those to mend who write it.
    abroad = {site.address for site in index.sites.values()}
    # Sorted, because only so many are explained.
    problems = {explained(index, one) for one in sorted(noted, key=lambda one: one.sort_key)}
    for found in broken_rules(index).values():
        problems.update(one for one in found if one.where.path not in abroad)
    return sorted(problems, key=lambda problem: problem.sort_key)


@once
def broken_rules(index: Index) -> EachWhenAsked[tuple[Problem, ...]]:
    """Name of a check -> what it finds."""
    rules = {rule.__name__: rule for rule in CHECKS}

    def found(name: str) -> tuple[Problem, ...]:
        rule = rules[name]
        problems = unnoted(lambda: (*rule(index),)) if rule in _OF_IDS else (*rule(index),)
        # What is wrong is said with lines, and with names that were tried for what was meant.
        note((ALL,) if problems else ())
        return problems

    return EachWhenAsked(rules, found)
