"""Whether a request changes content only, so that the tests of the software may be left out."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import changed_parts
import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name",
    ["index.md", "actors/armenia.md", "sources/deep/er/page.md", "sources.bib", "ids.txt",
     "search.toml", "tombstones.toml", "sources/beijing-news-2020.passages.json", "places/a.svg"],
)  # fmt: skip
def test_content(name: str) -> None:
    """Pages, what is read beside them, and their pictures."""
    assert changed_parts.is_content(name)


@pytest.mark.parametrize(
    "name",
    ["conf.py", "Makefile", "README.md", "CONTRIBUTING.md", "docs/index.md", "src/x.md", "data.md",
     "tests/fixtures/x.md", "_static/home.css", "_templates/layout.html", "_data/boundaries.json",
     ".github/workflows/check.yml", "actors/run.py", "tools/x.md", "other.bib", "new/page.md",
     "requirements/site.txt", "node_modules/x.md", "_build/x.md", "package.json", ".hidden.md"],
)  # fmt: skip
def test_code(name: str) -> None:
    """Settings, templates, scripts, documents of the software, and all that nobody knows."""
    assert not changed_parts.is_content(name)


@pytest.fixture
def answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> object:
    """What is said of a commit with some files after one with ``old.md`` and ``old.py``."""
    monkeypatch.chdir(tmp_path)

    def git(*arguments: str) -> str:
        names = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
        command = ["git", *names, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def commit(*names: str) -> str:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name * 30, encoding="utf-8")
        git("add", "--all")
        git("commit", "--quiet", "--message", "x")
        return git("rev-parse", "HEAD")

    git("init", "--quiet")
    first = commit("old.md", "old.py")

    def answer(*names: str, base: str = first, moved: tuple[str, str] | None = None) -> str:
        if moved:
            git("mv", *moved)
        if names or moved:
            commit(*names)
        assert 0 == changed_parts.main(base)
        return capsys.readouterr().out

    return answer


def test_answers(answer) -> None:
    """Content alone is content; one file of code makes it code, and so does what is not known."""
    assert "code=false\n" == answer("new.md", "actors/ünïcode and blanks.md")
    assert "code=true\n" == answer(base="")
    assert "code=true\n" == answer(base="0" * 40)
    assert "code=true\n" == answer(base="--output=x")
    assert "code=true\n" == answer("x.py")


def test_a_program_that_is_renamed_to_a_page_is_code(answer) -> None:
    """Both names count."""
    assert "code=true\n" == answer(moved=("old.py", "other.md"))
