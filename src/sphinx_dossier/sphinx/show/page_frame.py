"""What stands around the text: the line below the title, the foot, the margin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dossier.answers.page_record import page_record, passages_line
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.sphinx.addresses import link_from_page, page_from_page
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.git_days import last_changed, source_path
from sphinx_dossier.sphinx.nodes import as_nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_dossier.answers.page_record import Footing, PageRecord

_SENTENCE_WORDS: Final = 24


class FramePage(SphinxPostTransform):
    """Put the line on dates and passages below the title, and the sources at the foot.

    Runs after the placeholders are filled and before references are resolved.
    """

    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        """Add both where the page makes statements."""
        domain = domain_of(self.env)
        docname = self.env.docname
        page = domain.index.pages.get(docname)
        title = next(self.document.findall(nodes.title), None)
        if page is None or title is None or title.parent is None:
            return
        record = page_record(domain.index, docname)
        if record.claims or record.footings:
            place = title.parent.index(title) + 1
            changed = last_changed(self.env, domain.checkout, docname)
            line = _as_of_line(record, self.config.dossier_as_of, changed)
            title.parent.insert(place, line)
        shows_sources = bool(page.source_lists or page.coverages)
        if record.footings and not shows_sources:
            title.parent.append(_footing_section(record))


def _as_of_line(record: PageRecord, as_of: str, changed: str) -> nodes.paragraph:
    """``As of 28 September 2020 · based on Beijing News ¶ 13–17 · last changed 2 October 2020``."""
    line = nodes.paragraph(classes=["dossier-as-of"])
    day = _readable(as_of)
    if day:
        line += [nodes.Text("As of "), nodes.inline("", day, classes=["dossier-date"])]
    decomposed = [footing for footing in record.footings if footing.passages]
    for footing in decomposed:
        line += nodes.Text(" · based on " if len(line) else "Based on ")
        line += as_nodes(passages_line(footing))
    others = len(record.footings) - len(decomposed)
    if others:
        word = "source" if others == 1 else "sources"
        line += nodes.Text(f" · {others} {'other ' if decomposed else ''}{word}")
    if changed:
        opening = " · last changed" if len(line) else "Last changed"
        line += nodes.Text(f"{opening} {_readable(changed)}")
    return line


def _readable(day: str) -> str:
    try:
        return parse_date(day).readable() if day else ""
    except DateError:
        return day


def _footing_section(record: PageRecord) -> nodes.section:
    items = [nodes.list_item("", _footing(footing)) for footing in record.footings]
    listed = nodes.bullet_list("", *items, classes=["dossier-page-sources"])
    heading = nodes.title("", "Sources of this page")
    return nodes.section("", heading, listed, ids=["page-sources"], classes=["dossier-foot"])


def _footing(footing: Footing) -> nodes.paragraph:
    line = nodes.paragraph("", "", *as_nodes(passages_line(footing)))
    if footing.title:
        line += [nodes.Text(": "), nodes.inline("", footing.title, classes=["dossier-basis"])]
    return line


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give the margin its lists: a handler of ``html-page-context``."""
    domain = domain_of(app.env)
    if pagename not in domain.index.pages:
        return
    record = page_record(domain.index, pagename)
    locate = partial(link_from_page, app.builder, pagename)
    context["dossier_changing"] = _ways_to_change(app, pagename)
    context["dossier_claims"] = [
        {
            "status": status,
            "words": status.replace("-", " "),
            "count": count,
            "links": [(locate(one), one.label) for held, one in record.claims if held == status],
        }
        for status, count in record.statuses
    ]
    context["dossier_mentions"] = [
        {
            "href": locate(mention.page),
            "title": mention.page.label,
            "sentence": excerpt(mention.sentence, _SENTENCE_WORDS),
        }
        for mention in record.mentions
    ]


def _ways_to_change(app: Sphinx, pagename: str) -> list[tuple[str, str]]:
    """Where a reader can mend the page, or tell that it is wrong: addresses and words."""
    domain = domain_of(app.env)
    repository = app.config.dossier_repository.rstrip("/")
    if repository:
        path = quote(domain.checkout.prefix + source_path(app.env, pagename))
        return [
            (f"{repository}/edit/{quote(app.config.dossier_branch)}/{path}", "Edit this page"),
            (f"{repository}/issues/new/choose", "Report a mistake"),
        ]
    guide = app.config.dossier_guide
    if guide and guide in app.env.found_docs:
        address = page_from_page(app.builder, pagename, guide)
        return [(address, "How to change this page")]
    return []
