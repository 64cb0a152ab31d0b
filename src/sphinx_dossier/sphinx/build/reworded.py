"""Whether an edit changed nothing but words of prose: most edits do, and most work is spared then.

No other page, no file of data and no problem but one of prose can follow from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.core.page_facts import facts_of
from sphinx_dossier.sphinx.additions import DATA_WRITTEN, INDEX_READY, additions_of
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.page import Page
    from sphinx_dossier.core.problems import Problem


def is_reworded(pages: Sequence[tuple[Page, Page]] | None) -> bool:
    """Whether the pages that were read say what they said at the last good build, but for prose.

    They are those of :func:`pages_before_and_now`.
    """
    return pages is not None and all(facts_of(old) == facts_of(new) for old, new in pages)


def pages_before_and_now(app: Sphinx) -> list[tuple[Page, Page]] | None:
    """What each page that was read said at the last good build, and what it says now.

    ``None`` where anything but these pages has changed since then, or may have. Problems name
    lines, which an edit moves: where one is in such a page, all of them are looked for again. So
    they are, and all data are made, where the project has code of its own.
    """
    env, progress = app.env, progress_of(app.env)
    kept, read_now = progress.kept, {*progress.read_now}
    if not kept.stamp or progress.damaged or kept.apart != progress.apart:
        return None
    listeners = (app.events.listeners.get(event) for event in (INDEX_READY, DATA_WRITTEN))
    if any(listeners) or any(additions_of(env.config).functions):
        return None
    is_same = {name: time for name, time in kept.read.items() if name not in read_now} == {
        name: time for name, time in env.all_docs.items() if name not in read_now
    }
    if not is_same or any(_names_a_line(env, name, kept.problems) for name in read_now):
        return None
    pages = [_before_and_now(app, name) for name in progress.read_now]
    known = [one for one in pages if one]
    return known if len(known) == len(pages) else None


def _before_and_now(app: Sphinx, docname: str) -> tuple[Page, Page] | None:
    """A page that this builder has written, before and after it was read."""
    progress = progress_of(app.env)
    page, time = progress.before[docname]
    now = domain_of(app.env).pages.get(docname)
    if page is None or now is None or progress.kept.read.get(docname) != time:
        return None
    return page, now


def _names_a_line(env: BuildEnvironment, docname: str, problems: Iterable[Problem]) -> bool:
    """Whether a problem is in the file of a page, or in one that is a part of it, or names one."""
    files = {Path(env.doc2path(docname)).name}
    files |= {Path(path).name for path in env.dependencies.get(docname, ())}
    return any(name in one.where.path or name in one.message for one in problems for name in files)
