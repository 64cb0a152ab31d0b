"""What was known when: three states, threads with two edges, ledgers, stretches, six sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import actor, claim, event, index, number, on_day, question, source, words
from sphinx_dossier.answers.filters import Filter
from sphinx_dossier.answers.knowing import FEWEST, Wanted, knowing
from sphinx_dossier.answers.knowing_clock import Clock
from sphinx_dossier.answers.knowing_moment import denial_at
from sphinx_dossier.core.clocks import clock_named
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.manifests import decompose
from sphinx_dossier.core.model import Answer
from sphinx_dossier.pictures.knowing_layout import blocks_of, steps_of
from sphinx_dossier.pictures.knowing_tall import draw_tall
from sphinx_dossier.pictures.knowing_wide import draw_wide

SIDES = ("one", "two")
DAY = "2031-03-04"


def days(first=DAY, last=DAY):
    """The filter of some days."""
    return Wanted(Filter(start=parse_date(first), end=parse_date(last)))


def shown(*objects, wanted=None, sides=SIDES, **more):
    """The answer for a dossier of two speakers, one a side, and of whatever else is given."""
    made = index(actor("ann", side="one"), actor("bo", side="two"), *objects, **more)
    return knowing(on_day(made, DAY), wanted or days(), sides, "page", {})


def lone(*objects, **more):
    """The one stretch of it."""
    (stretch,) = shown(*objects, **more).stretches
    return stretch


def test_three_states_are_half_open():
    """At the last minute it has been said; at the first one not even perhaps."""
    stretch = lone(claim("a", "ann", f"{DAY}T10:00Z/{DAY}T12:00Z"))
    (one,) = stretch.statements
    assert (0, 120) == (one.earliest, one.latest)
    states = [
        (one.had_been_made(minute), one.had_perhaps_been_made(minute))
        for minute in (0, 1, 119, 120)
    ]
    assert [(False, False), (False, True), (False, True), (True, False)] == states


def test_day_alone_ends_with_its_last_minute():
    """24:00 is the end of a day, and neither 23:59 nor the next one."""
    (one,) = lone(claim("a", "ann", DAY)).statements
    assert (0, 1440) == (one.earliest, one.latest)
    assert not one.has_hour


def test_order_narrows_what_is_drawn():
    """Who denies cannot be earlier than what he denies: the picture has the narrowed spans."""
    stretch = lone(claim("late", "bo", DAY, denies="early"), claim("early", "ann", f"{DAY}T09:00Z"))
    found = {one.claim.anchor: (one.earliest, one.latest) for one in stretch.statements}
    assert 0 == found["late"][0] == found["early"][1]
    assert datetime(2031, 3, 4, 9, tzinfo=UTC) == stretch.clock.start


COUNT = question("lost", cumulative="yes", unit="boats", short="boats lost")


def test_thread_has_two_edges():
    """The greatest number that was surely said, and the greatest that was perhaps said."""
    stretch = lone(
        COUNT,
        claim("ten", "ann", f"{DAY}T06:00Z", answers=number("lost", 10)),
        claim("more", "ann", DAY, answers=number("lost", 30)),
        claim("again", "ann", f"{DAY}T20:00Z", answers=number("lost", 10)),
    )
    (thread,) = stretch.lanes[0].threads
    assert "boats lost" == thread.question.label
    assert [10, 30] == [one.size for one in thread.values]
    at = stretch.clock.minute_after
    six, last = (at(datetime(2031, 3, 4, hour, tzinfo=UTC)) for hour in (6, 20))
    assert [(None, 0.0, 30.0), (10.0, 10.0, 30.0)] == [
        one[2:] for one in steps_of(thread, stretch.clock.span) if one.end <= 1440
    ]
    assert 10 == thread.sure(six).size == thread.sure(last).size
    assert [30] == [one.size for one in thread.perhaps(last)]
    assert 30 == thread.sure(1440).size


def test_smaller_number_takes_the_place_only_by_a_correction():
    """A count that can only rise is the greatest one, unless it was corrected."""
    said = [
        claim("b", "ann", f"{DAY}T08:00Z", answers=number("lost", 20)),
        claim("c", "ann", f"{DAY}T09:00Z", answers=number("lost", 5)),
    ]
    (thread,) = lone(COUNT, *said).lanes[0].threads
    assert [5, 20] == [one.size for one in thread.values]
    corrected = replace(said[1], relations=claim("x", "ann", corrects="b").relations)
    (thread,) = lone(COUNT, said[0], corrected).lanes[0].threads
    assert [20, 5] == [one.size for one in thread.values]


def test_ledger_of_a_moment():
    """The last sure answer with its denial, the perhaps behind it, what nobody had spoken of."""
    stretch = lone(
        COUNT,
        question("who", kind="responsibility", name="Who did it?"),
        claim("ten", "ann", f"{DAY}T06:00Z", answers=number("lost", 10)),
        claim("no", "bo", f"{DAY}T18:00Z", denies="ten"),
        claim("more", "ann", "2031-03-05", answers=number("lost", 30)),
        claim("they", "bo", "2031-03-05T07:00Z", answers=words("who", "they did")),
        wanted=days(DAY, "2031-03-05"),
    )
    (known,) = [one for one in stretch.moments if one.cut.kind == "as-of"]
    assert (2, 0, 2) == known.counts
    first, second = known.columns
    (line,) = first.sure
    assert ("ten", "denied", True) == (
        line.given.statement.claim.anchor, line.denial, line.is_updated,
    )  # fmt: skip
    assert () == first.perhaps == second.sure
    assert ["Who did it?"] == [one.label for one in known.unraised]
    last = stretch.moments[-1]
    assert ("day", 2880 - 360) == (last.cut.kind, last.cut.minute)
    assert ["they"] == [one.given.statement.claim.anchor for one in last.columns[1].sure]


def test_those_on_no_side_have_a_column():
    """A line for each of them and question; what answers none is counted by act."""
    stretch = lone(
        COUNT,
        actor("un"),
        actor("press"),
        claim("ten", "ann", f"{DAY}T06:00Z", answers=number("lost", 10)),
        claim("seven", "un", f"{DAY}T07:00Z", answers=number("lost", 7)),
        claim("nine", "un", DAY, answers=number("lost", 9)),
        claim("eight", "press", f"{DAY}T08:00Z", answers=number("lost", 8)),
        claim("stop", "un", f"{DAY}T09:00Z", act="appeals"),
        claim("halt", "press", "2031-03-05", act="appeals"),
        claim("seen", "press", f"{DAY}T09:00Z", act="reports"),
        wanted=days(DAY, "2031-03-05"),
    )
    (known,) = [one for one in stretch.moments if one.cut.kind == "as-of"]
    assert [*SIDES, "outside"] == [one.side for one in known.columns]
    assert () == known.columns[0].sure[0].by == known.columns[0].acts
    others = known.columns[-1]
    assert [("press", "eight"), ("un", "nine")] == [
        (line.by[0].anchor, line.given.statement.claim.anchor) for line in others.sure
    ]
    assert [("appeals", "", 1, 0), ("reports", "", 1, 0)] == [*others.acts]
    assert () == known.unraised
    assert 2 == stretch.moments[-1].columns[-1].acts[0].sure


def test_nobody_else_needs_no_column():
    """Where all who speak are on a side there is none for others; a silent side keeps its own."""
    stretch = lone(claim("a", "ann", DAY))
    assert [*SIDES] == [one.side for one in stretch.moments[-1].columns]


def test_side_that_answers_nothing_has_not_been_silent():
    """What a side said without an answer is counted by act; a repeated answer is one."""
    stretch = lone(
        COUNT,
        claim("ten", "ann", f"{DAY}T06:00Z", answers=number("lost", 10)),
        claim("again", "ann", f"{DAY}T07:00Z", answers=number("lost", 10)),
        claim("no", "bo", f"{DAY}T08:00Z", act="denies", denies="ten"),
        claim("stop", "bo", DAY, act="appeals"),
    )
    ann, bo = stretch.moments[-1].columns
    assert ("ten", ()) == (ann.sure[0].given.statement.claim.anchor, ann.acts)
    assert ((), [("appeals", "", 1, 0), ("denies", "", 1, 0)]) == (bo.sure, [*bo.acts])


def test_short_axis_has_three_moments_all_the_same():
    """Without a script nobody gets to others: the longest pieces of the axis are halved."""
    stretch = lone(claim("a", "ann", DAY))
    found = [(one.minute, one.kind) for one in stretch.cuts]
    assert [(720, "between"), (1080, "between"), (1440, "as-of")] == found
    assert [(0, 1), (0, 1), (1, 0)] == [one.counts[:2] for one in stretch.moments]
    later = lone(claim("b", "ann", f"{DAY}T10:00Z"), claim("c", "bo", f"{DAY}T10:50Z"))
    assert [60] == [one.minute for one in later.cuts]


def test_denial_is_late_perhaps_or_there():
    """How far an answer had been denied depends on the moment alone."""
    stretch = lone(
        COUNT,
        claim("ten", "ann", f"{DAY}T06:00Z", answers=number("lost", 10)),
        claim("no", "bo", f"{DAY}T12:00Z/{DAY}T18:00Z", denies="ten"),
    )
    (value,) = stretch.lanes[0].threads[0].values
    assert ["later", "perhaps", "denied"] == [denial_at(value, at * 60) for at in (1, 7, 12)]


def test_nothing_is_said_before_it_began():
    """The first hour that a side gives for the beginning bounds what is said of the event."""
    asked = question("hour", kind="instant", about=("storm",))
    stretch = lone(
        event("storm", DAY),
        event("surge", DAY, part_of="storm"),
        asked,
        claim("six", "ann", DAY, event="storm", answers=Answer("hour", "06:00Z", None, None)),
        claim("a", "bo", DAY, event="surge"),
        claim("other", "bo", DAY),
        wanted=days()._replace(events=("storm",)),
    )
    assert {"six", "a"} == {one.claim.anchor for one in stretch.statements}
    assert datetime(2031, 3, 4, 6, tzinfo=UTC) == stretch.clock.start
    assert {(0, 1080)} == {(one.earliest, one.latest) for one in stretch.statements}
    assert [("one", 0)] == [(one.side, one.minute) for one in stretch.begun]


def test_passages_stand_where_they_could_be_written():
    """A passage of the paper could know what it passes on, not when the paper was printed."""
    paper = source("courier", "2031-03-05", publisher="Courier")
    text = "A Title\nTen boats were lost in the night.\nNothing of the sort.\n"
    stretch = lone(
        actor("courier-paper", name="Courier", kind="media"),
        claim("ten", "ann", f"{DAY}T06:00Z/{DAY}T09:30Z"),
        claim("paper", "courier-paper", "2031-03-05", repeats="ten", cites=["courier p1"]),
        sources=[paper],
        manifests=[decompose(text, "courier", "salt", {"p0": "title"})],
        wanted=days(DAY, "2031-03-05")._replace(article="courier"),
    )
    (mark,) = stretch.passages
    assert ("p1", 0, 210, True) == (mark.passage.label, mark.earliest, mark.latest, mark.has_hour)
    assert 210 in [one.minute for one in stretch.cuts if one.kind == "article"]
    assert stretch.printed[1] > 1440


def test_ways_that_changed():
    """A number that was bent on the way has a row; one that was only repeated has none."""
    stretch = lone(
        COUNT,
        actor("wire", kind="media"),
        actor("post", kind="media"),
        claim("ten", "ann", f"{DAY}T06:00Z", answers=number("lost", 10)),
        claim("kept", "wire", f"{DAY}T07:00Z", repeats="ten"),
        claim("bent", "post", f"{DAY}T08:00Z", drifted_from="kept"),
        claim("two", "ann", f"{DAY}T06:30Z", answers=number("lost", 12)),
        claim("plain", "wire", f"{DAY}T07:30Z", repeats="two"),
    )
    (way,) = stretch.relays
    assert [("kept", False), ("bent", True)] == [
        (one.statement.claim.anchor, one.has_changed) for one in way.stops
    ]
    assert ("one", "lost") == (way.side, way.question.anchor)


def in_years(years, each):
    """Claims of ten years: some full days, each with ``each`` claims, and lone ones between."""
    for year in range(years):
        for i in range(each):
            yield claim(f"y{year}-{i}", "ann" if i % 2 else "bo", f"{2031 + year}-05-0{1 + i % 2}")
        yield claim(f"lone-{year}", "ann", f"{2031 + year}-11-11")
        yield claim(f"long-{year}", "ann", f"{2031 + year}-02")


def test_ten_years_are_cut_into_stretches():
    """Full days have a figure each, of hours; the strip leads there, and the rest is counted."""
    answer = shown(*in_years(10, FEWEST), wanted=Wanted(Filter()))
    assert 6 == len(answer.stretches)
    assert 10 == len(answer.strip)
    assert all(one.clock.span <= 72 * 60 for one in answer.stretches)
    assert 10 * FEWEST == sum(bar.claims for bar in answer.strip)
    leads = [bar.figure.anchor for bar in answer.strip if bar.figure.docname]
    assert [f"knowing-{one.mark}" for one in answer.stretches] == leads
    # What no figure shows: the lone days, the months, and the stretches beyond the sixth.
    assert 20 + 4 * FEWEST == sum(one.claims for one in answer.between)


def test_few_statements_make_one_figure_all_the_same():
    """The days with most of them, where no stretch has enough."""
    answer = shown(*in_years(2, 4), wanted=Wanted(Filter()))
    assert ["20310501"] == [one.mark for one in answer.stretches]
    assert () == answer.strip


def test_no_statement_at_all():
    """There is nothing to draw, and nothing fails."""
    assert ((), (), ()) == shown(claim("a", "ann", ""))


@pytest.mark.parametrize("count", range(7))
def test_each_side_has_a_band_and_a_shape(count):
    """From no side to six: every side is drawn and named, and has the class of its mark."""
    names = {f"s{i}": f"Side {i}" for i in range(count)}
    said = [
        claim(f"c{i}{n}", f"who{i}", f"{DAY}T0{n}:00Z", answers=number("lost", 10 * n + i))
        for i in range(count)
        for n in (1, 2)
    ]
    speakers = [actor(f"who{i}", side=f"s{i}") for i in range(count)]
    stretch = lone(COUNT, *speakers, *said, claim("else", "ann", DAY), sides=tuple(names))
    for draw in (draw_wide, draw_tall):
        drawn = draw(stretch, lambda link: f"#{link.anchor}", names)
        assert drawn.count("<svg") == drawn.count("</svg>")
        assert all(f"dossier-by-{i}" in drawn for i in range(count))
        assert all(f">Side {i}<" in drawn for i in range(count)) or draw is draw_tall
        assert drawn == draw(stretch, lambda link: f"#{link.anchor}", names)


def bent_way(sides=2):
    """A paper's half of a number, passages of a paper, and numbers of so many sides."""
    text = "A Title\nTen boats were lost in the night.\nNothing of the sort.\n"
    speakers = [actor(f"who{i}", side=f"s{i}") for i in range(sides)]
    said = [
        claim(f"c{i}", f"who{i}", f"{DAY}T0{i}:00Z", answers=number("lost", 10 + i))
        for i in range(sides)
    ]
    return lone(
        COUNT,
        *speakers,
        *said,
        actor("post", kind="media"),
        claim("bent", "post", f"{DAY}T12:00Z", drifted_from="c0", cites=["courier p1"]),
        sources=[source("courier", "2031-03-05", publisher="Courier")],
        manifests=[decompose(text, "courier", "salt", {"p0": "title"})],
        wanted=days()._replace(article="courier"),
        sides=tuple(f"s{i}" for i in range(sides)),
    )


