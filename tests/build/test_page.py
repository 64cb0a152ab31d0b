"""What a reader finds on the pages of a small dossier, in HTML and elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

from projects import build, write_project
from sphinx_dossier.answers import page_record

if TYPE_CHECKING:
    from bs4 import Tag

    from sphinx_dossier.core.index import Index

ROOTS = Path(__file__).parent.parent / "fixtures" / "roots"
THREE_BOATS = "The harbour master said that three boats had come loose …"
FIVE_BOATS = "The weather institute said that five boats had come loose …"
BOLT = "<b>Bolt</b> & \"Sons\" 'Ltd'"

HOMES = {
    "harbour-office": "actors",
    "ines-dovrin": "actors",
    "weather-institute": "actors",
    "bolt-and-sons": "actors",
    "the-courier": "actors",
    "river-wire": "actors",
    "alda": "deep/places",
    "coast": "deep/places",
    "sea": "deep/places",
    "storm-2031": "events",
    "lamp-out": "events",
    "boats-lost": "events",
    "late-warning": "events",
    "office-three-boats": "claims",
    "institute-five-boats": "claims",
    "institute-late-warning": "claims",
    "master-no-late-warning": "claims",
    "courier-late-for-all": "claims",
    "ledger-repeats": "claims",
    "office-no-lamp": "plain",
}
"""Each object of the project and its page."""


class Site(NamedTuple):
    """A built project: its folder, and its pages by name (without ``.html``)."""

    folder: Path
    pages: dict[str, BeautifulSoup]

    def object(self, identifier: str) -> Tag:
        """The element that bears the id of an object."""
        found = self.pages[HOMES[identifier]].find(id=identifier)
        assert found is not None, identifier
        return found


def read_site(folder: Path) -> Site:
    """All pages of a folder."""
    return Site(
        folder,
        {
            path.relative_to(folder).with_suffix("").as_posix(): BeautifulSoup(
                path.read_text(encoding="utf-8"), "html.parser"
            )
            for path in sorted(folder.rglob("*.html"))
            if "_static" not in path.parts
        },
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all builds of this module; the builders share what was read."""
    return tmp_path_factory.mktemp("out")


@pytest.fixture(scope="module")
def site(out: Path) -> Site:
    """The project as HTML; it is without fault."""
    assert build(ROOTS / "alda", out, "html") == ""
    return read_site(out / "html")


def words(element: Tag) -> str:
    """The text of an element with single spaces."""
    return " ".join(element.get_text().split())


def body(page: BeautifulSoup) -> Tag:
    """The part of a page that the dossier writes."""
    found = page.select_one("div.body")
    assert found is not None
    return found


def follow(page: str, href: str) -> tuple[str, str]:
    """The page and anchor that a link on ``page`` leads to."""
    parts = urlsplit(href)
    target = (Path("/", page).parent / unquote(parts.path)).resolve() if parts.path else None
    name = target.with_suffix("").as_posix().lstrip("/") if target else page
    return name, unquote(parts.fragment)


def link_to(element: Tag, page: str, home: str, anchor: str) -> Tag:
    """The first link in ``element``, on ``page``, that leads to an anchor of ``home``."""
    found = [
        a for a in element.find_all("a", href=True) if follow(page, a["href"]) == (home, anchor)
    ]
    assert found, f"no link to {home}#{anchor} in: {words(element)}"
    return found[0]


def facts(element: Tag) -> dict[str, str]:
    """The terms and values that stand in an object."""
    values = {words(term): term.find_next_sibling("dd") for term in element.find_all("dt")}
    return {
        term: " ".join(words(line) for line in value.find_all("p") or [value])
        for term, value in values.items()
    }


def test_every_id_stands_once_on_its_page(site: Site) -> None:
    """No page has an id twice: a link to it would be a matter of chance."""
    for name, page in site.pages.items():
        ids = [element["id"] for element in page.find_all(id=True)]
        assert sorted(set(ids)) == sorted(ids), name


