"""The way of a claim as a line that forks, first speaker first.

Its markup is an ordered list that reads well without any style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.names import excerpt
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.chain_layout import ways
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.show.claim_lines import (
    passed_on,
    probably,
    render_date,
    render_line,
    render_row,
    render_speakers,
)
from sphinx_dossier.sphinx.show.html_parts import (
    bullets,
    divided,
    explained,
    fold_away,
    paragraph,
    side_class,
    side_mark,
    term,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dossier.answers.chain import Chain, Hop
    from sphinx_dossier.answers.claim_rows import Row
    from sphinx_dossier.pictures.chain_layout import Step, Way
    from sphinx_dossier.sphinx.markup import Markup

_NAME_WORDS: Final = 12
"""So many words of a claim name its way."""


def render_chain(chain: Chain, sides: Mapping[str, str]) -> list[Markup]:
    """The way of a claim."""
    if not chain.hops:
        return []
    lines = [_way(way, sides, is_branch=False) for way in ways(chain.hops)]
    classes = ["dossier-picture", "dossier-chain"]
    return [Tag("div", *_address_of(chain), *lines, classes=classes, anchor=chain.anchor)]


def _address_of(chain: Chain) -> list[Markup]:
    """A link of the picture to itself, by which it can be shared."""
    asked = next((hop.row.text.label for hop in chain.hops if hop.is_asked), "")
    if not (chain.anchor and asked):
        return []
    name = words.say(words.WAY_OF_CLAIM, claim=excerpt(asked, _NAME_WORDS))
    link = Tag("permalink", anchor=chain.anchor, attributes={"name": name})
    return [paragraph(link, classes=["dossier-address-of"])]


def _way(way: Way, sides: Mapping[str, str], *, is_branch: bool) -> Tag:
    last = len(way) - 1
    steps = [
        _step(step, sides, is_first=not i and not is_branch, is_last=i == last)
        for i, step in enumerate(way)
    ]
    return Tag("ol", *steps, classes=["dossier-way"])


def _step(step: Step, sides: Mapping[str, str], *, is_first: bool, is_last: bool) -> Tag:
    hop = step.hop
    body = Tag("div", *_claim(step, sides), classes=["dossier-step"])
    # Of very many steps most are light, or who contradicted would hide the way.
    if hop.denials and not step.is_light:
        # Without the foot: where a denial is printed is on its own page.
        denials = bullets((_denial(row, hop, sides) for row in hop.denials), "dossier-rows")
        label = paragraph(term(words.CONTRADICTED))
        body += [Tag("div", label, denials, classes=["dossier-contradicted"])]
    if hop.joins:
        # In one line each: such a form is a step elsewhere on the way, with all that belongs to it.
        joins = bullets(
            [paragraph(*_guessed(render_line(line), line.claim.anchor, hop))] for line in hop.joins
        )
        label = paragraph(term(words.WENT_INTO))
        body += [Tag("div", label, joins, classes=["dossier-joins"])]
    body += _copies(step.copies, sides)
    if step.branches:
        branches = ([_way(branch, sides, is_branch=True)] for branch in step.branches)
        body += [bullets(branches, "dossier-branches")]
    classes = [
        side_class(hop.row.side, sides),
        "dossier-asked" if hop.is_asked else "",
        f"dossier-denial-{step.denial}" if step.denial else "",
        "dossier-last" if is_last else "",
        "dossier-later" if hop.row.is_later else "",
    ]
    join = [] if is_first else [_join(step)]
    return Tag("li", *join, body, classes=[one for one in classes if one])


def _denial(row: Row, hop: Hop, sides: Mapping[str, str]) -> list[Tag]:
    head, text, _ = render_row(row, sides)
    head.parts = _guessed(head.parts, row.id, hop)
    return [head, text]


def _guessed(line: list[Markup], claim: str, hop: Hop) -> list[Markup]:
    return probably(line) if claim in hop.guesses else line


def _join(step: Step) -> Tag:
    """The line from the step before, with what changed on the way."""
    drift, is_inferred = step.hop.drift, step.hop.is_inferred
    classes = ["dossier-join", *(["dossier-drift"] if drift else [])]
    join = Tag("div", classes=[*classes, *(["dossier-inferred"] if is_inferred else [])])
    if drift:
        join += [paragraph(term(words.WHAT_CHANGED), drift)]
    if is_inferred:
        # In words too, for those who see no dots.
        said = sentence(words.INFERRED_STEP, probably=explained("terms", "probably"))
        join += [paragraph(*said, classes=["dossier-inferred-step"])]
    if drift and step.denial == "dropped":
        join += [paragraph(words.DENIAL_ENDS, classes=["dossier-denial-end"])]
    return join


def _claim(step: Step, sides: Mapping[str, str]) -> list[Markup]:
    """The claim of a step; a light one leaves out where the sources have it."""
    head, text, foot = render_row(step.hop.row, sides)
    head.parts = passed_on(head.parts, step.hop.way)
    return [head, text] if step.is_light else [head, text, foot]


def _copies(copies: Sequence[Hop], sides: Mapping[str, str]) -> list[Markup]:
    """Those who only repeat a step, in few words."""
    lines = [[paragraph(*side_mark(one.row.side, sides), *_in_brief(one))] for one in copies]
    summary = words.count_of(len(copies), "who repeats")
    return fold_away(summary, [bullets(lines)] if lines else [])


def _in_brief(hop: Hop) -> list[Markup]:
    row = hop.row
    claim = row.text._replace(label=words.say(words.ACT_IT, act=words.act(row.act, row.act_label)))
    by = sentence(words.SPEAKER_ACT, speaker=render_speakers(row.speakers), act=claim)
    by = probably(by) if hop.is_inferred else by
    return divided([by, render_date(row.said, row.is_later)])
