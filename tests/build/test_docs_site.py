"""The documentation builds without a warning from the code as it is, and needs no other host."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from read_imports import Package

from docs_build import ROOT, build_docs
from sphinx_dossier.core.site_folders import EMBED_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = Package(ROOT / "src" / "sphinx_dossier")


def read(page: Path) -> BeautifulSoup:
    """A built page."""
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize(("place", "inside"), [(0, ""), (1, "sphinx")])
def test_picture_has_every_room_and_import(docs: Path, place: int, inside: str) -> None:
    """A row a room with its numbers, a dot an import, an arrow into each room that is imported."""
    rooms = PACKAGE.rooms(inside)
    picture = read(docs / "internals" / "index.html").select("ol.rooms")[place]
    shown = [f"{room.name}/" if room.is_folder else f"{room.name}.py" for room in rooms]
    assert shown == [name.get_text() for name in picture.select("li strong")]
    for row, room in zip(picture.select("li"), rooms, strict=True):
        assert f"{room.lines:,} lines" in row.get_text()
        assert room.summary.replace("``", "") in row.get_text()
        assert len(room.imports) == len(row.select("circle"))
    imported = {name for room in rooms for name in room.imports}
    assert len(imported) == len(picture.select("polygon"))


def test_table_says_the_same_in_words(docs: Path) -> None:
    """Under the picture, each room has what it imports and what imports it."""
    table = read(docs / "internals" / "index.html").select_one("table.rooms-table")
    # The names of columns, for narrow screens.
    for label in table.select(".dossier-cell-label"):
        label.decompose()
    cells = [[cell.get_text(strip=True) for cell in row.select("td")] for row in table.select("tr")]
    rows = {row[0]: row[1:] for row in cells if row}
    assert "none of these" == rows["core/"][0]
    assert "exports/" in rows["core/"][1].split(", ")
    assert "core/" in rows["exports/"][0].split(", ")


def test_other_builders_get_the_rooms_as_a_list(tmp_path: Path) -> None:
    """Plain text has the same rooms, with what they hold."""
    assert (0, "") == build_docs(tmp_path, "text")
    text = " ".join((tmp_path / "text" / "internals" / "index.txt").read_text("utf-8").split())
    for room in PACKAGE.rooms():
        assert room.summary.replace("``", "") in text.replace('"', "")


def test_picture_follows_the_imports(tmp_path: Path) -> None:
    """One more import in a copy of the package is one more dot in the picture."""
    software = shutil.copytree(PACKAGE.folder, tmp_path / "sphinx_dossier")
    before = {room.name: room.imports for room in Package(software).rooms()}
    with (software / "strict" / "guards.py").open("a", encoding="utf-8") as module:
        module.write("import sphinx_dossier.authoring.fixes\n")
    assert (0, "") == build_docs(tmp_path, documented_package=software)
    picture = read(tmp_path / "html" / "internals" / "index.html").select_one("ol.rooms")
    row = next(row for row in picture.select("li") if "strict/" == row.strong.get_text())
    assert len(before["strict"]) + 1 == len(row.select("circle"))


def test_name_that_is_gone_ends_the_build_red(tmp_path: Path) -> None:
    """A function that is no longer there is a warning with its page and line, and so an error."""
    software = shutil.copytree(PACKAGE.folder, tmp_path / "sphinx_dossier")
    path = software / "core" / "dates.py"
    path.unlink()
    status, said = build_docs(tmp_path, documented_package=software)
    assert status
    assert "decisions.md:" in said
    assert "core.dates is no module, function, class or constant of the package" in said


def test_nothing_is_loaded_from_another_host(docs: Path) -> None:
    """Style sheets, scripts and pictures come with the pages."""
    for page in docs.rglob("*.html"):
        soup = read(page)
        loaded = [one.get("src") for one in soup.select("script, img")]
        loaded += [one.get("href") for one in soup.select("link")]
        assert [] == [address for address in loaded if address and "://" in address], page


def test_pages_of_the_site_are_not_pages_of_the_documentation(docs: Path) -> None:
    """The documentation holds its own pages only, and the content does not hold them."""
    pages = {page.relative_to(docs).with_suffix("") for page in docs.rglob("*.html")}
    own = {page.relative_to(ROOT / "docs").with_suffix("") for page in ROOT.glob("docs/**/*.md")}
    others = ("404", "genindex", "search", "_static", EMBED_FOLDER)
    assert own == {page for page in pages if page.parts[0] not in others}
    assert '"docs",' in (ROOT / "conf.py").read_text(encoding="utf-8")
