"""What other sites show in a frame, and pages that have two pictures of one kind."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from bs4 import BeautifulSoup

from barriers import AXE, barriers
from projects import write_project
from sphinx_dossier.locale import words
from strike import CONF, PAGES

if TYPE_CHECKING:
    from conftest import Pages

ROOT = Path(__file__).parents[2]
BASE: Final = "https://example.org/news"
COLUMN: Final = 700
"""The width, in pixels, for which the height of a frame is given."""
HIGHEST: Final = 1200
TWICE: Final = """# Twice

:::{knowing}
:::

:::{knowing}
:side: dockers
:::

:::{way} copy
:::

:::{way} copy
:says: copy dockers earn 9 crowns
:::
"""
FRAMES_OF_TWICE: Final = [
    f"embed/{name}.html"
    for name in ("known/twice", "known-2/twice", "ways/twice/copy", "ways-2/twice/copy")
]
HEIGHT: Final = "document.documentElement.scrollHeight"


def build(source: Path, output: Path) -> Path:
    """The pages of a dossier whose public address is known."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-D", f"html_baseurl={BASE}"]
    run = [*command, "-d", str(output / "doctrees"), str(source), str(output / "html")]
    subprocess.run(run, check=True, capture_output=True)
    return output / "html"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the knowledge base, with the code of all frames."""
    return build(ROOT, tmp_path_factory.mktemp("public"))


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a dossier with six sides, one of which has each view twice."""
    folder = tmp_path_factory.mktemp("twice")
    index = f"{PAGES['index.md']}\n```{{toctree}}\ntwice\n```\n"
    # The theme names its search button otherwise than it is read.
    conf = f'{CONF}\ndossier_theme_parts = ["labels"]\n'
    pages = PAGES | {"index.md": index, "twice.md": TWICE, "conf.py": conf}
    return build(write_project(folder / "source", pages, conf), folder)


def heights(site: Path) -> dict[str, int]:
    """How high, in pixels, the pages say that each frame is."""
    found = {}
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for code in page.select(".dossier-embed-code"):
            frame = BeautifulSoup(unescape(code.get_text()), "html.parser").iframe
            found[frame["src"].removeprefix(f"{BASE}/")] = int(frame["height"])
    return found


def check_heights(page: Pages, site: Path) -> None:
    """No frame cuts more than some lines off, nor has it half as much room again."""
    given = heights(site)
    files = {path.relative_to(site).as_posix() for path in (site / "embed").rglob("*.html")}
    assert files == given.keys()
    assert 1 < len({*given.values()})
    for name, height in given.items():
        shown = page(f"file://{site}/{name}", width=COLUMN, height=100)
        needed = min(shown.evaluate(HEIGHT), HIGHEST)
        assert 0.9 * needed <= height <= 1.5 * needed, (name, height, needed)
        shown.context.close()


def test_frames_are_as_high_as_what_they_show(page: Pages, public: Path) -> None:
    """Each of the knowledge base, at the width of a column; the highest are scrolled."""
    check_heights(page, public)


def test_frames_with_six_sides_are_as_high_as_what_they_show(page: Pages, twice: Path) -> None:
    """Another dossier, whose frames are small."""
    check_heights(page, twice)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", ["twice.html", *FRAMES_OF_TWICE])
def test_second_pictures_have_no_barrier(page: Pages, twice: Path, name: str, width: int) -> None:
    """Neither on their page, where each has a handle of its own, nor in their frames."""
    shown = page(f"file://{twice}/{name}", width=width, bypass_csp=True, reduced_motion="reduce")
    assert [] == barriers(shown, folds=1000)
    assert width >= shown.evaluate("document.documentElement.scrollWidth")


def test_each_handle_moves_its_own_picture(page: Pages, twice: Path) -> None:
    """Its label, its links and the addresses that it writes are those of one picture."""
    shown = page(f"file://{twice}/twice.html")
    figures = shown.locator(".dossier-knowing")
    assert 2 == figures.count()
    outputs = [figures.nth(i).locator("output") for i in range(2)]
    first, second = (one.inner_text() for one in outputs)
    label = figures.nth(1).locator("label")
    labelled = label.evaluate("one => one.control.closest('.dossier-knowing').id")
    assert figures.nth(1).get_attribute("id") == labelled
    figures.nth(1).locator("input[type=range]").press("ArrowLeft")
    moved = outputs[1].inner_text()
    assert second != moved
    again = page(shown.url)
    opened = again.locator(".dossier-knowing output").all_inner_texts()
    assert [first, moved] == opened
    figures.nth(1).locator(".dossier-knowing-controls a").first.click()
    assert moved != outputs[1].inner_text()
    assert first == outputs[0].inner_text()
    figures.nth(0).locator("input[type=range]").press("ArrowLeft")
    assert re.search(r"#t=[^&]+$", shown.url)


def test_frames_of_one_page_have_titles_of_their_own(page: Pages, twice: Path) -> None:
    """A page of another site that shows all of them has no two frames that are heard as one."""
    page_of_twice = BeautifulSoup((twice / "twice.html").read_text(encoding="utf-8"), "html.parser")
    codes = [one.get_text() for one in page_of_twice.select(".dossier-embed-code")]
    frames = [code.replace(f"{BASE}/", f"file://{twice}/") for code in codes]
    host = twice / "host.html"
    body = "".join(frames).replace('loading="lazy"', "")
    head = '<meta charset="utf-8"><title>Another site</title>'
    host.write_text(f'<!DOCTYPE html><html lang="en">{head}<main><h1>A</h1>{body}', "utf-8")
    shown = page(f"file://{host}", bypass_csp=True)
    shown.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = shown.evaluate(
        "() => axe.run(document, { runOnly: ['frame-title', 'frame-title-unique'] })"
        ".then(({ violations }) => violations.map(({ id }) => id))"
    )
    assert [] == found
    assert len(FRAMES_OF_TWICE) == len({*re.findall(r' title="(.*?)"', body)})
    host.unlink()
    assert words.EMBED_THIS in page_of_twice.get_text()
