"""A small dossier without faults that uses every field, with texts that are hard to write down."""

from __future__ import annotations

from typing import Final

import making
from making import HERE, actor, claim, event, place, question, source
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.manifests import decompose
from sphinx_dossier.core.model import Basis, DriftPart, Name, NotBefore, Person, Within
from sphinx_dossier.core.page import Correction, Page, SourceList
from sphinx_dossier.core.retired import Tombstone
from sphinx_dossier.exports.bundle import Site

HARD: Final = (
    "A \"quoted\", </script><script>alert('1')</script> & *starred* _text_ [x]\u2028; =1+1"
)
REPORT: Final = "A Title\nThree boats had broken loose in the night.\n"
MANIFEST: Final = decompose(REPORT, "courier/2031", "salt", {"p0": "title"})
SOURCES: Final = [
    source(
        "courier/2031", "2031-03-04", title="Storm & \"100 %\" of #1_a",
        publisher="The Courier", language="de", url="https://example.org/a?b=1&c=%20#d",
        authors=(Person("Über", "Ada"), Person("Guild of Boats and Nets")), read="2031-04-01",
        note="A copy_of it.",
        fields=(("addendum", "3 & 4"), ("keywords", "primary, late"), ("publisher", "The Courier")),
    ),
    source(
        "gazette", "2031~", type="article", title="Gazette", publisher="The Gazette",
        editors=(Person("van der Zee", "Ida B."), Person("Oak, Jr.", "Tom")),
        fields=(("doi", "10.1/a_b%c"), ("issn", "1234-5679"), ("journaltitle", "The Gazette"),
                ("number", "4"), ("pages", "1--11"), ("publisher", "Alda Press"),
                ("volume", "22")),
    ),
    source(
        "briefing", "2031", type="report", publisher="Weather institute",
        fields=(("institution", "Weather institute"), ("number", "91"), ("type", "Briefing")),
    ),
    source(
        "chapter", type="incollection", publisher="Alda Press",
        fields=(("booktitle", "All Storms"), ("chapter", "7"), ("isbn", "9780000000002"),
                ("publisher", "Alda Press")),
    ),
    source("bare", type="misc", title=""),
    source("range", "2031-03-04/2031-03-05", type="book", title="Nothing", read="unclear"),
]  # fmt: skip
OBJECTS: Final = [
    claim(
        "late", by="courier", said="2031-03-05T08:03+04:00", act="reports", via=("master", "wire?"),
        to=("office", "port"), event="storm", at=("port",), text=HARD, searched="two sites",
        cites=["courier/2031 p1 boats had broken", "courier/2031 p0", "bare"],
        public=parse_date("2031-03-05T09:00+04:00"),
        not_before=NotBefore(parse_date("2031-03-05T07:00+04:00"),
                             making.cite("courier/2031 p1 boats had broken")),
        basis=Basis("inferred", "by the tide, at noon"), drift='"about" was dropped\nhere',
        short="three boats", drift_parts=(
            DriftPart("subject", "small-print"), DriftPart("number", "changed", "exactly three")
        ),
        drifted_from="early named?", answers=making.number("boats", 3),
        inferred="the same misprint", corroborates="early",
    ),
    claim("early", by="master", answers=making.number("boats", 2.5, 4), cites=["gazette"],
          text="About three."),
    claim("open", by="guild", answers=making.number("boats", 9)._replace(maximum=None),
          denies="early late", disputes="late", cites=["gazette"], text="Nine or more."),
    claim("named", by="guild master", said="2031-03-06/..",
          answers=(making.words("who", "the wind, 7"), making.about("boats", 4)),
          updates="open", cites=["range"], text="The wind."),
    actor("office", kind="government-body", side="shore", text="An office.", name="Häfenamt",
          also=(Name("港务局", "zh"), Name("Office, of harbours", "en"), Name("HO", "")),
          timezone="Asia/Yerevan", garbled=("Harbor offize", "=SUM(A1)")),
    actor("master", kind="person", role='harbour "master"', of="office", name="Ines Dovrin"),
    actor("guild", kind="de-facto-authority", side="sea", role="a body", name="غيلد",
          searched="the gazette, a year"),
    actor("wire", kind="media", name="River Wire"),
    actor("courier", kind="media", name="The Courier"),
    place("port", name="Alda", coord=(39.0, -46.25), precision="city", cites=(making.cite("bare"),
          making.cite("courier/2031 p1")), garbled=("Ailda",), text="A port.",
          within=(Within("coast", "office"), Within("isle", "guild"))),
    place("coast", within=(Within("isle", ""),)),
    place("isle", also=(Name("isle", "en"), Name("Insel", "de"))),
    event("storm", "[2031-03-03..2031-03-04]", at=("port", "coast", "isle"), with_=("office",),
          cites=(making.cite("gazette"),), part_of="winter", basis=Basis("relative", "to it"),
          also=(Name("Sturm", "de"),), garbled=("Strom",), text="A storm."),
    event("winter", "2030-12?/2031-03", at=("port",), cites=(making.cite("gazette"),)),
    event("calm", "../2030", cites=(making.cite("gazette"),)),
    event("thaw", "2031-04/..", cites=(making.cite("gazette"),)),
    event("watch", "2031-03-04T22:00Z", cites=(making.cite("gazette"),)),
    question("boats", short="boats lost", unit="boats", cumulative="yes", about=("port", "office"),
             searched=(("sea", "the log, twice"),)),
    question("who", kind="responsibility"),
]  # fmt: skip
STONES: Final = {
    "gone": Tombstone("gone", "Two were <one>.", "late", "2031-05-01", HERE),
    "lost": Tombstone("lost", 'Never was, "really".', "", "2031", HERE),
}
CORRECTIONS: Final = (
    Correction("deep/page", "2031-04-02", ("early", "gone"), "Not \ufffclate\ufffc.", "c-1", HERE),
    Correction("deep/page", "no day", (), "It has no day.", "c-2", HERE),
)
LICENCE: Final = {"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://example.org/by"}
SITE: Final = Site(
    "Storm & <Alda>",
    "{}.html".format,
    author="A <Guild>",
    licence=LICENCE,
)
"""What a HTML builder says of the site."""


def dossier() -> Index:
    """The index of two pages with all that."""
    page = Page(
        "deep/page",
        title="Page",
        objects=tuple(OBJECTS),
        coverages=("courier/2031",),
        legends=("vocabulary",),
        source_lists=(SourceList((), None),),
        corrections=CORRECTIONS,
    )
    return Index(
        {
            "index": Page("index", title="Start [here]"),
            "deep/page": page,
        },
        {one.id: one for one in SOURCES},
        {MANIFEST.key: MANIFEST},
        tombstones=STONES,
        as_of=parse_date("2031-03-05"),
    )
