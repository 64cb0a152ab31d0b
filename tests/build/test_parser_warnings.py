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


RST = """\
A page
======

.. clam:: boats

A :clam:`role` of nobody.

.. claim: boats-lost
   :by: someone

   Words of the claim
that are not indented.

.. note:: Words of a note
that are not indented.

<<<<<<< ours
One.
=======
Other.
>>>>>>> theirs

.. include:: part.inc
"""


def test_slips_in_restructuredtext_are_told_at_every_build(tmp_path: Path) -> None:
    """Of some docutils tells while it reads, and not again; of others it never tells."""
    files = {"index.rst": RST, "part.inc": "Taken in.\n\nA :clamm:`role`.\n\n.. clamz:: x\n"}
    source = write_project(tmp_path / "source", files)
    said = [build(source, tmp_path / "out", show_warning_types=True) for _ in range(2)]
    expected = [
        ("index.rst", 4, "there is no directive {clam}; did you mean 'claim'?"),
        ("index.rst", 6, "there is no role {clam}; did you mean 'claim'?"),
        ("index.rst", 8, "this opens no block: write `.. claim:: boats-lost`"),
        ("index.rst", 12, "this line ends the block above it: indent it"),
        ("index.rst", 17, "a merge is not resolved (lines 17 to 21)"),
        ("part.inc", 3, "there is no role {clamm}; did you mean 'claim'?"),
        ("part.inc", 5, "there is no directive {clamz}; did you mean 'claim'?"),
    ]
    for told in said:
        misread = [line for line in told.splitlines() if "[dossier.misread]" in line]
        assert [(file, line) for file, line, _ in expected] == places("\n".join(misread))
        for line, (_, _, words) in zip(misread, expected, strict=True):
            assert words in line
    # A block of somebody else is left to docutils.
    assert ("index.rst", 15) in places(said[0])


def test_parsers_are_silent_where_conf_has_it_so(tmp_path: Path) -> None:
    """What a project suppresses does not come back as a problem of ours."""
    files = {"index.rst": RST, "b.md": "# A page\n\n:::{nobody}\n:::\n", "part.inc": "Taken in.\n"}
    source = write_project(tmp_path / "source", files)
    with (source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('suppress_warnings = ["docutils", "myst.directive_unknown", "toc"]\n')
    said = build(source, tmp_path / "out")
    assert "there is no" not in said
    assert "ends the block" not in said
