"""What a build keeps for the next one: compiled templates, and formatted sources."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import Environment
from sphinxcontrib.bibtex.transforms import BibliographyTransform

from projects import CONF, build, write_project
from sphinx_dossier.core import sources
from sphinx_dossier.sphinx.bibliography import DossierStyle, citation_domain

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.nodes import Template

PAGE = "# Storm\n\nIt rained, as {cite:p}`wire` says.\n\n```{bibliography}\n:all:\n```\n"
ENTRY = "@online{{{}, title = {{{}}}, date = {{2031}}, url = {{https://example.org/{}}}}}\n"
SOURCES = ENTRY.format("wire", "A wire", 1) + ENTRY.format("paper", "A paper", 2)
FOOT = "{% extends '!layout.html' %}\n{% block footer %}<p>WORDS</p>{% endblock %}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two pages, a template of its own and two sources."""
    files = {
        "index.md": "# Start\n\n```{toctree}\nstorm\n```\n",
        "storm.md": PAGE,
        "sources.bib": SOURCES,
        "templates/layout.html": FOOT.replace("WORDS", "The foot."),
    }
    source = write_project(tmp_path / "source", files, CONF + 'templates_path = ["templates"]\n')
    build(source, tmp_path, "html")
    return source


def test_templates_are_compiled_once(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build takes what Jinja has made of them, and anew what has changed."""
    compiled: list[str | None] = []
    compile_ = Environment._generate

    def noting(
        self: Environment, source: Template, name: str | None, *rest: Any, **how: Any
    ) -> str:
        compiled.append(name)
        return compile_(self, source, name, *rest, **how)

    monkeypatch.setattr(Environment, "_generate", noting)
    (project / "index.md").write_text("# Beginning\n\n```{toctree}\nstorm\n```\n")
    build(project, tmp_path, "html")
    assert "Beginning" in (tmp_path / "html/index.html").read_text(encoding="utf-8")
    assert not [name for name in compiled if name and name.endswith(".html")]
    (project / "templates/layout.html").write_text(FOOT.replace("WORDS", "Another foot."))
    build(project, tmp_path, "html")
    assert "Another foot." in (tmp_path / "html/index.html").read_text(encoding="utf-8")
    assert ["layout.html"] == [name for name in compiled if name and name.endswith(".html")]


def test_templates_serve_builds_with_other_marks(project: Path, tmp_path: Path) -> None:
    """`strict` marks them with a word of its own in each process; no page shows it."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(project), "html"]
    for words in ("Once", "Twice"):
        (project / "index.md").write_text(f"# {words}\n\n```{{toctree}}\nstorm\n```\n")
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert "unsafe_markup" not in done.stderr
        text = (tmp_path / "html/index.html").read_text(encoding="utf-8")
        assert words in text
        assert not re.search(r"\bm(_{16}|[0-9a-f]{16})\b", text)


@pytest.mark.parametrize("size", [0, 9, 60, 300])
def test_compiled_templates_may_be_cut_off(project: Path, tmp_path: Path, size: int) -> None:
    """They are compiled anew then."""
    kept = [*(tmp_path / "doctrees").glob("templates/*/*")]
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[:size])
    (project / "index.md").write_text("# Beginning\n\n```{toctree}\nstorm\n```\n")
    build(project, tmp_path, "html")
    assert "Beginning" in (tmp_path / "html/index.html").read_text(encoding="utf-8")


@pytest.fixture
def formatted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the entries that are formatted from now on."""
    keys: list[str] = []
    work = DossierStyle.format_entry

    def noting(self: DossierStyle, label: str, entry: object, bib_data: object = None) -> object:
        keys.append(getattr(entry, "key", ""))
        return work(self, label, entry, bib_data)

    monkeypatch.setattr(DossierStyle, "format_entry", noting)
    return keys


def _entries(tmp_path: Path) -> str:
    text = (tmp_path / "html/storm.html").read_text(encoding="utf-8")
    return text[text.index("citation-list") :]


@pytest.mark.parametrize(
    "edit",
    [
        {},
        {"index.md": "# Start\n\nWords.\n\n```{toctree}\nstorm\n```\n"},
        {"more.md": "---\norphan: true\n---\n# More\n\nIt says so {cite:p}`paper`.\n"},
    ],
)
def test_sources_are_formatted_once(
    project: Path, tmp_path: Path, formatted: list[str], edit: dict[str, str]
) -> None:
    """As long as files, lists and style are the same, whatever pages say."""
    for name, text in edit.items():
        (project / name).write_text(text, encoding="utf-8")
    build(project, tmp_path, "html")
    assert [] == formatted
    assert "A wire" in _entries(tmp_path)
    assert "A paper" in _entries(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("sources.bib", SOURCES.replace("A paper", "A book"), "A book"),
        ("sources.bib", SOURCES + ENTRY.format("late", "Later", 3), "Later"),
        ("storm.md", PAGE + "\nWords.\n", "A paper"),
    ],
)
def test_sources_are_formatted_again(
    project: Path, tmp_path: Path, formatted: list[str], name: str, text: str, shown: str
) -> None:
    """Where one of their files has changed, or the page of a list."""
    (project / name).write_text(text, encoding="utf-8")
    build(project, tmp_path, "html")
    assert {"wire", "paper"} <= {*formatted}
    assert shown in _entries(tmp_path)


def test_sources_are_read_once(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as the files are the same; what is wrong with them is said at every build."""
    read: list[object] = []
    work = sources.read_sources

    def noting(*arguments: Any) -> Any:
        read.append(arguments)
        return work(*arguments)

    monkeypatch.setattr(sources, "read_sources", noting)
    (project / "sources.bib").write_text(SOURCES.replace("2031", "long ago", 1))
    assert "bad_date" in build(project, tmp_path, "html")
    assert 1 == len(read)
    (project / "index.md").write_text("# Beginning\n\n```{toctree}\nstorm\n```\n")
    assert "bad_date" in build(project, tmp_path, "html")
    assert 1 == len(read)
    # Messages name files as they are seen from there.
    monkeypatch.chdir(project)
    (project / "index.md").write_text("# End\n\n```{toctree}\nstorm\n```\n")
    assert "\nsources.bib:1:" in f"\n{build(project, tmp_path, 'html')}"
    assert 2 == len(read)
    (project / "sources.bib").write_text(SOURCES)
    assert "bad_date" not in build(project, tmp_path, "html")
    assert 3 == len(read)


