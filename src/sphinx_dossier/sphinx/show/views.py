"""Writing a page: answers in place of placeholders, links in place of targets.

Runs in the main process, before MyST (9) and Sphinx (10) resolve references, and after
sphinxcontrib-bibtex (5) has filled the bibliography.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.nodes import bibliography

from sphinx_dossier.answers import cited_passages, embeds
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.answers.uses import EvidenceUse, FactsUse, KnowingUse, Showing, SourceUse, View
from sphinx_dossier.core import manifests
from sphinx_dossier.exports import cite_this
from sphinx_dossier.locale import words
from sphinx_dossier.sphinx import embed_files, publication
from sphinx_dossier.sphinx.additions import additions_of
from sphinx_dossier.sphinx.addresses import PAGE_BUILDERS, public_address
from sphinx_dossier.sphinx.bibliography import STYLE, CitationDomain, citation_domain
from sphinx_dossier.sphinx.domain import domain_of
from sphinx_dossier.sphinx.markup import sentence
from sphinx_dossier.sphinx.nodes import as_nodes, as_written, dossier_view, locate_from
from sphinx_dossier.sphinx.scope import is_in_use
from sphinx_dossier.sphinx.settings import covers
from sphinx_dossier.sphinx.show import fact_lists, framed, render
from sphinx_dossier.sphinx.show.html_parts import fold_away, joined, paragraph

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.answers.uses import Answer
    from sphinx_dossier.core.index import Index
    from sphinx_dossier.sphinx.markup import Markup
    from sphinx_dossier.sphinx.show.object_sections import RecordPart


class Answers(dict[tuple[View, str], "Answer"]):
    """The answers of views that stand in several places of a page, by view and page."""


def markup_of(env: BuildEnvironment, node: Element, answers: Answers) -> list[Markup]:
    """What is shown in the place of a view; ``answers`` are kept for its other places."""
    index, builder = domain_of(env).index, domain_of(env).builder
    sides = dict(env.config.dossier_sides)
    use: View = node["use"]
    # Builders of one file put many pages into one tree: the placeholder says from which page it is.
    docname = node.get("docname", env.docname)
    own = additions_of(env.config).views
    part: RecordPart = node.get("part", "all")
    answer = answers.get((use, docname)) if part != "all" else None
    answer = answer or use.answer_on(index, Showing(docname, tuple(sides), own))
    if part != "all":
        answers[use, docname] = answer
    cite = None
    is_cited = builder.name in PAGE_BUILDERS and answer is not None
    if is_cited and isinstance(use, EvidenceUse | FactsUse):
        address = public_address(builder, docname, use.id)
        cite = cite_this.cite_this(index, use.id, publication.publication_of(env), address)
        if frame := _frame_of(env, use.id):
            picture, code = frame
            cite = cite._replace(picture=picture, code=code)
    elif is_cited and isinstance(use, KnowingUse):
        address = public_address(builder, docname)
        cite = cite_this.cite_moment(index, docname, publication.publication_of(env), address)
    shown = render.render(answer, sides, cite, own, part)
    return [*shown, *_way_to_embed(env, docname, use)] if shown else []


def _way_to_embed(env: BuildEnvironment, docname: str, use: View) -> list[Markup]:
    """How to show in a page of another site what a view shows, where it has a file of its own."""
    if not isinstance(use, embeds.FramedUse):
        return []
    frame = _frame_of(env, embeds.name_of_view(docname, use))
    if frame is None:
        return []
    return fold_away(words.EMBED_THIS, [paragraph(*fact_lists.embed_line(*frame))])


def _frame_of(env: BuildEnvironment, name: str) -> tuple[Link, str] | None:
    """The file that shows a picture by itself and the code to frame it; ``None`` without a file."""
    builder, home = domain_of(env).builder, embed_files.embeds_of(env).get(name)
    if home is None:
        return None
    code = embed_files.embed_code(builder, name, home.label, framed.frame_height(env, name))
    return Link("", embed_files.embed_path(builder, name), "", "file"), code


class NarrowCitations(SphinxPostTransform):
    """Let bibtex go through the citations of a page when it fills the lists of that page."""

    # Before bibtex (5).
    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Leave out those of other pages, until :class:`PlaceSources` has them all again."""
        domain = citation_domain(self.env)
        docnames = {one["docname"] for one in self.document.findall(bibliography)}
        if docnames and isinstance(domain, CitationDomain):
            domain.ask_about(docnames)


