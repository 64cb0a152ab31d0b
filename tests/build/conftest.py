"""What several tests build: the knowledge base itself, and a made-up one in its first draft."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from docs_build import build_docs
from sites import Site

ROOT = Path(__file__).parents[2]
# A corner of `make matrix` has that package, which nothing else of the project needs.
collect_ignore = [] if find_spec("myst_nb") else ["test_notebooks.py"]


@pytest.fixture(scope="session")
def knowledge_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built pages; ``DOSSIER_SITE=path`` takes those that are built already."""
    if ready := os.environ.get("DOSSIER_SITE"):
        return Path(ready).resolve()
    folder = tmp_path_factory.mktemp("knowledge-base")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(folder / "doctrees")]
    command += [str(ROOT), str(folder / "html")]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    return folder / "html"


@pytest.fixture(scope="session")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built pages of the documentation, to be read only."""
    folder = tmp_path_factory.mktemp("docs")
    assert (0, "") == build_docs(folder)
    return folder / "html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The first draft, built."""
    site = Site(tmp_path)
    site.save()
    site.build()
    return site
