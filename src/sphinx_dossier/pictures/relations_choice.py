"""What the picture of relations shows of all that was said: which speakers, targets and lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.answers.relations import Party, Relations, Speaker

# Limits of what can be read. With them the picture of any number of speakers is at most some three
# times as high as wide, about two screens of a phone, and its HTML below a hundred kilobytes.
_MOST_SPEAKERS: Final = 28
_MOST_TARGETS: Final = 8
_MOST_LINES: Final = 72
# Names on each side of the picture of one actor, which is beside its list.
_MOST_PARTNERS: Final = 9


class Edge(NamedTuple):
    """A line, or a sign: all claims of one stance of a speaker about a target.

    It is later where nothing of it was said up to the as-of day; what came after that is counted
    on no other line. It is a guess where no source relates any of its claims to the target.
    """

    target: str
    stance: str
    claims: tuple[Link, ...]
    is_later: bool = False
    is_guess: bool = False


class Block(NamedTuple):
    """A speaker and its lines."""

    speaker: Speaker
    edges: tuple[Edge, ...]

    @property
    def weight(self) -> int:
        """How many claims its lines are."""
        return sum(len(edge.claims) for edge in self.edges)


class Choice(NamedTuple):
    """Who is drawn as a speaker and as a target, and how many of each are left out.

    In the picture of one actor, ``own`` are its lines; ``blocks`` are those who speak about it.
    """

    blocks: list[Block]
    own: Block | None
    targets: list[Party]
    more_speakers: int
    more_targets: int

    @property
    def stances(self) -> set[str]:
        """The stances of all lines."""
        return {edge.stance for edge in self._edges}

    @property
    def has_later(self) -> bool:
        """Whether a line is of after the as-of day."""
        return any(edge.is_later for edge in self._edges)

    @property
    def has_guesses(self) -> bool:
        """Whether a line is inferred."""
        return any(edge.is_guess for edge in self._edges)

    @property
    def _edges(self) -> list[Edge]:
        blocks = [*self.blocks, self.own] if self.own else self.blocks
        return [edge for block in blocks for edge in block.edges]


def choice_of_all(answer: Relations) -> Choice:
    """What is drawn of the relations of many.

    Speakers are left out, those with the fewest claims first, until the rest can be read.
    """
    every = [_block(speaker) for speaker in answer.speakers]
    kept, more_targets = _kept_targets(answer, _weights(every), _MOST_TARGETS)
    blocks = [block for block in (_limited(block, kept) for block in every) if block.edges]
    most = min(len(blocks), _MOST_SPEAKERS)
    drawn, _ = _heaviest(blocks, most)
    while most > 1 and sum(len(block.edges) for block in drawn) > _MOST_LINES:
        most -= 1
        drawn, _ = _heaviest(blocks, most)
    # A target may have lost all its lines with the speakers that were left out.
    reached = {edge.target for block in drawn for edge in block.edges}
    targets = [answer.parties[one] for one in kept if one in reached]
    more_targets += len(kept) - len(targets)
    return Choice(drawn, None, targets, len(every) - most, more_targets)


def choice_around(answer: Relations) -> Choice:
    """What is drawn around the actor that the relations are about."""
    every = [_block(speaker) for speaker in answer.speakers]
    own = next((one for one in every if one.speaker.party.id == answer.focus), None)
    others, more_speakers = _heaviest([one for one in every if one is not own], _MOST_PARTNERS)
    weights = _weights([own] if own else [])
    kept, more_targets = _kept_targets(answer, weights, _MOST_PARTNERS)
    targets = [answer.parties[one] for one in kept]
    own = _limited(own, kept) if own else None
    return Choice(others, own, targets, more_speakers, more_targets)


def _block(speaker: Speaker) -> Block:
    """A speaker's lines; a mere mention is drawn only where nothing stronger is said."""
    claims: dict[tuple[str, str], list[Link]] = {}
    later: dict[tuple[str, str], list[Link]] = {}
    for saying in speaker.sayings:
        for target in saying.targets:
            said = later if saying.is_later else claims
            said.setdefault((target, saying.stance), []).extend(saying.claims)
    strong = {target for target, stance in claims if stance != "speaks"}
    # What was said in time has the line; the same said later is in the list only.
    drawn = [(key, links, False) for key, links in claims.items()]
    drawn += [(key, links, True) for key, links in later.items() if key not in claims]
    guesses = {claim for saying in speaker.sayings for claim in saying.guesses}
    edges = tuple(
        Edge(target, stance, tuple(links), is_later, {one.anchor for one in links} <= guesses)
        for (target, stance), links, is_later in drawn
        if stance != "speaks" or target not in strong
    )
    return Block(speaker, edges)


def _limited(block: Block, targets: Iterable[str]) -> Block:
    """The block with its lines to some targets only."""
    edges = tuple(edge for edge in block.edges if edge.target in targets)
    return block._replace(edges=edges)


def _weights(blocks: Iterable[Block]) -> Counter[str]:
    """How many claims are about each target."""
    weights: Counter[str] = Counter()
    for block in blocks:
        for edge in block.edges:
            weights[edge.target] += len(edge.claims)
    return weights


def _kept_targets(
    answer: Relations, weights: Mapping[str, int], most: int
) -> tuple[list[str], int]:
    """The targets that most is said of, in the order of the answer; how many are left out."""
    targets = [target.id for target in answer.targets if weights.get(target.id)]
    best = sorted(targets, key=lambda target: -weights[target])[:most]
    return [target for target in targets if target in best], len(targets) - len(best)


def _heaviest(blocks: Sequence[Block], most: int) -> tuple[list[Block], int]:
    """The blocks with the most claims, in the order given, and how many are left out."""
    order = sorted(range(len(blocks)), key=lambda i: -blocks[i].weight)
    kept = [blocks[i] for i in sorted(order[:most])]
    return kept, len(blocks) - len(kept)
