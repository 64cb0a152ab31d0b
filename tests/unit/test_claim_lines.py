"""Claims and other objects in lists, as a reader sees them."""

from __future__ import annotations

import pytest

from drawn import listed, read
from making import actor, cite, claim, event, index, number, place, question, source
from making import words as in_words
from sphinx_dossier.answers.cited_passages import cited
from sphinx_dossier.answers.claim_rows import (
    ClaimLine,
    ObjectLine,
    object_line,
    row,
    rows,
    speakers,
    way,
)
from sphinx_dossier.answers.page_links import Link
from sphinx_dossier.answers.same_answers import gather
from sphinx_dossier.answers.status_marks import mark
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.sphinx.show.claim_lines import (
    claim_in_brief,
    passed_on,
    render_answers,
    render_cited,
    render_line,
    render_mark,
    render_row,
    render_speakers,
)

SIDES = {"east": "Eastern side"}
BODIES = [
    actor("az", name="Azerbaijan", side="east"),
    actor("arm", name="Armenia"),
    actor("un", name="United Nations"),
    actor("paper", name="Beijing News", kind="media"),
]
TAKEN = question("taken", unit="villages")


def dossier(*objects, **more):
    """An index of ``objects`` and the actors of this file."""
    return index(*BODIES, TAKEN, *objects, **more)


def test_speaker_is_never_missing():
    """Where nobody is named that is said, and leads nowhere."""
    made = dossier(claim("named", "az"), claim("bare", ""))
    (named,), (bare,) = (
        render_speakers(speakers(made, made.claims[key])) for key in ("named", "bare")
    )
    assert ("Azerbaijan", "page") == (named.label, named.docname)
    assert ("nobody named", "") == (bare.label, bare.docname)


def test_joint_speakers():
    """Who speaks together is named together."""
    made = dossier(claim("c", "az arm un"))
    shown = read(*render_speakers(speakers(made, made.claims["c"])))
    assert "Azerbaijan, Armenia and United Nations" == shown


@pytest.mark.parametrize(
    ("act", "via", "line"),
    [
        ("reports", ("arm", "un"), "Beijing News from Armenia → United Nations"),
        ("asserts", ("arm", "un?"), "Beijing News via Armenia → probably United Nations"),
        ("reports", (), "Beijing News"),
    ],
)
def test_way(act, via, line):
    """Words came from those who said them, and via those who only carried them."""
    made = dossier(claim("c", "paper", act=act, via=via))
    found = made.claims["c"]
    assert line == read(*passed_on(render_speakers(speakers(made, found)), way(made, found)))


@pytest.mark.parametrize(
    ("citation", "line"),
    [
        ("bn p3 three quoted words", "BN, ¶ 3 “three quoted words”"),
        ("bn p3", "BN, ¶ 3"),
        ("bn", "BN"),
        ("gone", "gone"),
    ],
)
def test_citation(citation, line):
    """A citation names the source, the passage in it and the quoted words."""
    made = dossier(sources=[source("bn", label="BN")])
    assert line == read(*render_cited(cited(made, cite(citation))))


def test_citation_from_right_to_left_moves_nothing():
    """Letters of another direction are held apart from what is beside them."""
    made = dossier(sources=[source("x", label="غيلد")])
    line = read(*render_cited(cited(made, cite("x p3 غيلد"))))
    assert "\u2068غيلد\u2069, ¶ 3 “\u2068غيلد\u2069”" == line


def test_marks_name_what_brings_them_about():
    """A mark names who denies, disputes or gives the rival figure."""
    made = dossier(
        claim("c", "az", answers=number("taken", 7)),
        claim("rival", "un", answers=number("taken", 4000)),
        claim("against", "arm", disputes="c"),
        claim("worded", "az", answers=in_words("who", "arm")),
        claim("otherwise", "arm", answers=in_words("who", "az")),
        claim("bent", "paper", drifted_from="c"),
        claim("newer", "az", updates="c"),
        claim("granted", "arm", concedes="c"),
    )
    for identifier, status, line in (
        ("c", "rival-figures", "rival figures: 4,000 (United Nations)"),
        ("c", "disputed", "disputed by Armenia"),
        ("worded", "disputed", "disputed: Azerbaijan (Armenia)"),
        ("bent", "drifted", "drifted from Azerbaijan"),
        ("c", "updated", "updated by Azerbaijan"),
        ("c", "conceded", "conceded by Armenia"),
        ("c", "single-origin", "single origin"),
    ):
        assert line == read(render_mark(mark(made, identifier, status)))