class PlaceSources(SphinxPostTransform):
    """Make a place for what rests on a source, below its entry in the bibliography."""

    # After bibtex (5), which makes the entries, and before placeholders are filled (7, 8).
    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Append a placeholder to each entry."""
        if not covers(self.config, "citations"):
            return
        if isinstance(all_pages := citation_domain(self.env), CitationDomain):
            all_pages.ask_about(None)
        entries = list(self.document.findall(nodes.citation))
        if not entries:
            return
        # Of all pages: only those that list sources ask for them.
        domain, is_html = citation_domain(self.env), domain_of(self.env).builder.format == "html"
        listed = {one.citation_id: one for one in domain.citations}
        for node in entries:
            one = listed.get(node["ids"][0]) if node["ids"] else None
            if one is None:
                continue
            node.append(dossier_view(use=SourceUse(one.key)))
            # Ours says only what the entry says too. Other formats cite by it.
            if is_html and domain.bibliographies[one.bibliography_key].style == STYLE:
                node.remove(next(iter(node.findall(nodes.label))))


class WriteViews(SphinxPostTransform):
    """Put HTML in the place of placeholders, for the builders that write one file a page."""

    # After sources have their places (6); what is left to `AnswerViews` (8) is for other builders.
    default_priority = 7
    builders = PAGE_BUILDERS

    def run(self, **kwargs: Any) -> None:
        """Replace placeholders."""
        builder, answers = domain_of(self.env).builder, Answers()
        # Without an index of Sphinx nobody asks for words: where the search page is ours.
        known = set[str]() if getattr(builder, "indexer", None) else None
        locate = locate_from(builder, self.env.docname)
        # A list, because the tree changes while it is gone through.
        for node in list(self.document.findall(dossier_view)):
            markup = markup_of(self.env, node, answers)
            node.replace_self(as_written(markup, known, locate))


class AnswerViews(SphinxPostTransform):
    """Put answers in the place of the remaining placeholders, and links in that of citations."""

    # After `WriteViews` (7), before MyST (9) and Sphinx (10) resolve the references it makes.
    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace placeholders, citations, and MyST links to objects."""
        if not is_in_use(self.env):
            return
        answers = Answers()
        for node in list(self.document.findall(dossier_view)):
            node.replace_self(as_nodes(markup_of(self.env, node, answers)))
        index, takes_citations = domain_of(self.env).index, covers(self.config, "citations")
        for reference in list(self.document.findall(addnodes.pending_xref)):
            if takes_citations and reference.get("refdomain") == "cite":
                reference.replace_self(_citation(index, reference["reftarget"]))
            # MyST leaves the domain open where it does not know what a link leads to.
            elif reference.get("reftype") == "myst" and not reference.get("refdomain"):
                self._claim_link(index, reference)
            elif reference.get("reftype") == "myst" and reference.get("reftargetid"):
                self._claim_anchor(index, reference)

    def _claim_anchor(self, index: Index, node: addnodes.pending_xref) -> None:
        """Take a link to an anchor of ours on a page away from MyST, which knows headings only."""
        docname, anchor = node["reftarget"], node["reftargetid"]
        if index.home.get(anchor) == docname:
            node["refdomain"], node["reftype"], node["reftarget"] = "dossier", "object", anchor
        elif node["refexplicit"] and (docname, anchor) in index.source_anchors:
            node["refdomain"], node["reftype"], node["reftarget"] = "dossier", "anchor", anchor
            node["docname"] = docname
        elif covers(self.config, "prose") and not index.has_anchor(docname, anchor):
            # The checks report it at every build, MyST when this page is written.
            label = node[0].children or [nodes.literal("", anchor)]
            node.replace_self(nodes.inline("", "", *label, classes=["dossier-unknown"]))

    def _claim_link(self, index: Index, node: addnodes.pending_xref) -> None:
        """Take a MyST link to an object away from MyST, which asks every domain in turn.

        A link that nobody can answer becomes text, if the checks have reported it.
        """
        target = node["reftarget"]
        if target in index.objects:
            node["refdomain"], node["reftype"] = "dossier", "object"
        elif covers(self.config, "prose") and not (
            target in index.labels
            # MyST knows an anchor of the page itself, and intersphinx may know one of another
            # project; intersphinx need not be loaded, and then has no setting.
            or "reflocalid" in node
            or getattr(self.config, "intersphinx_mapping", {})
        ):
            label = node[0].children or [nodes.Text(target)]
            node.replace_self(nodes.inline("", "", *label, classes=["dossier-unknown"]))


