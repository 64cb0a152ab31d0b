"""A dossier needs no settings but its extensions and parts: no warning, and links that lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from projects import build, write_project

if TYPE_CHECKING:
    from pathlib import Path

RST = """\
Storm
=====

.. actor:: Harbour office
   :id: office
   :kind: government-body

   It counts boats, and :actor:`office` is what it is called.
"""
MARKDOWN = """\
# Storm

The office made a [statement](#three-boats), says [the wire](#wire-2031).

:::{actor} Harbour office
:id: office
:kind: government-body
It counts boats.
:::

:::{claim} three-boats
:by: office
:act: asserts
:said: 2031-03-05
:cites: wire-2031
:searched: the archive
The office said that three boats were lost.
:::
"""
# A heading that is named as the source is, on another page than the link to it.
SOURCES = "# Sources\n\n(wire-2031)=\n## The wire\n\n```{bibliography}\n```\n"
INDEX = "# Alda\n\n```{toctree}\nstorm\nsources\n```\n\nThe wire {cite:p}`wire-2031`.\n"
# A type of BibLaTeX that the styles of BibTeX do not know.
BIB = """\
@report{wire-2031,
  title = {Storm at Alda},
  institution = {The Wire},
  langid = {en},
  date = {2031-03-05},
}
"""
PAGES = {"index.md": INDEX, "storm.md": MARKDOWN, "sources.md": SOURCES, "sources.bib": BIB}
BIBFILES = 'bibtex_bibfiles = ["sources.bib"]\n'
PARTS = """\
dossier_short_names = True
dossier_site_wide = ["citations", "frames", "prose", "data", "search", "metadata"]
"""
BOTH_ORDERS = [["myst_parser", "sphinx_dossier"], ["sphinx_dossier", "myst_parser"]]


def warnings_of(folder: Path, pages: dict[str, str], conf: str, builder: str = "html") -> str:
    """What a build with ``-n`` warns of."""
    source = write_project(folder / "source", pages, conf)
    return build(source, folder / "out", builder, nitpicky=True)


@pytest.mark.parametrize("theme", ["alabaster", "basic", "classic"])
def test_restructuredtext_alone_builds(tmp_path: Path, theme: str) -> None:
    """Without MyST, and with each theme that Sphinx has, nothing is missing."""
    conf = f'extensions = ["sphinx_dossier"]\nhtml_theme = "{theme}"\n{PARTS}'
    assert "" == warnings_of(tmp_path, {"index.rst": RST}, conf)
    page = BeautifulSoup((tmp_path / "out/html/index.html").read_text("utf-8"), "html.parser")
    assert "#office" == page.find("a", string="Harbour office")["href"]


@pytest.mark.parametrize("extensions", BOTH_ORDERS)
@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_first_claim_leads_to_its_source(
    tmp_path: Path, extensions: list[str], builder: str
) -> None:
    """With MyST before or after, ``:::{claim}`` is a claim; its citation leads to an anchor."""
    conf = f"extensions = {extensions}\n{BIBFILES}{PARTS}"
    assert "" == warnings_of(tmp_path, PAGES, conf, builder)
    if builder != "html":
        return
    page = BeautifulSoup((tmp_path / "out/html/storm.html").read_text("utf-8"), "html.parser")
    claim = page.find("article", id="three-boats")
    assert claim is not None
    link = claim.find("a", class_="dossier-to-source")
    name, _, anchor = link["href"].partition("#")
    listed = (tmp_path / "out/html" / name).read_text("utf-8")
    entry = BeautifulSoup(listed, "html.parser").find(id=anchor)
    assert entry is not None
    assert "Storm at Alda" in entry.get_text()


@pytest.mark.parametrize("extensions", BOTH_ORDERS)
def test_what_a_project_sets_stays(tmp_path: Path, extensions: list[str]) -> None:
    """A setting of another extension is taken as it is, even where it equals the default."""
    conf = (
        f"extensions = {extensions}\n{BIBFILES}{PARTS}"
        'bibtex_default_style = "alpha"\nmyst_enable_extensions = []\nmyst_ref_domains = None\n'
    )
    article = BIB.replace("@report", "@misc")
    warned = warnings_of(tmp_path, PAGES | {"sources.bib": article}, conf)
    assert "myst.xref_ambiguous" in warned
    html = tmp_path / "out/html"
    assert ":::{claim}" in (html / "storm.html").read_text("utf-8")
    # The style of bibtex itself keeps no capital but the first.
    assert "<p>Storm at alda.</p>" in (html / "sources.html").read_text("utf-8")
