"""What `dossier init` makes, seen on a phone: no page of it is wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from projects import build, drop_lines, start_dossier

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Pages

HEADLINE = (
    "A Winter of Small Repairs: what the town of Alda mended, what it left as it was, and what "
    "nobody ever asked the Hafenbehördensprecherinnenversammlung about"
)
REPORT = f"{HEADLINE}\n\nThe harbour office said that three boats had come loose in the night.\n"
BOATS = """\
# Boats

:::{question} How many boats came loose in the night of the storm, and in the morning after it?
:id: boats-loose
:kind: quantity
:unit: boats
Answered by [](#office-three).
:::

:::{actor} Office of the harbour and of all that lies in it
:id: harbour-office
:kind: government-body
:side: shore
It said [this](#office-three).
:::

:::{claim} office-three
:by: harbour-office
:act: asserts
:said: 2031-03-04
:cites: report p1 "three boats had come loose"
:answers: boats-loose = 3
:at: alda
The harbour office said that three boats had come loose.
:::

:::{place} Alda
:id: alda
:coord: 10.6, 20.6
The town.
:::
"""


@pytest.fixture(scope="module", params=["", HEADLINE], ids=["short-name", "headline-as-name"])
def starter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new dossier of an article with a long headline."""
    folder = tmp_path_factory.mktemp("starter")
    options = ("--key", "report", "--date", "2031-03-06", "--licence", "CC-BY-SA-4.0")
    name = ("--name", request.param) if request.param else ()
    sides = ("--sides", "shore=Those on the shore", "sea=Those at sea")
    made = start_dossier(folder, REPORT, *options, *name, *sides)
    (made / "claims/boats.md").write_text(BOATS, encoding="utf-8")
    drop_lines(made / "sources/report.md", "  p1 ")
    assert "" == build(made, folder, "html", nitpicky=True)
    return folder / "html"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_the_screen(page: Pages, starter: Path, width: int) -> None:
    """With a headline in the text of each page, and even where it is the name of the site."""
    paths = sorted(path for path in starter.rglob("*.html") if "_static" not in path.parts)
    # It is written for the root of a host, and is without its style sheets on a disk.
    paths.remove(starter / "404.html")
    assert len(paths) > 12
    tab = page(f"file://{starter}/index.html", width=width)
    wide = {}
    for path in paths:
        tab.goto(f"file://{path}")
        found = tab.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[path.relative_to(starter).as_posix()] = found
    assert {} == wide


def test_buttons_of_the_bar_stay_in_reach(page: Pages, starter: Path) -> None:
    """A long name leaves room for the menu and the search."""
    tab = page(f"file://{starter}/index.html", width=360)
    for selector in (".pst-navbar-icon.primary-toggle", ".navbar-persistent--mobile button"):
        box = tab.locator(selector).first.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["width"] >= 24


def test_search_of_the_theme_finds(page: Pages, starter: Path) -> None:
    """Where no npm has brought the other search, the one of the theme is there and works."""
    tab = page(f"file://{starter}/search.html?q=boats")
    tab.wait_for_selector("#search-results li a")
    assert tab.locator("#search-results li a", has_text="Boats").count() > 0
