"""Answers of the last good build that hold after an edit of names, kept beside the documents.

Not with what else is kept of a build (`kept.py`): they are only read after such an edit, and are
a tenth of the pages.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar
from zipfile import BadZipFile, ZipFile, ZipInfo

from sphinx_dossier.core import checks
from sphinx_dossier.core.memo import EachWhenAsked
from sphinx_dossier.core.status import standings
from sphinx_dossier.exports import dossier_json
from sphinx_dossier.sphinx.build.output_files import written_at_once
from sphinx_dossier.sphinx.build.progress import progress_of
from sphinx_dossier.sphinx.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index

V = TypeVar("V")
_Tables: TypeAlias = "Mapping[str, dict[Any, Any] | None]"
_PAGES: Final = "pages"
_STANDINGS: Final = "standings"
_LASTING: Final = "lasting"
_UNREADABLE: Final = (
    *(EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError, KeyError),
    *(OSError, NotImplementedError, RuntimeError, BadZipFile, struct.error, zlib.error),
    pickle.PickleError,
)
"""What `zipfile` and `pickle` raise of a file that is damaged, or is not there."""


def carry_answers(app: Sphinx) -> None:
    """Take over what the last build has worked out, where only words have changed, and it holds."""
    progress = progress_of(app.env)
    index = domain_of(app.env).index
    if domain_of(app.env).is_reworded:
        kept = _read(app)
        # Of all that holds after an edit of prose, only these are asked for.
        _take_over_lasting(index, kept)
        standings(index).take_over(kept.get(_STANDINGS) or {}, frozenset())
        return
    # Noted in any case: the next build may be one after a rename, whatever this one is.
    progress.answers = _of_index(index)
    if progress.changed is None:
        return
    progress.carried = _read(app)
    _take_over_lasting(index, progress.carried)
    for name, answers in progress.answers.items():
        answers.take_over(progress.carried.get(name) or {}, progress.changed)


def _take_over_lasting(index: Index, kept: _Tables) -> None:
    """Take over what no name has a part in; each is taken apart when it is asked for."""
    by_day: dict[Date | None, dict[str, bytes]] = kept.get(_LASTING) or {}
    index.take_over({day: _loaded_when_asked(of_day) for day, of_day in by_day.items()})


def _lasting_of(index: Index, kept: _Tables) -> dict[Date | None, dict[str, bytes]]:
    """The same of this build, stored; what was taken over is as it was, asked for or not."""
    before: dict[Date | None, dict[str, bytes]] = kept.get(_LASTING) or {}
    now = {
        day: {name: _stored(one) for name, one in known.items() if name not in before.get(day, {})}
        for day, known in index.lasting_by_day().items()
    }
    return {day: {**before.get(day, {}), **now.get(day, {})} for day in {**before, **now}}


def _loaded_when_asked(stored: Mapping[str, bytes]) -> Mapping[str, Any]:
    return EachWhenAsked(stored, lambda name: _loaded(stored[name]))


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
    # Each by itself: few of them are asked for after an edit, and all together are large.
    with written_at_once(_file(app)) as path, ZipFile(path, "w") as kept:
        kept.comment = progress.stamp.encode()
        for name, content in _tables(app):
            kept.writestr(ZipInfo(name), content)
    return progress.stamp


def _tables(app: Sphinx) -> Iterator[tuple[str, bytes]]:
    progress = progress_of(app.env)
    for name, answers in progress.answers.items():
        is_same = progress.carried.get(name) == answers.known
        yield name, _content(_file(app), name) if is_same else _stored(answers.known)
    yield _LASTING, _stored(_lasting_of(domain_of(app.env).index, progress.carried))


def _stored(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _read(app: Sphinx) -> _Tables:
    """What was kept; nothing, or ``None``, where it cannot be read, or is of another build."""
    path = _file(app)
    try:
        with ZipFile(path) as kept:
            names, stamp = kept.namelist(), kept.comment.decode()
    except _UNREADABLE:
        return {}
    # Two builds may share the folder of documents, and not the one of the output.
    is_ours = stamp == progress_of(app.env).kept.carried
    return EachWhenAsked(names, lambda name: _loaded(_content(path, name))) if is_ours else {}


def _content(path: Path, name: str) -> bytes:
    try:
        with ZipFile(path) as kept:
            return kept.read(name)
    except _UNREADABLE:
        return b""


def _loaded(content: bytes) -> Any:
    """What was stored; ``None`` where it cannot be read."""
    try:
        return pickle.loads(content)
    except _UNREADABLE:
        return None


def _file(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"dossier-{app.builder.name}.zip")
