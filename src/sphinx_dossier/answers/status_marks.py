"""A status of a claim, with the claims that bring it about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.page_links import Link, link
from sphinx_dossier.answers.prose_names import named_answer
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
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
    """A claim that brings a status about, named as its speaker; of a rival, what it answers."""

    claim: Link
    answer: Answer | None


class Mark(NamedTuple):
    """A status, and the claims that bring it about, earliest first."""

    status: str
    causes: tuple[Cause, ...]


def mark(index: Index, claim: str, status: str) -> Mark:
    """A status of the claim of that id."""
    others = index.related(claim, *_CAUSED_BY.get(status, ()))
    if others:
        return Mark(status, tuple(Cause(_by_speaker(index, other), None) for other in others))
    rivals = standings(index)[claim].rivals if status in _BY_RIVALS else ()
    return Mark(status, tuple(_rival(index, rival) for rival in rivals))


def _by_speaker(index: Index, claim: str) -> Link:
    speaker = index.claims[claim].by
    return link(index, claim, index.titles.get(speaker, speaker))


def _rival(index: Index, claim: str) -> Cause:
    answer = index.claims[claim].answers
    return Cause(_by_speaker(index, claim), named_answer(index, answer) if answer else None)
