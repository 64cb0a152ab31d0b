"""Document nodes of a dossier, and how builders write them (layer 3).

Everything inside them is plain docutils, so that a builder without a visitor of its own still
writes all words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_dossier.draw import DRAWINGS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_dossier.queries import Link


class block(nodes.General, nodes.Element):
    """A part of a page with an HTML element of its own: ``tag``, and ``attributes`` for it."""


class phrase(nodes.Inline, nodes.TextElement):
    """Words in a line with an HTML element of their own."""


class view(nodes.General, nodes.Element):
    """A placeholder for the answer to ``use``; replaced before references are resolved."""


class picture(nodes.General, nodes.Element):
    """A drawing of ``answer`` by the function ``drawing``, shown in HTML only.

    The list with the same links stands behind it, for every builder.
    """


class permalink(nodes.Inline, nodes.Element):
    """A link of an object to itself, shown in HTML only."""


def visit_tag(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the element that the node names."""
    attributes: dict[str, Any] = node.get("attributes", {})
    self.body.append(self.starttag(node, node.get("tag", "div"), "", **attributes))


def depart_tag(self: HTML5Translator, node: nodes.Element) -> None:
    """Close the element that the node names."""
    newline = "\n" if isinstance(node, block) else ""
    self.body.append(f"</{node.get('tag', 'div')}>{newline}")


def visit_permalink(self: HTML5Translator, node: nodes.Element) -> None:
    """Write a link with a name that tells screen readers where it leads."""
    self.body.append(
        f'<a class="dossier-permalink" href="#{node["target"]}" '
        f'aria-label="Permanent link to {node["target"]}">#</a>'
    )
    raise nodes.SkipNode


def visit_picture(self: HTML5Translator, node: nodes.Element) -> None:
    """Draw, with addresses as seen from the page that is being written."""
    builder = self.builder

    def locate(link: Link) -> str:
        home = builder.get_relative_uri(builder.current_docname, link.docname)
        return f"{home}#{link.anchor}" if link.anchor else home

    draw = DRAWINGS[node["drawing"]]
    self.body.append(draw(node["answer"], locate, node["sides"]))
    raise nodes.SkipNode


def skip(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Leave the node out."""
    raise nodes.SkipNode


def pass_through(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Write only what is inside."""


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes with the visitors of each builder."""
    plain = (pass_through, pass_through)
    for node in (block, phrase):
        _add(app, node, (visit_tag, depart_tag), plain)
    _add(app, picture, (visit_picture, None), (skip, None))
    _add(app, permalink, (visit_permalink, None), (skip, None))
    _add(app, view, (skip, None), (skip, None))


def _add(app: Sphinx, node: type[nodes.Element], html: Any, other: Any) -> None:
    app.add_node(node, html=html, latex=other, text=other, man=other, texinfo=other)
