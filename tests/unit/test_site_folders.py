"""The folders of the data have one name, for what writes them and for what asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

import sphinx_dossier
from sphinx_dossier.core.site_folders import CARD_FOLDER, OBJECT_FOLDER

STATIC = Path(sphinx_dossier.__file__).parent / "web" / "static"


@pytest.mark.parametrize(
    ("script", "address"),
    [
        ("dossier-hover.js", f"${{base}}{CARD_FOLDER}/${{page}}.js"),
        ("dossier-moved.js", f"{OBJECT_FOLDER}/${{homes[now]}}.json"),
    ],
)
def test_script_asks_for_the_folder_that_is_written(script: str, address: str) -> None:
    """A script in the browser asks for files where Python writes them."""
    assert f"`{address}`" in (STATIC / script).read_text(encoding="utf-8")
