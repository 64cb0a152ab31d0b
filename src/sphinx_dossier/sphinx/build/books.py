"""What books (EPUB) ask for beyond pages: which of them hold drawings, and anchors without colons.

https://www.w3.org/TR/epub-33/#svg, as epubcheck demands it.
"""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dossier.core.lazy_pattern import lazy_pattern
from sphinx_dossier.sphinx.nodes import DRAWN_IN_BOOKS, address_in_book, anchor_in_book

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from sphinx.application import Sphinx

_ITEM: Final = lazy_pattern(r'<item (?=[^>]*\bhref="([^"]+\.xhtml)")(?![^>]*\bproperties=)')


class BookAnchors(SphinxPostTransform):
    """Name our anchors as links in books can: Sphinx mends those of its own alone."""

    # After references are resolved (10).
    default_priority = 20
    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        """Mend the anchors that this package has set, and the links to them."""
        for node in self.document.findall(nodes.Element):
            if "dossier_made" in node:
                node["ids"] = [anchor_in_book(one) for one in node["ids"]]
            elif isinstance(node, nodes.reference) and node["classes"]:
                is_ours = any(name.startswith("dossier-to-") for name in node["classes"])
                if is_ours and node.get("internal") and "refuri" in node:
                    node["refuri"] = address_in_book(node["refuri"])


def on_builder_inited(app: Sphinx) -> None:
    """Have the list of files say which pages hold drawings: a handler of ``builder-inited``."""
    builder = app.builder
    if isinstance(builder, Epub3Builder):
        # Sphinx asks nobody between writing that list and packing the book.
        vars(builder)["build_content"] = _declaring(builder.build_content, Path(builder.outdir))


def _declaring(build_content: Callable[[], None], outdir: Path) -> Callable[[], None]:
    def build_and_declare() -> None:
        build_content()
        path = outdir / "content.opf"
        text = path.read_text("utf-8")
        path.write_text(_ITEM.sub(declare, text), "utf-8", newline="\n")

    def declare(item: re.Match[str]) -> str:
        page = outdir / unquote(unescape(item[1]))
        has_drawing = page.is_file() and DRAWN_IN_BOOKS in page.read_text("utf-8")
        return f'{item[0]}properties="svg" ' if has_drawing else item[0]

    return build_and_declare
