"""Addresses and DOIs of .bib files, in whatever spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import read_bib, source
from sphinx_dossier.core.bib_addresses import read_address, read_doi
from sphinx_dossier.core.safe_links import is_allowed
from sphinx_dossier.exports.bibtex_csl import export_bibtex
from sphinx_dossier.sphinx.bibliography import format_source


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/b_c%20d?x=1&y=2#f", "https://a.example/b_c%20d?x=1&y=2#f"),
        (r"https://a.example/b\_c\%20d?x=1\&y=2\#f", "https://a.example/b_c%20d?x=1&y=2#f"),
        (r"https://a.example/b{\_}c{\%}20d{\#}f", "https://a.example/b_c%20d#f"),
        (r"https://a.example/b\textunderscore{}c", "https://a.example/b_c"),
        (r"https://a.example/{\textasciitilde}ann/", "https://a.example/~ann/"),
        (r"https://a.example/\textasciitilde{}ann/", "https://a.example/~ann/"),
        (r"https://a.example/\textasciitilde ann/", "https://a.example/~ann/"),
        (r"https://a.example/\~{}ann/", "https://a.example/~ann/"),
        (r"https://a.example/{\~{}}ann/", "https://a.example/~ann/"),
        (r"https://a.example/\~ann/", "https://a.example/~ann/"),
        (r"https://a.example/$\sim$ann/", "https://a.example/~ann/"),
        (r"https://a.example/long\-er/\hspace{0pt}path{\allowbreak}", "https://a.example/longer/path"),
        (r"\url{https://a.example/x}", "https://a.example/x"),
        (r"{\url{https://a.example/b\_c}}", "https://a.example/b_c"),
        (r"\href{https://a.example/x}{the page}", "https://a.example/x"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("{https://a.example/x}", "https://a.example/x"),
        ("https://a.example/x, https://b.example/y", "https://a.example/x"),
        ("www.gazette.example/b", "https://www.gazette.example/b"),
        ("gazette.example", "https://gazette.example"),
        ("gazette.example:8080/b?c", "https://gazette.example:8080/b?c"),
        ("sources/report.html", "sources/report.html"),
        ("report.pdf", "report.pdf"),
        ("10.1000/182", "https://doi.org/10.1000/182"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("doi.org/10.1000/182", "https://doi.org/10.1000/182"),
        ("https://doi.org/10.1000/182", "https://doi.org/10.1000/182"),
        ("mailto:ann@a.example", "mailto:ann@a.example"),
        ("", ""),
    ],
)  # fmt: skip
def test_addresses(written, address):
    """As a browser needs them; a scheme is added where a host is certain."""
    assert address == read_bib(f"@misc{{a, url = {{{written}}}}}")[0]["a"].url


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1000/182", "10.1000/182"),
        (r"10.1007/978-3-031-00942-5\_12", "10.1007/978-3-031-00942-5_12"),
        (r"10.1007/a{\_}b\%c", "10.1007/a_b%c"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1002/%28SICI%291", "10.1002/(SICI)1"),
        ("doi:10.1000/182", "10.1000/182"),
        ("DOI: 10.1000/182", "10.1000/182"),
        (r"\url{https://doi.org/10.1000/182}", "10.1000/182"),
        (r"\href{https://doi.org/10.1000/182}{10.1000/182}", "10.1000/182"),
    ],
)
def test_dois(written, doi):
    """The number alone; it leads to its place."""
    found = read_bib(f"@misc{{a, title = {{T}}, doi = {{{written}}}}}")[0]["a"]
    assert doi == found.field("doi")
    assert 'href="https://doi.org/10.' in format_source(found).render_as("html")


def test_what_is_no_doi_leads_nowhere():
    """It is shown as it is written."""
    found = read_bib("@misc{a, title = {T}, doi = {to appear}}")[0]["a"]
    assert "doi:to appear" in str(format_source(found))
    assert "href" not in format_source(found).render_as("html")


@pytest.mark.parametrize(
    ("fields", "address", "published"),
    [
        (r"howpublished = {\url{https://a.example/how}}", "https://a.example/how", ""),
        ("howpublished = {https://a.example/how}", "https://a.example/how", ""),
        ("howpublished = {{ https://a.example/how}}", "https://a.example/how", ""),
        (
            r"howpublished = {{\href {https://a.example/how} {\texttt{a.example}}}}",
            "https://a.example/how",
            "",
        ),
        (
            r"howpublished = {Online: \url{https://a.example/how}}",
            "https://a.example/how",
            "Online: https://a.example/how",
        ),
        (r"note = {At \href{https://a.example/n}{the office}}", "https://a.example/n", ""),
        (r"howpublished = {\url{https://a.example/1}}, url = {b.example}", "https://b.example", ""),
        ("howpublished = {As a leaflet}", "", "As a leaflet"),
        ("note = {See https://a.example/}", "", ""),
    ],
)
def test_address_in_another_field(fields, address, published):
    """BibTeX knows no field for it; what is only an address is not printed beside its link."""
    found = read_bib(f"@misc{{a, title = {{T}}, {fields}}}")[0]["a"]
    assert (address, published) == (found.url, found.field("howpublished"))


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", r"\url{data:text/html,x}", "//a.example/"]
)
def test_what_a_link_may_not_be_is_a_problem(written):
    """Its line is told, and nothing links there."""
    sources, problems = read_bib(f"\n@misc{{a, url = {{{written}}}}}")
    assert ("", ["unsafe_link"], 2) == (
        sources["a"].url, [one.code.value for one in problems], problems[0].where.line,
    )  # fmt: skip


@given(st.text("{}%a/.\\_~&#-", min_size=1))
def test_addresses_come_back(text):
    """Out to BibTeX and in again, an address is the same one."""
    url = read_bib(f"@misc{{a, url = {{https://a.example/{source_safe(text)}}}}}")[0]["a"].url
    again = read_bib(export_bibtex([source("one", url=url)]))[0]["one"].url
    assert url == again


@given(st.text("\\{}~_%&# <>a.:/doi10", max_size=12) | st.text())
def test_what_is_read_stays_so(text):
    """An address is the same when it is read again."""
    for read in (read_address, read_doi):
        assert read(text) == read(read(text))


def source_safe(text: str) -> str:
    """``text`` without braces, which a field could not hold unpaired."""
    return text.replace("{", "").replace("}", "")


@given(st.text() | st.text("{}\\urldoi:/.%~$"))
def test_any_text_is_read(text):
    """No text raises, and what may be linked to is still asked of the one function for it."""
    assert isinstance(is_allowed(read_address(text)), bool)
    assert isinstance(read_doi(text), str)
