"""Dates and citations that are written otherwise are read as they were meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.meant_values import meant_citations, meant_date
from sphinx_dossier.core.readers import _CITATION


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("05.03.2031", ["2031-03-05"]),
        ("5. 3. 2031", ["2031-03-05"]),
        ("03/05/2031", ["2031-03-05", "2031-05-03"]),
        ("13/05/2031", ["2031-05-13"]),
        ("March 5, 2031", ["2031-03-05"]),
        ("Sept. 27th 2020", ["2020-09-27"]),
        ("5 March 2031", ["2031-03-05"]),
        ("2031/3/5", ["2031-03-05"]),
        ("2031\u201303\u201305", ["2031-03-05"]),
        ("\uff12\uff10\uff13\uff11-03-05", ["2031-03-05"]),
        ("2031\u5e743\u67085\u65e5", ["2031-03-05"]),
        ("20310305", ["2031-03-05"]),
        ("2031-03-05 10:00", ["2031-03-05T10:00"]),
        ("2031-03-05t10:00 +0400", ["2031-03-05T10:00+04:00"]),
        ("2031-03-05T10:00+4", ["2031-03-05T10:00+04:00"]),
        ("2031-03-05 3:30 pm UTC", ["2031-03-05T15:30Z"]),
        ("2031-12-31T24:00", ["2032-01-01T00:00"]),
        ("2031-03-05..2031-03-06", ["2031-03-05/2031-03-06"]),
        ("from 5 March 2031 to 6 March 2031", ["2031-03-05/2031-03-06"]),
        ("2031-03-05/06", ["2031-03-05/2031-03-06"]),
        ("[2031-03-05, 2031-03-06]", ["[2031-03-05..2031-03-06]"]),
        ("ca. 2031-03-05", ["2031-03-05~"]),
        ("2031-03-05 ?", ["2031-03-05?"]),
        ("31/31/2020", []),
        ("2020-02-30", []),
        ("2031-03-06/2031-03-05", []),
        ("yesterday", []),
        ("12031", []),
    ],
)
def test_dates(written, meant):
    """The forms of other countries and programs, and nothing that is no day."""
    assert meant == [*meant_date(written)]


@given(st.text("0123456789-/. :TZ+~?[]{}ap年月日", max_size=40))
def test_any_text_is_meant_as_dates_or_nothing(text):
    """Whatever is suggested can be written."""
    for one in meant_date(text):
        parse_date(one)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("wire p3, paper", ["wire p3", "paper"]),
        ("wire; paper p2", ["wire", "paper p2"]),
        ("wire, p3", ["wire p3"]),
        ("wire page 3", ["wire p3"]),
        ("wire p. 3", ["wire p3"]),
        ("wire pp. 3-4", ["wire p3"]),
        ("wire \u00b63", ["wire p3"]),
        ("wire p3 \u00abfive boats were lost\u00bb", ['wire p3 "five boats were lost"']),
        ("wire p3 \u201efive boats were lost\u201c", ['wire p3 "five boats were lost"']),
        ("wire p3 'five boats were lost'", ['wire p3 "five boats were lost"']),
        ('wire p3 "five boats, lost', ['wire p3 "five boats, lost"']),
        ("wire p3 five boats were lost", ['wire p3 "five boats were lost"']),
        ('wire p3 ""', ["wire p3"]),
        ('wire p3 "five boats" "were lost"', ['wire p3 "five boats"', 'wire p3 "were lost"']),
        ("wire paper", []),
        ('wire "five boats" p3', []),
    ],
)
def test_citations(written, meant):
    """Lists in a line, the words for a passage, and the quotation marks of other languages."""
    assert meant == [*meant_citations(written)]


@given(st.text("wire p3,;\"'«»„“ pages-4", max_size=40))
def test_any_text_is_meant_as_citations_or_nothing(text):
    """Whatever is suggested can be read."""
    assert all(map(_CITATION.fullmatch, meant_citations(text)))
