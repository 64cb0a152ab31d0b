"""A package is read without importing it: modules, imports, names, rooms."""

from __future__ import annotations

import pytest
from read_imports import Package

FILES = {
    "__init__.py": '"""The door."""\n__version__ = "1"\nfrom storm.top import run\n',
    "top/__init__.py": '"""The top, which\nuses all.\n\nMore.\n"""\n',
    "top/run.py": "import storm.middle\nfrom storm import __version__\nfrom .. import base\n",
    "middle.py": '"""The middle."""\nfrom .base.form import Form as F\n',
    "base/__init__.py": '"""The base."""\nform = 1\n',
    "base/form.py": "LIMIT: int = 3\nclass Form:\n    size = 1\n    def grow(self): ...\n",
}


@pytest.fixture
def package(tmp_path):
    """A small package on disk; it could not be imported."""
    for name, text in FILES.items():
        path = tmp_path / "storm" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Package(tmp_path / "storm")


def test_rooms_lie_above_what_they_import(package):
    """The door comes first and the ground last; each room knows the rooms that it needs."""
    rooms = [(room.name, room.is_folder, room.imports) for room in package.rooms()]
    assert [
        ("__init__", False, ("top",)),
        ("top", True, ("base", "middle")),
        ("middle", False, ("base",)),
        ("base", True, ()),
    ] == rooms


def test_room_says_what_it_holds(package):
    """The first paragraph of the docstring in one line, and how much there is."""
    top = next(room for room in package.rooms() if room.name == "top")
    assert ("The top, which uses all.", 2, 8) == (top.summary, top.files, top.lines)


def test_rooms_of_a_folder(package):
    """Inside a folder, its files are the rooms, and what others import plays no part."""
    assert [("form", False, ())] == [
        (room.name, room.is_folder, room.imports) for room in package.rooms("base")
    ]
    assert [] == package.rooms("nowhere")


@pytest.mark.parametrize(
    ("dotted", "place"),
    [
        ("middle", ("storm.middle", "")),
        ("base", ("storm.base", "")),
        ("base.form", ("storm.base.form", "")),
        ("base.form.LIMIT", ("storm.base.form", "LIMIT")),
        ("base.form.Form.grow", ("storm.base.form", "Form.grow")),
        ("base.form.Form.size", ("storm.base.form", "Form.size")),
        ("base.form.Form.shrink", None),
        ("base.shape", None),
        ("nowhere", None),
    ],
)
def test_name_is_found_where_it_is_defined(package, dotted, place):
    """A module, a function, a constant and a member of a class are found; nothing else is."""
    assert place == package.find(dotted)
