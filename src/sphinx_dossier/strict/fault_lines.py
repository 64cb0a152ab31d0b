"""Which line of which file a fault of a finished page was written in.

It is looked for only where there is a fault, so that a page without one costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_dossier.core.locations import SourceText, shown_where
from sphinx_dossier.strict.finished_page import page_faults
from sphinx_dossier.strict.fragment import fragment_faults

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_dossier.core.model import Where


_WHOLE_FILE: Final = 1_000_000


def place_of_fault(
    builder: StandaloneHTMLBuilder, docname: str, doctree: nodes.document, fault: str
) -> Where:
    """The place of the deepest node that shows a fault when it is written alone."""
    file = str(builder.env.doc2path(docname))
    source, line, node = file, 1, _child_with(builder, doctree, fault)
    while node is not None:
        if node.line:
            source, line = node.source or source, node.line
        node = _child_with(builder, node, fault)
    if line == 1:
        source, line = _line_with(fault, [file, *_bibliographies(builder)]) or (source, line)
    return shown_where(source, line, file)


def _line_with(fault: str, files: list[str]) -> tuple[str, int] | None:
    """The first file and line with the value that a fault quotes.

    Nodes that are made of sources have no line.
    """
    value = fault.partition("'")[2].rpartition("'")[0]
    text = SourceText()
    for file in files if value else ():
        line = text.nearest(file, 0, lambda written: value in written, _WHOLE_FILE)
        if line:
            return file, line
    return None


def _bibliographies(builder: StandaloneHTMLBuilder) -> list[str]:
    bibdata = builder.env.domaindata.get("cite", {}).get("bibdata")
    return [str(path) for path in bibdata.bibfiles] if bibdata else []


def _child_with(
    builder: StandaloneHTMLBuilder, parent: nodes.Node, fault: str
) -> nodes.Element | None:
    children = (child for child in parent.children if isinstance(child, nodes.Element))
    return next((child for child in children if _shows(builder, child, fault)), None)


def _shows(builder: StandaloneHTMLBuilder, node: nodes.Element, fault: str) -> bool:
    # Some nodes cannot be written without those around them.
    try:
        markup = builder.render_partial(node)["fragment"]
    except Exception:
        return False
    return fault in fragment_faults(markup) or fault in page_faults(markup)
