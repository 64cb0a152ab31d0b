"""Document nodes of a dossier, and how builders write them.

Everything inside them is plain docutils, so that a builder without a visitor of its own still
writes all words. Sphinx knows nodes by the names of their classes, and a host may have nodes of
any other names.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes

from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.pictures import drawings
from sphinx_dossier.sphinx.addresses import link_from_page
from sphinx_dossier.sphinx.domain import domain_of, reference_abroad
from sphinx_dossier.sphinx.markup import (
    BLOCKS,
    VOID,
    Tag,
    UnwritableError,
    write_aside,
    write_html,
    written_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

    from sphinx_dossier.sphinx.markup import Locate, Markup


class dossier_block(nodes.General, nodes.Element):
    """A part of a page with an HTML element of its own: ``tag``, and ``attributes`` for it."""


class dossier_phrase(nodes.Inline, nodes.TextElement):
    """Words in a line with an HTML element of their own."""


class dossier_view(nodes.General, nodes.Element):
    """A placeholder for the answer to ``use``; replaced before references are resolved."""


class dossier_picture(nodes.General, nodes.Element):
    """A drawing of ``answer`` by the function ``drawing``, shown in HTML only.

    A list with the same links comes after it, for every builder.
    """


class dossier_written(nodes.General, nodes.Element):
    """Markup that is written as HTML in one pass, or its ``html``.

    Inside it are those of its words that nothing written before it on the page has, for the search.
    """


class dossier_word(nodes.Inline, nodes.TextElement):
    """A word that a legend explains: a link where a builder has links to words, else plain.

    Text, manual pages and Texinfo have none that would not break the line: there the legend is a
    list as any other.
    """


class dossier_permalink(nodes.Inline, nodes.Element):
    """A link of an object to itself, shown in HTML only."""


class dossier_aside(nodes.Inline, nodes.Element):
    """What a link stands beside, for those who hear it alone; in HTML only."""


NODES: Final = (
    dossier_block,
    dossier_phrase,
    dossier_view,
    dossier_picture,
    dossier_written,
    dossier_word,
    dossier_permalink,
    dossier_aside,
)
"""All nodes of this package."""
DRAWN_IN_BOOKS: Final = '<svg xmlns="http://www.w3.org/2000/svg" '
"""How a drawing begins in books: they are XML, in which it is one by its namespace alone."""
_PLAIN: Final[dict[str, type[nodes.Element]]] = {
    "dd": nodes.definition,
    "dl": nodes.definition_list,
    "dt": nodes.term,
    "li": nodes.list_item,
    "ol": nodes.enumerated_list,
    "p": nodes.paragraph,
    "section": nodes.section,
    "span": nodes.inline,
    "strong": nodes.strong,
    "title": nodes.title,
    "ul": nodes.bullet_list,
}


def as_nodes(parts: Iterable[Markup]) -> list[Node]:
    """Markup as plain docutils, for every builder."""
    return [_as_node(part) for part in parts if not _is_unshown(part)]


def _is_unshown(part: Markup) -> bool:
    return isinstance(part, Tag) and part.name == "unshown"


def _as_node(part: Markup) -> Node:
    if isinstance(part, Tag):
        return _fill(part, as_nodes(part.parts))
    if isinstance(part, Link):
        return _reference(part)
    return nodes.Text(part) if isinstance(part, str) else part


def as_written(parts: Iterable[Markup], known: set[str] | None, locate: Locate) -> list[Node]:
    """Markup as HTML: written in one pass where it can be, plain docutils around that.

    ``known`` are the words that were written on the page before; the new ones are added. It is
    ``None`` where no search asks for words. ``locate`` gives the addresses that the page needs.
    """
    result: list[Node] = []
    for part in parts:
        if (html := _html_of(part, locate)) is not None:
            result.append(dossier_written("", *_new_words(part, known), html=html))
        elif isinstance(part, Tag) and part.name in {"section", *BLOCKS}:
            result.append(_fill(part, as_written(part.parts, known, locate)))
        else:
            result.append(_as_node(part))
    return result


def _html_of(part: Markup, locate: Locate) -> str | None:
    """What is written of a part; ``None`` where it holds nodes of the document."""
    try:
        return write_html(part, locate)
    except UnwritableError:
        return None


def _new_words(part: Markup, known: set[str] | None) -> list[nodes.Text]:
    if known is None:
        return []
    # Sphinx collects its search index from the nodes, and asks four times for each word,
    # although the index says no more than which pages have it.
    new = {*" ".join(written_words(part) or ()).split()} - known
    known |= new
    return [nodes.Text(" ".join(sorted(new)))]


def _fill(tag: Tag, parts: list[Node]) -> Node:
    """The node of an element, with ``parts`` in it."""
    if tag.name == "permalink":
        return dossier_permalink(target=tag.anchor, label=tag.attributes["name"])
    if tag.name == "dl":
        # In HTML terms and definitions alternate, in docutils each pair is an item.
        pairs = zip(parts[::2], parts[1::2], strict=True)
        parts = [nodes.definition_list_item("", *pair) for pair in pairs]
    result: nodes.Element
    if tag.name in BLOCKS or tag.attributes:
        kind = dossier_block if tag.name in BLOCKS else dossier_phrase
        result = kind("", tag=tag.name, attributes=tag.attributes)
    else:
        result = _PLAIN[tag.name]("")
    result += parts
    result["classes"] += tag.classes
    # Which of its classes no page has set.
    result["dossier_made"] = tag.classes
    if tag.anchor:
        result["ids"].append(tag.anchor)
    return result


def _reference(link: Link) -> Node:
    """A link that the domain resolves; one to a file is written as it is, in HTML only."""
    if link.kind == "file":
        return dossier_written("", nodes.Text(link.label), markup=link)
    if link.kind == "term":
        return dossier_word("", link.label, link=link)
    if not link.docname:
        return nodes.inline("", link.label, classes=["dossier-unknown"])
    if link.is_abroad:
        return reference_abroad(link)
    label: Node = nodes.Text(link.label)
    if link.aside:
        # In one node, because only the first one of a reference is kept.
        label = nodes.inline("", "", label, dossier_aside(aside=link.aside))
    return addnodes.pending_xref(
        "",
        label,
        refdomain="dossier",
        reftype="anchor",
        reftarget=link.anchor,
        refexplicit=True,
        docname=link.docname,
        classes=[f"dossier-to-{link.kind}"] if link.kind else [],
    )


def locate_from(builder: Builder, docname: str) -> Locate:
    """Addresses as a page needs them."""
    return partial(_address, builder, docname)


def _locate_from(builder: StandaloneHTMLBuilder) -> Locate:
    """Addresses as the page that is being written needs them."""
    return locate_from(builder, builder.current_docname)


# A page names the same few speakers, claims and sources again and again.
@lru_cache(maxsize=1024)
def _address(builder: Builder, from_docname: str, link: Link) -> str:
    """The address of a link; ``""`` of a term that no legend on any page explains."""
    if link.kind == "term":
        home = domain_of(builder.env).index.legend_home.get(link.docname, "")
        link = link._replace(docname=home)
    if not link.docname:
        return ""
    address = link_from_page(builder, from_docname, link)
    return address_in_book(address) if builder.name == "epub" else address


def address_in_book(address: str) -> str:
    """An address with an anchor as :func:`anchor_in_book` names it."""
    page, mark, anchor = address.partition("#")
    return page + mark + anchor_in_book(anchor)


def anchor_in_book(anchor: str) -> str:
    """An anchor without colons, which Sphinx too replaces in books, and without brackets.

    Some readers take what is before a colon for a protocol; brackets may not stand in addresses.
    """
    return re.sub(r"[\[\]:]", "-", anchor)


def visit_tag(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the element that the node names."""
    attributes: dict[str, Any] = node.get("attributes", {})
    tag = node.get("tag", "div")
    if tag in VOID:
        self.body.append(self.emptytag(node, tag, "", **attributes))
        raise nodes.SkipNode
    self.body.append(self.starttag(node, tag, "", **attributes))


