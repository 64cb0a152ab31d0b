"""The marks of six sides as a browser paints them: light, dark, in forced colours, on a phone."""

from __future__ import annotations

import base64
import subprocess
import sys
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from barriers import barriers
from projects import write_project
from strike import CONF, PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Pages
    from playwright.sync_api import Page

# Which pixels of a picture are not of the colour in its upper left corner.
PIXELS = """
async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const far = (at) => Math.max(...[0, 1, 2].map((i) => Math.abs(data[at + i] - data[i])));
  return [...Array(data.length / 4).keys()].filter((at) => far(4 * at) > 90);
}
"""
KINDS = {
    "in lists": ".dossier-sayings .dossier-side-{}",
    "in figures": "tr.dossier-by-{} .dossier-point",
    "in relations": ".dossier-shape.dossier-by-{}",
}
"""Where a side is shown, each as a selector with the place of the side."""


@pytest.fixture(scope="module")
def strike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages of a dossier with six sides."""
    folder = tmp_path_factory.mktemp("strike")
    # The theme names its search button otherwise than it is read.
    conf = f'{CONF}\ndossier_theme_parts = ["labels"]\n'
    source = write_project(folder / "source", PAGES | {"conf.py": conf})
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html"]
    subprocess.run([*command, str(source), str(folder / "html")], check=True, capture_output=True)
    return folder / "html"


def painted(shown: Page, selector: str) -> set[int]:
    """The places of the pixels that are painted of a mark, in a box of its own."""
    mark = shown.locator(selector).first
    mark.scroll_into_view_if_needed()
    box = mark.evaluate(
        "one => { const { x, y, width, height } = one.getBoundingClientRect(); "
        "return { x: x + width / 2 - 8, y: y + height / 2 - 8, width: 16, height: 16 } }"
    )
    picture = base64.b64encode(shown.screenshot(clip=box)).decode()
    found: list[int] = shown.evaluate(PIXELS, f"data:image/png;base64,{picture}")
    return {*found}


@pytest.mark.parametrize("where", KINDS)
@pytest.mark.parametrize(
    ("scheme", "forced"),
    [("light", "none"), ("dark", "none"), ("light", "active"), ("dark", "active")],
)
def test_marks_are_told_apart_by_shape(
    page: Pages, strike: Path, where: str, scheme: str, forced: str
) -> None:
    """Each mark is there and no two have nearly the same pixels, whatever colours are left."""
    shown = page(f"file://{strike}/index.html", scheme=scheme, forced_colors=forced)
    marks = [painted(shown, KINDS[where].format(position)) for position in range(6)]
    assert all(len(mark) >= 25 for mark in marks), [len(mark) for mark in marks]
    for (one, ours), (other, theirs) in combinations(enumerate(marks), 2):
        assert len(ours ^ theirs) >= 12, (one, other)


@pytest.mark.parametrize("width", [1280, 360])
def test_page_with_six_sides_has_no_barrier(page: Pages, strike: Path, width: int) -> None:
    """Names of sides are read in their colours, in light and dark, and nothing overflows."""
    for name in ("index.html", "claims.html", "actors.html"):
        shown = page(f"file://{strike}/{name}", width=width, reduced_motion="reduce")
        assert [] == barriers(shown), name
        assert width >= shown.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_ledgers_of_a_moment_have_all_who_spoke(page: Pages, strike: Path, width: int) -> None:
    """Six sides and everybody else have columns that fit; live ledgers are those of the build."""
    shown = page(f"file://{strike}/index.html", width=width)
    live = shown.locator(".dossier-knowing-live .dossier-knowing-column")
    heads = live.locator(".dossier-knowing-head").all_inner_texts()
    assert ["Others", "Not yet known"] == heads[6:]
    said = live.nth(6).inner_text()
    assert "demanded: 2 other statements" in said
    boxes = [live.nth(i).bounding_box() for i in range(live.count())]
    assert all(box and box["width"] >= 200 and box["x"] + box["width"] <= width for box in boxes)
    shown.get_by_role("button", name="Show all").click()
    fixed = shown.locator(".dossier-knowing-cuts .dossier-knowing-moment").last
    assert said == fixed.locator(".dossier-knowing-column").nth(6).inner_text()
