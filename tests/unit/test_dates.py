"""Dates of the EDTF subset: reading, writing, order and bounds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.dates import DateError, month_number, order_key, parse_date

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
CLOCKS = ["UTC", "Asia/Baku", "America/New_York", "Europe/Paris", "Pacific/Kiritimati"]
WEEK = st.dates(date(2020, 9, 26), date(2020, 10, 2))
ZONES = st.one_of(
    st.sampled_from(["", "Z", "+04:00", "-05:30", "+14:00", "-12:00"]),
    st.builds(
        "{}{:02}:{:02}".format, st.sampled_from("+-"), st.integers(0, 11), st.integers(0, 59)
    ),
)


@st.composite
def points(draw, days=DAYS) -> str:
    """Any single date of the subset."""
    day = draw(days)
    text = draw(st.sampled_from([f"{day:%Y}".zfill(4), f"{day.isoformat()[:7]}", day.isoformat()]))
    if len(text) == 10 and draw(st.booleans()):
        clock = draw(st.times())
        seconds = draw(st.sampled_from(["%H:%M", "%H:%M:%S"]))
        text += f"T{clock.strftime(seconds)}{draw(ZONES)}"
    return text + draw(st.sampled_from(["", "~", "?", "%"]))


@st.composite
def dates(draw, days=DAYS) -> str:
    """Any date of the subset, with both ends, one end or as one point."""
    start, end = draw(points(days)), draw(points(days))
    try:
        parse_date(f"{start}/{end}")
    except DateError:
        start, end = end, start
    shapes = [
        "{0}",
        "{0}/{1}",
        "[{0}..{1}]",
        "{{{0}..{1}}}",
        "{0}/..",
        "../{1}",
        "{0}/",
        "/{1}",
        "[..{1}]",
        "[{0}..]",
        "{{..{1}}}",
        "{{{0}..}}",
    ]
    return draw(st.sampled_from(shapes)).format(start, end)


@given(dates())
def test_text_comes_back(text):
    """What is read is written as it was, and reads as the same date."""
    read = parse_date(text)
    assert text == str(read)
    assert read == parse_date(str(read))
    assert hash(read) == hash(parse_date(text))


@given(dates())
def test_bounds_are_in_order(text):
    """No date ends before it begins."""
    read = parse_date(text)
    assert read.first <= read.last


@given(dates(WEEK), dates(WEEK), dates(WEEK))
def test_order_is_total(one, two, three):
    """Exactly one of <, == and > holds, and < carries over."""
    a, b, c = parse_date(one), parse_date(two), parse_date(three)
    assert 1 == (a < b) + (a == b) + (a > b)
    assert (a <= b) == (a < b or a == b)
    if a < b < c:
        assert a < c


@given(dates(), dates())
def test_order_agrees_with_bounds(one, two):
    """Of two dates with a beginning, the one that is over the day before comes first."""
    a, b = parse_date(one), parse_date(two)
    if a.start and b.start and a.last.date() < b.first.date():
        assert a < b


@given(st.lists(points(WEEK)), st.sampled_from([UTC, *map(ZoneInfo, CLOCKS)]))
def test_sorting_puts_days_behind_each_other(texts, clock):
    """Sorted dates are the sorted dates of each day of a clock, one day after the other."""
    moved = [parse_date(text).on(clock, clock) for text in texts]
    found = sorted(moved, key=lambda one: order_key(one, clock))
    by_day = [list(group) for _, group in groupby(found, key=lambda one: one.first.date())]
    days = [group[0].first.date() for group in by_day]
    assert sorted(set(days)) == days


@given(WEEK, st.lists(st.tuples(st.times(), ZONES.filter(bool)), min_size=1))
def test_times_follow_the_clock_of_the_world(day, clocks):
    """Times are sorted by their moment in UTC, and a whole day comes before those of its day."""
    texts = [f"{day}T{clock:%H:%M}{zone}" for clock, zone in clocks]
    found = sorted(map(parse_date, texts))
    moments = [datetime.fromisoformat(str(one)).astimezone(UTC) for one in found]
    assert sorted(moments) == moments
    later = [one for one, moment in zip(found, moments, strict=True) if moment.date() >= day]
    assert all(parse_date(str(day)) < one for one in later)


@given(dates(WEEK), st.sampled_from(CLOCKS), st.sampled_from(CLOCKS))
def test_another_clock_shows_the_same_moments(text, shown, local):
    """On another clock a date begins and ends at the same moments, and is of the subset."""
    read = parse_date(text)
    zone = ZoneInfo(local)
    moved = read.on(ZoneInfo(shown), zone)
    if read.start and read.end and read.start.has_time == read.end.has_time:
        assert read.earliest(zone) == moved.earliest(zone)
        assert read.latest(zone) == moved.latest(zone)
    assert moved == parse_date(str(moved))
    assert str(moved) == str(read) or read.has_time


@given(dates(), st.sampled_from(CLOCKS))
def test_no_date_is_over_before_it_can_begin(text, clock):
    """The first moment is never behind the last one, at the ends of the calendar too."""
    read = parse_date(text)
    assert read.earliest(ZoneInfo(clock)) <= read.latest(ZoneInfo(clock))


@pytest.mark.parametrize(
    ("text", "clock", "earliest", "latest"),
    [
        ("2031-03-04T10:00+04:00", "UTC", "2031-03-04T06:00:00", "2031-03-04T06:00:00"),
        ("2031-03-04T10:00", "Asia/Baku", "2031-03-04T06:00:00", "2031-03-04T06:00:00"),
        ("2031-03-04", "Asia/Baku", "2031-03-03T20:00:00", "2031-03-04T19:59:59"),
        ("2031-03-04", "America/New_York", "2031-03-04T05:00:00", "2031-03-05T04:59:59"),
        ("2031-03-04T10:00+04:00~", "UTC", "2031-03-04T05:30:00", "2031-03-04T06:30:00"),
        ("2031-03-04T10:00+04:00/2031-03-04", "UTC", "2031-03-04T06:00:00", "2031-03-04T19:59:59"),
        # The night on which clocks are put back has an hour twice.
        ("2031-10-26", "Europe/Paris", "2031-10-25T22:00:00", "2031-10-26T22:59:59"),
        ("2019/", "UTC", "2019-01-01T00:00:00", "9999-12-31T23:59:59.999999"),
    ],
)
def test_moments(text, clock, earliest, latest):
    """A date without an offset is one of the clock that is asked for."""
    read = parse_date(text)
    moments = (read.earliest(ZoneInfo(clock)), read.latest(ZoneInfo(clock)))
    assert (f"{earliest}+00:00", f"{latest}+00:00") == tuple(one.isoformat() for one in moments)


def test_intervals_compare_moments():
    """What ends later in UTC is right, whatever its clock says; its mirror is wrong."""
    right = parse_date("2031-03-04T10:00+04:00/2031-03-04T09:30+02:00")
    assert right.earliest(UTC) < right.latest(UTC)
    with pytest.raises(DateError, match="ends before it begins"):
        parse_date("2031-03-04T09:30+02:00/2031-03-04T10:00+04:00")


def test_unknown_end_is_no_open_end():
    """EDTF has two dots for an end that is open, and nothing for one that nobody knows."""
    unknown, still = parse_date("2019/"), parse_date("2019/..")
    assert ("2019/", "2019/..") == (str(unknown), str(still))
    assert unknown != still
    assert (True, False) == (unknown.is_unknown, still.is_unknown)
    with pytest.raises(DateError):
        parse_date("/..")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", datetime(2020, 1, 1), datetime(2020, 12, 31, 23, 59, 59)),
        ("2020-02", datetime(2020, 2, 1), datetime(2020, 2, 29, 23, 59, 59)),
        ("2020-09-27", datetime(2020, 9, 27), datetime(2020, 9, 27, 23, 59, 59)),
        ("2020-09-27T08:03+04:00", datetime(2020, 9, 27, 8, 3), datetime(2020, 9, 27, 8, 3)),
        ("2020-09/2020-10", datetime(2020, 9, 1), datetime(2020, 10, 31, 23, 59, 59)),
        ("[..2020-09-27]", datetime.min, datetime(2020, 9, 27, 23, 59, 59)),
        ("{2020-09-27..}", datetime(2020, 9, 27), datetime.max),
        ("2020-09-27/..", datetime(2020, 9, 27), datetime.max),
        ("../2020", datetime.min, datetime(2020, 12, 31, 23, 59, 59)),
    ],
)
def test_bounds(text, first, last):
    """A date spans all that its precision leaves open; an open end has no bound."""
    assert (first, last) == (parse_date(text).first, parse_date(text).last)


def test_what_has_no_beginning_stands_at_its_end():
    """An open beginning does not put a date before everything else."""
    texts = ["2020-09-28", "../2020-09-27", "2020-09-26"]
    assert ["2020-09-26", "../2020-09-27", "2020-09-28"] == [
        str(one) for one in sorted(map(parse_date, texts))
    ]


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("", None),
        ("Z", timedelta()),
        ("+04:00", timedelta(hours=4)),
        ("-05:30", -timedelta(hours=5, minutes=30)),
    ],
)
def test_offsets(zone, offset):
    """The offset from UTC is kept; without one the clock is local."""
    start = parse_date(f"2020-09-27T08:03{zone}").start
    assert start is not None
    assert offset == start.offset


@pytest.mark.parametrize(
    ("mark", "approximate", "uncertain"),
    [("", False, False), ("~", True, False), ("?", False, True), ("%", True, True)],
)
@pytest.mark.parametrize("text", ["2020{}", "2020-09{}/..", "[..2020-09-27{}]"])
def test_qualifiers(text, mark, approximate, uncertain):
    """``~`` is approximate, ``?`` uncertain, ``%`` both, at either end."""
    read = parse_date(text.format(mark))
    assert (approximate, uncertain) == (read.is_approximate, read.is_uncertain)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "27 September 2020", "20", "20200927", "2020-9-27", "2020-00", "2020-13",
        "2020-09-00", "2020-09-31", "2019-02-29", "0000", "2020-09-27T", "2020-09-27T24:00",
        "2020-09-27T08:60", "2020-09-27T08:03+15:00", "2020-09-27T08:03+14:30",
        "2020-09-27T08:03-12:15", "2020-09-27T08:03+04:60",
        "2020-09-27T08:03+04", "2020T08:03", "2020~~", "~2020", "..", "../..", "/", "[..]", "{..}",
        "[2020]", "[2020..2021", "{2020..2021]", "2020..2021", "[2021..2020]", "2021/2020",
        "..2020/2021", "2020/2021/2022", "[2020..2021..2022]", "٢٠٢٠", "２０２０", "2020-09-27\n/",
    ],
)  # fmt: skip
def test_bad_text(text):
    """What is not of the subset, or no day of the calendar, is refused with the reason."""
    with pytest.raises(DateError, match=r"is not a date: \S|ends before it begins"):
        parse_date(text)


@given(st.text() | st.text("0123456789-T:+Z~?%/[]{}. "))
def test_any_text_is_read_or_refused(text):
    """Nothing but a DateError comes of any text, and what is read is of the subset."""
    try:
        read = parse_date(text)
    except DateError:
        return
    assert str(parse_date(str(read))) == str(read)
    assert str(read).isascii()


@given(points())
def test_days_off_the_calendar_are_refused(text):
    """A day 32 or a month 13 is no date, whatever stands around it."""
    bare = text.rstrip("~?%")
    with pytest.raises(DateError):
        parse_date(f"{bare[:4]}-13{bare[7:]}")
    with pytest.raises(DateError):
        parse_date(f"{bare[:4]}-01-32{bare[10:]}")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("January", 1),
        ("jan", 1),
        ("MAY", 5),
        ("Sept.", 9),
        ("dec", 12),
        ("", 0),
        ("ju", 0),
        ("9", 0),
    ],
)
def test_number_of_a_month(name, number):
    """The first three letters of an English name say which month is meant."""
    assert number == month_number(name)


def test_clocks_that_were_further_off():
    """Before there were zones, noon in London was the evening of the day before in Manila."""
    noon = parse_date("1840-01-01T12:00Z")
    assert "1839-12-31T20:04-15:56" == str(noon.on(ZoneInfo("Asia/Manila")))


@given(points(), st.sampled_from(CLOCKS), st.sampled_from(CLOCKS))
def test_readings_are_the_bounds_of_a_time(text, one, other):
    """What a time can mean by several clocks begins and ends with what it means by one of them."""
    date, clocks = parse_date(text), (ZoneInfo(one), ZoneInfo(other))
    readings = date.readings(*clocks)
    if not date.anchor.qualifier and readings:
        assert readings[0] == min(map(date.earliest, clocks))
        assert readings[-1] == max(map(date.latest, clocks))
    if len(readings) > 1:
        shown = date.on(ZoneInfo("Asia/Baku"), *clocks)
        assert "[" == shown.shape or date.anchor.first.year in (1, 9999)
