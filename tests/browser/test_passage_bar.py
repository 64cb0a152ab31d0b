"""The bar of passages as a browser paints it: inks, marks of six sides, every width and mode."""

from __future__ import annotations

import base64
import subprocess
import sys
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest

from barriers import AXE, RUN_AXE
from projects import write_project
from sphinx_dossier.core.manifests import decompose, write_manifest
from strike import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Pages
    from playwright.sync_api import Locator, Page

# How light each pixel of a picture is, from 0 to 255, row by row.
LIGHTNESS = """
async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return [...Array(data.length / 4).keys()].map(
    (at) => 0.3 * data[4 * at] + 0.6 * data[4 * at + 1] + 0.1 * data[4 * at + 2]);
}
"""
TEXT = "The pamphlet\n" + "\n".join(
    f"{'Words of the pamphlet on the strike. ' * count}Passage {count}." for count in (1, 3, 9)
)
SPEAKERS = [
    "dockers-union",
    "pilots-guild",
    "alda-yard",
    "red-funnel",
    "council",
    "labour-court",
    "net-makers",
]
CLAIMS = "".join(
    f":::{{claim}} p-{one}\n:by: {one}\n:act: asserts\n:said: 2031-03-02\n"
    f":cites: pamphlet p2\nThe {one} spoke of the strike.\n:::\n\n"
    for one in SPEAKERS
)
GRADES = """
:::{claim} p-changed
:by: courier-paper
:act: reports
:said: 2031-03-02
:cites: pamphlet p1
:drifted-from: p-council
:drift: it is told of a town
The paper spoke of a strike of the town.
:::

:::{claim} p-against
:by: net-makers
:act: asserts
:said: 2031-03-02
:cites: pamphlet p1
They went home.
:::

:::{claim} p-denial
:by: bakers-union
:act: denies
:said: 2031-03-02
:cites: gazette
:denies: p-against
They did not.
:::

:::{claim} p-one
:by: net-makers
:act: asserts
:said: 2031-03-02
:cites: pamphlet p1
It rained.
:::

:::{claim} p-several
:by: net-makers
:act: asserts
:said: 2031-03-02
:cites: pamphlet p1
:corroborates: p-other "the gate was shut"
The gate was shut.
:::

:::{claim} p-other
:by: bakers-union
:act: asserts
:said: 2031-03-02
:cites: gazette
The gate was shut on that day.
:::

:::{claim} p-later
:by: net-makers
:act: asserts
:said: 2031-03-09
:cites: pamphlet p1
Later it snowed.
:::
"""
MODES = [("light", "none"), ("dark", "none"), ("light", "active"), ("dark", "active")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages of a dossier of six sides with a report that all of them speak in."""
    made = tmp_path_factory.mktemp("bar")
    bar = ":::{passage-bar} pamphlet\n:::\n"
    pages = PAGES | {
        "sources.bib": PAGES["sources.bib"]
        + "@misc{pamphlet, title = {The pamphlet}, langid = {en}, year = 2031, month = 4}\n",
        "sources/pamphlet.passages.json": write_manifest(decompose(TEXT, "pamphlet", "5a17")),
        "index.md": PAGES["index.md"].replace("actors\nclaims\n", "actors\nclaims\nbar\n"),
        "bar.md": f"# The bar\n\n{bar}\n{CLAIMS}{GRADES}\n"
        ":::{coverage} pamphlet\n:uncited: |\n  p0 the title\n  p3 nothing new\n:::\n",
    }
    source = write_project(made / "source", pages, pages["conf.py"])
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html"]
    subprocess.run([*command, str(source), str(made / "html")], check=True, capture_output=True)
    return made / "html"


def shown_bar(page: Pages, folder: Path, **options: object) -> Page:
    """The page with the bar."""
    return page(f"file://{folder}/bar.html", **options)  # type: ignore[arg-type]


def lightness(shown: Page, found: Locator, side: int = 0) -> list[float]:
    """How light the pixels of an element are, or of a square with that side from its corner."""
    found.scroll_into_view_if_needed()
    box = found.evaluate("one => { const { x, y } = one.getBoundingClientRect(); return { x, y } }")
    clip = {"x": int(box["x"]), "y": int(box["y"]), "width": side, "height": side}
    shot = shown.screenshot(clip=clip) if side else found.screenshot()  # type: ignore[arg-type]
    picture = base64.b64encode(shot).decode()
    pixels: list[float] = shown.evaluate(LIGHTNESS, f"data:image/png;base64,{picture}")
    return pixels


@pytest.mark.parametrize(("scheme", "forced"), MODES)
def test_stronger_ink_for_what_more_became_of(
    page: Pages, folder: Path, scheme: str, forced: str
) -> None:
    """Four inks, each nearer to the paper than the one before, whatever colours are left."""
    shown = shown_bar(page, folder, scheme=scheme, forced_colors=forced)
    cells = shown.locator(".dossier-passage-bar").first.locator("ol > li").nth(1).locator("i")
    names = [f"dossier-grade-{one}" for one in ("changed", "against", "one", "several", "later")]
    found = cells.evaluate_all("all => all.map((one) => one.className)")
    assert names == [one for one in found if "grade" in one]
    middles = []
    for name in names[:4]:
        pixels = lightness(shown, cells.locator(f"xpath=self::*[@class='{name}']"))
        middles.append(sorted(pixels)[len(pixels) // 2])
    steps = [later - earlier for earlier, later in pairwise(middles)]
    # Towards white on a light page, towards black on a dark one, and never a small step.
    assert all(step > 25 for step in steps) or all(step < -25 for step in steps), middles


@pytest.mark.parametrize(("scheme", "forced"), MODES)
def test_marks_of_six_sides_differ_by_shape(
    page: Pages, folder: Path, scheme: str, forced: str
) -> None:
    """Those below a piece, and that of whoever is on no side, without their colours."""
    shown = shown_bar(page, folder, scheme=scheme, forced_colors=forced)
    piece = shown.locator(".dossier-passage-bar").first.locator("ol > li").nth(2)
    marks = piece.locator(".dossier-piece-sides > i")
    assert len(SPEAKERS) == marks.count()
    number = lightness(shown, piece.locator(".dossier-piece-number"))
    # Most of the box is paper, whatever is at its edges.
    paper = sorted(number)[len(number) // 2]
    shapes = [
        {i for i, one in enumerate(lightness(shown, marks.nth(place), 12)) if abs(one - paper) > 50}
        for place in range(marks.count())
    ]
    assert all(len(shape) >= 25 for shape in shapes), [len(shape) for shape in shapes]
    for one, other in combinations(range(len(shapes)), 2):
        assert len(shapes[one] ^ shapes[other]) >= 10, (one, other)


@pytest.mark.parametrize("width", [1920, 1280, 760, 360])
def test_bar_fits_every_width(page: Pages, folder: Path, width: int) -> None:
    """Lengths are to scale, nothing is under the size of a finger or runs out, and axe agrees."""
    shown = shown_bar(page, folder, width=width, bypass_csp=True)
    bar = shown.locator(".dossier-passage-bar").first
    sizes = bar.locator("ol > li > a").evaluate_all(
        "all => all.map((one) => { const { width, height, right } = one.getBoundingClientRect();"
        " return [width, height, right] })"
    )
    assert all(one[0] >= 24 and one[1] >= 24 and one[2] <= width for one in sizes)
    words = [len(line.split()) for line in TEXT.split("\n")]
    assert sizes[3][0] / sizes[2][0] == pytest.approx(words[3] / words[2], rel=0.05)
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    shown.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    assert [] == [one for one in shown.evaluate(RUN_AXE) if "dossier-" in one]


def test_keyboard_and_card(page: Pages, folder: Path) -> None:
    """A piece is reached by Tab, is framed there, and leads to its passage."""
    shown = shown_bar(page, folder)
    piece = shown.locator(".dossier-passage-bar ol > li:nth-child(3) > a").first
    piece.focus()
    shown.keyboard.press("Shift+Tab")
    shown.keyboard.press("Tab")
    frame = piece.locator(".dossier-piece-cells").evaluate(
        "one => getComputedStyle(one).outlineStyle"
    )
    assert "solid" == frame
    assert "¶ 2, body" in piece.get_attribute("aria-label")
    shown.keyboard.press("Enter")
    assert shown.url.endswith("#pamphlet-p2")


def test_very_many_claims_leave_ink(page: Pages, folder: Path) -> None:
    """The gaps between cells do not take all the height of a passage of a hundred claims."""
    cells = shown_bar(page, folder).locator(".dossier-piece-cells:has(> i)").first
    cells.evaluate(
        "one => { for (let i = 0; i < 100; i++) one.append(one.firstChild.cloneNode()) }"
    )
    heights = cells.evaluate(
        "one => [...one.children].map((cell) => cell.getBoundingClientRect().height)"
    )
    assert len(heights) > 100
    assert sum(heights) >= 40
