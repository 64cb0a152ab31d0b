"""Dates of .bib files: whole, in parts, in older forms, and those that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import read_bib, source
from sphinx_dossier.core.bib_dates import days_of_month, read_date
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.problems import Code
from sphinx_dossier.exports.bibtex_csl import export_bibtex


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date = {2020-09}, year = 1999", "2020-09"),
        ("year = 2020, month = sep", "2020-09"),
        ("year = {2030}, month = mar, day = {7}", "2030-03-07"),
        ("year = {2031}, month = {11}", "2031-11"),
        ("year = {2031}, month = {02}", "2031-02"),
        ("year = 2020, month = {December}", "2020-12"),
        ("year = 2020, month = {Sept.}", "2020-09"),
        ("year = 2020, month = {septembre}", "2020-09"),
        ("year = 2020, month = {März}", "2020-03"),
        ('year = 2020, month = {M{\\"a}rz}', "2020-03"),
        ("year = 2020, month = {сентября}", "2020-09"),
        ("year = 2020, month = {ağustos}", "2020-08"),
        ('year = 2020, month = sep # "~27"', "2020-09-27"),
        ("year = 2020, month = 27 # { } # sep", "2020-09-27"),
        ("year = 2020, month = {September 27}", "2020-09-27"),
        ("year = 2020, month = sep # {--} # oct", "2020-09/2020-10"),
        ("year = 2020, month = {Jul./Aug.}", "2020-07/2020-08"),
        ("year = 2020, month = {7--8}", "2020-07/2020-08"),
        ("year = 2020, month = {September 27--28}", "2020-09-27/2020-09-28"),
        ("year = 2020, month = {27 September -- 2 October}", "2020-09-27/2020-10-02"),
        ("date = {2020~}", "2020~"),
        ("date = {{2020-09}?}", "2020-09?"),
        ("date = {2031-03?~}", "2031-03%"),
        ("date = {2020-09/}", "2020-09/"),
        ("date = {2020-09/..}", "2020-09/.."),
        ("date = {/2020}", "/2020"),
        ("date = {unknown/2006}", "/2006"),
        ("date = {2004-06-01/unknown}", "2004-06-01/"),
        ("date = {2004-01-01/open}", "2004-01-01/.."),
        ("year = {1999--2003}", "1999/2003"),
        ("year = {1999-2003}", "1999/2003"),
        ("year = {1968--90}", "1968/1990"),
        ("year = {1999–2003}", "1999/2003"),
        ("date = {199X}", "[1990..1999]"),
        ("date = {19uu}", "[1900..1999]"),
        ("date = {2004-XX}", "2004"),
        ("date = {2004-06-uu}", "2004-06"),
        ("date = {2001-02-03T09:30:01+0400}", "2001-02-03T09:30:01+04:00"),
        (r"date = {2020\textasciitilde{}}", "2020~"),
    ],
)
def test_dates(fields, date):
    """Each form is the date that its author means."""
    sources, problems = read_bib(f"@misc{{a, {fields}}}")
    assert [] == problems
    assert parse_date(date) == sources["a"].date


@pytest.mark.parametrize(
    "fields",
    ["title = {T}", "date = {n.d.}", r"date = {\bibstring{nodate}}", "year = {--}", "month = jan"],
)
def test_no_date(fields):
    """What bears no date has none, and that is no problem."""
    sources, problems = read_bib(f"@misc{{a, {fields}}}")
    assert ([], None, ()) == (problems, sources["a"].date, sources["a"].fields)


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ("year = {c. 1920}", "c. 1920"),
        ("date = {Twentieth century}", "Twentieth century"),
        ("year = {1920 [1912]}, month = mar", "1920 [1912]"),
        ("date = {-0876}", "-0876"),
        ("date = {2001-21}", "2001-21"),
        ("date = {2020-02-30}", "2020-02-30"),
        ("year = {Forthcoming}", "Forthcoming"),
        ("year = 99", "99"),
    ],
)
def test_what_is_no_date_is_shown_as_written(fields, written):
    """It is a problem; "no date" would be false."""
    sources, problems = read_bib(f"@misc{{a, {fields}}}")
    assert [Code.BAD_DATE] == [one.code for one in problems]
    assert (None, (("date", written),)) == (sources["a"].date, sources["a"].fields)
    again = read_bib(export_bibtex([sources["a"]]))[0]["a"]
    assert sources["a"].fields == again.fields


@pytest.mark.parametrize(
    ("fields", "issue"),
    [
        ("month = {Spring}", "Spring"),
        ("month = {fall}", "fall"),
        ("month = {13}", "13"),
        ("month = {Mariage}", "Mariage"),
        ("month = {Spring}, issue = {Lent}", "Lent"),
    ],
)
def test_name_of_an_issue_is_no_month(fields, issue):
    """A season stands where BibLaTeX has the names of issues; the year is known all the same."""
    sources, problems = read_bib(f"@article{{a, year = 2020, {fields}}}")
    assert ([], "2020") == (problems, str(sources["a"].date))
    assert issue == sources["a"].field("issue")


@pytest.mark.parametrize("month", ["0", "32 jan", "jan 32", "jan feb mar", "1 2 3", "", "-"])
def test_what_is_no_month(month):
    """Nothing is made of it."""
    assert [] == days_of_month(month)


@given(st.dates(), st.sampled_from(["{:%Y-%m-%d}", "{:%Y-%m}", "{:%Y}"]), st.sampled_from("~?%_"))
def test_any_date_comes_back(day, form, mark):
    """Out to BibTeX and in again, a date is the same one."""
    text = form.format(day) if day.year > 999 else f"{day.year:04}"
    one = source("one", text + mark.strip("_"))
    assert one.date == read_bib(export_bibtex([one]))[0]["one"].date


@given(
    st.dictionaries(st.sampled_from(["date", "year", "month", "day"]), st.text("19X~-/?janu {."))
)
def test_any_fields_are_read(fields):
    """No text raises."""
    found = read_date(fields)
    assert found.date is None or not found.written
