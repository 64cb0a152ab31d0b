"""Sources in the bibliography: how each looks, and which ones a list takes.

Both are parts of sphinxcontrib-bibtex: a formatting style, and its domain with faster lists.
"""

from __future__ import annotations

import ast
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from docutils import nodes
from pybtex import plugin
from pybtex.backends.plaintext import Backend as PlaintextBackend
from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex_docutils import Backend as DocutilsBackend
from sphinxcontrib.bibtex import domain as bibtex_domain
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.domain import _FilterVisitor as Filter

from sphinx_dossier.answers import timings
from sphinx_dossier.core.bib_addresses import DOI_HOST, is_doi
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.languages import language_of_title
from sphinx_dossier.core.memo import once
from sphinx_dossier.core.replaced_attribute import replaced_where_known
from sphinx_dossier.core.sources import read_sources
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx.bib_files import digest_of_entries, entries_of_files
from sphinx_dossier.sphinx.digest import digest
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.markup import sentence
from sphinx_dossier.sphinx.settings import covers
from sphinx_dossier.sphinx.stored_citations import restore_citations, store_citations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator
    from sphinxcontrib.bibtex.domain import Citation

    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.model import Source

STYLE: Final = "dossier"
"""The name of the style in settings."""
_FORMATTED: Final = "formatted"
_LISTED: Final = "listed"
_TAKES_ALL: Final = ast.dump(ast.parse("True"))
"""The filter that bibtex makes of the option ``:all:``."""


class InLanguage(Tag):  # type: ignore[misc]  # pybtex ships no types
    """A title in another language than that of the pages, a BCP 47 tag."""

    def __init__(self, tag: str, *parts: Any) -> None:
        super().__init__(tag, *parts)

    def render(self, backend: object) -> Any:
        """Nodes with the class of that language; for other output the words alone."""
        rendered = Text(*self.parts).render(backend)
        if not isinstance(backend, DocutilsBackend):
            return rendered
        # By such a class docutils knows the language of a node.
        return [nodes.inline("", "", *rendered, classes=[f"language-{self.name}"])]


class DossierStyle(BaseStyle):  # type: ignore[misc]  # pybtex ships no types
    """Names as they are, titles with their case, full dates, the day of reading.

    An entry is shown from the source that the index has made of it.
    """

    def __init__(self, index: Callable[[], Index], **options: Any) -> None:
        super().__init__(**options)
        # pybtex hides methods of these names behind those of the styles that it finds by itself.
        del self.sort, self.format_labels
        self._index = index

    def sort(self, entries: Iterable[Any]) -> list[Any]:
        """By outlet, date and key; what is no publication, such as ``@xdata``, is left out.

        bibtex lists that too where it has read the files itself.
        """
        sources = self._index().sources
        listed = [entry for entry in entries if entry.key in sources]
        return sorted(listed, key=lambda entry: _order(sources[entry.key]))

    def format_labels(self, sorted_entries: Iterable[Any]) -> Iterable[str]:
        """``Reuters, 28 September 2020``, with a letter where two would be equal."""
        labels = _labels(self._index())
        return [labels[entry.key] for entry in sorted_entries]

    def format_entry(self, label: str, entry: Any, bib_data: object = None) -> FormattedEntry:
        """One entry of the bibliography."""
        source, index = self._source(entry), self._index()
        foreign = index.foreign_tag(source.language)
        shown = format_source(source, timings.shown_date(index, source), foreign)
        return FormattedEntry(entry.key, shown, label)

    def _source(self, entry: Any) -> Source:
        # A style of others may list what is no source, with tooltips of ours.
        known = self._index().sources.get(entry.key)
        return known or read_sources({entry.key: entry}, {})[0][entry.key]


@once
def _labels(index: Index) -> dict[str, str]:
    """Source key -> its label, which no other source has, be it in another list."""
    ordered = sorted(index.sources.values(), key=_order)
    labels = {one.id: words.source(one.outlet, timings.shown_date(index, one)) for one in ordered}
    total, seen = Counter(labels.values()), Counter[str]()
    for key, label in labels.items():
        seen[label] += 1
        if total[label] > 1:
            labels[key] = words.say(words.IN_BRACKETS, what=label, note=_letter(seen[label]))
    return labels


