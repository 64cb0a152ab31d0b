"""How sources look in the bibliography: a style for sphinxcontrib-bibtex."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from docutils import nodes
from pybtex.backends.plaintext import Backend as PlaintextBackend
from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex_docutils import Backend as DocutilsBackend
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.domain import _FilterVisitor as Filter

from sphinx_dossier.core.languages import language_name
from sphinx_dossier.core.sources import read_sources
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_dossier.core.model import Source


class DossierStyle(BaseStyle):  # type: ignore[misc]  # pybtex ships no types
    """Names as they are, titles with their case, full dates, the day of reading."""

    def sort(self, entries: Iterable[Any]) -> list[Any]:
        """By outlet, date and key."""
        return sorted(entries, key=lambda entry: _order(self._source(entry)))

    def format_labels(self, sorted_entries: Iterable[Any]) -> Iterable[str]:
        """``Reuters, 28 September 2020``, with a letter where two would be equal."""
        sources = map(self._source, sorted_entries)
        labels = [words.source(source.outlet, source.date) for source in sources]
        total, seen = Counter(labels), Counter[str]()
        for label in labels:
            seen[label] += 1
            yield f"{label} ({_letter(seen[label])})" if total[label] > 1 else label

    def format_entry(self, label: str, entry: Any, bib_data: object = None) -> FormattedEntry:
        """One entry of the bibliography."""
        return FormattedEntry(entry.key, format_source(self._source(entry)), label)

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {}

    def _source(self, entry: Any) -> Source:
        """An entry is read once, though order, label and text each ask for it."""
        if entry.key not in self._sources:
            self._sources |= read_sources({entry.key: entry}, {})[0]
        return self._sources[entry.key]


def format_source(source: Source) -> Text:
    """Authors, title with its link, where and when it appeared, note, day of reading."""
    name: object = Tag("em", source.title or source.id)
    if source.url:
        name = HRef(source.url, source.title or source.url)
    parts: list[object] = []
    if source.authors:
        parts += [", ".join(one.name for one in source.authors), ": "]
    parts.append(name)
    if source.editors:
        parts.append(", edited by " + ", ".join(one.name for one in source.editors))
    parts.append(". " + ", ".join(filter(None, _published(source))) + ".")
    parts += _identified(source)
    if source.language and source.language != "en":
        parts.append(f" In {language_name(source.language)}.")
    if source.note:
        parts.append(f" {source.note.rstrip('.')}.")
    if source.read:
        parts.append(f" Read {source.read}.")
    return Text(*parts)


def _published(source: Source) -> Iterator[str]:
    """``Connections 14 (2), pp. 1–11, 2015``; ``Europe Report 259``."""
    book = source.field("booktitle", "maintitle")
    if book:
        yield f"In {book}"
    volume, number = source.field("volume"), source.field("number", "issue")
    if source.type == "article":
        part = f"{volume} ({number})" if volume and number else volume or number
        yield f"{source.publisher} {part}".strip()
    else:
        yield source.publisher
        yield f"vol. {volume}" if volume else ""
        yield f"{source.field('type', 'series')} {number}".strip()
    if chapter := source.field("chapter"):
        yield f"ch. {chapter}"
    if edition := source.field("edition"):
        yield f"ed. {edition}"
    if pages := re.sub(r"\s*-+\s*", "–", source.field("pages")):
        yield f"pp. {pages}" if re.search(r"[–,]", pages) else f"p. {pages}"
    yield words.date(source.date) if source.date else "no date"


def _identified(source: Source) -> Iterator[object]:
    """By the numbers that stay when an address is lost."""
    if doi := source.field("doi"):
        yield " "
        yield HRef(f"https://doi.org/{quote(doi)}", f"doi:{doi}")
        yield "."
    for name in ("isbn", "issn"):
        if number := source.field(name):
            yield f" {name.upper()} {number}."


def _order(source: Source) -> tuple[str, bool, object, str]:
    date = source.date.sort_key if source.date else ()
    return source.outlet.casefold(), source.date is None, date, source.id


def _letter(position: int) -> str:
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


class CitationDomain(BibtexDomain):
    """Lists all sources without asking of each who cites it, which grows with their product."""

    def get_filtered_entries(self, bibliography_key: Any) -> Iterable[tuple[str, Any]]:
        """The entries of a list; most need no look at the citations."""
        listed = self.bibliographies[bibliography_key]
        entries = [*self.get_entries(listed.bibfiles)]
        try:
            if _asks_for_citations(listed.filter_) or listed.keys:
                raise ValueError("who cites what is asked for")
            if ast.dump(listed.filter_) != _TAKES_ALL:
                entries = [entry for entry in entries if _takes(listed.filter_, entry)]
        except ValueError:  # also where the filter is wrong, which is told there
            yield from super().get_filtered_entries(bibliography_key)
            return
        for entry in entries:
            yield listed.keyprefix + entry.key, entry


def visit_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Open an entry, without the role that docutils gives it, which is out of use."""
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<div class="citation-list">\n')
    self.body.append(self.starttag(node, "div", classes=["citation"]))


def depart_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Close an entry."""
    after = node.next_node(descend=False, siblings=True)
    self.body.append("</div>\n" if isinstance(after, nodes.citation) else "</div>\n</div>\n")


def listed_sources(env: BuildEnvironment, docname: str, identifier: str) -> tuple[str, ...] | None:
    """The sources that a bibliography takes by what they are; ``None`` where it takes any."""
    domain = citation_domain(env)
    key = BibliographyKey(docname, identifier)
    filter_ = domain.bibliographies[key].filter_
    # Who cites a source is known only when all pages are read.
    if ast.dump(filter_) == _TAKES_ALL or _asks_for_citations(filter_):
        return None
    return tuple(entry.key for _, entry in domain.get_filtered_entries(key))


def entries_of(env: BuildEnvironment, listed: nodes.Element) -> dict[str, nodes.Element]:
    """The nodes that a list of sources has made for its entries, by key."""
    key = BibliographyKey(listed["docname"], listed["ids"][0])
    found: dict[str, nodes.Element] = citation_domain(env).bibliographies[key].citation_nodes
    return found


def _takes(filter_: ast.AST, entry: Any) -> bool:
    # The visitors of Python's own `ast` have no types.
    return bool(Filter(entry, "", frozenset()).visit(filter_))  # type: ignore[no-untyped-call]


def _asks_for_citations(filter_: ast.AST) -> bool:
    names = {node.id for node in ast.walk(filter_) if isinstance(node, ast.Name)}
    return not names.isdisjoint({"cited", "docname", "docnames"})


_TAKES_ALL: Final = ast.dump(ast.parse("True"))


def setup_citations(app: Sphinx) -> None:
    """Register the style, and the backends that pybtex would search anew for each citation."""
    app.add_domain(CitationDomain, override=True)
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
    register_plugin("pybtex.style.formatting", "dossier", DossierStyle, force=True)
    register_plugin("pybtex.backends", "plaintext", PlaintextBackend, force=True)
    register_plugin("pybtex.backends", "docutils", DocutilsBackend, force=True)


def citation_domain(env: BuildEnvironment) -> CitationDomain:
    """What the pages of an environment cite in prose."""
    return cast("CitationDomain", env.domains["cite"])
