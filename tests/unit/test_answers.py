"""What pages show of an index, as facts."""

from __future__ import annotations

import inspect
import sys
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import (
    HERE,
    about,
    actor,
    cite,
    claim,
    event,
    index,
    number,
    pages,
    place,
    question,
    source,
    words,
)
from sphinx_dossier.answers.balance import balance
from sphinx_dossier.answers.chain import chain
from sphinx_dossier.answers.cited_passages import Cited, CitedInProse, cited, cited_in_prose
from sphinx_dossier.answers.claim_rows import ClaimLine, ObjectLine, Value, Via, Way, row
from sphinx_dossier.answers.corrections import correction_head
from sphinx_dossier.answers.coverage import Again, coverage
from sphinx_dossier.answers.evidence import evidence
from sphinx_dossier.answers.figures import figures
from sphinx_dossier.answers.filters import OUTSIDE, Filter
from sphinx_dossier.answers.ledger import ledger
from sphinx_dossier.answers.object_facts import (
    Answered,
    Fact,
    FactList,
    LinkList,
    NamesIn,
    Occasion,
    Parent,
    Position,
    Printed,
    Related,
    Term,
    fact_list,
)
from sphinx_dossier.answers.object_list import object_list
from sphinx_dossier.answers.object_record import record
from sphinx_dossier.answers.page_links import Link, link, links
from sphinx_dossier.answers.page_record import page_record
from sphinx_dossier.answers.prose_names import ClaimName, name_in_prose, named, named_answer
from sphinx_dossier.answers.question_state import QuestionState, question_state
from sphinx_dossier.answers.source_record import source_record
from sphinx_dossier.answers.status_marks import Cause, Voice, mark
from sphinx_dossier.answers.timeline import timeline
from sphinx_dossier.answers.timings import Timing
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index, title
from sphinx_dossier.core.manifests import decompose
from sphinx_dossier.core.model import Answer, Basis, Name, Where, Within
from sphinx_dossier.core.page import UNNAMED, Page, Reference, SourceList, Uncited
from sphinx_dossier.locale.words import nothing_found

SIDES = ("armenian", "azerbaijani")
DAY = parse_date("2020-09-27")
SAID = Timing(DAY, is_statement=True)
BODIES = [
    actor("az", name="Azerbaijan", side="azerbaijani"),
    actor("az-mod", name="Ministry", of="az", kind="government-body", role="defence"),
    actor("arm", name="Armenia", side="armenian"),
    actor("un", name="United Nations", kind="international-organisation"),
    actor("paper", name="Beijing News", kind="media"),
]


def dossier(*objects, **more):
    """An index of ``objects`` and the actors of this file."""
    return index(*BODIES, *objects, **more)


def span(start, end):
    """A filter that takes what begins in a span."""
    return Filter(start=parse_date(start) if start else None, end=parse_date(end) if end else None)


def ids(rows):
    """The ids of the claims and objects in the rows and lines of a list."""
    return [_link(one).anchor for one in rows]


def names(rows):
    """What the objects in the rows and lines of a list are called."""
    return [_link(one).label for one in rows]


def _link(one):
    one = one.line if isinstance(one, Again) else one
    match one:
        case ClaimLine(claim=found) | ObjectLine(link=found):
            return found
    return one.text


TAKEN = question("taken", unit="villages", about=("fuzuli",), searched=(("armenian", "two sites"),))
WHO = question("who", kind="responsibility")
ANSWERS = [
    claim("a", by="az-mod", said="2020-09-28", answers=number("taken", 7)),
    claim("b", by="az", said="2020-09-27", answers=number("taken", 6)),
    claim("c", by="un", answers=number("taken", 1, 9)),
    claim("d", by="paper", answers=words("who", "az")),
]


def test_ledger_has_a_column_for_each_side_and_one_for_all_others():
    """Claims stand in the column of their speaker's side, by date; the last is for outsiders."""
    found = ledger(dossier(TAKEN, WHO, *ANSWERS), Filter(), SIDES).rows
    cells = {
        line.question.anchor: {cell.column: ids(cell.rows) for cell in line.cells} for line in found
    }
    assert {
        "taken": {"armenian": [], "azerbaijani": ["b", "a"], OUTSIDE: ["c"]},
        "who": {"armenian": [], "azerbaijani": [], OUTSIDE: ["d"]},
    } == cells
    assert [*SIDES, OUTSIDE] == [cell.column for cell in found[0].cells]
    assert [("villages", "compatible"), ("", "one origin only")] == [
        (line.unit, line.state.word) for line in found
    ]


def test_ledger_says_what_was_searched():
    """A side without a statement shows where one was looked for."""
    found = ledger(dossier(TAKEN, *ANSWERS), Filter(), SIDES).rows
    assert ["two sites", "", ""] == [cell.searched for cell in found[0].cells]


def test_what_others_pass_on_was_found():
    """Of whom somebody reports an answer, nobody says that no statement was found."""
    report = claim("r", by="paper", act="reports", via=("arm",), answers=number("taken", 3))
    made = dossier(TAKEN, report)
    (line,) = ledger(made, Filter(), SIDES).rows
    assert [(True, ()), (False, ())] == [(one.is_passed_on, one.rows) for one in line.cells[:2]]
    assert [True, False] == [one.is_passed_on for one in figures(made, Filter(), SIDES)
                             .quantities[0].rows[:2]]  # fmt: skip
    said = [
        nothing_found(what, is_passed_on=passed_on)
        for what in ("", "two sites")
        for passed_on in (False, True)
    ]
    assert [
        "Nothing recorded.", "Only as others pass it on.",
        "No statement found. Searched: two sites",
        "Only as others pass it on. Searched: two sites",
    ] == said  # fmt: skip
    envoy = dossier(
        actor("envoy", searched="two sites"),
        claim("r", by="paper", act="reports", via=("envoy",)),
    )
    first = record(envoy, "envoy").groups[0]
    assert ("said", True, ()) == (first.slug, first.is_passed_on, first.rows)


def test_ledger_puts_an_unlisted_side_outside():
    """A side that is no column still shows its claims."""
    other = [actor("x", side="third"), claim("e", by="x", answers=number("taken", 3))]
    found = ledger(dossier(TAKEN, *other), Filter(), SIDES).rows
    assert ["e"] == ids(found[0].cells[-1].rows)


