"""What a ``conf.py`` sets is read from its lines, however they are written, and never run."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from sphinx_dossier.commands.conf_lines import value_of
from sphinx_dossier.commands.own_words import own_words
from sphinx_dossier.commands.project_files import short_names
from sphinx_dossier.core.fence_slips import SHORT
from sphinx_dossier.core.vocabulary import PLAIN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x = 1", 1),
        ("x: int = 1", 1),
        ("a = x = 1", 1),
        ("x = 1\nx = 2\n", 2),
        ("x = 1\nx: int\n", 1),
        ("y = 1", None),
        ("", None),
    ],
)
def test_last_line_that_sets_it_counts(text: str, value: int | None) -> None:
    """With a type or without, alone or with others."""
    node = value_of(ast.parse(text).body, "x")
    assert value == (ast.literal_eval(node) if node else None)


# Python gives up on the first with MemoryError, on the second with RecursionError.
DEEP = ["x = " + "-" * 50_000 + "1", "x = " + "x." * 50_000 + "x", "x = (", "\0"]


@pytest.mark.parametrize("text", DEEP, ids=["signs", "dots", "syntax", "null"])
def test_file_that_python_cannot_read(tmp_path: Path, text: str) -> None:
    """It stops no command: names are taken as they are mostly written, and no words are added."""
    (tmp_path / "conf.py").write_text(text, encoding="utf-8")
    assert short_names(tmp_path) == SHORT
    assert own_words(tmp_path) == PLAIN


@pytest.mark.parametrize(("line", "is_short"), [("True", True), ("False", False), ("f()", True)])
def test_short_names_with_a_type(tmp_path: Path, line: str, is_short: bool) -> None:
    """An annotation is no other setting."""
    (tmp_path / "conf.py").write_text(f"dossier_short_names: bool = {line}\n", encoding="utf-8")
    assert short_names(tmp_path) == (SHORT if is_short else frozenset())
