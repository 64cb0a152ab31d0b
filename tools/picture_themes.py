"""Shows a page of an invented dossier in each theme: the pictures of the page on themes in `docs/`.

``python tools/picture_themes.py [THEME…]`` builds the dossier of the tests with each theme, light
and dark where it has a dark mode, and writes ``docs/_static/themes/THEME-MODE.webp``. All themes
must be installed: ``pip install furo sphinx-book-theme sphinx-rtd-theme sphinx-immaterial``.
"""

from __future__ import annotations

import argparse
import base64
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from find_browser import find_browser
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).parent.parent
EXAMPLE: Final = ROOT / "tests" / "fixtures" / "roots" / "alda"
FOLDER: Final = ROOT / "docs" / "_static" / "themes"
PAGE: Final = "claims.html"
SIZE: Final = {"width": 1000, "height": 680}
_QUALITY: Final = 72
_ON_HTML: Final = "mode => { document.documentElement.dataset.theme = mode }"
_ON_BODY: Final = "mode => { document.body.dataset.theme = mode }"
_SLATE: Final = """
mode => { document.body.dataset.mdColorScheme = { light: "default", dark: "slate" }[mode] }
"""


class Theme(NamedTuple):
    """A theme: its module, where it is no theme of Sphinx; what sets its mode; its settings."""

    name: str
    is_module: bool = True
    set_mode: str = ""
    settings: str = ""

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes that it has."""
        return ("light", "dark") if self.set_mode else ("light",)


_IMMATERIAL: Final = """
extensions += ["sphinx_immaterial"]
html_theme_options = {"font": False, "palette": {"scheme": "default"}}
suppress_warnings = ["dossier.taken_name"]
"""
THEMES: Final = (
    Theme("pydata_sphinx_theme", set_mode=_ON_HTML),
    Theme("sphinx_book_theme", set_mode=_ON_HTML),
    Theme("furo", set_mode=_ON_BODY),
    # Its own fonts are fetched from elsewhere while the pages are built.
    Theme("sphinx_immaterial", set_mode=_SLATE, settings=_IMMATERIAL),
    Theme("sphinx_rtd_theme"),
    Theme("alabaster"),
    Theme("classic", is_module=False),
    Theme("basic", is_module=False),
)


def main() -> int:
    """Take the pictures; 1 if a theme is not installed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    names = [theme.name for theme in THEMES]
    parser.add_argument("themes", nargs="*", metavar="THEME", help=", ".join(names))
    asked = parser.parse_args().themes or names
    if unknown := {*asked} - {*names}:
        parser.error(f"no theme is called {min(unknown)}: take some of {', '.join(names)}")
    wanted = [theme for theme in THEMES if theme.name in asked]
    missing = [one.name for one in wanted if one.is_module and not find_spec(one.name)]
    if missing:
        print(f"not installed: {', '.join(missing)}: see the head of {__file__}", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as scratch:
        # In a container Chromium may not make a sandbox.
        flags = ["--no-sandbox", "--allow-file-access-from-files"]
        browser = driver.chromium.launch(executable_path=find_browser(), args=flags)
        for theme in wanted:
            folder = Path(scratch, theme.name)
            _build(theme, folder)
            for mode in theme.modes:
                _take(browser, theme, mode, folder / "html" / PAGE)
        browser.close()
    return 0


def _build(theme: Theme, folder: Path) -> None:
    """Build the dossier of the example with a theme."""
    source = folder / "source"
    shutil.copytree(EXAMPLE, source)
    with (source / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write(f"\nhtml_title = project\nhtml_theme = {theme.name!r}\n{theme.settings}")
    for page in source.rglob("*.md"):
        # Immaterial has a directive of the short name.
        text = page.read_text(encoding="utf-8").replace("{question}", "{dossier:question}")
        page.write_text(text, encoding="utf-8", newline="\n")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-d", str(folder / "trees")]
    subprocess.run([*command, str(source), str(folder / "html")], check=True)


def _take(browser: Browser, theme: Theme, mode: str, page: Path) -> None:
    """Write one picture."""
    context = browser.new_context(viewport=SIZE, color_scheme=mode, reduced_motion="reduce")
    shown = context.new_page()
    shown.goto(page.as_uri())
    if theme.set_mode:
        shown.evaluate(theme.set_mode, mode)
    shown.wait_for_timeout(500)
    path = FOLDER / f"{theme.name}-{mode}.webp"
    path.write_bytes(_picture(shown))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
    context.close()


def _picture(shown: Page) -> bytes:
    # Playwright writes PNG and JPEG only, which are two to four times as large.
    session = shown.context.new_cdp_session(shown)
    asked = {"format": "webp", "quality": _QUALITY}
    return base64.b64decode(session.send("Page.captureScreenshot", asked)["data"])


if __name__ == "__main__":
    sys.exit(main())
