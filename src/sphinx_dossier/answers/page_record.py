"""A page as a whole: what it rests on, what it holds, who links to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.page_links import Link, link, page_link, source_link
from sphinx_dossier.answers.prose_names import Prose, named
from sphinx_dossier.core.anchors import passage_anchor
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.memo import once_each
from sphinx_dossier.core.model import STATUSES, Claim
from sphinx_dossier.core.status import standings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dossier.core.index import Index


class PassageRun(NamedTuple):
    """Passages that follow one another, by their numbers; the link leads to the first."""

    first: int
    last: int
    link: Link


class Footing(NamedTuple):
    """A source of a page, and the passages that the page takes from it."""

    source: Link
    title: str
    passages: tuple[PassageRun, ...]
    language: str = ""
    """The BCP 47 tag of a title in another language than the pages, else ``""``."""


class Mention(NamedTuple):
    """A page that links here, and the sentence in which it does."""

    page: Link
    sentence: Prose


class PageRecord(NamedTuple):
    """A page as a whole.

    ``statuses`` counts the claims by the status that comes first; ``claims`` links to each.
    """

    footings: tuple[Footing, ...]
    statuses: tuple[tuple[str, int], ...]
    claims: tuple[tuple[str, Link], ...]
    mentions: tuple[Mention, ...]


# Three ask for it: whether the page is stale, its text, and its margin.
@once_each
def page_record(index: Index, docname: str) -> PageRecord:
    """What the page ``docname`` rests on, what it holds, and who links to it."""
    own = index.owned_by(index.pages[docname])
    claims = [one for one in own if isinstance(one, Claim)]
    counted = Counter(standings(index)[claim.id].status for claim in claims)
    return PageRecord(
        footings=_footings(index, docname),
        statuses=tuple((status, counted[status]) for status in STATUSES if status in counted),
        claims=tuple((standings(index)[one.id].status, link(index, one.id)) for one in claims),
        mentions=_mentions(index, docname, [one.id for one in own]),
    )


def _footings(index: Index, docname: str) -> tuple[Footing, ...]:
    """The sources that the page cites, decomposed ones first, then in the order of citation."""
    cited: dict[str, set[str]] = defaultdict(set)
    page = index.pages[docname]
    # Also an object that another page owns: this one cites its source all the same.
    for object_ in page.objects:
        for citation in citations(object_):
            cited[citation.source].add(citation.passage)
    for citation in page.cites:
        cited[citation.source].add(citation.passage)
    # What is in no .bib file is reported; at the foot of a page it would be a bare key.
    known = [key for key in cited if key in index.sources]
    # The sort is stable: within both groups the order of citation stays.
    known.sort(key=lambda key: key not in index.manifests)
    return tuple(_footing(index, key, cited[key]) for key in known)


def _footing(index: Index, key: str, passages: Iterable[str]) -> Footing:
    manifest = index.manifests.get(key)
    home = index.coverage_home.get(key, "")
    # By number and not by text: p9 comes before p10.
    numbers = sorted(
        int(passage[1:]) for passage in passages if manifest and passage in manifest.passages
    )
    runs = tuple(
        PassageRun(first, last, Link("", home, passage_anchor(key, f"p{first}"), "passage"))
        for first, last in _runs(numbers)
    )
    source = index.sources[key]
    return Footing(source_link(index, key), source.title, runs, index.foreign_tag_of_title(source))


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers that follow one another, as first and last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _mentions(index: Index, docname: str, own: Iterable[str]) -> tuple[Mention, ...]:
    """Pages whose prose links to an object of this page, each once, by name."""
    sentences: dict[str, str] = {}
    for identifier in own:
        for other, reference in index.mentions.get(identifier, {}).items():
            if other != docname:
                # One sentence a page is enough to see what it is about.
                sentences.setdefault(other, reference.sentence)
    return tuple(
        Mention(page_link(index, other), named(index, sentences[other]))
        for other in sorted(sentences)
    )
