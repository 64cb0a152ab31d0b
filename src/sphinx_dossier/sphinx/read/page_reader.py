"""Reading a page: what was noted on the way, and what its document holds, become one ``Page``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinxcontrib.bibtex.nodes import bibliography

from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.meant_values import fault_of_date
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.page import Page, SourceList
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.sphinx.bibliography import known_sources, listed_sources
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.read import prose, references
from sphinx_dossier.sphinx.read.object_anchors import anchor_sources
from sphinx_dossier.sphinx.settings import covers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.core.dates import Date


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the page says: a handler of ``doctree-read``."""
    env = app.env
    notes = notes_of(env)
    file = str(env.doc2path(env.docname))
    takes_citations, checks_prose = covers(app.config, "citations"), covers(app.config, "prose")
    # Nobody else looks for them, and all that is here is stored with the environment.
    is_searched = covers(app.config, "search") or covers(app.config, "data")
    if takes_citations:
        # Sphinx stores the document after this event: its anchors have to be final now.
        anchor_sources(env, doctree)
    links = [*doctree.findall(addnodes.pending_xref)]
    heading = next(doctree.findall(nodes.title), None)
    is_ours = bool(app.config.dossier_site_wide or notes.objects or notes.uses)
    as_of = _as_of(env, file) if is_ours else None
    page = Page(
        docname=env.docname,
        title=heading.astext() if heading is not None else env.docname,
        objects=tuple(notes.objects),
        references=tuple(references.references(links, file, notes.text)),
        cites=tuple(references.citations(links, file, notes.text)) if takes_citations else (),
        uses=tuple(notes.uses),
        arguments=tuple(notes.arguments),
        coverages=tuple(notes.coverages),
        uncited=tuple(notes.uncited),
        parts=tuple(notes.parts),
        source_lists=tuple(_source_lists(env, doctree)) if takes_citations else (),
        corrections=tuple(notes.corrections),
        legends=tuple(notes.legends),
        linked_pages=tuple(references.linked_pages(links)),
        unnamed=tuple(references.unnamed_links(links)),
        prose=tuple(prose.prose(doctree, file, notes.text)) if checks_prose else (),
        sections=tuple(prose.sections(doctree)) if is_searched else (),
        problems=tuple(notes.problems),
        as_of=as_of,
        asked_keys=tuple(notes.asked_keys.items()),
    )
    domain_of(env).note_page(page)


def _source_lists(env: BuildEnvironment, doctree: nodes.document) -> Iterator[SourceList]:
    for node in doctree.findall(bibliography):
        listed = listed_sources(env, node["docname"], node["ids"][0])
        yield SourceList(known_sources(env), listed)


def _as_of(env: BuildEnvironment, file: str) -> Date | None:
    """The as-of day that the page sets for itself, in its front matter or its first field list."""
    fields = env.metadata[env.docname]
    name = next((one for one in fields if re.sub(r"[\W_]", "", one.lower()) == "asof"), "as-of")
    written = str(fields.get(name, "")).strip()
    if name != "as-of":
        notes = notes_of(env)
        line = notes.text.nearest(file, 1, lambda text: name in text)
        message = f"the front matter has {name!r}: write as-of"
        notes.problems.append(Problem(Code.UNKNOWN_FIELD, message, shown_where(file, line, file)))
    if not written:
        return None
    try:
        return parse_date(written)
    except DateError as error:
        notes = notes_of(env)
        line = notes.text.nearest(file, 1, lambda text: "as-of:" in text)
        where = shown_where(file, line, file)
        notes.problems.append(
            Problem(Code.BAD_DATE, f"as-of: {fault_of_date(written, error)}", where)
        )
    return None
