"""The words that readers see: dates, numbers, plurals, and sentences with their slots."""

from __future__ import annotations

from itertools import product

import pytest

from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.locale import words


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("2020", "2020"),
        ("2020-09", "September 2020"),
        ("2020-09-07", "7 September 2020"),
        ("2020-09-27T08:03", "27 September 2020, 08:03"),
        ("2020-09-27T08:03Z", "27 September 2020, 08:03 (UTC)"),
        ("2020-09-27T08:03+04:00", "27 September 2020, 08:03 (UTC+4)"),
        ("2020-09-27T08:03-05:30", "27 September 2020, 08:03 (UTC-5:30)"),
        ("2020~", "about 2020"),
        ("2020-09?", "September 2020 (uncertain)"),
        ("2020-09-27%", "about 27 September 2020 (uncertain)"),
        ("2020-09-27/2020-09-28", "27–28 September 2020"),
        ("2020-09-27/2020-09-27", "27 September 2020"),
        ("2020-09-30/2020-10-01", "30 September–1 October 2020"),
        ("2019-12-31/2020-01-01", "31 December 2019–1 January 2020"),
        ("2019/2020", "2019–2020"),
        ("2020/2020-09-27", "2020–27 September 2020"),
        ("2020-08/2020-09-27", "August–27 September 2020"),
        ("2020-09-27~/2020-09-28", "about 27–28 September 2020"),
        ("2020-09-27~/2020-09-28~", "about 27–about 28 September 2020"),
        ("2020-09-27?/2020-09-28?", "27–28 September 2020 (uncertain)"),
        ("2020-09-27?/2020-09-28", "27 September 2020 (uncertain)–28 September 2020"),
        ("{2020-09-27..2020-09-28}", "27–28 September 2020"),
        ("[2020-09-27..2020-09-28]", "between 27 September 2020 and 28 September 2020"),
        ("2020-09-27/..", "from 27 September 2020"),
        ("../2020-09-27", "by 27 September 2020"),
        ("[..2020-09]", "by September 2020"),
        (
            "2020-09-27T08:03/2020-09-28T08:03",
            "27 September 2020, 08:03–28 September 2020, 08:03",
        ),
    ],
)
def test_date(text, prose):
    """A date reads as English prose, and a span names what its ends share only once."""
    assert prose == words.date(parse_date(text))


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("2020-09-27", "27 September 2020", ""),
        ("2020-09-27T08:03+04:00", "27 September 2020", "08:03 (UTC+4)"),
        ("2020-09-27T08:03~", "about 27 September 2020", "08:03"),
        ("2020-09-27T08:03?", "27 September 2020 (uncertain)", "08:03 (uncertain)"),
        ("2020-09-27T08:03/2020-09-27T10:00", "27 September 2020", ""),
        ("2020-09-27T08:03/2020-09-28T10:00", "27–28 September 2020", ""),
    ],
)
def test_day_and_clock(text, day, clock):
    """Where the day is said already the clock alone is read, and elsewhere the day alone."""
    date = parse_date(text)
    assert (day, clock) == (words.date(date, with_clock=False), words.clock(date))


def test_date_says_its_years():
    """Every date has a form for readers that names the year of each end."""
    days = ("2020", "2021-09", "2021-09-27", "2021-09-27T08:03Z")
    points = [f"{day}{qualifier}" for day, qualifier in product(days, ("", "~", "?", "%"))]
    for form, start, end in product(("{}/{}", "[{}..{}]", "{}/..", "../{1}"), points, points):
        try:
            date = parse_date(form.format(start, end))
        except DateError:
            continue
        said = words.date(date)
        assert all(str(end.first.year) in said for end in (date.start, date.end) if end)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""), (7.0, "7"), (0.0, "0"), (4000.0, "4,000"), (0.5, "0.5"), (-12.25, "-12.25"),
        (12_345_678_901.0, "12,345,678,901"),
    ],
)  # fmt: skip
def test_number(value, shown):
    """Thousands are apart, and no number is written with an exponent or an empty fraction."""
    assert shown == words.number(value)
