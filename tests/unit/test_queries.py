"""What pages show of an index."""

from __future__ import annotations

import inspect
import sys

import pytest

from making import actor, cite, claim, event, index, number, pages, place, question, source, words
from sphinx_dossier.answers.chain import chain
from sphinx_dossier.answers.coverage import coverage
from sphinx_dossier.answers.evidence import evidence
from sphinx_dossier.answers.filters import OUTSIDE, Filter
from sphinx_dossier.answers.ledger import ledger
from sphinx_dossier.answers.object_list import object_list
from sphinx_dossier.answers.objects import facts, question_state, record
from sphinx_dossier.answers.parts import (
    Link,
    answer_words,
    citation_line,
    counted_in,
    link,
    mark,
    name_in_prose,
    row,
    source_label,
)
from sphinx_dossier.answers.source_record import source_record
from sphinx_dossier.answers.timeline import timeline
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index, title
from sphinx_dossier.core.manifests import decompose
from sphinx_dossier.core.model import Answer, Basis, Name, Where, Within
from sphinx_dossier.core.page import Page, Reference, SourceList, Uncited

SIDES = ("armenian", "azerbaijani")
BODIES = [
    actor("az", name="Azerbaijan", side="azerbaijani"),
    actor("az-mod", name="Ministry", of="az", kind="government-body", role="defence"),
    actor("arm", name="Armenia", side="armenian"),
    actor("un", name="United Nations", kind="international-organisation"),
    actor("paper", name="Beijing News", kind="media"),
]


def dossier(*things, **more):
    """An index of ``things`` and the actors of this file."""
    return index(*BODIES, *things, **more)


def span(start, end):
    """A filter that takes what begins in a span."""
    return Filter(start=parse_date(start) if start else None, end=parse_date(end) if end else None)


def text(line):
    """A line as a reader sees it."""
    return "".join(part if isinstance(part, str) else part.label for part in line)


def ids(answer):
    """The ids of the claims and objects in the rows and lines of a list."""
    return [
        one.id if hasattr(one, "id") else next(p.anchor for p in one if isinstance(p, Link))
        for one in answer
    ]


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
        line.question.anchor: {column: ids(rows) for column, rows, _ in line.cells}
        for line in found
    }
    assert {
        "taken": {"armenian": [], "azerbaijani": ["b", "a"], OUTSIDE: ["c"]},
        "who": {"armenian": [], "azerbaijani": [], OUTSIDE: ["d"]},
    } == cells
    assert [*SIDES, OUTSIDE] == [column for column, _, _ in found[0].cells]
    assert [("villages", "agreed"), ("", "one origin only")] == [
        (line.about, line.state) for line in found
    ]


def test_ledger_says_what_was_searched():
    """A side without a statement shows where one was looked for."""
    found = ledger(dossier(TAKEN, *ANSWERS), Filter(), SIDES).rows
    assert ["two sites", "", ""] == [searched for _, _, searched in found[0].cells]


def test_ledger_puts_an_unlisted_side_outside():
    """A side that is no column still shows its claims."""
    other = [actor("x", side="third"), claim("e", by="x", answers=number("taken", 3))]
    found = ledger(dossier(TAKEN, *other), Filter(), SIDES).rows
    assert ["e"] == ids(found[0].cells[-1][1])


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
        ([("az", number("q", 7)), ("un", number("q", 5, 9))], "agreed"),
        ([("az", number("q", 7)), ("un", number("q", 8))], "contested"),
        ([("az", number("q", 7)), ("az-press", number("q", 8))], "one side only"),
        ([("un", number("q", 7)), ("az", number("q", 7)), ("az-press", number("q", 7))], "agreed"),
    ],
)
def test_question_state(answers, state):
    """A question is open, told by one origin or one side, agreed on, or contested."""
    made = [claim(f"c{at}", by=by, answers=one) for at, (by, one) in enumerate(answers)]
    press = actor("az-press", side="azerbaijani")
    assert state == question_state(dossier(press, question("q"), *made), "q")