def test_mark_has_room_for_three():
    """Of many who deny the first are named, and the others counted."""
    made = dossier(claim("c", "az"), *(claim(f"no-{at}", "arm", denies="c") for at in range(7)))
    line = read(render_mark(mark(made, "c", "denied")))
    assert "denied by Armenia, Armenia, Armenia and 4 more" == line


def test_put_together_is_counted():
    """How many statements a claim is made of is said, also where not all of them are named."""
    parts = [claim(f"one-{at}", "az" if at else "arm", f"2020-09-{at + 1:02}") for at in range(5)]
    names = " ".join(one.id for one in parts)
    made = dossier(*parts, claim("two", "paper", repeats="one-0 one-1?"),
                   claim("all", "paper", repeats=names))  # fmt: skip
    for whole, line in (
        ("two", "put together from 2 statements: Armenia, probably Azerbaijan"),
        ("all", "put together from 5 statements: Armenia, Azerbaijan, Azerbaijan and 2 more"),
    ):
        assert line == read(render_mark(mark(made, whole, "composite")))


def test_shared_opinion():
    """An opinion is not corroborated."""
    made = dossier(claim("c", "az", act="warns"), claim("d", "un", act="warns", corroborates="c"))
    assert "an opinion shared by United Nations" == read(render_mark(mark(made, "c", "shared")))


@pytest.mark.parametrize("end", ["denied", "denied?"])
@pytest.mark.parametrize("way", ["c", "c?"])
def test_mark_through_a_repeat_says_what_is_inferred(end, way):
    """Whether the denial or the repetition is a guess, the line says of which of them."""
    relation = "c" if end == "denied" else "c?"
    made = dossier(
        claim("c", "az"),
        claim("copy", "paper", repeats=way),
        claim("against", "arm", denies=relation),
    )
    line = read(render_mark(mark(made, "copy", "denied")))
    who = "Armenia" if end == "denied" else "probably Armenia"
    guess = "" if way == "c" else ", probably repeated here"
    assert f"denied by {who} (against Azerbaijan{guess})" == line


def test_update_of_what_is_repeated():
    """A later statement is not said against the earlier one: it takes its place."""
    made = dossier(
        claim("c", "az"), claim("copy", "paper", repeats="c"), claim("newer", "az", updates="c")
    )
    line = read(render_mark(mark(made, "copy", "updated")))
    assert "updated by Azerbaijan (instead of Azerbaijan)" == line


def test_words_lead_to_what_they_mean():
    """The status, and the words before who passed it on, are links to their legend."""
    made = dossier(claim("c", "paper", act="reports", via=("arm?",)))
    found = made.claims["c"]
    parts = passed_on(render_speakers(speakers(made, found)), way(made, found))
    parts.append(render_mark(mark(made, "c", "single-origin")))
    assert {
        "terms.html#term-from",
        "terms.html#term-probably",
        "status.html#term-single-origin",
    } < (listed(parts))


def test_row():
    """A row says who, when, how many, what, where it is printed and what became of it."""
    made = dossier(
        claim("c", "az", "2020-09-28", text="So many.", answers=number("taken", 7),
              cites=["bn p1"]),
        sources=[source("bn", label="BN")],
    )  # fmt: skip
    head, text, foot = (read(part) for part in render_row(row(made, "c"), SIDES))
    assert "Eastern side: Azerbaijan stated · 28 September 2020 · 7 villages" == head
    assert ("So many.", "BN, ¶ 1 · single origin") == (text, foot)


def test_answers_have_their_value_first():
    """What is answered comes before who said so; without a value, the whole claim."""
    made = dossier(
        claim("one", "un", answers=number("taken", 1)),
        claim("word", "un", answers=in_words("who", "az")),
        claim("none", "un", text="It said."),
    )
    lines = [
        read(render_answers(gather([row(made, key)]), SIDES)) for key in ("one", "word", "none")
    ]
    assert [
        f"{value} · United Nations · 27 September 2020{status}"
        for value, status in (
            ("1 village", "single origin"),
            ("Azerbaijan", "single origin"),
            ("It said.", "single origin"),
        )
    ] == lines


