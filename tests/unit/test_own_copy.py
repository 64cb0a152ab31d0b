"""What is laid beside a reader's own copy: enough to find each passage, too little to print it."""

from __future__ import annotations

import re

import pytest

from making import HERE, actor, claim, event, source
from sphinx_dossier.answers.own_copy import left_out, own_copy, shown_runs
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.manifests import decompose
from sphinx_dossier.core.model import Citation
from sphinx_dossier.core.page import Page
from sphinx_dossier.sphinx.markup import Tag, write_html
from sphinx_dossier.sphinx.nodes import as_nodes, as_written
from sphinx_dossier.sphinx.show.own_copy_desk import render_own_copy

TEXT = (
    "A title\nThe office said that three boats were lost at Allda in the storm.\nNobody denied it."
)


def paper(*objects, coverages=("bn",), date="2020-09-28"):
    """An index with a paper whose text has three passages, two bodies and what they say."""
    bodies = (
        actor("office", garbled=("Oficce", "Office of Allda")),
        actor("guild"),
        actor("paper", name="BN", kind="media"),
    )
    manifest = decompose(TEXT, "bn", "5a17")
    pages = {"a": Page("a", objects=(*bodies, *objects)), "s": Page("s", coverages=coverages)}
    return Index(pages, {"bn": source("bn", label="BN", date=date)}, {"bn": manifest})


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, 1), (3, 3), (12, 3), (13, 4), (400, 100)])
def test_a_quarter_of_the_hashes_is_shown(count, shown):
    """A run of words overlaps the next one: with all of them, one could follow the text."""
    hashes = [f"{number * 7919 % 10007:08x}" for number in range(count)]
    found = shown_runs(frozenset(hashes))
    assert shown == len(found)
    # The least ones, in an order that says nothing of that in the text.
    assert sorted(hashes)[:shown] == [*found]


def test_passages_can_be_found_and_not_read():
    """Each passage has its hash and how many words it has; no sentence and no word is there."""
    made = paper(claim("lost", "office", cites=["bn p1 three boats were lost"]))
    title, body, last = own_copy(made, "bn").passages
    assert ("p0", "title", 2, ()) == (title.id, title.role, title.words, title.notes)
    assert made.manifests["bn"].passages["p1"].sha256 == body.sha256
    assert {*body.runs} < made.manifests["bn"].passages["p1"].shingles
    assert [("lost", ("three boats were lost",), "one")] == [
        (note.line.id, note.quotes, note.grade) for note in body.notes
    ]
    assert () == last.notes
    shown = "".join(
        write_html(part, lambda link: f"{link.docname}#{link.anchor}")
        for part in render_own_copy(own_copy(made, "bn"), {})
    )
    for word in ("storm", "Nobody", "A title"):
        assert word not in shown
    assert 'data-salt="5a17"' in shown
    assert f'data-hashes="{body.sha256} {" ".join(body.runs)}"' in shown


@pytest.mark.parametrize(("pages", "expected"), [("en", "ru"), ("ru", "")])
def test_words_of_a_source_name_their_language(pages: str, expected: str) -> None:
    """Where the pages have another: its quotes, and for the script the whole copy."""
    objects = (actor("office"), claim("lost", "office", cites=["bn p1 three boats were lost"]))
    manifest = decompose(TEXT, "bn", "5a17")
    known = Index(
        {"a": Page("a", objects=objects)},
        {"bn": source("bn", language="ru")},
        {"bn": manifest},
        language=pages,
    )
    shown = "".join(
        write_html(part, lambda link: f"{link.docname}#{link.anchor}")
        for part in render_own_copy(own_copy(known, "bn"), {})
    )
    lang = f' lang="{expected}"' if expected else ""
    assert f"<q{lang}>three boats were lost</q>" in shown
    assert expected == "".join(re.findall('data-lang="(.*?)"', shown))


def test_what_was_said_against_it_and_left_out():
    """Also of what it grew out of; but not what the source has, nor what came after it."""
    made = paper(
        claim("first", "office"),
        claim("bent", "paper", drifted_from=["first"], cites=["bn p1"]),
        claim("denial", "guild", said="2020-09-27", denies=["first"]),
        claim("printed", "guild", said="2020-09-27", denies=["first"], cites=["bn p2"]),
        claim("after", "guild", said="2020-10-03", denies=["first"]),
    )
    assert ["denial"] == [one.claim.anchor for one in left_out(made, "bent", "bn")]
    assert ["denial"] == [one.claim.anchor for one in left_out(made, "first", "bn")]
    assert () == left_out(made, "denial", "bn")


def test_circle_of_origins_ends():
    """Claims that repeat each other are reported, and do not keep the build going for ever."""
    made = paper(claim("a", "office", repeats=["b"]), claim("b", "guild", repeats=["a"]))
    assert () == left_out(made, "a", "bn")


def test_source_that_has_no_date():
    """Nobody knows what it could have known: all that was said against it counts."""
    made = paper(
        claim("said", "office"), claim("no", "guild", said="2029", denies=["said"]), date=None
    )
    assert ["no"] == [one.claim.anchor for one in left_out(made, "said", "bn")]


def test_garbled_names_with_what_is_meant():
    """Every form of the dossier, with the object that it means."""
    names = own_copy(paper(), "bn").names
    assert [("Office of Allda", "office"), ("Oficce", "office")] == [
        (one.form, one.meant.anchor) for one in names
    ]


def test_what_prints_the_source_has_no_date_beside_each_passage():
    """All of it has one date, that of the source; others keep theirs."""
    made = paper(claim("own", "paper", cites=["bn p1"]), claim("lost", "office", cites=["bn p1"]))
    dates = {note.line.id: note.line.said for note in own_copy(made, "bn").passages[1].notes}
    assert dates["own"] is None
    assert dates["lost"] is not None


def test_other_objects_have_their_line_and_quotes():
    """An event that quotes a passage is noted there too, without a grade."""
    made = paper(event("storm", "2020", cites=(Citation("bn", "p1", "in the storm", HERE),)))
    (note,) = own_copy(made, "bn").passages[1].notes
    assert ("storm", ("in the storm",), "") == (note.line.link.anchor, note.quotes, note.grade)
    assert {} == own_copy(made, "bn").grades


def test_nothing_to_lay_beside():
    """A source without manifest shows that there is nothing, and no field."""
    made = Index({"a": Page("a")}, {"bn": source("bn")}, {})
    assert ["Nothing found."] == [
        part.parts[0] for part in render_own_copy(own_copy(made, "bn"), {})
    ]


def test_only_pages_have_what_the_script_reads():
    """Other builders get the promise and where else to look; no search finds the hidden words."""
    made = paper(claim("lost", "office", cites=["bn p1 three boats were lost"]))
    parts = render_own_copy(own_copy(made, "bn"), {})
    plain = "".join(node.astext() for node in as_nodes(parts))
    assert "the passages without the text" in plain
    assert "three boats" not in plain
    (written,) = as_written(parts, set(), lambda _: "")
    assert "boats" not in written.astext()
    assert "lost" not in written.astext()
    (unsearched,) = as_written(parts, None, lambda _: "")
    assert written["html"] == unsearched["html"]
    assert "" == unsearched.astext()


def test_hidden_part_is_written_hidden():
    """A reader without the script sees none of it."""
    shown = write_html(Tag("unshown", "words", classes=["x"]), lambda _: "")
    assert '<div class="x" hidden="hidden">words</div>\n' == shown
