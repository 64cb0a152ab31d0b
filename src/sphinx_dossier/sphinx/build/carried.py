"""Answers of the last good build that hold after an edit of names, kept beside the documents.

Not with what else is kept of a build (`kept.py`): they are only read after such an edit, and are
a tenth of the pages.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sphinx_dossier.core import checks
from sphinx_dossier.core.memo import EachWhenAsked
from sphinx_dossier.core.status import standings
from sphinx_dossier.exports import dossier_json
from sphinx_dossier.sphinx.build.output_files import write_at_once
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sphinx.application import Sphinx

    from sphinx_dossier.core.index import Index

V = TypeVar("V")
_PAGES: Final = "pages"
_STANDINGS: Final = "standings"
_LOOK_UPS: Final = "look-ups"
_OF_CLAIMS: Final = ("instants", "relations")
"""Look-ups of the index in which no name has a part, and which take long to work out."""
_UNREADABLE: Final = (
    *(EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError, KeyError),
    pickle.PickleError,
)
"""What `pickle` raises of a damaged file."""


def carry_answers(app: Sphinx) -> None:
    """Take over what the last build has worked out, where only words have changed, and it holds."""
    progress = progress_of(app.env)
    index = domain_of(app.env).index
    if domain_of(app.env).is_reworded:
        kept = _read(app)
        # Of all that holds after an edit of prose, only these are asked for.
        index.take_over(kept.get(_LOOK_UPS) or {})
        standings(index).take_over(kept.get(_STANDINGS) or {}, frozenset())
        return
    # Noted in any case: the next build may be one after a rename, whatever this one is.
    progress.answers = _of_index(index)
    if progress.changed is None:
        return
    progress.carried = _read(app)
    index.take_over(progress.carried.get(_LOOK_UPS) or {})
    for name, answers in progress.answers.items():
        answers.take_over(progress.carried.get(name) or {}, progress.changed)


def _of_index(index: Index) -> dict[str, EachWhenAsked[Any]]:
    """Answers about an index that hold as long as nothing they looked at has another name."""
    return {
        "rules": checks.broken_rules(index),
        _STANDINGS: standings(index),
        "rows": dossier_json.bare_rows(index),
    }


def carry_digests(app: Sphinx, digests: EachWhenAsked[str]) -> EachWhenAsked[str]:
    """Do the same for the digests of the pages that were not read again; gives them back."""
    progress = progress_of(app.env)
    # Each digest has what surrounds the page in it.
    is_around_same = progress.around == progress.kept.around
    besides = progress.read_now if is_around_same else digests
    return carry(app, _PAGES, digests, besides)


def carry(
    app: Sphinx, name: str, answers: EachWhenAsked[V], besides: Container[str] = ()
) -> EachWhenAsked[V]:
    """Do the same for other answers, by the name of all such; gives them back.

    ``besides`` are keys of which none is taken over.
    """
    progress = progress_of(app.env)
    if progress.changed is not None:
        known = progress.carried.get(name) or {}
        kept = {key: one for key, one in known.items() if key not in besides}
        answers.take_over(kept, progress.changed)
    progress.answers[name] = answers
    return answers


def values_before(app: Sphinx, name: str) -> dict[str, Any] | None:
    """The answers of the last build that may not hold any more, by their keys.

    ``None`` where that cannot be said: more has changed than names, or not all were kept.
    """
    progress = progress_of(app.env)
    known = progress.carried.get(name)
    if known is None or progress.changed is None or known.keys() != {*progress.answers[name]}:
        return None
    return {
        key: value
        for key, (value, looked_at) in known.items()
        if not progress.changed.isdisjoint(looked_at)
    }


def keep_answers(app: Sphinx) -> str:
    """Keep what this build has worked out, under a name that is given back."""
    progress = progress_of(app.env)
    index = domain_of(app.env).index
    # Each by itself: few of them are asked for after an edit.
    tables = {name: _stored(answers.known) for name, answers in progress.answers.items()}
    tables[_LOOK_UPS] = _stored(index.worked_out(_OF_CLAIMS))
    write_at_once(_file(app), _stored((progress.stamp, tables)))
    return progress.stamp


def _stored(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _read(app: Sphinx) -> Mapping[str, dict[Any, Any] | None]:
    """What was kept; nothing, or ``None``, where it cannot be read, or is of another build."""
    try:
        kept = _loaded(_file(app).read_bytes())
    except OSError:
        return {}
    match kept:
        # Two builds may share the folder of documents, and not the one of the output.
        case (name, dict() as tables) if name == progress_of(app.env).kept.carried:
            return EachWhenAsked(tables, lambda table: _loaded(tables[table]))
    return {}


def _loaded(content: bytes) -> Any:
    """What was stored; ``None`` where it cannot be read."""
    try:
        return pickle.loads(content)
    except _UNREADABLE:
        return None


def _file(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"dossier-{app.builder.name}.pickle")
