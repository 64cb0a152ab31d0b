"""A new dossier has what this one has, feature by feature, without a file of this repository."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from selectolax.lexbor import LexborHTMLParser

from projects import FONTS, build, drop_lines, start_dossier
from sphinx_dossier.sphinx.build.slim_scripts import slim

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
LIBRARY: Final = ROOT / "node_modules" / "minisearch" / "dist" / "umd" / "index.js"
BASE: Final = "https://storm.example/"
REPORT: Final = """\
Storm over Alda: five boats are gone

The harbour office said that three boats had come loose in the night.

The union counted five boats that were gone, and blamed the harbour office.
"""
BOATS: Final = """\
# Boats

:::{question} How many boats came loose?
:id: boats-loose
:kind: quantity
:unit: boats
Answered by [](#office-three).
:::

:::{actor} Harbour office
:id: harbour-office
:kind: government-body
:side: shore
The office, answered by the [union](#union).
:::

:::{actor} Union of the fishers
:id: union
:kind: research-organisation
:side: sea
It blames the [office](#harbour-office).
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

:::{claim} union-five
:by: union
:act: accuses
:said: 2031-03-05
:to: harbour-office
:cites: report p2 "counted five boats that were gone"
:answers: boats-loose = 5
:at: alda
The union counted five boats, and blamed the harbour office.
:::

:::{claim} report-five
:by: paper
:act: reports
:said: 2031-03-06
:cites: report p0 "five boats are gone"
:drifted-from: union-five
:drift: whose number it is has gone
The report said that five boats were gone.
:::

:::{actor} The paper
:id: paper
:kind: media
It printed [the report](#report-five).
:::

:::{chain} union-five
:::

:::{place} Alda
:id: alda
:coord: 10.6, 20.6
The town.
:::
"""
BOUNDARIES: Final = {
    "attribution": "A survey of 2031",
    "grid": 10,
    "lines": [{"kind": "coast", "steps": [200, 100, 20, 0, 0, 20, -20, 0, 0, -20]}],
    "areas": [{"name": "Isle", "rings": [[0]]}],
}


class Site(NamedTuple):
    """A built site, with the pages that it has of a type."""

    folder: Path
    section: str
    map: str
    relations: str

    def page(self, name: str) -> LexborHTMLParser:
        """A page, read as a browser reads it."""
        return LexborHTMLParser((self.folder / name).read_text(encoding="utf-8"))

    def has(self, name: str, selector: str) -> bool:
        """Whether a page has what a selector of CSS names."""
        return self.page(name).css_first(selector) is not None

    def pages(self) -> list[str]:
        """The pages in the frame of the theme."""
        paths = [one for one in self.folder.rglob("*.html") if "_static" not in one.parts]
        framed = (one for one in paths if 'class="bd-header' in one.read_text(encoding="utf-8"))
        return [one.relative_to(self.folder).as_posix() for one in framed]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A new dossier with a first page of claims, built without a problem."""
    folder = tmp_path_factory.mktemp("starter")
    options = ("--key", "report", "--date", "2031-03-06")
    made = start_dossier(folder, REPORT, *options, "--sides", "shore=The shore", "sea=The sea")
    (made / "claims" / "boats.md").write_text(BOATS, encoding="utf-8")
    (made / "boundaries.json").write_text(json.dumps(BOUNDARIES), encoding="utf-8")
    drop_lines(made / "sources" / "report.md", ":uncited:", "  p")
    of_npm = {"dossier_search_library": str(LIBRARY), "dossier_picture_fonts": str(FONTS)}
    assert "" == build(made, folder, "html", nitpicky=True, html_baseurl=BASE, **of_npm)
    return Site(folder / "html", "claims/boats.html", "places/map.html", "actors/relations.html")


@pytest.fixture(scope="module")
def this_site(knowledge_base: Path) -> Site:
    """The knowledge base of this repository."""
    return Site(
        knowledge_base, "claims/four-thousand.html", "places/index.html", "reactions/index.html"
    )


def _has_policy(site: Site) -> bool:
    policy = "meta[http-equiv=Content-Security-Policy][content*=\"script-src 'self';\"]"
    return all(site.has(name, policy) for name in site.pages())


def _has_no_inline_script(site: Site) -> bool:
    inline = "script:not([src]):not([type='application/ld+json'])"
    return not any(site.has(name, inline) for name in site.pages())


def _sets_the_colour_mode_first(site: Site) -> bool:
    script = "script[src*=colour-mode]"
    is_late = site.has(site.section, f"link[rel=stylesheet] ~ {script}")
    return site.has(site.section, f"head > {script}") and not is_late


def _has_small_styles(site: Site) -> bool:
    sheet = (site.folder / "_static/styles/pydata-sphinx-theme.css").read_text(encoding="utf-8")
    return ".bd-header" in sheet and ".fa-yin-yang" not in sheet


def _has_the_library(site: Site) -> bool:
    library = slim(LIBRARY.read_text(encoding="utf-8"))
    is_whole = (site.folder / "_static/minisearch.js").read_text(encoding="utf-8") == library
    return is_whole and (site.folder / "_static/minisearch.LICENSE.txt").is_file()


def _names_its_side_bar(site: Site) -> bool:
    page = site.page(site.section)
    toggles = page.css(".bd-docs-nav summary")
    button = page.css_first("button.search-button-field > .visually-hidden")
    is_named = all(one.attributes.get("aria-label") for one in toggles)
    return is_named and button is not None and site.has(site.section, "nav.bd-docs-nav[aria-label]")


def _on(name: str, *selectors: str) -> Callable[[Site], bool]:
    """Whether a page has all that the selectors name; ``name`` may be a field of the site."""
    return lambda site: all(site.has(getattr(site, name, name), one) for one in selectors)


FEATURES: Final[dict[str, Callable[[Site], bool]]] = {
    "a policy on each page": _has_policy,
    "no script in a page": _has_no_inline_script,
    "the colour mode before the first sheet": _sets_the_colour_mode_first,
    "the search of all spellings": _on(
        "search.html", ".dossier-search-form", "script[src*='_static/minisearch.js']"
    ),
    "the library of the search": _has_the_library,
    "a search field on the first page": _on(
        "index.html", ".dossier-start form[role=search] input[name=q]"
    ),
    "a list of sections without a script": _on(
        "section", "footer nav[aria-label] .dossier-sections li + li + li + li a[href]"
    ),
    "drawn icons": _on(
        "section", "link[href*=dossier-icons]", "head:not(:has([src*=fontawesome]))"
    ),
    "a frame around the page of what is not found": _on(
        "404.html", ".bd-header .navbar-brand", "form[role=search]", "base[href$='/404.html']"
    ),
    "a sheet without what no page uses": _has_small_styles,
    "names for the side bar": _names_its_side_bar,
    "the claims of the page in the margin": _on(
        "section", ".dossier-margin #dossier-margin-claims"
    ),
    "ground under the map": _on("map", "svg.dossier-map-region .dossier-land"),
    "the days in one picture": _on("index.html", ".dossier-picture"),
    "figures": _on("index.html", ".dossier-figure .dossier-amount"),
    "the way of a claim": _on("section", ".dossier-picture.dossier-chain"),
    "relations": _on("relations", "figure.dossier-picture.dossier-relations"),
    "a ledger": _on("claims/index.html", "table.dossier-ledger"),
    "linked data in the head": _on("section", "head script[type='application/ld+json']"),
}
"""What readers like here, each as a question to a built site."""


@pytest.mark.parametrize("name", FEATURES)
def test_new_dossier_has_what_this_one_has(name: str, starter: Site, this_site: Site) -> None:
    """Both have it: a feature that only this repository has would be none of the package."""
    has = FEATURES[name]
    assert (True, True) == (has(this_site), has(starter))


def test_new_dossier_has_pictures_for_shared_links(starter: Site) -> None:
    """Where its address is known: on the first page, and where something is claimed."""
    for name in ("index", "claims/boats"):
        assert starter.has(f"{name}.html", f"meta[content='{BASE}social/{name}.png']")
        assert (starter.folder / "social" / f"{name}.png").is_file()


def test_repository_keeps_its_icon_and_nothing_else_of_a_frame() -> None:
    """Templates, styles and scripts of pages are in the package."""
    kept = {path.name for path in (ROOT / "_static").iterdir()} - {".gitkeep"}
    assert {"icon.svg"} == kept
    assert not (ROOT / "_templates").exists()
    conf = (ROOT / "conf.py").read_text(encoding="utf-8")
    assert not re.search("templates_path|html_css_files|html_js_files", conf)
