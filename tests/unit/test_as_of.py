"""The as-of day: what is later is there, hollow, and counts for nothing of the day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import actor, cite, claim, event, index, number, on_day, place, question
from sphinx_dossier.answers.chain import chain
from sphinx_dossier.answers.evidence import evidence
from sphinx_dossier.answers.figures import figures
from sphinx_dossier.answers.filters import Filter
from sphinx_dossier.answers.geography import geography
from sphinx_dossier.answers.ledger import ledger
from sphinx_dossier.answers.object_record import record
from sphinx_dossier.answers.question_state import QuestionState, question_state
from sphinx_dossier.answers.relations import relations
from sphinx_dossier.answers.timeline import timeline
from sphinx_dossier.answers.uses import VIEWS, ChainUse, LedgerUse, Showing, TimelineUse
from sphinx_dossier.core.as_of import is_later
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.model import NotBefore
from sphinx_dossier.core.status import standings
from sphinx_dossier.locale import words
from sphinx_dossier.pictures.figure_bars import bar_of
from sphinx_dossier.pictures.relations_choice import choice_of_all

DAY = "2031-03-02"
SIDES = ("shore", "sea")
BODIES = [
    actor("crown", side="shore"), actor("guild", side="sea"), actor("north"), actor("south"),
    place("port", coord=(1.0, 2.0)), place("isle", coord=(3.0, 4.0)),
]  # fmt: skip
LOST = question("lost", unit="boats")


def lost(identifier, by, boats, said=DAY, **fields):
    """A claim that gives a number of lost boats."""
    return claim(identifier, by, said, answers=number("lost", boats), **fields)


def dossier(*objects):
    """An index of one page that follows events up to the second of March."""
    return on_day(index(*BODIES, LOST, *objects), DAY)


@pytest.mark.parametrize(
    ("date", "day", "expected"),
    [
        ("2031-03-03", DAY, True),
        (DAY, DAY, False),
        ("2031-03-03T00:09+04:00", DAY, True),
        ("2031-03-02T23:59-10:00", DAY, False),
        ("[2031-03-02..2031-03-03]", DAY, False),
        ("[2031-03-03..2031-03-04]", DAY, True),
        ("2031-03", DAY, False),
        ("2031-04", "2031-03", True),
        ("2031", DAY, False),
        ("../2031-03-09", DAY, False),
        ("2031-03-03/..", DAY, True),
        ("2031-03-02T18:00+04:00", "2031-03-02T18:00+04:00", False),
        ("2031-03-02T15:00+00:00", "2031-03-02T18:00+04:00", True),
        ("2031-03-02T20:00+09:00", "2031-03-02T18:00+04:00", False),
        ("2031-03-09", "2031-03-01/..", False),
        ("9999-12-31T23:59-05:00", "0001-01-01T00:00+05:00", True),
        ("0001-01-01T00:00+05:00", "9999-12-31T23:59-05:00", False),
    ],
)
def test_is_later(date, day, expected):
    """What may have been before the end of the day belongs to it; moments are those of UTC."""
    assert expected is is_later(parse_date(date), parse_date(day))


def test_nothing_is_later_without_a_day_or_a_date():
    """An undated claim may be of any day."""
    assert not is_later(None, parse_date(DAY))
    assert not is_later(parse_date(DAY), None)


@given(st.dates(), st.dates())
def test_days_are_later_as_they_are_ordered(one, other):
    """Of two days at most one is later than the other, and it is the one that comes after."""
    first, second = parse_date(one.isoformat()), parse_date(other.isoformat())
    assert (one > other) is is_later(first, second)


@pytest.mark.parametrize(
    ("claims", "state"),
    [
        ([lost("a", "crown", 5, "2031-03-03")], QuestionState("open", DAY, "one origin only")),
        ([lost("a", "crown", 5), lost("b", "guild", 9, "2031-03-03")],
         QuestionState("one origin only", DAY, "contested")),
        ([lost("a", "north", 5), lost("b", "south", 5, "2031-03-03")],
         QuestionState("one origin only", DAY, "agreed")),
        ([lost("a", "crown", 5), claim("d", "guild", "2031-03-04", act="denies", denies="a")],
         QuestionState("one origin only", DAY, "contested")),
        ([lost("a", "crown", 5), lost("b", "crown", 9, "2031-03-03")],
         QuestionState("one origin only")),
    ],
)  # fmt: skip
def test_state_is_of_its_day(claims, state):
    """Neither later answers nor later denials count; what they change is said beside it."""
    expected = state._replace(as_of=parse_date(DAY) if state.as_of else None)
    assert expected == question_state(dossier(*claims), "lost")


def test_state_of_a_page_with_a_day_of_its_own():
    """A page on what came after has a later day, and its questions have their state on that."""
    made = dossier(lost("a", "north", 5, "2031-04-01"), lost("b", "south", 5, "2031-04-02"))
    page = replace(made.pages["page"], as_of=parse_date("2031-05"))
    after = replace(made, pages={"page": page}, _of_days={})
    assert QuestionState("agreed") == question_state(after, "lost")
    (row,) = ledger(after, Filter(), SIDES).rows
    assert [False, False] == [one.is_later for cell in row.cells for one in cell.rows]


def test_one_word_wherever_a_question_is_shown():
    """Ledger, figures and facts ask one function."""
    made = dossier(lost("a", "crown", 5), lost("b", "guild", 9, "2031-03-03"))
    expected = question_state(made, "lost")
    assert expected == ledger(made, Filter(), SIDES).rows[0].state
    assert expected == figures(made, Filter(), SIDES).quantities[0].state
    assert "one origin only as of 2 March 2031, later contested" == words.state(*expected)


def test_moment_of_a_view():
    """A view that asks for another day says which, also where nothing changed since."""
    made = dossier(lost("a", "crown", 5), lost("b", "crown", 9, "2031-03-03"))
    day = parse_date("2031-03-01")
    assert QuestionState("open", day, "one origin only") == question_state(made, "lost", day)
    use = LedgerUse(as_of=parse_date("2031-03-03"))
    (row,) = use.answer_on(made, Showing("page", SIDES)).rows
    assert QuestionState("one origin only", parse_date("2031-03-03")) == row.state
    assert [False, False] == [one.is_later for one in row.cells[0].rows]


def test_views_of_moments_have_the_option():
    """It is a row of their options, from which help, reference and errors are made."""
    with_day = {view.directive for view in VIEWS if "as-of" in {row.name for row in view.options}}
    assert {
        "timeline", "ledger", "figures", "objects", "map", "relations", "chain", "knowing",
        "unconfirmed", "way", "passage-bar", "own-copy",
    } == with_day  # fmt: skip


def test_ledger_marks_later_answers():
    """They stay in their cells."""
    made = dossier(lost("a", "crown", 5), lost("b", "guild", 9, "2031-03-03"))
    cells = ledger(made, Filter(), SIDES).rows[0].cells
    assert [[("a", False)], [("b", True)], []] == [
        [(one.id, one.is_later) for one in cell.rows] for cell in cells
    ]
    answers = next(one for one in record(made, "lost").groups if one.are_answers)
    assert [False, True] == [one.is_later for one in answers.rows]


def test_later_number_is_not_the_latest():
    """It has a hollow piece of the bar, and is compared with nothing."""
    made = dossier(
        lost("a", "crown", 10), lost("b", "crown", 40, "2031-03-03", updates="a"),
        lost("c", "guild", 20),
    )  # fmt: skip
    (quantity,) = figures(made, Filter(), SIDES).quantities
    shore, sea = quantity.rows
    assert (["a"], ["b"]) == tuple(
        [one.claim.anchor for one in numbers] for numbers in (shore.figures, shore.later)
    )
    assert 2.0 == quantity.verdict.ratio
    bar = bar_of(shore, quantity)
    assert (100, 25, 100) == (bar.length, bar.solid, bar.later)
    # The scale has room for what is later.
    assert (50, 100) == (bar_of(sea, quantity).length, bar_of(sea, quantity).solid)


def test_side_that_spoke_later_only():
    """It has no number of the day, and a bar that is all hollow."""
    made = dossier(lost("a", "crown", 10), lost("b", "guild", 40, "2031-03-03"))
    (quantity,) = figures(made, Filter(), SIDES).quantities
    assert (None, ()) == (quantity.verdict, quantity.rows[1].figures)
    bar = bar_of(quantity.rows[1], quantity)
    assert (100, 0, 0, 100) == (bar.length, bar.solid, bar.soft, bar.later)


def test_timeline_and_chain_mark_what_is_later():
    """Events, claims and the steps of a way."""
    made = dossier(
        event("storm", DAY), event("calm", "2031-03-05"), lost("a", "crown", 5),
        lost("b", "north", 5, "2031-03-03", repeats="a"),
    )  # fmt: skip
    moments = timeline(made, Filter()).moments
    assert {"storm": False, "a": False, "b": True, "calm": True} == {
        one.label.anchor: one.is_later for one in moments
    }
    assert [("a", False), ("b", True)] == [
        (hop.row.id, hop.row.is_later) for hop in chain(made, "a").hops
    ]
    use, showing = TimelineUse(as_of=parse_date("2031-03-05")), Showing("page", SIDES)
    assert not any(one.is_later for one in use.answer_on(made, showing).moments)
    hops = ChainUse("a", as_of=parse_date("2031-03-01")).answer_on(made, showing).hops
    assert [True, True] == [hop.row.is_later for hop in hops]


def test_map_counts_apart_what_is_later():
    """A place of which only later claims speak has an open mark."""
    made = dossier(
        claim("a", "crown", DAY, at=("port",)), claim("b", "crown", "2031-03-03", at=("port",)),
        claim("c", "crown", "2031-03-03", at=("isle",)), event("calm", "2031-04", at=("isle",)),
    )  # fmt: skip
    spots = {one.link.anchor: (one.weight, one.later) for one in geography(made, Filter()).spots}
    assert {"port": (1, 1), "isle": (0, 2)} == spots
    assert "1 claim, 1 later" == words.tied(0, 1, 1)


def test_relations_draw_later_lines_hollow():
    """What was said in time has the line; the same said later again is on none."""
    made = dossier(
        claim("a", "crown", DAY, act="accuses", to=("guild",)),
        claim("b", "crown", "2031-03-03", act="accuses", to=("guild",)),
        claim("c", "guild", "2031-03-03", act="warns", to=("crown",)),
    )
    shown = choice_of_all(relations(made, Filter()))
    edges = {
        edge.target: (edge.is_later, [one.anchor for one in edge.claims])
        for block in shown.blocks
        for edge in block.edges
    }
    assert {"guild": (False, ["a"]), "crown": (True, ["c"])} == edges
    assert shown.has_later


def test_marks_that_came_later_say_so():
    """A denial of the next day is no denial of the day; its date is beside it."""
    made = dossier(
        lost("a", "crown", 5), claim("d", "guild", "2031-03-04", act="denies", denies="a"),
        lost("c", "crown", 5, "2031-03-03"), claim("e", "guild", DAY, act="denies", denies="c"),
    )  # fmt: skip
    (denied,) = [one for one in evidence(made, "a").marks if one.status == "denied"]
    assert (True, parse_date("2031-03-04")) == (denied.is_later, denied.causes[0].claim.later)
    assert not any(one.is_later for one in evidence(made, "a").marks if one.status != "denied")
    assert [True, False] == [evidence(made, key).is_later for key in ("c", "a")]


def test_days_share_one_index():
    """Whoever asks for a day gets the same look-ups, and the dossier itself for its own day."""
    made = dossier(lost("a", "crown", 5), lost("b", "guild", 9, "2031-03-03"))
    other, own = made.seen_from(parse_date("2031-03-01")), made.seen_from(parse_date(DAY))
    assert own is made
    assert other.seen_from(parse_date(DAY)) is made
    assert made.seen_from(parse_date("2031-03-01")) is other
    assert made.known_on(parse_date(DAY)) is other.known_on(parse_date(DAY))
    assert ["a"] == [*made.known_on(parse_date(DAY)).claims]
    assert made.known_on(parse_date("2031-04")) is made
    assert ["a", "b"] == [*made.claims]


def test_what_lasts_is_taken_over_by_its_day():
    """Whoever looks from another day has that of all claims; what was known then has its own."""
    later, instants = "2031-03-04", "sphinx_dossier.core.index.Index.instants"
    first, made = (dossier(lost("a", "crown", 5), lost("b", "guild", 9, later)) for _ in range(2))
    assert {None: {}} == first.lasting_by_day()
    day = parse_date(DAY)
    for one in (first, first.known_on(day)):
        assert one.instants
    kept = first.lasting_by_day()
    assert [["a", "b"], ["a"]] == [[*kept[one][instants].spans] for one in (None, day)]
    made.take_over(kept)
    assert first.instants is made.instants
    assert first.instants is made.seen_from(parse_date("2031-03-01")).instants
    assert first.known_on(day).instants is made.known_on(day).instants
    another = replace(made, pages=dict(made.pages), _of_days={})
    assert another.instants is not made.instants
    assert another.known_on(day).instants is not made.known_on(day).instants
    assert ["a"] == [*another.known_on(day).instants.spans]
    assert ["a", "b"] == [*made.known_on(parse_date(later)).instants.spans]


def test_answers_of_one_side_by_side_figures_are_not_independent():
    """Two bodies that add up the same two figures are one origin, whatever they are called."""
    made = index(
        *BODIES, LOST, question("own"),
        claim("x", "crown", DAY, answers=number("own", 4)),
        claim("y", "guild", DAY, answers=number("own", 12)),
        lost("a", "north", 16, repeats="x y"), lost("b", "south", 16, repeats="x y"),
    )  # fmt: skip
    assert QuestionState("one origin only") == question_state(made, "lost")
    both = index(*BODIES, LOST, lost("a", "north", 16), lost("b", "south", 16))
    assert QuestionState("agreed") == question_state(both, "lost")


def test_claim_that_can_only_be_later_is_later():
    """Its own date may leave it open: then what it follows, or what was not yet said, decides."""
    first, third = claim("first", said="2020-09-27"), claim("third", said="2020-09-30")
    bound = NotBefore(parse_date("2020-09-29"), cite("wire"))
    for denial, is_denied in (
        (claim("no", by="un", said="2020-09", denies="first"), True),
        (claim("no", by="un", said="", denies="first"), True),
        (claim("no", by="un", said="2020-09", denies="first", not_before=bound), False),
        (claim("no", by="un", said="2020-09", denies="first third"), False),
        (claim("no", by="un", said="", denies="first third"), False),
    ):
        made = on_day(index(actor("un"), first, third, denial), "2020-09-28")
        assert is_denied != made.is_later("no")
        known = standings(made.known_on(parse_date("2020-09-28")))
        assert is_denied == ("denied" in known["first"].marks)
