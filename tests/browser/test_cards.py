"""Cards of pages whose names a browser writes otherwise than a disk does."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from projects import CONF, WIRE, build, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Pages

ACTOR = """\
# A page

:::{actor} Harbour office
:id: office
:kind: government-body
:side: shore
It counts boats.
:::
"""


@pytest.mark.parametrize("name", ["my page", "naïve", "plain"])
@pytest.mark.parametrize("is_served", [True, False])
def test_cards_of_a_page_are_found(page: Pages, tmp_path: Path, name: str, is_served: bool) -> None:
    """On a server and from the disk, whatever letters the name of the page has."""
    index = "# Start\n\nSee the [office](#office).\n\n:::{toctree}\n:glob:\n\n*\n:::\n"
    pages = {"index.md": index, f"{name}.md": ACTOR, "sources.bib": WIRE}
    folder = tmp_path / "html"
    build(write_project(tmp_path / "source", pages, CONF), tmp_path, "html")
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}" if is_served else folder.as_uri()
    shown = page(f"{root}/index.html")
    shown.locator("a.dossier-to-actor").first.hover()
    card = shown.locator(".dossier-card")
    card.wait_for(state="visible", timeout=5000)
    assert "It counts boats." in card.inner_text()
    server.shutdown()
    server.server_close()
