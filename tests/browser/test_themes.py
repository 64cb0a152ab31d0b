"""The pages of a dossier in other themes: read in light and dark, and on a phone.

Those of these themes that are installed: `pip install furo sphinx-book-theme sphinx-immaterial
sphinx-rtd-theme` adds four to those that come with Sphinx and with this project.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from barriers import AXE

if TYPE_CHECKING:
    from conftest import Pages

ROOT = Path(__file__).parents[2]
MINISEARCH = ROOT / "node_modules/minisearch/dist/umd/index.js"
# Of our own parts: the colours of its frame are the theme's affair.
CONTRAST = """
() => axe.run(document, { runOnly: ["color-contrast"], resultTypes: ["violations"] })
  .then(({ violations }) => violations.flatMap(({ nodes }) => nodes.flatMap(({ target }) => {
    const one = document.querySelector(target[0]);
    const isOurs = one.closest("[class*=dossier]") && !one.closest("nav, footer");
    return isOurs ? [target.join(" ")] : [];
  })))
"""
BULLETS = """
() => [...document.querySelectorAll(".dossier-picture li, .dossier-sayings li")]
  .filter((one) => getComputedStyle(one).display === "list-item")
  .filter((one) => getComputedStyle(one).listStyleType !== "none")
  .map((one) => one.parentNode.className)
"""
CUT = """
() => [...document.querySelectorAll("table[class*=dossier] :is(td, th)")]
  .filter((one) => getComputedStyle(one).whiteSpace === "nowrap").length
"""
STACKED = """
() => [...document.querySelectorAll(".dossier-passage-bar > ol, .dossier-bar-legend")]
  .filter((one) => getComputedStyle(one).display !== "flex")
  .map((one) => one.className)
"""
"""Lists whose items a theme takes from beside each other."""
UNSEEN = """
() => [".dossier-evidence", ".dossier-row-head", ".dossier-row-foot", ".dossier-as-of",
       ".dossier-sayings", ".dossier-stop-words"]
  .flatMap((one) => [...document.querySelectorAll(one + " a[href]")])
  .filter((one) => one.checkVisibility() && !one.closest("svg, .dossier-row-text"))
  .filter((one) => getComputedStyle(one).textDecorationLine === "none")
  .filter((one) => getComputedStyle(one).color === getComputedStyle(one.parentElement).color)
  .map((one) => one.outerHTML)
"""
"""Links with the colour of the words around them, and no line below."""
SET_MODE = {
    "pydata_sphinx_theme": "mode => { document.documentElement.dataset.theme = mode }",
    "sphinx_book_theme": "mode => { document.documentElement.dataset.theme = mode }",
    "furo": "mode => { document.body.dataset.theme = mode }",
    "sphinx_immaterial": """
        mode => { document.body.dataset.mdColorScheme = { light: "default", dark: "slate" }[mode] }
    """,
}
"""How a theme that has a dark mode is set to one."""
ASKED_BY_THEMES = {
    # Its own fonts are fetched from elsewhere while the pages are built.
    "sphinx_immaterial": """
extensions += ["sphinx_immaterial"]
html_theme_options = {"font": False, "palette": {"scheme": "default"}}
suppress_warnings = ["dossier.taken_name"]
""",
}
OWN_WIDTH = {"basic": 368, "classic": 630}
"""What themes of Sphinx ask for at least, whatever is on the page."""
PICTURES = """\
---
orphan: true
---
# Pictures

:::{map}
:::

:::{relations}
:::

:::{figures}
:::
"""
THEMES = ["pydata_sphinx_theme", "alabaster", "classic", "basic"]
THEMES += filter(find_spec, ("furo", "sphinx_book_theme", "sphinx_immaterial", "sphinx_rtd_theme"))


@pytest.mark.parametrize("theme", THEMES)
def test_theme_leaves_the_dossier_readable(page: Pages, tmp_path: Path, theme: str) -> None:
    """Contrast in each mode, nothing wider than a phone, no bullets in cards, no cell cut off.

    Links in lines of evidence are seen as such.

    And a build without a warning.
    """
    source = tmp_path / "source"
    shutil.copytree(ROOT / "tests/fixtures/roots/alda", source)
    (source / "pictures.md").write_text(PICTURES, "utf-8")
    with (source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(ASKED_BY_THEMES.get(theme, ""))
    for path in source.rglob("*.md"):
        # Immaterial has a directive of the short name, and ours has this name everywhere.
        text = path.read_text("utf-8").replace(":::{question}", ":::{dossier:question}")
        path.write_text(text, "utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-D", f"html_theme={theme}"]
    command += ["-D", f"dossier_search_library={MINISEARCH}"]
    subprocess.run([*command, str(source), str(tmp_path / "html")], check=True, capture_output=True)
    set_mode = SET_MODE.get(theme)
    # Immaterial has a search of its own on each page, and no page for it.
    searching = ["search"] if Path(tmp_path, "html/search.html").is_file() else []
    assert bool(searching) is (theme != "sphinx_immaterial")
    for name in ("claims", "views", "pictures", "actors", *searching):
        address = f"file://{tmp_path}/html/{name}.html" + "?q=boats" * (name == "search")
        shown = page(address, width=360, reduced_motion="reduce")
        if name == "search":
            shown.wait_for_selector(".dossier-search mark")
        shown.add_script_tag(content=AXE.read_text("utf-8"))
        for mode in ("light", "dark") if set_mode else ("light",):
            if set_mode:
                shown.emulate_media(color_scheme=mode, reduced_motion="reduce")
                shown.evaluate(set_mode, mode)
            assert [] == shown.evaluate(CONTRAST), (name, mode)
        widest = shown.evaluate("document.documentElement.scrollWidth")
        assert widest <= OWN_WIDTH.get(theme, 360), name
        assert [] == shown.evaluate(BULLETS), name
        assert [] == shown.evaluate(STACKED), name
        assert [] == shown.evaluate(UNSEEN), name
        assert 0 == shown.evaluate(CUT), name
