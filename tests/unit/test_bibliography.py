"""Sources out of .bib files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from making import index, read_bib
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.model import Person, Where
from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.sources import locate_entries, read_sources
from sphinx_dossier.sphinx.bibliography import DossierStyle

BIB = r"""@string{trend = "Trend"}

% @online{commented, title = "no"}
@online{trend-2020,
  title = {Seven {Villages} \& a hill: {\"u}ber Fuzuli},
  author = {Abd{\"u}lhamid, Ali and {Ministry of Defence}},
  publisher = trend,
  date = {2020-09-27},
  langid = {english},
  url = {https://example.org/a\_b\%20c},
  urldate = {2021-01-02},
  note = {Read in part},
  label = {Trend},
}
  @Article (paper,
  title = "A Paper", journal = {The Journal}, year = 2020, month = sep)
@online{bad, title={No day}, date={2020-02-30}}
@online{
  late,
  title = {On the next line}}
"""


def test_entries_are_located():
    """Each entry is found at its line, also behind a sign that BibTeX takes for no comment."""
    assert {
        "commented": Where("sources.bib", 3),
        "trend-2020": Where("sources.bib", 4),
        "paper": Where("sources.bib", 15),
        "bad": Where("sources.bib", 17),
        "late": Where("sources.bib", 18),
    } == locate_entries(BIB, "sources.bib")


@given(st.lists(st.integers(0, 3)))
def test_lines_are_counted_over_the_whole_file(gaps):
    """However many blank lines part the entries, each has its own line."""
    text, expected = "", []
    for number, gap in enumerate(gaps):
        text += "\n" * gap
        expected.append(Where("f.bib", text.count("\n") + 1))
        text += f"@misc{{k{number},}}\n"
    assert expected == list(locate_entries(text, "f.bib").values())


def test_first_entry_of_a_key_counts():
    """Of two entries with one key the first is located."""
    assert {"a": Where("f", 1)} == locate_entries("@misc{a,}\n@misc{a,}", "f")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@misc{a}", 1),
        ("@misc{b, title = {T}} @misc{a, title = {T}}", 1),
        ("@misc{b,\n title = {T}}@misc(a, title = {T})", 2),
        ("@misc(b}, title = {T})\n@misc {\na\n, title = {T}}", 2),
        ("words of a@misc{b, and\n\n@misc{a", 3),
    ],
)
def test_entry_is_located_wherever_it_begins(text, line):
    """Without fields, behind another one in its line, in parentheses, with its key below."""
    assert Where("f", line) == locate_entries(text, "f")["a"]


def test_fields():
    """Every field that a reader needs is taken over, as plain text."""
    sources, problems = read_bib(BIB)
    found = sources["trend-2020"]
    assert "Seven Villages & a hill: über Fuzuli" == found.title
    assert (Person("Abdülhamid", "Ali"), Person("Ministry of Defence")) == found.authors
    assert ("Trend", "Trend", "en") == (found.publisher, found.label, found.language)
    assert parse_date("2020-09-27") == found.date
    assert "https://example.org/a_b%20c" == found.url
    assert ("2021-01-02", "Read in part", "online") == (found.read, found.note, found.type)
    assert Where("sources.bib", 4) == found.where
    assert ["bad"] == [key for key in sources if sources[key].where == problems[0].where]


def test_further_fields_are_kept():
    """Whatever else an entry says to readers is kept by name."""
    found = read_bib(
        r"@article{a, JOURNAL = {Storms \& Tides}, publisher = {Copies}, doi = {10.1/a_b\%c},"
        "volume = 22, pages = {1--11}, addendum = {3}, issn = {}, year = 2020,"
        "editor = {van der Zee, Jr., Ida B.}}"
    )[0]["a"]
    assert (
        ("addendum", "3"), ("doi", "10.1/a_b%c"), ("journal", "Storms & Tides"),
        ("pages", "1--11"), ("publisher", "Copies"), ("volume", "22"),
    ) == found.fields  # fmt: skip
    assert (Person("van der Zee, Jr.", "Ida B."),) == found.editors
    assert "Ida B. van der Zee, Jr." == found.editors[0].name
    assert "Storms & Tides" == found.publisher
    assert ("22", "") == (found.field("part", "volume"), found.field("issn"))


def test_sources_are_sorted():
    """Sources come by key, whatever the order of the file."""
    assert ["bad", "commented", "late", "paper", "trend-2020"] == list(read_bib(BIB)[0])


def test_bad_dates_are_problems():
    """A date that is none leaves the source without one, and says where."""
    sources, problems = read_bib(BIB)
    assert sources["bad"].date is None
    assert [(Code.BAD_DATE, 17)] == [(one.code, one.where.line) for one in problems]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date = {2020-09}, year = 1999", "2020-09"),
        ("year = 2020, month = sep", "2020-09"),
        ("year = 2020, month = {December}", "2020-12"),
        ("year = 2020, month = {then}", "2020"),
        ("year = 2020", "2020"),
        ("date = {2020-09-27/2020-09-28}", "2020-09-27/2020-09-28"),
    ],
)
def test_dates(fields, date):
    """``date`` counts before ``year`` and ``month``."""
    assert parse_date(date) == read_bib(f"@misc{{a, {fields}}}")[0]["a"].date


def test_source_without_anything():
    """An entry without fields is a source without values."""
    found = read_bib("@misc{a, note = {}}")[0]["a"]
    assert ("", "", "", "", (), None) == (
        found.title, found.publisher, found.url, found.read, found.authors, found.date,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ("label = {BN}, publisher = {Beijing News}", "BN"),
        ("publisher = {Beijing News}, author = {Li, Hua}", "Beijing News"),
        ("journaltitle = {Journal}", "Journal"),
        ("journal = {Old Journal}, publisher = {Copies}", "Old Journal"),
        ("institution = {Institute}", "Institute"),
        ("author = {Li, Hua and de Waal, Thomas}", "Hua Li & Thomas de Waal"),
        ("title = {T}", "a"),
    ],
)
def test_outlet(fields, outlet):
    """A source is known by its label, journal, publisher, authors or key, in this order."""
    assert outlet == read_bib(f"@misc{{a, {fields}}}")[0]["a"].outlet


def test_entry_that_nothing_locates():
    """A source whose place is not known still has one."""
    entries = parse_string("@misc{a, title = {T}}", "bibtex").entries
    assert Where("", 1) == read_sources(entries, {})[0]["a"].where


def test_title_that_ends_in_a_backslash():
    """A field that is no LaTeX is shown as it is: the build goes on."""
    assert "Half \\" == read_bib("@misc{a, title = {Half \\}}")[0]["a"].title


def test_style_lists_sources_alone():
    """An entry that is none is left out of lists, and shown where a style of others lists it."""
    entry = Entry("xdata", {"title": "What they share", "publisher": "The Press"})
    entry.key = "shared"
    style = DossierStyle(index)
    assert [] == style.sort([entry])
    assert "What they share. The Press, no date." == str(style.format_entry("1", entry).text)
