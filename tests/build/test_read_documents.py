"""Documents of pages leave memory once they are stored, and nobody sees it in what is built."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from projects import ONE_CLAIM, WIRE, build, write_project
from sphinx_dossier.sphinx.build import gc_pause, read_documents

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from sphinx.application import Sphinx

PAGES = 12


def _project(folder: Path, body: str) -> Path:
    pages = {f"page-{at:02}.md": f"# Page {at}\n\nWords {at}.\n" for at in range(PAGES)}
    pages["page-00.md"] += f"\n{body}"
    index = "# Start\n\n```{toctree}\n:glob:\n\npage-*\n```\n\n```{bibliography}\n```\n"
    return write_project(folder, {**pages, "index.md": index, "sources.bib": WIRE})


def _built(source: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, dict]:
    """How many documents waited in memory when all were read, and what pages were written."""
    waiting = []
    of_pages = read_documents.on_write_started

    def counting(app: Sphinx, builder: object) -> None:
        waiting.append(len(app.env._write_doc_doctree_cache))
        of_pages(app, builder)

    with monkeypatch.context() as patch:
        patch.setattr(read_documents, "on_write_started", counting)
        build(source, output, "html")
    written = {path.name: path.read_bytes() for path in (output / "html").glob("*.html")}
    return waiting[0], written


def test_documents_wait_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few stay for edits; pages are the same as if all had stayed."""
    source = _project(tmp_path / "source", ONE_CLAIM)
    kept, before = _built(source, tmp_path / "kept", monkeypatch)
    assert PAGES + 1 == kept
    monkeypatch.setattr(read_documents, "_KEPT", 4)
    few, after = _built(source, tmp_path / "few", monkeypatch)
    assert few <= 4
    assert before == after


def test_documents_of_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site without any object is built as Sphinx builds it."""
    source = _project(tmp_path / "source", "")
    monkeypatch.setattr(read_documents, "_KEPT", 4)
    kept, _ = _built(source, tmp_path / "out", monkeypatch)
    assert PAGES + 1 == kept


def test_facts_are_set_aside() -> None:
    """No collection visits them, the collector stays on; one that is off is left alone."""
    gc_pause.release()
    try:
        before = gc.get_freeze_count()
        gc_pause.set_aside_facts()
        assert gc.get_freeze_count() > before
        assert gc.isenabled()
        gc_pause.release()
        gc.disable()
        gc_pause.set_aside_facts()
        assert gc.get_freeze_count() == 0
    finally:
        gc.enable()
        gc_pause.release()