def test_denied_answer_is_contested():
    """One answer is enough, if somebody of another side denies it."""
    made = dossier(
        question("q"),
        claim("c", by="az", answers=number("q", 7)),
        claim("d", by="arm", act="denies", denies="c"),
    )
    assert "contested" == question_state(made, "q")


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
    assert ["month", "eve", "day", "war", "a", "b", "early", "late"] == ids(
        one.line if one.is_event else one.row for one in found
    )
    assert ["2020-09", "2020-09-26", *["2020-09-27"] * 6] == [one.day for one in found]
    assert "27 September 2020, 08:03 (UTC+4)" == found[3].date
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

    def told(wanted):
        return ids(one.line if one.is_event else one.row for one in timeline(made, wanted).moments)

    assert ["war"] == told(Filter(kind="event"))
    assert ["a", "b"] == told(Filter(kind="claim"))
    assert ["b"] == told(span("2020-09-28", ""))
    assert ["b"] == told(Filter(kind="claim", side="armenian"))


CHAIN = [
    claim("print", "paper", "2020-09-28", repeats="wire", drift="denial left out"),
    claim("wire", "paper", via=("un", "arm"), drifted_from="tweet"),
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
    assert [" via United Nations ← Armenia"] == [text(hop.via) for hop in found if hop.via]


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
            "c": Page("c", coverages=("bn",), uncited=(Uncited("bn", "p2", "a repeat"),)),
        },
        {"bn": source("bn", label="BN")},
        {"bn": manifest},
    )
    found = coverage(made, "bn")
    assert (3, 4, "BN") == (found.covered, found.total, text(found.source))
    assert [["e"], ["c", "e"], [], [], []] == [ids(one.rows) for one in found.passages]
    assert ["", "", "a repeat", "", ""] == [one.reason for one in found.passages]
    assert [(), ("some words here",), (), (), ()] == [one.quotes for one in found.passages]
    assert ("p1", "bn-p1", 2, "body", 1) == found.passages[1][:5]


def test_coverage_of_a_source_without_manifest():
    """A source that is not decomposed has no passages."""
    assert (0, 0, ()) == coverage(dossier(sources=[source("bn")]), "bn")[1:]


def groups(made, identifier):
    """The groups of a record: heading and the ids below it, or what is said of none."""
    return {one.slug: ids(one.rows) or one.empty for one in record(made, identifier).groups}


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
    """No statement found is said of everybody but media."""
    assert {"said": "No statement found."} == groups(dossier(), "arm")
    assert {} == groups(dossier(), "paper")


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


def test_folded_record_is_brief():
    """Where it is folded, a claim is a link with its speaker and day; answers stay as they are."""
    made = pages({
        "here": [*BODIES, event("e")],
        "there": [TAKEN, claim("far", "az", event="e", answers=number("taken", 7))],
    })  # fmt: skip
    (group,) = record(made, "e", is_subject=False).groups
    assert ["Azerbaijan, 27 September 2020: far"] == [text(line) for line in group.rows]
    assert ["far"] == ids(record(made, "e").groups[0].rows)
    assert record(made, "taken").groups == record(made, "taken", is_subject=False).groups


def test_record_of_a_question():
    """A question lists its answers, or says that there are none."""
    assert {"answers": ["b", "c", "a"]} == groups(dossier(TAKEN, *ANSWERS), "taken")
    assert {"answers": "No answer found."} == groups(dossier(TAKEN), "taken")


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
    assert ["a", "Page B"] == [text(line) for line in mentions.rows]


def taken(made, **fields):
    """The ids of the objects that pass a filter."""
    return ids(object_list(made, Filter(**fields)).rows)


def test_filter_of_claims():
    """By speaker or the body behind it, by side, by what it is about, by date."""
    made = dossier(TAKEN, *ANSWERS, claim("e", "arm", to=("az",), at=("p",), event="war"))
    assert ["b", "c", "d", "e", "a"] == taken(made, kind="claim")
    assert ["b", "a"] == taken(made, kind="claim", by=("az",))
    assert ["a"] == taken(made, kind="claim", by=("az-mod",))
    assert ["e"] == taken(made, kind="claim", side="armenian")
    assert ["c", "d"] == taken(made, kind="claim", side=OUTSIDE)
    assert ["b", "c", "a"] == taken(made, kind="claim", about=("taken",))
    assert ["b", "c", "a"] == taken(made, kind="claim", about=("fuzuli",))
    assert ["e"] == taken(made, kind="claim", about=("az",))
    assert ["e"] == taken(made, kind="claim", about=("p",))
    assert ["e"] == taken(made, kind="claim", about=("war",))
    assert ["a"] == taken(made, kind="claim", start=parse_date("2020-09-28"))


