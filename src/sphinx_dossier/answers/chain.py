"""The way of a claim, from its first speakers to its last forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.claim_rows import ClaimLine, Row, Way, claim_line, row, rows, way
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.core.anchors import chain_anchor
from sphinx_dossier.core.lines import PARENTS
from sphinx_dossier.core.memo import once_each
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index


_LATER: Final = ("repeated-by", "drifted-to")
_AGAINST: Final = ("denied-by", "disputed-by", "corrected-by")


class Hop(NamedTuple):
    """A step of a claim's way: who, in what, and what changed since the step before.

    ``is_inferred`` says that no source prints the relation to the step before; ``depth`` counts the
    steps from its root; ``joins`` are later forms that also grew out of it
    and are elsewhere on the way. ``guesses`` are the ids of the denials and joins that no source
    relates to it.
    """

    row: Row
    way: Way
    drift: str
    is_inferred: bool
    depth: int
    is_asked: bool
    denials: tuple[Row, ...]
    joins: tuple[ClaimLine, ...]
    guesses: tuple[str, ...] = ()


class Chain(NamedTuple):
    """The steps of a claim's way; none where there is no such claim.

    ``anchor`` is where links to it lead, "" where the page draws it once more.
    """

    hops: tuple[Hop, ...]
    anchor: str = ""


def chain(index: Index, identifier: str) -> Chain:
    """The way of a claim: from its roots over all that repeats or bends it, to its last forms."""
    if identifier not in index.claims:
        return Chain(())
    places: dict[str, tuple[str, int]] = {}
    # A stack, and not calls of itself: a way may be longer than Python nests calls. What is put
    # on it last comes off first, so the earliest form has to be put on it last.
    waiting = [(root, "", 0) for root in reversed(standings(index)[identifier].roots)]
    while waiting:
        claim, before, depth = waiting.pop()
        # A form that grew out of two, or a circle, is shown where it is met first.
        if claim not in places:
            places[claim] = (before, depth)
            later = reversed(_later_forms(index, claim))
            waiting += [(form, claim, depth + 1) for form in later]
    return Chain(tuple(_hop(index, claim, places, claim == identifier) for claim in places))


class Travel(NamedTuple):
    """A way that is drawn on a page: a link to it, how many steps, and how often it changed."""

    picture: Link
    steps: int
    changes: int


def travels(index: Index, drawn: Iterable[tuple[str, str]]) -> tuple[Travel, ...]:
    """Links to ways that pages show: each by the page, and the claim whose way it is."""
    found = [(page, claim, chain_of(index, claim).hops) for page, claim in drawn]
    return tuple(
        Travel(
            Link(index.titles[claim], page, chain_anchor(claim), ""),
            len(hops),
            sum(bool(hop.drift) for hop in hops),
        )
        for page, claim, hops in found
    )


@once_each
def chain_of(index: Index, identifier: str) -> Chain:
    """The same as :func:`chain`, worked out once: many questions ask for it."""
    return chain(index, identifier)


def _later_forms(index: Index, claim: str) -> tuple[str, ...]:
    return index.by_date(index.related(claim, *_LATER))


def _hop(index: Index, claim: str, places: dict[str, tuple[str, int]], is_asked: bool) -> Hop:
    denials = index.related(claim, *_AGAINST)
    # The walk has met every later form, so each has a place; what grew out of this one is below it.
    joins = [form for form in _later_forms(index, claim) if places[form][0] != claim]
    return Hop(
        row=row(index, claim),
        way=way(index, index.claims[claim]),
        drift=index.claims[claim].drift,
        is_inferred=index.is_inferred(claim, places[claim][0], *PARENTS),
        depth=places[claim][1],
        is_asked=is_asked,
        denials=rows(index, denials),
        joins=tuple(claim_line(index, form) for form in joins),
        guesses=tuple(
            other
            for other in (*denials, *joins)
            if index.is_inferred(claim, other, *_AGAINST, *_LATER)
        ),
    )
