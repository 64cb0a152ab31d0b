"""The knowledge base comes out the same, byte for byte, wherever and however it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_CONTENT = ("_build", "tests", "node_modules", "__pycache__", ".*")
TIMED = ".dossier-html.json"
"""What is kept for the next build: it holds when each page was read."""


def _copy(source: Path, folder: Path) -> Path:
    """Copy the knowledge base, with the script that its search needs if it is installed."""
    shutil.copytree(source, folder / "source", ignore=shutil.ignore_patterns(*NOT_CONTENT))
    if (ROOT / "node_modules").is_dir():
        (folder / "source" / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def _start(folder: Path, *options: str, **environment: str) -> subprocess.Popen[str]:
    """Begin to build the copy in ``folder``."""
    paths = ["source", "html", "-d", "doctrees"]
    return subprocess.Popen(
        [sys.executable, "-m", "sphinx", "-q", "-b", "html", *options, *paths],
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != TIMED
    }


def test_two_builds_are_equal(tmp_path: Path) -> None:
    """Folder, hash seed, time zone, language and number of jobs leave no trace in any file."""
    one = _copy(ROOT, tmp_path / "one")
    other = _copy(one / "source", tmp_path / "another" / "and-deeper")
    builds = [
        _start(one, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8"),
        _start(other, "-j", "2", PYTHONHASHSEED="2", TZ="America/Anchorage", LC_ALL="C"),
    ]
    reported = [build.communicate()[0] for build in builds]
    assert [0, 0] == [build.returncode for build in builds], reported
    first, second = _files(one / "html"), _files(other / "html")
    assert "index.html" in first
    assert "data/dossier.json" in first
    assert first.keys() == second.keys()
    assert [] == sorted(name for name in first if first[name] != second[name])
