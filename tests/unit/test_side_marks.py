"""The marks of six sides: told apart by shape alone, by colour alone, and seen on both grounds."""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

import pytest

import sphinx_dossier
from making import actor, claim, index, number, question
from sphinx_dossier.__main__ import main
from sphinx_dossier.answers.figures import figures
from sphinx_dossier.answers.filters import Filter
from sphinx_dossier.core.side_checks import MOST_SIDES
from sphinx_dossier.pictures.relations_signs import draw_shape
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.nodes import as_nodes
from sphinx_dossier.sphinx.show.figures_table import render_figures
from sphinx_dossier.sphinx.show.html_parts import side_class, side_mark

STATIC = Path(sphinx_dossier.__file__).parent / "web" / "static"
CSS = (STATIC / "dossier.css").read_text(encoding="utf-8")
LIGHT, DARK = ("#ffffff", "#f3f4f5"), ("#14181e", "#29313d")
"""The grounds of the theme: the page, and what is lifted off it."""
SIDES = {f"side-{i}": f"Side {i}" for i in range(8)}
PIXELS = 11
"""The width of a mark beside letters of 16 pixels."""
# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
# deficiency" (2009), the matrices for severity 1.0, for linear RGB.
DEFICIENCIES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
    "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}  # fmt: skip
Colour: TypeAlias = tuple[float, ...]


def palettes() -> list[list[str]]:
    """The colours of the sides where the style sheet sets all of them.

    Light, dark, dark where the system says so, on paper.
    """
    found = re.findall(r"--dossier-side-(\d): (#[0-9a-f]{6});", CSS)
    assert [str(i) for i in range(MOST_SIDES)] * 4 == [position for position, _ in found]
    colours = [colour for _, colour in found]
    return [colours[i : i + MOST_SIDES] for i in range(0, len(colours), MOST_SIDES)]


def linear(colour: str) -> Colour:
    """Linear RGB of a colour (IEC 61966-2-1)."""
    values = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)


def luminance(colour: Colour) -> float:
    """Relative luminance, as WCAG has it."""
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    darker, lighter = sorted(luminance(linear(colour)) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: Colour) -> Colour:
    """CIE L*a*b* of linear RGB, for daylight (D65)."""
    red, green, blue = (min(1.0, max(0.0, value)) for value in colour)
    scaled = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        luminance((red, green, blue)),
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, deficiency: str) -> Colour:
    """How a colour is seen."""
    values = linear(colour)
    return lab(
        tuple(
            sum(part * value for part, value in zip(row, values, strict=True))
            for row in DEFICIENCIES[deficiency]
        )
    )


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_are_told_apart_by_everybody(deficiency: str) -> None:
    """No two sides look alike, whatever colours somebody sees; 2.3 is a difference just noticed."""
    for palette in palettes():
        distances = {
            (one, other): math.dist(seen(one, deficiency), seen(other, deficiency))
            for one, other in combinations(palette, 2)
        }
        assert {} == {pair: round(far, 1) for pair, far in distances.items() if far < 20}


def test_simulation_finds_what_is_alike() -> None:
    """The measure itself has teeth: a red and a green that a deuteranope mixes up are near."""
    red, green = "#b5462f", "#7a6a1e"
    near = math.dist(seen(red, "deuteranopia"), seen(green, "deuteranopia"))
    assert near < 20 < math.dist(seen(red, "none"), seen(green, "none"))


def test_colours_are_read_on_both_grounds() -> None:
    """The name of a side is written in its colour: 4.5 and more, and marks ask for less."""
    light, dark, by_system, paper = palettes()
    assert dark == by_system
    for palette, grounds in ((light, LIGHT), (dark, DARK), (paper, LIGHT)):
        ratios = {(one, ground): contrast(one, ground) for one in palette for ground in grounds}
        assert {} == {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5}


def outline(name: str, position: str) -> str:
    """A shape of the style sheet: of a side, or of nobody."""
    start = f".dossier-by-{position}," if position else ":where(:root"
    rule = CSS[CSS.index(start) :].partition("}")[0]
    found = re.search(rf"--dossier-{name}: (.*);", rule)
    assert found
    return found[1]


def pixels(shape: str) -> frozenset[tuple[int, int]]:
    """The pixels whose middle is inside a shape."""
    size = 100 / PIXELS
    middles = {
        (x, y): ((x + 0.5) * size, (y + 0.5) * size) for x in range(PIXELS) for y in range(PIXELS)
    }
    return frozenset(place for place, (x, y) in middles.items() if is_inside(shape, x, y))


