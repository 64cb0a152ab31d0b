"""Modules are loaded when something of them is asked for, and a build asks for what it needs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from projects import CONF, ONE_CLAIM, WIRE, write_project

if TYPE_CHECKING:
    from pathlib import Path

BUILD = """\
import sys
from types import ModuleType
from sphinx.cmd.build import main
status = main(["-q", "-W", "-b", "html", "source", "html"])
loaded = [name for name, module in sys.modules.items() if type(module) is ModuleType]
print(*(name for name in loaded if name.startswith("sphinx_dossier.")))
sys.exit(status)
"""
BEGIN = "import sys\nfrom sphinx_dossier.sphinx import loaded_later\nloaded_later.begin()\n"
FONTS = "sphinx_dossier.pictures.fonts"


def run(code: str, folder: Path) -> str:
    """What a program prints, in a process of its own: here all modules may be loaded already."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a project that has been built."""
    files = {"index.md": f"# Storm\n\nIt rained.\n\n{ONE_CLAIM}", "sources.bib": WIRE}
    write_project(tmp_path / "source", files, CONF)
    run(BUILD, tmp_path)
    return tmp_path


def of_folder(loaded: str, folder: str) -> set[str]:
    """The modules of a folder among those that are loaded."""
    return {name for name in loaded.split() if name.startswith(f"sphinx_dossier.{folder}.")}


def test_build_without_a_change_loads_little(project: Path) -> None:
    """No data are made and no problem is looked for, and nothing is drawn or rendered."""
    loaded = run(BUILD, project)
    assert (set(), {FONTS}) == (of_folder(loaded, "exports"), of_folder(loaded, "pictures"))
    for name in ("core.checks", "answers.evidence", "sphinx.show.render"):
        assert f"sphinx_dossier.{name}" not in loaded.split()
    assert "sphinx_dossier.sphinx.build.freshness" in loaded.split()


def test_edit_of_words_draws_nothing(project: Path) -> None:
    """Evidence is rendered then, and no picture of relations, of places or of moments is."""
    page = project / "source/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("rained", "snowed"), encoding="utf-8")
    loaded = run(BUILD, project)
    assert "sphinx_dossier.sphinx.show.fact_lists" in loaded.split()
    assert of_folder(loaded, "pictures") <= {
        FONTS,
        "sphinx_dossier.pictures.figure_bars",
        "sphinx_dossier.pictures.svg",
    }


def test_module_is_loaded_at_its_first_use(tmp_path: Path) -> None:
    """A module that is imported whole waits; one that a name is taken from does not."""
    code = (
        "from sphinx_dossier.core import boundaries\n"
        "from sphinx_dossier.core.distances import distance_km\n"
        "kinds = [type(sys.modules[f'sphinx_dossier.core.{one}']).__name__\n"
        "         for one in ('boundaries', 'distances')]\n"
        "boundaries.read_boundaries\n"
        "print(*kinds, type(boundaries).__name__)\n"
    )
    assert "_LazyModule module module\n" == run(BEGIN + code, tmp_path)


def test_begins_once_in_a_process(tmp_path: Path) -> None:
    """A process that builds twice does not look for modules in two ways."""
    code = "before = len(sys.meta_path)\nloaded_later.begin()\nprint(len(sys.meta_path) - before)\n"
    assert "0\n" == run(BEGIN + code, tmp_path)