def test_every_object_has_one_anchor_in_the_whole_site(site: Site) -> None:
    """The id of an object is the anchor on its own page, and on no other one."""
    for identifier, home in HOMES.items():
        assert [home] == [name for name, page in site.pages.items() if page.find(id=identifier)]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_internal_link_leads_somewhere(site: Site, out: Path, builder: str) -> None:
    """Whatever is linked exists: the file, and the anchor in it."""
    assert build(ROOTS / "alda", out, builder) == ""
    folder = out / builder
    pages = {path: BeautifulSoup(path.read_text("utf-8"), "html.parser")
             for path in folder.rglob("*.html")}  # fmt: skip
    checked = 0
    for path, page in pages.items():
        for link in page.find_all("a", href=True):
            parts = urlsplit(link["href"])
            if parts.scheme or parts.netloc:
                continue
            # A path from the host's root, as on the 404 page, is one from the site's.
            base = folder if parts.path.startswith("/") else path.parent
            target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            assert target.exists(), f"{path.name}: {link['href']}"
            if parts.fragment and target.suffix == ".html":
                assert pages[target].find(id=unquote(parts.fragment)), f"{path}: {link['href']}"
                checked += 1
    assert checked > 100


def test_claim_is_an_article_with_its_paragraphs_and_one_evidence_line(site: Site) -> None:
    """The body stays as it was written; under it stand speaker, way, date, passage, status."""
    claim = site.object("office-three-boats")
    assert "article" == claim.name
    paragraphs = claim.find_all("p", recursive=False)
    assert "The harbour master said that three boats had come loose." == words(paragraphs[0])
    assert "none" == words(paragraphs[1].find("em"))
    (line,) = claim.select("p.dossier-evidence")
    pieces = words(line).split(" · ")
    assert "Shore: Ines Dovrin via The Courier → River Wire" == pieces[0]
    assert ["stated", "4 March 2031, at 18:30 (UTC+4)"] == pieces[1:3]
    assert "The Courier, ¶ 1 “three boats had broken loose”, The Gazette" == pieces[3]
    assert "rival figures: 5 (Weather institute), updated by Harbour office of Alda" in pieces[4]
    assert pieces[5].startswith("3 publications, 1 origin")


def test_every_part_of_the_evidence_line_is_a_link(site: Site) -> None:
    """Speaker, relays, passage, source and rivals lead to where they are told."""
    (line,) = site.object("office-three-boats").select("p.dossier-evidence")
    for home, anchor in (
        ("actors", "ines-dovrin"),
        ("actors", "river-wire"),
        ("actors", "the-courier"),
        ("sources", "courier-2031-p1"),
        ("sources", "cite-gazette-2031"),
        ("claims", "institute-five-boats"),
        ("plain", "office-no-lamp"),
        ("claims", "office-three-boats"),
    ):
        assert words(link_to(line, "claims", home, anchor))


def test_permanent_link_says_where_it_leads(site: Site) -> None:
    """The mark of a claim's own link has a name for those who do not see it."""
    link = site.object("office-three-boats").select_one("a.dossier-permalink")
    assert link is not None
    assert "#office-three-boats" == link["href"]
    assert link["aria-label"].startswith("Permanent link: The harbour master said that three")


def test_relations_show_from_both_ends(site: Site) -> None:
    """A relation is declared once, and told on both claims."""
    denied, denial = site.object("institute-late-warning"), site.object("master-no-late-warning")
    assert facts(denial)["Denies"].startswith("Weather institute, 5 March 2031:")
    assert facts(denied)["Denied by"].startswith("Ines Dovrin, 6 March 2031:")
    link_to(denial, "claims", "claims", "institute-late-warning")
    link_to(denied, "claims", "claims", "master-no-late-warning")
    (status,) = denied.select(".dossier-evidence .dossier-status-denied")
    assert "denied by Ines Dovrin" == words(status)
    assert "Repeats" in facts(site.object("ledger-repeats"))
    assert "Repeated by" in facts(site.object("institute-five-boats"))
    assert "Drifted from" in facts(site.object("courier-late-for-all"))
    assert "Became" in facts(denied)
    assert "Corrects" in facts(site.object("office-no-lamp"))
    assert "Corrected by" in facts(site.object("office-three-boats"))


