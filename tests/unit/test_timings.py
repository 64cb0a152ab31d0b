"""When something was, as pages show it: clocks, bounds, and the words for them."""

from __future__ import annotations

import pytest

from making import actor, cite, claim, event, question, source, words
from search_parts import search_rows
from sphinx_dossier.answers.claim_rows import row
from sphinx_dossier.answers.filters import Filter
from sphinx_dossier.answers.timeline import span_of, timeline
from sphinx_dossier.answers.timings import timing, timing_of
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.index import Index
from sphinx_dossier.core.model import NotBefore
from sphinx_dossier.core.page import Page
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.time_checks import check_hours
from sphinx_dossier.locale import words as said


def site(*objects, sources=(), timezone="Etc/GMT-4") -> Index:
    """An index of a site four hours ahead of UTC."""
    page = Page("page", objects=objects)
    return Index({"page": page}, {one.id: one for one in sources}, {}, timezone=timezone)


def shown(made: Index, key: str = "a") -> str:
    """When a claim was made, in words."""
    return said.when(timing_of(made, key))


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2031-03-04T10:00+04:00", "4 March 2031, at 10:00 (UTC+4)"),
        ("2031-03-04T10:00+01:00", "4 March 2031, at 13:00 (UTC+4)"),
        ("2031-03-04T22:00Z", "5 March 2031, at 02:00 (UTC+4)"),
        ("2031-03-04T10:00", "4 March 2031, at 10:00 (UTC+4)"),
        ("2031-03-04T10:00Z~", "about 4 March 2031, 14:00 (UTC+4)"),
        ("2031-03-04", "4 March 2031"),
        ("2031-03", "March 2031"),
        ("[2031-03-04..2031-03-05]", "between 4 and 5 March 2031"),
    ],
)
def test_hours_are_on_the_clock_of_the_site(date, text):
    """Hours are turned to one clock; days stay days."""
    assert text == shown(site(claim("a", said=date)))


def test_own_hour_is_kept_beside_that_of_the_site():
    """What a source has is kept where its clock is another one."""
    made = site(
        claim("a", said="2031-03-04T10:00+01:00"), claim("b", said="2031-03-04T10:00+04:00")
    )
    assert (parse_date("2031-03-04T10:00+01:00"),) == timing_of(made, "a").written
    assert () == timing_of(made, "b").written
    plain = site(claim("a", said="2031-03-04T10:00+01:00"), timezone="")
    assert "4 March 2031, at 10:00 (UTC+1)" == shown(plain)


def test_bounds_are_said():
    """By the hour of an item, after that of what is denied, between both, or on another day."""
    item = source("item", "2031-03-04T09:04+03:00")
    assert "4 March 2031, by 10:04 (UTC+4)" == shown(site(claim("a", said="2031-03-04",
        cites=["item"]), sources=[item]))  # fmt: skip
    public = parse_date("2031-03-04T18:44+04:00")
    since = NotBefore(parse_date("2031-03-04T10:02+04:00"), cite("item"))
    made = claim("a", said="2031-03-04", public=public, not_before=since)
    assert "4 March 2031, between 10:02 and 18:44 (UTC+4)" == shown(site(made))
    denial = site(
        claim("a", said="2031-03-04", denies="b"), claim("b", said="2031-03-04T12:57+04:00")
    )
    assert "4 March 2031, after 12:57 (UTC+4)" == shown(denial)
    month = site(claim("a", said="2031-03", public=public))
    assert "March 2031, by 4 March 2031, 18:44 (UTC+4)" == shown(month)
    either = site(claim("a", said="[2031-03-04..2031-03-05]", not_before=since))
    assert "between 4 March, 10:02 (UTC+4) and 5 March 2031" == shown(either)


