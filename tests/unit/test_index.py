"""Everything that all pages together say, looked up by id."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

import making
from making import actor, cite, claim, event, index, pages, place, question, source
from sphinx_dossier.core.checks import check
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.kinds import FieldLink, links
from sphinx_dossier.core.model import INVERSE, RELATIONS, Name, RelationEnd, Where, Within, kind_of
from sphinx_dossier.core.page import UNNAMED, Page, Reference, SourceList
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.status import standings

IDS = ["a", "b", "c", "d"]


def test_objects_of_several_pages_are_one_dossier():
    """An id defined on any page is found, with its page and under its kind."""
    found = pages({"two": [claim("b")], "one": [actor("a"), place("p")], "three": [event("e")]})
    assert {"a": "one", "p": "one", "e": "three", "b": "two"} == found.home
    assert ["a", "p", "e", "b"] == list(found.objects)
    assert (["a"], ["p"], ["e"], ["b"], []) == (
        list(found.actors), list(found.places), list(found.events), list(found.claims),
        list(found.questions),
    )  # fmt: skip
    assert (found.objects["a"], None, None) == (
        found.actor("a"), found.actor("p"), found.actor("nobody"),
    )  # fmt: skip


def test_first_page_keeps_a_shared_id():
    """Of two objects with one id that of the first page counts, and the other is reported."""
    first, second = actor("x", name="first"), place("x", name="second")
    found = pages({"z": [second], "a": [first]})
    assert first == found.objects["x"]
    assert [(first, second)] == found.duplicates
    assert "a" == found.home["x"]
    assert [Code.DUPLICATE_ID] == [p.code for p in check(found) if "already" in p.message]


def test_second_definition_survives_the_first():
    """When the first page is removed, the object of the second page gets the id."""
    first, second = actor("x", name="first"), actor("x", name="second")
    both = pages({"a": [first], "z": [second]})
    left = Index({"z": both.pages["z"]}, {}, {})
    assert (second, [], "z") == (left.objects["x"], left.duplicates, left.home["x"])


def test_duplicates_on_one_page():
    """Two objects with one id on one page are reported too; each later one with the first."""
    one, two, three = (actor("x", name=name) for name in ("one", "two", "three"))
    assert [(one, two), (one, three)] == index(one, two, three).duplicates


@given(
    st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(list(INVERSE)), st.sampled_from(IDS)))
)
def test_relations_are_known_from_both_ends(edges):
    """A relation declared at either end, or at both, is seen from both, under both names."""
    made = [claim(name) for name in IDS if not any(start == name for start, _, _ in edges)]
    for name in sorted({start for start, _, _ in edges}):
        words = tuple((word, (RelationEnd(end),)) for start, word, end in edges if start == name)
        made.append(claim(name, relations=words))
    found = index(*made)
    for start, word, end in edges:
        if start != end:
            assert end in found.related(start, word)
            assert start in found.related(end, INVERSE[word])
        else:
            assert end not in found.related(start, word)
    for one in IDS:
        for word in RELATIONS:
            for other in found.related(one, word):
                assert (one, word, other) in edges or (other, INVERSE[word], one) in edges


def test_relation_to_nothing():
    """A relation to an id that no claim has is no relation."""
    found = index(claim("a", denies="nowhere x"), actor("x"))
    assert ({}, ()) == (found.relations, found.related("a", "denies"))


def test_related_joins_several_words_once():
    """A claim that is related in two ways is named once."""
    found = index(claim("a", denies="b", disputes="b c"), claim("b"), claim("c"))
    assert ("b", "c") == found.related("a", "denies", "disputes")


def test_by_date():
    """Claims come by date, at one date by id, and undated ones last."""
    dates = {"d": "2020-09-27", "c": "", "b": "2020-09-27", "a": "2020-09-28", "e": "2020-09"}
    found = index(*(claim(name, said=said) for name, said in dates.items()))
    assert ("e", "b", "d", "a", "c") == found.by_date(list(dates))
    assert found.by_date(set(dates)) == found.by_date(sorted(dates))


def test_body_of():
    """Who speaks for a body that speaks for a body speaks for the last one."""
    found = index(actor("press", of="ministry"), actor("ministry", of="state"), actor("state"))
    assert ["state"] * 3 == [found.body_of(one) for one in ("press", "ministry", "state")]
    assert ("nobody", "") == (found.body_of("nobody"), found.body_of(""))


def test_body_of_an_unknown_one():
    """A body that no page defines still is the body of those who speak for it."""
    assert "gone" == index(actor("press", of="gone")).body_of("press")


def test_body_of_a_circle():
    """All who speak for each other, and all who speak for them, have one body."""
    circle = [actor("c", of="b"), actor("b", of="d"), actor("d", of="c"), actor("a", of="d")]
    found = index(*circle)
    assert {"b"} == {found.body_of(one) for one in "abcd"}
    assert "x" == index(actor("x", of="x")).body_of("x")


def test_side_of():
    """The side is that of the nearest body that has one."""
    found = index(
        actor("press", of="ministry"),
        actor("ministry", of="state", side="one"),
        actor("state", side="other"),
        actor("outsider", of="gone"),
    )
    assert ["one", "one", "other", "", "", ""] == [
        found.side_of(one) for one in ("press", "ministry", "state", "outsider", "nobody", "")
    ]


def test_side_of_a_circle():
    """A circle without a side has none; with one, everybody in it has it."""
    assert "" == index(actor("a", of="b"), actor("b", of="a")).side_of("a")
    assert "one" == index(actor("a", of="b"), actor("b", of="a", side="one")).side_of("a")


def test_publisher_of():
    """A source is published by the actor that is named as its outlet, in any spelling."""
    found = index(
        actor("bn", name="Beijing News", also=(Name("新京报", "zh"),)),
        actor("second", name="BEIJING NEWS"),
        actor("trend", name="Trend"),
        sources=[
            source("a", publisher="Béijing news"),
            source("b", publisher="Other", label="新京报"),
            source("c", publisher="Nobody"),
            source("d", publisher="Trend", label="Other"),
        ],
    )
    assert {"a": "bn", "b": "bn"} == found.publisher_of


def test_links_of_each_kind():
    """Every field that names an id is a link, with the kinds that may stand there."""
    assert [FieldLink("of", "b", ("actor",))] == list(links(actor("a", of="b")))
    assert [
        FieldLink("within", "b", ("place",)),
        FieldLink("according-to", "c", ("actor",)),
    ] == list(links(place("a", within=(Within("b", "c"),))))
    assert [("at", "p"), ("with", "x"), ("part-of", "w")] == [
        link[:2] for link in links(event("e", at=("p",), with_=("x",), part_of="w"))
    ]
    assert [("about", "p"), ("about", "x")] == [
        link[:2] for link in links(question("q", about=("p", "x")))
    ]
    full = claim(
        "c", by="x", via=("r",), to=("y",), event="e", at=("p",),
        answers=making.number("q", 7), repeats="d",
    )  # fmt: skip
    fields = [link.field for link in links(full)]
    assert ["by", "via", "to", "event", "at", "answers", "repeats"] == fields


def test_linked_from():
    """Who names an object is known by field; naming oneself does not count."""
    found = index(
        actor("x", of="x"),
        claim("a", by="x", to=("x",)),
        claim("b", by="x"),
        event("e", with_=("x",)),
    )
    assert (("a", "by"), ("a", "to"), ("b", "by"), ("e", "with")) == found.linked_from["x"]
    assert ("a", "b") == found.naming("x", "by", "to")
    assert () == found.naming("nobody", "by")


def test_answers_are_by_date():
    """The claims that answer a question come by date."""
    found = index(
        claim("late", said="2020-09-28", answers=making.number("q", 7)),
        claim("early", said="2020-09-27", answers=making.words("q", "many")),
        claim("other"),
    )
    assert {"q": ("early", "late")} == found.answers


def test_citations_are_found_from_the_source():
    """Objects are known by the passage and by the source that they cite, each once."""
    found = index(
        claim("a", cites=["key p1 some quoted words", "key p1", "key p2"]),
        event("e", cites=(making.cite("key p1"), making.cite("other"))),
        place("p", cites=(making.cite("key"),)),
        actor("x"),
    )
    assert {
        ("key", "p1"): ("a", "e"),
        ("key", "p2"): ("a",),
        ("key", ""): ("p",),
        ("other", ""): ("e",),
    } == found.cited_by
    assert {"key": ("a", "e", "p"), "other": ("e",)} == found.resting_on


def test_what_pages_use_and_mention():
    """Mentions, citing pages and the homes of coverage and bibliography come by page name."""
    where = Where("x.md", 1)
    one = Page(
        "b",
        references=(Reference("x", "", where), Reference("x", "actor", where)),
        cites=(cite("key"),),
        coverages=("key",),
        source_lists=(SourceList((), None),),
    )
    two = Page("a", references=(Reference("x", "", where),), cites=(cite("key"),))
    found = Index({"b": one, "a": two}, {}, {})
    assert {"x": ("a", "b")} == found.mentioned_on
    assert {"key": ("a", "b")} == found.citing_pages
    assert {"key": "b"} == found.coverage_home
    assert {} == found.bibliography_homes


def test_sources_are_at_home_where_they_are_listed():
    """A list that takes some sources goes before one that takes all, whatever the pages' names."""
    sources = {key: key for key in ("one", "two", "three")}
    every = Page("a", source_lists=(SourceList((), None),))
    some = Page("b", source_lists=(SourceList((), ("one", "two")),))
    other = Page("c", source_lists=(SourceList((), ("two",)),))
    none = Page("d", source_lists=(SourceList((), ()),))
    for some_pages, expected in (
        ([], {}),
        ([every], {"one": "a", "two": "a", "three": "a"}),
        ([other, some, none], {"one": "b", "two": "b"}),
        ([every, some], {"one": "b", "two": "b", "three": "a"}),
    ):
        assert (
            expected
            == Index({page.docname: page for page in some_pages}, sources, {}).bibliography_homes
        )


