"""Names in the place of ids: in prose, and in what a claim answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sphinx_dossier.core.instant_answers import asks_for_instant, instant_date
from sphinx_dossier.core.model import Claim
from sphinx_dossier.core.page import UNNAMED_LINK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Answer


class ClaimName(NamedTuple):
    """A claim as prose names it: who said it, together or nobody at all, and when."""

    speakers: tuple[str, ...]
    said: Date | None


Prose: TypeAlias = tuple[str | ClaimName, ...]
"""Words, and the claims that are named among them."""


def name_in_prose(index: Index, identifier: str) -> str | ClaimName:
    """How a link without words of its own names what it leads to."""
    object_ = index.objects.get(identifier)
    if isinstance(object_, Claim):
        return ClaimName(names_of(index, object_.by), index.said.get(object_.id))
    return index.titles.get(identifier, identifier)


def names_of(index: Index, objects: Iterable[str]) -> tuple[str, ...]:
    """The names of some objects; an id that leads nowhere stands for itself."""
    return tuple(index.titles.get(one, one) for one in objects)


def named(index: Index, sentence: str) -> Prose:
    """``sentence`` with the names of what it links to without words."""
    # Words and targets take turns, because the pattern has one group.
    parts = enumerate(UNNAMED_LINK.split(sentence))
    return tuple(_name(index, part) if position % 2 else part for position, part in parts)


def _name(index: Index, target: str) -> str | ClaimName:
    page = index.pages.get(target)
    # An object and a page may share a name; the link then leads to the object.
    if page and target not in index.objects:
        return page.title
    return name_in_prose(index, target)


def named_answer(index: Index, answer: Answer, claim: Claim | None = None) -> Answer:
    """An answer whose words are an id, with the name of that object.

    An instant is a date on the clock of the site; ``claim`` is who gives it.
    """
    if asks_for_instant(index.questions.get(answer.question)):
        date = instant_date(index, claim, answer)
        clocks = index.clocks_of(claim) if claim else ()
        return answer._replace(words=str(index.shown(date, *clocks))) if date else answer
    if answer.is_quantity or answer.words not in index.titles:
        return answer
    return answer._replace(words=index.titles[answer.words])
