"""Rival numbers: for each question of quantity, what each side and each outsider says.

Numbers of different questions are never compared, and those of one question only where they were
said at the same time: a count goes up while the matter goes on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.filters import Filter, passing
from sphinx_dossier.answers.ledger import rank
from sphinx_dossier.answers.page_links import Link, link, links
from sphinx_dossier.answers.question_state import (
    QuestionState,
    day_of_question,
    question_state,
)
from sphinx_dossier.answers.roll_up import sides_passed_on
from sphinx_dossier.answers.status_marks import Mark, Voice, marks, voice
from sphinx_dossier.answers.timings import timing_of
from sphinx_dossier.core.dates import EARLIEST
from sphinx_dossier.core.instants import day_of, in_order_of_time
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.instants import Timing
    from sphinx_dossier.core.model import Answer, Question


class Figure(NamedTuple):
    """A number that somebody gave, and who passed it on; an open bound is ``None``.

    Without any bound somebody denied a number and claimed none.

    ``about`` is what its speaker called approximate, in the middle of the bounds.
    ``claim`` leads to where it was given, each of ``relays`` to where somebody passed it on.
    """

    claim: Link
    minimum: float | None
    maximum: float | None
    about: float | None
    speakers: tuple[Link, ...]
    said: Timing | None
    mark: Mark
    relays: tuple[Voice, ...]

    @property
    def is_none_claimed(self) -> bool:
        """Whether it is no number."""
        return self.minimum is None and self.maximum is None


class Series(NamedTuple):
    """The numbers of a side, or of one outside, earliest first; without any, what was searched.

    ``later`` are those given after the as-of day, none of which is the latest of its side.
    ``is_passed_on`` says that others report a number of it.
    """

    side: str
    figures: tuple[Figure, ...]
    searched: str
    later: tuple[Figure, ...] = ()
    is_passed_on: bool = False


class Verdict(NamedTuple):
    """How the latest numbers of the sides compare.

    ``kind`` is ``other-days`` (they cannot be compared), ``no-order`` (nobody knows which number
    of a side is the latest), ``none`` (one says that there were none) or ``apart``. Then the
    greater number is ``ratio`` times the smaller, or more than that where they are not exact.
    Whether the answers agree is said by the state of the question alone.
    """

    kind: str
    ratio: float = 0.0
    is_exact: bool = True


class Quantity(NamedTuple):
    """A question with the rows that answer it: the sides in their order, then everybody else.

    ``as_of`` is the day up to which their numbers count.
    """

    question: Link
    unit: str
    as_of: Date | None
    state: QuestionState
    verdict: Verdict | None
    rows: tuple[Series, ...]


class Figures(NamedTuple):
    """The questions of a table; ``has_anchors`` says that links to a figure lead here."""

    quantities: tuple[Quantity, ...]
    has_anchors: bool = False


def figures(
    index: Index, wanted: Filter, sides: Sequence[str], as_of: Date | None = None
) -> Figures:
    """The questions of quantity that pass a filter, in the order of ``about``.

    ``as_of`` is the as-of day of all questions, in the place of their own.
    """
    passed = passing(index, index.questions, wanted)
    asked = [question for question in passed if question.known_kind == "quantity"]
    # The sort is stable: questions of equal rank stay in the order of pages.
    asked.sort(key=lambda question: rank(question, wanted.about))
    return Figures(tuple(quantity_of(index, question, sides, as_of) for question in asked))


@dataclass(frozen=True)
class _Asked:
    """A question of quantity with the dossier that it is asked in."""

    index: Index
    question: str

    @property
    def is_cumulative(self) -> bool:
        """Whether the number can only rise, so that of two of one day the greater is later."""
        return self.index.questions[self.question].cumulative == "yes"

    def answer(self, claim: str) -> Answer | None:
        """The number that a claim gives, or that it claims none; ``None`` for other words."""
        answer = self.index.answer(claim, self.question)
        return answer if answer and (answer.is_quantity or answer.is_none_claimed) else None

    def claims_none(self, claim: str) -> bool:
        """Whether a claim denies a number and gives none of its own."""
        answer = self.answer(claim)
        return answer is not None and answer.is_none_claimed

    def ends(self, claim: str) -> tuple[float | None, float | None]:
        """The least and the greatest number that a claim allows, as far as it says."""
        answer = self.answer(claim)
        return (answer.minimum, answer.maximum) if answer else (None, None)

    def bounds(self, claim: str) -> tuple[float, float]:
        """The same as numbers; nothing counts below zero."""
        low, high = self.ends(claim)
        return (0.0 if low is None else low, float("inf") if high is None else high)


def quantity_of(
    index: Index, question: Question, sides: Sequence[str], as_of: Date | None = None
) -> Quantity:
    """The numbers that answer one question."""
    state = question_state(index, question.id, as_of)
    index = index.seen_from(day_of_question(index, question.id, as_of))
    asked = _Asked(index, question.id)
    own, relays = _own_and_relayed(asked)
    by_side: dict[str, list[str]] = {side: [] for side in sides}
    outside: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for claim in own:
        said = index.claims[claim]
        for side in index.sides_of(said):
            (by_side[side] if side in by_side else outside[said.by]).append(claim)
    searched = dict(question.searched)
    rows = [
        _series(asked, side, claims, relays, searched.get(side, ""))
        for side, claims in by_side.items()
    ]
    passed_on = sides_passed_on(index, question.id)
    rows = [row._replace(is_passed_on=row.side in passed_on) for row in rows]
    rows += [_series(asked, "", claims, relays, "") for claims in outside.values()]
    known = [_known_and_later(asked, claims)[0] for claims in by_side.values()]
    latest = [_in_order(asked, claims)[-1] for claims in known if claims]
    is_certain = len(latest) < 2 or all(_has_one_latest(asked, claims) for claims in known)
    # To claim none is no number that another one could be compared with.
    latest = [claim for claim in latest if not asked.claims_none(claim)]
    return Quantity(
        question=link(index, question.id),
        unit=question.unit,
        as_of=index.day,
        state=state,
        verdict=_verdict(asked, latest) if is_certain else Verdict("no-order"),
        rows=tuple(rows),
    )


def _own_and_relayed(asked: _Asked) -> tuple[list[str], dict[str, list[str]]]:
    """Claims that give a number of their own, and for each those that only pass it on."""
    own: list[str] = []
    relays: dict[str, list[str]] = defaultdict(list)
    for claim in asked.index.answers.get(asked.question, ()):
        answer = asked.answer(claim)
        if answer is None:
            continue
        # Who changed the number on the way gives one of his own.
        roots = (root for root in standings(asked.index)[claim].roots if root != claim)
        first = next((root for root in roots if _is_same(answer, asked.answer(root))), "")
        relays[first].append(claim) if first else own.append(claim)
    return own, relays


def _is_same(answer: Answer, other: Answer | None) -> bool:
    # But for how it is written: `7` and `7..7` are one number.
    return other is not None and other._replace(words=answer.words) == answer


def _series(
    asked: _Asked, side: str, claims: list[str], relays: dict[str, list[str]], searched: str
) -> Series:
    known, later = _known_and_later(asked, claims)
    numbers = _numbers(asked, known, relays)
    return Series(side, numbers, "" if known else searched, _numbers(asked, later, relays))


def _known_and_later(asked: _Asked, claims: Sequence[str]) -> tuple[list[str], list[str]]:
    """The claims up to the as-of day, and those after it."""
    index = asked.index
    later = [claim for claim in claims if index.is_later(claim)]
    return [claim for claim in claims if not index.is_later(claim)], later


def _numbers(
    asked: _Asked, claims: Sequence[str], relays: dict[str, list[str]]
) -> tuple[Figure, ...]:
    runs = _runs(asked, _in_order(asked, claims))
    return tuple(_figure(asked, run, relays, run is runs[-1]) for run in runs)


def _figure(
    asked: _Asked, run: Sequence[str], relays: dict[str, list[str]], is_latest: bool
) -> Figure:
    """One number out of claims that give the same; the last one counts for the latest."""
    # An earlier number has the name of who gave it first, the latest that of who gave it last.
    index, identifier = asked.index, run[-1] if is_latest else run[0]
    claim = index.claims[identifier]
    minimum, maximum = asked.ends(identifier)
    answer = asked.answer(identifier)
    speakers = {index.claims[one].by for one in run}
    passed_on = index.by_date([relay for one in run for relay in relays.get(one, ())])
    return Figure(
        claim=link(index, identifier),
        minimum=minimum,
        maximum=maximum,
        about=answer.about if answer else None,
        speakers=links(index, claim.by),
        said=timing_of(index, identifier),
        mark=marks(index, identifier)[0],
        relays=tuple(
            voice(index, relay, is_inferred=_is_guess(index, relay))
            for relay in passed_on
            if index.claims[relay].by not in speakers
        ),
    )


def _is_guess(index: Index, relay: str) -> bool:
    """Whether no source prints that a claim passes on what it repeats."""
    first = index.related(relay, "repeats")
    return bool(first) and all(index.is_inferred(relay, one, "repeats") for one in first)


def _runs(asked: _Asked, claims: Iterable[str]) -> list[list[str]]:
    """Claims in a row that give the same number, together."""
    return [
        [*run]
        for _, run in groupby(claims, lambda claim: (asked.claims_none(claim), asked.bounds(claim)))
    ]


def _in_order(asked: _Asked, claims: Iterable[str]) -> list[str]:
    """Earliest first: by what updates what, and by the instants where these are apart.

    What may be in either order is put by its size where the count can only rise, and else by date.
    """
    index, ids = asked.index, [*claims]
    keys = {claim: _key(asked, claim) for claim in ids}
    spans = {claim: index.instants.spans[claim] for claim in ids}
    return in_order_of_time(keys, _replaced(index, ids), spans)


def _replaced(index: Index, claims: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs (earlier, later) of which the later one takes the place of the other."""
    known = {*claims}
    for claim in claims:
        for earlier in index.related(claim, "updates", "corrects"):
            for root in (earlier, *standings(index)[earlier].roots):
                # Who updates a copy updates what it was copied from.
                if root in known and root != claim:
                    yield root, claim


