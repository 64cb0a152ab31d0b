"""Answers of the last good build that hold after an edit of names, kept beside the documents.

Not with what else is kept of a build (`kept.py`): they are only read after such an edit, and are
a tenth of the pages.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx_dossier.core.checks import broken_rules
from sphinx_dossier.core.status import standings
from sphinx_dossier.exports.dossier_json import bare_rows
from sphinx_dossier.sphinx.build.output_files import write_at_once
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.memo import EachWhenAsked, Known

_PAGES: Final = "pages"
_OF_INDEX: Final[dict[str, Callable[[Index], EachWhenAsked[Any]]]] = {
    "rules": broken_rules,
    "standings": standings,
    "rows": bare_rows,
}
"""Answers about an index that hold as long as nothing that they looked at has another name."""
_UNREADABLE: Final = (
    *(OSError, EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError, KeyError),
    pickle.PickleError,
)
"""What `pickle` raises of a damaged file."""


def carry_answers(app: Sphinx) -> None:
    """Take over what the last build has worked out, where only names have changed, and it holds."""
    progress = progress_of(app.env)
    index = domain_of(app.env).index
    # Noted in any case: the next build may be one after a rename, whatever this one is.
    progress.answers = {name: work(index) for name, work in _OF_INDEX.items()}
    if progress.changed is None:
        return
    progress.carried = _read(app)
    for name, answers in progress.answers.items():
        answers.take_over(progress.carried.get(name, {}), progress.changed)


def carry_digests(app: Sphinx, digests: EachWhenAsked[str]) -> None:
    """Do the same for the digests of the pages that were not read again."""
    progress = progress_of(app.env)
    # Each digest has what surrounds the page in it.
    if progress.changed is not None and progress.around == progress.kept.around:
        known = {
            name: one
            for name, one in progress.carried.get(_PAGES, {}).items()
            if name not in progress.read_now
        }
        digests.take_over(known, progress.changed)
    progress.answers[_PAGES] = digests


def keep_answers(app: Sphinx) -> str:
    """Keep what this build has worked out, under a name that is given back."""
    progress = progress_of(app.env)
    tables = {name: answers.known for name, answers in progress.answers.items()}
    write_at_once(_file(app), pickle.dumps((progress.stamp, tables), pickle.HIGHEST_PROTOCOL))
    return progress.stamp


def _read(app: Sphinx) -> dict[str, Known[Any]]:
    """What was kept; nothing where it cannot be read, or is of another build."""
    try:
        name, tables = pickle.loads(_file(app).read_bytes())
    except _UNREADABLE:
        return {}
    # Two builds may share the folder of documents, and not the one of the output.
    return tables if name == progress_of(app.env).kept.carried else {}


def _file(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"dossier-{app.builder.name}.pickle")