@given(st.permutations(["a", "b", "c"]))
def test_order_in_which_pages_are_read_does_not_count(order):
    """Pages read in any order, as with parallel reading, give one and the same index."""
    content = {
        "a": [actor("x", name="first", side="one"), claim("c1", by="x", denies="c2")],
        "b": [actor("x", name="second"), claim("c2", by="y"), actor("y", of="x")],
        "c": [claim("c3", repeats="c2"), event("c1")],
    }
    straight, shuffled = pages(content), pages({name: content[name] for name in order})
    assert standings(straight) == standings(shuffled)
    for name in ("objects", "home", "duplicates", "relations", "linked_from"):
        assert getattr(straight, name) == getattr(shuffled, name)
        assert list(getattr(straight, name)) == list(getattr(shuffled, name))


def test_kind_of():
    """The word for a kind is the name of its directive."""
    objects = [actor("a"), place("a"), event("a"), question("a"), claim("a")]
    assert ["actor", "place", "event", "question", "claim"] == [kind_of(one) for one in objects]


def test_check_of_a_large_circle_ends():
    """Cycles of every kind, one inside the other, are reported and do not hang."""
    chance = random.Random(1)
    names = [f"c{number}" for number in range(60)]
    made = [claim(name, repeats=" ".join(chance.sample(names, 3))) for name in names]
    made += [actor(f"a{number}", of=f"a{(number + 1) % 30}") for number in range(30)]
    codes = {problem.code for problem in check(index(*made))}
    assert Code.RELATION_CYCLE in codes


def test_sentence_that_ends_a_sentence_has_one_full_stop():
    """A claim that a text names by a link without words is a sentence of its own."""
    said = claim("three", "office", text="The office said so.")
    link = UNNAMED.format("three")
    known = index(actor("office", text=f"It speaks in {link}. It spoke: {link}"), said)
    shown = "It speaks in The office said so. It spoke: The office said so."
    assert shown == known.objects["office"].text