def test_ledger_follows_the_filter():
    """Only questions about what is wanted, or answered in the span, in the order asked for."""
    made = dossier(TAKEN, WHO, question("free"), *ANSWERS)

    def asked(wanted):
        return [line.question.anchor for line in ledger(made, wanted, SIDES).rows]

    assert ["taken", "who", "free"] == asked(Filter())
    assert ["taken"] == asked(Filter(about=("fuzuli",)))
    assert ["who", "taken"] == asked(Filter(about=("who", "taken")))
    assert ["taken"] == asked(span("2020-09-28", ""))
    assert [] == asked(span("2021", ""))


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([], "open"),
        ([("az", number("q", 7))], "one origin only"),
        ([("az", number("q", 7)), ("az-mod", number("q", 8))], "one origin only"),
        ([("az", number("q", 7)), ("un", number("q", 5, 9))], "compatible"),
        ([("az", number("q", 7)), ("un", Answer("q", "7..", 7, None))], "compatible"),
        ([("az", number("q", 7)), ("un", Answer("q", "..9", 0, 9))], "compatible"),
        ([("az", Answer("q", "7..", 7, None)), ("un", Answer("q", "7..", 7, None))], "agreed"),
        ([("az", number("q", 7, 9)), ("un", number("q", 7, 9))], "agreed"),
        ([("az", number("q", 7, 9)), ("un", number("q", 9, 12))], "compatible"),
        ([("az", number("q", 16)), ("un", about("q", 15))], "agreed"),
        ([("az", about("q", 100)), ("un", about("q", 120))], "compatible"),
        ([("az", words("q", "Yes")), ("un", words("q", "yes"))], "agreed"),
        ([("az", number("q", 7)), ("", number("q", 7))], "one origin only"),
        ([("az", number("q", 7)), ("un", number("q", 8))], "contested"),
        ([("az", number("q", 7)), ("az-press", number("q", 8))], "one side only"),
        ([("un", number("q", 7)), ("az", number("q", 7)), ("az-press", number("q", 7))], "agreed"),
    ],
)
def test_question_state(answers, state):
    """A question is open, told by one origin or one side, agreed on, or contested."""
    made = [claim(f"c{at}", by=by, answers=one) for at, (by, one) in enumerate(answers)]
    press = actor("az-press", side="azerbaijani")
    found = question_state(dossier(press, question("q"), *made), "q")
    assert QuestionState(state) == found


def test_opinions_agree_with_no_fact():
    """A forecast of seven is no second source for seven; two forecasts are of one opinion."""
    for acts, state in ((("assesses", "asserts"), "compatible"), (("predicts", "warns"), "agreed")):
        made = [
            claim(f"by-{by}", by=by, act=act, answers=number("q", 7))
            for by, act in zip(("az", "un"), acts, strict=True)
        ]
        assert QuestionState(state) == question_state(dossier(question("q"), *made), "q")


def test_answers_that_were_replaced_contradict_nobody():
    """Who has raised a number to that of another one agrees; who was denied stays denied."""
    old = claim("old", by="az", answers=number("q", 7))
    new = claim("new", by="az", said="2020-09-28", answers=number("q", 9), updates="old")
    other = claim("other", by="un", said="2020-09-28", answers=number("q", 9))
    denial = claim("denial", by="arm", act="denies", denies="old")
    own = replace(denial, answers=(number("q", 9),))
    for made, state in (
        ([old, other], "contested"),
        ([old, new, other], "agreed"),
        ([old, new], "one origin only"),
        ([old, new, denial], "contested"),
        ([old, new, own], "agreed"),
        ([old, new, claim("copy", by="paper", repeats="old", answers=number("q", 7)), other],
         "agreed"),
    ):  # fmt: skip
        assert QuestionState(state) == question_state(dossier(question("q"), *made), "q")


def test_answers_that_were_taken_back_contradict_nobody():
    """Nobody says any more what he has corrected or denied himself."""
    made = [
        claim("one", by="az", answers=number("q", 7)),
        claim("two", by="un", answers=number("q", 9)),
    ]
    for by, relation, answers, state in (
        ("un", "corrects", (), "one origin only"),
        ("un", "denies", (), "one origin only"),
        ("un", "corrects", number("r", 3), "contested"),
        ("arm", "corrects", (), "contested"),
    ):
        two = replace(made[1], answers=(*made[1].answers, number("r", 5)))
        later = claim("later", by=by, answers=answers, **{relation: "two"})
        found = dossier(question("q"), question("r"), made[0], two, later)
        assert QuestionState(state) == question_state(found, "q")


def test_denial_of_one_of_two_answers():
    """Who denies a claim and answers one of its questions says nothing of the other one."""
    made = dossier(
        question("q"), question("r"),
        claim("both", by="az", answers=[number("q", 7), number("r", 3)]),
        claim("denial", by="arm", act="denies", denies="both", answers=words("r", "none claimed")),
    )  # fmt: skip
    assert QuestionState("one origin only") == question_state(made, "q")
    assert QuestionState("contested") == question_state(made, "r")


@pytest.mark.parametrize(
    ("by", "act", "low", "state"),
    [
        ("arm", "denies", 7, "contested"),
        ("arm", "denies", 0, "one origin only"),
        ("arm", "asserts", 7, "one origin only"),
        ("az-mod", "denies", 7, "one origin only"),
    ],
)
def test_who_denies_and_claims_none_contradicts_a_number(by, act, low, state):
    """Whichever claim he names: the question is denied a number that another body gives."""
    made = dossier(
        question("q"),
        claim("number", by="az", answers=number("q", low)),
        claim("denial", by=by, act=act, answers=words("q", "none claimed")),
    )
    assert QuestionState(state) == question_state(made, "q")


def test_denial_that_an_agency_passes_on_contradicts_too():
    """The agency only reports, and the words are a denial."""
    none = words("q", "none claimed")
    made = dossier(
        question("q"), claim("number", by="az", answers=number("q", 7)),
        claim("denial", by="arm", act="denies"),
        claim("copy", by="paper", act="reports", via=("arm",), repeats="denial", answers=none),
    )  # fmt: skip
    assert QuestionState("contested") == question_state(made, "q")


def test_denial_that_was_taken_back():
    """A denial that its speaker has corrected contradicts nobody any more."""
    made = [
        claim("c", by="az", answers=number("q", 7)),
        claim("d", by="arm", act="denies", denies="c"),
        claim("e", by="arm", said="2020-09-28", corrects="d"),
    ]
    assert QuestionState("contested") == question_state(dossier(question("q"), *made[:2]), "q")
    assert QuestionState("one origin only") == question_state(dossier(question("q"), *made), "q")


