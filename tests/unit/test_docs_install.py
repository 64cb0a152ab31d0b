"""The page on installing says what the metadata of the package say."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from matrix import floors

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "install.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def rows(heading: str) -> dict[str, list[str]]:
    """The rows of the first table below a heading, by their first cell."""
    part = PAGE.partition(f"{heading}\n")[2]
    lines = [line.split("|")[1:-1] for line in part.splitlines() if line.startswith("| ")]
    found = {line[0].strip(" `"): [cell.strip() for cell in line[1:]] for line in lines}
    return {name: cells for name, cells in found.items() if name}


def test_lowest_versions_are_those_of_the_metadata() -> None:
    """Of Python, and of what a host has an opinion on; each was tried at that version."""
    lowest = dict(one.split("==") for one in floors((ROOT / "pyproject.toml").read_text("utf-8")))
    lowest["python"] = re.sub(r"[^\d.]", "", PROJECT["requires-python"])
    found = rows("## What it works with")
    assert {"Python", "Sphinx", "myst-parser", "sphinxcontrib-bibtex"} == found.keys()
    for name, (first, tried) in found.items():
        assert lowest[name.lower()] == first
        assert tried.startswith(first)


def test_each_extra_is_named() -> None:
    """With what it is for."""
    found = rows("# Install, upgrade, remove")
    for name in PROJECT["optional-dependencies"]:
        assert found[name][0]


def test_pythons_are_those_of_the_classifiers() -> None:
    """Tried is what the index of packages is told."""
    named = {one.rpartition(" ")[2] for one in PROJECT["classifiers"] if "Python :: 3." in one}
    assert named == {*rows("## What it works with")["Python"][1].split(", ")}
