"""Browsers for the tests: what is installed where, and what is said where that fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import find_browser
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Scripts = Callable[..., None]

LOCKED = "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 123 (apt)"
UNREACHED = "E: Failed to fetch http://deb.example/x.deb Temporary failure resolving 'deb.example'"
BROKEN = (
    "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem."
)


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scripts:
    """Put programs of a few lines of shell on an otherwise empty path, for a root user."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("BROWSER_PATH", "FIREFOX_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(find_browser, "MAC", "/nowhere/chrome")
    monkeypatch.setattr(find_browser, "FIREFOX_NAMES", ("firefox-esr", "firefox"))

    def scripts(user: int = 0, **programs: str) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: user)
        for name, lines in programs.items():
            path = tmp_path / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
            path.chmod(0o755)

    return scripts


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that were printed."""
    captured = capsys.readouterr()
    assert "" == captured.out
    return captured.err.splitlines()


def test_browsers_that_are_there_are_taken(scripts: Scripts, capsys: pytest.CaptureFixture[str]):
    """Nothing is installed, and nothing said."""
    scripts(chromium="exit 1", firefox="exit 1", apt_get="exit 1")
    assert (0, []) == (find_browser.main(), said(capsys))


def test_missing_browsers_are_installed(
    scripts: Scripts, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Packages of Debian, by root, with fonts for all scripts; only what is missing."""
    scripts(firefox="exit 1", apt_get=f'echo "$@" >> {tmp_path}/asked')
    assert (0, []) == (find_browser.main(), said(capsys))
    update, install = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert update.endswith(" update")
    assert install.endswith(" chromium fonts-noto-core fonts-noto-cjk")
    assert "DPkg::Lock::Timeout=" in install


@pytest.mark.parametrize("reason", [LOCKED, UNREACHED, BROKEN])
@pytest.mark.parametrize("stream", [1, 2])
def test_a_package_manager_that_fails_is_told_in_a_line(
    scripts: Scripts, capsys: pytest.CaptureFixture[str], reason: str, stream: int
) -> None:
    """Its own reason, and what to do; a second error that only follows from it is left out."""
    lines = f"""echo 'Reading lists' >&{stream}; echo "{reason}" >&{stream}
        echo 'E: Unable to correct problems' >&{stream}; exit 100"""
    scripts(apt_get=lines)
    assert 1 == find_browser.main()
    (line,) = said(capsys)
    assert f"no chromium and firefox for the tests: apt-get ended with 100: {reason};" in line
    assert "BROWSER_PATH" in line
    assert "Unable to correct" not in line


def test_lists_that_cannot_be_renewed_may_be_good_enough(
    scripts: Scripts, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a network for the lists, packages that are on the disk are still installed."""
    scripts(apt_get=f'case "$*" in *update) echo "{UNREACHED}"; exit 100;; esac')
    assert (0, []) == (find_browser.main(), said(capsys))


def test_a_failure_without_a_reason_is_told_as_well(
    scripts: Scripts, capsys: pytest.CaptureFixture[str]
) -> None:
    """Silent, killed, or no program at all: one line."""
    for lines in ("exit 3", "kill -9 $$"):
        scripts(apt_get=lines)
        assert 1 == find_browser.main()
        assert 1 == len(said(capsys)), lines
    (Path(os.environ["PATH"]) / "apt-get").write_bytes(b"\x00\x01no program")
    assert 1 == find_browser.main()
    assert 1 == len(said(capsys))


@pytest.mark.parametrize("has_apt", [True, False])
def test_who_is_not_root_gets_those_of_playwright(
    scripts: Scripts,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    has_apt: bool,
) -> None:
    """So does a system without apt-get; where the download fails, one line says so."""
    scripts(user=1000, python=f'echo "$@" >> {tmp_path}/asked')
    if has_apt:
        scripts(user=1000, apt_get="exit 1")
    else:
        scripts(user=0)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert 0 == find_browser.main()
    assert "-m playwright install chromium firefox\n" == (tmp_path / "asked").read_text("utf-8")
    assert 1 == len(said(capsys))
    scripts(
        user=1000 if has_apt else 0, python="echo '    at x.js'; echo 'Error: ENOTFOUND'; exit 1"
    )
    assert 1 == find_browser.main()
    *_, line = said(capsys)
    assert "python ended with 1: Error: ENOTFOUND;" in line


def test_one_that_never_ends_is_given_up(
    scripts: Scripts, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock that nobody gives back is waited for no longer than it takes to notice."""
    scripts(apt_get="while :; do :; done")
    monkeypatch.setattr(find_browser, "SECONDS", 0.2)
    assert 1 == find_browser.main()
    (line,) = said(capsys)
    assert "timed out" in line
