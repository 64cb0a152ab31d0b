"""The rows that the search page looks through."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import making
from making import actor, claim, event, index, number, place, question, source
from search_parts import search_rows
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.manifests import Manifest
from sphinx_dossier.core.model import Name, Person
from sphinx_dossier.core.page import UNNAMED, Page, Section, SourceList
from sphinx_dossier.core.reader_words import read_reader_words
from sphinx_dossier.exports.search_names import export_names
from sphinx_dossier.exports.search_rows import SearchRow, search_settings
from sphinx_dossier.locale import words

if TYPE_CHECKING:
    from sphinx_dossier.answers.page_links import Link
    from sphinx_dossier.core.model import Object


def locate(link: Link) -> str:
    """Addresses as the HTML builder has them."""
    return f"{link.docname}.html" + (f"#{link.anchor}" if link.anchor else "")


def rows(known: Index) -> dict[str, SearchRow]:
    """The rows of an index by id."""
    return {row.id: row for row in search_rows(known, locate)}


def page(*sections: Section, objects: tuple[Object, ...] = (), name: str = "page") -> Index:
    """An index of one page with sections, titled as its first one."""
    return Index({name: Page(name, sections[0].title, objects, sections=sections)}, {}, {})


def test_all_objects_have_rows() -> None:
    """Every object is found under its id, at its anchor, by its kind."""
    known = index(actor("a"), place("p"), event("e"), question("q"), claim("c", "a"))
    found = rows(known)
    assert {"a": "actor", "p": "place", "e": "event", "q": "question", "c": "claim"} == {
        key: row.type for key, row in found.items()
    }
    assert found["p"].url == "page.html#p"


def test_names_in_all_scripts() -> None:
    """Other names go with their language, garbled forms apart from them."""
    also = (Name("Никол", "ru"), Name("尼科尔", "zh"))
    row = rows(index(actor("nikol", also=also, garbled=("Nicole",))))["nikol"]
    assert also == row.also
    assert ("Nicole",) == row.garbled


def test_claim_row() -> None:
    """A claim tells who said it, for which side, when, what became of it and what it answers."""
    said = claim(
        "c", "b", "2020-09-27", text="Ten of them.", act="denies", answers=number("q", 10),
        cites=["x", "y", "x p2"], at=("p",),
    )  # fmt: skip
    objects = (
        actor("a", side="north"),
        actor("b", of="a"),
        place("p"),
        question("q", unit="ships"),
    )
    sources = (source("x", label="Courier"), source("y", publisher="Herald"))
    row = rows(index(*objects, said, sources=sources))["c"]
    assert (("b",), "north", "denies") == (row.by, row.side, row.act)
    assert (("q", "10 ships"),) == row.answers
    assert ("27 September 2020", "2020-09-27") == (row.date, row.first)
    assert ("Courier", "Herald") == row.sources
    assert ("b", "p", "q") == row.mentions
    assert ("", "Ten of them.", "relayed") == (row.title, row.text, row.status)


def test_quoted_words_are_found() -> None:
    """What an object quotes is among its words, once, and what it only cites is not."""
    cites = ["x p1 a draconian rule", "y p3 a draconian rule", "x p2"]
    said = claim("c", "a", cites=cites)
    found = rows(index(actor("a"), said, sources=(source("x"), source("y"))))
    assert (("a draconian rule", ""),) == found["c"].quotes
    assert () == found["a"].quotes


@pytest.mark.parametrize("language", ["ru", "en", ""])
def test_quoted_words_name_their_language(language: str) -> None:
    """A quote from a source in another language than the pages has its tag, and no other has."""
    said = claim("c", "a", cites=["x p1 три лодки", "unknown p1 two boats"])
    found = rows(index(actor("a"), said, sources=(source("x", language=language),)))
    tag = "ru" if language == "ru" else ""
    assert (("три лодки", tag), ("two boats", "")) == found["c"].quotes


def test_what_readers_ask() -> None:
    """An object, a page and a section have the phrases by which readers ask for them."""
    text = '[asked]\nq = ["who won"]\n"/page" = ["the storm"]\n"/page#day" = ["the day after"]\n'
    words_of_readers, _ = read_reader_words(text, "search.toml")
    sections = (Section("page", "Storm", "It blew."), Section("day", "q", ""))
    known = page(*sections, objects=(question("q"),))
    found = rows(replace(known, reader_words=words_of_readers, _of_days={}))
    assert (("who won",), ("the storm",)) == (found["q"].asked, found["page#"].asked)
    # Without it, a heading over nothing but an object of its name has no row.
    assert ("the day after",) == found["page#day"].asked
    assert "page#day" not in rows(known)


def test_sides_that_are_silent() -> None:
    """Where one side answers, it is said of the others what was looked for, or what was found."""
    objects = (
        actor("a", side="north"),
        actor("b", side="south"),
        question("q", unit="ships", searched=(("south", "the log"),)),
        question("r"),
        claim("c", "a", answers=number("q", 10)),
    )
    sides = ["north", "south", "west"]
    found = {row.id: row for row in search_rows(index(*objects), locate, sides)}
    silent = dict(found["q"].silent)
    assert ["south", "west"] == list(silent)
    assert "the log" in silent["south"]
    # Nobody is silent on what nobody answers.
    assert () == found["r"].silent


def test_actor_tells_for_whom_it_speaks() -> None:
    """The page counts what somebody said for those he speaks for: it knows them from the actors."""
    found = rows(index(actor("a"), actor("b", of="a"), claim("c", ("b", "a"))))
    assert ("", "a", ("b", "a")) == (found["a"].of, found["b"].of, found["c"].by)


def test_one_is_counted_as_one() -> None:
    """The unit of a number is the singular behind exactly one, as on a page."""
    made = index(question("q", unit="ships"), claim("c", "a", answers=number("q", 1)))
    assert (("q", "1 ship"),) == rows(made)["c"].answers


def test_words_as_an_answer() -> None:
    """An answer in words is shown as it is, one that names an object by its name."""
    objects = (question("q", kind="intent"), actor("a", name="The Navy"))
    known = index(*objects, claim("c", "a", answers=making.words("q", "a")))
    assert (("q", "The Navy"),) == rows(known)["c"].answers


def test_nobody_is_on_no_side() -> None:
    """An actor and a claim without a side are with the others; a place is nowhere."""
    found = rows(index(actor("a"), claim("c", "a"), place("p")))
    assert ("outside", "outside", "") == (found["a"].side, found["c"].side, found["p"].side)


def test_mentions_are_known_things() -> None:
    """Only things that have names are mentioned, each once, and never the thing itself."""
    known = index(
        claim("c", "a", to=("a", "c", "nobody"), at=("p", "p"), denies="d"),
        claim("d", "a"), actor("a"), place("p"),
    )  # fmt: skip
    assert ("a", "p") == rows(known)["c"].mentions


def test_question_tells_how_it_stands() -> None:
    """The status of a question is the state of its answers."""
    assert "open" == rows(index(question("q")))["q"].status


@pytest.mark.parametrize(
    ("date", "periods"),
    [
        ("2020-09-27", ["2020-09-27"]),
        ("2020-09-27T23:10+04:00", ["2020-09-27"]),
        ("2020-09-27/2020-09-29", ["2020-09-27", "2020-09-28", "2020-09-29"]),
        ("[2020-09-30..2020-10-01]", ["2020-09-30", "2020-10-01"]),
        ("2020-09-10/2020-09-27", ["2020-09"]),
        ("2020-09", ["2020-09"]),
        ("2020-09-27/2020-11-10", ["2020"]),
        ("2020", ["2020"]),
        ("1992/1994-05-12", ["1992", "1993", "1994"]),
        ("1988-02/..", ["1988-02"]),
        ("[..2020-10-14]", ["2020-10-14"]),
    ],
)
def test_periods(date: str, periods: list[str]) -> None:
    """A short span belongs to each of its days, a longer one to its month or its years."""
    row = rows(index(event("e", date)))["e"]
    assert tuple(periods) == row.periods
    assert words.date(parse_date(date)) == row.date


def test_sources_need_a_list_of_sources() -> None:
    """A source is found where a page lists the sources, else there would be nothing to open."""
    one = source(
        "x",
        "2020",
        title="The Storm",
        label="Courier",
        note="A copy.",
        authors=(Person("C.", "B."),),
    )
    assert "source:x" not in rows(index(sources=[one]))
    pages = {"list": Page("list", source_lists=(SourceList((), None),))}
    row = rows(Index(pages, {"x": one}, {}))["source:x"]
    assert ("The Storm", "Courier", "B. C. A copy") == (row.title, row.role, row.text)
    assert ("list.html#cite-x", ("Courier",)) == (row.url, row.sources)


@pytest.mark.parametrize(
    ("title", "written", "pages", "expected"),
    [
        ("Wind", "ru", "en", "ru"),
        ("Wind", "en", "en", ""),
        ("Wind", "en", "ru", "en"),
        ("[Wind]", "ru", "en", ""),
        ("[Wind] again", "ru", "en", "ru"),
        ("", "ru", "en", ""),
    ],
)
def test_title_in_another_language_says_so(
    title: str, written: str, pages: str, expected: str
) -> None:
    """A row has the language of a title that is in another one than the pages, and is its own."""
    lists = {"list": Page("list", source_lists=(SourceList((), None),))}
    known = Index(lists, {"x": source("x", title=title, language=written)}, {}, language=pages)
    assert expected == rows(known)["source:x"].lang


def test_sections() -> None:
    """A section leads to its anchor, the first one to its page, and names the page it is of."""
    known = page(Section("storm", "Storm", "It blew."), Section("day", "The day", "It rained."))
    found = rows(known)
    assert ("page.html", "") == (found["page#"].url, found["page#"].role)
    assert ("page.html#day", "Storm") == (found["page#day"].url, found["page#day"].role)


def test_section_of_an_object() -> None:
    """A heading over nothing but an object of its name adds no row; with prose it does."""
    subject = (actor("nikol", name="Nikol"),)
    assert ["nikol"] == list(rows(page(Section("nikol", "Nikol", ""), objects=subject)))
    assert "page#" in rows(page(Section("nikol", "Nikol", "More of him."), objects=subject))


def test_links_without_words() -> None:
    """A link that is named by its target is read by that name, in whatever it leads to."""
    text = f"Said by {UNNAMED.format('nikol')} in {UNNAMED.format('page')}."
    known = page(Section("s", "Storm", text, ("nikol",)), objects=(actor("nikol", name="Nikol"),))
    row = rows(known)["page#"]
    assert "Said by Nikol in Storm." == row.text
    assert ("nikol",) == row.mentions


def test_order_is_fixed() -> None:
    """Rows stand by type and id, in whatever order pages define them."""
    objects = [claim("c2", "b"), claim("c1", "b"), place("p"), actor("b"), actor("a")]
    one, other = index(*objects), index(*reversed(objects))
    assert search_rows(one, locate) == search_rows(other, locate)
    assert ["a", "b", "p", "c1", "c2"] == list(rows(one))


def test_settings() -> None:
    """The page knows sides, acts, what is printed garbled, what means the same, and statuses."""
    known = index(sources=[source("x", label="Courier")], manifests=[Manifest("x", "")])
    read, _ = read_reader_words('same = [["gale", "storm"]]', "search.toml")
    known = replace(known, reader_words=read, _of_days={})
    found = search_settings(known, {"north": "Northern side"}, locate)
    assert {"north": "Northern side", "outside": "Others"} == found["sides"]
    assert ("Courier",) == found["garbling"]
    assert (("gale", "storm"),) == tuple(map(tuple, found["same"]))
    assert ("put together", "") == found["statuses"]["composite"]


def test_names_to_suggest() -> None:
    """Objects with a name, questions and whole pages, each with all by which it is asked for."""
    text = '[asked]\n"/page" = ["the storm"]'
    read, _ = read_reader_words(text, "search.toml")
    objects = (
        actor("a", name="Ann", also=(Name("Анна", "ru"), Name("Annie", "")), garbled=("An",)),
        claim("c", "a"),
        place("p", name="Day"),
    )
    sections = (Section("page", "Storm", "It blew."), Section("day", "Night", "It rained."))
    pages = {
        "page": Page("page", "Storm", objects, sections=sections),
        # Titled as a place is: it would only be there twice.
        "day": Page("day", "Day", sections=(Section("day", "Day", "It was long."),)),
    }
    known = Index(pages, {}, {}, reader_words=read)
    script = export_names(search_rows(known, locate))
    head, _, body = script.partition(" = ")
    found = json.loads(body.removesuffix(";\n"))
    assert "window.dossierNames" == head
    assert [
        ["Ann", "page.html#a", 0, [["Анна", "ru"], "Annie", "An"]],
        ["Day", "page.html#p", 1],
        ["Storm", "page.html", 6, ["the storm"]],
    ] == found["rows"]
    assert ("Actor", "Page") == (found["types"][0], found["types"][6])