def test_filter_of_other_objects():
    """Actors by kind and side, events by date, questions by what they are about."""
    made = dossier(
        TAKEN, WHO, event("old", "1994"), event("war", "2020-09-27"), event("undated"), place("p")
    )
    assert ["arm", "az", "paper", "az-mod", "un"] == taken(made, kind="actor")
    assert ["paper"] == taken(made, kind="actor", actor_kind=("media",))
    assert ["az", "az-mod"] == taken(made, kind="actor", side="azerbaijani")
    assert ["old", "war", "undated"] == taken(made, kind="event")
    assert ["old"] == taken(made, kind="event", end=parse_date("1999"))
    assert ["taken"] == taken(made, kind="question", about=("fuzuli",))
    assert ["p"] == taken(made, kind="place")


def test_filter_of_sources():
    """Sources are listed under their outlets."""
    made = dossier(sources=[source("a", label="A"), source("b")])
    assert ["A", "b"] == [text(line) for line in object_list(made, Filter(kind="source")).rows]


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


def test_citation_lines():
    """A citation leads to the passage where it is shown, and else to the bibliography."""
    made = Index(
        {"sources": Page("sources", source_lists=(SourceList((), None),), coverages=("bn",))},
        {"bn": source("bn", label="BN"), "other": source("other")},
        {},
    )
    assert (Link("BN, ¶ 3", "sources", "bn-p3", "passage"), " “three quoted words”") == (
        citation_line(made, cite("bn p3 three quoted words"))
    )
    assert (Link("other, ¶ 3", "sources", "cite-other", "source"),) == (
        citation_line(made, cite("other p3"))
    )
    assert (Link("BN", "sources", "cite-bn", "source"),) == citation_line(made, cite("bn"))
    assert (Link("gone", "", "", "unknown"),) == citation_line(made, cite("gone"))


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(7, 7, "7"), (7, 9, "7–9"), (7, None, "at least 7"), (None, 9, "at most 9"), (0, 0, "0")],
)
def test_answer_words(low, high, shown):
    """A range is read with its bounds, an open one in words."""
    bounds = (None if bound is None else float(bound) for bound in (low, high))
    answer = Answer("q", "", *bounds)
    assert shown == answer_words(dossier(), answer)


def test_answer_that_names_an_object():
    """An id as the answer is shown by its name; other words stay as they are."""
    assert "Azerbaijan" == answer_words(dossier(), words("q", "az"))
    assert "nobody yet" == answer_words(dossier(), words("q", "nobody yet"))


def test_row():
    """A row tells who, when, what, how many and where it stands."""
    made = dossier(TAKEN, *ANSWERS, sources=[source("bn")])
    found = row(made, "a")
    assert ("a", "28 September 2020", "Ministry", "azerbaijani", "stated", "7 villages") == (
        found.id, found.date, found.speaker.label, found.side, found.act, found.value,
    )  # fmt: skip
    assert "nobody named" == row(dossier(claim("x")), "x").speaker.label


def test_evidence():
    """The line under a claim: speaker, way, date and its basis, passages, marks, counts."""
    made = dossier(
        claim(
            "c", by="paper", act="reports", via=("un", "arm"), cites=["bn p1", "other"],
            basis=Basis("inferred", "by the day"), to=("az",), at=("p",), event="war",
            drift="speaker dropped", searched="two sites", answers=number("q", 7), repeats="d",
        ),
        claim("d", by="", said=""),
        claim("no", by="az", denies="c"),
        sources=[source("bn"), source("other")],
    )  # fmt: skip
    found = evidence(made, "c")
    assert "Beijing News from United Nations ← Armenia" == text(found.speaker)
    assert ("date inferred: by the day", "reported") == (found.basis, found.act)
    assert "2 publications, no origins" == found.counts
    assert [
        "Answers", "Denied by", "Repeats", "What changed", "No other source found", "To", "At",
        "Event",
    ] == [fact.term for fact in found.facts]  # fmt: skip
    assert "nobody named: d" == text(found.facts[2].values[0])
    assert ["denied by Azerbaijan", "unattributed"] == [text(one.line) for one in found.marks]


def test_opinions_are_told_as_such():
    """An assessment is not a statement of fact."""
    assert "opinion: assessed" == evidence(dossier(claim("c", "un", act="assesses")), "c").act