def test_drift_is_told_as_written(site: Site) -> None:
    """What changed on the way stands on the claim, markup-like characters included."""
    assert (
        '"most crews" became <all> crews'
        == facts(site.object("courier-late-for-all"))["What changed"]
    )


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("harbour-office", {"Also": "Chinese: 阿尔达港务局 · Persian: اداره بندر"}),
        ("harbour-office", {"Kind": "government body"}),
        ("ines-dovrin", {"Role": "harbour master", "Speaks for": "Harbour office of Alda"}),
        ("ines-dovrin", {"As printed": "“Inez Dovrinn”"}),
        ("bolt-and-sons", {"Role": "<i>lamp</i> makers"}),
        ("alda", {"Coordinates": "39.5° N, 46.25° W (city)", "Source": "The Gazette"}),
        ("storm-2031", {"When": "about 4 March 2031 (date relative: \"on Tuesday\")"}),
        ("storm-2031", {"Where": "Alda", "With": "Harbour office of Alda"}),
        ("lamp-out", {"Part of": "A storm reaches Alda", "Source": "The Courier, ¶ 4"}),
        ("boats-lost", {"Counted in": "boats", "About": "Alda"}),
    ],
)  # fmt: skip
def test_facts_of_an_object(site: Site, identifier: str, expected: dict[str, str]) -> None:
    """What the options of an object say is read on the page."""
    reported = facts(site.object(identifier))
    assert expected == {term: reported[term] for term in expected}


def test_contested_place_names_every_parent_and_who_says_so(site: Site) -> None:
    """A place with two parents shows both, each with its voice."""
    place = site.object("alda")
    within = facts(place)["Within"]
    assert "Coast, according to Harbour office of Alda" in within
    assert "Sea, according to Weather institute" in within
    link_to(place, "deep/places", "actors", "weather-institute")


def test_links_without_words_bear_the_name(site: Site) -> None:
    """``[](#id)`` and roles are named by their object, links with words keep them."""
    page = body(site.pages["index"])
    for home, anchor, text in (
        ("claims", "office-three-boats", "Ines Dovrin, 4 March 2031"),
        ("claims", "institute-five-boats", "Weather institute, 5 March 2031"),
        ("deep/places", "alda", "Alda"),
        ("deep/places", "coast", "Coast"),
        ("events", "storm-2031", "A storm reaches Alda"),
        ("events", "boats-lost", "How many boats broke loose?"),
        ("claims", "", "Claims"),
        ("index", "a-heading", "below"),
    ):  # fmt: skip
        assert text == words(link_to(page, "index", home, anchor))
    texts = [words(link) for link in page.find_all("a")]
    assert {"the office’s number", "the master", "Ines Dovrin"} <= set(texts)
    assert texts.count("Ines Dovrin, 4 March 2031") == 2


def test_citation_in_prose_leads_to_the_passage(site: Site) -> None:
    """A locator with ¶ leads to the passage itself, any other citation to the source."""
    (first, second) = site.pages["index"].select(".dossier-citation")[:2]
    assert "[The Courier, 5 March 2031, ¶ 3]" == words(first)
    assert link_to(first, "index", "sources", "courier-2031-p3")
    assert "[The Gazette, 7 March 2031; Ledger & Sons, 6 March 2031]" == words(second)
    assert link_to(second, "index", "sources", "cite-gazette-2031")
    assert link_to(second, "index", "sources", "cite-ledger-2031")


