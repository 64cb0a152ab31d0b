"""The ``dossier`` command on odd terminals, with closed streams, and with odd paths and files."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_dossier.__main__ import main
from sphinx_dossier.commands.exit_codes import EXIT_CODES, INTERRUPTED, PIPE_CLOSED, REFUSED

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "sphinx_dossier"]
PAGE = ':::{claim} ögé\n:by: "☃"\n:said: 1.2.2031\n:act: asserts\nWords.\n:::\n'
TERMINALS = {
    "dumb": {"TERM": "dumb"},
    "C": {"LANG": "C", "LC_ALL": "C"},
    "no UTF-8 at all": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "Latin-1": {"PYTHONIOENCODING": "latin-1:strict"},
    "no columns": {"COLUMNS": "0"},
    "one column": {"COLUMNS": "1"},
    "columns in words": {"COLUMNS": "many"},
    "no home": {"HOME": "/nonexistent"},
    "no programs": {"PATH": ""},
}
SAYING = (["codes"], ["help", "claim"], ["fix", "--check", "."])
"""A command that only talks, one that fills lines, and one that reads files."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with everything that a careless or hostile hand leaves there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "text.txt").write_text("Words of a text.\n", encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop2")
    (tmp_path / "loop2").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "up").symlink_to("..")
    (tmp_path / "with blank ☃").mkdir()
    (tmp_path / "empty").touch()
    (tmp_path / "binary").write_bytes(b"\xff\xfe\0")
    (tmp_path / "nul").write_bytes(b"a\0b")
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "list.json").write_text('[1, "\\ud800"]')
    (tmp_path / "objects.json").write_text("{}")
    return tmp_path


def run(arguments, cwd, **options):
    """Run the command as a process of its own: its exit status, and what it wrote."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, stdin=subprocess.DEVNULL, check=False, **options
    )
    return done.returncode, (done.stdout or b"") + (done.stderr or b"")


def in_process(arguments, capsys):
    """Run the command in this process: its exit status and its two streams."""
    try:
        status = main(arguments)
    except SystemExit as end:
        status = end.code
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize("terminal", TERMINALS)
def test_odd_terminal(folder, terminal):
    """Every terminal gets all the words, or signs for the letters that it lacks."""
    for arguments, status in zip(SAYING, (0, 0, 1), strict=True):
        ended, said = run(arguments, folder, env=os.environ | TERMINALS[terminal])
        assert (status, False) == (ended, b"Traceback" in said)
        assert said


@pytest.mark.parametrize("stream", [1, 2])
@pytest.mark.parametrize("arguments", [*SAYING, ["verify", "text.txt", "--key", "none"]])
def test_stream_that_is_closed(folder, arguments, stream):
    """``>&-`` and ``2>&-``: nobody reads the words, and the status is the same."""
    program = (
        f"import os; os.close({stream}); os.execv({sys.executable!r}, {[*COMMAND, *arguments]!r})"
    )
    open_ = run(arguments, folder)[0]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, check=False
    )
    assert open_ == done.returncode
    assert b"Traceback" not in done.stdout + done.stderr
    if stream == 2:
        # What belongs to the error stream does not go where others read the result.
        assert b"dossier: " not in done.stdout


@pytest.mark.parametrize("arguments", SAYING)
def test_disk_that_is_full(folder, arguments):
    """The output cannot be written: told in one line, and a status that scripts see."""
    with Path("/dev/full").open("wb") as full:
        status, said = run(arguments, folder, stdout=full)
    assert REFUSED == status
    assert re.fullmatch(rb"dossier: the output cannot be written \(.+\): send it elsewhere\n", said)


def test_key_that_interrupts(folder, monkeypatch, capsys):
    """Ctrl-C ends a command without a word, with the status that shells know."""
    monkeypatch.setattr("sphinx_dossier.commands.codes.say", _interrupt)
    assert (INTERRUPTED, "", "") == in_process(["codes"], capsys)
    assert INTERRUPTED == 128 + signal.SIGINT
    assert PIPE_CLOSED == 128 + signal.SIGPIPE


def _interrupt(_text):
    raise KeyboardInterrupt


PATHS = (
    *("loop", "folder", "dangling", "empty", "binary", "nul", "deep.json", "list.json", "absent"),
    *("objects.json", "/dev/null", "/dev/full", "/dev/zero", "/nonexistent/x", "", ".", "..", "-"),
    *("with blank ☃", "k" * 300, "x/../text.txt", "new\nline", "folder/up/up", "\udcff", "--"),
)


@pytest.mark.parametrize("path", PATHS, ids=ascii)
def test_odd_path(folder, path, capsys):
    """Whatever a path leads to, a command does its work, or says in one line why it cannot."""
    calls = (
        ["fix", "--check", path],
        ["passages", path, "--key", "key"],
        ["verify", path, "--key", "key"],
        ["passages", "text.txt", "--key", "key", "--folder", f"folder/{path}"],
        ["verify", "text.txt", "--key", path],
        ["diff", path, "objects.json"],
        ["ids", path],
        ["ids", "objects.json", "--list", path],
        ["new", "claim", "some-id", "--in", path],
        ["new", "claim", "some-id", "--root", path],
        ["init", "made", "--article", path],
    )
    for arguments in calls:
        status, _, err = in_process(arguments, capsys)
        assert status in (0, 1, REFUSED), arguments
        assert "Traceback" not in err
        if status == REFUSED and not err.startswith("usage:"):
            assert re.fullmatch(r"dossier: .+\n", err, re.DOTALL), arguments


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/full"])
def test_file_without_an_end(folder, path, capsys):
    """A device that never ends is no text."""
    status, _, err = in_process(["passages", path, "--key", "key"], capsys)
    assert (REFUSED, True) == (status, "has more than" in err)


@pytest.mark.parametrize("key", ["../x", "/x", "a/b", "..", ".x", "a\\b", "", "a b", "\n"])
def test_key_names_no_other_folder(folder, key, capsys):
    """The key becomes the name of a file, and of that one only."""
    for command in ("passages", "verify"):
        status, _, err = in_process([command, "text.txt", "--key", key], capsys)
        assert (REFUSED, True) == (status, err.startswith("dossier: --key "))
    status, _, err = in_process(["init", "made", "--article", "text.txt", "--key", key], capsys)
    assert (REFUSED if key else 0) == status
    assert not (folder / "made").exists() or not key


@pytest.mark.parametrize("name", ["data.json", "ids.txt", "page.rst", "page", "sources.bib"])
def test_object_belongs_in_a_page(folder, name, capsys):
    """``new`` appends Markdown, which would break any other file."""
    (folder / name).write_text("{}", encoding="utf-8")
    status, _, err = in_process(["new", "claim", "some-id", "--in", name], capsys)
    assert (REFUSED, "{}") == (status, (folder / name).read_text("utf-8"))
    assert ".md page" in err


def test_exit_codes_are_in_the_help_and_in_the_documentation(capsys):
    """Scripts rely on them: the help of the command and its page list the same ones."""
    _, out, _ = in_process(["help"], capsys)
    listed = re.sub(r"\s+", " ", out)
    page = (ROOT / "docs" / "internals" / "index.md").read_text("utf-8")
    rows = {
        int(row[1]): row[2] for row in re.finditer(r"^\| `(\d+)` \| (.+) \|$", page, re.MULTILINE)
    }
    assert EXIT_CODES == rows
    assert all(f"{status} {meaning}" in listed for status, meaning in EXIT_CODES.items())
