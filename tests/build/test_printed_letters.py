"""Letters in a PDF: scripts that the italic lacks are upright, and words stand in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from docutils import nodes

from projects import ONE_CLAIM, build, write_project
from sphinx_dossier.sphinx.build.printed_letters import cut_by_script, dossier_letters

if TYPE_CHECKING:
    from pathlib import Path

CONF: Final = """\
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_dossier"]
bibtex_bibfiles = ["sources.bib"]
latex_engine = "xelatex"
dossier_site_wide = ["citations"]
"""
ARABIC: Final = (
    "@misc{wire, title = {خبر عاجل}, publisher = {راديو الكل}, langid = {ar}, year = 2031}\n"
)
DEFINED: Final = (
    r"\TeXXeTstate=1 \DeclareRobustCommand{\dossierArabic}[1]{\texorpdfstring"
    r"{{\normalfont\addfontfeatures{Script=Arabic,RawFeature=-kern}\beginR #1\endR}}{#1}}"
)


def tex_of(folder: Path, pages: dict[str, str], conf: str = CONF) -> str:
    """What is written for XeLaTeX."""
    source = write_project(folder / "source", pages, conf)
    build(source, folder / "out", "latex")
    (path,) = (folder / "out/latex").glob("*.tex")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Radio, three boats", [("", "Radio, three boats")]),
        ("see راديو الكل [Radio]", [("", "see "), ("Arabic", "راديو الكل"), ("", " [Radio]")]),
        # Signs that only order letters have no shape in print.
        ("\u2068راديو\u2069 1", [("Arabic", "راديو"), ("", " 1")]),
        ("\u2068Radio\u2069", [("", "Radio")]),
        # Each name of a list stays where it is; a number inside one belongs to it.
        ("ابن 3 سبأ, هود", [("Arabic", "ابن 3 سبأ"), ("", ", "), ("Arabic", "هود")]),
        ("קול ישראל", [("Hebrew", "קול ישראל")]),
        ("ქართული, हिन्दी", [("Georgian", "ქართული"), ("", ", "), ("Devanagari", "हिन्दी")]),
        ("ไทย עברית", [("Thai", "ไทย"), ("", " "), ("Hebrew", "עברית")]),
        # The upright and the italic have these alike, and Chinese has a package of its own.
        ("Ереван, Երևան, Αθήνα, 北京, 서울", [("", "Ереван, Երևան, Αθήνα, 北京, 서울")]),
    ],
)
def test_text_is_cut_by_script(text: str, parts: list[tuple[str, str]]) -> None:
    """Each run of words in another script is a part of its own, and no letter is lost."""
    cut = [*cut_by_script(text)]
    scripts = [part["script"] if isinstance(part, dossier_letters) else "" for part in cut]
    assert parts == [*zip(scripts, [part.astext() for part in cut], strict=True)]


def test_citation_is_upright_and_from_the_right(tmp_path: Path) -> None:
    """The link around it is in italics, which lack the letters."""
    page = f"# Storm\n\n{ONE_CLAIM}\n```{{bibliography}}\n```\n"
    tex = tex_of(tmp_path, {"index.md": page, "sources.bib": ARABIC})
    assert r"\sphinxcrossref{\dossierArabic{راديو الكل}" in tex
    assert 1 == tex.count(DEFINED)
    assert tex.index(DEFINED) < tex.index(r"\begin{document}")
    assert "\u2068" not in tex


def test_own_preamble_is_kept(tmp_path: Path) -> None:
    """Each document of several has the commands once, behind what the project sets."""
    conf = (
        CONF
        + """
latex_elements = {"preamble": "% ours"}
latex_documents = [
    ("index", "one.tex", "One", "", "manual"), ("other", "two.tex", "Two", "", "manual"),
]
"""
    )
    page = f"# Storm\n\nهود ქართული\n\n{ONE_CLAIM}\n```{{toctree}}\nother\n```\n"
    source = write_project(
        tmp_path / "source", {"index.md": page, "other.md": "# Two\n\nهود\n"}, conf
    )
    build(source, tmp_path / "out", "latex")
    for name in ("one", "two"):
        tex = (tmp_path / f"out/latex/{name}.tex").read_text(encoding="utf-8")
        assert 1 == tex.count(DEFINED)
        assert tex.index("% ours") < tex.index(DEFINED)
        assert r"\dossierArabic{هود}" in tex


def test_title_of_the_book_is_printed_too(tmp_path: Path) -> None:
    """It comes from the settings; other scripts in it are defined with those of the pages."""
    conf = f'project = "ไทย, راديو & Co"\n{CONF}'
    tex = tex_of(tmp_path, {"index.md": f"# هود\n\nهود ქართული\n\n{ONE_CLAIM}"}, conf)
    assert r"\title{\dossierThai{ไทย}, \dossierArabic{راديو} \& Co}" in tex
    for script in ("Arabic", "Georgian", "Thai"):
        assert 1 == tex.count(rf"\DeclareRobustCommand{{\dossier{script}}}")


def test_code_is_left_as_it_is(tmp_path: Path) -> None:
    """There a command would be printed."""
    page = f"# Storm\n\n`راديو`\n\n```text\nراديو\n```\n\n{ONE_CLAIM}"
    assert "dossierArabic" not in tex_of(tmp_path, {"index.md": page})


@pytest.mark.parametrize(
    ("page", "conf"),
    [
        ("# Storm\n\nراديو الكل\n", CONF.replace('dossier_site_wide = ["citations"]', "")),
        (f"# Storm\n\nراديو الكل\n\n{ONE_CLAIM}", CONF.replace("xelatex", "lualatex")),
    ],
    ids=["a host that has nothing of ours", "another engine"],
)
def test_others_are_left_as_they_are(page: str, conf: str, tmp_path: Path) -> None:
    """The commands are those of XeLaTeX, and for our own projects."""
    assert "dossierArabic" not in tex_of(tmp_path, {"index.md": page, "sources.bib": ARABIC}, conf)


def test_nodes_are_words_for_everybody_else() -> None:
    """The parts hold the words themselves, for whoever asks for the text of a title."""
    assert "راديو 1" == nodes.inline("", "", *cut_by_script("\u2068راديو\u2069 1")).astext()
