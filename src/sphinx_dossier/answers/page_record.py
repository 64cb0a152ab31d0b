"""A page as a whole: what it rests on, what it holds, who links to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.parts import Line, Link, link, name_in_prose, page_link, source_link
from sphinx_dossier.core.anchors import passage_anchor
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.model import STATUSES, Claim
from sphinx_dossier.core.page import UNNAMED_LINK
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index


class Footing(NamedTuple):
    """A source of a page, and the passages that the page takes from it."""

    source: Link
    title: str
    passages: tuple[Link, ...]


class Mention(NamedTuple):
    """A page that links here, and the sentence in which it does."""

    page: Link
    sentence: str


class PageRecord(NamedTuple):
    """A page as a whole.

    ``statuses`` counts the claims by the status that comes first; ``claims`` links to each.
    """

    footings: tuple[Footing, ...]
    statuses: tuple[tuple[str, int], ...]
    claims: tuple[tuple[str, Link], ...]
    mentions: tuple[Mention, ...]


def page_record(index: Index, docname: str) -> PageRecord:
    """What the page ``docname`` rests on, what it holds, and who links to it."""
    own = index.owned_by(index.pages[docname])
    claims = [thing for thing in own if isinstance(thing, Claim)]
    counted = Counter(standings(index)[claim.id].status for claim in claims)
    return PageRecord(
        footings=_footings(index, docname),
        statuses=tuple((status, counted[status]) for status in STATUSES if status in counted),
        claims=tuple((standings(index)[one.id].status, link(index, one.id)) for one in claims),
        mentions=_mentions(index, docname, [thing.id for thing in own]),
    )


def _footings(index: Index, docname: str) -> tuple[Footing, ...]:
    """The sources that the page cites, decomposed ones first, then in the order of citation."""
    found: dict[str, set[str]] = defaultdict(set)
    page = index.pages[docname]
    for thing in page.objects:
        for citation in citations(thing):
            found[citation.source].add(citation.passage)
    for citation in page.cites:
        found[citation.source].add(citation.passage)
    known = [key for key in found if key in index.sources]
    known.sort(key=lambda key: key not in index.manifests)
    return tuple(_footing(index, key, found[key]) for key in known)


def _footing(index: Index, key: str, passages: Iterable[str]) -> Footing:
    manifest = index.manifests.get(key)
    home = index.coverage_home.get(key, "")
    numbers = sorted(
        int(passage[1:])
        for passage in passages
        if manifest and re.fullmatch(r"p\d+", passage) and passage in manifest.passages
    )
    links = tuple(
        Link(_span(first, last), home, passage_anchor(key, f"p{first}"), "passage")
        for first, last in _runs(numbers)
    )
    return Footing(source_link(index, key), index.sources[key].title, links)


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers that follow one another, as first and last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _span(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"


def _mentions(index: Index, docname: str, own: Iterable[str]) -> tuple[Mention, ...]:
    """Pages whose prose links to an object of this page, each once, by name."""
    found: dict[str, str] = {}
    for identifier in own:
        for other, reference in index.mentions.get(identifier, {}).items():
            if other != docname:
                found.setdefault(other, reference.sentence)
    return tuple(
        Mention(page_link(index, other), named(index, found[other])) for other in sorted(found)
    )


def named(index: Index, sentence: str) -> str:
    """``sentence`` with the names of what it links to without words."""

    def name(target: str) -> str:
        page = index.pages.get(target)
        if page and target not in index.objects:
            return page.title
        return name_in_prose(index, target)

    return UNNAMED_LINK.sub(lambda match: name(match[1]), sentence)


def passages_line(footing: Footing) -> Line:
    """``Beijing News ¶ 13–17, 20`` with a link for each run."""
    line: list[str | Link] = [footing.source]
    for position, passage in enumerate(footing.passages):
        line += [", ", passage] if position else [" ¶ ", passage]
    return tuple(line)