BOUNDS = st.none() | st.integers(0, 9)
RANGES = st.tuples(BOUNDS, BOUNDS).filter(
    lambda ends: ends != (None, None) and (None in ends or ends[0] <= ends[1])
)


@given(st.lists(RANGES, max_size=5), st.randoms())
def test_state_follows_from_what_answers_allow(ranges, chance):
    """Contested where two exclude each other, agreed where two are the same, else compatible."""
    bodies = [actor(f"body{at}") for at in range(len(ranges))]
    made = [
        claim(f"c{at}", f"body{at}", answers=Answer("q", "", *ends))
        for at, ends in enumerate(ranges)
    ]
    chance.shuffle(made)
    spans = [(low or 0, 9 if high is None else high) for low, high in ranges]
    pairs = [*combinations(range(len(ranges)), 2)]
    if any(max(spans[a][0], spans[b][0]) > min(spans[a][1], spans[b][1]) for a, b in pairs):
        expected = "contested"
    elif any(ranges[a] == ranges[b] for a, b in pairs):
        expected = "agreed"
    else:
        expected = "compatible" if pairs else "one origin only" if ranges else "open"
    found = question_state(dossier(question("q"), *bodies, *made), "q")
    assert QuestionState(expected) == found


def test_denied_answer_is_contested():
    """One answer is enough, if somebody of another side denies it."""
    made = dossier(
        question("q"),
        claim("c", by="az", answers=number("q", 7)),
        claim("d", by="arm", act="denies", denies="c"),
    )
    assert QuestionState("contested") == question_state(made, "q")


def test_who_claims_no_number_agrees_with_nobody():
    """To claim none is an answer that leaves a question as open as it was."""
    none = words("q", "none claimed")
    asked = question("q")
    ours = claim("c", by="az", answers=number("q", 7))
    assert "open" == question_state(dossier(asked, claim("d", by="arm", answers=none)), "q").word
    made = dossier(asked, ours, claim("d", by="arm", answers=none))
    assert "one origin only" == question_state(made, "q").word
    made = dossier(asked, ours, claim("d", by="arm", act="denies", denies="c", answers=none))
    assert "contested" == question_state(made, "q").word


def test_timeline_order():
    """By day; on a day events first, whole days before times, then by the moment and the id."""
    made = dossier(
        event("war", "2020-09-27T08:03+04:00"),
        event("day", "2020-09-27"),
        event("month", "2020-09"),
        event("eve", "2020-09-26"),
        event("undated"),
        claim("late", by="az", said="2020-09-27T09:00+04:00"),
        claim("early", by="az", said="2020-09-27T04:30Z"),
        claim("b", by="arm", said="2020-09-27"),
        claim("a", by="arm", said="2020-09-27"),
        claim("never", by="arm", said=""),
    )
    found = timeline(made, Filter()).moments
    assert ["month", "eve", "day", "war", "a", "b", "early", "late"] == [
        one.label.anchor for one in found
    ]
    assert [True] * 4 + [False] * 4 == [one.is_event for one in found]
    assert ["2020-09", "2020-09-26", *["2020-09-27"] * 6] == [one.day for one in found]
    assert parse_date("2020-09-27T08:03+04:00") == found[3].date
    assert ["armenian", "azerbaijani"] == [found[4].side, found[7].side]


def test_what_is_past_weighs_less_than_what_is_new():
    """On the day of a claim, one on an event that was long over gives way to one on today."""
    made = dossier(
        event("then", "1992/1994"),
        event("now", "2020-09-27"),
        event("open", "1988/.."),
        claim("past", "un", "2020-09-28", to=("az",), event="then"),
        claim("fresh", "un", "2020-09-28", to=("az",), event="now"),
        claim("lasting", "un", "2020-09-28", to=("az",), event="open"),
    )
    weights = {one.label.anchor: one.weight for one in timeline(made, Filter(kind="claim")).moments}
    assert weights["past"] < weights["fresh"]
    assert weights["fresh"] == weights["lasting"]


def test_timeline_follows_the_filter():
    """Events and claims are taken by kind and span, and claims by side."""
    made = dossier(event("war", "2020-09-27"), claim("a", "az"), claim("b", "arm", "2020-09-28"))

    def reported(wanted):
        return [one.label.anchor for one in timeline(made, wanted).moments]

    assert ["war"] == reported(Filter(kind="event"))
    assert ["a", "b"] == reported(Filter(kind="claim"))
    assert ["b"] == reported(span("2020-09-28", ""))
    assert ["b"] == reported(Filter(kind="claim", side="armenian"))


CHAIN = [
    claim("print", "paper", "2020-09-28", repeats="wire", drift="denial left out"),
    claim("wire", "paper", via=("arm", "un"), drifted_from="tweet?"),
    claim("tweet", "arm"),
    claim("other-print", "paper", "2020-09-27", repeats="wire"),
    claim("no", "az", denies="tweet"),
    claim("apart", "az"),
]


@pytest.mark.parametrize("asked", ["tweet", "wire", "print"])
def test_chain_begins_at_the_root(asked):
    """Whichever claim is asked for, its way is shown from the first speaker to the last copies."""
    found = chain(dossier(*CHAIN), asked).hops
    assert [("tweet", 0), ("wire", 1), ("other-print", 2), ("print", 2)] == [
        (hop.row.id, hop.depth) for hop in found
    ]
    assert [asked] == [hop.row.id for hop in found if hop.is_asked]
    assert [["no"], [], [], []] == [ids(hop.denials) for hop in found]
    assert ["", "", "", "denial left out"] == [hop.drift for hop in found]
    assert [False, True, False, False] == [hop.is_inferred for hop in found]
    assert [("via", ["Armenia", "United Nations"])] == [
        (hop.way.sort, [relay.actor.label for relay in hop.way.relays])
        for hop in found
        if hop.way.relays
    ]


def test_chain_of_two_roots_shows_each_claim_once():
    """A claim that grew out of two stands under the first of them."""
    made = dossier(claim("x", "paper", repeats="a b"), claim("a", "az"), claim("b", "arm"))
    assert [("a", 0), ("x", 1), ("b", 0)] == [
        (hop.row.id, hop.depth) for hop in chain(made, "x").hops
    ]


