"""Whether the test command runs all tests that there are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_folder_of_tests_is_passed_over() -> None:
    """Folders of some names are left out by pytest, which says nothing of it."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    collected = {line.rpartition("/")[0] for line in done.stdout.splitlines() if "/" in line}
    written = {path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/*/test_*.py")}
    assert written == collected