def test_garbled_form_is_marked_as_printed(site: Site) -> None:
    """A form that is shown as printed is a quotation, and no other text changes."""
    (form,) = site.pages["index"].select("q.dossier-garbled")
    assert "Inez <Dovrinn>" == form.get_text()


def test_names_are_escaped(site: Site) -> None:
    """A name that looks like markup is text wherever it stands."""
    for name, page in site.pages.items():
        assert not list(page.find_all(["b", "all", "dovrinn", "lamps"])), name
    assert BOLT == words(site.object("bolt-and-sons").select_one(".dossier-name"))
    assert BOLT in words(
        link_to(site.object("ledger-repeats"), "claims", "actors", "bolt-and-sons")
    )


def test_text_of_a_claim_names_what_it_links_to(site: Site) -> None:
    """In lists, a link without words is not a hole and not an id."""
    said = words(site.object("weather-institute"))
    assert "The weather institute said that five boats had come loose, see Alda." in said


def test_questions_and_events_are_headings(site: Site) -> None:
    """Each is in the outline of its page under its name, and its anchor is that of the heading."""
    page = site.pages["events"]
    for name in ("storm-2031", "lamp-out", "boats-lost", "late-warning"):
        section = site.object(name)
        assert ("section", ["h2"]) == (
            section.name,
            [one.name for one in section.find_all(["h1", "h2", "h3"])],
        ), name
        assert section.select_one(".dossier") is not None
    assert [
        "A storm reaches Alda",
        "A lamp is out",
        "How many boats broke loose?",
        "Was the warning late?",
    ] == [words(one).removesuffix("¶") for one in page.select("div.body h2")][:4]
    outline = {link["href"] for link in page.select(".sphinxsidebar a[href^='#']")}
    assert {"#storm-2031", "#boats-lost", "#late-warning"} <= outline


def test_page_of_places_has_a_locator_below_its_title(site: Site) -> None:
    """Nobody has to ask for it; a page without places has none."""
    (figure,) = site.pages["deep/places"].select("figure.dossier-locator")
    names = {link["aria-label"].partition(":")[0] for link in figure.select("svg a")}
    assert {"Alda"} == names
    before = figure.find_all_previous(["h1", "h2"])
    assert ["h1"] == [one.name for one in before]
    assert not site.pages["claims"].select(".dossier-locator")


def test_page_of_events_has_a_locator_too(tmp_path: Path) -> None:
    """A page of a day shows where its events were; of places without coordinates there is none."""
    event = ":::{{event}} Fire\n:id: fire-{0}\n:when: 2031-03-04\n:at: {0}\nIt burnt.\n:::\n"
    pages = {
        "index.md": "# Fires\n\n```{toctree}\nday\nother\nplaces\n```\n",
        "day.md": "# 4 March 2031\n\nA day.\n\n" + event.format("port"),
        "other.md": "# Elsewhere\n\n" + event.format("moor"),
        "places.md": "# Places\n\n"
        ":::{place} Port\n:id: port\n:coord: 10, 20\n:precision: city\n:::\n\n"
        ":::{place} Moor\n:id: moor\n:::\n",
    }
    source = write_project(tmp_path / "source", pages)
    build(source, tmp_path / "out", "html")
    shown = read_site(tmp_path / "out/html").pages
    (figure,) = shown["day"].select("figure.dossier-locator")
    assert ["h1"] == [one.name for one in figure.find_all_previous(["h1", "h2"])]
    assert "Port" in figure.get_text()
    assert not shown["other"].select(".dossier-locator")


def test_figures_and_chains_have_an_address(site: Site) -> None:
    """Each has a link to itself, once on its page, by which it can be shared."""
    drawn = {"events": "figure-boats-lost", "views": "chain-courier-late-for-all"}
    for name, anchor in drawn.items():
        page = site.pages[name]
        assert 1 == len(page.find_all(id=anchor)), anchor
        links = page.select(f"a.dossier-permalink[href='#{anchor}']")
        assert links
        assert links[0]["aria-label"].startswith("Permanent link: ")


