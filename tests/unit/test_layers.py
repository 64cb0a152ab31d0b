"""Folders are layers: imports only go down, in no circle, and Sphinx stays in its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter, defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from read_imports import Package

import sphinx_dossier

PACKAGE = Package(Path(sphinx_dossier.__file__).parent)
MODULES = PACKAGE.modules
tree_of, imports_of, own = PACKAGE.tree_of, PACKAGE.imports_of, PACKAGE.own_imports_of
BELOW = ("core", "locale", "answers", "pictures", "exports", "authoring")
MAY_IMPORT = {
    "core": (),
    "locale": ("core",),
    "answers": ("core",),
    "pictures": ("core", "locale", "answers"),
    "exports": ("core", "locale", "answers"),
    "authoring": ("core", "locale", "answers", "exports"),
    "strict": ("core",),
    "sphinx": (*BELOW, "strict"),
    "commands": BELOW,
    "__main__": ("commands",),
    "api": ("core", "answers", "sphinx"),
    "": ("sphinx",),
}
"""The folders and doors of the package, and what each may import besides itself."""
ROOMS = ("", "show", "read", "build", "setup")
"""The parts of ``sphinx/`` from the bottom; the first are the files that all of them share.

Reading comes above showing, because some legends are words of the page as it is read."""
MAY_IMPORT_OUTSIDE = {"core": {"babel", "latexcodec", "pybtex", "unicode_rbnf"}}
SPHINX = {"sphinx", "docutils", "sphinxcontrib", "myst_parser", "pybtex_docutils"}


def folder_of(module: str) -> str:
    """The folder in which a module lies; ``""`` for the package itself."""
    return [*module.split("."), ""][1]


def room_of(module: str) -> str:
    """The part of ``sphinx/`` in which a module lies."""
    parts = module.split(".")
    return parts[2] if len(parts) > 3 or parts[-1] in ROOMS else ""


def test_every_folder_is_a_layer():
    """No folder, and no file beside the folders, is without a rule; no rule is without a folder."""
    assert set(MAY_IMPORT) == {folder_of(module) for module in MODULES}


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module):
    """A module imports its own folder and those that it may, also for types only."""
    folder = folder_of(module)
    foreign = {folder_of(one) for one in own(module)} - {folder, *MAY_IMPORT[folder]}
    # The version of the package is said once, at its top.
    assert set() == {one for one in foreign if one}


@pytest.mark.parametrize("module", [name for name in MODULES if folder_of(name) == "sphinx"])
def test_rooms_of_sphinx_import_downward(module):
    """Inside ``sphinx/``: the shared files, then showing, reading, building, and the setup."""
    rank = ROOMS.index(room_of(module))
    inside = {one for one in own(module) if folder_of(one) == "sphinx"}
    assert set() == {one for one in inside if ROOMS.index(room_of(one)) > rank}


def test_imports_run_in_no_circle():
    """No module needs itself, by whatever way, not even for its types."""
    names = MODULES.keys() - {"sphinx_dossier"}
    graph = {name: own(name) & names - {name} for name in names}
    assert len(graph) == len(list(TopologicalSorter(graph).static_order()))


@pytest.mark.parametrize("module", [name for name in MODULES if folder_of(name) == "core"])
def test_core_needs_little(module):
    """The core is plain Python, with the names of languages and a reader of BibTeX."""
    foreign = {one.split(".")[0] for one in imports_of(module)} - sys.stdlib_module_names
    assert foreign <= {"sphinx_dossier"} | MAY_IMPORT_OUTSIDE["core"]


@pytest.mark.parametrize(
    "module", [name for name in MODULES if folder_of(name) not in ("sphinx", "strict", "api", "")]
)
def test_only_two_folders_import_sphinx(module):
    """Elsewhere neither Sphinx nor docutils is known, not even for types."""
    assert {one.split(".")[0] for one in imports_of(module)}.isdisjoint(SPHINX)


@pytest.mark.parametrize("folder", sorted({*MAY_IMPORT} - {"", "__main__"}))
def test_folder_says_what_lives_in_it(folder):
    """Who opens a folder reads what it holds and what it may import, as this test has it."""
    said = ast.get_docstring(tree_of(f"sphinx_dossier.{folder}")) or ""
    assert "May import:" in said
    named = said.partition("May import:")[2].partition(".")[0]
    missing = [one for one in MAY_IMPORT[folder] if f"``{one}``" not in named]
    assert not missing or "every folder" in named


def test_no_two_files_share_a_name():
    """A file is known by its name alone."""
    names = Counter(path.name for path in MODULES.values() if path.name != "__init__.py")
    assert [] == [name for name, count in names.items() if count > 1]


@pytest.mark.parametrize("folder", sorted({*MAY_IMPORT} - {"", "__main__"}))
def test_no_two_classes_of_a_folder_share_a_name(folder):
    """A class is known by its name within its layer."""
    found = defaultdict(list)
    for module in MODULES:
        if folder_of(module) == folder:
            for node in tree_of(module).body:
                if isinstance(node, ast.ClassDef):
                    found[node.name.lstrip("_")].append(module)
    assert {} == {name: modules for name, modules in found.items() if len(modules) > 1}


def test_reader_of_imports_sees_every_form(tmp_path, monkeypatch):
    """Absolute, relative, nested and type-only imports are all found by these tests."""
    path = tmp_path / "example.py"
    path.write_text(
        "import os.path as p\nfrom sphinx_dossier.core import status\nfrom .core import index\n"
        "from .core.model import Claim\nif TYPE_CHECKING:\n    import docutils.nodes\n"
        "def f():\n    from sphinx.util import logging\n"
    )
    monkeypatch.setitem(MODULES, "sphinx_dossier.example", path)
    local = {f"sphinx_dossier.core.{name}" for name in ("status", "index", "model")}
    assert {"os.path", "sphinx.util", "docutils.nodes"} | local == imports_of(
        "sphinx_dossier.example"
    )


def test_lower_layers_run_without_sphinx():
    """Importing all but the two folders of Sphinx loads neither Sphinx nor docutils."""
    names = [name for name in MODULES if folder_of(name) not in ("sphinx", "strict", "api", "")]
    code = (
        f"import sys, importlib\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(sorted({'sphinx', 'docutils'} & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ("[]\n", "") == (done.stdout, done.stderr)
