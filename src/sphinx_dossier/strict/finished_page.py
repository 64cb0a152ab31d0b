"""The second gate: a finished page, read by a parser of HTML that builds the tree of a browser.

It finds what a theme forgets to escape, and what comes by ways that the first gate does not see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from selectolax.lexbor import LexborHTMLParser

from sphinx_dossier.core.safe_links import is_allowed
from sphinx_dossier.core.visible_text import hidden_sign, may_hide
from sphinx_dossier.strict.allowed import faults_of, is_attribute
from sphinx_dossier.strict.fragment import UNBALANCED, unseen
from sphinx_dossier.strict.theme_marks import EDGE, MARK, WHOLE, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESSES: Final = frozenset(("href", "src", "xlink:href", "action", "formaction", "poster"))
_THEMES_OWN: Final = ("data:image/", "//")
"""How addresses may begin that a template has, besides those that a page may have."""
# Sphinx gives it to templates as a whole attribute.
_MADE: Final = "accesskey"
# Parsers drop these behind words: no page has use for them.
_FRAME: Final = "<frame"
# A parser makes these where a page has not written them.
_IMPLIED: Final = frozenset(("html", "head", "body"))


def page_faults(page: str) -> list[str]:
    """What on a finished page neither a template nor the table has, in words, each once."""
    faults: dict[str, None] = {}
    # The nodes of drawings, and those in which the text of the page begins and ends.
    drawings: set[int] = set()
    edges: list[int] = []
    root, hides = LexborHTMLParser(page).root, may_hide(page)
    for node in root.traverse(include_text=hides) if root else ():
        tag, parent = node.tag or "", node.parent.mem_id if node.parent else 0
        if tag == "-text":
            # Data and styles of the theme are text too.
            if sign := hidden_sign(node.text_content or ""):
                faults[unseen(sign)] = None
        elif tag == "-comment":
            edges += [parent] if node.comment_content == MARK else []
        elif not tag.startswith("-"):
            in_drawing = parent in drawings
            faults.update(dict.fromkeys(_faults_of_node(tag, node.attributes, in_drawing, hides)))
            if in_drawing or tag == "svg":
                drawings.add(node.mem_id)
    if _FRAME in page.lower():
        faults["the element <frame> or <frameset>"] = None
    # Both edges have one parent only if what the page opens is closed in it, and nothing else.
    if len(edges) != page.count(EDGE) or edges[::2] != edges[1::2]:
        faults[UNBALANCED] = None
    return list(faults)


def _faults_of_node(
    tag: str, attributes: dict[str, Any], in_drawing: bool, hides: bool
) -> Iterator[str]:
    if WHOLE in attributes:
        return
    # What looks like an attribute may stand within a value of a template.
    own = {
        name: unmarked(value) if value and MARK in value else value or ""
        for name, value in attributes.items()
        if not name.startswith(MARK)
    }
    for name, value in own.items():
        if hides and (sign := hidden_sign(value)):
            yield unseen(sign)
        # A tag without an end takes those behind it for attributes, marks and all.
        if "<" in name:
            yield UNBALANCED
    if MARK in attributes:
        yield from _faults_of_template(tag, own, attributes)
    elif tag not in _IMPLIED or own:
        yield from faults_of(tag, own, in_drawing=in_drawing)


def _faults_of_template(tag: str, own: dict[str, str], given: dict[str, Any]) -> Iterator[str]:
    """What of a tag that a template has is not the template's own."""
    for name, value in own.items():
        is_written = f"{MARK}-{name}".lower() in given or (not value and not name.startswith("on"))
        if name == _MADE and len(value) == 1:
            continue
        if not (is_written or is_attribute(tag, name.lower(), value)):
            yield f"{name[:40]}={value[:60]!r} of <{tag}>"
        elif name in _ADDRESSES and not _is_themes_address(value):
            yield f"{name}={value[:60]!r} of <{tag}>"


def _is_themes_address(address: str) -> bool:
    """Whether an address may stand in a tag of a template, which does not spell all blanks."""
    return is_allowed(address.replace(" ", "%20")) or address.startswith(_THEMES_OWN)
