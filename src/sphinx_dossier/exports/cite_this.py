"""How to cite an object: in words of three styles, and in files of three formats for each page.

Files for each object were most of the files of a site, and took longer to make than its pages. The
styles are templates: there is one kind of work here, and citeproc-py takes 13 to 23 milliseconds
for each citation, so that a large site would be built for minutes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.answers.prose_names import names_of
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import title
from sphinx_dossier.core.kinds import citations
from sphinx_dossier.core.model import Claim, Object, Person, Source, Where, kind_of
from sphinx_dossier.core.site_folders import CITATION_FOLDER
from sphinx_dossier.exports.bibtex_csl import export_bibtex, export_csl
from sphinx_dossier.exports.ris_records import export_ris_records
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dossier.core.index import Index


MOMENT: Final = "\ufffc"
"""Where a citation of what was known names the moment."""
SUFFIXES: Final = (".bib", ".json", ".ris")
"""The formats of the files of a page, in their order."""


class Publication(NamedTuple):
    """The site as a work: its name, who makes it, and which version of it.

    ``authors`` is empty where the settings name nobody. ``changed`` says on which day a page was
    last changed, as ``2026-11-22``, or ``""``.
    """

    project: str
    authors: str = ""
    version: str = ""
    changed: Callable[[str], str] = lambda _: ""


class CiteThis(NamedTuple):
    """How to cite an object: by style, up to where its address stands; the address; the files.

    ``address`` is empty where nobody knows it: a page finds its own when somebody reads it.
    ``picture`` is a file with its picture alone, ``code`` what shows that on another site.
    """

    styles: tuple[tuple[str, str], ...]
    address: str
    files: tuple[Link, ...]
    picture: Link | None = None
    code: str = ""


def cite_this(index: Index, identifier: str, site: Publication, address: str) -> CiteThis:
    """How to cite the object of that id; ``address`` is where anybody can read it, or ``""``."""
    work = _work(index, identifier, site, address)
    labels = (words.BIBTEX, words.CSL_JSON, words.RIS)
    files = zip(labels, citation_files(index.home[identifier]), strict=True)
    links = tuple(Link(label, path, "", "file") for label, path in files)
    return CiteThis(_styles(work), address, links)


def cite_moment(index: Index, docname: str, site: Publication, address: str) -> CiteThis:
    """How to cite what was known at a moment, as a page shows it; its place is :data:`MOMENT`."""
    name = index.pages[docname].title or site.project
    title = words.say(words.CITED_MOMENT, title=name, moment=MOMENT)
    work = _published(site, docname, docname, title, address)
    return CiteThis(_styles(work), address, ())


def _styles(work: Source) -> tuple[tuple[str, str], ...]:
    return (("plain", _plain(work)), ("chicago", _chicago(work)), ("apa", _apa(work)))


def citation_files(docname: str) -> tuple[str, ...]:
    """The paths of the files that :func:`export_citations` is for, in their order."""
    return tuple(f"{CITATION_FOLDER}/{docname}{suffix}" for suffix in SUFFIXES)


def export_citations(
    index: Index, docname: str, site: Publication, addresses: Callable[[str], str]
) -> tuple[str, ...]:
    """The objects of a page, and what they cite, in each format; "" without any.

    ``addresses`` says where an object of that id can be read. Each object is followed by those of
    its sources that are not above it. The day of reading is left to the reader.
    """
    works: dict[str, Source] = {}
    for object_ in index.owned_by(index.pages[docname]):
        work = _work(index, object_.id, site, addresses(object_.id))
        works |= {work.id: work} | {one.id: one for one in _sources(index, object_.id)}
    if not works:
        return ("",) * len(SUFFIXES)
    return tuple(
        export(works.values()) for export in (export_bibtex, export_csl, export_ris_records)
    )


def _sources(index: Index, identifier: str) -> list[Source]:
    """The sources that an object cites; several passages of a source are one work."""
    keys = dict.fromkeys(one.source for one in citations(index.objects[identifier]))
    return [source for key in keys if (source := index.source(key))]


def _work(index: Index, identifier: str, site: Publication, address: str) -> Source:
    """An object as a work of its own: what this site says, on the day on which it says that."""
    object_ = index.objects[identifier]
    # Ids and keys are two name spaces for us, and one for whoever reads the file.
    name = f"{kind_of(object_)}:{identifier}" if identifier in index.sources else identifier
    work = _published(site, index.home[identifier], name, _title(index, object_), address)
    return replace(work, note=words.CITED_CLAIM_NOTE) if isinstance(object_, Claim) else work


def _published(site: Publication, docname: str, name: str, title: str, address: str) -> Source:
    """Something that a page of the site says, as a work."""
    changed = site.changed(docname)
    return Source(
        id=name,
        # No line of a file holds it.
        where=Where(docname, 0),
        # BibLaTeX has no type for a statement; this is the one for what has an address alone.
        type="online",
        title=title,
        # In one piece, because it names a group.
        authors=(Person(site.authors),) if site.authors else (),
        publisher=site.project,
        date=parse_date(changed) if changed else None,
        url=address,
        fields=(("version", site.version),) if site.version else (),
    )


def _title(index: Index, object_: Object) -> str:
    """The name of an object; of a claim who said it, when, and all of it, in our words."""
    if not isinstance(object_, Claim):
        return title(object_)
    text = " ".join(object_.text.split()) or object_.id
    speaker = words.speakers(names_of(index, object_.by))
    if object_.said is None:
        return words.say(words.CLAIM, speaker=speaker, claim=text)
    date = words.date(object_.said)
    return words.say(words.DATED_CLAIM, speaker=speaker, date=date, claim=text)


def _plain(work: Source) -> str:
    version = words.say(words.VERSION, version=work.field("version"))
    date = words.date(work.date) if work.date else ""
    known = [_bare(work.title), work.publisher, version if work.field("version") else "", date]
    cited = words.COMMA.join(filter(None, known))
    authors = words.COMMA.join(one.name for one in work.authors)
    return words.say(words.BY_AUTHORS, authors=authors, work=cited) if authors else cited


def _chicago(work: Source) -> str:
    """As the Chicago Manual of Style (17th edition, 14.207) has a page of a website."""
    version = words.say(words.VERSION, version=work.field("version"))
    site = [work.publisher, version if work.field("version") else ""]
    changed = words.month_first(work.date) if work.date else ""
    return words.BLANK.join(
        filter(
            None,
            (
                *(words.ended(one.name) for one in work.authors),
                words.say(words.QUOTE, quote=words.ended(work.title)),
                words.ended(words.COMMA.join(filter(None, site))),
                words.say(words.LAST_MODIFIED, date=changed) if changed else "",
            ),
        )
    )


def _apa(work: Source) -> str:
    """As the Publication Manual of the APA (7th edition, 10.16) has a page of a website."""
    date = words.year_first(work.date) if work.date else words.UNDATED
    version = words.say(words.VERSION_IN_BRACKETS, version=work.field("version"))
    named = words.BLANK.join([_bare(work.title), *([version] if work.field("version") else [])])
    dated = words.say(words.BRACKETED_DATE, date=date)
    authors = [words.ended(one.name) for one in work.authors]
    # Without an author the title comes first.
    begin = [*authors, dated, words.ended(named)] if authors else [words.ended(named), dated]
    return words.BLANK.join([*begin, words.ended(work.publisher)])


def _bare(text: str) -> str:
    """A title without the full stop of its sentence, which the style sets itself."""
    return text.removesuffix(".")
