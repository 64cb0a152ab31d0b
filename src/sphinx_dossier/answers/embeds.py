"""What other sites can put into their pages: numbers that answer a question, ways, moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sphinx_dossier.answers.chain import chain_of
from sphinx_dossier.answers.figures import Figures, quantity_of
from sphinx_dossier.answers.knowing import Knowing
from sphinx_dossier.answers.page_links import Link, link, page_link
from sphinx_dossier.answers.uses import ChainUse, KnowingUse, Showing, WayUse
from sphinx_dossier.core.anchors import chain_anchor, knowing_anchor, numbered_anchor
from sphinx_dossier.core.memo import nameless, once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dossier.answers.uses import Answer
    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index


FramedUse: TypeAlias = KnowingUse | WayUse
"""The views that have a file of their own wherever a page has them."""


class Embed(NamedTuple):
    """A picture by itself: where the site shows it, the day it is of, and what it shows."""

    home: Link
    as_of: Date | None
    answer: Answer


class FramedView(NamedTuple):
    """A view of a page that has a file of its own, and the place that shows it."""

    home: Link
    view: FramedUse


@once
def embedded(index: Index) -> Mapping[str, Link]:
    """The ids of all claims and questions that have such a picture, each with where it is shown.

    They are the claims whose way a page draws, and the questions of this dossier that are answered
    by numbers.
    """
    found: dict[str, Link] = {}
    for docname in sorted(index.pages):
        for use in index.pages[docname].uses:
            # One that a page draws once more has no anchor there.
            if isinstance(use, ChainUse) and use.anchor and use.claim in index.claims:
                home = Link(_sentence(index, use.claim), docname, chain_anchor(use.claim), "")
                found.setdefault(use.claim, home)
    for identifier, question in index.questions.items():
        is_ours = identifier in index.home and question.known_kind == "quantity"
        answers = (index.answer(one, identifier) for one in index.answers.get(identifier, ()))
        if is_ours and any(one and (one.is_quantity or one.is_none_claimed) for one in answers):
            found[identifier] = link(index, identifier)._replace(kind="")
    return dict(sorted(found.items()))


@nameless
def with_pictures(index: Index) -> frozenset[str]:
    """The ids alone: whoever asks for no more has not looked at what they are called."""
    return frozenset(embedded(index))


def _sentence(index: Index, claim: str) -> str:
    """The whole of what is claimed: its beginning is no title where nothing stands beside it."""
    return index.marked(claim, index.claims[claim].text) or index.titles[claim]


@once
def framed_views(index: Index) -> Mapping[str, FramedView]:
    """The short ways, and the pictures of what was known when, each by a name of its own."""
    return {
        name_of_view(docname, use): FramedView(_home_of(index, docname, use), use)
        for docname in sorted(index.pages)
        for use in index.pages[docname].uses
        if isinstance(use, KnowingUse) or (isinstance(use, WayUse) and use.claim in index.claims)
    }


def name_of_view(docname: str, view: FramedUse) -> str:
    """The name of the file that shows the same as a view of a page.

    It has the page, so that it hangs on no other one; no id has a stroke. The number of a view
    comes before that, as behind it a page may have the same.
    """
    if isinstance(view, KnowingUse):
        return f"{numbered_anchor('known', view.number)}/{docname}"
    return f"{numbered_anchor('ways', view.number)}/{docname}/{view.claim}"


def _home_of(index: Index, docname: str, view: FramedUse) -> Link:
    title = (
        _sentence(index, view.claim)
        if isinstance(view, WayUse)
        else page_link(index, docname).label
    )
    return Link(title, docname, "", "")


def embed_of(index: Index, name: str, sides: Sequence[str]) -> Embed:
    """What one of the files shows, as of the day of the page that shows it too.

    :raises KeyError: there is no such file.
    """
    if name in framed_views(index):
        home, view = framed_views(index)[name]
        showing = Showing(home.docname, tuple(sides))
        day = view.as_of or index.day_of(home.docname)
        return _with_anchor(Embed(home, day, view.answer_on(index, showing)))
    return _picture_of(index, name, sides)


def _with_anchor(embed: Embed) -> Embed:
    """What was known when has its anchor by the day on which it begins."""
    if not (isinstance(embed.answer, Knowing) and embed.answer.stretches):
        return embed
    anchor = knowing_anchor(embed.answer.stretches[0].mark)
    return embed._replace(home=embed.home._replace(anchor=anchor))


def _day_of_way(index: Index, docname: str, claim: str) -> Date | None:
    """The day that a page asks for where it draws the way of a claim; ``None`` for its own."""
    uses = index.pages[docname].uses
    drawn = (one for one in uses if isinstance(one, ChainUse) and one.anchor)
    return next((one.as_of for one in drawn if one.claim == claim), None)


def _picture_of(index: Index, identifier: str, sides: Sequence[str]) -> Embed:
    home = embedded(index)[identifier]
    day = _day_of_way(index, home.docname, identifier) or index.day_of(home.docname)
    seen = index.seen_from(day)
    if identifier in index.claims:
        return Embed(home, day, chain_of(seen, identifier))
    return Embed(home, day, Figures((quantity_of(seen, index.questions[identifier], sides),)))
