"""A misspelt field of a .bib entry is told at its line; private fields are left out in silence."""

from __future__ import annotations

import pytest

from sphinx_dossier.core.bib_entries import raw_parser
from sphinx_dossier.core.bib_slips import misspelt_fields
from sphinx_dossier.core.sources import locate_entries


def slips(text: str) -> list[tuple[int, str]]:
    """The line and the words of each problem."""
    parser = raw_parser()
    parser.parse_string(text)
    places = locate_entries(text, "sources.bib")
    return [(p.where.line, p.message) for p in misspelt_fields(parser.data.entries, text, places)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("titel", "title"),
        ("Ttile", "title"),
        ("auther", "author"),
        ("authors", "author"),
        ("editors", "editor"),
        ("yaer", "year"),
        ("dates", "date"),
        ("urll", "url"),
        ("url-date", "urldate"),
        ("langidd", "langid"),
        ("jornal", "journal"),
        ("publiser", "publisher"),
        ("pubisher", "publisher"),
        ("keyword", "keywords"),
        ("adress", "address"),
        ("notes", "note"),
    ],
)
def test_misspelt_field_is_told(written: str, meant: str) -> None:
    """At its own line, also where another entry has a field of that name."""
    text = (
        f"@online{{a,\n  x = {{1}},\n}}\n@online{{b,\n  x = {{1}},\n  {written} = {{Words}},\n}}\n"
    )
    message = f"the source 'b' has no field {written.lower()}; did you mean {meant}?"
    assert [(6, message)] == slips(text)


@pytest.mark.parametrize("written", ["annotation", "file", "optpublisher", "eissn", "uid", "tags"])
def test_private_field_is_none(written: str) -> None:
    """Reference managers have their own names."""
    assert not slips(f"@online{{a,\n  {written} = {{Words}},\n}}\n")


def test_field_beside_the_one_that_it_is_like() -> None:
    """Whoever writes both means two things."""
    assert not slips("@online{a,\n  title = {Words},\n  titles = {More},\n}\n")


def test_entries_on_one_line() -> None:
    """A field may stand behind another one."""
    [(line, message)] = slips("@online{a, titel = {Words},\n  date = {2031}}\n")
    assert line == 1
    assert "did you mean title?" in message
