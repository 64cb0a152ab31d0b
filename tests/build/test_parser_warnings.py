"""What the parsers say themselves: at the line where it was written, or not twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from projects import build, write_project

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "{note} a word\n:class: tip\n\nMore.\n"


def places(said: str) -> list[tuple[str, int]]:
    """The file and line of each warning."""
    found = re.findall(r"^(?:.*/)?([\w.]+):(\d+): ", said, re.MULTILINE)
    return [(file, int(line)) for file, line in found]


def test_name_with_a_domain_that_nobody_has_is_told_once(tmp_path: Path) -> None:
    """Sphinx warns of it without a place; the problem of the page has one."""
    page = "# A page\n\nA {nowhere:role}`x`.\n\n:::{nowhere:thing}\n:::\n"
    said = build(write_project(tmp_path, {"index.md": page}), tmp_path / "out")
    assert [("index.md", 3), ("index.md", 5)] == places(said)
    assert "unknown" not in said


def test_directive_in_fences_is_told_at_its_own_line(tmp_path: Path) -> None:
    """MyST counts a line too many for each fence around it."""
    page = f"# A page\n\n:::::{{note}}\n::::{{note}}\n:::{NOTE}:::\n::::\n:::::\n"
    said = build(write_project(tmp_path, {"index.md": page}), tmp_path / "out")
    assert [("index.md", 5)] == places(said)


def test_directive_of_a_file_that_is_taken_in_is_told_there(tmp_path: Path) -> None:
    """MyST counts from the line of the page that takes the file in."""
    files = {
        "index.md": "# A page\n\n```{include} part.inc\n```\n",
        "part.inc": f"\n\n:::{NOTE}:::\n",
    }
    said = build(write_project(tmp_path, files), tmp_path / "out")
    assert [("part.inc", 3)] == places(said)


def test_what_docutils_says_has_its_place(tmp_path: Path) -> None:
    """A directive of docutils that cannot do its work warns by the same channel."""
    page = "# A page\n\n```{include}\n```\n\n```{csv-table}\n:nowhere: x\n```\n"
    said = build(write_project(tmp_path, {"index.md": page}), tmp_path / "out")
    assert {("index.md", 3), ("index.md", 6)} == {*places(said)}