@pytest.mark.parametrize(
    ("by", "date", "text"),
    [
        ("paris", "2031-10-26T02:30", "26 October 2031, between 04:30 and 05:30"),
        ("paris", "2031-03-30T02:30", "30 March 2031, between 04:30 and 05:30"),
        ("paris", "2031-10-26T02:30+01:00", "26 October 2031, at 05:30"),
        ("paris", "2031-10-26T03:30", "26 October 2031, at 06:30"),
        ("paris tokyo", "2031-03-04T08:00", "4 March 2031, between 03:00 and 11:00"),
        ("paris tokyo", "2031-03-04", "4 March 2031"),
        ("tokyo seoul", "2031-03-04T08:00", "4 March 2031, at 03:00"),
        ("paris nobody", "2031-03-04T08:00", "4 March 2031, at 11:00"),
    ],
)
def test_hour_of_several_clocks_is_no_single_hour(by, date, text):
    """Neither of two clocks is taken, nor of two hours of one name; and the author is told."""
    zones = {"paris": "Europe/Paris", "tokyo": "Asia/Tokyo", "seoul": "Asia/Seoul", "nobody": ""}
    bodies = [actor(name, timezone=zone) for name, zone in zones.items()]
    made = site(*bodies, claim("a", by, date))
    assert text == shown(made).replace(" (UTC+4)", "")
    told = [problem.code for problem in check_hours(made)]
    assert told == [Code.BAD_DATE] * ("between" in text)


def test_publication_with_an_hour_gives_it_to_its_claims():
    """What is exact by all that is known is said at that hour, and not between it and itself."""
    made = site(
        actor("paper", name="Paper", timezone="Asia/Tokyo"),
        claim("a", "paper", "2031-03-04", cites=["item"]),
        sources=[source("item", "2031-03-04T10:02", publisher="Paper")],
    )
    assert "4 March 2031, at 05:02 (UTC+4)" == shown(made)
    assert (parse_date("2031-03-04T10:02"),) == timing_of(made, "a").written


def test_seconds_are_shown_where_they_are_known():
    """Two moments of one minute are two."""
    made = site(claim("a", said="2031-03-04T10:00:20+04:00"))
    assert "4 March 2031, at 10:00:20 (UTC+4)" == shown(made)


def test_timeline_lists_the_days_of_the_site():
    """What is said at 22:00 in the west is of the next day in the east."""
    made = site(
        event("e", "2031-03-04T21:30Z"),
        claim("late", said="2031-03-04T22:00Z"),
        claim("day", said="2031-03-05"),
        claim("early", said="2031-03-05T01:00+04:00"),
    )
    listed = timeline(made, Filter()).moments
    assert ["e", "day", "early", "late"] == [one.label.anchor for one in listed]
    assert {"2031-03-05"} == {one.day for one in listed}
    day = parse_date("2031-03-05")
    assert 4 == len(timeline(made, Filter(start=day, end=day)).moments)
    assert "5 March 2031, 01:30 (UTC+4)" == said.when(timing(made, made.events["e"].when))


def test_unknown_end_is_not_drawn_as_open():
    """What has an end that nobody knows does not go on."""
    unknown, still = (span_of(parse_date(text)) for text in ("2031-03/", "2031-03/.."))
    assert ((True, False), (False, True)) == tuple((x.is_soft, x.is_open) for x in (unknown, still))


def test_search_sorts_moments():
    """The text by which results are sorted is in the order of the instants."""
    made = site(
        claim("west", said="2031-03-04T09:30+02:00"), claim("east", said="2031-03-04T10:00+04:00"),
        claim("day", said="2031-03-04"),
    )  # fmt: skip
    rows = [one for one in search_rows(made, str) if one.type == "claim"]
    assert ["day", "east", "west"] == [one.id for one in sorted(rows, key=lambda one: one.first)]


def test_instants_are_read_as_dates():
    """An answer is shown as a date on the clock of the site, whatever its author wrote."""
    made = site(
        event("storm", "2031-03-04"),
        question("when", kind="instant", about=("storm",)),
        actor("west", timezone="Europe/Paris"),
        claim("a", "west", answers=words("when", "about 06:00")),
    )
    (value,) = row(made, "a").values
    assert "about 4 March 2031, 09:00 (UTC+4)" == said.answer(value.answer, value.unit)
