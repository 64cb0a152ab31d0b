"""What several tests build: the knowledge base itself, and a made-up one in its first draft."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sites import Site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def knowledge_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built pages."""
    folder = tmp_path_factory.mktemp("knowledge-base")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(folder / "doctrees")]
    command += [str(ROOT), str(folder / "html")]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    return folder / "html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The first draft, built."""
    site = Site(tmp_path)
    site.save()
    site.build()
    return site
