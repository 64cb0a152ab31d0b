"""What became of each claim: status, reach and origins, computed and never written by hand.

A claim has the origins of its line (:mod:`sphinx_dossier.core.origins`) and of its *partners*:
those that it is joined to by ``corroborates``, directly, from either end, with the proposition that
both state. Partners are independent of it, and both are assertions; two opinions are *shared*.
Nothing goes through a third claim: who corroborates two claims does not join these.

``reach`` counts the publications that carry its line or repeat it, and those of its partners:
cited sources, and media in ``via`` that published none of them. Who repeats a claim that was
denied, disputed, conceded or replaced shows that too.

Several statuses may hold at once. The order of :data:`STATUSES` puts first what a reader must know
before anything else: that the words are not those that were said, then who speaks against them,
from the other body that concedes to the rival that only says otherwise, then that the speaker has
replaced them, and that they were put together. The last five say how well a claim is carried, and
at least one of them holds.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.core.instant_answers import can_both_hold
from sphinx_dossier.core.line_publications import count_publications
from sphinx_dossier.core.lines import AGAINST, challenged
from sphinx_dossier.core.memo import EachWhenAsked, nameless
from sphinx_dossier.core.model import STATUSES
from sphinx_dossier.core.noted_reads import unnoted
from sphinx_dossier.core.numbers_in_text import numbers_in
from sphinx_dossier.core.origins import (
    are_independent,
    count_apart,
    heads,
    is_opinion,
    own_origins,
    parts,
    roots,
    unlikeness,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from sphinx_dossier.core.index import Index


class Rival(NamedTuple):
    """A claim that answers a question otherwise."""

    claim: str
    question: str


class Turn(NamedTuple):
    """A claim that turns against another one, or takes its place."""

    against: str
    claim: str


class Standing(NamedTuple):
    """What became of a claim: ``marks`` are all statuses that hold, in order of precedence.

    ``origins`` are ids of actors, of which ``independent`` counts those that are so of each other;
    ``reach`` is a number of publications. ``roots``, ``parts`` (what it was put together from) and
    ``partners`` (who independently says the same) are ids of claims.
    """

    marks: tuple[str, ...]
    origins: tuple[str, ...]
    independent: int
    reach: int
    roots: tuple[str, ...]
    parts: tuple[str, ...]
    partners: tuple[str, ...]
    rivals: tuple[Rival, ...]

    @property
    def status(self) -> str:
        """The first status that holds, which is shown where there is room for one."""
        return self.marks[0]


@nameless
def standings(index: Index) -> EachWhenAsked[Standing]:
    """Claim id -> what became of it, in which no name has a part."""

    def standing(claim: str) -> Standing:
        return unnoted(lambda: _standing(index, claim, _rivals(index).get(claim, frozenset())))

    return EachWhenAsked(index.claims, standing)


def _standing(index: Index, claim: str, rivals: AbstractSet[Rival]) -> Standing:
    partners = _partners(index, claim)
    # Partners may share a line, whose publications count once.
    lines = dict.fromkeys(heads(index)[one] for one in (claim, *partners))
    origins = {origin for one in (claim, *partners) for origin in own_origins(index)[one]}
    ordered = _by_date(index, rivals)
    standing = Standing(
        (),
        tuple(sorted(origins)),
        # Partners that depend on each other are one origin, and so is a joint statement.
        bool(own_origins(index)[claim]) + count_apart(index, partners),
        count_publications(index, lines),
        roots(index, claim),
        parts(index, claim),
        partners,
        ordered,
    )
    return standing._replace(marks=_marks(index, claim, standing))


def _partners(index: Index, claim: str) -> tuple[str, ...]:
    """The claims that independently say the same, by date."""
    return tuple(
        other
        for other in index.related(claim, "corroborates", "corroborated-by")
        if proposition(index, claim, other)
        and not unlikeness(index, claim, other)
        and not differing_answer(index, claim, other)
        and not (is_taken_back(index, claim) or is_taken_back(index, other))
        and are_independent(index, claim, other)
    )


def is_taken_back(index: Index, claim: str) -> bool:
    """Whether who said it first has corrected or denied it: then nobody is left who says so."""
    origins = own_origins(index)
    return any(
        origins[claim] & origins[other]
        for one in challenged(index, claim)
        for other in index.related(one, "corrected-by", "denied-by")
    )


def proposition(index: Index, one: str, other: str) -> str:
    """What both of two claims state, whichever of them says so; ``""`` where neither does."""
    ends = (index.end(one, name, other) for name in ("corroborates", "corroborated-by"))
    return next((end.proposition for end in ends if end.proposition), "")


def differing_answer(index: Index, one: str, other: str) -> str:
    """The question whose number both of two claims are said to state, and do not; ``""`` if none.

    Each may give another number where what they both state is something else.
    """
    for answer in index.claims[one].answers:
        theirs = index.answer(other, answer.question)
        if theirs is None or can_both_hold(
            index, (index.claims[one], answer), (index.claims[other], theirs)
        ):
            continue
        ends = {answer.minimum, answer.maximum, theirs.minimum, theirs.maximum}
        # Only now: to read numbers costs more than all else here.
        stated = numbers_in(proposition(index, one, other), index.language)
        if any(said.value in ends for said in stated):
            return answer.question
    return ""


@nameless
def _rivals(index: Index) -> Mapping[str, AbstractSet[Rival]]:
    """Claim id -> claims of other origins whose answer cannot hold together with its own.

    Figures of one side that differ are a series that moved, and no rivals.
    """
    origins = own_origins(index)
    rivals: dict[str, set[Rival]] = defaultdict(set)
    # Every pair of answers, because each is shown with all its rivals.
    for question in index.answers:
        for one, other in combinations(index.compared(question), 2):
            ours, theirs = index.answer(one, question), index.answer(other, question)
            are_one = (
                ours is None
                or theirs is None
                or can_both_hold(index, (index.claims[one], ours), (index.claims[other], theirs))
            )
            if not are_one and _are_apart(index, origins[one], origins[other]):
                rivals[one].add(Rival(other, question))
                rivals[other].add(Rival(one, question))
    return rivals


def _by_date(index: Index, rivals: AbstractSet[Rival]) -> tuple[Rival, ...]:
    rank = {claim: i for i, claim in enumerate(index.by_date({one.claim for one in rivals}))}
    return tuple(sorted(rivals, key=lambda one: (rank[one.claim], one.question)))


def _are_apart(index: Index, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of origins have no member and no side in common."""
    ours, theirs = ({index.side_at_home(origin) for origin in origins} for origins in (one, other))
    # Two bodies without a side are not of one side.
    return one.isdisjoint(other) and not (ours & theirs) - {""}


