"""A .bib file as reference managers write it, published as it is meant, without what is private."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from projects import CONF, build, write_project

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = ("file", "annotation", "annote", "abstract", "owner", "groups", "bdsk-url-1", "shelf")
BIB = r"""
@preamble{"\newcommand{\press}{Tarn Press}"}
@xdata{press, publisher = {\press}, langid = {english}}
@book{wrecks, title = {Wrecks}, subtitle = {A List}, editor = {Lisk, Teo and others}, year = 2029,
  publisher = {Harbour House}, langid = {french}}
@inbook{heron, crossref = {wrecks}, title = {The \emph{Heron}: ten--twelve ``men'' of H$_2$O},
  author = {family=Quill, given=Mara, prefix=van der and {Ministry of Ports and Sea Lanes}},
  pages = {12--34}, doi = {https://doi.org/10.1007/978-3-031\_12}, langid = {ngerman},
  translator = {Aske, Jon}, PRIVATE}
@techreport{log, xdata = {press}, title = {Log of M{\"u}ller}, author = {Lee, A and others},
  year = 2030, month = mar # "~7", note = {Read in part}}
@online{кто2031, title = {Кто считал}, titleaddon = {[Who counted]},
  author = {Лиск, Тео}, langid = {russian}, date = {2031-03~},
  url = {www.tarn.example/{\textasciitilde}ann/a\_b\%20c}, urldate = {2031-03-05},
  archiveurl = {\url{https://archive.example/2031/tarn}}, archivedate = {2031-03-06}, PRIVATE}
@misc{old, title = {Old}, year = {c. 1920}, langid = {en}, howpublished = {\url{https://old.example/x}},
  urldate = {2031-01-01}, keywords = {later, prio1}}
""".replace("PRIVATE", ", ".join(f"{name} = {{Secret of {name}}}" for name in PRIVATE))
_KEPT = (".buildinfo", ".dossier-", "searchindex.js")
KEYS = ("wrecks", "heron", "log", "кто2031", "old")
PAGES = {
    "index.md": "# Tarn\n\n{cite:p}`heron` {cite:p}`log{¶ 1}`.\n\n:::{actor} Office\n:id: office\n"
    ":kind: state\nIt says.\n:::\n\n:::{claim} lost\n:by: office\n:act: asserts\n:said: 2020\n"
    ":cites: |\n  " + "\n  ".join(KEYS) + '\n  кто2031 "их было три"\nThe office said so.\n:::\n\n'
    "```{toctree}\nsources\n```\n",
    "sources.md": "# Sources\n\n```{bibliography}\n:all:\n```\n",
    "sources.bib": BIB,
    "search.js": "",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built once; what it warns of is what its author should know."""
    folder = tmp_path_factory.mktemp("bib")
    conf = CONF + 'dossier_search_library = "search.js"\n'
    said = build(write_project(folder / "source", PAGES, conf), folder / "out", "html")
    lines = said.splitlines()
    assert ["bad_date", "unknown_passage", "unknown_passage"] == sorted(
        line.split("dossier.")[1][:-1] for line in lines
    )
    assert any("sources.bib:16: WARNING: 'c. 1920' is not a date" in line for line in lines)
    return folder / "out" / "html"


def entries(site: Path) -> dict[str, str]:
    """The entries of the list of sources, by anchor."""
    soup = BeautifulSoup((site / "sources.html").read_text(encoding="utf-8"), "html.parser")
    return {
        str(one["id"]): " ".join(one.p.get_text().split()) for one in soup.select("div.citation")
    }


def test_entries_read_as_they_are_meant(site: Path) -> None:
    """TeX is text, names are names, a part of a book is in the book, nothing is made up."""
    found = entries(site)
    heron = (
        "Mara van der Quill, Ministry of Ports and Sea Lanes: "
        "The Heron: ten–twelve “men” of H₂O. In Wrecks: A List, edited by Teo Lisk et al., "
        "Harbour House, pp. 12–34, 2029. doi:10.1007/978-3-031_12. In German."
    )
    assert {
        "cite-wrecks": "Wrecks: A List, edited by Teo Lisk et al. Harbour House, 2029. In French.",
        "cite-heron": heron,
        "cite-log": "A Lee et al.: Log of Müller. Tarn Press, 7 March 2030. Read in part.",
        "cite-_d0_ba_d1_82_d0_be2031": "Тео Лиск: Кто считал [Who counted]. about March 2031. "
        "In Russian. "
        "Read 5 March 2031. Archived copy, 6 March 2031.",
        "cite-old": "Old. c. 1920. Read 1 January 2031.",
    } == found


def test_titles_name_the_language_that_they_are_in(site: Path) -> None:
    """On the page and in its card; those in the language of the pages need not."""
    foreign = [
        ("fr", "Wrecks: A List"),
        ("de", "The Heron: ten–twelve “men” of H₂O"),
        ("de", "Wrecks: A List"),
        ("ru", "Кто считал"),
    ]
    sources = BeautifulSoup((site / "sources.html").read_text(encoding="utf-8"), "html.parser")
    named = sources.select("div.citation > p [lang]")
    assert sorted(foreign) == sorted((str(one["lang"]), one.get_text()) for one in named)
    page = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    quoted = page.select(".dossier-evidence [lang]")
    assert [("ru", "их было три")] == [(one["lang"], one.get_text()) for one in quoted]
    cards = json.loads((site / "cards" / "sources.js").read_text("utf-8").split(", ", 1)[1][:-3])
    known = {name: (card.get("lang"), card.get("foreign")) for name, card in cards.items()}
    assert {
        "cite-wrecks": ("fr", None),
        "cite-heron": ("de", None),
        "cite-log": (None, None),
        # What is added to a title is in our words.
        "cite-_d0_ba_d1_82_d0_be2031": ("ru", "Кто считал"),
        "cite-old": (None, None),
    } == known


def test_links_lead_where_the_author_meant(site: Path) -> None:
    """Addresses in the spelling of LaTeX, without a scheme, in another field, and a DOI."""
    soup = BeautifulSoup((site / "sources.html").read_text(encoding="utf-8"), "html.parser")
    assert {
        "https://doi.org/10.1007/978-3-031_12",
        "https://www.tarn.example/~ann/a_b%20c",
        "https://archive.example/2031/tarn",
        "https://old.example/x",
    } <= {str(one["href"]) for one in soup.select("div.citation a[href]")}


def test_private_fields_are_in_no_file(site: Path) -> None:
    """Neither in pages, cards, search, data, bibliographies nor linked data."""
    files = [path for path in site.rglob("*") if path.is_file()]
    assert {".html", ".js", ".json", ".bib", ".csv", ".jsonld"} <= {path.suffix for path in files}
    assert [] == [path for path in files if b"Secret of" in path.read_bytes()]
    assert b"prio1" not in (site / "data" / "citations.bib").read_bytes()


def test_data_say_the_same(site: Path) -> None:
    """For reference managers and for programs."""
    items = {
        one["id"]: one
        for one in json.loads((site / "data" / "citations.json").read_text(encoding="utf-8"))
    }
    assert KEYS == tuple(sorted(items, key=KEYS.index))
    assert {
        "author": [{"family": "van der Quill", "given": "Mara"},
                   {"literal": "Ministry of Ports and Sea Lanes"}],
        "editor": [{"family": "Lisk", "given": "Teo"}],
        "translator": [{"family": "Aske", "given": "Jon"}],
        "container-title": "Wrecks", "DOI": "10.1007/978-3-031_12", "language": "de",
        "issued": {"date-parts": [[2029]]},
    }.items() <= items["heron"].items()  # fmt: skip
    assert {"literal": "c. 1920"} == items["old"]["issued"]
    written = (site / "data" / "citations.bib").read_text(encoding="utf-8")
    assert "author = {Lee, A and others}" in written
    rows = json.loads((site / "data" / "dossier.json").read_text(encoding="utf-8"))["sources"]
    assert {"log": ["authors"]} == {
        row["id"]: row["and_others"] for row in rows if "and_others" in row
    }
    assert {"fr", "de", "en", "ru"} == {row["language"] for row in rows}


def test_file_is_read_again_when_its_words_have_changed(tmp_path: Path) -> None:
    """Also with the same size and time, as after a restore: bibtex asks for the time alone."""
    source = write_project(tmp_path / "source", PAGES)
    build(source, tmp_path / "out", "html")
    path = source / "sources.bib"
    time = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes().replace(b"Log of", b"Lag of"))
    os.utime(path, ns=(time, time))
    build(source, tmp_path / "out", "html")
    assert "Lag of Müller" in entries(tmp_path / "out" / "html")["cite-log"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("publisher = {Harbour House}", "publisher = {Harbour Press}"),
        ("@xdata{press,", "@xdata{pressed,"),
        ("crossref = {wrecks}, ", ""),
        ("Lee, A and others", "Lee, A"),
        ("{www.tarn.example", "{tarn.example"),
        ("langid = {russian}", "langid = {bulgarian}"),
    ],
)
def test_entries_that_give_to_others_change_them(tmp_path: Path, old: str, new: str) -> None:
    """After an edit of the entry that gives, each file is as in a fresh build."""
    source = write_project(tmp_path / "source", PAGES)
    build(source, tmp_path / "out", "html")
    assert old in BIB
    (source / "sources.bib").write_text(BIB.replace(old, new), encoding="utf-8")
    assert build(source, tmp_path / "out", "html") == build(source, tmp_path / "new", "html")
    assert files(tmp_path / "new" / "html") == files(tmp_path / "out" / "html")


def files(folder: Path) -> dict[str, bytes]:
    """What readers get, by path; what Sphinx keeps of a build, and its index of words, left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(_KEPT)
    }


def test_styles_of_others_get_whole_entries(tmp_path: Path) -> None:
    """A style of pybtex has the book of a chapter too, and lists nothing that is only inherited."""
    source = write_project(tmp_path / "source", PAGES)
    build(source, tmp_path / "out", "html", bibtex_default_style="plain")
    page = (tmp_path / "out" / "html" / "sources.html").read_text(encoding="utf-8")
    text = BeautifulSoup(page, "html.parser").get_text()
    assert "Harbour House" in text.partition("eron")[2]
    assert "Secret of" not in page
    assert 5 == page.count('class="citation"')


WIDE = ["citations", "frames", "prose", "data", "search", "metadata"]
ANOTHER_LIST = "# Sources\n\n```{bibliography}\n:filter: key == 'heron'\n```\n"


def test_lists_that_nobody_asked_for_stay(tmp_path: Path) -> None:
    """What is stored of them outlives edits of other pages, and goes where a list does."""
    source, out = write_project(tmp_path / "source", PAGES), tmp_path / "out"
    build(source, out, "html")
    index, wide = PAGES["index.md"], WIDE
    steps: list[tuple[str, str, list[str]]] = [
        ("index.md", index + "\nMore words.\n", wide),
        ("index.md", index + "\nMore words, {cite:p}`old`.\n", wide),
        ("sources.md", ANOTHER_LIST, wide),
        ("index.md", index + "\nMore words, {cite:p}`heron`.\n", wide),
        ("sources.md", "# Sources\n\nThere is none.\n", wide),
        ("sources.md", PAGES["sources.md"], wide),
        ("index.md", index + "\nBy bibtex.\n", wide[1:]),
        ("index.md", index + "\nBy bibtex still.\n", wide[1:]),
        ("index.md", index + "\nBy us.\n", wide),
    ]
    for name, text, parts in steps:
        (source / name).write_text(text, encoding="utf-8")
        said = build(source, out, "html", dossier_site_wide=parts)
        fresh = tmp_path / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        wanted = build(source, fresh, "html", dossier_site_wide=parts)
        assert sorted(wanted.splitlines()) == sorted(said.splitlines()), (name, text)
        assert files(fresh / "html") == files(out / "html"), (name, text)


@pytest.mark.parametrize("tooltips", ["dossier", "plain"])
def test_what_is_no_publication_ends_no_build(tmp_path: Path, tooltips: str) -> None:
    """Where bibtex reads the files itself, it has sets and what entries share for entries too."""
    bib = BIB.replace("@online{", "@set{both, entryset = {old, log}}\n@online{", 1)
    # bibtex ends a build that has a source with a book by BibLaTeX's rules.
    bib = bib.replace("@inbook{heron", "@comment{heron")
    source = write_project(tmp_path / "source", PAGES | {"sources.bib": bib})
    settings = {"bibtex_tooltips_style": tooltips}
    said = build(source, tmp_path, "html", dossier_site_wide=[], **settings)
    assert "'both' is a set and no source" in said
    page = (tmp_path / "html" / "sources.html").read_text(encoding="utf-8")
    assert 4 == page.count('class="citation"'), said
