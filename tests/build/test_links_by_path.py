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


WRONG = """\
# Links

[one](index.md#office), and
[two](people.md#offise), and
[three](people.md#tiez), and
[](people.md#nowhere), and
[five](peopel.md#office).
"""


def test_link_by_path_to_what_is_elsewhere_is_told(tmp_path: Path) -> None:
    """At every build, each at its line with the mend; a page that is linked wrongly is no link."""
    conf = CONF + "myst_heading_anchors = 2\n"
    source = write_project(tmp_path / "source", PAGES | {"links.md": WRONG}, conf)
    first = build(source, tmp_path / "out", "html", show_warning_types=True)
    told = """\
3: the link finds no 'office' on the page 'index': it is not there; write #office
4: the link finds no 'offise' on the page 'people'; did you mean 'office'?
5: the link finds no 'tiez' on the page 'people'; did you mean 'ties'?
6: the link finds no 'nowhere' on the page 'people': name an object, or a heading or a label of \
that page
7: the link to 'peopel.md#office' finds no page of that name
"""
    for line in told.splitlines():
        number, _, message = line.partition(": ")
        assert f"links.md:{number}: WARNING: {message} [dossier.unknown_id]" in first
    assert "local id not found" not in first
    assert "nothing links to the actor 'office'" in first
    assert first == build(source, tmp_path / "out", "html", show_warning_types=True)
    # The heading comes, and goes again, without an edit of the page that links to it.
    for text in (ACTOR.replace("Ties", "Tiez"), ACTOR):
        (source / "people.md").write_text(text, "utf-8")
        said = build(source, tmp_path / "out", "html", show_warning_types=True)
        fresh = build(source, tmp_path / "fresh", "html", show_warning_types=True)
        assert said == fresh
        assert ("no 'tiez'" in said) == (text is ACTOR)
        page = (tmp_path / "out/html/links.html").read_bytes()
        assert page == (tmp_path / "fresh/html/links.html").read_bytes()


def test_links_by_path_are_others_affair(tmp_path: Path) -> None:
    """Where prose is not checked, MyST tells of them as without us."""
    source = write_project(
        tmp_path / "source", PAGES | {"links.md": WRONG}, CONF.replace('"prose", ', "")
    )
    said = build(source, tmp_path / "out", "html", show_warning_types=True)
    assert "local id not found in doc 'people': 'nowhere'" in said
    assert "unknown_id" not in said
