"""A new version of the package makes what it wrote stale, whichever of its files has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import sphinx_dossier
from projects import write_project

CONF = """\
extensions = ["myst_parser", "sphinx_dossier"]
html_theme = "basic"
dossier_short_names = True
dossier_site_wide = ["citations", "frames", "prose", "data", "search", "metadata"]
"""
PAGE = (
    "# Alda\n\n:::{actor} [](#office)\n:id: office\n:kind: state\nThe [](#office) said so.\n:::\n"
)


class Copy(NamedTuple):
    """A copy of the package that a process of its own builds a project with."""

    package: Path
    source: Path
    output: Path

    def build(self) -> None:
        """Build what is out of date."""
        command = [sys.executable, "-m", "sphinx", "-q", str(self.source), str(self.output)]
        environment = os.environ | {"PYTHONPATH": str(self.package.parent)}
        subprocess.run(command, env=environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A built project, and the package that has built it."""
    folder = tmp_path_factory.mktemp("copy")
    original = Path(sphinx_dossier.__file__).parent
    ignored = shutil.ignore_patterns("__pycache__")
    package = shutil.copytree(original, folder / "src" / original.name, ignore=ignored)
    source = write_project(folder / "source", {"index.md": PAGE}, CONF)
    copy = Copy(package, source, folder / "out")
    copy.build()
    return copy


def test_same_package_writes_nothing_again(copy: Copy) -> None:
    """Files that were installed again have new times and the same content."""
    page = copy.output / "index.html"
    before = page.stat().st_mtime_ns
    # Sphinx itself writes all pages again when a template has a new time.
    for path in {*copy.package.rglob("*.*")} - {*copy.package.glob("web/templates/*")}:
        path.touch()
    copy.build()
    assert before == page.stat().st_mtime_ns


@pytest.mark.parametrize(
    ("name", "comment", "written"),
    [
        ("web/static/dossier.css", "/* changed */", "index.html"),
        ("exports/sparql/denials.rq", "# changed", "data/queries/denials.rq"),
        ("exports/dossier.shapes.ttl", "# changed", "data/dossier.shapes.ttl"),
    ],
)
def test_changed_file_of_the_package_is_taken_up(
    copy: Copy, name: str, comment: str, written: str
) -> None:
    """A page names the checksum of the style, and the data hold queries and shapes."""
    path = copy.output / written
    before = path.read_bytes()
    with (copy.package / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{comment}\n")
    copy.build()
    assert before != path.read_bytes()


@pytest.mark.parametrize(
    ("name", "comment", "is_read"),
    [
        ("sphinx/read/page_reader.py", "# changed", True),
        ("web/static/dossier-hover.js", "// changed", False),
        ("web/templates/dossier-mentions.html", "", False),
    ],
)
def test_changed_code_reads_pages_again(copy: Copy, name: str, comment: str, is_read: bool) -> None:
    """What a page says follows from the code that has read it, but not from what dresses it."""
    document, page = copy.output / ".doctrees" / "index.doctree", copy.output / "index.html"
    before, written = document.stat().st_mtime_ns, page.stat().st_mtime_ns
    with (copy.package / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{comment}\n")
    copy.build()
    assert is_read is (before != document.stat().st_mtime_ns)
    assert written != page.stat().st_mtime_ns


def test_file_that_the_package_has_no_longer(copy: Copy) -> None:
    """A query that a new version lacks is taken out of the data."""
    assert (copy.output / "data/queries/drift.rq").is_file()
    (copy.package / "exports/sparql/drift.rq").unlink()
    copy.build()
    assert (copy.output / "data/queries/denials.rq").is_file()
    assert not (copy.output / "data/queries/drift.rq").exists()
