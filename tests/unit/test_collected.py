"""Whether the test command runs all tests that there are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_folder_of_tests_is_passed_over() -> None:
    """Folders of some names are left out by pytest, which says nothing of it."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:cacheprovider"]
    # Whoever has more said of each test by it would have other lines here.
    usual = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    done = subprocess.run(
        command, cwd=ROOT, env=usual, capture_output=True, encoding="utf-8", check=True
    )
    collected = {line.rpartition("/")[0] for line in done.stdout.splitlines() if "/" in line}
    written = {path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/*/test_*.py")}
    assert written == collected