def test_chain_of_a_circle_ends():
    """Claims that repeat each other, and one that hangs on them, are each shown once."""
    circle = [claim("b", repeats="c"), claim("c", repeats="b"), claim("a", repeats="c")]
    assert ["b", "c", "a"] == [hop.row.id for hop in chain(dossier(*circle), "a").hops]


def test_long_chain():
    """A way of more steps than Python nests calls is walked to its end."""
    made = [claim("c0", "az")] + [claim(f"c{at}", repeats=f"c{at - 1}") for at in range(1, 300)]
    index = dossier(*made)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = chain(index, "c0").hops
    finally:
        sys.setrecursionlimit(limit)
    assert (300, 299) == (len(found), found[-1].depth)


def test_chain_of_nothing():
    """An id that is no claim has no way."""
    assert () == chain(dossier(), "az").hops


def test_coverage_counts_what_is_cited_or_excused():
    """Furniture does not count; a passage is covered by an object or by a reason."""
    manifest = decompose("T\nOne.\nTwo.\nThree.\nadmin", "bn", "s", {"p4": "furniture"})
    made = Index(
        {
            "a": Page("a", objects=(*BODIES, claim("c", "az", cites=["bn p1 some words here"]))),
            "b": Page("b", objects=(event("e", "2020", cites=(cite("bn p1"), cite("bn p0"))),)),
            "c": Page("c", coverages=("bn",), uncited=(Uncited("bn", "p2", "a repeat", HERE),)),
        },
        {"bn": source("bn", label="BN")},
        {"bn": manifest},
    )
    found = coverage(made, "bn")
    assert (3, 4, "BN") == (found.covered, found.total, found.source.label)
    assert [["e"], ["c", "e"], [], [], []] == [ids(one.rows) for one in found.passages]
    assert ["", "", "a repeat", "", ""] == [one.reason for one in found.passages]
    assert [(), ("some words here",), (), (), ()] == [one.quotes for one in found.passages]
    assert ("p1", "bn-p1", 2, "body", 1) == found.passages[1][:5]


def test_coverage_of_a_source_without_manifest():
    """A source that is not decomposed has no passages."""
    shown = coverage(dossier(sources=[source("bn")]), "bn")
    assert (0, 0, (), "", (), None, ()) == shown[1:8]


def groups(made, identifier):
    """The groups of a record: the slug of each and the ids below it."""
    return {one.slug: ids(one.rows) for one in record(made, identifier).groups}


def test_record_of_an_actor():
    """What somebody said, passed on, and what was said of them; who speaks for them; events."""
    made = dossier(
        claim("b", by="az", said="2020-09-28"),
        claim("a", by="az"),
        claim("r", by="un", via=("az",), to=("az",)),
        event("e", "2020", with_=("az",)),
        question("q", about=("az",)),
    )
    assert {
        "said": ["a", "b"], "relayed": ["r"], "about": ["r"], "voices": ["az-mod"],
        "events": ["e"], "questions": ["q"],
    } == groups(made, "az")  # fmt: skip


def test_record_of_somebody_silent():
    """Of whom nothing is recorded it is said only where one has looked."""
    assert {} == groups(dossier(), "arm")
    made = dossier(actor("envoy", of="arm", searched="two sites"), actor("nun", of="envoy"))
    (said,) = record(made, "envoy").groups[:1]
    assert ("said", (), (("", "two sites"),)) == said[:3]
    # Nobody has looked for the statements of the body itself.
    assert {"voices": ["envoy"]} == groups(made, "arm")


def by_speaker(made, identifier, slug="said"):
    """The parts of a group: for whom each speaks, and the ids below it."""
    found = next((one for one in record(made, identifier).groups if one.slug == slug), None)
    return [
        (
            [link.anchor for link in part.speakers],
            [body.anchor for body in part.bodies],
            ids(part.rows),
        )
        for part in (found.parts if found else ())
    ]


TWO_LEVELS = [
    actor("spokeswoman", of="mfa", kind="person"),
    actor("mfa", of="land", kind="government-body"),
    actor("land"),
    actor("envoy", of="land", kind="person"),
]


def test_a_body_has_what_all_who_speak_for_it_said():
    """Its own claims come first, then who said most; over two levels it says for whom."""
    made = index(
        *TWO_LEVELS,
        claim("e", "envoy"), claim("s2", "spokeswoman", "2020-09-28"), claim("s1", "spokeswoman"),
        claim("l", "land"),
    )  # fmt: skip
    assert [
        (["land"], [], ["l"]),
        (["spokeswoman"], ["mfa"], ["s1", "s2"]),
        (["envoy"], [], ["e"]),
    ] == by_speaker(made, "land")
    # The ministry says nothing but through its spokeswoman.
    assert [(["spokeswoman"], [], ["s1", "s2"])] == by_speaker(made, "mfa")
    # Who has no voices needs no headings.
    assert [([], [], ["s1", "s2"])] == by_speaker(made, "spokeswoman")


def test_a_joint_statement_counts_once():
    """Two of one state are a part of their own there; of two states each has it."""
    made = index(
        *TWO_LEVELS, actor("isle"), actor("isle-mfa", of="isle"),
        claim("both", ("envoy", "spokeswoman", "isle-mfa")), claim("alone", "envoy"),
    )  # fmt: skip
    assert [
        (["envoy"], [], ["alone"]),
        (["envoy", "spokeswoman"], [], ["both"]),
    ] == by_speaker(made, "land")
    assert [(["isle-mfa"], [], ["both"])] == by_speaker(made, "isle")
    assert [(["spokeswoman"], [], ["both"])] == by_speaker(made, "mfa")


def test_a_body_has_what_others_passed_on_from_its_voices():
    """By who said it first; what a voice of the body reports is among its claims already."""
    made = index(
        *TWO_LEVELS, actor("agency", of="land", kind="media"), actor("paper", kind="media"),
        claim("r", "paper", act="reports", via=("spokeswoman", "paper")),
        claim("own", "agency", act="reports", via=("envoy",)),
    )  # fmt: skip
    assert [(["spokeswoman"], ["mfa"], ["r"])] == by_speaker(made, "land", "relayed-from")
    assert [(["agency"], [], ["own"])] == by_speaker(made, "land")
    assert [([], [], ["own"])] == by_speaker(made, "envoy", "relayed-from")


