"""What the code says of files holds on every system: encodings, line ends, separators, drives."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from sphinx_dossier.strict.picture_files import _from_root

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tools").glob("*.py"), ROOT / "conf.py"])
READING = {"read_text": 0, "open": 2, "write_text": 1}
"""Functions that open a text -> which of their arguments is the encoding, if it has no name."""


def calls(tree: ast.AST) -> Iterator[tuple[str, int, ast.Call]]:
    """Each call of a method or a function, by its name and line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            yield name, node.lineno, node


def faults(code: str) -> list[str]:
    """The calls that give another result on another system."""
    found = []
    for name, line, call in calls(ast.parse(code)):
        named = {keyword.arg: keyword.value for keyword in call.keywords}
        is_method = isinstance(call.func, ast.Attribute)
        mode = ast.unparse(call.args[0]) if name == "open" and is_method and call.args else ""
        if name in READING and is_method and "b" not in mode and "os.open" not in ast.unparse(call):
            position = READING[name]
            if "encoding" not in named and len(call.args) <= position:
                found.append(f"{line}: {name} without an encoding")
        if name == "write_text" and is_method and "newline" not in named:
            found.append(f"{line}: {name} without line ends")
        if name in ("run", "Popen") and "text" in named and "encoding" not in named:
            found.append(f"{line}: {name} without an encoding")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_have_their_encodings_and_line_ends_named(path: Path) -> None:
    """What Windows would take otherwise is in a page, a sheet or a list of bytes."""
    assert [] == faults(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("path.read_text()", 1),
        ("path.read_text('utf-8')", 0),
        ("path.read_text(encoding='utf-8')", 0),
        ("path.write_text(x)", 2),
        ("path.write_text(x, encoding='utf-8')", 1),
        ("path.write_text(x, 'utf-8', newline='\\n')", 0),
        ("path.open()", 1),
        ("path.open('rb')", 0),
        ("run(x, text=True)", 1),
        ("run(x, text=True, encoding='utf-8')", 0),
    ],
)
def test_faults_are_found(code: str, count: int) -> None:
    """The test above can fail."""
    assert count == len(faults(code))


@pytest.mark.parametrize(
    ("copy", "root", "expected"),
    [
        (PurePosixPath("/a/out/x.svg"), PurePosixPath("/a/source"), "../out/x.svg"),
        (PureWindowsPath(r"D:\out\x.svg"), PureWindowsPath(r"C:\source"), "D:/out/x.svg"),
    ],
)
def test_copies_of_drawings_are_found_on_another_drive(copy, root, expected) -> None:
    """From one drive of Windows to another there is no relative path."""
    assert expected == _from_root(copy, root)


def test_no_file_of_the_repository_has_a_name_that_windows_refuses() -> None:
    """Signs, endings, names of devices, and names that differ by case only."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = [name for name in done.stdout.decode("utf-8").split("\0") if name]
    parts = {part for name in names for part in name.split("/")}
    assert not [part for part in parts if set(part) & set('<>:"\\|?*') or part[-1] in ". "]
    devices = {"con", "prn", "aux", "nul"}
    assert not [part for part in parts if part.lower().partition(".")[0] in devices]
    assert len(names) == len({name.casefold() for name in names})