def drawn_by(draw, stretch, sides=2):
    """The picture of a stretch, in which a link has its anchor as address."""
    return draw(
        stretch, lambda link: f"#{link.anchor}", {f"s{i}": f"Side {i}" for i in range(sides)}
    )


@pytest.mark.parametrize("sides", range(2, 7))
def test_each_side_has_a_thread_on_a_phone(sides):
    """Also beside a way that bent, which takes room, and with a passage of the article."""
    drawn = drawn_by(draw_tall, bent_way(sides), sides)
    assert sides == drawn.count('class="dossier-knowing-thread')
    assert 1 == drawn.count('class="dossier-knowing-passage')
    assert ">¶ 1</text>" in drawn


@pytest.mark.parametrize(
    "stretch",
    [
        bent_way(),
        lone(actor("un"), claim("a", "un", DAY), sides=("s0", "s1")),
        lone(claim("a", "ann", DAY), sides=("one",)),
    ],
    ids=["a way and passages", "others alone", "one statement"],
)
def test_names_in_the_gutter_have_a_line_each(stretch):
    """Of a low row too: its name is longer than it is high."""
    drawn = drawn_by(draw_wide, stretch)
    gutter = [
        float(text.partition(' y="')[2].partition('"')[0])
        for text in drawn.split("<text")
        if text.startswith((' x="0"', ' x="17"'))
    ]
    assert [] == [(one, other) for one, other in pairwise(sorted(gutter)) if other - one < 13]
    assert len(gutter) > 2


