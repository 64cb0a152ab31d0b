"""The variables of CSS: those of the style sheets are those that are promised."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_dossier.sphinx.style_variables import COLOURS, TYPE, variable

STATIC = Path(__file__).parents[2] / "src" / "sphinx_dossier" / "web" / "static"
SHEETS = {path.name: path.read_text("utf-8") for path in sorted(STATIC.glob("*.css"))}
PROMISED = {variable(name) for name in COLOURS | TYPE}
THEMES = {
    "pydata, sphinx-book-theme": ":root",
    "furo": "body[data-theme]",
    "immaterial": "body[data-md-color-scheme]",
}
"""The first place where each theme that has variables of its own gives them to ours."""


def rules() -> list[tuple[str, str]]:
    """The selectors and the declarations of all rules."""
    text = re.sub(r"/\*.*?\*/", "", "\n".join(SHEETS.values()), flags=re.DOTALL)
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", text)
    return [(" ".join(selector.split()), body) for selector, body in found]


def test_what_is_set_for_pages_is_promised() -> None:
    """A variable that a style sheet sets has its row, and a row is of one that is set."""
    whole = [body for selector, body in rules() if not re.match(r"\.dossier-by|:where", selector)]
    # Others are set inside pictures only, for what stands in them.
    known = re.findall(r"^ {2}(--dossier-[\w-]+):", "\n".join(whole), re.MULTILINE)
    inside = {"--dossier-axis-ink", "--dossier-rail", "--dossier-in", "--dossier-by"}
    assert set() == {*known} - PROMISED - inside
    assert set() == PROMISED - {*known}


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_each_is_used(name: str) -> None:
    """Setting it changes something."""
    uses = [body for _, body in rules() if re.search(rf"var\({name}[,)]", body)]
    assert uses


@pytest.mark.parametrize("theme", THEMES)
def test_families_are_those_of_the_theme(theme: str) -> None:
    """Both are taken from a variable of the theme, and where it has none from what is around."""
    (body,) = [body for selector, body in rules() if selector == THEMES[theme] and "-font:" in body]
    for name in ("font", "font-title"):
        given = re.search(rf"{variable(name)}: var\((--[\w-]+)\);", body)
        assert given
        assert not given[1].startswith("--dossier-")
    # What `@font-face` names is no use of a family.
    used = [body for _, body in rules() if "font-family:" in body and "src: local(" not in body]
    assert 2 == len(used)
    assert all(re.search(r"var\(--dossier-font(-title)?, inherit\)", body) for body in used)


def test_sizes_of_objects_are_the_promised_ones() -> None:
    """No rule writes one of these sizes again, or setting the variable would reach a part only."""
    written = re.search(r"^:root \{(.*?)^\}", SHEETS["dossier.css"], re.MULTILINE | re.DOTALL)
    assert written
    sizes = dict(re.findall(r"--dossier-(size-[a-z]+): ([^;]+);", written[1]))
    assert {name for name in TYPE if name.startswith("size-")} == sizes.keys()
    for selector, body in rules():
        if "dossier-" in selector and ":root" not in selector:
            literal = re.search(r"font-size: ([^;]+);", body)
            assert not literal or literal[1] not in sizes.values(), selector
