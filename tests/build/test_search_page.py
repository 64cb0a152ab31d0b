"""The search page of a build: ours with MiniSearch at hand, the theme's without."""

from __future__ import annotations

import json
import re
import shutil
import zlib
from typing import TYPE_CHECKING

import pytest

from projects import CONF, build, write_project
from search_parts import scripts_of, whole_rows
from sphinx_dossier.sphinx.build import search_page

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = "library.js"
STORM = """\
# Storm

The storm hit [](#alda) and [the coast](#coast), as {cite:p}`courier` says. See [](other.md).

:::{place} Alda
:id: alda
A town by the sea.
:::

## The coast

It is long.

:::{place} Coast
:id: coast
Where the town lies.
:::
"""
SOURCES = "@online{courier, title={Storm}, date={2020}, url={https://example.org}, label={Courier}}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two pages, with a file that stands for MiniSearch."""
    pages = {"index.md": STORM, "other.md": "# Aftermath\n", "sources.bib": SOURCES, LIBRARY: "1;"}
    return write_project(tmp_path / "source", pages, CONF)


def test_ours_with_the_library(project: Path, tmp_path: Path) -> None:
    """The page loads the library, the data and the search, each with its checksum, and no other."""
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    text = (tmp_path / "html/search.html").read_text(encoding="utf-8")
    loaded = re.findall(r'src="_static/([\w-]+)\.js\?v=', text)
    assert [
        *("dossier-search-first", "dossier-search-data", "minisearch", "dossier-search-engine")
    ] == [name for name in loaded if name.startswith(("minisearch", "dossier-search", "dossier-w"))]
    assert "searchindex.js" not in text
    assert "1;" == (tmp_path / "html/_static/minisearch.js").read_text(encoding="utf-8")
    other = (tmp_path / "html/index.html").read_text(encoding="utf-8")
    assert "dossier-search" not in other
    assert 'src="_static/dossier-suggest.js' in other
    assert "minisearch" not in other


def test_ours_leaves_out_the_index_of_sphinx(project: Path, tmp_path: Path) -> None:
    """No page names the index or its scripts, which are not there, whatever lay there before."""
    build(project, tmp_path, "html")
    assert (tmp_path / "html/searchindex.js").is_file()
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    folder = tmp_path / "html"
    present = {path.name for path in folder.rglob("*.js")}
    gone = {"searchindex.js", "searchtools.js", "language_data.js", "english-stemmer.js"}
    assert not present & gone
    pages = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    assert not [name for name in gone for page in pages if name in page]


def test_index_of_sphinx_is_whole_when_it_comes_back(project: Path, tmp_path: Path) -> None:
    """Without the library every page is in it at once, as after a fresh build."""
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    said = build(project, tmp_path, "html")
    found = (tmp_path / "html/searchindex.js").read_bytes()
    build(project, tmp_path / "fresh", "html")
    assert "incomplete" not in said.replace("source_incomplete", "")
    assert (tmp_path / "fresh/html/searchindex.js").read_bytes() == found


def test_theirs_without_the_library(project: Path, tmp_path: Path) -> None:
    """Without the library the theme's own page stays, and nothing of ours is left beside it."""
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    (project / LIBRARY).unlink()
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    text = (tmp_path / "html/search.html").read_text(encoding="utf-8")
    assert "searchindex.js" in text
    assert "dossier-search" not in text
    assert not [*(tmp_path / "html/_static").glob("dossier-search-[def]*")]
    assert not (tmp_path / "html/_static/dossier-search").exists()
    assert not (tmp_path / "html/_static/minisearch.js").exists()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_index_of_sphinx_leads_to_objects(project: Path, tmp_path: Path, builder: str) -> None:
    """Each has its anchor in it, whatever it is called; other sites know it by its id."""
    build(project, tmp_path, builder)
    script = (tmp_path / builder / "searchindex.js").read_text(encoding="utf-8")
    found = json.loads(script.removeprefix("Search.setIndex(").removesuffix(")"))
    rows = {(name, anchor) for group in found["objects"].values() for *_, anchor, name in group}
    assert {("Alda", "alda"), ("Coast", "coast")} == rows
    inventory = zlib.decompress(
        (tmp_path / builder / "objects.inv").read_bytes().split(b"\n", 4)[4]
    )
    assert {"alda", "coast"} == {
        line.split()[0].decode() for line in inventory.splitlines() if b" dossier:place " in line
    }


