"""``dossier diff`` of git revisions and folders: only the data are built, and nothing is left."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sphinx_dossier.__main__ import main

SHARED = Path(__file__).parent.parent / "fixtures" / "problems" / "_shared"


def git(*arguments: str) -> str:
    """Run git in the working folder, whatever the settings of this machine are."""
    names = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    command = ["git", *names, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose project lies in a folder, with two commits and one edit after them."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    project = shutil.copytree(SHARED, tmp_path / "repository" / "site")
    page = project / "frame.md"
    page.rename(project / "index.md")
    monkeypatch.chdir(project)
    git("init", "--quiet", "--initial-branch", "main", "..")
    git("add", "--all")
    git("commit", "--quiet", "--message", "first")
    edit(project, "Ines Dovrin\n", "Ines Dovrin of Alda\n")
    git("commit", "--quiet", "--all", "--message", "second")
    edit(project, "said that three boats had come loose", "counted three boats")
    return project


def edit(project: Path, before: str, after: str) -> None:
    """Change a page."""
    text = (project / "index.md").read_text(encoding="utf-8")
    assert before in text
    (project / "index.md").write_text(text.replace(before, after), encoding="utf-8")


def changes(capsys: Any, *arguments: str) -> tuple[int, list[str]]:
    """The exit status and the changes that the command prints."""
    status = main(["diff", *arguments])
    return status, [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_revisions(repository: Path, capsys: Any) -> None:
    """Two revisions are compared as they were committed, one alone with the working folder."""
    status, lines = changes(capsys, "HEAD~1", "HEAD")
    assert (1, "renamed: Ines Dovrin → Ines Dovrin of Alda") == (status, lines[-1])
    assert "actors: 1 renamed" == lines[0]
    status, lines = changes(capsys, "main")
    assert (1, "claims: 1 reworded") == (status, lines[0])
    assert (0, ["no change in meaning"]) == changes(capsys, "HEAD", "main")


def test_nothing_is_left(repository: Path, capsys: Any) -> None:
    """No worktree stays, no file is made, and a hook of the repository does not run."""
    hook = repository.parent / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch hooked\n")
    hook.chmod(0o755)
    before = sorted(path for path in repository.rglob("*"))
    changes(capsys, "HEAD~1", "HEAD")
    assert before == sorted(path for path in repository.rglob("*"))
    assert 1 == len(git("worktree", "list").splitlines())


def test_revision_that_cannot_be_built(
    repository: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken conf.py is refused with its reason, uncoloured, and leaves no worktree either."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    (repository / "conf.py").write_text("raise RuntimeError('broken settings')\n")
    git("commit", "--quiet", "--all", "--message", "third")
    assert 2 == main(["diff", "HEAD", "HEAD~1"])
    captured = capsys.readouterr()
    assert "" == captured.out
    reason = "conf.py:1: Configuration error: RuntimeError: broken settings"
    assert captured.err.startswith(f"dossier: HEAD cannot be built: {reason}")
    assert 1 == captured.err.count("\n")
    assert 1 == len(git("worktree", "list").splitlines())
