"""The one place where commands print: words of pages and names of files come into what they say."""

from __future__ import annotations

import sys

from sphinx_dossier.core.visible_text import spell


def say(text: str, end: str = "\n") -> None:
    """Print what a command has found."""
    print(spell(text, keep_lines=True), end=end)


def remark(text: str) -> None:
    """Print beside the result what the user should know."""
    # Without an error stream, `print` would take the output, where others read the result.
    if sys.stderr:
        print(spell(text, keep_lines=True), file=sys.stderr)
