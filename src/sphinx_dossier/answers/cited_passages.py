"""Citations of an object and of prose, with where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.page_links import Link, source_link
from sphinx_dossier.answers.timings import shown_date
from sphinx_dossier.core.anchors import passage_anchor

if TYPE_CHECKING:
    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Citation


class Cited(NamedTuple):
    """A citation of an object: its source, the id of the passage in it, and the quoted words.

    The link has the name of the source, and leads to the passage where a page shows it.
    ``language`` is the BCP 47 tag of a quote that is in another language than the pages.
    """

    source: Link
    passage: str
    quote: str
    language: str = ""


class CitedInProse(NamedTuple):
    """A citation in prose: its source and when that appeared, and the place as the author has it.

    The link has the name of the source, and leads to the passage where a page shows it.
    """

    source: Link
    published: Date | None
    locator: str


def cited(index: Index, citation: Citation) -> Cited:
    """A citation of an object."""
    link = source_link(index, citation.source)
    # That the source has such a passage is a matter of the checks; here some page has to show it.
    home = index.coverage_home.get(citation.source)
    if citation.passage and home is not None:
        link = _to_passage(link, home, citation.source, citation.passage)
    language = index.foreign_tag_of(citation.source) if citation.quote else ""
    return Cited(link, citation.passage, citation.quote, language)


def cited_in_prose(index: Index, key: str, passage: str, locator: str) -> CitedInProse:
    """A citation in prose; ``passage`` is the id of the one that ``locator`` means, or ``""``."""
    link, source = source_link(index, key), index.source(key)
    if source is None:
        return CitedInProse(link, None, "")
    manifest, home = index.manifests.get(key), index.coverage_home.get(key)
    if manifest and passage in manifest.passages and home is not None:
        link = _to_passage(link, home, key, passage)
    return CitedInProse(link, shown_date(index, source), locator)


def _to_passage(source: Link, home: str, key: str, passage: str) -> Link:
    return Link(source.label, home, passage_anchor(key, passage), "passage")
