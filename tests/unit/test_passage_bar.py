"""A source at a glance: how long its passages are, what became of their claims, who speaks."""

from __future__ import annotations

import pytest

from drawn import addresses, locate, parse, read
from making import HERE, actor, claim, source
from sphinx_dossier.answers.coverage import Again, PassageSpan, coverage
from sphinx_dossier.answers.passage_bar import GRADES, grade_of, passage_bar
from sphinx_dossier.core.checks import check
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.manifests import decompose
from sphinx_dossier.core.model import STATUSES
from sphinx_dossier.core.page import Page, SourcePart
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.status import standings
from sphinx_dossier.pictures.passage_bar_html import draw_passage_bar
from sphinx_dossier.sphinx.markup import Tag
from sphinx_dossier.sphinx.show.source_lists import render_coverage

TEXT = "A title\nThree boats were lost.\nOne was found.\nThree boats again\nadmin"
SIDES = {"shore": "Shore", "sea": "Sea"}


def paper(*claims, text=TEXT, sides=SIDES, coverages=("bn",), parts=()):
    """An index with two bodies of each side, a paper and its passages."""
    bodies = (actor(f"{side}-{one}", side=side) for side in sides for one in ("a", "b"))
    actors = (*bodies, actor("paper", name="BN", kind="media"), actor("un"))
    last = len(text.split("\n")) - 1
    manifest = decompose(text, "bn", "s", {f"p{last}": "furniture", "p3": "caption"})
    pages = {
        "a": Page("a", objects=(*actors, *claims)),
        "s": Page("s", coverages=coverages, parts=parts),
    }
    return Index(pages, {"bn": source("bn", label="BN")}, {"bn": manifest})


def test_each_status_has_one_grade():
    """A status without a grade would leave a claim without ink; one is only the next of another."""
    graded = [status for of in GRADES.values() for status in of]
    assert sorted({*STATUSES} - {"composite"}) == sorted(graded)


def test_bar_counts_claims_by_what_became_of_them():
    """Furniture is left out, each claim is counted once, and who prints it is on no side."""
    made = paper(
        claim("said", "shore-a", cites=["bn p1", "bn p3"]),
        claim("no", "sea-a", denies=["said"], cites=["bn p2"]),
        claim("late", "shore-b", said="2020-09-28"),
        claim("bent", "paper", drifted_from=["late"], cites=["bn p1"]),
        claim("un-said", "un", cites=["bn p1"]),
    )
    bar = passage_bar(made, "bn")
    assert ["p0", "p1", "p2", "p3"] == [one.id for one in bar.segments]
    assert [2, 4, 3, 3] == [one.words for one in bar.segments]
    assert 12 == bar.words
    assert [(), ("changed", "against", "one"), ("one",), ("against",)] == [
        one.grades for one in bar.segments
    ]
    assert {"changed": 1, "against": 1, "one": 2} == bar.grades
    assert [(), {"shore", ""}, {"sea"}, {"shore"}] == [
        one.sides and {*one.sides} for one in bar.segments
    ]


def test_changed_words_are_never_shown_as_corroborated():
    """A claim that drifted and has a partner counts as changed: the worst is said first."""
    made = paper(
        claim("first", "shore-a"),
        claim("bent", "sea-a", drifted_from=["first"], corroborates=["other"], cites=["bn p1"]),
        claim("other", "un"),
    )
    assert {"drifted", "corroborated"} <= {*standings(made)["bent"].marks}
    assert ("changed",) == passage_bar(made, "bn").segments[1].grades
    assert "several" == grade_of(made, "other")


def test_what_is_later_is_a_grade_of_its_own():
    """Seen from a day before it was said, it is hollow, whatever became of it since."""
    made = paper(claim("said", "shore-a", said="2020-10-05", cites=["bn p1"]))
    early = Index(made.pages, made.sources, made.manifests, as_of=claim("x").said)
    assert ("later",) == passage_bar(early, "bn").segments[1].grades
    assert ("one",) == passage_bar(made, "bn").segments[1].grades


def test_source_without_manifest():
    """It has no passages, and that is no failure."""
    made = Index({"a": Page("a")}, {"bn": source("bn")}, {})
    assert () == passage_bar(made, "bn").segments
    assert 0 == passage_bar(made, "bn").words


