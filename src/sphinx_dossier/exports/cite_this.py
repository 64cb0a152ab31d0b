"""How to cite an object and the sources it rests on: words, BibLaTeX, CSL-JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.answers.parts import Line, Link
from sphinx_dossier.core.index import title
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.model import Claim, Event, Person, Source
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.exports.bibtex_csl import export_bibtex, export_csl

if TYPE_CHECKING:
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Object

FOLDER = "cite"
CITE = "Cite this"
"""The term of the fact on how to cite an object."""


def cite_lines(index: Index, identifier: str, project: str, address: str) -> tuple[Line, ...]:
    """How to cite an object: one line for it, one for each source, and one for the two files."""
    works = _works(index, identifier, project, address)
    lines: list[Line] = [(_words(one, one.id in index.claims),) for one in works]
    files = (
        Link("BibTeX", f"{FOLDER}/{identifier}.bib", "", "file"),
        " · ",
        Link("CSL-JSON", f"{FOLDER}/{identifier}.json", "", "file"),
    )
    return (*lines, files)


def export_citation(index: Index, identifier: str, project: str, address: str) -> tuple[str, str]:
    """The same as BibLaTeX and as CSL-JSON; the day of reading is left to the reader."""
    works = _works(index, identifier, project, address)
    return export_bibtex(works), export_csl(works)


def _works(index: Index, identifier: str, project: str, address: str) -> list[Source]:
    """The object as a work of its own, and the sources it cites."""
    thing = index.objects[identifier]
    keys = dict.fromkeys(citation.source for citation in citations(thing))
    sources = [index.sources[key] for key in keys if key in index.sources]
    return [_work(index, thing, project, address), *sources]


def _work(index: Index, thing: Object, project: str, address: str) -> Source:
    speaker, date, name, note = "", None, title(thing), ""
    if isinstance(thing, Claim):
        said_by = index.objects.get(thing.by)
        speaker = title(said_by) if said_by else thing.by
        date, name = thing.said, " ".join(thing.text.split()) or thing.id
        note = "A statement, told in the words of the publisher."
    elif isinstance(thing, Event):
        date = thing.when
    return Source(
        id=thing.id,
        where=thing.where,
        type="online",
        title=name,
        authors=(Person(speaker),) if speaker else (),
        publisher=project,
        date=date,
        url=address,
        note=note,
    )


def _words(source: Source, is_statement: bool) -> str:
    """``“Storm warning”, The Gazette, 4 March 2031, https://…``; a statement is no quotation."""
    name = source.title or source.id
    named = excerpt(name) if is_statement else f"“{name}”"
    date = source.date.readable() if source.date else ""
    after = ", ".join(word for word in (named, source.publisher, date, source.url) if word)
    authors = ", ".join(one.name for one in source.authors)
    return ": ".join(word for word in (authors, after) if word)
