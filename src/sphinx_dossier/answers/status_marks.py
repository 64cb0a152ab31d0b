"""A status of a claim, with the claims that bring it about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.page_links import Link, link
from sphinx_dossier.answers.prose_names import named_answer, names_of
from sphinx_dossier.core.lines import AGAINST, PARENTS, challenged_in_print
from sphinx_dossier.core.memo import once_each
from sphinx_dossier.core.status import Turn, standings, turning_against

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Answer

_BY_RIVALS: Final = frozenset({"disputed", "rival-figures"})
"""What rival answers bring about, where no relation does."""


class Voice(NamedTuple):
    """A claim that is named as its speakers; there are none where nobody is named.

    ``later`` is its date where that is after the as-of day; ``is_inferred`` says that no source
    prints how it came to stand where it is named.
    """

    claim: Link
    speakers: tuple[str, ...]
    later: Date | None = None
    is_inferred: bool = False


class Cause(NamedTuple):
    """A claim that brings a status about.

    Of a rival there is its ``answer``; ``about`` is the repeated claim that it turns against, where
    that is not the claim itself. ``is_inferred`` says that no source prints the relation.
    """

    claim: Voice
    answer: Answer | None = None
    about: Voice | None = None
    is_inferred: bool = False


class Mark(NamedTuple):
    """A status, and the claims that bring it about, earliest first.

    ``is_later`` says that it did not hold yet on the as-of day.
    """

    status: str
    causes: tuple[Cause, ...]
    is_later: bool = False


@once_each
def marks(index: Index, claim: str) -> tuple[Mark, ...]:
    """All statuses of the claim of that id, in order of precedence."""
    return tuple(mark(index, claim, status) for status in standings(index)[claim].marks)


def mark(index: Index, claim: str, status: str) -> Mark:
    """A status of the claim of that id."""
    causes = tuple(_all_causes(index, claim, status))
    return Mark(status, causes, _came_later(index, claim, status))


def _came_later(index: Index, claim: str, status: str) -> bool:
    """Whether a status follows only from what was said after the as-of day."""
    known = standings(index.known_on(index.day)).get(claim)
    # What is later itself says so, and its statuses are of its own day or later anyhow.
    return known is not None and status not in known.marks


def _all_causes(index: Index, claim: str, status: str) -> Iterator[Cause]:
    standing = standings(index)[claim]
    if status == "composite":
        for part in standing.parts:
            is_guess = index.is_inferred(claim, part, *PARENTS)
            yield Cause(voice(index, part), is_inferred=is_guess)
    elif status in ("corroborated", "shared"):
        yield from (Cause(voice(index, one)) for one in standing.partners)
    else:
        causes = tuple(_causes(index, claim, status))
        yield from causes
        # A relation goes before a rival: an author wrote it, and rivals only follow.
        if not causes and status in _BY_RIVALS:
            yield from _rivals(index, claim, is_number=status == "rival-figures")


def _causes(index: Index, claim: str, status: str) -> Iterator[Cause]:
    """The claims at the other end of the relations that bring a status about, each once."""
    # Who repeats a claim repeats what was said against it; who repeats a drift changed nothing.
    relations = AGAINST.get(status, ("drifted-from",))
    if status in AGAINST:
        turns = turning_against(index, claim, status)
    else:
        ends = index.related(claim, *relations) if status == "drifted" else ()
        turns = tuple(Turn(claim, end) for end in ends)
    printed, seen = challenged_in_print(index, claim), set[str]()
    for one, other in turns:
        repeats = None if one == claim else voice(index, one, is_inferred=one not in printed)
        if other not in seen:
            is_guess = index.is_inferred(one, other, *relations)
            yield Cause(voice(index, other), about=repeats, is_inferred=is_guess)
        seen.add(other)


def voice(index: Index, claim: str, *, is_inferred: bool = False) -> Voice:
    """A claim named as its speakers."""
    own = _voice(index, claim)
    return own._replace(is_inferred=True) if is_inferred else own


@once_each
def _voice(index: Index, claim: str) -> Voice:
    said = index.said.get(claim)
    later = said if index.is_later(claim) else None
    return Voice(link(index, claim), names_of(index, index.claims[claim].by), later)


def _rivals(index: Index, claim: str, *, is_number: bool) -> Iterator[Cause]:
    for rival in standings(index)[claim].rivals:
        own, answer = (index.answer(one, rival.question) for one in (claim, rival.claim))
        if own and answer and own.is_quantity == is_number:
            yield Cause(
                voice(index, rival.claim), named_answer(index, answer, index.claims[rival.claim])
            )
