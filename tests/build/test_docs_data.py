"""The examples of *Use the data* read the data of the documentation, and print what is shown."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from docs_build import DOCS

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = re.compile(
    r"^```\{code-block\} python\n:caption: run\n\n(?P<program>.*?)^```\n+"
    r"^```\{code-block\} text\n:caption: printed\n\n(?P<printed>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def test_examples_print_what_is_shown(docs: Path) -> None:
    """Each as it stands, in the folder of the site."""
    text = (DOCS / "how-to" / "use-the-data.md").read_text(encoding="utf-8")
    found = [*_BLOCK.finditer(text)]
    assert len(found) == text.count(":caption: run")
    for block in found:
        done = subprocess.run(
            [sys.executable, "-c", block["program"]],
            cwd=docs, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert block["printed"] == done.stdout