@pytest.mark.parametrize(
    ("claims", "counts"),
    [
        ([claim("c")], "0 publications, no origins"),
        ([claim("c", "az", cites=["a"])], "1 publication, 1 origin"),
        (
            [claim("c", "az", cites=["a", "b"]), claim("d", "un", corroborates="c")],
            "2 publications, 2 origins",
        ),
    ],
)
def test_counts(claims, counts):
    """Publications and origins are counted in words."""
    assert counts == evidence(dossier(*claims), "c").counts


def test_marks_link_to_what_brings_them_about():
    """A mark names who denies, disputes or gives the rival figure."""
    made = dossier(
        claim("c", "az", answers=number("taken", 7)),
        claim("rival", "un", answers=number("taken", 4000)),
        claim("against", "arm", disputes="c"),
        claim("worded", "az", answers=words("who", "arm")),
        claim("otherwise", "arm", answers=words("who", "az")),
    )
    told = {one.status: text(one.line) for one in evidence(made, "c").marks}
    assert "rival figures: 4,000 (United Nations)" == told["rival-figures"]
    assert "disputed by Armenia" == told["disputed"]
    worded = made.claims["worded"]
    assert "disputed: Azerbaijan (Armenia)" == text(mark(made, worded, "disputed").line)


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("seven", "Ministry, 28 September 2020"),
        ("nameless", "nobody named"),
        ("taken", "How many?"),
        ("az", "Azerbaijan"),
        ("lost", "lost"),
    ],
)
def test_link_without_words_says_who_said_it_and_when(target, shown):
    """In a sentence a claim is named like a citation, anything else by its name."""
    made = dossier(
        question("taken", name="How many?"),
        claim("seven", "az-mod", "2020-09-28T18:30+04:00", text="Seven villages were taken."),
        claim("nameless", "", ""),
    )
    assert shown == name_in_prose(made, target)


@pytest.mark.parametrize(
    ("unit", "low", "high", "shown"),
    [
        ("helicopters", 1, 1, "helicopter"),
        ("civilians killed", 1, 1, "civilian killed"),
        ("bodies", 1, 1, "body"),
        ("losses", 1, 1, "loss"),
        ("people", 1, 1, "people"),
        ("helicopters", 1, 2, "helicopters"),
        ("helicopters", 1, None, "helicopters"),
        ("", 1, 1, ""),
    ],
)
def test_one_thing_is_counted_as_one(unit, low, high, shown):
    """A unit loses its plural behind exactly one."""
    assert shown == counted_in(unit, low, high)


def test_fold_of_the_evidence_tells_what_became_of_a_claim():
    """Relations and drift are named on the fold, the rest is only promised."""
    made = dossier(
        claim("first", "az", to=("arm",)),
        claim("no", "arm", denies="first"),
        claim("bare", "un", to=("az",)),
    )
    assert "Denied by and more" == evidence(made, "first").summary
    assert "More" == evidence(made, "bare").summary


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

    def told(identifier):
        return {
            one.term: [text(line) for line in one.values] for one in facts(made, identifier).facts
        }

    assert {"Kind": ["government body"], "Role": ["defence"], "Speaks for": ["Azerbaijan"]} == (
        told("az-mod")
    )
    assert {
        "Within": ["Azerbaijan", "nk, according to Armenia"],
        "Coordinates": ["39.6° S, 47.25° E (city)"],
        "Also": ["Azerbaijani: Füzuli, Fuzuli", "Varanda"],
        "As printed": ["“Fizuli”"],
        "Source": ["bn"],
    } == told("p")
    assert {
        "When": ["27 September 2020 (date relative)"],
        "Where": ["p"], "With": ["Azerbaijan, Armenia"], "Part of": ["war"],
    } == told("e")  # fmt: skip
    assert {
        "Kind": ["quantity"], "Counted in": ["villages"], "About": ["fuzuli"], "State": ["open"],
    } == told("taken")  # fmt: skip
    assert {} == told("bare")


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
    assert [("c", "¶ 1, ¶ 2")] == [(text(line), places) for line, places in found.objects]
    assert ["Page A"] == [one.label for one in found.pages]
    assert "all passages" == text(found.coverage)
    assert (("c", "¶ 9"),) == tuple(
        (text(line), places) for line, places in source_record(made, "x").objects
    )
    assert ((), ()) == (source_record(made, "x").coverage, source_record(made, "x").pages)


def test_source_label():
    """A source is cited with its outlet and date."""
    assert "BN, 28 September 2020" == source_label(source("a", "2020-09-28", label="BN"))
    assert "BN" == source_label(source("a", label="BN"))
