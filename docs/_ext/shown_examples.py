"""The directive ``{example}``: what an author writes, and below it what a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Example(SphinxDirective):
    """Shows its content twice: as it is written, and as it is read."""

    has_content = True

    def run(self) -> list[Node]:
        """Show the source and the result."""
        text = "\n".join(self.content)
        source = nodes.literal_block(text, text, language="md", classes=["example-source"])
        self.set_source_info(source)
        result = nodes.container(classes=["example-result"])
        result += self.parse_content_to_nodes()
        return [source, result]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("example", Example)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