def test_who_only_passes_on_says_nothing():
    """A medium of a state that carries a claim does not make it one of the state's."""
    made = index(
        *TWO_LEVELS, actor("agency", of="land", kind="media"), actor("other"),
        claim("c", "other", via=("agency",)),
    )  # fmt: skip
    assert {"relayed": ["c"]} == groups(made, "agency")
    assert {"voices": ["agency", "envoy", "mfa"]} == groups(made, "land")


def test_bodies_in_a_circle():
    """Who speaks for each other, which the checks report, has each claim once."""
    made = index(
        actor("a", of="b"), actor("b", of="a"), actor("c", of="a"), actor("self", of="self"),
        claim("x", "a"), claim("y", "b"), claim("z", "c"), claim("s", "self"),
    )  # fmt: skip
    assert [(["a"], [], ["x"]), (["b"], [], ["y"]), (["c"], [], ["z"])] == by_speaker(made, "a")
    assert [(["b"], [], ["y"]), (["a"], [], ["x"]), (["c"], ["a"], ["z"])] == by_speaker(made, "b")
    assert [([], [], ["s"])] == by_speaker(made, "self")
    assert ("c", "a", "b") == made.bodies_of(made.claims["z"])


@given(
    bodies=st.lists(st.sampled_from(["", *"abcdefg"]), min_size=7, max_size=7),
    spoken=st.lists(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=3, unique=True)),
)
def test_roll_up_adds_up(bodies, spoken):
    """Whoever speaks for whom: a body has each claim of its voices once, and no other."""
    actors = [actor(key, of=of) for key, of in zip("abcdefg", bodies, strict=True)]
    claims = [claim(f"c{number}", tuple(by)) for number, by in enumerate(spoken)]
    made = index(*actors, *claims)
    for body in "abcdefg":
        found = [one for _, _, part in by_speaker(made, body) for one in part]
        wanted = {one.id for one in claims if any(body in made.line_of(who) for who in one.by)}
        assert sorted(wanted) == sorted(found)
        assert sorted(wanted) == sorted(taken(made, kind="claim", by=(body,)))
        assert wanted == {one.id for one in claims if body in made.bodies_of(one)}


def test_passed_on_words_are_a_statement():
    """Of whom others passed something on it is not said that nothing was found."""
    made = dossier(claim("c", "paper", act="reports", via=("arm",)))
    assert {"relayed-from": ["c"]} == groups(made, "arm")
    assert {"said": ["c"]} == groups(made, "paper")
    made = dossier(claim("c", "paper", via=("arm", "un")))
    assert {"relayed": ["c"]} == groups(made, "arm")


def test_record_of_a_place_and_an_event():
    """Claims on the same page are in sight already and are left out."""
    made = pages({
        "here": [place("p"), event("e"), claim("near", at=("p",), event="e")],
        "there": [
            claim("far", at=("p",), event="e"), claim("to", to=("p",)), event("f", at=("p",)),
            event("part", part_of="e"), place("inner", within=(Within("p", ""),)),
        ],
    })  # fmt: skip
    assert {"about": ["far", "to"], "events": ["f"], "within": ["inner"]} == groups(made, "p")
    assert {"about": ["far"], "parts": ["part"]} == groups(made, "e")


def test_record_has_its_subject():
    """Whether the section is about the object is kept; it changes nothing that is said of it."""
    made = dossier(event("e"), claim("far", "az"))
    subject, elsewhere = record(made, "az"), record(made, "az", is_subject=False)
    assert Link("Azerbaijan", "page", "az", "actor") == subject.subject == elsewhere.subject
    assert (True, False) == (subject.is_subject, elsewhere.is_subject)
    assert subject.groups == elsewhere.groups


def test_record_of_a_question():
    """A question lists its answers, or says that there are none."""
    assert {"answers": ["b", "c", "a"]} == groups(dossier(TAKEN, *ANSWERS), "taken")
    assert {"answers": []} == groups(dossier(TAKEN), "taken")
    assert [True] == [one.are_answers for one in record(dossier(TAKEN), "taken").groups]


def test_record_names_the_pages_that_mention_it():
    """Pages that link to an object are named, but not its own."""
    to_az = (Reference("az", "", Where("x", 1)),)
    made = Index(
        {
            "home": Page("home", objects=tuple(BODIES), references=to_az),
            "b": Page("b", title="Page B", references=to_az),
            "a": Page("a", references=to_az),
        },
        {},
        {},
    )
    mentions = next(one for one in record(made, "az").groups if one.slug == "mentions")
    assert ["a", "Page B"] == names(mentions.rows)


def taken(made, **fields):
    """The ids of the objects that pass a filter."""
    return ids(object_list(made, Filter(**fields)).rows)


def test_filter_of_claims():
    """By speaker or the body behind it, by side, by what it is about, by date."""
    made = dossier(TAKEN, *ANSWERS, claim("e", "arm", to=("az",), at=("p",), event="war"))
    assert ["b", "c", "d", "e", "a"] == taken(made, kind="claim")
    assert ["b", "a"] == taken(made, kind="claim", by=("az",))
    assert ["a"] == taken(made, kind="claim", by=("az-mod",))
    # A ministry between a spokeswoman and a state has what she says too.
    between = index(*TWO_LEVELS, claim("s", "spokeswoman"), claim("e", "envoy"))
    assert ["s"] == taken(between, kind="claim", by=("mfa",))
    assert ["e", "s"] == taken(between, kind="claim", by=("land",))
    assert ["e"] == taken(made, kind="claim", side="armenian")
    assert ["c", "d"] == taken(made, kind="claim", side=OUTSIDE)
    assert ["b", "c", "a"] == taken(made, kind="claim", about=("taken",))
    assert ["b", "c", "a"] == taken(made, kind="claim", about=("fuzuli",))
    assert ["e"] == taken(made, kind="claim", about=("az",))
    assert ["e"] == taken(made, kind="claim", about=("p",))
    assert ["e"] == taken(made, kind="claim", about=("war",))
    assert ["a"] == taken(made, kind="claim", start=parse_date("2020-09-28"))


def test_filter_by_what_became_of_claims():
    """Claims of the statuses that are asked for; an option that is not used changes no address."""
    made = dossier(actor("a"), claim("one", "a"), claim("no", "b", act="denies", denies=("one",)))
    assert ["one"] == taken(made, kind="claim", status=("denied", "drifted"))
    assert [] == taken(made, kind="claim", status=("drifted",))
    assert {"one", "no"} == {*taken(made, kind="claim")}
    assert "a1bd11" == Filter().mark
    assert Filter(status=("denied",)).mark != Filter().mark