def test_equal_answers_stand_together():
    """One line for a value with all who gave it; when, and what became of each, is folded."""
    made = dossier(
        claim("a", "un", answers=number("taken", 7)),
        claim("b", "az", "2020-09-28", answers=number("taken", 7)),
        claim("c", "un", "2020-09-29", act="reports", answers=number("taken", 7)),
        claim("d", "paper", "2020-09-30", answers=number("taken", 3)),
    )
    answers = gather(rows(made, ("a", "b", "c", "d"), "taken"))
    assert [["a", "b", "c"], ["d"]] == [[one.id for one in same.rows] for same in answers]
    line, fold = render_answers(answers, SIDES).parts[0].parts
    assert (
        "7 villages · 2 speakers · United Nations, Eastern side: Azerbaijan, United Nations"
    ) == read(line)
    assert {"page.html#a", "page.html#b", "page.html#c"} <= listed([line])
    assert read(fold).startswith("The 3 statements: when, and what became of each")
    assert "Eastern side: Azerbaijan stated it · 28 September 2020" in read(fold)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (in_words("q", "at Six"), in_words("q", "at six"), True),
        (in_words("q", "at six"), in_words("q", "about six"), False),
        (number("q", 7), number("q", 7), True),
        (number("q", 7), number("q", 8), False),
        (number("q", 7), in_words("q", "7 men"), False),
    ],
)
def test_which_answers_are_equal(one, other, same):
    """The same bounds, or the same words but for capitals."""
    made = dossier(question("q"), claim("a", "un", answers=one), claim("b", "az", answers=other))
    assert (1 if same else 2) == len(gather(rows(made, ("a", "b"), "q")))


def test_answers_after_the_day_stand_apart():
    """What is later than the as-of day is not put together with what was known on it."""
    made = dossier(
        claim("a", "un", answers=number("taken", 7)),
        claim("b", "az", "2020-10-28", answers=number("taken", 7)),
    ).seen_from(parse_date("2020-09-28"))
    first, later = gather(rows(made, ("a", "b"), "taken"))
    assert (False, True) == (first.first.is_later, later.first.is_later)


def test_many_who_say_the_same_are_counted():
    """A dozen names are shown, the rest are a number; the fold has them all."""
    made = dossier(
        *(actor(f"s{i:02}") for i in range(14)),
        *(claim(f"c{i:02}", f"s{i:02}", answers=number("taken", 7)) for i in range(14)),
    )
    shown = render_answers(gather(rows(made, [f"c{i:02}" for i in range(14)], "taken")), SIDES)
    line, fold = shown.parts[0].parts
    assert read(line).startswith("7 villages · 14 speakers · s00, ")
    assert read(line).endswith(", s11, 2 more")
    assert "s13 stated it" in read(fold)


def test_lines():
    """A claim, an actor with its role, an event with its day, and anything else in one line."""
    made = dossier(
        claim("c", "az"), claim("bare", "", ""), actor("man", role="clerk"), place("p"),
        event("e", "2020-09"), event("undated"),
    )  # fmt: skip
    lines = {key: read(*render_line(object_line(made, made.objects[key]))) for key in made.objects}
    assert "Azerbaijan, 27 September 2020: c" == lines["c"]
    assert "nobody named: bare" == lines["bare"]
    assert "man · clerk" == lines["man"]
    assert ("September 2020: e", "undated", "p") == (lines["e"], lines["undated"], lines["p"])


def test_claim_in_brief_is_cut():
    """Where there are many, a claim is a line of twenty words."""
    text = " ".join(f"w{at}" for at in range(30))
    line = claim_in_brief(row(dossier(claim("c", "az", text=text)), "c"))
    link = Link("Azerbaijan", "page", "az", "actor")
    assert ((link,), parse_date("2020-09-27")) == (line.speakers, line.said.date)
    assert " ".join(f"w{at}" for at in range(20)) + " …" == line.claim.label
    assert isinstance(line, ClaimLine)
    assert not isinstance(line, ObjectLine)
