"""Directives and roles by their full names always, and by short ones where a project says so."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest

from projects import WIRE, build, write_project

if TYPE_CHECKING:
    from pathlib import Path

CONF: Final = """\
extensions = ["myst_parser", "sphinx_dossier"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
bibtex_bibfiles = ["sources.bib"]
"""
SHORT: Final = "dossier_short_names = True\n"
MARKDOWN: Final = """\
# Storm

Said by {NAME:actor}`office`, as in {NAME:claim}`three-boats`, or {NAME:garbled}`Ofice`.

:::{NAME:actor} Harbour office
:id: office
:kind: government-body
It counts boats.
:::

```{NAME:question} How many boats were lost?
:id: boats
:kind: quantity
:unit: boats
Boats of all sizes.
```

::::{note}
:::{NAME:Claim} three-boats
:by: office
:act: asserts
:said: 2031-03-05
:cites: wire
:searched: the archive
:answers: boats = 3
The office said that three boats were lost.
:::
::::

:::{NAME:timeline}
:kind: claim
:::

:::{NAME:correction} 2031-03-06
:of: three-boats
It was two.
:::
"""
RST: Final = """\
Storm
=====

Said by :NAME:actor:`office`, as in :NAME:claim:`three-boats`, or :NAME:garbled:`Ofice`.

.. NAME:actor:: Harbour office
   :id: office
   :kind: government-body

   It counts boats.

.. NAME:question:: How many boats were lost?
   :id: boats
   :kind: quantity
   :unit: boats

   Boats of all sizes.

.. note::

   .. NAME:claim:: three-boats
      :by: office
      :act: asserts
      :said: 2031-03-05
      :cites: wire
      :searched: the archive
      :answers: boats = 3

      The office said that three boats were lost.

.. NAME:timeline::
   :kind: claim

.. NAME:correction:: 2031-03-06
   :of: three-boats

   It was two.
"""
LANGUAGES: Final = {"index.md": MARKDOWN, "index.rst": RST}
WHOLE: Final = 'dossier_site_wide = ["data", "prose"]\n'


def named(text: str, prefix: str) -> str:
    """A page whose directives and roles have a prefix."""
    return text.replace("NAME:", prefix)


@pytest.mark.parametrize("page", LANGUAGES)
@pytest.mark.parametrize(("prefix", "conf"), [("dossier:", CONF), ("dossier:", CONF + SHORT)])
def test_full_names_are_always_there(tmp_path: Path, page: str, prefix: str, conf: str) -> None:
    """Whether short names are on or not, and the data are the same as with these."""
    data = []
    for name, form, settings in (("full", prefix, conf), ("short", "", CONF + SHORT)):
        pages = {page: named(LANGUAGES[page], form), "sources.bib": WIRE}
        source = write_project(tmp_path / name, pages, settings + WHOLE)
        assert "" == build(source, tmp_path / f"out-{name}", "html")
        data.append((tmp_path / f"out-{name}/html/data/dossier.json").read_text("utf-8"))
    assert data[0] == data[1]
    found = json.loads(data[0])
    assert ["three-boats"] == [claim["id"] for claim in found["claims"]]
    assert ["boats"] == [question["id"] for question in found["questions"]]


@pytest.mark.parametrize("page", LANGUAGES)
def test_short_names_are_off_and_named_where_they_are_used(tmp_path: Path, page: str) -> None:
    """Each is told once at its line, with the two ways out."""
    pages = {page: named(LANGUAGES[page], ""), "sources.bib": WIRE}
    source = write_project(tmp_path / "source", pages, CONF)
    said = build(source, tmp_path / "out")
    assert said == build(source, tmp_path / "out")
    lines = said.splitlines()
    names = re.findall(r"there is no (\w+) \{(\w+)\}: write \{dossier:(\w+)\}, or set", said)
    assert {("directive", "question", "question"), ("role", "garbled", "garbled")} <= {*names}
    assert 8 == len(names) == len(lines)


OPEN: Final = "{dossier:place}"
SLIPS: Final = [
    # A line that is meant to open a block, and opens none.
    ("# A\n\n::{dossier:claim} a\n:by: nobody\n:::\n", "write `:::{dossier:claim} a`", 3),
    ("# A\n\n:::{dossier:clam} a\n:by: nobody\n:::\n", "write `:::{dossier:claim} a`", 3),
    # An object that is not closed before the next one.
    (f"# A\n\n:::{OPEN} A\n:id: a\nA.\n\n:::{OPEN} B\n:id: b\nB.\n:::\n", "place 'A' is not", 3),
]


@pytest.mark.parametrize(("page", "message", "line"), SLIPS)
@pytest.mark.parametrize("settings", ["", SHORT])
def test_slips_of_full_names_are_told(
    tmp_path: Path, page: str, message: str, line: int, settings: str
) -> None:
    """Also where nothing of the site but the page is a dossier."""
    source = write_project(tmp_path / "source", {"index.md": page}, CONF + settings)
    said = build(source, tmp_path / "out")
    [told] = [one for one in said.splitlines() if message in one]
    assert f"index.md:{line}:" in told


def test_names_of_others_are_no_slips(tmp_path: Path) -> None:
    """Without short names, `claim` and `place` may be the directives of anybody."""
    page = "# A\n\n::::{dossier:place} A\n:id: a\nA {place} is.\n\n:::{place} B\nNote.\n:::\n::::\n"
    conf = CONF + (
        "from docutils.parsers.rst.directives.admonitions import Note\n"
        "class Place(Note):\n    optional_arguments = 1\n    final_argument_whitespace = True\n"
        'def setup(app):\n    app.add_directive("place", Place)\n'
    )
    more = "# B\n\n[](#a)\n\n::{place} b\n:id: nobody\n::\n"
    pages = {"index.md": page, "b.md": f"---\norphan: true\n---\n{more}"}
    source = write_project(tmp_path / "source", pages, conf)
    assert "" == build(source, tmp_path / "out", "html")
    assert "::{place} b" in (tmp_path / "out/html/b.html").read_text("utf-8")


def test_fences_of_colons_are_told_where_they_are_text(tmp_path: Path) -> None:
    """A block that MyST prints is not lost in silence."""
    page = named(MARKDOWN, "dossier:")
    conf = CONF.replace('["colon_fence"]', "[]")
    source = write_project(tmp_path / "source", {"index.md": page, "sources.bib": WIRE}, conf)
    said = build(source, tmp_path / "out")
    assert (
        f"{source / 'index.md'}:5: WARNING: `:::{{dossier:actor}} Harbour office` is text: add"
        in said
    )
