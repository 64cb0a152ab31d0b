"""Writes the open data at the end of a good build (layer 3)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.exports import export_json, export_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from sphinx_dossier.sphinx.domain import DossierDomain

FOLDER = "data"


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write ``data/dossier.json`` and its schema: a handler of ``build-finished``."""
    if exception is not None or app.builder.format != "html":
        return
    domain: DossierDomain = app.env.domains["dossier"]  # type: ignore[assignment]
    folder = Path(app.outdir, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    locate: Callable[[str], str] = app.builder.get_target_uri
    data = export_json(domain.index, app.config.project, app.config.dossier_as_of, locate)
    (folder / "dossier.json").write_text(data, encoding="utf-8", newline="\n")
    (folder / "dossier.schema.json").write_text(export_schema(), encoding="utf-8", newline="\n")