def test_filter_of_other_objects():
    """Actors by kind and side, events by date, questions by what they are about."""
    made = dossier(
        TAKEN, WHO, event("old", "1994"), event("war", "2020-09-27"), event("undated"), place("p")
    )
    assert ["arm", "az", "paper", "az-mod", "un"] == taken(made, kind="actor")
    assert ["paper"] == taken(made, kind="actor", actor_kind=("media",))
    assert ["paper", "un"] == taken(made, kind="actor", side=OUTSIDE)
    assert ["az", "az-mod"] == taken(made, kind="actor", side="azerbaijani")
    assert ["old", "war", "undated"] == taken(made, kind="event")
    assert ["old"] == taken(made, kind="event", end=parse_date("1999"))
    assert ["taken"] == taken(made, kind="question", about=("fuzuli",))
    assert ["p"] == taken(made, kind="place")


def test_filter_by_what_an_object_is_about():
    """Itself, and what it names: actors by those they speak for, places by what they lie in."""
    made = index(
        *TWO_LEVELS, place("coast"), place("port", within=(Within("coast", "land"),)),
        place("pier", within=(Within("port", ""),)), event("storm", at=("pier",), with_=("envoy",)),
        event("flood", part_of="storm"),
    )  # fmt: skip
    assert ["envoy", "land", "mfa", "spokeswoman"] == taken(made, kind="actor", about=("land",))
    assert ["mfa", "spokeswoman"] == taken(made, kind="actor", about=("mfa",))
    assert ["coast", "pier", "port"] == taken(made, kind="place", about=("coast",))
    assert ["pier"] == taken(made, kind="place", about=("pier",))
    assert ["storm"] == taken(made, kind="event", about=("pier",))
    assert ["storm"] == taken(made, kind="event", about=("envoy",))
    assert ["flood", "storm"] == taken(made, kind="event", about=("storm",))
    assert [] == taken(made, about=("nothing",))


def test_places_around():
    """What is nearest comes first; places that lie in each other come once, and so do parents."""
    made = index(
        place("a", within=(Within("b", "x"), Within("c", "y"), Within("b", "z"))),
        place("b", within=(Within("d", ""),)), place("c"), place("d", within=(Within("a", ""),)),
    )  # fmt: skip
    assert ["a", "b", "c", "d"] == made.around("a")
    assert ["gone"] == made.around("gone")


def test_balance():
    """Each side, and all outside, by claims, acts and sources; a joint statement is one of each."""
    made = dossier(
        claim("a", "az-mod", cites=["k p1", "m"]), claim("b", "az", act="denies", cites=["m"]),
        claim("j", ("arm", "az"), cites=["k"]), claim("u", "un", cites=["own"]),
        claim("n", "", act="reports"), actor("stray", side="unknown"), claim("s", "stray"),
        sources=[source("k"), source("m", label="Ministry"), source("own", label="United Nations"),
                 source("unused")],
    )  # fmt: skip
    found = balance(made, Filter(), SIDES)
    assert ("armenian", "azerbaijani", OUTSIDE) == found.columns
    assert ("claims", (1, 3, 3), 6) == found.claims
    assert [
        ("asserts", (1, 2, 2), 4), ("denies", (0, 1, 0), 1), ("reports", (0, 0, 1), 1),
    ] == sorted(found.acts)  # fmt: skip
    assert ("sources", (1, 2, 1), 3) == found.sources
    assert ("published", (0, 1, 1), 2) == found.published
    of_one_side = balance(made, Filter(side="azerbaijani"), SIDES)
    assert ("claims", (1, 3, 0), 3) == of_one_side.claims
    assert found.anchor != of_one_side.anchor


def test_filter_of_sources():
    """Sources are listed under their outlets."""
    made = dossier(sources=[source("a", label="A"), source("b")])
    assert ["A", "b"] == names(object_list(made, Filter(kind="source")).rows)


@pytest.mark.parametrize(
    ("start", "end", "date", "is_taken"),
    [
        ("", "", None, True),
        ("2020", "", None, False),
        ("2020-09-27", "2020-09-28", "2020-09-27T08:03", True),
        ("2020-09-27", "2020-09-27", "2020-09-27T23:59", True),
        ("2020-09-27", "", "2020-09", True),
        ("2020-09-27", "", "2020-09-26", False),
        ("", "2020-09-27", "2020-09-28", False),
        ("2020-09-27", "", "2020-09-26/2020-09-30", False),
        ("2020-09-27", "", "../2020-09-30", True),
    ],
)
def test_span_of_a_filter(start, end, date, is_taken):
    """What begins in the span is taken, as far as its precision tells."""
    assert is_taken == span(start, end).takes_date(parse_date(date) if date else None)


def test_links():
    """A link has the name of what it leads to, its page and kind; a bad id stays readable."""
    made = dossier(claim("c", "az", text="one two three four five six seven eight nine ten more"))
    assert Link("Azerbaijan", "page", "az", "actor") == link(made, "az")
    assert Link("the president", "page", "az", "actor") == link(made, "az", "the president")
    assert Link("nobody", "", "", "unknown") == link(made, "nobody")
    assert "one two three four five six seven eight nine ten …" == link(made, "c").label
    assert "c" == title(claim("c"))


def test_citations():
    """A citation leads to the passage where it is shown, and else to the bibliography."""
    made = Index(
        {"sources": Page("sources", source_lists=(SourceList((), None),), coverages=("bn",))},
        {"bn": source("bn", label="BN"), "other": source("other")},
        {},
    )
    passage = Link("BN", "sources", "bn-p3", "passage")
    assert Cited(passage, "p3", "three quoted words") == cited(
        made, cite("bn p3 three quoted words")
    )
    other = Link("other", "sources", "cite-other", "source")
    assert Cited(other, "p3", "") == cited(made, cite("other p3"))
    assert Cited(Link("BN", "sources", "cite-bn", "source"), "", "") == cited(made, cite("bn"))
    assert Cited(Link("gone", "", "", "unknown"), "", "") == cited(made, cite("gone"))


