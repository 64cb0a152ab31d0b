"""Scripts without what only their authors read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_dossier.sphinx.build.slim_scripts import bundle, slim

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ("// Why.\nlet a;\n", "let a;\n"),
        ("/* Why,\n   and how. */\nlet a;\n\n  let b; // kept\n", "let a;\nlet b; // kept\n"),
        ("/**\n * @example `it`\n * ```\n */\nlet a = 1;", "let a = 1;"),
        ('let a = "/* no comment */";\n', 'let a = "/* no comment */";\n'),
        ("let a = /\\/*x/; let b;\n", "let a = /\\/*x/; let b;\n"),
        ("/* a */ let a;\n", "/* a */ let a;\n"),
        ("let a = `\n  // content\n`;\n", "let a = `\n  // content\n`;\n"),
        ("1;", "1;"),
        ("", ""),
    ],
)
def test_slim(script: str, wanted: str) -> None:
    """Comments go that have lines of their own, and what may be content stays."""
    assert wanted == slim(script)


def test_bundle_keeps_the_order(tmp_path: Path) -> None:
    """Scripts stand behind each other, each beginning on a line of its own."""
    for name, text in {"b.js": "// First.\nb();", "a.js": "a();\n\n\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert "b();\na();\n" == bundle(tmp_path / name for name in ("b.js", "a.js"))
