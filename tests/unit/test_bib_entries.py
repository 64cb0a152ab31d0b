"""Entries as BibLaTeX understands them: from other entries, with people, and for readers only."""

from __future__ import annotations

import pytest

from making import read_bib
from sphinx_dossier.core.model import Person
from sphinx_dossier.core.problems import Code

PARENTS = r"""
@xdata{press, publisher = {Tarn Press}, location = {Tarn Quay}, langid = {english}}
@xdata{years, date = {2030}, publisher = {Another}}
@mvbook{set-of-two, title = {All Wrecks}, author = {Brack, Odo}, volumes = {2}, date = {2028}}
@book{wrecks, crossref = {set-of-two}, title = {Wrecks}, subtitle = {A List}, editor = {Lisk, Teo},
  publisher = {Harbour House}, date = {2029}, langid = {french}, isbn = {9780000000002},
  url = {https://books.example/wrecks}, doi = {10.1000/wrecks}, keywords = {later},
  pages = {1--400}, note = {Signed copy}, label = {WR}, shorttitle = {Wr.}}
@inbook{heron, crossref = {wrecks}, title = {The Heron}, author = {Aske, Jon}, pages = {12--34}}
@inbook{nameless, crossref = {wrecks}, title = {No Author}, year = 2031}
@periodical{tides, title = {Tides}, editor = {Lune, Ida}, volume = {4}, date = {2030-05}}
@article{paper, crossref = {tides}, title = {A Paper}, author = {Quill, Mara}, month = {6}}
@proceedings{meeting, title = {Proc. of the Meeting}, booktitle = {Meeting}, year = 2027, month = 3,
  author = {Nobody, At All}, organization = {Guild}}
@inproceedings{talk, crossref = {meeting}, title = {A Talk}}
@report{log, xdata = {press, years}, title = {Log}}
@report{piece, title = {Piece}, publisher = {xdata=press-publisher}}
@online{other, crossref = {wrecks}}
"""


def test_chapter_has_what_is_true_of_it():
    """The title of a book is that of the book; its address and remarks are not those of a part."""
    sources, problems = read_bib(PARENTS)
    heron = sources["heron"]
    assert [] == problems
    assert ("The Heron", "Harbour House", "fr", "2029") == (
        heron.title, heron.publisher, heron.language, str(heron.date),
    )  # fmt: skip
    assert (Person("Aske", "Jon"),) == heron.authors
    assert (Person("Lisk", "Teo"),) == heron.editors
    assert (("bookauthor", (Person("Brack", "Odo"),)),) == heron.people
    assert {
        "booksubtitle": "A List", "booktitle": "Wrecks", "isbn": "9780000000002",
        "maintitle": "All Wrecks", "pages": "12--34", "publisher": "Harbour House", "volumes": "2",
    } == dict(heron.fields)  # fmt: skip
    assert ("", "", "") == (heron.url, heron.note, heron.label)


def test_chapter_without_an_author_is_by_that_of_the_book():
    """As in BibLaTeX; its own year is not completed by the date of the book."""
    nameless = read_bib(PARENTS)[0]["nameless"]
    assert (Person("Brack", "Odo"),) == nameless.authors
    assert "2031" == str(nameless.date)


@pytest.mark.parametrize(
    ("key", "title", "fields", "publisher", "date"),
    [
        ("wrecks", "Wrecks", {"maintitle": "All Wrecks"}, "Harbour House", "2029"),
        ("paper", "A Paper", {"journaltitle": "Tides", "volume": "4"}, "Tides", "None"),
        ("talk", "A Talk", {"booktitle": "Proc. of the Meeting"}, "Guild", "2027-03"),
        ("log", "Log", {"location": "Tarn Quay"}, "Tarn Press", "2030"),
        ("piece", "Piece", {}, "Tarn Press", "None"),
        ("other", "", {}, "Harbour House", "2029"),
    ],
)
def test_entries_have_fields_from_others(key, title, fields, publisher, date):
    """By the kind of both; of two that give the same field the first counts."""
    found = read_bib(PARENTS)[0][key]
    assert (title, publisher, date) == (found.title, found.publisher, str(found.date))
    assert fields.items() <= dict(found.fields).items()


def test_nobody_has_made_what_others_made():
    """Who edits a journal has not edited the article, and proceedings have no author of papers."""
    sources = read_bib(PARENTS)[0]
    assert ((), ()) == (sources["paper"].editors, sources["talk"].authors)