def format_source(source: Source, shown: Date | None = None, foreign: str = "") -> Text:
    """Authors, title with its link, where and when it appeared, note, day of reading.

    ``shown`` is its date on the clock of the site, where that is another one; ``foreign`` the BCP
    47 tag of its titles, where they are in another language than the pages.
    """
    title = _title(words.full_title(source.title, source.field("subtitle")), foreign)
    work: list[Any] = [Tag("em", title or source.id)]
    if source.url:
        work = [HRef(source.url, title or source.url)]
    # BibLaTeX prints an addition behind the title, outside its style: a translation, for instance.
    if addition := source.field("titleaddon"):
        work = sentence(words.ADDED_TO_TITLE, work=work, addition=addition)
    if (editors := _editors(source)) and not _book(source):
        work = sentence(words.EDITED, work=work, editors=words.unstopped(editors))
    if source.authors:
        work = sentence(words.BY_AUTHORS, authors=authors_of(source), work=work)
    published: list[Any] = []
    for part in filter(None, _published(source, shown, foreign)):
        published += [
            *([words.COMMA] if published else []),
            *([part] if isinstance(part, str) else part),
        ]
    parts = sentence(words.REFERENCE, work=work, published=published)
    for one in (*_identified(source), *_remarks(source)):
        parts += [" ", *one]
    return Text(*parts)


def _title(title: str, foreign: str) -> Any:
    tag = language_of_title(title, foreign)
    return InLanguage(tag, title) if tag else title


def _published(source: Source, shown: Date | None, foreign: str) -> Iterator[Any]:
    """The parts of the place of publication, some of them empty.

    Together they read ``Connections 14 (2), pp. 1–11, 2015`` or ``Europe Report 259, no date``.
    """
    if book := _book(source):
        editors = _editors(source)
        template = words.IN_EDITED_BOOK if editors else words.IN_BOOK
        yield sentence(template, book=_title(book, foreign), editors=editors)
    yield from _numbered(source)
    if chapter := source.field("chapter"):
        yield words.say(words.CHAPTER, chapter=chapter)
    if edition := source.field("edition"):
        yield words.say(words.EDITION, edition=edition)
    if pages := source.field("pages"):
        yield words.pages_of(pages)
    # A date that cannot be read is a problem, and readers see it as it is written.
    yield source.field("date") or _appeared(source.date, shown)


def authors_of(source: Source) -> str:
    """The authors in a row."""
    has_more = "author" in source.and_others
    return words.people((one.name for one in source.authors), has_more=has_more)


def _editors(source: Source) -> str:
    """The editors in a row, ``""`` where they did something else, such as compiling it."""
    if source.field("editortype") not in ("", "editor"):
        return ""
    has_more = "editor" in source.and_others
    return words.people((one.name for one in source.editors), has_more=has_more)


def _book(source: Source) -> str:
    """The title of the book that a work is a part of."""
    whole = "book" if source.field("booktitle") else "main"
    return words.full_title(source.field(f"{whole}title"), source.field(f"{whole}subtitle"))


def _appeared(written: Date | None, shown: Date | None) -> str:
    """The date on the clock of the site, with that of the source where this is another one."""
    if written is None:
        return words.NO_DATE
    if shown in (None, written):
        return words.date(written)
    own = words.say(words.IN_THE_SOURCE, dates=words.date(written))
    return words.say(words.IN_BRACKETS, what=words.date(shown), note=own)


def _numbered(source: Source) -> Iterator[str]:
    """The journal, or the publisher and the series, with volume and number."""
    volume, number = source.field("volume"), source.field("number", "issue")
    if source.type == "article":
        both = volume and number
        issue = words.say(words.ISSUE, volume=volume, number=number) if both else volume or number
        yield words.say(words.NUMBERED, series=source.publisher, number=issue).strip()
        return
    yield source.publisher
    yield words.say(words.VOLUME, volume=volume) if volume else ""
    series = source.field("type", "series")
    series = words.TYPES_OF_WORK.get(series, series)
    yield words.say(words.NUMBERED, series=series, number=number).strip()


def _identified(source: Source) -> Iterator[list[Any]]:
    """The numbers by which a source can be found when its address is lost."""
    if doi := source.field("doi"):
        named = f"doi:{doi}"
        link: Any = HRef(DOI_HOST + quote(doi), named) if is_doi(doi) else named
        yield sentence(words.IDENTIFIED, identifier=link)
    for name in ("isbn", "issn"):
        if number := source.field(name):
            yield sentence(words.IDENTIFIED, identifier=f"{name.upper()} {number}")


def _remarks(source: Source) -> Iterator[list[Any]]:
    """Its language, what the editors say of it, the day on which they read it, a copy of it."""
    if source.language and source.language != words.LANGUAGE:
        yield sentence(words.IN_LANGUAGE, language=words.language(source.language))
    if source.note:
        yield sentence(words.NOTE, note=words.unstopped(source.note))
    if source.read:
        yield sentence(words.READ, day=_day_in_words(source.read))
    if archived := source.field("archiveurl"):
        link = HRef(archived, words.ARCHIVED_COPY)
        day = _day_in_words(source.field("archivedate"))
        template = words.ARCHIVED_ON if day else words.ARCHIVED
        yield sentence(template, copy=link, day=day)


