"""Commands that a .bib file defines for itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import read_bib
from sphinx_dossier.core.bib_commands import defined_commands, expand

PREAMBLE = r"""
@preamble{"\newcommand{\noopsort}[1]{}" # "\newcommand{\printfirst}[2]{#1}"}
@preamble{"\newcommand\switchargs[2]{#2#1} \providecommand*{\guild}{Guild of Boats and Nets}"}
@preamble{"\def\twice#1{#1#1}\def\club {Club}"}
"""


@pytest.mark.parametrize(
    ("fields", "title", "date", "author"),
    [
        (r"year = {\noopsort{1973b}1973}, title = {T}", "T", "1973", ()),
        (r"year = {\switchargs{--90}{1968}}, title = {T}", "T", "1968/1990", ()),
        (r"year = {\switchargs{--1990}{1968}}, title = {T}", "T", "1968/1990", ()),
        (r"title = {\printfirst{One}{Two} \twice {a} \twice b}", "One aa bb", "None", ()),
        (r"title = {The \club{} and \guild}", "The Club and Guild of Boats and Nets", "None", ()),
        (r"author = {\guild}, title = {T}", "T", "None", ("Guild of Boats and Nets",)),
        (r"author = {{\noopsort{beauvoir}}de Beauvoir, S}, title = {T}", "T", "None",
         ("S de Beauvoir",)),
    ],
)  # fmt: skip
def test_own_commands_are_written_out(fields, title, date, author):
    """In titles, dates and names, as LaTeX would."""
    found = read_bib(PREAMBLE + f"@misc{{a, {fields}}}")[0]["a"]
    assert title == found.title
    assert date in (str(found.date), found.field("date"))
    assert author == tuple(one.name for one in found.authors)


def test_addresses_have_no_commands():
    """A backslash there is a spelling, and no command."""
    text = PREAMBLE + r"@misc{a, url = {https://a.example/\club}}"
    assert "https://a.example/club" == read_bib(text)[0]["a"].url


@pytest.mark.parametrize(
    "preamble",
    [
        r"\def\a{\b}\def\b{\a}",
        r"\def\a{\a\a}",
        r"\newcommand{\a}[2]{#2#1\a}",
        r"\def\a{",
        r"\newcommand{\a}[1]{#9}",
        r"\def\a#1{#1#1#1#1}",
    ],
)
def test_commands_that_do_not_end_are_left(preamble):
    """A file can neither stop a build nor fill the memory."""
    text = "\\a{" * 40 + "x" + "}" * 40
    assert len(expand(text, defined_commands(preamble))) < 10_000


@given(st.text("\\ab{}#12 newcommdf[]"), st.text("\\ab{}#12 "))
def test_any_preamble_is_read(preamble, text):
    """No text raises."""
    assert isinstance(expand(text, defined_commands(preamble)), str)