def test_data_for_others_are_no_source():
    """What is only there to be inherited is not listed."""
    assert not {"press", "years"} & read_bib(PARENTS)[0].keys()


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("@book{a, title = {A}, crossref = {none}}", Code.UNKNOWN_SOURCE, "'none'"),
        ("@book{a, title = {A}, xdata = {none}}", Code.UNKNOWN_SOURCE, "xdata of the source 'a'"),
        ("@book{a, title = {xdata=none-title}}", Code.UNKNOWN_SOURCE, "'none'"),
        ("@book{a, crossref = {a}}", Code.RELATION_CYCLE, "a -> a"),
        ("@book{b, crossref = {a}}\n@book{a, crossref = {b}}", Code.RELATION_CYCLE, "a -> b -> a"),
        ("@set{a, entryset = {b, c}}", Code.SOURCE_INCOMPLETE, "cite what is in it, b, c"),
        (
            "".join(f"@book{{k{n:03}, crossref = {{k{n + 1:03}}}}}\n" for n in range(900))
            + "@book{k900, title = {Last}}",
            Code.TOO_LARGE,
            "more than 20 entries away",
        ),
    ],
)
def test_what_cannot_be_inherited_is_a_problem(text, code, words):
    """It has the line of the entry, and the others are read."""
    sources, problems = read_bib(text + "\n@book{whole, title = {Whole}}")
    assert "Whole" == sources["whole"].title
    assert code == problems[0].code
    assert words in problems[0].message
    assert ("sources.bib", True) == (problems[0].where.path, problems[0].where.line >= 1)


PRIVATE = """
    file annotation annote abstract owner timestamp groups comment review bdsk-url-1 bdsk-file-1
    date-added date-modified local-url uri rating read __markedentry crossrefsource creationdate
    modificationdate citationkey mendeley-tags mendeley-groups username priority ranking readstatus
    qualityassured relevance printed jabref-origin interhash intrahash biburl bibsource affiliation
    posted-at library usera verba lista shelf my-own-field execute options presort
"""


@pytest.mark.parametrize("name", [*PRIVATE.split(), "File", "ABSTRACT", "Bdsk-Url-2"])
def test_private_fields_are_nowhere(name):
    """What is for the user of a program only is in no field of a source, however it is spelt."""
    found = read_bib(f"@online{{a, title = {{T}}, {name} = {{Secret 7}}}}")[0]["a"]
    assert "Secret 7" not in repr(found)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("primary, repost", "primary, repost"),
        ("primary; prio1, _tablet, rank5, /unread, #nosource, repost", "primary, repost"),
        ("qualityAssured, printed", ""),
        ("reading, rank and file", "reading, rank and file"),
    ],
)
def test_keywords_of_programs_are_left_out(written, kept):
    """What JabRef and Zotero write among the keywords is about their user."""
    assert kept == read_bib(f"@misc{{a, keywords = {{{written}}}}}")[0]["a"].field("keywords")


def test_note_is_for_readers():
    """BibLaTeX prints it, and so does the list of sources; an annotation it does not."""
    found = read_bib("@misc{a, note = {Read in part}, annotation = {Dull}, annote = {Dull}}")[0][
        "a"
    ]
    assert "Read in part" == found.note
    assert "Dull" not in repr(found)


def test_copies_are_kept():
    """The day of reading, and where a copy is, with its day; one that runs something is not."""
    text = (
        r"@online{a, title = {T}, url = {https://a.example/x}, urldate = {2031-01-02},"
        r"archiveurl = {\url{https://archive.example/web/2031/https://a.example/x\_y}},"
        "archivedate = {2031-01-03}}\n"
        "@online{b, archiveurl = {javascript:alert(1)}}\n"
        "@online{c, url = {https://a.example/}, urlyear = 2031, urlmonth = jan, urlday = 2}"
    )
    sources, problems = read_bib(text)
    assert (
        ("archivedate", "2031-01-03"),
        ("archiveurl", "https://archive.example/web/2031/https://a.example/x_y"),
    ) == sources["a"].fields
    assert ("2031-01-02", "2031-01-02") == (sources["a"].read, sources["c"].read)
    assert ((), Code.UNSAFE_LINK) == (sources["b"].fields, problems[0].code)


@pytest.mark.parametrize(
    ("fields", "tag"),
    [
        ("langid = {ngerman}", "de"),
        ("langid = {english}, language = {german}", "en"),
        ("language = {en}", "en"),
        ("hyphenation = {british}", "en-GB"),
        ("langid = {elvish}, language = {French}", "fr"),
        ("langid = {elvish}", "elvish"),
        ("title = {T}", ""),
    ],
)
def test_language(fields, tag):
    """By whatever field and name a program writes it; one that is none is told elsewhere."""
    assert tag == read_bib(f"@misc{{a, {fields}}}")[0]["a"].language