def is_inside(shape: str, x: float, y: float) -> bool:
    """Whether a point, in hundredths of the box, is inside a `clip-path`."""
    kind, _, rest = shape.rstrip(")").partition("(")
    if kind == "circle":
        return math.hypot(x - 50, y - 50) <= 50
    if kind == "inset":
        *_, aside = [float(part.rstrip("%")) for part in ["0", *rest.split()]]
        return aside <= x <= 100 - aside
    points = [
        tuple(float(part.rstrip("%")) for part in pair.split())
        for pair in rest.replace("evenodd,", "").split(",")
    ]
    crossings = 0
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def test_shapes_are_told_apart_in_black_and_white() -> None:
    """Any two marks differ in twenty pixels of the 121 at least, filled as they are."""
    shapes = {one: pixels(outline("shape", one)) for one in ("", *map(str, range(MOST_SIDES)))}
    for (one, ours), (other, theirs) in combinations(shapes.items(), 2):
        assert len(ours ^ theirs) >= 20, (one, other)
    assert all(len(shape) >= 0.3 * PIXELS**2 for shape in shapes.values())


@pytest.mark.parametrize("position", ["", *map(str, range(1, MOST_SIDES))])
def test_hollow_shape_is_the_edge_of_the_filled_one(position: str) -> None:
    """What is later has the same outline, with a hole in it; the circle has its hole by a mask."""
    filled, hollow = (pixels(outline(name, position)) for name in ("shape", "hollow"))
    assert hollow < filled
    assert 0 < len(filled - hollow) <= 0.7 * len(filled)


def test_marks_are_no_backgrounds() -> None:
    """Forced colours take backgrounds away: a mark is its border, cut to the shape."""
    pictures = (STATIC / "dossier-pictures.css").read_text(encoding="utf-8")
    rules = [
        rule
        for text in (CSS, pictures)
        for rule in re.findall(r"\{([^{}]*clip-path: var\(--dossier-shape\)[^{}]*)\}", text)
    ]
    assert 3 == len(rules)
    assert all("border-left: " in rule and "background" not in rule for rule in rules)


def test_each_side_has_a_class_a_shape_and_the_seventh_none() -> None:
    """Six sides have marks of their own, here and in the search; one more has only its name."""
    classes = [side_class(side, SIDES) for side in SIDES]
    assert [*(f"dossier-by-{i}" for i in range(MOST_SIDES)), "", ""] == classes
    drawn = {str(draw_shape(css_class, 0, 0)) for css_class in classes}
    assert MOST_SIDES + 1 == len(drawn)
    (mark,) = side_mark("side-5", SIDES)
    assert isinstance(mark, Tag)
    assert "dossier-side-5" in str(mark.classes)
    assert "dossier-side-" not in str(side_mark("side-6", SIDES))
    script = (STATIC.parent / "search" / "dossier-search-page.js").read_text(encoding="utf-8")
    assert f"const MOST_MARKS = {MOST_SIDES};" in script


def test_side_beyond_keeps_its_name_in_the_figures() -> None:
    """Rival numbers of eight sides name all of them, with the marks of six."""
    speakers = [actor(f"a{i}", side=f"side-{i}") for i in range(8)]
    said = [claim(f"c{i}", f"a{i}", answers=number("q", i + 1)) for i in range(8)]
    made = index(*speakers, *said, question("q", unit="boats"))
    made_of = as_nodes(render_figures(figures(made, Filter(), tuple(SIDES)), SIDES))
    shown = " ".join(node.astext() for node in made_of)
    assert all(name in shown for name in SIDES.values())


def test_init_refuses_a_seventh_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody begins with more sides than can be shown; six are taken."""
    article = tmp_path / "report.txt"
    article.write_text("A title\n\nA first paragraph of it.\n", encoding="utf-8")
    for count, status in ((7, 2), (6, 0)):
        sides = [f"side-{i}=Side {i}" for i in range(count)]
        command = ["init", str(tmp_path / "made"), "--article", str(article), "--sides", *sides]
        assert status == main(command)
        assert (count == 7) == ("7 sides, and there are marks for 6" in capsys.readouterr().err)
    assert "dossier_vocabulary" in (tmp_path / "made" / "conf.py").read_text("utf-8")