def _day_in_words(written: str) -> str:
    """A day as the pages write all days; what is none of the calendar stays as it is written."""
    try:
        return words.date(parse_date(written))
    except DateError:
        return written


def _order(source: Source) -> tuple[str, bool, object, str]:
    """By outlet and date, sources without a date last; the key makes the order certain."""
    date = source.date.sort_key if source.date else ()
    return source.outlet.casefold(), source.date is None, date, source.id


def _letter(position: int) -> str:
    """``a`` for 1, ``z`` for 26, ``aa`` for 27, as columns of a spreadsheet are called."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _as_read(bibdata: Any, *_: object) -> Any:
    """The entries as they were left."""
    return bibdata


class CitationDomain(BibtexDomain):
    """Lists sources without looking for those who cite each, where the list does not need them.

    Nor does it format them again as long as nothing has changed of what they are formatted from.

    bibtex goes through all citations for each source, whatever the filter: the time grows with
    the product of both.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        self._citing_lists: list[Any] | None = None
        self._listed: list[Citation] | None = None
        # Before 2.7 bibtex parses the files here, before `bib_files` has read them.
        with replaced_where_known(bibtex_domain, "process_bibdata", _as_read):
            super().__init__(env)

    @property
    def citations(self) -> list[Citation]:
        """How the entries are listed, by whom; no part of what bibtex itself stores."""
        if self._listed is None:
            made = self.data.get(_LISTED)
            self._listed = restore_citations(made, self.bibdata.data.entries) if made else []
        return self._listed

    @property
    def citation_refs(self) -> list[Any]:
        """The citations of all pages, or those that :meth:`ask_about` leaves."""
        found: list[Any] = self.data["citation_refs"]
        return found if self._citing_lists is None else self._citing_lists

    def ask_about(self, docnames: AbstractSet[str] | None) -> None:
        """Name the citations of some pages only, until it is called with ``None``.

        bibtex goes through all of them for each entry of a list, and keeps those of its page.
        """
        self._citing_lists = None
        if docnames is not None:
            self._citing_lists = [one for one in self.citation_refs if one.docname in docnames]

    def env_updated(self) -> Iterable[str]:
        """Format the entries of all lists, unless those of the last build are what would come."""
        domain, before = domain_of(self.env), self.data.get(_FORMATTED)
        if before and (domain.is_unchanged or domain.is_reworded):
            return []
        now = self._made_of()
        if before and before == now:
            return []
        self._listed = []
        changed: Iterable[str] = super().env_updated()
        self.data[_LISTED] = store_citations(self._listed)
        # What bibtex warns of while it formats has to be said at every build.
        self.data[_FORMATTED] = "" if _repeats(self) else now
        return changed

    def clear_doc(self, docname: str) -> None:
        """Drop the lists of a page, and what was made of them."""
        if any(key.docname == docname for key in self.bibliographies):
            self.data.pop(_FORMATTED, None)
            self.data.pop(_LISTED, None)
            self._listed = None
        # bibtex would go through what other pages list, and keep all of that as its own.
        listed, self._listed = self._listed, []
        super().clear_doc(docname)
        self._listed = listed

    def _made_of(self) -> str:
        """A digest of what the entries are formatted from; ``""`` where more than that counts."""
        lists, config = self.bibliographies, self.env.config
        tooltips = config.bibtex_tooltips_style if config.bibtex_tooltips else ""
        # Other styles warn of fields that they miss, and wrong filters are warned of.
        is_ours = all(
            one.style == STYLE and self._selected(one) is not None for one in lists.values()
        )
        if not is_ours or tooltips not in ("", STYLE):
            return ""
        of_lists = [
            (key, ast.dump(one.filter_), [*map(str, one.bibfiles)], one.list_, one.keyprefix,
             one.labelprefix)
            for key, one in lists.items()
        ]  # fmt: skip
        index = domain_of(self.env).index
        days = [timings.shown_date(index, source) for source in index.sources.values()]
        return digest((of_lists, config.bibtex_tooltips, days, digest_of_entries(self.env)))

    def get_filtered_entries(self, bibliography_key: Any) -> Iterable[tuple[str, Any]]:
        """The entries that a list takes, each with the key under which it lists them."""
        bibliography = self.bibliographies[bibliography_key]
        entries = self._selected(bibliography)
        if entries is None:
            yield from super().get_filtered_entries(bibliography_key)
        else:
            for entry in entries:
                yield bibliography.keyprefix + entry.key, entry

    def _selected(self, bibliography: Any) -> list[Any] | None:
        """The entries of a list, ``None`` where bibtex itself has to select them."""
        if _needs_citations(bibliography.filter_) or bibliography.keys:
            return None
        entries = [*self.get_entries(bibliography.bibfiles)]
        if ast.dump(bibliography.filter_) == _TAKES_ALL:
            return entries
        try:
            return [entry for entry in entries if _takes(bibliography.filter_, entry)]
        except ValueError:
            # The filter is wrong: bibtex warns of it in its own words.
            return None