def _key(asked: _Asked, claim: str) -> tuple[object, ...]:
    index = asked.index
    # A number without a date comes before all others, so that it does not count as the latest.
    dated, place = index.claims[claim].said is not None, index.instants.places[claim]
    if not (dated and asked.is_cumulative):
        return (dated, "", 0.0, place)
    day = index.said[claim].anchor.first.date().isoformat()
    return (dated, day, asked.bounds(claim)[0], place)


def _has_one_latest(asked: _Asked, claims: Sequence[str]) -> bool:
    """Whether it is certain which number counts as the latest, or all that may give the same."""
    if asked.is_cumulative:
        return True
    index, spans = asked.index, asked.index.instants.spans
    last_begin = max((spans[claim].earliest.moment for claim in claims), default=EARLIEST)
    followed = {earlier for earlier, _ in _replaced(index, claims)}
    followed |= {claim for claim in claims if spans[claim].latest.moment < last_begin}
    return len({asked.bounds(claim) for claim in claims if claim not in followed}) <= 1


def _verdict(asked: _Asked, latest: Sequence[str]) -> Verdict | None:
    """How the latest numbers of the sides compare, if they can be compared at all."""
    if len(latest) < 2:
        return None
    if not _are_of_one_time(asked, latest):
        return Verdict("other-days")
    ranges = [asked.bounds(claim) for claim in latest]
    small, large = min(ranges), max(ranges)
    # Ranges that meet may mean the same number.
    low, high = small[1], large[0]
    if low >= high:
        return None
    # No number is any times as much as nothing.
    if low == 0:
        return Verdict("none")
    is_exact = small[0] == low and large[1] == high
    return Verdict("apart", high / low, is_exact)


def _are_of_one_time(asked: _Asked, claims: Sequence[str]) -> bool:
    """Whether all may be of one day of the site; what has no date may be of any."""
    index = asked.index
    if any(index.claims[claim].said is None for claim in claims):
        return False
    spans = [index.instants.spans[claim] for claim in claims]
    first = max(day_of(span.earliest, index.clock) for span in spans)
    return first <= min(day_of(span.latest, index.clock) for span in spans)
