"""The knowledge base, built once and served on this machine, and browsers to read it with.

``DOSSIER_SITE=path`` takes a site that is built already.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from find_browser import find_browser, find_firefox
from playwright.sync_api import sync_playwright

from firefox import Firefox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

ROOT = Path(__file__).parents[2]
BELOW = "/below/another/path"
"""The server shows the site here too, as a host does that has more sites than one."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the site at the root and below a path, without a log."""

    def translate_path(self, path: str) -> str:
        """The file of an address."""
        return super().translate_path(path.removeprefix(BELOW))

    def log_message(self, *_: object) -> None:
        """Stay silent."""


class Pages:
    """Opens pages of the site; keeps what they complain of and ask from other hosts."""

    def __init__(self, browser: Browser, server: str) -> None:
        self.browser, self.server = browser, server
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []
        self.foreign: list[str] = []

    def __call__(
        self,
        address: str = "",
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        **options: Any,
    ) -> Page:
        """A new page at ``address``, seen from the root of the site, in a window of its own."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note_message)
        page.on("request", lambda request: self._note_request(request.url))
        is_whole = address.startswith(("about:", "file:", "http:"))
        page.goto(address if is_whole else self.server + address)
        return page

    def _note_message(self, message: Any) -> None:
        # Browsers ask for this icon on their own; no page names it.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            self.errors.append(message.text)

    def _note_request(self, url: str) -> None:
        if not url.startswith((self.server, "file:", "data:")):
            self.foreign.append(url)

    def close(self) -> None:
        """Close all windows."""
        for context in self.contexts:
            context.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built knowledge base."""
    if ready := os.environ.get("DOSSIER_SITE"):
        return Path(ready).resolve()
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-n", "-q"]
    run = [*command, "-d", str(folder / "doctrees"), str(ROOT), str(folder / "html")]
    subprocess.run(run, check=True, capture_output=True)
    return folder / "html"


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the site's root on a server of this machine."""
    serve = ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(site)))
    thread = threading.Thread(target=serve.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serve.server_port}/"
    serve.shutdown()
    serve.server_close()
    thread.join()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, which drives Chromium."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium that is installed, or Playwright's own."""
    found = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
    yield found
    found.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Opens pages: ``page("search.html?q=x", width=360, scheme="dark")``."""
    pages = Pages(browser, server)
    yield pages
    pages.close()


@pytest.fixture
def pages(browser: Browser) -> Iterator[Pages]:
    """Opens pages of folders; what they complain of, or ask of others, fails the test."""
    opened = Pages(browser, "file:")
    yield opened
    opened.close()
    assert not [*opened.errors, *opened.foreign]


@pytest.fixture(scope="session")
def firefox(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Firefox | Page]:
    """A tab of the Firefox that is installed, or of Playwright's own; both know goto, evaluate."""
    path = find_firefox()
    if path:
        with Firefox(path, tmp_path_factory.mktemp("firefox")) as tab:
            yield tab
    else:
        found = playwright.firefox.launch()
        yield found.new_page()
        found.close()
