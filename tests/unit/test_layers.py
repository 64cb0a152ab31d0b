"""Imports go down the layers only, and Sphinx stays in its own."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import sphinx_dossier

PACKAGE = Path(sphinx_dossier.__file__).parent
MODULES = {
    ".".join(("sphinx_dossier", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
FIXED = {
    "model": 0, "dates": 0, "names": 0,
    "codes": 1, "parse": 1, "passages": 1, "bibliography": 1, "index": 1, "status": 1, "checks": 1,
    "queries": 2, "exports": 2, "draw": 2,
    "sphinx": 3,
    "__main__": 4,
}  # fmt: skip
"""The layer of each module or package that the design names."""


def layer_of(module: str) -> int:
    """The layer that the design gives a module, or that its docstring tells."""
    parts = module.split(".")
    if len(parts) == 1:
        return 4
    if parts[1] in FIXED:
        return FIXED[parts[1]]
    told = re.search(r"\(layer (\d)\b", ast.get_docstring(tree_of(module)) or "")
    assert told, f"{module} tells no layer: end the first sentence of its docstring in (layer N)"
    return int(told[1])


def tree_of(module: str) -> ast.Module:
    """The syntax of a module."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports_of(module: str, *, at_run_time: bool = False) -> set[str]:
    """The modules that a module imports; at run time without those under TYPE_CHECKING."""
    tree = tree_of(module)
    nodes = list(ast.walk(tree))
    if at_run_time:
        for test in [node for node in nodes if isinstance(node, ast.If)]:
            if "TYPE_CHECKING" in ast.unparse(test.test):
                inside = {id(node) for child in test.body for node in ast.walk(child)}
                nodes = [node for node in nodes if id(node) not in inside]
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            found |= {_module(base, name.name) for name in node.names}
    return found


def _base(module: str, node: ast.ImportFrom) -> str:
    relative = "." * node.level + (node.module or "")
    is_package = MODULES[module].name == "__init__.py"
    package = module if is_package else module.rpartition(".")[0]
    return importlib.util.resolve_name(relative, package)


def _module(base: str, name: str) -> str:
    """``from package import name`` imports a module or something out of one."""
    return f"{base}.{name}" if f"{base}.{name}" in MODULES else base


def own(module: str, *, at_run_time: bool = False) -> set[str]:
    """The modules of the package that a module imports."""
    found = imports_of(module, at_run_time=at_run_time)
    return {one for one in found if one.split(".")[0] == "sphinx_dossier"}


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module):
    """A module imports its own layer and those below, also for types only."""
    above = {one for one in own(module) if layer_of(one) > layer_of(module)}
    assert set() == above


@pytest.mark.parametrize("module", [name for name in MODULES if layer_of(name) == 0])
def test_layer_0_needs_the_standard_library_only(module):
    """The data are plain Python."""
    foreign = {one.split(".")[0] for one in imports_of(module)} - sys.stdlib_module_names
    assert foreign <= {"sphinx_dossier"}


@pytest.mark.parametrize("module", [name for name in MODULES if layer_of(name) <= 2])
def test_only_the_sphinx_layer_imports_sphinx(module):
    """Layers 0 to 2 know neither Sphinx nor docutils, not even for types."""
    roots = {one.split(".")[0] for one in imports_of(module)}
    assert roots.isdisjoint({"sphinx", "docutils", "sphinxcontrib", "myst_parser"})


@pytest.mark.parametrize("module", MODULES)
def test_docstring_tells_the_layer(module):
    """Whoever opens a file reads where it sits in the flow."""
    docstring = ast.get_docstring(tree_of(module)) or ""
    told = re.findall(r"\(layer (\d)\b", docstring)
    assert [str(layer_of(module))] == told


def test_imports_run_in_no_circle():
    """At run time no module needs itself, by whatever way."""
    names = MODULES.keys() - {"sphinx_dossier"}
    graph = {name: own(name, at_run_time=True) & names - {name} for name in names}
    assert len(graph) == len(list(TopologicalSorter(graph).static_order()))


def test_the_map_of_layers_names_modules_that_exist():
    """Every module of the map of this file is there."""
    assert {f"sphinx_dossier.{name}" for name in FIXED} <= MODULES.keys()


def test_reader_of_imports_sees_every_form(tmp_path, monkeypatch):
    """Absolute, relative, nested and type-only imports are all found by these tests."""
    path = tmp_path / "example.py"
    path.write_text(
        "import os.path as p\nfrom sphinx_dossier import status\nfrom . import index\n"
        "from .model import Claim\nif TYPE_CHECKING:\n    import docutils.nodes\n"
        "def f():\n    from sphinx.util import logging\n"
    )
    monkeypatch.setitem(MODULES, "sphinx_dossier.example", path)
    local = {"sphinx_dossier.status", "sphinx_dossier.index", "sphinx_dossier.model"}
    run_time = {"os.path", "sphinx.util"} | local
    assert run_time | {"docutils.nodes"} == imports_of("sphinx_dossier.example")
    assert run_time == imports_of("sphinx_dossier.example", at_run_time=True)


def test_lower_layers_run_without_sphinx():
    """Importing all of layers 0 to 2 and the command loads neither Sphinx nor docutils."""
    names = [name for name in MODULES if layer_of(name) <= 2] + ["sphinx_dossier.__main__"]
    code = (
        f"import sys, importlib\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(sorted({'sphinx', 'docutils'} & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ("[]\n", "") == (done.stdout, done.stderr)
