"""Writes the open data at the end of a good build (layer 3)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dossier.cards import export_cards
from sphinx_dossier.exports import export_json, export_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from sphinx_dossier.index import Index
    from sphinx_dossier.sphinx.domain import DossierDomain

FOLDER = "data"
CARDS = "cards"


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write ``data/dossier.json`` and its schema: a handler of ``build-finished``."""
    if exception is not None or app.builder.format != "html":
        return
    domain: DossierDomain = app.env.domains["dossier"]  # type: ignore[assignment]
    folder = Path(app.outdir, FOLDER)
    if domain.is_unchanged and folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    locate: Callable[[str], str] = app.builder.get_target_uri
    data = export_json(domain.index, app.config.project, app.config.dossier_as_of, locate)
    _write(folder / "dossier.json", data)
    _write(folder / "dossier.schema.json", export_schema())
    _write_cards(Path(app.outdir, CARDS), domain.index, locate)


def _write_cards(folder: Path, index: Index, locate: Callable[[str], str]) -> None:
    """Write the hover cards of each page, and remove those of pages that are gone."""

    def name_of(docname: str) -> str:
        """The address as the script in the browser turns it into the name of a file."""
        return re.sub(r"(/|^)$", r"\1index", locate(docname)).removesuffix(".html")

    cards = export_cards(index, lambda key: nodes.make_id(f"cite-{key}"), name_of)
    wanted = {folder / f"{name}.js": text for name, text in cards.items()}
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, text)
    for path in set(folder.rglob("*.js")) - wanted.keys():
        path.unlink()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