def test_question_answers_before_it_describes_itself(site: Site) -> None:
    """Who answers what is above the list of facts."""
    text = words(site.object("boats-lost"))
    assert -1 < text.index("Answers") < text.index("Counted in")


def test_record_tells_what_other_pages_say(site: Site) -> None:
    """An actor's section shows what it said and passed on; one without claims says so."""
    section = site.pages["actors"].find("section", id="ines-dovrin")
    section = section or site.object("ines-dovrin").find_parent("section")
    assert section is not None
    link_to(section, "actors", "claims", "master-no-late-warning")
    link_to(section, "actors", "index", "")
    assert "What Ines Dovrin said" in words(section)
    courier = words(site.object("the-courier"))
    assert "harbour master said that three boats had come loose" in courier


def test_ledger_says_where_no_statement_was_found(site: Site) -> None:
    """Every question has a cell for each side; an empty one says what was searched."""
    (table,) = site.pages["views"].select("table.dossier-ledger")
    assert ["Question", "Shore", "Sea", "Others"] == [
        words(cell) for cell in table.select("th p")[:4]
    ]
    rows = {words(row.select_one("a")): row for row in table.select("tbody tr")}
    assert ["How many boats broke loose?", "Was the warning late?"] == list(rows)
    assert [4, 4] == [len(row.find_all(["td", "th"])) for row in rows.values()]
    cells = rows["Was the warning late?"].find_all(["td", "th"])
    searched = "Searched: the Gazette & the <Ledger> of that week"
    assert f"No statement found. Where it was looked for {searched}" in words(cells[1])
    assert "yes" in words(cells[2])
    assert "Nothing recorded." == words(cells[3]).removeprefix("Others ")
    # The harbour office has taken its three back.
    assert "boats, one origin only" in words(rows["How many boats broke loose?"])


def test_balance_counts_by_side(site: Site) -> None:
    """Numbers below the names of the sides, with a caption, and below them what they do not say."""
    (table,) = site.pages["views"].select("table.dossier-numbers")
    assert table.caption is not None
    head, *rows = [
        [words(cell) for cell in row.find_all(["th", "td"])] for row in table.select("tr")
    ]
    assert ["Counted", "Shore", "Sea", "Others", "All"] == head
    found = {label: numbers for label, *numbers in rows}
    claims = [name for name in HOMES if HOMES[name] in ("claims", "plain")]
    assert str(len(claims)) == found["Claims"][-1]
    assert len(claims) == sum(int(number) for number in found["Claims"][:-1])
    assert "They say nothing of who is right." in words(body(site.pages["views"]))
    # Numbers stay below each other on a phone.
    assert "dossier-stacked" not in table["class"]


STATE = """\
# A state and its voices

:::{actor} Land
:id: land
:kind: state
Some land.
:::

:::{actor} Ministry
:id: ministry
:kind: government-body
:of: land
Its ministry.
:::

:::{actor} Silent
:id: silent
:kind: person
:of: land
:searched: two archives
Says nothing.
:::

:::{actor} Ann
:id: ann
:kind: person
:of: ministry
Speaks for the ministry.
:::

:::{actor} Wire
:id: wire
:kind: media
Only passes on.
:::

All of them: [](#land), [](#ministry), [](#silent), [](#ann), [](#wire).
"""
SAID = """\
# What was said

:::{claim} ann-alone
:by: ann
:act: asserts
:said: 2031-03-04
:via: wire
:cites: courier
Ann said that it rained.
:::

:::{claim} ann-and-land
:by: ann land
:act: asserts
:said: 2031-03-05
:cites: courier
Land and Ann said together that it was over.
:::

See [](#ann-alone) and [](#ann-and-land).
"""
COURIER = (
    "@online{courier, title={Storm}, date={2031-03-06}, url={https://example.org}, "
    "urldate={2031-03-06}, langid={en}, label={Courier}}"
)


