"""Who said what about whom, as a picture and as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.claim_lines import probably
from sphinx_dossier.sphinx.show.html_parts import (
    empty,
    fold_away,
    joined,
    listed,
    paragraph,
    picture_of,
    side_mark,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.answers.relations import Party, Relations, Saying
    from sphinx_dossier.sphinx.markup import Markup

_MOST_UNFOLDED: Final = 30
"""So many claims are about as long as the picture beside them."""


def render_relations(
    shown: Relations, sides: Mapping[str, str], *, is_counted: bool = False
) -> list[Markup]:
    """The picture, and the list, which is folded where it is long.

    ``is_counted`` where the page lists the claims themselves too: here it has their number then.
    """
    if not shown.speakers:
        return [empty(words.NOTHING)]
    parties = shown.parties
    # The lines of the picture lead to these anchors, so that the list is more than a repetition.
    items = Tag("ul", anchor=shown.anchor, classes=["dossier-sayings"])
    for speaker in shown.speakers:
        party = speaker.party
        head = paragraph(*side_mark(party.side, sides), party.link)
        sayings = [_saying(saying, parties, is_counted=is_counted) for saying in speaker.sayings]
        items += [Tag("li", head, *sayings, anchor=speaker.anchor)]
    count = sum(speaker.weight for speaker in shown.speakers)
    drawn = picture_of("relations", shown, sides)
    # The picture of one actor is as wide as the page: a list finds no room beside it.
    if count <= _MOST_UNFOLDED and not shown.focus:
        return [Tag("div", drawn, items, classes=["dossier-beside"])]
    summary = words.say(words.AS_LIST, claims=words.count_of(count, "claim"))
    return [drawn, *fold_away(summary, [items])]


def _claim(claim: Link, saying: Saying) -> Tag:
    said: list[Markup] = [claim]
    said = probably(said) if claim.anchor in saying.guesses else said
    return Tag("span", *said, classes=["dossier-saying-claim"])


def _saying(saying: Saying, parties: Mapping[str, Party], *, is_counted: bool) -> Tag:
    targets = listed(parties[target].link for target in saying.targets)
    claims = joined([_claim(claim, saying) for claim in saying.claims], words.SEMICOLON)
    line = sentence(
        words.SAYING,
        saying=sentence(words.SAYINGS[saying.stance], targets=targets),
        claims=[words.count_of(len(saying.claims), "claim")] if is_counted else claims,
    )
    if not saying.is_later:
        return paragraph(*line)
    return paragraph(*sentence(words.LATER_STATUS, status=line), classes=["dossier-later"])