def test_library_of_the_package(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project without the library gets that of an installed package, and its licence with it."""
    packaged = tmp_path / "package" / "minisearch.js"
    packaged.parent.mkdir()
    packaged.write_text("2;", encoding="utf-8")
    packaged.with_suffix(".LICENSE.txt").write_text("Anybody may.", encoding="utf-8")
    monkeypatch.setattr(search_page, "PACKAGED", packaged)
    build(project, tmp_path, "html")
    static = tmp_path / "html/_static"
    assert "2;" == (static / "minisearch.js").read_text(encoding="utf-8")
    assert "Anybody may." == (static / "minisearch.LICENSE.txt").read_text(encoding="utf-8")
    # That of the project itself comes first; this one has no licence to copy.
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    assert "1;" == (static / "minisearch.js").read_text(encoding="utf-8")
    assert not (static / "minisearch.LICENSE.txt").exists()


def test_sections_in_the_data(project: Path, tmp_path: Path) -> None:
    """Prose is read by section, with its sources, without its objects."""
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    rows = {row["id"]: row for row in whole_rows(scripts_of(tmp_path / "html/_static"))}
    assert {
        "n": 2,
        "id": "index#",
        "type": "text",
        "url": "index.html",
        "title": "Storm",
        "text": "The storm hit Alda and the coast, as says. See Aftermath.",
        "sources": ["Courier"],
    } == rows["index#"]
    assert ("index.html#the-coast", "It is long.") == (
        rows["index#the-coast"]["url"],
        rows["index#the-coast"]["text"],
    )


def test_addresses_of_folders(project: Path, tmp_path: Path) -> None:
    """Where pages are folders, the search is one too and finds its way to the root."""
    build(project, tmp_path, "dirhtml", dossier_search_library=LIBRARY)
    text = (tmp_path / "dirhtml/search/index.html").read_text(encoding="utf-8")
    assert 'data-root="../"' in text
    assert 'src="../_static/dossier-search-data.js?v=' in text


def test_follows_an_edit(project: Path, tmp_path: Path) -> None:
    """After an edit the page names the checksum of the new data."""
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    before = (tmp_path / "html/search.html").read_text(encoding="utf-8")
    page = project / "other.md"
    page.write_text("# Aftermath\n\nIt ended.\n", encoding="utf-8")
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    texts = [row.get("text") for row in whole_rows(scripts_of(tmp_path / "html/_static"))]
    assert "It ended." in texts
    assert before != (tmp_path / "html/search.html").read_text(encoding="utf-8")


def test_follows_what_readers_ask(project: Path, tmp_path: Path) -> None:
    """A build after an edit of that file alone leaves what a fresh build makes; so does none."""
    words = project / "search.toml"
    static = tmp_path / "html/_static"
    for text in ('[asked]\nalda = ["where is it"]\n', 'same = [["storm", "gale"]]\n', ""):
        words.write_text(text, encoding="utf-8")
        build(project, tmp_path, "html", dossier_search_library=LIBRARY)
        build(project, tmp_path / "fresh", "html", dossier_search_library=LIBRARY)
        fresh = tmp_path / "fresh/html/_static"
        assert scripts_of(fresh) == scripts_of(static)
        names = "dossier-names.js"
        assert (fresh / names).read_bytes() == (static / names).read_bytes()
        shutil.rmtree(tmp_path / "fresh")
        assert ("where is it" in (static / "dossier-names.js").read_text("utf-8")) == (
            "asked" in text
        )
    assert "gale" not in (static / "dossier-search-data.js").read_text("utf-8")


def test_names_stay_out_of_the_pages(project: Path, tmp_path: Path) -> None:
    """A name is edited, and no page that does not show it is another: none holds a checksum."""
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    pages = {path: path.read_bytes() for path in (tmp_path / "html").glob("*.html")}
    page = project / "index.md"
    page.write_text(STORM.replace("} Alda", "} Alder"), encoding="utf-8")
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    assert "Alder" in (tmp_path / "html/_static/dossier-names.js").read_text("utf-8")
    assert pages[tmp_path / "html/other.html"] == (tmp_path / "html/other.html").read_bytes()


def test_parts_of_a_longer_index_are_removed(project: Path, tmp_path: Path) -> None:
    """What a shorter site has no more is not left behind, and a lost part comes back."""
    page, folder = project / "other.md", tmp_path / "html/_static/dossier-search"
    words = " ".join(f"w{number}x" for number in range(9000))
    page.write_text(f"# Aftermath\n\n{words}\n", encoding="utf-8")
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    many = {path.name for path in folder.iterdir()}
    page.write_text("# Aftermath\n", encoding="utf-8")
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    few = {path.name for path in folder.iterdir()}
    assert few < many
    (folder / "rows-0.js").unlink()
    build(project, tmp_path, "html", dossier_search_library=LIBRARY)
    build(project, tmp_path / "fresh", "html", dossier_search_library=LIBRARY)
    assert scripts_of(tmp_path / "fresh/html/_static") == scripts_of(tmp_path / "html/_static")


def test_only_in_html(project: Path, tmp_path: Path) -> None:
    """Builders without a search page write nothing of it."""
    build(project, tmp_path, "text", dossier_search_library=LIBRARY)
    assert not (tmp_path / "text/_static").exists()
