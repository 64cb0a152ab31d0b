"""Problems into the log, all of them at every build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core import checks, statement_checks
from sphinx_dossier.core.identifiers import is_reserved
from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.sphinx.additions import emit_index_ready, own_problems
from sphinx_dossier.sphinx.bib_files import faults_for_bibtex
from sphinx_dossier.sphinx.build.gc_pause import without_collecting
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.build.redirect_pages import check_addresses
from sphinx_dossier.sphinx.build.toctree_circles import check_toctrees
from sphinx_dossier.sphinx.conf_values import faults_of_settings
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.read.short_names import check_names
from sphinx_dossier.sphinx.scope import is_in_use
from sphinx_dossier.sphinx.settings import covers
from sphinx_dossier.strict.refusals import log_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.index import Index


def on_env_before_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Drop the index of an earlier build: a handler of ``env-before-read-docs``.

    Sources and manifests may have changed though no page has.
    """
    domain_of(env).forget_index()


def faults_of_page_files(env: BuildEnvironment) -> Iterator[Problem]:
    """Pages that not every computer can hold: reserved names, and names that differ by case."""
    known: dict[str, str] = {}
    for docname in sorted(env.found_docs):
        path = str(env.doc2path(docname))
        twin = known.setdefault(docname.lower(), docname)
        reserved = [part for part in docname.split("/") if is_reserved(part)]
        fault = ""
        if reserved:
            fault = f"{reserved[0]!r} is the name of a device on Windows, where no file can have it"
        elif twin != docname:
            fault = f"the name differs from that of {twin!r} by its case only"
        if fault:
            message = f"{fault}: rename the page"
            yield Problem(Code.BAD_PAGE_NAME, message, shown_where(path, 1, path))


def _is_of_others(index: Index, problem: Problem) -> bool:
    """Whether a problem is of a source that no object cites, in files that serve others too."""
    path, line = problem.where
    if not (index.is_shared and path.endswith(".bib")):
        return False
    places = ((one.where, one.id) for one in index.sources.values() if one.where.path == path)
    above = [(where.line, key) for where, key in places if where.line <= line]
    return not above or max(above)[1] not in index.resting_on


def _faults_of_project(app: Sphinx) -> list[Problem]:
    """What is wrong with settings and files that a project has without any object of ours."""
    return [*faults_of_settings(app), *check_names(app.env), *faults_for_bibtex(app.env)]


def _problems_of_index(app: Sphinx) -> Iterator[Problem]:
    """What is wrong with the pages and the files beside them.

    Where only prose is new, it is asked for that, and all else is wrong that was.
    """
    domain, progress = domain_of(app.env), progress_of(app.env)
    index = domain.index
    if domain.is_reworded:
        yield from progress.kept.problems
        # The one check that reads prose.
        yield from statement_checks.check_garbled(index, progress.read_now)
        return
    yield from checks.check(index)
    yield from own_problems(app, index)
    yield from (one for one in domain.outside_problems if not _is_of_others(index, one))


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Report every problem: a handler of ``env-updated``, which Sphinx never leaves out.

    ``env-check-consistency`` would not do: Sphinx skips it when no page was read.
    """
    if not is_in_use(env):
        for problem in _faults_of_project(app):
            log_problem(problem)
        return []
    domain = domain_of(env)
    # An earlier handler has set the problems of the last build if nothing changed since then.
    if domain.problems is None:
        with without_collecting():
            problems = {*_problems_of_index(app), *check_addresses(app)}
            problems |= {*(check_toctrees(env) if covers(env.config, "prose") else ())}
        domain.problems = tuple(sorted(problems, key=lambda problem: problem.sort_key))
    # Besides those that are kept: a wrong value is read as if it were not there.
    own = {*_faults_of_project(app)}
    if covers(env.config, "prose"):
        own |= {*faults_of_page_files(env)}
    own -= {*domain.problems}
    for problem in (*sorted(own, key=lambda one: one.sort_key), *domain.problems):
        log_problem(problem)
    emit_index_ready(app, lambda: domain.index)
    return []
