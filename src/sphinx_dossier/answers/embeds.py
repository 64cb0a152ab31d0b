"""What other sites can put into their pages: the numbers that answer a question, and ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.chain import Chain, chain_of
from sphinx_dossier.answers.figures import Figures, quantity_of
from sphinx_dossier.answers.page_links import Link, link
from sphinx_dossier.answers.uses import ChainUse
from sphinx_dossier.core.anchors import chain_anchor
from sphinx_dossier.core.memo import once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index


class Embed(NamedTuple):
    """A picture by itself: the claim or question with a link to where the site shows it."""

    home: Link
    as_of: Date | None
    answer: Chain | Figures


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
                title = Link(index.titles[use.claim], docname, chain_anchor(use.claim), "")
                found.setdefault(use.claim, title)
    for identifier, question in index.questions.items():
        is_ours = identifier in index.home and question.known_kind == "quantity"
        answers = (index.answer(one, identifier) for one in index.answers.get(identifier, ()))
        if is_ours and any(one and (one.is_quantity or one.is_none_claimed) for one in answers):
            found[identifier] = link(index, identifier)._replace(kind="")
    return dict(sorted(found.items()))


def embed_of(index: Index, identifier: str, sides: Sequence[str]) -> Embed:
    """The picture of one of the :func:`embedded`, as of the day of the page that shows it.

    :raises KeyError: it is none of them.
    """
    home = embedded(index)[identifier]
    day = index.day_of(home.docname)
    seen = index.seen_from(day)
    if identifier in index.claims:
        return Embed(home, day, chain_of(seen, identifier))
    return Embed(home, day, Figures((quantity_of(seen, index.questions[identifier], sides),)))
