"""Sphinx's own marking of what was searched for, on pages with pictures, in other themes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Pages

ALDA = Path(__file__).parents[1] / "fixtures/roots/alda"
PICTURES = """
# Pictures

## Related

:::{relations}
:::

## Where

:::{map}
:::

## Behind

The harbour of Alda.
"""


@pytest.mark.parametrize("theme", ["basic", "alabaster", "classic"])
def test_search_words_are_marked_beside_pictures(page: Pages, tmp_path: Path, theme: str) -> None:
    """Each is marked to the end of the page, and hints of drawings stay whole."""
    source = tmp_path / "source"
    shutil.copytree(ALDA, source)
    (source / "pictures.md").write_text("---\norphan: true\n---\n" + PICTURES, "utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-D", f"html_theme={theme}"]
    subprocess.run([*command, str(source), str(tmp_path / "html")], check=True, capture_output=True)
    hints = "() => [...document.querySelectorAll('svg title')].map(one => one.innerHTML)"
    plain = page(f"file://{tmp_path}/html/pictures.html")
    expected = plain.evaluate(hints)
    assert any("harbour" in one.lower() for one in expected)
    shown = page(f"file://{tmp_path}/html/pictures.html?highlight=harbour%20alda")
    shown.wait_for_selector("#behind .highlighted")
    assert expected == shown.evaluate(hints)
    marked = shown.evaluate(
        "() => [...document.querySelectorAll('#behind p .highlighted')].map(one => one.textContent)"
    )
    assert ["harbour", "Alda"] == marked
    assert 0 < shown.locator("svg rect.highlighted, svg .highlighted").count()
    assert [] == page.errors
