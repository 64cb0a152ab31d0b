"""The card of an object of another site, in a browser that never asks that site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pairs import STRIKE, Pair

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_card_of_what_is_on_another_site(browser: Browser, tmp_path: Path) -> None:
    """It shows what the fetched data have, from a page that is opened from a folder."""
    pair = Pair(tmp_path)
    pair.build("strike")
    pair.map("harbour", "strike")
    pair.build("harbour")
    asked: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((pair.output("harbour") / "index.html").as_uri())
    link = page.locator(f'p > a[href="{STRIKE}index.html#union-nine"]').first
    link.hover()
    card = page.locator(".dossier-card")
    card.wait_for(state="visible")
    text = card.inner_text()
    assert "Union of deckhands (Ferry strike)" in text
    assert "The union said that nine ferries lay still." in text
    assert "denied" in text
    assert not [url for url in asked if url.startswith(STRIKE)]
    context.close()
