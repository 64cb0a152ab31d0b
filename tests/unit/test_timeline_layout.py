"""The timeline as a picture: what opens as a panel, what is on the axis, what is left out."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from drawn import listed, locate, parse
from making import actor, claim, event, index, number, pages, question
from sphinx_dossier.answers.filters import OUTSIDE, Filter
from sphinx_dossier.answers.timeline import days, span_of, timeline
from sphinx_dossier.answers.uses import Showing, TimelineUse
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.page import Page
from sphinx_dossier.pictures.timeline_html import draw_axis
from sphinx_dossier.pictures.timeline_layout import GROUND, Flag, Panel, arrange
from sphinx_dossier.sphinx.markup import write_html
from sphinx_dossier.sphinx.nodes import dossier_picture
from sphinx_dossier.sphinx.show.render import render
from sphinx_dossier.sphinx.show.timeline_list import render_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree import ElementTree as ET

    from sphinx_dossier.answers.timeline import Moment

SIDES = {"shore": "Shore", "sea": "Sea"}
LIMIT = 100_000
BODIES = [
    actor("crown", name="Crown of Alda", side="shore"),
    actor("guild", name="Guild <& sons>", side="sea"),
    actor("north", name="North"),
    actor("ines", name="Ines Dovrin", kind="person"),
]


def dossier() -> Index:
    """A day with events and both sides, a day with two entries, and a long time before."""
    return index(
        *BODIES,
        question("boats"),
        event("founding", "1901"),
        event("dyke", "1999-02~"),
        event("quarrel", "1999/.."),
        event("storm", "2031-03-02"),
        event("eve", "2031-03-01"),
        claim("c1", "crown", "2031-03-02T08:10+01:00", text="The Crown saw three boats.",
              answers=number("boats", 3)),
        claim("c2", "crown", "2031-03-02", text="Crown of Alda said more.", to=("guild",)),
        claim("g1", "guild", "2031-03-02", text="Guild <& sons> saw nothing.", denies="c1"),
        claim("n1", "north", "2031-03-02", text="North asked for calm."),
        claim("i1", "ines", "2031-03-01", text="Ines Dovrin, a clerk in Alda, warned of wind."),
    )  # fmt: skip


def shown(moments: Iterable[Moment], most: int = 0) -> list[Flag | Panel]:
    """What the picture consists of."""
    return [*arrange(tuple(moments), tuple(SIDES), most).items]


def cells(panel: Panel) -> dict[str, list[str]]:
    """The entries of each cell of a panel that has some."""
    return {
        cell.column: [one.label.anchor for voice in cell.voices for one in voice.moments]
        for cell in panel.cells
        if cell.voices
    }


def drawn(made: Index, wanted: Filter = Filter(), most: int = 0) -> str:  # noqa: B008
    """The HTML of a timeline."""
    answer = TimelineUse(wanted, most or None).answer(made, Showing("times", tuple(SIDES)))
    parts = render(answer, SIDES)
    return "".join(html_of(part) for part in parts)


def html_of(part: object) -> str:
    """The HTML of markup in which an axis may stand."""
    if isinstance(part, dossier_picture):
        return draw_axis(part["answer"], locate, SIDES)
    for i, one in enumerate(getattr(part, "parts", ())):
        if isinstance(one, dossier_picture):
            part.parts[i] = ""
            return html_of(one) + write_html(part, locate)
        if isinstance(one, type(part)) and any(isinstance(x, dossier_picture) for x in one.parts):
            part.parts[i] = ""
            return html_of(one) + write_html(part, locate)
    return write_html(part, locate)


def tree(html: str) -> ET.Element:
    """A picture as a tree; whatever is not well-formed raises."""
    return parse(f"<div>{html}</div>")


def test_day_with_three_entries_opens_as_a_panel():
    """Sides stand beside the ground, everybody else below; fewer entries stand alone."""
    items = shown(timeline(dossier(), Filter()).moments)
    (panel,) = [item for item in items if isinstance(item, Panel)]
    assert {
        "shore": ["c2", "c1"], GROUND: ["storm"], "sea": ["g1"], OUTSIDE: ["n1"],
    } == cells(panel)  # fmt: skip
    assert ["shore", GROUND, "sea", OUTSIDE] == [cell.column for cell in panel.cells]
    flags = [item.moment.label.anchor for item in items if isinstance(item, Flag)]
    assert ["founding", "quarrel", "dyke", "eve", "i1"] == flags


def test_items_are_in_the_order_of_time():
    """One list: what begins earlier comes earlier, whether flag or panel."""
    items = shown(timeline(dossier(), Filter()).moments)
    starts = [item.span[0] if isinstance(item, Panel) else item.moment.span.first for item in items]
    assert sorted(starts) == starts


def test_label_leaves_the_speaker_out():
    """A claim is shown by its words without the name that is above them."""
    labels = {one.label.anchor: one.label.label for one in timeline(dossier(), Filter()).moments}
    assert "storm" == labels["storm"]
    assert "said more." == labels["c2"]
    assert "saw nothing." == labels["g1"]
    assert "warned of wind." == labels["i1"]
    assert "The Crown saw three boats." == labels["c1"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ines Dovrin of the Harbour Office of Alda warned of wind.", "warned of wind."),
        ("Ines Dovrin of Alda's Harbour Office warned of wind.", "warned of wind."),
        ("Ines Dovrin of Alda warned of wind.", "Ines Dovrin of Alda warned of wind."),
        ("Ines Dovrin of the Guild warned of wind.", "Ines Dovrin of the Guild warned of wind."),
        ("Ines Dovrin and her clerk warned of wind.", "Ines Dovrin and her clerk warned of wind."),
        ("Dovrin warned of wind.", "warned of wind."),
    ],
)
def test_label_does_not_begin_within_a_name(text: str, label: str) -> None:
    """The body for which somebody speaks goes with the name; another one leaves the name there."""
    made = index(
        actor("office", name="Harbour Office of Alda"),
        actor("ines", name="Ines Dovrin", kind="person", of="office"),
        claim("i1", "ines", "2031-03-01", text=text),
    )
    [moment] = timeline(made, Filter()).moments
    assert label == moment.label.label


def test_hour_and_number_are_shown():
    """An hour is shown where it is known, a number where the claim answers with one.

    Beside what has an hour stands what has none, as said during the day; a denial is later than
    what it denies.
    """
    html = drawn(dossier())
    assert 3 == html.count('<span class="dossier-hour">')
    assert '<span class="dossier-hour">during the day</span> <a class="dossier-to-claim' in html
    assert '<span class="dossier-hour">after 08:10 (UTC+1)</span> <a class="dossier-to-cl' in html
    assert 1 == html.count('<span class="dossier-value">')
    assert (
        '<p class="dossier-moment-claim"><span class="dossier-hour">08:10 (UTC+1)</span> '
        '<span class="dossier-value">3</span>: <a '
    ) in html


def test_long_label_is_cut():
    """A picture shows the beginning of a claim, and the whole name of an event."""
    text = " ".join(f"word{i}" for i in range(20))
    html = drawn(index(*BODIES, claim("c", "crown", "2031-03-02", text=text), event("e", "2031",
                 name=text)))  # fmt: skip
    assert f"{text[: text.index(' word14')]}\u00a0…</a>" in html
    assert f"{text}</a>" in html


@pytest.mark.parametrize(
    ("text", "soft", "is_open"),
    [("2031-03", False, False), ("2031~", True, False), ("2031?", True, False),
     ("[2031-03-01..2031-03-02]", True, False), ("2031/..", False, True), ("../2031", False, True)],
)  # fmt: skip
def test_precision_is_kept(text, soft, is_open):
    """Approximate, uncertain and either-or dates are soft; a missing end is open."""
    span = span_of(parse_date(text))
    assert (soft, is_open) == (span.is_soft, span.is_open)
    assert span.first <= span.last


def test_whole_year_is_a_bar():
    """A date is as long as it is imprecise."""
    span = span_of(parse_date("2031"))
    assert 364 == span.last - span.first


def test_axis_is_cut_where_nothing_happened():
    """An empty stretch of most of the time is short and says how long it was."""
    arranged = arrange(timeline(dossier(), Filter()).moments, tuple(SIDES))
    assert arranged.axis is not None
    (cut,) = [piece for piece in arranged.axis.pieces if piece.is_cut]
    assert cut.end - cut.start < 10
    assert "97 years" in draw_axis(arranged.axis, locate, SIDES)


def test_no_stretch_is_cut_in_which_something_lasted():
    """Time that an entry fills is not empty."""
    made = index(event("long", "1900/1999"), event("a", "1900"), event("b", "1999"))
    arranged = arrange(timeline(made, Filter()).moments, ())
    assert arranged.axis is not None
    assert not any(piece.is_cut for piece in arranged.axis.pieces)


def places(items: Iterable[Flag | Panel]) -> list[Flag]:
    """The flags among the items."""
    return [item for item in items if isinstance(item, Flag)]


def left_and_right(flag: Flag) -> tuple[float, float]:
    """From where to where a label reaches."""
    return (flag.at - 34, flag.at) if flag.is_flipped else (flag.at, flag.at + 34)


@pytest.mark.parametrize("years", [range(1990, 2000), range(1900, 1903), (1900, 1950, 1951, 2000)])
def test_labels_and_stems_do_not_meet(years):
    """No label lies over another, none leaves the picture, no stem runs through a label."""
    made = index(*(event(f"e{year}", f"{year}") for year in years))
    arranged = arrange(timeline(made, Filter()).moments, ())
    flags = places(arranged.items)
    assert arranged.lanes
    for flag in flags:
        left, right = left_and_right(flag)
        assert -1e-9 <= left
        assert right <= 100 + 1e-9
        assert 1 <= flag.lane <= arranged.lanes
    for i, one in enumerate(flags):
        for other in flags[i + 1 :]:
            (left, right), (begin, end) = left_and_right(one), left_and_right(other)
            if one.lane == other.lane:
                assert right <= begin or end <= left
            upper, lower = sorted((one, other), key=lambda flag: flag.lane)
            if upper.lane != lower.lane and upper.is_flipped == lower.is_flipped:
                begin, end = left_and_right(lower)
                assert not begin < upper.at < end


def test_many_lone_entries_stand_one_below_the_other():
    """Where labels would need too many lanes the list stays a list, below the axis."""
    made = index(*(event(f"e{day}", f"2031-01-{day:02}") for day in range(1, 23)))
    arranged = arrange(timeline(made, Filter()).moments, ())
    assert arranged.axis is not None
    assert 0 == arranged.lanes
    assert "dossier-timeline-wide" not in drawn(made)


def test_years_between_entries_are_counted():
    """On a phone there is no scale: the list says how much time went by."""
    flags = places(shown(timeline(dossier(), Filter()).moments))
    assert [0, 97, 0, 31, 0] == [flag.gap for flag in flags]
    assert "97 years" in drawn(dossier())


def test_panels_open_out_of_the_axis():
    """The way from the axis into the panels starts where their days are."""
    arranged = arrange(timeline(dossier(), Filter()).moments, tuple(SIDES))
    assert arranged.axis is not None
    assert arranged.axis.opening is not None
    (panel,) = [item for item in arranged.items if isinstance(item, Panel)]
    assert panel.span == (panel.moments[0].span.first,) * 2
    assert arranged.axis.opening[0] > 90


def test_picture_is_one_ordered_list_with_all_links():
    """Each entry is a link in the list, and the list is well-formed, hostile names included."""
    made = dossier()
    root = tree(drawn(made))
    hrefs = {link.get("href") for link in root.iter("a")}
    objects = {*made.events, *made.claims}
    assert {f"page.html#{key}" for key in objects} <= hrefs
    assert {f"page.html#{key}" for key in ("crown", "guild", "north", "ines")} <= hrefs
    assert 1 == len(list(root.iter("ol")))
    assert "Guild &lt;&amp; sons&gt;" in drawn(made)


def test_status_is_shown_in_words():
    """A denied claim says so, and its word leads to what it means."""
    word = '<a class="dossier-to-term" href="status.html#term-denied">'
    assert f'<span class="dossier-status dossier-status-denied">{word}denied' in drawn(dossier())


def test_same_bytes_every_time():
    """Two drawings of equal answers are equal."""
    assert drawn(dossier()) == drawn(dossier())


def test_nothing_found():
    """An empty span says so."""
    assert "Nothing found in this span." in drawn(index())
    assert "Nothing found in this span." in drawn(index(event("a", "2031")), most=2)


def test_short_picture_has_full_days_only_and_counts_the_rest():
    """At most so many entries a cell, of different speakers, and how many more there are."""
    made = index(
        *BODIES,
        event("eve", "2031-03-01"),
        *(claim(f"c{i}", "crown", "2031-03-02") for i in range(5)),
        claim("told", "ines", "2031-03-02", to=("crown",)),
        claim("plain", "north", "2031-03-02"),
        claim("vague", "north", "[2031-03-01..2031-03-02]"),
    )
    (panel,) = shown(days(made, Filter(), 1).moments, 1)
    assert isinstance(panel, Panel)
    assert {"shore": ["c0"], OUTSIDE: ["told"]} == cells(panel)
    assert {"shore": 4, GROUND: 0, "sea": 0, OUTSIDE: 1} == {
        cell.column: cell.more for cell in panel.cells
    }
    assert "and 4 more" in drawn(made, most=1)


def listing(*uses: TimelineUse) -> Index:
    """Three claims of a day, and a page that shows timelines."""
    objects = (*BODIES, *(claim(f"c{i}", "crown", "2031-03-02") for i in range(3)))
    return Index(
        {"a": Page("a", objects=objects), "times": Page("times", title="Times", uses=uses)}, {}, {}
    )


def test_rest_of_a_day_is_where_the_whole_day_is_listed():
    """The words "and 2 more" lead to the first timeline that leaves nobody out."""
    narrow, whole = Filter(side="shore"), Filter(kind="claim")
    made = listing(TimelineUse(narrow), TimelineUse(whole))
    address = "times.html#timeline-2031-03-02"
    assert f'href="{address}">and 2 more' in drawn(made, most=1)
    assert 'id="timeline-2031-03-02"' in drawn(made, whole)
    assert "timeline-2031-03-02" not in drawn(made, narrow)
    assert 'id="timeline-2031-03-02"' not in drawn(made, whole, most=1)


def test_rest_of_a_day_without_a_list_leads_nowhere():
    """Without such a page the count stays words."""
    assert '<p class="dossier-more-link">and 2 more</p>' in drawn(listing(), most=1)


def many(spread: int) -> Index:
    """Ten times the claims and events of the knowledge base, over ``spread`` days."""
    sides = ("shore", "sea", "")
    bodies = [
        actor(f"a{i}", name=f"Speaker number {i} of the assembly", side=sides[i % 3])
        for i in range(1000)
    ]
    start = parse_date("1990-01-01").first.toordinal()
    dates = [f"{span_date(start + i * 7919 % spread)}" for i in range(4100)]
    words = "said that something went on somewhere which others had seen quite otherwise"
    claims = [claim(f"claim-{i}", f"a{i * i % 1000}", dates[i], text=words) for i in range(3840)]
    events = [event(f"event-{i}", dates[-i], name="Something went on") for i in range(1, 260)]
    return pages({"claims/of-a-long-name": (*bodies, *claims, *events)})


def span_date(day: int) -> str:
    """A day as text."""
    return date.fromordinal(day).isoformat()


@pytest.mark.parametrize("spread", [2, 30, 400, 12_000])
def test_ten_times_as_much_stays_small_and_readable(spread):
    """Days become months or years, cells are cut, and the page stays light."""
    made = many(spread)
    arranged = arrange(timeline(made, Filter()).moments, tuple(SIDES))
    assert len([item for item in arranged.items if isinstance(item, Panel)]) <= 31
    html = drawn(made)
    assert len(html.encode()) <= LIMIT
    tree(html)
    assert len(drawn(made, most=4).encode()) <= LIMIT


def test_ten_times_as_many_events():
    """Long years fill with events: a panel a year, each with its ground only."""
    dates = [f"{1990 + i % 30}-{1 + i % 12:02}-{1 + i % 28:02}" for i in range(270)]
    made = index(*(event(f"e{i}", day, name=f"Event {i}") for i, day in enumerate(dates)))
    items = shown(timeline(made, Filter()).moments)
    panels = [item for item in items if isinstance(item, Panel)]
    assert {"year"} == {panel.unit for panel in panels}
    shown_ids = {one.label.anchor for panel in panels for one in panel.moments}
    shown_ids |= {flag.moment.label.anchor for flag in places(items)}
    assert set(made.events) == shown_ids
    html = drawn(made)
    assert len(html.encode()) <= LIMIT
    hrefs = {link.get("href") for link in tree(html).iter("a")}
    assert {f"page.html#{key}" for key in made.events} <= hrefs


def test_ticks_are_apart():
    """Years on the axis can be read one by one."""
    arranged = arrange(timeline(dossier(), Filter()).moments, tuple(SIDES))
    assert arranged.axis is not None
    axis = parse(f"<div>{draw_axis(arranged.axis, locate, SIDES)}</div>")
    ticks = [one for one in axis.iter("i") if "dossier-tick" in one.get("class", "")]
    places = [float(one.get("style", "").removeprefix("--at:")) for one in ticks]
    assert len(places) > 3
    assert all(after - before >= 6.9 for before, after in pairwise(places))
    assert "true" == axis[0].get("aria-hidden")


@pytest.mark.parametrize(
    ("dates", "words"),
    [(("2031-03-01", "2031-03-06", "2031-03-11"), "3 Mar"),
     (("2031-03-01", "2031-06-05", "2031-09-11"), "May 2031"),
     (("1031", "1531", "2031"), "1200")],
)  # fmt: skip
def test_ticks_fit_the_span(dates, words):
    """Days, months, years or centuries, as the span asks for."""
    made = index(*(event(f"e{i}", one) for i, one in enumerate(dates)))
    arranged = arrange(timeline(made, Filter()).moments, ())
    assert arranged.axis is not None
    assert f">{words}<" in draw_axis(arranged.axis, locate, {})


def test_list_holds_what_is_drawn():
    """Nothing but the decoration is outside the list."""
    made = dossier()
    parts = render_timeline(timeline(made, Filter()).moments, SIDES)
    assert {f"page.html#{key}" for key in (*made.events, *made.claims)} <= listed(parts)