def test_state_shows_what_its_voices_said(tmp_path: Path) -> None:
    """Over two levels, a joint statement once; that nothing was found only where one looked."""
    pages = {"index.md": f"{STATE}\n```{{toctree}}\nsaid\n```\n", "said.md": SAID,
             "sources.bib": COURIER}  # fmt: skip
    source = write_project(tmp_path / "source", pages)
    assert build(source, tmp_path, "html") == ""
    text = words(body(read_site(tmp_path / "html").pages["index"]))
    for name in ("Ministry", "Land"):
        assert f"What {name} said, by speaker" in text
    assert 1 == text.count("No statement found. Searched: two archives")
    assert 1 == text.count("No statement found")
    for builder in ("text", "latex"):
        assert build(source, tmp_path, builder) == ""


def test_cells_tell_their_column_where_they_stack(site: Site) -> None:
    """A screen too narrow for a table shows the heading of a column in each of its cells."""
    (table,) = site.pages["views"].select("table.dossier-ledger")
    assert "dossier-stacked" in table["class"]
    for row in table.select("tbody tr"):
        labels = [words(label) for label in row.select(".dossier-cell-label")]
        assert ["Shore", "Sea", "Others"] == labels


def test_how_to_cite_an_object_is_folded(site: Site) -> None:
    """The long lines on citing stand behind a click, not among the facts."""
    place = site.object("alda")
    folds = {words(one.summary): one for one in place.find_all("details")}
    assert "“Alda.”" in words(folds["Cite this entry on a place"])
    assert "Cite this" not in facts(place)


def section_of(site: Site, anchor: str) -> Tag:
    """A section of the page of views."""
    found = site.pages["views"].find("section", id=anchor)
    assert found is not None
    return found


def test_timeline_is_in_the_order_of_time(site: Site) -> None:
    """Events and claims stand in one list by date; every one is a link."""
    section = section_of(site, "timeline")
    assert section.find("ol") is not None
    links = [follow("views", link["href"]) for link in section.find_all("a", href=True)]
    ids = [anchor for home, anchor in links if home in ("claims", "events", "plain")]
    dated = ["storm-2031", "office-three-boats", "lamp-out", "institute-five-boats",
             "master-no-late-warning"]  # fmt: skip
    places = [ids.index(identifier) for identifier in dated]
    assert sorted(places[:2]) == places[:2]
    assert max(places[:2]) < min(places[2:4])
    assert max(places[2:4]) < places[4]


def test_chain_begins_with_the_first_form(site: Site) -> None:
    """The way of a claim starts at its root and says what changed and who contradicted."""
    section = section_of(site, "chain")
    said = words(section)
    first = said.index("The institute said that the warning had come late.")
    assert first < said.index("The Courier made it late for everybody.")
    assert '"most crews" became <all> crews' in said
    link_to(section, "views", "claims", "master-no-late-warning")


def test_lists_take_what_passes_the_filter(site: Site) -> None:
    """A list has the claims, or the actors of a kind, and says when it is empty."""
    claims = section_of(site, "all-claims")
    for identifier, home in HOMES.items():
        if home in ("claims", "plain"):
            link_to(claims, "views", home, identifier)
    media = section_of(site, "all-actors-of-a-kind")
    assert ["River Wire", "The Courier"] == [words(item) for item in media.find_all("li")]
    assert "Nothing found." in words(section_of(site, "nothing"))


def test_coverage_has_an_anchor_for_every_passage(site: Site) -> None:
    """Each passage is there, with the claims that cite it or the reason why none does."""
    page = site.pages["sources"]
    for number in range(5):
        assert page.find(id=f"courier-2031-p{number}") is not None
    third = page.find(id="courier-2031-p3")
    link_to(third, "sources", "claims", "institute-late-warning")
    assert "“counted five boats”" in words(third)
    assert "told elsewhere" in words(page.find(id="courier-2031-p2"))
    assert "5 of 5 passages" in words(body(page))
    # The first passage stands above the parts, whose headings are in the outline of the page.
    first = page.find(id="courier-2031-p0")
    assert first.find_parent("section", id="courier-2031-p1-part") is None
    part = third.find_parent("section")
    assert "courier-2031-p3-part" == part["id"]
    assert "The count" in words(part.find("h2"))
    jumps = [words(one) for one in page.select(".dossier-jump a")]
    assert ["The storm", "The count"] == jumps


