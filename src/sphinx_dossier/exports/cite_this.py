"""How to cite an object and the sources it rests on: in words, and in two files for each page.

Two files for each object were most of the files of a site, and took longer to make than its pages.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.answers.prose_names import names_of
from sphinx_dossier.core.index import title
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.model import Claim, Event, Person, Source, kind_of
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.site_folders import CITATION_FOLDER
from sphinx_dossier.exports.bibtex_csl import export_bibtex, export_csl
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dossier.core.index import Index


class CiteThis(NamedTuple):
    """How to cite an object: lines for it and its sources, and the two files of its page."""

    works: tuple[str, ...]
    files: tuple[Link, Link]


def cite_this(index: Index, identifier: str, project: str, address: str) -> CiteThis:
    """How to cite the object of that id; ``address`` is where it can be read."""
    work = _work(index, identifier, project, address)
    lines = [_words(one, is_statement=False) for one in _sources(index, identifier)]
    bib, csl = citation_files(index.home[identifier])
    return CiteThis(
        (_words(work, is_statement=identifier in index.claims), *lines),
        (Link(words.BIBTEX, bib, "", "file"), Link(words.CSL_JSON, csl, "", "file")),
    )


def citation_files(docname: str) -> tuple[str, str]:
    """The paths of the files that :func:`export_citations` is for, BibLaTeX first."""
    return f"{CITATION_FOLDER}/{docname}.bib", f"{CITATION_FOLDER}/{docname}.json"


def export_citations(
    index: Index, docname: str, project: str, addresses: Callable[[str], str]
) -> tuple[str, str]:
    """The objects of a page, and what they cite, as BibLaTeX and as CSL-JSON; "" without any.

    ``addresses`` says where an object of that id can be read. Each object is followed by those of
    its sources that are not above it. The day of reading is left to the reader.
    """
    works: dict[str, Source] = {}
    for object_ in index.owned_by(index.pages[docname]):
        work = _work(index, object_.id, project, addresses(object_.id))
        works |= {work.id: work} | {one.id: one for one in _sources(index, object_.id)}
    return (export_bibtex(works.values()), export_csl(works.values())) if works else ("", "")


def _sources(index: Index, identifier: str) -> list[Source]:
    """The sources that an object cites; several passages of a source are one work."""
    keys = dict.fromkeys(one.source for one in citations(index.objects[identifier]))
    return [source for key in keys if (source := index.source(key))]


def _work(index: Index, identifier: str, project: str, address: str) -> Source:
    """An object as a work of its own."""
    object_ = index.objects[identifier]
    work = Source(
        # Ids and keys are two name spaces for us, and one for whoever reads the file.
        id=f"{kind_of(object_)}:{identifier}" if identifier in index.sources else identifier,
        where=object_.where,
        # BibLaTeX has no type for a statement; this is the one for what has an address alone.
        type="online",
        title=title(object_),
        publisher=project,
        url=address,
    )
    if isinstance(object_, Claim):
        work = replace(
            work,
            title=" ".join(object_.text.split()) or identifier,
            authors=tuple(Person(name) for name in names_of(index, object_.by)),
            date=object_.said,
            note=words.CITED_CLAIM_NOTE,
        )
    elif isinstance(object_, Event):
        work = replace(work, date=object_.when)
    return work


def _words(source: Source, *, is_statement: bool) -> str:
    """``“Storm warning”, The Gazette, 4 March 2031, https://…``; a statement is no quotation."""
    name = words.full_title(source.title, source.field("subtitle")) or source.id
    named = excerpt(name) if is_statement else words.say(words.QUOTE, quote=name)
    date = words.date(source.date) if source.date else source.field("date")
    work = words.COMMA.join(filter(None, (named, source.publisher, date, source.url)))
    has_more = "author" in source.and_others
    authors = words.people((one.name for one in source.authors), has_more=has_more)
    return words.say(words.BY_AUTHORS, authors=authors, work=work) if authors else work