def test_lists_ask_for_citations_of_their_page(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each entry, bibtex goes through all that it is given: that grows with the square."""
    asked: list[list[str]] = []
    work = BibliographyTransform.run

    def noting(self: BibliographyTransform, **options: Any) -> None:
        asked.append([one.docname for one in citation_domain(self.env).citation_refs])
        work(self, **options)

    (project / "index.md").write_text("# Start {cite:p}`wire`\n\n```{toctree}\nstorm\n```\n")
    monkeypatch.setattr(BibliographyTransform, "run", noting)
    build(project, tmp_path, "html")
    # Before and after the page with the list, all are known.
    assert {("index", "storm"), ("storm",)} == {tuple(sorted(one)) for one in asked}


def test_zone_of_the_site_is_in_the_entries(
    project: Path, tmp_path: Path, formatted: list[str]
) -> None:
    """A date with an hour is another day elsewhere."""
    sources = SOURCES.replace("date = {2031}", "date = {2031-03-05T23:30+00:00}", 1)
    (project / "sources.bib").write_text(sources, encoding="utf-8")
    build(project, tmp_path, "html", dossier_timezone="UTC")
    assert "6 March 2031" not in _entries(tmp_path)
    build(project, tmp_path, "html", dossier_timezone="Asia/Tokyo")
    assert "6 March 2031" in _entries(tmp_path)


def test_warnings_of_bibtex_come_at_every_build(project: Path, tmp_path: Path) -> None:
    """A source that is listed twice is warned of until it is not."""
    (project / "storm.md").write_text(f"{PAGE}\n```{{bibliography}}\n:all:\n```\n")
    first = build(project, tmp_path, "html")
    second = build(project, tmp_path, "html")
    assert first.count("duplicate") == second.count("duplicate") > 0


LISTED = """\
@online{b-late, title = {Second}, publisher = {Beacon}, date = {2031-03-05}}
@online{a-wire, title = {Fourth}, publisher = {Wire}, date = {2031-03-01}}
@online{z-early, title = {First}, publisher = {Beacon}, date = {2031-03-04}}
@online{c-late, title = {Third}, publisher = {Beacon}, date = {2031-03-05}}
"""


def test_sources_are_listed_by_outlet_and_day(tmp_path: Path) -> None:
    """In HTML without a label, which would say what the entry says; each other label is unique."""
    lists = (
        '```{bibliography}\n:filter: key % "^[a-b]"\n```\n\n'
        '```{bibliography}\n:filter: key % "^[c-z]"\n```\n'
    )
    page = f"# Storm\n\nIt rained {{cite:p}}`a-wire`.\n\n{lists}"
    source = write_project(tmp_path / "source", {"index.md": page, "sources.bib": LISTED})
    said = build(source, tmp_path, "html")
    assert "duplicate" not in said
    text = (tmp_path / "html/index.html").read_text(encoding="utf-8")
    titles = re.findall("First|Second|Third|Fourth", text[text.index("citation-list") :])
    assert ["Second", "Fourth", "First", "Third"] == titles
    assert "fn-bracket" not in text
    build(source, tmp_path, "text")
    text = (tmp_path / "text/index.txt").read_text(encoding="utf-8")
    labels = re.findall(r"^\[(.+?)\]", text, re.MULTILINE)
    assert [
        "Beacon, 5 March 2031 (a)", "Wire, 1 March 2031", "Beacon, 4 March 2031",
        "Beacon, 5 March 2031 (b)",
    ] == labels  # fmt: skip
