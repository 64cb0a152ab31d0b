"""What is around the text: the line below the title, the foot, the margin."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dossier.answers import page_record
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.core.names import excerpt
from sphinx_dossier.locale import words
from sphinx_dossier.locale.explanations import LEGENDS
from sphinx_dossier.sphinx.addresses import link_from_page, page_from_page
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.git_days import last_changed, source_path
from sphinx_dossier.sphinx.markup import Tag, sentence
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.settings import covers
from sphinx_dossier.sphinx.show.html_parts import divided, joined, paragraph, span

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_dossier.answers.page_record import Footing, PageRecord
    from sphinx_dossier.core.dates import Date
    from sphinx_dossier.sphinx.markup import Markup

_SENTENCE_WORDS: Final = 24
"""About four lines of the margin."""


class FramePage(SphinxPostTransform):
    """Put the line on dates and passages below the title, and the sources at the foot.

    Runs after the placeholders are filled and before references are resolved.
    """

    # As low as `WriteViews`: MyST (9) and Sphinx (10) have to find the references that are added.
    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        """Add both where the page makes statements."""
        if not covers(self.config, "frames"):
            return
        domain = domain_of(self.env)
        docname = self.env.docname
        page = domain.index.pages.get(docname)
        title = next(self.document.findall(nodes.title), None)
        if page is None or title is None or title.parent is None:
            return
        record = page_record.page_record(domain.index, docname)
        if record.claims or record.footings:
            place = title.parent.index(title) + 1
            changed = last_changed(self.env, domain.checkout, docname)
            day = domain.index.day_of(docname)
            line = _as_of_line(record, day, changed)
            title.parent.insert(place, as_nodes([line]))
        # A page that lists sources, or the passages of one, needs no second list of them.
        shows_sources = bool(page.source_lists or page.coverages)
        if record.footings and not shows_sources:
            title.parent.append(_footing_section(record))


def _as_of_line(record: PageRecord, as_of: Date | None, changed: str) -> Tag:
    """``As of 28 September 2020 · based on Beijing News ¶ 13–17 · last changed 2 October 2020``."""
    pieces: list[list[Markup]] = []
    if as_of:
        day = span(words.date(as_of), "dossier-date")
        pieces.append(sentence(words.AS_OF, day=day))
    # Where passages are known they are named; the other sources are only counted.
    decomposed = [footing for footing in record.footings if footing.passages]
    pieces += [sentence(words.BASED_ON, source=_passages(one)) for one in decomposed]
    others = len(record.footings) - len(decomposed)
    if others:
        pieces.append([words.count_of(others, "other source" if decomposed else "source")])
    if changed:
        pieces.append(sentence(words.LAST_CHANGED, day=_readable(changed)))
    line = divided(pieces)
    # Whichever piece comes first begins the line.
    if line and isinstance(line[0], str):
        line[0] = words.capital(line[0])
    return paragraph(*line, classes=["dossier-as-of"])


def _readable(day: str) -> str:
    """A day as it is read; what is no date, as it is."""
    try:
        return words.date(parse_date(day))
    except DateError:
        return day


def _passages(footing: Footing) -> list[Markup]:
    """A source with a link for each run of passages."""
    if not footing.passages:
        return [footing.source]
    # The number alone says nothing to those who go from link to link.
    aside = words.say(words.PASSAGE_OF, source=footing.source.label)
    runs = [
        one.link._replace(label=words.span(one.first, one.last), aside=aside)
        for one in footing.passages
    ]
    return sentence(words.PASSAGES, source=footing.source, passages=joined(runs))


def _footing_section(record: PageRecord) -> nodes.section:
    items = [nodes.list_item("", *as_nodes([_footing(one)])) for one in record.footings]
    listed = nodes.bullet_list("", *items, classes=["dossier-page-sources"])
    heading = nodes.title("", words.PAGE_SOURCES)
    return nodes.section("", heading, listed, ids=["page-sources"], classes=["dossier-foot"])


def _footing(footing: Footing) -> Tag:
    if not footing.title:
        return paragraph(*_passages(footing))
    lang = {"lang": footing.language} if footing.language else {}
    title = Tag("span", footing.title, classes=["dossier-basis"], attributes=lang)
    return paragraph(*sentence(words.TITLED, source=_passages(footing), title=title))


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give the margin its lists: a handler of ``html-page-context``."""
    domain = domain_of(app.env)
    if not covers(app.config, "frames") or pagename not in domain.pages:
        return
    context["body"] = name_heading_links(context.get("body", ""))
    record = page_record.page_record(domain.index, pagename)
    locate = partial(link_from_page, app.builder, pagename)
    context["dossier_changing"] = _ways_to_change(app, pagename)
    context["dossier_claims"] = [
        {
            "status": status,
            "words": words.status(status),
            "means": LEGENDS["status"][status].meaning,
            "count": count,
            "links": [(locate(one), one.label) for held, one in record.claims if held == status],
        }
        for status, count in record.statuses
    ]
    context["dossier_mentions"] = [
        {
            "href": locate(mention.page),
            "title": mention.page.label,
            "sentence": excerpt(words.prose(mention.sentence), _SENTENCE_WORDS),
        }
        for mention in record.mentions
    ]


_HEADING_LINK = lazy_pattern(
    r"(<(h[1-6]|dt|caption|figcaption)\b[^>]*>)((?:(?!</\2>).)*?)"
    r'(<a class="headerlink" )(?!aria-label)',
    re.DOTALL,
)
"""Begins the heading that Sphinx writes, and the link at its end, of which the text is a sign."""


def name_heading_links(body: str) -> str:
    """Give the link of each heading a name that says where it leads, as docutils has escaped it."""
    return _HEADING_LINK.sub(_named, body)


def _named(found: re.Match[str]) -> str:
    heading = " ".join(re.sub(r"<[^>]*>", "", found[3]).split()).replace('"', "&quot;")
    name = words.say(words.TO_HEADING, heading=heading)
    return f'{found[1]}{found[3]}{found[4]}aria-label="{name}" ' if heading else found[0]


def _ways_to_change(app: Sphinx, pagename: str) -> list[tuple[str, str]]:
    """Where a reader can fix the page, or say that it is wrong: addresses and words."""
    domain = domain_of(app.env)
    repository = app.config.dossier_repository.rstrip("/")
    if repository:
        path = quote(domain.checkout.prefix + source_path(app.env, pagename))
        return [
            (f"{repository}/edit/{quote(app.config.dossier_branch)}/{path}", words.EDIT_PAGE),
            # The page of GitHub on which a reader chooses a form.
            (f"{repository}/issues/new/choose", words.REPORT_MISTAKE),
        ]
    guide = app.config.dossier_guide
    # The page may be excluded from this build, and a link to it would then lead nowhere.
    if guide and guide in app.env.found_docs:
        address = page_from_page(app.builder, pagename, guide)
        return [(address, words.HOW_TO_CHANGE)]
    return []