def test_source_at_a_glance(site: Site) -> None:
    """Each piece of the bar leads to its passage, and its name says what is there."""
    section = section_of(site, "the-source-at-a-glance")
    pieces = section.select(".dossier-passage-bar > ol a")
    assert 5 == len(pieces)
    assert "sources.html#courier-2031-p3" in {one["href"].rpartition("/")[2] for one in pieces}
    assert all(one["aria-label"].startswith("¶ ") for one in pieces)
    listed = [words(one) for one in section.select(".dossier-bar-list a")]
    assert [one["aria-label"] for one in pieces] == listed


def test_own_copy_is_kept_from_everything_but_its_script(site: Site) -> None:
    """The page has the script, the hashes and the policy; the index of the search has no hash."""
    section = section_of(site, "a-copy-of-the-source")
    hidden = section.select_one("div[hidden]")
    hashes = hidden.find("li", attrs={"data-passage": "p3"})["data-hashes"].split()
    assert 64 == len(hashes[0])
    assert all(8 == len(one) for one in hashes[1:])
    page = site.pages["views"]
    assert page.find("script", src=re.compile("dossier-own-copy.js"))
    assert page.find("meta", content="connect-src 'none'")
    assert not site.pages["claims"].find("script", src=re.compile("dossier-own-copy.js"))
    assert not site.pages["claims"].find("meta", content="connect-src 'none'")


def test_way_in_a_few_stops(site: Site) -> None:
    """The first speaker and the claim, with what changed and the denial between them."""
    section = section_of(site, "the-way-in-a-few-stops")
    first, last = section.select(".dossier-stops > li")
    assert "Weather institute accused" in words(first)
    assert "the warning was late" in words(first)
    assert "The Courier reported" in words(last)
    link_to(last, "views", "claims", "courier-late-for-all")
    assert "denied by Ines Dovrin" in words(first)


def test_bibliography_tells_what_rests_on_each_source(site: Site) -> None:
    """A source lists the objects that cite it, with the passage."""
    entry = site.pages["sources"].find(id="cite-courier-2031")
    assert entry is not None
    link_to(entry.parent, "sources", "claims", "institute-five-boats")
    assert "Boats & <lamps>" in words(body(site.pages["sources"]))


def test_rst_page_is_like_the_others(site: Site) -> None:
    """A claim of a reStructuredText page has the same shape."""
    claim = site.object("office-no-lamp")
    assert "article" == claim.name
    assert "Shore: Harbour office of Alda" in words(claim.select_one("p.dossier-evidence"))
    link_to(claim, "plain", "deep/places", "alda")


