"""Rival numbers: for each question of quantity, what each side and each outsider says.

Numbers of different questions are never compared, and those of one question only where they were
said at the same time: a count goes up while the matter goes on.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.filters import Filter, passes
from sphinx_dossier.answers.ledger import rank
from sphinx_dossier.answers.parts import Link, Mark, answer_words, link, mark
from sphinx_dossier.core.status import standings
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Answer, Claim, Question

_MOST_RELAYS, _MOST_QUESTIONS, _MOST_FIGURES = 3, 36, 160
_CAPS: Final = ((8, 6), (5, 4), (3, 3), (2, 2), (1, 1))
"""How many numbers a row and how many outsiders a question may have, so that a table fits."""
_WORTH_TELLING: Final = ("conceded", "denied", "disputed", "drifted")


class Figure(NamedTuple):
    """A number that somebody gave, and who passed it on; an open bound is ``None``."""

    value: Link
    minimum: float | None
    maximum: float | None
    speaker: Link
    date: str
    mark: Mark | None
    relays: tuple[Link, ...]
    more_relays: int


class Series(NamedTuple):
    """The numbers of a side, or of one outside, earliest first; without any, what was searched.

    ``more`` counts numbers that are left out: those behind the first one, or all before the latest.
    """

    side: str
    figures: tuple[Figure, ...]
    more: int
    searched: str


class Quantity(NamedTuple):
    """A question with the rows that answer it, and in a few words how they stand to each other."""

    question: Link
    unit: str
    verdict: str
    rows: tuple[Series, ...]
    more: int


class Figures(NamedTuple):
    """The questions of a table; ``more`` are left out."""

    quantities: tuple[Quantity, ...]
    more: int


def figures(index: Index, wanted: Filter, sides: Sequence[str]) -> Figures:
    """The questions of quantity that pass a filter, in the order of ``about``."""
    asked = [
        one
        for one in index.questions.values()
        if one.kind == "quantity" and passes(index, one, wanted)
    ]
    asked.sort(key=lambda question: rank(question, wanted.about))
    shown = asked[:_MOST_QUESTIONS]
    for caps in _CAPS:
        found = tuple(_quantity(index, one, sides, caps) for one in shown)
        if sum(len(row.figures) for one in found for row in one.rows) <= _MOST_FIGURES:
            break
    return Figures(found, len(asked) - len(shown))


def _quantity(
    index: Index, question: Question, sides: Sequence[str], caps: tuple[int, int]
) -> Quantity:
    most_figures, most_outside = caps
    own, relays = _own_and_relayed(index, question)
    by_side: dict[str, list[str]] = {side: [] for side in sides}
    outside: dict[str, list[str]] = defaultdict(list)
    for claim in own:
        speaker = index.claims[claim].by
        side = index.side_of(speaker)
        (by_side[side] if side in by_side else outside[speaker]).append(claim)
    searched = dict(question.searched)
    rows = [
        _series(index, side, claims, relays, searched.get(side, ""))
        for side, claims in by_side.items()
    ]
    others = [_series(index, "", claims, relays, "") for claims in outside.values()]
    latest = [_in_order(index, claims)[-1] for claims in by_side.values() if claims]
    return Quantity(
        question=link(index, question.id),
        unit=question.unit,
        verdict=_verdict([index.claims[claim] for claim in latest], len(sides)),
        rows=tuple(_cut(row, most_figures) for row in (*rows, *others[:most_outside])),
        more=max(len(others) - most_outside, 0),
    )


def _own_and_relayed(index: Index, question: Question) -> tuple[list[str], dict[str, list[str]]]:
    """Claims that give a number of their own, and for each those that only pass it on."""
    own: list[str] = []
    relays: dict[str, list[str]] = defaultdict(list)
    for claim in index.answers.get(question.id, ()):
        answer = index.claims[claim].answers
        if answer is None or not answer.is_quantity:
            continue
        roots = (root for root in standings(index)[claim].roots if root != claim)
        first = next((root for root in roots if _is_same(answer, index.claims[root].answers)), "")
        relays[first].append(claim) if first else own.append(claim)
    return own, relays


def _is_same(answer: Answer, other: Answer | None) -> bool:
    return other is not None and other._replace(words=answer.words) == answer


def _series(
    index: Index, side: str, claims: list[str], relays: dict[str, list[str]], searched: str
) -> Series:
    runs = _runs(index, _in_order(index, claims))
    told = tuple(_figure(index, run, relays, run is runs[-1]) for run in runs)
    return Series(side, told, 0, "" if runs else searched)


def _cut(series: Series, most: int) -> Series:
    """The latest number, the first one, and as many before the latest as there is room for."""
    told = series.figures
    if len(told) <= most:
        return series
    kept = (*told[: most > 1], *told[len(told) - max(most - 1, 1) :])
    return series._replace(figures=kept, more=len(told) - len(kept))


def _figure(
    index: Index, run: Sequence[str], relays: dict[str, list[str]], is_latest: bool
) -> Figure:
    """One number out of claims that give the same; the last one counts for the latest."""
    identifier = run[-1] if is_latest else run[0]
    claim = index.claims[identifier]
    answer, status = claim.answers, standings(index)[identifier].status
    assert answer is not None
    said = {index.claims[one].by for one in run}
    passed_on = index.by_date([relay for one in run for relay in relays.get(one, ())])
    names = [
        link(index, relay, link(index, index.claims[relay].by).label)
        for relay in passed_on
        if index.claims[relay].by not in said
    ]
    return Figure(
        value=link(index, identifier, answer_words(index, answer)),
        minimum=answer.minimum,
        maximum=answer.maximum,
        speaker=link(index, claim.by) if claim.by else Link("nobody named", "", "", "unknown"),
        date=words.date(claim.said) if claim.said else "",
        mark=mark(index, claim, status) if status in _WORTH_TELLING else None,
        relays=tuple(names[:_MOST_RELAYS]),
        more_relays=max(len(names) - _MOST_RELAYS, 0),
    )


def _runs(index: Index, claims: Iterable[str]) -> list[list[str]]:
    """Claims in a row that give the same number, together."""
    return [[*run] for _, run in groupby(claims, lambda claim: _bounds(index.claims[claim]))]


def _in_order(index: Index, claims: Iterable[str]) -> list[str]:
    """Earliest first: by what updates what, by day, by the hour where both tell it.

    What has no hour comes, within its day, where its size puts it: counts mostly go up.
    """
    order = [*index.by_date([*claims])]
    before: dict[str, set[str]] = {claim: set() for claim in order}
    for earlier, later in _certain_pairs(index, order):
        before[later].add(earlier)
    after: dict[str, set[str]] = defaultdict(set)
    for later, found in before.items():
        for earlier in found:
            after[earlier].add(later)
    ready = [(_size(index, claim), claim) for claim in order if not before[claim]]
    heapify(ready)
    done: list[str] = []
    while ready:
        claim = heappop(ready)[1]
        done.append(claim)
        for later in after[claim]:
            before[later].discard(claim)
            if not before[later]:
                heappush(ready, (_size(index, later), later))
    # Claims that update each other in a circle stay in the order of their dates.
    return done + [claim for claim in order if claim not in done]


def _certain_pairs(index: Index, claims: Sequence[str]) -> Iterable[tuple[str, str]]:
    known = {*claims}
    for claim in claims:
        for earlier in index.related(claim, "updates", "corrects"):
            for root in (earlier, *standings(index)[earlier].roots):
                if root in known and root != claim:
                    yield root, claim
    dated = [claim for claim in claims if index.claims[claim].said]
    timed = [claim for claim in dated if _said(index, claim).anchor.has_time]
    yield from pairwise(timed)
    for position, claim in enumerate(dated):
        last = _said(index, claim).last.date()
        later = dated[position + 1 :]
        yield from ((claim, one) for one in later if last < _said(index, one).first.date())


def _said(index: Index, claim: str) -> Date:
    said = index.claims[claim].said
    assert said is not None
    return said


def _size(index: Index, claim: str) -> tuple[object, ...]:
    thing = index.claims[claim]
    day = thing.said.anchor.first.date().toordinal() if thing.said else 0
    return (day, _bounds(thing)[0])


def _bounds(claim: Claim) -> tuple[float, float]:
    assert claim.answers is not None
    low, high = claim.answers.minimum, claim.answers.maximum
    return (0.0 if low is None else low, float("inf") if high is None else high)


def _verdict(latest: Sequence[Claim], count: int) -> str:
    """How the latest numbers of the sides stand to each other, if that can be told at all."""
    if count > 1 and len(latest) == 1:
        return "one side only"
    if len(latest) < 2:
        return ""
    if not _are_of_one_time(latest):
        return "said on different days"
    small, large = sorted(latest, key=_bounds)[:: len(latest) - 1]
    low, high = _bounds(small)[1], _bounds(large)[0]
    if low >= high:
        return ""
    if low == 0:
        return "one side says none"
    ratio = high / low
    shown = f"{ratio:.1f}".removesuffix(".0") if ratio < 10 else f"{ratio:.0f}"
    is_exact = _bounds(small)[0] == low and _bounds(large)[1] == high
    return f"{'' if is_exact else 'at least '}{shown}× apart"


def _are_of_one_time(claims: Sequence[Claim]) -> bool:
    dates = [claim.said for claim in claims if claim.said]
    if len(dates) < len(claims):
        return False
    first = max(date.first.date() for date in dates)
    return first <= min(date.last.date() for date in dates)
