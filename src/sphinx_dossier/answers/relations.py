"""Who said what about whom: claims that name somebody, by speaker, act and addressee.

Those who speak or are spoken about count as the body that they speak for.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.filters import Filter, passing
from sphinx_dossier.answers.page_links import Link, link, links
from sphinx_dossier.core.memo import once
from sphinx_dossier.core.vocabulary import OTHERS, SIDES, Group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Claim

STANCES: Final = ("supports", "accuses", "denies", "appeals", "warns", "speaks")
"""What a claim is towards those it names; the first are drawn over the last."""

_STANCE_OF_ACT: Final = {
    "supports": "supports",
    "accuses": "accuses",
    "condemns": "accuses",
    "denies": "denies",
    "appeals": "appeals",
    "warns": "warns",
}

GROUPS: Final = (
    Group("", (SIDES,)),
    Group("", ("state", "government-body", "armed-force", "de-facto-authority")),
    Group("", ("international-organisation",)),
    Group("", ("media",)),
    Group("", (OTHERS,)),
)
"""What speakers are put together under, in this order, where the project says nothing of it.

These have no labels: the words for them are by the first of their kinds.
"""
_FEWEST_OTHERS: Final = 3
"""With fewer others, one sentence says as much as a picture."""


class Party(NamedTuple):
    """Somebody who speaks or is spoken about; ``rank`` is a position among the groups."""

    id: str
    link: Link
    side: str
    rank: int


class Saying(NamedTuple):
    """What a speaker says of the same targets in the same stance, up to the as-of day or later.

    ``guesses`` are the ids of those claims that no source relates to the targets.
    """

    stance: str
    targets: tuple[str, ...]
    claims: tuple[Link, ...]
    is_later: bool = False
    guesses: tuple[str, ...] = ()


class Speaker(NamedTuple):
    """A party and all that it says of others."""

    party: Party
    anchor: str
    sayings: tuple[Saying, ...]

    @property
    def weight(self) -> int:
        """How many claims it makes."""
        return sum(len(saying.claims) for saying in self.sayings)


class Relations(NamedTuple):
    """Speakers, and those spoken about, in the order of headings and of the number of claims.

    ``focus`` is the one actor that the picture is about, or ``""``; ``anchor`` is the id of the
    list behind the picture. ``groups`` are what speakers are put together under.
    """

    anchor: str
    focus: str
    speakers: tuple[Speaker, ...]
    targets: tuple[Party, ...]
    groups: tuple[Group, ...] = GROUPS

    @property
    def parties(self) -> dict[str, Party]:
        """Everybody by id."""
        speakers = (speaker.party for speaker in self.speakers)
        return {party.id: party for party in (*self.targets, *speakers)}


def relations(index: Index, wanted: Filter) -> Relations:
    """Who said what about whom among the claims that pass a filter."""
    pairs = [
        (speaker, _bodies(index, claim), claim)
        for claim in passing(index, index.claims, wanted)
        for speaker in _speakers(index, claim)
        if _takes_speaker(index, speaker, wanted)
    ]
    return _relations(index, pairs, f"relations-{wanted.mark}", "")


def ego(index: Index, actor: str) -> Relations | None:
    """Whom ``actor`` and its voices spoke about, and who spoke about them, if they are several."""
    own = index.body_of(actor)
    pairs = []
    named = (key for key in index.concerning.get(actor, ()) if key in index.home)
    for claim in (index.claims[key] for key in named):
        speakers, targets = _speakers(index, claim), _bodies(index, claim)
        is_named = any(actor in index.line_of(one) for one in index.addressees(claim))
        # What a voice of the actor says is the actor's, but nobody is spoken about by itself.
        if any(actor in index.line_of(one) for one in claim.by):
            pairs.append((actor, tuple(one for one in targets if one != own), claim))
        elif is_named and own not in speakers:
            pairs += [(speaker, (actor,), claim) for speaker in speakers]
    shown = _relations(index, pairs, f"{actor}-relations", actor)
    return shown if len(shown.parties.keys() - {actor}) >= _FEWEST_OTHERS else None


def _speakers(index: Index, claim: Claim) -> tuple[str, ...]:
    """The bodies that say a claim, each once."""
    return tuple(dict.fromkeys(index.body_of(one) for one in claim.by))


def _takes_speaker(index: Index, speaker: str, wanted: Filter) -> bool:
    # The filter asks for the kind of those who are drawn, and these are bodies.
    body = index.actors.get(speaker)
    return not wanted.actor_kind or (body is not None and body.kind in wanted.actor_kind)


def _bodies(index: Index, claim: Claim) -> tuple[str, ...]:
    speakers = _speakers(index, claim)
    # In the order in which the claim names them, each once: a set has no order to rely on.
    bodies = dict.fromkeys(index.body_of(one) for one in index.addressees(claim))
    return tuple(one for one in bodies if one not in speakers)


def _relations(
    index: Index,
    pairs: Iterable[tuple[str, tuple[str, ...], Claim]],
    anchor: str,
    focus: str,
) -> Relations:
    said: dict[str, dict[tuple[str, tuple[str, ...], bool], list[str]]] = {}
    counts: Counter[str] = Counter()
    for speaker, named, claim in pairs:
        if named and speaker not in named:
            stance = _STANCE_OF_ACT.get(claim.known_act, "speaks")
            # Sorted, so that claims that name the same in another order are one saying.
            key = (stance, tuple(sorted(named)), index.is_later(claim.id))
            said.setdefault(speaker, {}).setdefault(key, []).append(claim.id)
            counts.update(named)
    speakers = [
        Speaker(_party(index, speaker), f"{anchor}-{speaker}", _sayings(index, said[speaker]))
        for speaker in said
    ]
    speakers.sort(key=lambda one: _order(one.party, one.weight))
    targets = [(_party(index, target), counts[target]) for target in counts]
    targets.sort(key=lambda pair: _order(*pair))
    parties = tuple(party for party, _ in targets)
    return Relations(anchor, focus, tuple(speakers), parties, _groups(index))


def _sayings(
    index: Index, said: dict[tuple[str, tuple[str, ...], bool], list[str]]
) -> tuple[Saying, ...]:
    def order(key: tuple[str, tuple[str, ...], bool]) -> tuple[int, tuple[str, ...], bool]:
        return STANCES.index(key[0]), *key[1:]

    return tuple(
        Saying(stance, targets, links(index, index.by_date(claims)), later, _guesses(index, claims))
        for (stance, targets, later), claims in sorted(
            said.items(), key=lambda pair: order(pair[0])
        )
    )


def _guesses(index: Index, claims: Iterable[str]) -> tuple[str, ...]:
    """The denials that name nobody, and of which it is only inferred what they deny."""
    return tuple(
        claim
        for claim in claims
        if index.claims[claim].known_act == "denies"
        and not index.claims[claim].to
        and all(index.is_inferred(claim, one, "denies") for one in index.related(claim, "denies"))
    )


def _party(index: Index, identifier: str) -> Party:
    actor, side = index.actors.get(identifier), index.side_of(identifier)
    kinds = (actor.kind, actor.like) if actor else ()
    # Whoever is on a side is among the sides, also a newspaper; what is like another one is there.
    wanted = (*((SIDES,) if side else ()), *kinds, OTHERS)
    groups = _groups(index)
    ranks = (rank for word in wanted for rank, group in enumerate(groups) if word in group.kinds)
    return Party(identifier, link(index, identifier), side, next(ranks))


@once
def _groups(index: Index) -> tuple[Group, ...]:
    """The groups of the project, of which the last takes everybody else, or :data:`GROUPS`."""
    groups = index.vocabulary.groups
    if any(OTHERS in group.kinds for group in groups):
        return groups
    return (*groups, GROUPS[-1]) if groups else GROUPS


def _order(party: Party, weight: int) -> tuple[int, int, str, str]:
    return party.rank, -weight, party.link.label.casefold(), party.id
