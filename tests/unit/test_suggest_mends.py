"""Mends as suggestions on a pull request: on lines that it shows, and once."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import suggest_mends
from suggest_mends import MOST, Mend, mends_of, review

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = """\
# A page

:::{claim} one
:by: office
:act: asserts
:said: 2031-03-04
:cites: herald
Words.
:::
"""
EVERYTHING = [range(1, 1000)]


def test_a_date_is_one_line() -> None:
    """It is replaced where it stands."""
    text = PAGE.replace("2031-03-04", "04.03.2031")
    assert [Mend("a.md", 6, 6, (":said: 2031-03-04",))] == list(mends_of("a.md", text, EVERYTHING))
    assert [] == list(mends_of("a.md", PAGE, EVERYTHING))


def test_lines_that_change_places_are_replaced() -> None:
    """Suggestions cannot move lines: together they give the page that `dossier fix` writes."""
    text = PAGE.replace(":by: office\n:act: asserts\n", ":act: asserts\n:by: office\n")
    lines = text.split("\n")
    for mend in sorted(mends_of("a.md", text, EVERYTHING), reverse=True):
        lines[mend.first - 1 : mend.last] = mend.lines
    assert PAGE == "\n".join(lines)


@pytest.mark.parametrize(("shown", "count"), [(range(6, 7), 1), (range(1, 6), 0), (range(7, 9), 0)])
def test_only_lines_of_the_request_get_suggestions(shown: range, count: int) -> None:
    """The host takes none elsewhere."""
    text = PAGE.replace("2031-03-04", "04.03.2031")
    assert count == len(list(mends_of("a.md", text, [shown])))


def test_a_comment_is_what_the_host_takes() -> None:
    """Several lines have a beginning and one has none; a fence of the page closes no suggestion."""
    made = review("c0ffee", [Mend("a.md", 3, 4, ("```x", "````")), Mend("a.md", 9, 9, ("y",))], [])
    assert ("c0ffee", "COMMENT") == (made["commit_id"], made["event"])
    first, second = made["comments"]
    assert "`````suggestion\n```x\n````\n`````" == first["body"]
    assert (3, 4, "RIGHT") == (first["start_line"], first["line"], first["side"])
    assert "start_line" not in second
    assert "```suggestion\ny\n```" == second["body"]


def test_nothing_is_suggested_twice_and_not_too_much() -> None:
    """What stands there already is left out; beyond a number only the number is told."""
    mends = [Mend("a.md", number, number, (f"line {number}",)) for number in range(MOST + 5)]
    made = review("c0ffee", mends, [])
    assert MOST == len(made["comments"])
    assert "5 more" in made["body"]
    seen = [(one["path"], one["body"]) for one in review("c0ffee", mends[:3], [])["comments"]]
    assert {} == review("c0ffee", mends[:3], seen)


@pytest.fixture
def commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Commit files, and give the hash."""
    monkeypatch.chdir(tmp_path)

    def git(*arguments: str) -> str:
        names = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
        command = ["git", *names, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "--quiet")

    def commit(**files: bytes) -> str:
        for name, content in files.items():
            (tmp_path / name.replace("_", ".")).write_bytes(content)
        git("add", "--all")
        git("commit", "--quiet", "--message", "x")
        return git("rev-parse", "HEAD")

    return commit


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    """The exit status and the review, ``None`` where none is printed."""
    status = suggest_mends.main(arguments)
    said = capsys.readouterr().out
    return status, json.loads(said) if said else None


def test_a_request_is_read_and_not_run(
    commits: Callable[..., str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Its page gets a suggestion, its settings do not run, an unreadable page is passed over."""
    base = commits(a_md=PAGE.encode())
    bad = PAGE.replace("2031-03-04", "04.03.2031").encode()
    trap = b"open('ran', 'w')\n"
    head = commits(a_md=bad, b_md=b"\xff\xfe", conf_py=trap, c_md=PAGE.encode(), README_md=bad)
    status, made = run(capsys, base, head)
    assert (0, ["a.md"]) == (status, [one["path"] for one in made["comments"]])
    assert not (tmp_path / "ran").exists()
    seen = tmp_path / "seen.jsonl"
    seen.write_text("\n".join(json.dumps(one) for one in made["comments"]) + "\n", encoding="utf-8")
    assert (0, None) == run(capsys, base, head, "--seen", str(seen))
    assert (0, None) == run(capsys, base, base)


@pytest.mark.parametrize("name", ["0" * 40, "main", "--output=x", "HEAD"])
def test_what_is_no_commit_is_told(
    commits: Callable[..., str], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """In a line; a name is none, because it may be that of a branch of the request."""
    head = commits(a_md=PAGE.encode())
    assert 2 == suggest_mends.main(["--", name, head])
    assert 1 == len(capsys.readouterr().err.splitlines())
