"""The example of *Many dossiers*: its two dossiers are built, merged and asked, as it says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

from docs_build import DOCS, blocks
from pairs import Pair
from sphinx_dossier.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_page_says_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command prints what is shown, and the program what stands below it."""
    pair = Pair(tmp_path)
    assert pair.build("strike") == ""
    pair.map("harbour", "strike")
    assert pair.build("harbour") == ""
    for name in ("strike", "harbour"):
        (tmp_path / name / "_build").mkdir()
        pair.output(name).rename(tmp_path / name / "_build/html")
    monkeypatch.chdir(tmp_path)
    shown = {one.caption: one.text for one in blocks(DOCS / "how-to" / "many-dossiers.md")}
    command, said = shown["run"].removeprefix("$ dossier ").split("\n", 1)
    capsys.readouterr()
    assert 0 == main(shlex.split(command))
    # Bytes hang on the version of the library that writes the tables.
    size = re.compile(r"[\d,]+ bytes")
    assert size.sub("", said) == size.sub("", capsys.readouterr().out)
    done = subprocess.run(
        [sys.executable, "-c", shown["run in catalogue"]],
        cwd=tmp_path / "catalogue", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown["printed"] == done.stdout
