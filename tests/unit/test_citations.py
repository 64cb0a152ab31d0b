"""How a source is shown in the bibliography."""

from __future__ import annotations

import pytest
from docutils import nodes
from pybtex_docutils import Backend as DocutilsBackend

from making import source
from sphinx_dossier.core.model import Person
from sphinx_dossier.sphinx.bibliography import format_source


@pytest.mark.parametrize(
    ("fields", "date", "expected"),
    [
        ({"publisher": "The Courier"}, "2031-03-04", "Wind. The Courier, 4 March 2031."),
        (
            {
                "type": "article",
                "publisher": "Storms",
                "fields": {"volume": "14", "number": "2", "pages": "1--11", "issn": "1234-5679"},
            },
            "2031",
            "Wind. Storms 14 (2), pp. 1–11, 2031. ISSN 1234-5679.",
        ),
        (
            {"type": "article", "publisher": "Storms", "fields": {"number": "2", "pages": "7"}},
            "2031",
            "Wind. Storms 2, p. 7, 2031.",
        ),
        (
            {"type": "report", "fields": {"type": "Briefing", "number": "91"}},
            "2031",
            "Wind. Briefing 91, 2031.",
        ),
        (
            {"type": "report", "fields": {"type": "techreport", "number": "99-02"}},
            "2031",
            "Wind. technical report 99-02, 2031.",
        ),
        (
            {
                "type": "incollection",
                "authors": (Person("Aske", "Jon"), Person("Bo", "A.")),
                "editors": (Person("de Lune", "Ida"),),
                "fields": {"booktitle": "All Storms", "chapter": "7", "isbn": "1"},
            },
            "",
            "Jon Aske, A. Bo: Wind. In All Storms, edited by Ida de Lune, ch. 7, no date. ISBN 1.",
        ),
        (
            {
                "type": "book",
                "authors": (Person("Aske", "Jon"),),
                "editors": (Person("de Lune", "Ida"),),
                "and_others": ("author", "editor"),
                "fields": {"subtitle": "A List", "date": "c. 1920"},
            },
            "",
            "Jon Aske et al.: Wind: A List, edited by Ida de Lune et al. c. 1920.",
        ),
        (
            {
                "editors": (Person("de Lune", "Ida"),),
                "read": "2031-04-01",
                "fields": {
                    "editortype": "compiler",
                    "archiveurl": "https://archive.example/1",
                    "doi": "none",
                },
            },
            "2031",
            "Wind. 2031. doi:none. Read 1 April 2031. Archived copy.",
        ),
        (
            {"url": "https://example.org/1", "fields": {"titleaddon": "[Vind]"}},
            "2031",
            "Wind [Vind]. 2031.",
        ),
    ],
)
def test_reference(fields, date, expected):
    """Names, title, where and when it appeared, and its numbers, with no comma too many."""
    given = {"type": "online", **fields, "fields": tuple(fields.get("fields", {}).items())}
    assert expected == str(format_source(source("a", date, title="Wind", **given)))


def test_titles_in_another_language_say_so_to_docutils():
    """The book of a chapter too; whoever takes the words alone gets these."""
    given = {"type": "incollection", "fields": (("booktitle", "Alle Stürme"),), "title": "Wind"}
    chapter = format_source(source("a", "2031", **given), foreign="de")
    assert "Wind. In Alle Stürme, 2031." == str(chapter)
    shown = nodes.paragraph("", "", *chapter.render(DocutilsBackend()))
    named = [one for one in shown.findall(nodes.inline) if "language-de" in one["classes"]]
    assert ["Wind", "Alle Stürme"] == [one.astext() for one in named]
    assert str(chapter) == shown.astext()
    supplied = {**given, "title": "[On wind]"}
    chapter = format_source(source("a", "2031", **supplied), foreign="de")
    (book,) = nodes.paragraph("", "", *chapter.render(DocutilsBackend())).findall(nodes.inline)
    assert "Alle Stürme" == book.astext()
    assert not [
        *nodes.paragraph(
            "", "", *format_source(source("a", "2031", **given)).render(DocutilsBackend())
        ).findall(nodes.inline)
    ]


def test_doi_is_a_link():
    """It leads to doi.org, whatever signs it has, and cannot lead elsewhere."""
    paper = source("a", "2031", title="Wind", fields=(("doi", '10.1/a"><b> c'),))
    html = format_source(paper).render_as("html")
    assert 'href="https://doi.org/10.1/a%22%3E%3Cb%3E%20c"' in html
    assert "<b>" not in html