def _marks(index: Index, claim: str, standing: Standing) -> tuple[str, ...]:
    """The statuses that hold for a claim, in order of precedence."""
    answers = (index.answer(claim, rival.question) for rival in standing.rivals)
    rivals_of_number = {answer.is_quantity for answer in answers if answer}
    count, is_judgement = standing.independent, is_opinion(index, claim)
    turned = {status for status in AGAINST if turning_against(index, claim, status)}
    holds = {
        **{status: status in turned for status in AGAINST},
        "drifted": bool(index.related(claim, "drifted-from")),
        # Other words are a dispute; other figures have a status of their own.
        "disputed": "disputed" in turned or False in rivals_of_number,
        "rival-figures": True in rivals_of_number,
        "composite": bool(standing.parts),
        "unattributed": not own_origins(index)[claim],
        "shared": count > 1 and is_judgement,
        "corroborated": count > 1 and not is_judgement,
        "relayed": count == 1 and standing.reach > 1,
        "single-origin": count == 1 and standing.reach <= 1,
    }
    return tuple(mark for mark in STATUSES if holds[mark])


def turning_against(index: Index, claim: str, status: str) -> tuple[Turn, ...]:
    """What brings a status of :data:`AGAINST` about, for a claim and all that it passes on."""
    return tuple(
        Turn(one, other)
        for one in challenged(index, claim)
        for other in index.related(one, *AGAINST[status])
        if _counts(index, status, one, other)
    )


def _counts(index: Index, status: str, claim: str, other: str) -> bool:
    """Whether who turns against a claim is another body than those who make it.

    Somebody unnamed counts as another one. Who takes back his own words does not; he updates them.
    But who denies a report of what he is said to have said denies words of the reporter, and one of
    several who spoke together leaves the others alone with what they said. A denial that was taken
    back is none any more.
    """
    origins = own_origins(index)
    if status == "updated":
        return True
    if is_taken_back(index, other):
        return False
    if not origins[other]:
        return True
    if status == "conceded":
        # Who grants what his own side says grants nothing.
        return _are_apart(index, origins[claim], origins[other])
    makers = {index.body_of(speaker) for speaker in index.claims[claim].by}
    return origins[other] != makers
