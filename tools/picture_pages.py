"""Shows the pages of this repository at their best: the pictures of its README.

``python tools/picture_pages.py [SITE]`` takes a built site (``_build/html`` without a name) and
writes ``.github/screenshots/NAME.png``, light and in 256 colours.
"""

from __future__ import annotations

import argparse
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from find_browser import find_browser
from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / ".github" / "screenshots"
_COLOURS: Final = 256
_TO_PLACE: Final = """
([there, above]) => {
  if (!there) return;
  const top = document.querySelector(there).getBoundingClientRect().top;
  window.scrollTo({ top: scrollY + top - above, behavior: "instant" });
}
"""


class Shot(NamedTuple):
    """A part of a page: from ``above`` pixels above an element, and at which size of window."""

    name: str
    page: str
    width: int
    height: int
    there: str = ""
    above: int = 0


SHOTS: Final = (
    Shot("home", "index.html", 1280, 960),
    Shot("known", "timeline/what-was-known-when.html#t=2020-09-28T14:00+04:00", 1280, 1120,
         there=".dossier-knowing-controls", above=84),
    Shot("losses", "claims/losses.html", 1280, 1120, there=".dossier-figures", above=90),
)  # fmt: skip
"""What each page is best at: the way of a headline, a moment, and numbers side by side."""


def main() -> int:
    """Take the pictures; 1 if the site is not built."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "_build" / "html")
    site = parser.parse_args().site.resolve()
    missing = [one.page for one in SHOTS if not (site / one.page.partition("#")[0]).is_file()]
    if missing:
        print(f"{site} has no {missing[0]}: build it with `make html`", file=sys.stderr)
        return 1
    with sync_playwright() as driver:
        # In a container Chromium may not make a sandbox.
        browser = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for shot in SHOTS:
            path = FOLDER / f"{shot.name}.png"
            path.write_bytes(_picture(browser, site, shot))
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
        browser.close()
    return 0


def _picture(browser: Browser, site: Path, shot: Shot) -> bytes:
    size = {"width": shot.width, "height": shot.height}
    shown = browser.new_page(viewport=size, color_scheme="light", reduced_motion="reduce")
    page, _, anchor = shot.page.partition("#")
    shown.goto((site / page).as_uri() + (f"#{anchor}" if anchor else ""))
    shown.evaluate("document.fonts.ready")
    shown.wait_for_timeout(1500)
    shown.evaluate(_TO_PLACE, [shot.there, shot.above])
    shown.wait_for_timeout(300)
    taken = Image.open(BytesIO(shown.screenshot())).convert("RGB")
    shown.close()
    reduced = BytesIO()
    # By default the colours of small marks would go, of which there are few pixels.
    method = Image.Quantize.MAXCOVERAGE
    few = taken.quantize(_COLOURS, method=method, dither=Image.Dither.NONE)
    few.save(reduced, "PNG", optimize=True)
    return reduced.getvalue()


if __name__ == "__main__":
    sys.exit(main())