def visit_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Open an entry, without the role ``doc-biblioentry`` that docutils gives it.

    DPUB-ARIA 1.1 deprecates that role, and checkers of accessibility count it as a fault.
    """
    # As docutils does it: entries that follow each other are one list.
    if not isinstance(_beside(self, node)[0], nodes.citation):
        self.body.append('<div class="citation-list">\n')
    self.body.append(self.starttag(node, "div", classes=["citation"]))


def depart_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Close an entry, and the list behind its last one."""
    is_last = not isinstance(_beside(self, node)[1], nodes.citation)
    self.body.append("</div>\n</div>\n" if is_last else "</div>\n")


def _beside(writer: HTML5Translator, node: nodes.citation) -> tuple[object, object]:
    """What stands before and behind an entry; docutils would go through the whole list for each."""
    places: dict[int, int]
    parent, places = getattr(writer, "dossier_entries", (None, {}))
    if parent is not node.parent:
        parent = node.parent
        places = {id(child): place for place, child in enumerate(parent.children)}
        writer.dossier_entries = parent, places  # type: ignore[attr-defined]
    place = places[id(node)]
    before = parent.children[place - 1] if place else None
    return before, (*parent.children[place + 1 : place + 2], None)[0]


def listed_sources(env: BuildEnvironment, docname: str, identifier: str) -> tuple[str, ...] | None:
    """The sources that a bibliography takes because of what they are.

    ``None`` where it may take any source: all of them, or those that some page cites.
    """
    domain = citation_domain(env)
    key = BibliographyKey(docname, identifier)
    filter_ = domain.bibliographies[key].filter_
    # Which pages cite a source is known only when all are read.
    if ast.dump(filter_) == _TAKES_ALL or _needs_citations(filter_):
        return None
    return tuple(entry.key for _, entry in domain.get_filtered_entries(key))


def known_sources(env: BuildEnvironment) -> tuple[str, ...]:
    """The .bib files and the keys in them: a bibliography that is read now knows just these."""
    files = entries_of_files(env).bibfiles
    return (*map(str, files), *(key for file in files.values() for key in file.keys))


def entries_of(env: BuildEnvironment, bibliography: nodes.Element) -> dict[str, nodes.Element]:
    """The nodes that a bibliography has made for its entries, by key."""
    key = BibliographyKey(bibliography["docname"], bibliography["ids"][0])
    entries: dict[str, nodes.Element] = citation_domain(env).bibliographies[key].citation_nodes
    return entries


def _repeats(domain: BibtexDomain) -> bool:
    """Whether a source or a label is listed twice where it is cited by it: bibtex warns of that."""
    of_lists = domain.bibliographies
    cited = [one for one in domain.citations if of_lists[one.bibliography_key].list_ == "citation"]
    labels = {one.formatted_entry.label for one in cited}
    return len({one.key for one in cited}) < len(cited) or len(labels) < len(cited)


def _takes(filter_: ast.AST, entry: Any) -> bool:
    # bibtex gives the constructor of its visitor of filters no types.
    return bool(Filter(entry, "", frozenset()).visit(filter_))  # type: ignore[no-untyped-call]


def _needs_citations(filter_: ast.AST) -> bool:
    """Whether a filter names what bibtex finds out from the citations of the pages."""
    names = {node.id for node in ast.walk(filter_) if isinstance(node, ast.Name)}
    return not names.isdisjoint({"cited", "docname", "docnames"})


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Put the domain in place of that of bibtex if the site says so: ``config-inited``."""
    if covers(config, "citations"):
        app.add_domain(CitationDomain, override=True)
        app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))


def setup_citations(app: Sphinx) -> None:
    """Register the style."""
    style = partial(DossierStyle, lambda: domain_of(app.env).index)
    # pybtex reads the names of all installed packages first, and with force does nothing with
    # them; before 0.25 by other means.
    with replaced_where_known(plugin, "entry_points", _nothing):
        # With force, because a process may build one project after the other, each with its index.
        register_plugin("pybtex.style.formatting", STYLE, style, force=True)
        # pybtex looks for these two among all installed packages again for each citation, unless
        # they are registered in this process.
        register_plugin("pybtex.backends", "plaintext", PlaintextBackend, force=True)
        register_plugin("pybtex.backends", "docutils", DocutilsBackend, force=True)


def _nothing(**_: object) -> tuple[()]:
    return ()


def citation_domain(env: BuildEnvironment) -> BibtexDomain:
    """What the pages of an environment cite in prose."""
    return cast("BibtexDomain", env.domains["cite"])
