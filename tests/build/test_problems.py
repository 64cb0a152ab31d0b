"""Each problem code has a project that shows it: file, line and code are exact at every build."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from projects import Finding, build, findings
from sphinx_dossier.core.problems import Code

FIXTURES = Path(__file__).parent.parent / "fixtures" / "problems"
SHARED = FIXTURES / "_shared"
PROJECTS = sorted(path for path in FIXTURES.iterdir() if path != SHARED)

_EXPECTATION = re.compile(r"% expect: (?:(?P<file>\S+):)?(?P<line>\d+) (?P<code>\w+)")


def expectations(text: str) -> list[Finding]:
    """What a fixture says it shows: lines of the form ``% expect: [FILE:]LINE code``."""
    found = []
    for line in text.splitlines():
        if line.startswith("% expect"):
            match = _EXPECTATION.fullmatch(line)
            assert match, f"not of the form `% expect: [FILE:]LINE code`: {line!r}"
            file = match["file"] or "index.md"
            found.append(Finding(file, int(match["line"]), match["code"]))
    assert found, "the fixture states no expectation: write `% expect: LINE code` at its top"
    return found


def copy_fixture(fixture: Path, folder: Path) -> Path:
    """The shared project with the fixture as its main page, or with all files of its folder."""
    shutil.copytree(SHARED, folder)
    shutil.copy(SHARED / "conf.py", folder / "shared_conf.py")
    if fixture.is_dir():
        shutil.copytree(fixture, folder, dirs_exist_ok=True)
    else:
        shutil.copy(fixture, folder / "index.md")
    return folder


@pytest.mark.parametrize("fixture", PROJECTS, ids=lambda path: path.stem)
def test_problems_are_told_exactly_and_at_every_build(fixture: Path, tmp_path: Path) -> None:
    """A build tells what the fixture states and nothing else; so does the next one."""
    source = copy_fixture(fixture, tmp_path / "source")
    expected = expectations((source / "index.md").read_text(encoding="utf-8"))
    first = build(source, tmp_path / "out")
    assert sorted(expected) == sorted(findings(first, source))
    assert first == build(source, tmp_path / "out")


def test_shared_project_is_faultless(tmp_path: Path) -> None:
    """What all fixtures have in common shows no problem of its own."""
    source = copy_fixture(SHARED / "frame.md", tmp_path / "source")
    (source / "frame.md").unlink()
    assert [] == findings(build(source, tmp_path / "out"), source)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_code_has_a_fixture(code: Code) -> None:
    """The fixture that bears the name of a code shows that code."""
    pages = [path for path in PROJECTS if path.stem == code.value]
    assert pages, f"no fixture shows {code.value}: add {FIXTURES.name}/{code.value}.md"
    page = pages[0] / "index.md" if pages[0].is_dir() else pages[0]
    codes = {finding.code for finding in expectations(page.read_text(encoding="utf-8"))}
    assert code.value in codes


def test_every_fixture_bears_the_name_of_a_code() -> None:
    """A fixture whose code is gone, or misspelt, does not linger."""
    assert sorted(code.value for code in Code) == sorted(path.stem for path in PROJECTS)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# A page\n", "states no expectation"),
        ("% expect: 3\n\n# A page\n", "not of the form"),
        ("% expects: 3 orphan\n", "not of the form"),
    ],
)
def test_fixture_that_expects_nothing_is_told_off(text: str, reason: str) -> None:
    """A fixture without an expectation, or with one that cannot be read, is a fault."""
    with pytest.raises(AssertionError, match=reason):
        expectations(text)


def test_problems_keep_their_order_and_paths_in_parallel(tmp_path: Path) -> None:
    """Two reading processes tell the same lines in the same order as one."""
    source = copy_fixture(FIXTURES / "duplicate_id", tmp_path / "source")
    for number in range(8):
        text = f"---\norphan: true\n---\n\n# Page {number}\n\n[](#nobody-{number})\n"
        (source / f"page{number}.md").write_text(text, encoding="utf-8")
    serial = build(source, tmp_path / "serial")
    assert "page7.md:7" in serial
    assert serial == build(source, tmp_path / "parallel", jobs=2)


def test_later_of_two_pages_is_told_whichever_was_read_last(tmp_path: Path) -> None:
    """Both excuse one passage: the second says too much, also when the first is read again."""
    source = copy_fixture(FIXTURES / "uncited_passage", tmp_path / "source")
    excuse = ":::{coverage} ledger-2031\n:uncited: p2 the weather\n:::\n"
    for name in "ab":
        text = f"---\norphan: true\n---\n\n# Page {name}\n\n{excuse}"
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    first = build(source, tmp_path / "out")
    assert f"{source / 'b.md'}:8: WARNING: p2 of 'ledger-2031' has a reason already" in first
    (source / "a.md").write_text((source / "a.md").read_text("utf-8") + "\nMore.\n", "utf-8")
    assert first == build(source, tmp_path / "out")


def test_paths_are_relative_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build started in the project tells paths that an editor or a reviewer can follow."""
    source = copy_fixture(FIXTURES / "source_incomplete", tmp_path / "source")
    monkeypatch.chdir(source)
    assert build(source, tmp_path / "out").startswith("sources.bib:17: WARNING: ")
