"""The comparison of two builds: what counts as a difference, and how it is shown."""

from __future__ import annotations

import os
import subprocess
import zlib

import pytest
import same_output
from same_output import differences, files

INVENTORY = b"# Sphinx inventory version 2\n# Project: Alda\n# Version: \n# compressed\n"


@pytest.fixture
def site(tmp_path):
    """Write the files of a site, and read them as the tool does."""

    def site(**contents):
        for name, content in contents.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return files(tmp_path)

    return site


def test_files_are_known_by_their_path(site):
    """Folders are part of the name, and their own entries are no files."""
    contents = {"index.html": b"one", "data/a.json": b"{}"}
    assert contents == site(**contents)


def test_what_a_build_keeps_for_itself_is_left_out(site):
    """Neither Sphinx's record of its settings nor this package's record of dates is for readers."""
    kept = {".buildinfo": b"1", "a/.dossier-dates.json": b"2"}
    assert {"a/.hidden": b"3"} == site(**kept, **{"a/.hidden": b"3"})


def test_inventory_is_compared_unpacked(site):
    """The same inventory may be packed in two ways; another one differs."""
    fast, small = (INVENTORY + zlib.compress(b"a std:doc\n" * 99, level) for level in (1, 9))
    assert fast != small
    first = site(**{"objects.inv": fast})
    assert [] == differences(first, site(**{"objects.inv": small}))
    other = site(**{"objects.inv": INVENTORY + zlib.compress(b"b std:doc\n")})
    assert ["objects.inv:5: b'a std:doc' became b'b std:doc'"] == differences(first, other)


def test_versions_of_extensions_are_left_out(site):
    """The index of the search names versions of the environment, which no reader sees."""
    one = site(**{"searchindex.js": b'{"envversion":{"dossier":1},"terms":{}}'})
    two = site(**{"searchindex.js": b'{"envversion":{"dossier":2,"std":1},"terms":{}}'})
    assert [] == differences(one, two)
    assert b'"terms":{}' in two["searchindex.js"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {}, []),
        ({"a": b"x"}, {"a": b"x"}, []),
        ({"a": b"x"}, {}, ["only before: a"]),
        ({}, {"a": b""}, ["only after: a"]),
        ({"a": b"1\n2\n3"}, {"a": b"1\nx\n3"}, ["a:2: b'2' became b'x'"]),
        ({"a": b"1\n2"}, {"a": b"1"}, ["a:2: b'2' became b''"]),
        ({"a": b"1"}, {"a": b"1\n\n2"}, ["a:3: b'' became b'2'"]),
        ({"a": b"1"}, {"a": b"1\n"}, ["a:end: one side has more line ends"]),
        ({"a": b"x" * 999}, {"a": b"y" * 999}, [f"a:1: {b'x' * 160!r} became {b'y' * 160!r}"]),
        (
            {"b": b"1", "a": b"1", "c": b""},
            {"b": b"2", "a": b"2"},
            ["a:1: b'1' became b'2'", "b:1: b'1' became b'2'", "only before: c"],
        ),
    ],
)
def test_differences(old, new, expected):
    """Each file that differs is one line with its first difference, in the order of names."""
    assert expected == differences(old, new)


@pytest.mark.parametrize(
    ("lines", "status", "last"),
    [
        ([], 0, "the same, byte for byte"),
        (["a:1: b'1' became b'2'"], 1, "1 of the files differ"),
        (["only before: a"] * 99, 1, "99 of the files differ"),
    ],
)
def test_status_says_whether_readers_get_the_same(
    monkeypatch, capsys, tmp_path, lines, status, last
):
    """The status is 1 where a file differs; of very many only the first are shown."""
    (tmp_path / "conf.py").touch()
    builds = []

    def compare(*arguments):
        builds.append(arguments)
        return lines

    monkeypatch.setattr(same_output, "compare", compare)
    monkeypatch.setattr("sys.argv", ["same_output.py", str(tmp_path), str(tmp_path)])
    assert status == same_output.main()
    assert [*lines[:40], last] == capsys.readouterr().out.splitlines()
    assert [((tmp_path, tmp_path), (tmp_path, tmp_path), "html", False)] == builds


def git(folder, *arguments):
    """Run git in a folder, whatever the settings of this machine are."""
    names = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *names, *arguments], check=True, capture_output=True)


def test_revision_is_checked_out_with_its_history(monkeypatch, tmp_path):
    """A revision is a clone of its own, which goes when it is done; a folder is taken as it is."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(tmp_path, "init", "--quiet")
    for number in range(3):
        (tmp_path / "conf.py").write_text(f"number = {number}\n")
        git(tmp_path, "add", "conf.py")
        git(tmp_path, "commit", "--quiet", "--message", f"number {number}")
    monkeypatch.setattr(same_output, "ROOT", tmp_path)
    with same_output.checkout("HEAD~1") as tree:
        assert "number = 1\n" == (tree / "conf.py").read_text()
        log = same_output._run("git", "-C", str(tree), "log", "--format=%s")
        assert ["number 1", "number 0"] == log.splitlines()
    assert not tree.exists()
    with same_output.checkout(str(tmp_path)) as tree:
        assert tmp_path == tree


def test_revision_that_does_not_exist(monkeypatch, tmp_path):
    """The tool ends with what git says."""
    git(tmp_path, "init", "--quiet")
    monkeypatch.setattr(same_output, "ROOT", tmp_path)
    with pytest.raises(SystemExit, match="nothing"), same_output.checkout("nothing"):
        pass
