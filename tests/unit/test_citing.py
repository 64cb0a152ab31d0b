"""How an object and its sources are cited, in words and in files."""

from __future__ import annotations

import json
from dataclasses import replace

from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.model import Actor, Citation, Claim, Person, Question, Source, Where
from sphinx_dossier.core.page import Page
from sphinx_dossier.exports.cite_this import (
    MOMENT,
    Publication,
    cite_moment,
    cite_this,
    export_citations,
)
from sphinx_dossier.exports.ris_records import export_ris_records

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


SITE = Publication(
    "Harbour news", "The harbour desk", "3", lambda name: {"deep/a": "2031-04-02"}.get(name, "")
)
BARE = Publication("Harbour news")
URL = "https://example.org/a.html#boats"


def test_statement_is_cited_as_what_this_site_says_of_it() -> None:
    """The site's authors wrote it, on the day the page was changed; who spoke is in the title."""
    cite = cite_this(INDEX, "boats", SITE, URL)
    said = "Ines Dovrin, 4 March 2031: Ines Dovrin said that three boats had come loose"
    assert {
        "plain": f"The harbour desk: {said}, Harbour news, version 3, 2 April 2031",
        "chicago": (
            f"The harbour desk. “{said}.” Harbour news, version 3. Last modified April 2, 2031."
        ),
        "apa": f"The harbour desk. (2031, April 2). {said} (Version 3). Harbour news.",
    } == dict(cite.styles)
    assert URL == cite.address
    files = ["cite/deep/a.bib", "cite/deep/a.json", "cite/deep/a.ris"]
    assert files == [file.docname for file in cite.files]


def test_site_that_names_nobody_and_has_no_history() -> None:
    """What is not known is left out, and no comma or bracket is left of it."""
    cite = cite_this(INDEX, "ines", BARE, "")
    assert {
        "plain": "Ines Dovrin, Harbour news",
        "chicago": "“Ines Dovrin.” Harbour news.",
        "apa": "Ines Dovrin. (n.d.). Harbour news.",
    } == dict(cite.styles)
    assert "" == cite.address


def test_moment_is_cited_by_its_page() -> None:
    """The page is the title, with a place for the moment; there is no file of so many of them."""
    made = Index({"deep/a": Page("deep/a", title="What was known")}, {}, {})
    cite = cite_moment(made, "deep/a", SITE, "https://example.org/a.html")
    said = f"What was known: {MOMENT}"
    assert f"The harbour desk: {said}, Harbour news, version 3, 2 April 2031" == cite.styles[0][1]
    assert ("https://example.org/a.html", ()) == (cite.address, cite.files)


def test_title_that_is_a_question() -> None:
    """It has its own sign at the end."""
    asked = Question("q", WHERE, "Who was it?")
    made = Index({"deep/a": Page("deep/a", objects=(asked,))}, {}, {})
    styles = dict(cite_this(made, "q", SITE, "").styles)
    assert "The harbour desk. “Who was it?” Harbour news" in styles["chicago"]
    assert "Who was it? (Version 3). Harbour news." in styles["apa"]


def test_files_hold_claim_and_sources() -> None:
    """All files name title, authors, day, version, site and address, and no day of reading."""
    bib, csl, ris = export_citations(INDEX, "deep/a", SITE, "https://example.org/a.html#{}".format)
    assert ["@online{boats,", "@online{gazette,", "@online{ines,"] == [
        line for line in bib.splitlines() if line.startswith("@")
    ]
    for line in (
        "author = {{The harbour desk}}", "date = {2031-04-02}", "version = {3}",
        r"Boats \& wind", "url = {https://example.org/a.html#boats}",
    ):  # fmt: skip
        assert line in bib
    assert "urldate" not in bib
    claim, source, _ = json.loads(csl)
    assert (
        "Ines Dovrin, 4 March 2031: Ines Dovrin said that three boats had come loose."
        == (claim["title"])
    )
    assert ("Harbour news", "3") == (claim["container-title"], claim["version"])
    assert [{"literal": "The harbour desk"}] == claim["author"]
    assert {"date-parts": [[2031, 4, 2]]} == claim["issued"]
    assert URL == claim["URL"]
    assert "gazette" == source["id"]
    assert (
        "TY  - ELEC\nID  - boats\nAU  - The harbour desk\n"
        "TI  - Ines Dovrin, 4 March 2031: Ines Dovrin said that three boats had come loose.\n"
        "T2  - Harbour news\nET  - 3\n"
        "N1  - A statement, told in the words of the publisher.\n"
        f"UR  - {URL}\nPY  - 2031\nDA  - 2031/04/02\nER  - \n"
    ) == ris.split("\n\n")[0] + "\n"
    assert 3 == ris.count("ER  - ")


def test_address_that_nobody_knows_is_in_no_file() -> None:
    """One that is none beyond the site would lead the reader of a citation nowhere."""
    for text in export_citations(INDEX, "deep/a", SITE, lambda _: ""):
        assert "#boats" not in text


def test_ris_of_a_source() -> None:
    """People by family name, parts of a date that are not known, both days, and the container."""
    paper = Source(
        "p", WHERE, "article", "Wind\nand boats", publisher="The Gazette", read="2031-05-06",
        authors=(Person("Dovrin", "Ines"), Person("Harbour desk")), editors=(Person("Bo", "Al"),),
        date=parse_date("2031-03"), fields=(("pages", "3--7"), ("number", "4"), ("volume", "2")),
    )  # fmt: skip
    assert (
        "TY  - JOUR\nID  - p\nAU  - Dovrin, Ines\nAU  - Harbour desk\nED  - Bo, Al\n"
        "TI  - Wind and boats\nT2  - The Gazette\nVL  - 2\nIS  - 4\nSP  - 3-7\n"
        "PY  - 2031\nDA  - 2031/03/\nY2  - 2031/05/06\nER  - \n"
    ) == export_ris_records([paper])
    unknown = replace(paper, type="misc", date=None, read="")
    assert export_ris_records([unknown]).startswith("TY  - GEN\n")
    assert "PY" not in export_ris_records([unknown])


def test_object_named_like_a_source() -> None:
    """Both are in the file, where one name stands for one work."""
    index = Index(
        {"a": Page("a", objects=(replace(CLAIM, id="gazette"),)), "b": Page("b")},
        {"gazette": SOURCE},
        {},
    )
    bib, csl, _ = export_citations(index, "a", SITE, str)
    assert ["claim:gazette", "gazette"] == [one["id"] for one in json.loads(csl)]
    assert "@online{claim:gazette,\n" in bib
    assert ("", "", "") == export_citations(index, "b", SITE, str)


def test_source_of_many_objects_is_there_once() -> None:
    """A page of forty claims from one paper names the paper once."""
    objects = (CLAIM, replace(CLAIM, id="more"), ACTOR)
    index = Index({"a": Page("a", objects=objects)}, {"gazette": SOURCE}, {})
    _, csl, _ = export_citations(index, "a", SITE, str)
    assert ["boats", "gazette", "more", "ines"] == [one["id"] for one in json.loads(csl)]
