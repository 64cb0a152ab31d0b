"""A status of a claim, with the claims that bring it about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.page_links import Link, link
from sphinx_dossier.answers.prose_names import named_answer
from sphinx_dossier.core.as_of import is_later
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Answer

_CAUSED_BY: Final = {
    "drifted": ("drifted-from",),
    "conceded": ("conceded-by",),
    "denied": ("denied-by",),
    "disputed": ("disputed-by",),
    "updated": ("updated-by", "corrected-by"),
}
"""The relations at whose other ends the claims are that bring a status about."""
_BY_RIVALS: Final = frozenset({"disputed", "rival-figures"})
"""What rival answers bring about, where no relation does."""


class Cause(NamedTuple):
    """A claim that brings a status about, named as its speaker; of a rival, what it answers.

    ``later`` is its date where that is after the as-of day.
    """

    claim: Link
    answer: Answer | None
    later: Date | None = None


class Mark(NamedTuple):
    """A status, and the claims that bring it about, earliest first.

    ``is_later`` says that it did not hold yet on the as-of day.
    """

    status: str
    causes: tuple[Cause, ...]
    is_later: bool = False


def mark(index: Index, claim: str, status: str) -> Mark:
    """A status of the claim of that id."""
    others = index.related(claim, *_CAUSED_BY.get(status, ()))
    later = _came_later(index, claim, status)
    # A relation goes before a rival: an author wrote it, and rivals only follow.
    if others:
        return Mark(status, tuple(_cause(index, other, None) for other in others), later)
    rivals = standings(index)[claim].rivals if status in _BY_RIVALS else ()
    return Mark(status, tuple(_rival(index, rival) for rival in rivals), later)


def _came_later(index: Index, claim: str, status: str) -> bool:
    """Whether a status follows only from what was said after the as-of day."""
    known = standings(index.known_on(index.day)).get(claim)
    # What is later itself says so, and its statuses are of its own day or later anyhow.
    return known is not None and status not in known.marks


def _cause(index: Index, claim: str, answer: Answer | None) -> Cause:
    said = index.claims[claim].said
    later = said if is_later(said, index.day) else None
    return Cause(_by_speaker(index, claim), answer, later)


def _by_speaker(index: Index, claim: str) -> Link:
    speaker = index.claims[claim].by
    return link(index, claim, index.titles.get(speaker, speaker))


def _rival(index: Index, claim: str) -> Cause:
    answer = index.claims[claim].answers
    return _cause(index, claim, named_answer(index, answer) if answer else None)
