"""HTML that is written in one pass is, byte for byte, what docutils would have written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from edits import VIEWS, first_draft
from projects import build
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.sphinx.markup import Tag, write_html, written_words
from sphinx_dossier.sphinx.nodes import as_written, dossier_written
from sphinx_dossier.sphinx.show.views import WriteViews

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = 'Name <b>&amp; "quoted" it\'s @home'


def _pages(source: Path, output: Path, builder: str) -> dict[str, bytes]:
    build(source, output, builder)
    folder = output / builder
    paths = [*folder.rglob("*.html"), folder / "searchindex.js"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_written_pages_equal_pages_of_nodes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    """Pages and search index are the same with and without the short way to HTML."""
    draft = first_draft()
    draft.pages["views"] = (f"Views of {HOSTILE}", list(VIEWS))
    draft.pages["people"][1][0].name = HOSTILE
    draft.entries["wire-2031"]["title"] = "Boats @ sea & <i>more</i>"
    source = tmp_path / "source"
    draft.save(source)
    written = _pages(source, tmp_path / "written", builder)
    monkeypatch.setattr(WriteViews, "builders", ("none",))
    of_nodes = _pages(source, tmp_path / "nodes", builder)
    assert of_nodes.keys() == written.keys()
    for name, content in of_nodes.items():
        assert content.decode() == written[name].decode()
    people = "people/index.html" if builder == "dirhtml" else "people.html"
    assert b"dossier-facts" in written[people]


def test_link_without_a_page_is_words() -> None:
    """What is unknown is shown, and leads nowhere."""
    html = write_html(Link("no <one>", "", "", "unknown"), lambda link: link.docname)
    assert '<span class="dossier-unknown">no &lt;one&gt;</span>' == html


def test_address_is_escaped() -> None:
    """An address cannot end the attribute in which it stands."""
    html = write_html(Link("a", "page", "", ""), lambda _: 'x"onclick="y')
    assert '<a class="reference internal" href="x&quot;onclick=&quot;y">a</a>' == html


def test_words_are_told_in_order() -> None:
    """The search sees every word of an element, of links too."""
    tag = Tag("p", "one ", Link("two", "page", "", ""), Tag("span", " three"))
    assert ["one ", "two", " three"] == written_words(tag)


def test_nodes_of_the_document_are_left_as_they_are() -> None:
    """What is around them is made of nodes too, and all else is written, also if it is nothing."""
    of_document = nodes.image()
    empty, outer = as_written(["", Tag("div", "one", of_document)], None, lambda _: "")
    assert isinstance(empty, dossier_written)
    assert "" == empty["html"]
    assert of_document in outer.children


def test_fault_of_the_software_is_no_reason_to_write_nodes() -> None:
    """Addresses that cannot be made raise; they are not taken for a node that stands there."""

    def locate(_: Link) -> str:
        raise TypeError("no address")

    with pytest.raises(TypeError, match="no address"):
        as_written([Link("a", "page", "", "")], None, locate)
