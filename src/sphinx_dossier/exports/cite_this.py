"""How to cite an object and the sources it rests on: words, BibLaTeX, CSL-JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.answers.prose_names import names_of
from sphinx_dossier.core.index import title
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.model import Claim, Event, Person, Source
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.core.site_folders import CITATION_FOLDER
from sphinx_dossier.exports.bibtex_csl import export_bibtex, export_csl
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index


class CiteThis(NamedTuple):
    """How to cite an object: a line for it and for each of its sources, and two files."""

    works: tuple[str, ...]
    files: tuple[Link, Link]


def cite_this(index: Index, identifier: str, project: str, address: str) -> CiteThis:
    """How to cite the object of that id; ``address`` is where it can be read."""
    works = _works(index, identifier, project, address)
    return CiteThis(
        tuple(_words(one, one.id in index.claims) for one in works),
        (
            Link("BibTeX", f"{CITATION_FOLDER}/{identifier}.bib", "", "file"),
            Link("CSL-JSON", f"{CITATION_FOLDER}/{identifier}.json", "", "file"),
        ),
    )


def export_citation(index: Index, identifier: str, project: str, address: str) -> tuple[str, str]:
    """The same as BibLaTeX and as CSL-JSON; the day of reading is left to the reader."""
    works = _works(index, identifier, project, address)
    return export_bibtex(works), export_csl(works)


def _works(index: Index, identifier: str, project: str, address: str) -> list[Source]:
    """The object as a work of its own, and the sources it cites."""
    object_ = index.objects[identifier]
    # Several passages of a source are one work.
    keys = dict.fromkeys(citation.source for citation in citations(object_))
    sources = [index.sources[key] for key in keys if key in index.sources]
    work = Source(
        id=identifier,
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
    return [work, *sources]


def _words(source: Source, is_statement: bool) -> str:
    """``“Storm warning”, The Gazette, 4 March 2031, https://…``; a statement is no quotation."""
    name = words.full_title(source.title, source.field("subtitle")) or source.id
    named = excerpt(name) if is_statement else words.say(words.QUOTE, quote=name)
    date = words.date(source.date) if source.date else source.field("date")
    work = words.COMMA.join(filter(None, (named, source.publisher, date, source.url)))
    has_more = "author" in source.and_others
    authors = words.people((one.name for one in source.authors), has_more=has_more)
    return words.say(words.BY_AUTHORS, authors=authors, work=work) if authors else work