def test_inventory_has_every_object(site: Site) -> None:
    """Each object is in ``objects.inv`` under its kind, with its name, page and anchor."""
    data = (site.folder / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(data, uri="")
    kinds = {"actor": 6, "place": 3, "event": 2, "question": 2, "claim": 7}
    assert kinds == {kind: len(inventory.data[f"dossier:{kind}"]) for kind in kinds}
    found = {
        name: item.uri for kind in kinds for name, item in inventory.data[f"dossier:{kind}"].items()
    }
    assert {name: f"{home}.html#{name}" for name, home in HOMES.items()} == found
    assert BOLT == inventory.data["dossier:actor"]["bolt-and-sons"].display_name


def test_another_project_links_to_objects(site: Site, tmp_path: Path) -> None:
    """Roles and ``inv:`` links of another project reach the anchors, with names or own words."""
    mapping = {"alda": ("https://alda.example/", str(site.folder / "objects.inv"))}
    assert build(ROOTS / "abroad", tmp_path, "html", intersphinx_mapping=mapping) == ""
    page = body(read_site(tmp_path / "html").pages["index"])
    assert {
        "claims.html#office-three-boats": THREE_BOATS,
        "actors.html#ines-dovrin": "the master",
        "deep/places.html#alda": "Alda",
        "events.html#storm-2031": "a storm",
        "events.html#boats-lost": "How many boats broke loose?",
    } == {
        link["href"].removeprefix("https://alda.example/"): words(link)
        for link in page.select("a.external")
    }


@pytest.mark.parametrize(
    ("builder", "file"),
    [
        ("text", "claims.txt"),
        ("latex", "stormatalda.tex"),
        ("man", "stormatalda.1"),
        ("texinfo", "stormatalda.texi"),
        ("singlehtml", "index.html"),
        ("xml", "claims.xml"),
    ],
)
def test_other_builders_have_the_words(site: Site, out: Path, builder: str, file: str) -> None:
    """No builder fails or warns, and each writes the claims with their evidence."""
    assert build(ROOTS / "alda", out, builder) == ""
    written = (out / builder / file).read_text(encoding="utf-8")
    plain = " ".join(re.sub(r"<[^<>]*>|\\[a-zA-Z]+|[^\w,]", " ", written).split())
    for said in (
        "The harbour master said that three boats had come loose",
        "The institute said that the warning had come late",
        "Ines Dovrin .{,99}via .{,99}River Wire .{,300}stated .{,30}4 March 2031",
        "3 publications ?, 1 origin",
        "denied by",
    ):
        assert re.search(said, plain), said


def test_text_ledger_can_be_read(site: Site, out: Path) -> None:
    """A table in plain text has columns in which words fit."""
    assert build(ROOTS / "alda", out, "text") == ""
    assert "How many boats" in (out / "text" / "views.txt").read_text(encoding="utf-8")


def test_unknown_target_stays_readable(tmp_path: Path) -> None:
    """A link that finds nothing shows its words, or what it asked for, and is no link."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text((ROOTS / "abroad" / "conf.py").read_text("utf-8"), "utf-8")
    text = (
        "# A page\n\n[](#nobody-1), [words](#nobody-2), {claim}`nobody-3`, {claim}`told <nobody-4>`"
    )
    (source / "index.md").write_text(text, "utf-8")
    assert build(source, tmp_path, "html").count("[dossier.unknown_id]") == 4
    page = body(read_site(tmp_path / "html").pages["index"])
    assert "nobody-1, words, nobody-3, told" == words(page.find_all("p")[0])
    assert [] == page.select("a:not(.headerlink)")


def test_record_of_each_page_is_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For its digest, its text and its margin together, of each index that a build has."""
    worked_out: list[tuple[Index, str]] = []
    footings = page_record._footings

    def counted(index: Index, docname: str) -> tuple[page_record.Footing, ...]:
        worked_out.append((index, docname))
        return footings(index, docname)

    monkeypatch.setattr(page_record, "_footings", counted)
    build(ROOTS / "alda", tmp_path)
    assert set(HOMES.values()) <= {docname for _, docname in worked_out}
    assert [1] == list({*Counter(worked_out).values()})


def test_foreign_words_name_their_language(site: Site) -> None:
    """A screen reader changes its voice for names and titles in another language."""
    office = site.object("harbour-office")
    named = {one["lang"]: words(one) for one in office.select("dd span[lang]")}
    assert {"zh": "阿尔达港务局", "fa": "اداره بندر"} == named
    titles = site.pages["claims"].select(".dossier-page-sources .dossier-basis")
    assert {"After the storm"} == {words(title) for title in titles if title.get("lang") == "de"}
    assert len([title for title in titles if not title.has_attr("lang")]) == len(titles) - 1 > 1
