"""How an object and its sources are cited, in words and in files."""

from __future__ import annotations

import json
from dataclasses import replace

from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.model import Actor, Citation, Claim, Source, Where
from sphinx_dossier.core.page import Page
from sphinx_dossier.exports.cite_this import cite_this, export_citations

WHERE = Where("a.md", 1)
ACTOR = Actor("ines", WHERE, "Ines Dovrin")
CLAIM = Claim(
    "boats",
    WHERE,
    text="Ines Dovrin said that three boats\nhad come loose.",
    by=("ines",),
    said=parse_date("2031-03-04"),
    cites=(Citation("gazette", "p1", "", WHERE), Citation("gazette", "p2", "", WHERE)),
)
SOURCE = Source("gazette", WHERE, "online", "Boats & wind", url="https://example.org/1")
INDEX = Index({"deep/a": Page("deep/a", objects=(CLAIM, ACTOR))}, {"gazette": SOURCE}, {})


def test_fact_tells_claim_and_each_source_once() -> None:
    """The words of the dossier stand without quotation marks: nobody said them."""
    (claim, source), files = cite_this(INDEX, "boats", "Harbour news", "a.html#boats")
    assert claim.startswith("Ines Dovrin: Ines Dovrin said that three boats")
    assert claim.endswith(", Harbour news, 4 March 2031, a.html#boats")
    assert "“" not in claim
    assert "“Boats & wind”, https://example.org/1" == source
    assert ["cite/deep/a.bib", "cite/deep/a.json"] == [file.docname for file in files]


def test_files_hold_claim_and_sources() -> None:
    """Both files name title, speaker, day, publisher and address, and no day of reading."""
    bib, csl = export_citations(INDEX, "deep/a", "Harbour news", "a.html#{}".format)
    assert ["@online{boats,", "@online{gazette,", "@online{ines,"] == [
        line for line in bib.splitlines() if line.startswith("@")
    ]
    assert "author = {{Ines Dovrin}}" in bib
    assert r"Boats \& wind" in bib
    assert "urldate" not in bib
    claim, source, _ = json.loads(csl)
    assert "Ines Dovrin said that three boats had come loose." == claim["title"]
    assert "Harbour news" == claim["container-title"]
    assert {"date-parts": [[2031, 3, 4]]} == claim["issued"]
    assert "a.html#boats" == claim["URL"]
    assert "gazette" == source["id"]


def test_named_object_is_cited_by_its_name() -> None:
    """An actor has no speaker and no date."""
    cite = cite_this(INDEX, "ines", "Harbour news", "https://example.org/a.html#ines")
    assert ("“Ines Dovrin”, Harbour news, https://example.org/a.html#ines",) == cite.works


def test_object_named_like_a_source() -> None:
    """Both are in the file, where one name stands for one work."""
    index = Index(
        {"a": Page("a", objects=(replace(CLAIM, id="gazette"),)), "b": Page("b")},
        {"gazette": SOURCE},
        {},
    )
    bib, csl = export_citations(index, "a", "Harbour news", str)
    assert ["claim:gazette", "gazette"] == [one["id"] for one in json.loads(csl)]
    assert "@online{claim:gazette,\n" in bib
    assert ("", "") == export_citations(index, "b", "Harbour news", str)


def test_source_of_many_objects_is_there_once() -> None:
    """A page of forty claims from one paper names the paper once."""
    objects = (CLAIM, replace(CLAIM, id="more"), ACTOR)
    index = Index({"a": Page("a", objects=objects)}, {"gazette": SOURCE}, {})
    _, csl = export_citations(index, "a", "Harbour news", str)
    assert ["boats", "gazette", "more", "ines"] == [one["id"] for one in json.loads(csl)]