def test_citations_in_prose():
    """A citation in prose leads to a passage that there is, and keeps what the author wrote."""
    manifest = decompose("T\nOne.", "bn", "s", {})
    made = Index(
        {"sources": Page("sources", source_lists=(SourceList((), None),), coverages=("bn",))},
        {"bn": source("bn", "2020-09-28", label="BN")},
        {"bn": manifest},
    )
    passage, whole = (
        Link("BN", "sources", anchor, kind)
        for anchor, kind in (("bn-p1", "passage"), ("cite-bn", "source"))
    )
    day = parse_date("2020-09-28")
    assert CitedInProse(passage, day, "¶ 1") == cited_in_prose(made, "bn", "p1", "¶ 1")
    assert CitedInProse(whole, day, "¶ 9") == cited_in_prose(made, "bn", "p9", "¶ 9")
    assert CitedInProse(whole, day, "") == cited_in_prose(made, "bn", "", "")
    gone = Link("gone", "", "", "unknown")
    assert CitedInProse(gone, None, "") == cited_in_prose(made, "gone", "", "¶ 1")


def test_answer_that_names_an_object():
    """An id as the answer is shown by its name; other words and numbers stay as they are."""
    assert "Azerbaijan" == named_answer(dossier(), words("q", "az")).words
    assert "nobody yet" == named_answer(dossier(), words("q", "nobody yet")).words
    assert number("q", 7, 9) == named_answer(dossier(), number("q", 7, 9))


def test_row():
    """A row has who, when, what, how many and what became of it."""
    made = dossier(TAKEN, *ANSWERS, sources=[source("bn")])
    found = row(made, "a")
    assert ("a", parse_date("2020-09-28"), "Ministry", "azerbaijani", "asserts") == (
        found.id, found.said.date, found.speakers[0].label, found.side, found.act,
    )  # fmt: skip
    assert (Value(number("taken", 7), "villages"),) == found.values
    assert ((), found.values) == (row(made, "a", "q").values, row(made, "a", "taken").values)
    assert "single-origin" == row(made, "d").mark.status
    assert row(dossier(claim("x")), "x").speakers == ()


def test_evidence():
    """The line under a claim: speaker, way, date and its basis, passages, marks, counts."""
    made = dossier(
        claim(
            "c", by="paper", act="reports", via=("arm", "un"), cites=["bn p1", "other"],
            basis=Basis("inferred", "by the day"), to=("az",), at=("p",), event="war",
            drift="speaker dropped", searched="two sites", answers=number("q", 7), repeats="d?",
            inferred="the same words", corroborates="same",
        ),
        claim("d", by="", said=""),
        claim("same", by="un", act="asserts"),
        claim("no", by="az", denies="c"),
        sources=[source("bn"), source("other")],
    )  # fmt: skip
    found = evidence(made, "c")
    assert "Beijing News" == found.speakers[0].label
    assert ("from", ["Armenia", "United Nations"]) == (
        found.way.sort, [relay.actor.label for relay in found.way.relays],
    )  # fmt: skip
    assert (Basis("inferred", "by the day"), "reports") == (found.basis, found.act)
    assert (2, 0) == (found.reach, found.origins)
    same = ClaimLine(links(made, ["un"]), SAID, link(made, "same"))
    assert [
        Fact("answers", (Answered(link(made, "q"), number("q", 7)),)),
        Fact("denied-by", (_related(ClaimLine(links(made, ["az"]), SAID, link(made, "no"))),)),
        Fact("corroborates", (Related(same, "it is so", is_inferred=False),)),
        Fact("repeats", (Related(ClaimLine((), None, link(made, "d")), "", is_inferred=True),)),
        Fact("drift", ("speaker dropped",)),
        Fact("inferred", ("the same words",)),
        Fact("searched", ("two sites",)),
        Fact("to", (LinkList((link(made, "az"),)),)),
        Fact("at", (LinkList((link(made, "p"),)),)),
        Fact("event", (LinkList((link(made, "war"),)),)),
    ] == [*found.facts]
    assert [("denied", ["no"]), ("unattributed", [])] == [
        (one.status, [cause.claim.claim.anchor for cause in one.causes]) for one in found.marks
    ]


def _related(line: ClaimLine) -> Related:
    return Related(line, "", is_inferred=False)


def test_who_carries_the_words_of_others():
    """Whoever reports has the words from the first relay; else they came via all of them."""
    made = dossier(
        claim("a", "paper", via=("un",)), claim("b", "paper", act="reports", via=("un",))
    )
    un = (Via(link(made, "un"), is_inferred=False),)
    assert [Way("via", un), Way("from", un)] == [evidence(made, key).way for key in ("a", "b")]


def test_opinions_are_marked():
    """An assessment is not a statement of fact."""
    found = [evidence(dossier(claim("c", "un", act=act)), "c") for act in ("assesses", "asserts")]
    assert [True, False] == [one.is_opinion for one in found]


@pytest.mark.parametrize(
    ("claims", "counts"),
    [
        ([claim("c")], (0, 0)),
        ([claim("c", "az", cites=["a"])], (1, 1)),
        ([claim("c", "az", cites=["a", "b"]), claim("d", "un", corroborates="c")], (2, 2)),
    ],
)
def test_counts(claims, counts):
    """Publications and origins are counted."""
    found = evidence(dossier(*claims), "c")
    assert counts == (found.reach, found.origins)


def test_marks_have_what_brings_them_about():
    """A mark has the claims of those who deny, dispute or give the rival figure."""
    made = dossier(
        claim("c", "az", answers=number("taken", 7)),
        claim("rival", "un", answers=number("taken", 4000)),
        claim("against", "arm", disputes="c"),
        claim("worded", "az", answers=words("who", "arm")),
        claim("otherwise", "arm", answers=words("who", "az")),
    )
    marks = {one.status: one.causes for one in evidence(made, "c").marks}
    rival = Voice(link(made, "rival"), ("United Nations",))
    assert (Cause(rival, number("taken", 4000)),) == marks["rival-figures"]
    assert (Cause(Voice(link(made, "against"), ("Armenia",))),) == marks["disputed"]
    other = Cause(Voice(link(made, "otherwise"), ("Armenia",)), words("who", "Azerbaijan"))
    assert (other,) == mark(made, "worded", "disputed").causes


def test_marks_of_what_is_repeated_say_against_whom():
    """Who repeats a denied claim shows the denial, and which of the claims was denied."""
    made = dossier(
        claim("first", "az"), claim("copy", "paper", repeats="first"),
        claim("no", "arm", denies="first"), claim("both-no", "un", denies="first copy"),
    )  # fmt: skip
    causes = mark(made, "copy", "denied").causes
    assert [("both-no", None), ("no", ("Azerbaijan",))] == [
        (cause.claim.claim.anchor, cause.about and cause.about.speakers) for cause in causes
    ]


