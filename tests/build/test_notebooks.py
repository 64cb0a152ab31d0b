"""Objects and views in notebooks of myst-nb. ``make matrix`` has a corner with that package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from projects import ONE_CLAIM, WIRE, build, write_project

if TYPE_CHECKING:
    from pathlib import Path

CONF: Final = """\
extensions = ["myst_nb", "sphinx_dossier"]
myst_enable_extensions = ["colon_fence"]
nb_execution_mode = "off"
html_theme = "basic"
bibtex_bibfiles = ["sources.bib"]
"""
OBJECTS: Final = "# Storm\n\n" + ONE_CLAIM.replace("```", ":::")
VIEWS: Final = "{dossier:claim}`three-boats`\n\n:::{dossier:timeline}\n:kind: claim\n:::\n"


def notebook(prefix: str, indent: int | None) -> str:
    """A notebook as editors write it, or in one line."""
    texts = [text.replace("dossier:", prefix) for text in (OBJECTS, VIEWS)]
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}
        for text in texts
    ]
    shown = {"text/html": ["<p>A cell.</p>"], "text/plain": ["A cell."]}
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": shown}
    code = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": ["1"]}
    cells.insert(1, {**code, "outputs": [output]})
    cells = [{"id": f"cell-{at}", **cell} for at, cell in enumerate(cells)]
    kernel = {"name": "python3", "display_name": "Python", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return json.dumps(
        {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, indent=indent
    )


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    ("prefix", "settings"), [("dossier:", ""), ("", "dossier_short_names = True\n")]
)
def test_objects_and_views_of_notebooks(
    tmp_path: Path, prefix: str, settings: str, indent: int | None
) -> None:
    """No warning, and what the cells show stays beside them."""
    pages = {"index.ipynb": notebook(prefix, indent), "sources.bib": WIRE}
    source = write_project(tmp_path / "source", pages, CONF + settings)
    assert "" == build(source, tmp_path / "out", "html")
    page = (tmp_path / "out/html/index.html").read_text("utf-8")
    assert all(f'id="{name}"' in page for name in ("office", "three-boats"))
    assert "dossier-timeline" in page
    assert "<p>A cell.</p>" in page