class StackTables(SphinxPostTransform):
    """Give each cell the heading of its column, shown where cells are below each other."""

    # After `AnswerViews` (8), which makes tables too.
    default_priority = 9
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Mark tables that have one row of headings and no cell over several columns."""
        of_all = covers(self.config, "frames")
        for table in self.document.findall(nodes.table):
            if not (of_all or any(name.startswith("dossier-") for name in table["classes"])):
                continue
            # Numbers are compared down a column, and need little room.
            if "dossier-numbers" in table["classes"]:
                continue
            head, *rows = table.findall(nodes.row)
            if not isinstance(head.parent, nodes.thead):
                continue
            # A cell over several columns has no one heading.
            if any(len(row) != len(head) for row in rows):
                continue
            table["classes"].append("dossier-stacked")
            headings = [entry.astext() for entry in head]
            for row in rows:
                cells = [cell for cell in row if isinstance(cell, nodes.entry)]
                # The first cell is itself what the row is about.
                for heading, cell in [*zip(headings, cells, strict=True)][1:]:
                    label = nodes.inline("", heading)
                    cell.insert(0, nodes.paragraph("", "", label, classes=["dossier-cell-label"]))


class DropBareLists(SphinxPostTransform):
    """Leave out lists that have no items: LaTeX breaks off at one."""

    # As `StackTables`.
    default_priority = 9
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Leave out those of our own views; a legend of marks that nobody has, for instance."""
        for node in [*self.document.findall(nodes.Element)]:
            is_list = isinstance(node, nodes.Sequential)
            if is_list and "dossier_made" in node and not node.children:
                node.parent.remove(node)


class SplitCells(SphinxPostTransform):
    """Put an empty cell beside one over two columns, which manual pages do not have."""

    # As `StackTables`.
    default_priority = 9
    formats = ("man",)

    def run(self, **kwargs: Any) -> None:
        """Split those of our own tables; what others write is theirs."""
        for table in self.document.findall(nodes.table):
            if not any(name.startswith("dossier-") for name in table["classes"]):
                continue
            for cell in list(table.findall(nodes.entry)):
                more = cell.attributes.pop("morecols", 0)
                place = cell.parent.index(cell) + 1
                cell.parent[place:place] = [nodes.entry("") for _ in range(more)]


def _citation(index: Index, target: str) -> nodes.inline:
    """``[Beijing News, 28 September 2020, ¶ 16; Reuters, 27 September 2020]``."""
    cited = [_cited(index, *one) for one in parse_citation_targets(target)]
    line = sentence(words.CITATIONS, citations=joined(cited, words.SEMICOLON))
    return nodes.inline("", "", *as_nodes(line), classes=["dossier-citation"])


def _cited(index: Index, key: str, before: str, locator: str) -> list[Markup]:
    """A source with its date, and with what the author has written before and behind it."""
    cited = cited_passages.cited_in_prose(index, key, manifests.passage_of(locator), locator)
    label = words.source(cited.source.label, cited.published)
    if cited.locator:
        label = words.say(words.LOCATED, source=label, place=cited.locator)
    link = cited.source._replace(label=label)
    return sentence(words.PREFIXED, prefix=before, citation=link) if before else [link]
