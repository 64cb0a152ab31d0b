"""Problems into the log, all of them at every build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.checks import check
from sphinx_dossier.sphinx.build.gc_pause import without_collecting
from sphinx_dossier.sphinx.build.redirect_pages import check_addresses
from sphinx_dossier.sphinx.build.toctree_circles import check_toctrees
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.strict.refusals import log_problem

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def on_env_before_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Drop the index of an earlier build: a handler of ``env-before-read-docs``.

    Sources and manifests may have changed though no page has.
    """
    domain_of(env).forget_index()


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Report every problem: a handler of ``env-updated``, which Sphinx never leaves out.

    ``env-check-consistency`` would not do: Sphinx skips it when no page was read.
    """
    domain = domain_of(env)
    # An earlier handler has set the problems of the last build if nothing changed since then.
    if domain.problems is None:
        with without_collecting():
            problems = {
                *check(domain.index),
                *check_addresses(app),
                *check_toctrees(env),
                *domain.outside_problems,
            }
        domain.problems = tuple(sorted(problems, key=lambda problem: problem.sort_key))
    for problem in domain.problems:
        log_problem(problem)
    return []