def depart_tag(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the element that the node names."""
    newline = "\n" if isinstance(node, dossier_block) else ""
    self.body.append(f"</{node.get('tag', 'div')}>{newline}")


def visit_permalink(self: HTML5Translator, node: nodes.Element) -> None:
    """Write a link with a name from which a screen reader says where it leads."""
    is_book = self.builder.name == "epub"
    anchor = anchor_in_book(node["target"]) if is_book else node["target"]
    link = Tag("permalink", anchor=anchor, attributes={"name": node["label"]})
    self.body.append(write_html(link, _locate_from(self.builder)))
    raise nodes.SkipNode


def visit_aside(self: HTML5Translator, node: nodes.Element) -> None:
    """Write words that are heard and not seen."""
    self.body.append(write_aside(node["aside"]))
    raise nodes.SkipNode


def visit_picture(self: HTML5Translator, node: nodes.Element) -> None:
    """Draw, with addresses as seen from the page that is being written."""
    draw = drawings.DRAWINGS[node["drawing"]]
    drawn = draw(node["answer"], _locate_from(self.builder), node["sides"])
    self.body.append(_drawn_in_book(drawn) if self.builder.name == "epub" else drawn)
    raise nodes.SkipNode


def _drawn_in_book(drawing: str) -> str:
    named = re.sub(r'(?<= id=")[^"]+', lambda anchor: anchor_in_book(anchor[0]), drawing)
    return named.replace("<svg ", DRAWN_IN_BOOKS)


def visit_word(self: HTML5Translator, node: nodes.Element) -> None:
    """Write a link to what the word means, where a page has that."""
    self.body.append(write_html(node["link"], _locate_from(self.builder)))
    raise nodes.SkipNode


def visit_word_in_latex(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin a link to what the word means, where a page has that."""
    link = node["link"]
    home = domain_of(self.builder.env).index.legend_home.get(link.docname, "")
    # As the translator does it for references: a label is named by its page and its anchor.
    self.body.append(self.hyperlink(f"{home}:{link.anchor}") if home else "")
    # `hyperlink` has opened two groups.
    self.context.append("}}" if home else "")


def depart_word_in_latex(self: LaTeXTranslator, _: nodes.Element) -> None:
    """End the link, if there is one."""
    self.body.append(self.context.pop())


def visit_written(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the markup; the words inside the node are in it."""
    html = node.get("html")
    if html is None:
        html = write_html(node["markup"], _locate_from(self.builder))
    self.body.append(html)
    raise nodes.SkipNode


def skip(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Leave the node out."""
    raise nodes.SkipNode


def pass_through(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Write only what is inside, without the line on which a reader of HTML clicks to open it."""
    if node.get("tag") == "summary":
        raise nodes.SkipNode


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes with the visitors of each builder."""
    # `dossier_written` alone has no visitor for other builders: they never get it.
    plain = (pass_through, pass_through)
    for node in (dossier_block, dossier_phrase):
        _add(app, node, (visit_tag, depart_tag), plain)
    in_latex = (visit_word_in_latex, depart_word_in_latex)
    _add(app, dossier_word, (visit_word, None), plain, in_latex)
    _add(app, dossier_picture, (visit_picture, None), (skip, None))
    app.add_node(dossier_written, html=(visit_written, None))
    _add(app, dossier_aside, (visit_aside, None), (skip, None))
    _add(app, dossier_permalink, (visit_permalink, None), (skip, None))
    _add(app, dossier_view, (skip, None), (skip, None))


def _add(app: Sphinx, node: type[nodes.Element], html: Any, other: Any, latex: Any = None) -> None:
    latex = latex or other
    app.add_node(node, html=html, latex=latex, text=other, man=other, texinfo=other)
