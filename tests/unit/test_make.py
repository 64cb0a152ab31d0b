"""``make check`` tells everything at once: a failure hides no other one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = ("dossier", "ruff", "mypy", "python", "sphinx-build")


@pytest.fixture
def check(tmp_path):
    """Run ``make check`` with commands that only say their names; those of ``failing`` fail."""

    def check(failing):
        (tmp_path / "bin").mkdir()
        for name in COMMANDS:
            script = tmp_path / "bin" / name
            script.write_text(f"#!/bin/sh\necho ran {name} $1\nexit {int(name in failing)}\n")
            script.chmod(0o755)
        for stamp in ("built-with", "tested-with"):
            (tmp_path / stamp).touch()
        # A test run under make would hand its own flags down.
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
        command = [
            "make",
            "-C",
            str(ROOT),
            f"VENV={tmp_path}",
            f"BUILD={tmp_path / 'build'}",
            "check",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=clean)
        ran = [line for line in done.stdout.splitlines() if line.startswith("ran ")]
        return done.returncode, ran, done.stderr

    return check


STEPS = [
    "ran dossier fix",
    "ran ruff format",
    "ran ruff check",
    "ran sphinx-build -n",
    "ran mypy",
    "ran sphinx-build -n",
    "ran python -m",
]


def test_all_steps_run_in_their_order(check):
    """Where nothing fails, the steps run fastest first and the end is green."""
    assert (0, STEPS) == check(())[:2]


def test_a_failure_hides_no_other(check):
    """Where everything fails, each step still runs, tells its mend, and the end is red."""
    status, ran, reported = check(COMMANDS)
    assert status
    assert STEPS == ran
    assert 7 == sum(line.startswith("mend: ") for line in reported.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_one_failure_ends_red(check, name):
    """Any step alone makes the whole red."""
    status, _, reported = check((name,))
    assert status
    assert "mend: " in reported