def test_label_may_be_read_from_its_minute_on():
    """A number with an hour from its mark on; one of a day from the first minute of the day."""
    stretch = lone(
        COUNT,
        claim("ten", "ann", f"{DAY}T06:00Z", answers=number("lost", 10)),
        claim("more", "ann", DAY, answers=number("lost", 30)),
    )
    drawn = draw_wide(stretch, lambda _: "", dict.fromkeys(SIDES, ""))
    known = {
        text.rpartition(">")[2]: text.partition('data-known="')[2].partition('"')[0]
        for text in drawn.split("</text>")
        if "data-known" in text.rpartition("<text")[2]
        for text in [text.rpartition("<text")[2]]
    }
    assert {"10": "360", "30": "1"} == known


@given(
    st.lists(st.tuples(st.integers(-100, 3000), st.integers(0, 1500), st.booleans()), max_size=60),
    st.sampled_from((1, 2, 10)),
)
def test_lines_of_the_rest_never_meet(spans, factor):
    """Each block has lines of its own wherever it shares time with another; none is lost."""
    stretch = lone(claim("a", "ann", DAY))
    (model,) = stretch.statements
    said = [
        model._replace(earliest=start, latest=max(start + length, 1), has_hour=has_hour)
        for start, length, has_hour in spans
    ]
    blocks = blocks_of(said, 2880, factor)
    assert sum(block.lines for block in blocks) * factor >= len(said)
    for i, one in enumerate(blocks):
        for other in blocks[i + 1 :]:
            is_apart_in_time = one.end <= other.start or other.end <= one.start
            is_apart = one.top + one.lines <= other.top or other.top + other.lines <= one.top
            assert is_apart_in_time or is_apart


