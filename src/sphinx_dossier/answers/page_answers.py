"""All that a page shows of other pages: what decides whether it must be written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.answers.cited_passages import cited_in_prose
from sphinx_dossier.answers.page_links import link
from sphinx_dossier.answers.page_record import page_record
from sphinx_dossier.answers.prose_names import name_in_prose
from sphinx_dossier.answers.source_record import source_record
from sphinx_dossier.answers.uses import EvidenceUse, FactsUse, RecordUse, View
from sphinx_dossier.core.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dossier.answers.uses import Showing
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.core.page import Page


def page_answers(index: Index, page: Page, showing: Showing) -> Iterator[object]:
    """Each answer that the page shows, in a fixed order; all of them can be written as JSON."""
    yield page_record(index, page.docname)
    for use in page.uses:
        # A page knows its views only as `Use`, because `core` may not import this folder.
        if isinstance(use, View):
            yield use.answer_on(index, showing)
    for citation in page.cites:
        # The locator is on the page itself, which is written again when it changes.
        yield cited_in_prose(index, citation.source, citation.passage, "")
    # Which sources a list takes may hang on who cites what: all of them count.
    if page.source_lists:
        yield [(source, source_record(index, key)) for key, source in index.sources.items()]
    yield [docname in index.pages for docname in page.linked_pages]
    yield [name_in_prose(index, target) for target in page.unnamed]
    for object_ in index.owned_by(page):
        if isinstance(object_, Claim):
            yield EvidenceUse(object_.id).answer_on(index, showing)
        else:
            yield FactsUse(object_.id).answer_on(index, showing)
            # The prominent form holds all that the folded one does.
            yield RecordUse(object_.id, is_subject=True).answer_on(index, showing)
    # A target that is no object may become one: then the link leads there.
    for reference in page.references:
        if reference.target in index.objects or reference.target not in index.labels:
            yield link(index, reference.target)
            # Nor is it ours where intersphinx leads elsewhere.
            yield index.elsewhere.get(reference.target, "")