def test_marks_of_who_says_the_same():
    """Who corroborates or shares a claim brings it about, and what it was put together from."""
    made = dossier(
        claim("one", "az"), claim("two", "arm"), claim("witness", "un", corroborates="one"),
        claim("both", "paper", repeats="one two"),
    )  # fmt: skip
    assert [["witness"], ["one", "two"]] == [
        [cause.claim.claim.anchor for cause in mark(made, *of).causes]
        for of in (("one", "corroborated"), ("both", "composite"))
    ]


def test_marks_have_all_that_brings_them_about():
    """How many are shown is for those who draw."""
    denials = [claim(f"no-{at}", "arm", denies="c") for at in range(7)]
    made = dossier(claim("c", "az"), *denials)
    assert [one.id for one in denials] == [
        cause.claim.claim.anchor for cause in mark(made, "c", "denied").causes
    ]


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("seven", ClaimName(("Ministry",), parse_date("2020-09-28T18:30+04:00"))),
        ("nameless", ClaimName((), None)),
        ("taken", "How many?"),
        ("az", "Azerbaijan"),
        ("lost", "lost"),
    ],
)
def test_link_without_words_has_who_said_it_and_when(target, name):
    """In a sentence a claim is named like a citation, anything else by its name."""
    made = dossier(
        question("taken", name="How many?"),
        claim("seven", "az-mod", "2020-09-28T18:30+04:00", text="Seven villages were taken."),
        claim("nameless", "", ""),
    )
    assert name == name_in_prose(made, target)
    sentence = f"It is {UNNAMED.format(target)}, they say."
    assert ("It is ", name, ", they say.") == named(made, sentence)


def test_link_to_a_page_has_its_title():
    """A page is named in a sentence as its title is, an object of that name before it."""
    made = Index(
        {"a": Page("a", title="Page A"), "az": Page("az", title="B", objects=BODIES)}, {}, {}
    )
    sentence = UNNAMED.format("a") + " and " + UNNAMED.format("az")
    assert ("", "Page A", " and ", "Azerbaijan", "") == named(made, sentence)


def test_facts_of_each_kind():
    """Each kind lists what is known of it, and nothing that is not."""
    made = dossier(
        TAKEN,
        place(
            "p",
            also=(Name("Füzuli", "az"), Name("Varanda", ""), Name("Fuzuli", "az")),
            garbled=("Fizuli",),
            coord=(-39.6, 47.25), precision="city", within=(Within("az", ""), Within("nk", "arm")),
            cites=(cite("bn"),),
        ),
        event(
            "e", "2020-09-27", basis=Basis("relative", ""), at=("p",), with_=("az", "arm"),
            part_of="war",
        ),
        place("bare"),
    )  # fmt: skip
    az, arm = link(made, "az"), link(made, "arm")
    assert FactList("actor", (
        Fact("kind", (Term("government-body"),)),
        Fact("role", ("defence",)),
        Fact("of", (LinkList((az,)),)),
    )) == fact_list(made, "az-mod")  # fmt: skip
    assert FactList("place", (
        Fact("within", (Parent(az, None), Parent(link(made, "nk"), arm))),
        Fact("coord", (Position((-39.6, 47.25), "city"),)),
        Fact("also", (NamesIn("az", ("Füzuli", "Fuzuli")), NamesIn("", ("Varanda",)))),
        Fact("garbled", (Printed("Fizuli"),)),
        Fact("cites", (cited(made, cite("bn")),)),
    )) == fact_list(made, "p")  # fmt: skip
    assert FactList("event", (
        Fact("when", (Occasion(Timing(DAY), Basis("relative", "")),)),
        Fact("at", (LinkList((link(made, "p"),)),)),
        Fact("with", (LinkList((az, arm)),)),
        Fact("part-of", (LinkList((link(made, "war"),)),)),
    )) == fact_list(made, "e")  # fmt: skip
    assert FactList("question", (
        Fact("kind", (Term("quantity"),)),
        Fact("unit", ("villages",)),
        Fact("about", (LinkList((link(made, "fuzuli"),)),)),
        Fact("state", (QuestionState("open"),)),
    )) == fact_list(made, "taken")  # fmt: skip
    assert FactList("place", ()) == fact_list(made, "bare")


def test_source_record():
    """What rests on a source: objects with their passages, and pages that cite it."""
    here = Page("a", title="Page A", cites=(cite("bn"),), coverages=("bn",))
    made = Index(
        {
            "a": here,
            "b": Page("b", objects=(claim("c", cites=["bn p1", "bn p2", "bn", "x p9"]),)),
        },
        {"bn": source("bn")},
        {},
    )
    found = source_record(made, "bn")
    assert ((link(made, "c"), ("p1", "p2")),) == found.objects
    assert ["Page A"] == [one.label for one in found.pages]
    assert Link("", "a", "", "page") == found.coverage
    elsewhere = source_record(made, "x")
    assert ((link(made, "c"), ("p9",)),) == elsewhere.objects
    assert (None, ()) == (elsewhere.coverage, elsewhere.pages)


def test_runs_of_passages():
    """Passages of a page that follow one another are one run; a source without any comes later."""
    manifest = decompose("T\n1.\n2.\n3.\n4.\n5.", "bn", "s", {})
    cites = ["x", "bn p1", "bn p3", "bn p2", "bn p5", "bn p99"]
    made = Index(
        {"a": Page("a", objects=(claim("c", cites=cites),)), "b": Page("b", coverages=("bn",))},
        {"bn": source("bn", title="Title"), "x": source("x")},
        {"bn": manifest},
    )
    bn, other = page_record(made, "a").footings
    assert [(1, 3, "bn-p1"), (5, 5, "bn-p5")] == [
        (run.first, run.last, run.link.anchor) for run in bn.passages
    ]
    assert ("bn", "x", ()) == (bn.source.label, other.source.label, other.passages)


@pytest.mark.parametrize(("day", "shown"), [("2020-09-27", parse_date("2020-09-27")), ("?", "?")])
def test_correction_head(day, shown):
    """A correction has its day; what is no date stays as it is."""
    assert (shown, (link(dossier(), "az"),)) == correction_head(dossier(), day, ("az",))
