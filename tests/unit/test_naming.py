"""Names in the code are terms of the field: none is a word that fits whatever it stands for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import sphinx_dossier

FOLDER = Path(sphinx_dossier.__file__).parent
EMPTY = {"handler", "handlers", "helper", "helpers", "manager", "managers", "stuff", "tell",
         "telling", "tells", "thing", "things", "told", "util", "utils"}  # fmt: skip


def names_of(path: Path) -> set[str]:
    """The names that a file makes: of Python, custom properties, classes, and JavaScript."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        found: set[str] = set()
        for node in ast.walk(ast.parse(text)):
            match node:
                case ast.Name(id=name) | ast.arg(arg=name) | ast.alias(asname=str(name)):
                    found.add(name)
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    found.add(name)
                case ast.Constant(value=str(name)) if re.fullmatch(r"\S+", name):
                    found.add(name)
        return found
    text = re.sub(r"/\*.*?\*/|//.*", "", text, flags=re.DOTALL if path.suffix == ".css" else 0)
    declared = r"\b(?:const|let|function)\s+(\w+)"
    return set(re.findall(declared if path.suffix == ".js" else r"[\w-]+", text))


def words_of(name: str) -> set[str]:
    """The words of a name, however it joins them."""
    return set(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower().replace("_", "-").split("-"))


def test_names_say_what_is_meant() -> None:
    """In Python, style sheets and scripts; a slug or class in a literal of one word counts too."""
    paths = [path for ending in ("py", "css", "js") for path in FOLDER.rglob(f"*.{ending}")]
    assert len(paths) > 100
    wrong = {
        f"{path.relative_to(FOLDER)}: {name}"
        for path in paths
        for name in names_of(path)
        if words_of(name) & EMPTY
    }
    assert set() == wrong
