"""Links that name a page and an anchor on it, as any Markdown editor writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from projects import CONF, WIRE, build, write_project
from sphinx_dossier.core.manifests import decompose, write_manifest

if TYPE_CHECKING:
    from pathlib import Path

ACTOR = """\
# People

:::{actor} Harbour office
:id: office
:kind: government-body
:side: shore
It counts, as {cite:p}`wire` has it.
:::

## Ties

It has some.
"""
LINKS = """\
# Links

[one](people.md#office), [](people.md#office), [two](/people.md#office), [three](people.md#ties),
[four](sources.md#cite-wire), [five](sources.md#wire-p0).
"""
PAGES = {
    "index.md": "# Start\n\n:::{toctree}\npeople\nlinks\nsources\n:::\n",
    "people.md": ACTOR,
    "links.md": LINKS,
    "sources.md": "# Sources\n\n:::{bibliography}\n:all:\n:::\n\n"
    ":::{coverage} wire\n:uncited: p0 a title\n:::\n",
    "sources.bib": WIRE,
    "sources/wire.passages.json": write_manifest(decompose("One line of words", "wire", "salt")),
}


def links_of(folder: Path) -> list[tuple[str, str]]:
    """The links of the page, with their words."""
    soup = BeautifulSoup((folder / "links.html").read_text(encoding="utf-8"), "html.parser")
    found = soup.select("section > p a")
    return [(one.get_text(), str(one["href"])) for one in found]


def test_links_by_path_lead_to_anchors_of_ours(tmp_path: Path) -> None:
    """Nothing is told of them, and they count as links to what they lead to."""
    conf = CONF + "myst_heading_anchors = 2\n"
    source = write_project(tmp_path / "source", PAGES, conf)
    assert "" == build(source, tmp_path / "out", "html")
    expected = [
        ("one", "people.html#office"),
        ("Harbour office", "people.html#office"),
        ("two", "people.html#office"),
        ("three", "people.html#ties"),
        ("four", "sources.html#cite-wire"),
        ("five", "sources.html#wire-p0"),
    ]
    assert expected == links_of(tmp_path / "out/html")
    # The name of another is shown at once.
    (source / "people.md").write_text(ACTOR.replace("Harbour office", "Ferry office"), "utf-8")
    assert "" == build(source, tmp_path / "out", "html")
    assert ("Ferry office", "people.html#office") in links_of(tmp_path / "out/html")


def test_link_by_path_to_what_is_elsewhere_is_told(tmp_path: Path) -> None:
    """An object of another page is not meant, and nothing links to it."""
    pages = PAGES | {"links.md": "# Links\n\n[one](index.md#office)\n"}
    source = write_project(tmp_path / "source", pages, CONF)
    said = build(source, tmp_path / "out", "html")
    assert "local id not found in doc 'index': 'office'" in said
    assert "nothing links to the actor 'office'" in said