def test_clock_that_is_put_forward():
    """On the day of the change the axis has an hour less, and says the hours that clocks show."""
    berlin = clock_named("Europe/Berlin")
    start = datetime(2031, 3, 29, 23, tzinfo=UTC)
    clock = Clock.between(start, start + timedelta(hours=23), berlin)
    assert [("2031-03-30", 0, 60), ("2031-03-30", 180, 120)] == [one[1:] for one in clock.segments]
    assert ("2031-03-30", 60) == clock.at(60)[:2]
    assert ("2031-03-30", 240) == clock.at(180)[:2]
    assert ("2031-03-30", 1440) == clock.at(clock.span)[:2]
    assert ("2031-03-31", 60) == clock.at(clock.span + 60)[:2]


@given(st.integers(-5000, 9000))
def test_clock_and_minute_are_one(minute):
    """What clocks show in a minute is that moment, also off the axis; midnight ends a day."""
    start = datetime(2031, 3, 4, 5, tzinfo=UTC)
    clock = Clock.between(start, start + timedelta(hours=40), UTC)
    local = clock.at(minute)
    moment = datetime.combine(date.fromisoformat(local.day), datetime.min.time(), UTC)
    assert start + timedelta(minutes=minute) == moment + timedelta(minutes=local.clock)
    assert 0 < local.clock <= 1440
