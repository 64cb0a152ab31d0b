"""The passages of an article on the axis: what each could have known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.knowing_clock import Clock, minutes_of
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.core.anchors import passage_anchor
from sphinx_dossier.core.lines import PARENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Span


class PassageMark(NamedTuple):
    """A passage, and when the latest news had been said that it uses: by ``latest``.

    It was after ``earliest``; ``has_hour`` says that the hour is known, and not only the day.
    """

    passage: Link
    earliest: int
    latest: int
    has_hour: bool


def passage_marks(index: Index, key: str, clock: Clock) -> tuple[PassageMark, ...]:
    """Each passage of a source that uses news of the axis, in the order of the text."""
    manifest = index.manifests.get(key)
    if manifest is None:
        return ()
    home = index.coverage_home.get(key, "")
    marks = (
        _mark(index, key, passage, clock, Link(passage, home, passage_anchor(key, passage), "page"))
        for passage in manifest.passages
    )
    return tuple(one for one in marks if one)


def _mark(index: Index, key: str, passage: str, clock: Clock, leads: Link) -> PassageMark | None:
    spans = [index.instants.spans[one] for one in _news(index, key, passage)]
    on_axis = [span for span in spans if _is_on(span, clock)]
    if not on_axis:
        return None
    last = max(on_axis, key=lambda span: (span.latest.moment, span.earliest.moment))
    earliest, latest = minutes_of(last, clock.start)
    # What was known by then could have been known later than any other news as well.
    earliest = max(earliest, *(minutes_of(span, clock.start)[0] for span in on_axis))
    return PassageMark(leads, max(earliest, 0), latest, last.latest.has_time)


def _is_on(span: Span, clock: Clock) -> bool:
    earliest, latest = minutes_of(span, clock.start)
    return 0 < latest <= clock.span and earliest <= latest


def _news(index: Index, key: str, passage: str) -> Iterator[str]:
    """The statements of others that a passage passes on."""
    publisher = index.publisher_of.get(key, "")
    for name in index.cited_by.get((key, passage), ()):
        claim = index.claims.get(name)
        if claim is None:
            continue
        if publisher and publisher in claim.by:
            yield from _parents(index, name)
        elif name in index.said:
            yield name


def _parents(index: Index, claim: str) -> Iterable[str]:
    return (one for one in index.related(claim, *PARENTS) if one in index.said)


def printed_between(index: Index, key: str, clock: Clock) -> tuple[int, int] | None:
    """The minutes in which a source can have appeared, by what its publisher says in it."""
    publisher = index.publisher_of.get(key, "")
    own = (
        index.instants.spans[name]
        for name in index.resting_on.get(key, ())
        if name in index.said and publisher in index.claims[name].by
    )
    spans = [minutes_of(span, clock.start) for span in own]
    if not publisher or not spans:
        return None
    return max(first for first, _ in spans), min(last for _, last in spans)


def last_news(passages: Sequence[PassageMark]) -> int | None:
    """The last minute by which any passage's news had been said, where its hour is known."""
    return max((one.latest for one in passages if one.has_hour), default=None)
