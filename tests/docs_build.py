"""A build of the documentation of the extension, as ``make docs`` does it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
_BLOCK = re.compile(
    r"^```\{code-block\} (?P<language>\w+)\n(?::caption: (?P<caption>[^\n]+)\n)?\n?"
    r"(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A block of code on a page, with its caption where it has one."""

    language: str
    caption: str
    text: str


def blocks(page: Path) -> list[Block]:
    """The blocks of code on a page of the documentation, in their order."""
    found = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [Block(one["language"], one["caption"] or "", one["text"]) for one in found]


def build_docs(
    output: Path, builder: str = "html", conf: str = "", **settings: Path
) -> tuple[int, str]:
    """The exit status of a build of the documentation, warnings being errors, and what it said.

    ``conf`` is added to the end of its ``conf.py``, in a copy.
    """
    source = DOCS
    if conf:
        source = output / "copy" / "docs"
        shutil.copytree(DOCS, source)
        for name in ("src", "tools"):
            (source.parent / name).symlink_to(ROOT / name)
        with (source / "conf.py").open("a", encoding="utf-8") as file:
            file.write(f"\n{conf}")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-b", builder]
    command += ["-d", str(output / "doctrees"), *(f"-D{key}={settings[key]}" for key in settings)]
    command += [str(source), str(output / builder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr
