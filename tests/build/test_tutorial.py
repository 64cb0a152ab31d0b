"""The tutorial of the documentation, carried out as it is written, in an empty folder."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

from docs_build import DOCS, ROOT, blocks

if TYPE_CHECKING:
    from pathlib import Path

PAGE = DOCS / "tutorial.md"
_CAPTION = re.compile(r'(?P<file>[^( ]+)(?: \((?P<how>more|without|after "(?P<line>.+)")\))?')


def run(folder: Path, text: str) -> str:
    """What the commands say, each on a line of its own."""
    # As somebody has them who has installed the package; the page shows no colours.
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    programs = {"python": [sys.executable], "dossier": [sys.executable, "-m", "sphinx_dossier"]}
    said = ""
    for line in text.splitlines():
        name, *arguments = shlex.split(line)
        command = [*programs[name], *arguments]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        said += done.stderr
    return said


def edit(folder: Path, caption: str, text: str) -> None:
    """Write, lengthen or shorten a file, as its caption says."""
    match = _CAPTION.fullmatch(caption)
    assert match, caption
    file = folder / match["file"]
    written = file.read_text(encoding="utf-8") if match["how"] else ""
    if match["how"] == "without":
        for line in text.splitlines():
            assert f"{line}\n" in written, line
            written = written.replace(f"{line}\n", "", 1)
    elif match["line"]:
        assert written.count(f"{match['line']}\n") == 1
        written = written.replace(f"{match['line']}\n", f"{match['line']}\n{text}", 1)
    else:
        written = f"{written}\n{text}" if written else text
    file.write_text(written, encoding="utf-8")


def test_every_step_works(tmp_path: Path) -> None:
    """Only the slip is told, and in the words of the page; in the end the claim is denied."""
    said = ""
    for block in blocks(PAGE):
        if block.language == "console":
            said = run(tmp_path, block.text)
            assert (block.caption == "says") == bool(said), said
        elif block.caption == "said":
            assert block.text == said
        else:
            edit(tmp_path, block.caption, block.text)
    output = tmp_path / "storm" / "_build" / "html"
    data = json.loads((output / "data" / "dossier.json").read_text(encoding="utf-8"))
    statuses = {claim["id"]: claim["status"] for claim in data["claims"]}
    assert {
        "office-three-boats": "rival-figures",
        "institute-five-boats": "rival-figures",
        "institute-late-warning": "denied",
        "office-warning-at-noon": "single-origin",
    } == statuses
    page = (output / "claims" / "boats.html").read_text(encoding="utf-8")
    assert "Denied by" in page