def test_bar_is_a_list_of_named_links():
    """Every piece leads to its passage, is as long as its words, and has a cell for each claim."""
    made = paper(claim("said", "shore-a", cites=["bn p1"]), claim("no", "sea-a", denies=["said"]))
    drawn = draw_passage_bar(passage_bar(made, "bn"), locate, SIDES)
    assert {f"s.html#bn-p{number}" for number in range(4)} == addresses(drawn)
    pieces = [*parse(drawn)]
    assert ["--dossier-words:2", "--dossier-words:4"] == [one.get("style") for one in pieces[:2]]
    names = [one.find("a").get("aria-label") for one in pieces]
    assert "¶ 0, title, 2 words: no claim" == names[0]
    assert "¶ 1, body, 4 words: 1 denied, disputed or replaced" == names[1]
    cells, number, marks = pieces[1].find("a")
    assert ["dossier-grade-against"] == [one.get("class") for one in cells]
    assert "1" == number.text
    assert ["dossier-side dossier-side-0"] == [one.get("class") for one in marks]


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_each_side_has_a_mark_of_its_own(count):
    """Two to six sides, and those on none: as many marks, always in the order of the settings."""
    sides = {f"s{number}": f"Side {number}" for number in range(count)}
    claims = [claim(f"c-{side}", f"{side}-a", cites=["bn p1"]) for side in reversed(sides)]
    made = paper(*claims, claim("c-un", "un", cites=["bn p1"]), sides=sides)
    piece = parse(draw_passage_bar(passage_bar(made, "bn"), locate, sides))[1]
    wanted = [f"dossier-side dossier-side-{place}" for place in (*range(count), "none")]
    assert wanted == [one.get("class") for one in piece.find("a")[2]]


def test_bar_without_a_page_of_passages():
    """There is nowhere to lead to: the pieces keep their names, and are no links."""
    made = paper(claim("said", "shore-a", cites=["bn p1"]), coverages=())
    drawn = draw_passage_bar(passage_bar(made, "bn"), locate, SIDES)
    assert set() == addresses(drawn)
    assert "img" == parse(drawn)[1][0].get("role")


def test_longest_passage_fits_on_a_phone():
    """Lengths are to scale, and a long passage makes all of them shorter."""
    made = paper(text="T\n" + "word " * 900 + "\nadmin")
    style = parse(draw_passage_bar(passage_bar(made, "bn"), locate, SIDES)).get("style")
    scale = float(style.removeprefix("--dossier-word:").removesuffix("px"))
    assert 280 < 900 * scale < 300


def test_nothing_is_shown_in_full_twice():
    """What an earlier passage says too is one line there, or none where that is all of it."""
    made = paper(
        claim("said", "shore-a", cites=["bn p1", "bn p2", "bn p3"]),
        claim("more", "sea-a", cites=["bn p2"]),
    )
    passages = coverage(made, "bn").passages
    assert passages[1].same_as is None
    again = [one for one in passages[2].rows if isinstance(one, Again)]
    assert [("said", "p1")] == [(one.line.claim.anchor, one.passage.label) for one in again]
    assert ("p1", ()) == (passages[3].same_as.label, passages[3].rows)
    assert 3 == coverage(made, "bn").covered
    items = [read(one) for one in render_coverage(coverage(made, "bn"), SIDES)[-1].parts]
    assert "(shown at ¶ 1)" in items[2]
    assert items[3].endswith("What it says is shown at ¶ 1.")


def test_parts_of_a_source():
    """Each part has its passages, and the head has the way to each of them."""
    parts = (("p0", "Beginning"), ("p2", "Rest"))
    made = paper(claim("said", "shore-a", cites=["bn p1", "bn p3"]))
    head = coverage(made, "bn", PassageSpan("", "p0"), parts)
    assert ((), 4) == (head.passages, len(head.bar.segments))
    assert [("Beginning", "p0", "p1"), ("Rest", "p2", "p3")] == [
        (one.heading.label, one.first, one.last) for one in head.parts
    ]
    first, rest = (coverage(made, "bn", PassageSpan(*ends)) for ends in (("p0", "p2"), ("p2", "")))
    assert ["p0", "p1"] == [one.id for one in first.passages]
    assert ["p2", "p3", "p4"] == [one.id for one in rest.passages]
    # Also where it is shown in another part.
    assert "p1" == rest.passages[1].same_as.label
    assert first.bar is None
    shown = render_coverage(head, SIDES)
    jumps = shown[-1]
    assert isinstance(jumps, Tag)
    assert ["Beginning ¶\xa00–1", "Rest ¶\xa02–3"] == [read(one) for one in jumps.parts]


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        (["p0", "p2"], []),
        (["p0", "p9"], [Code.UNKNOWN_PASSAGE]),
        (["p2", "p1"], [Code.BAD_VALUE]),
        (["p2", "p2"], [Code.BAD_VALUE]),
    ],
)
def test_parts_are_in_order(passages, expected):
    """A part begins with a passage that is there, behind the one before."""
    parts = tuple(SourcePart("bn", one, "Part", HERE) for one in passages)
    found = [one.code for one in check(paper(parts=parts)) if one.where == HERE]
    about = (Code.UNKNOWN_PASSAGE, Code.BAD_VALUE)
    assert expected == [code for code in found if code in about]
