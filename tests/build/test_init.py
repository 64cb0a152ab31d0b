"""``dossier init`` makes a knowledge base that builds, tests itself and grows, of any article.

Both articles are invented: one is long and has many headings, one is written from right to left.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from bs4 import BeautifulSoup

from projects import build, drop_lines, findings, start_dossier
from sphinx_dossier.__main__ import main
from sphinx_dossier.authoring.scaffold import LICENCES, name_of
from sphinx_dossier.authoring.scaffold import Article as Known
from sphinx_dossier.commands import init
from workflow_linters import actionlint, zizmor

SECTIONS = ("The harbour", "The lighthouse", "The school", "The ferry", "The market", "The road")
LONG = "\n\n".join(
    ["A Winter of Small Repairs: what the town of Alda mended, *and* what it <left>"]
    + [
        f"{section}\n\nThe council said that work on {section.lower()} had cost {number} crowns. "
        f"Others counted more. The engineer {number} agreed with nobody.\n\n"
        + "\n".join(
            f"In week {week} the workers mended {week + number} metres." for week in range(9)
        )
        for number, section in enumerate(SECTIONS, start=3)
    ]
)
STORM = "A storm\n\nThree boats came loose.\n"
RIGHT_TO_LEFT = """\
توفان به بندر آلدا رسید

دفتر بندر گفت که سه قایق در شب رها شده‌اند. از صاحبان قایق‌ها خواست در خانه بمانند؟

هواشناسی پنج قایق شمرد؛ و گفت که هشدار دیر رسید.
مدیر
"""


class Article(NamedTuple):
    """An invented article, and what a first claim takes from it."""

    text: str
    options: tuple[str, ...]
    passage: str
    quote: str
    wrong_quote: str


ARTICLES = {
    "long": Article(
        LONG,
        ("--sides", "council=The council", "town=The town", "--publisher", "The Courier"),
        "p2",
        "had cost 3 crowns",
        "had cost 4 crowns",
    ),
    "right-to-left": Article(
        RIGHT_TO_LEFT,
        ("--language", "fa", "--date", "2031-03-05", "--title", "توفان در آلدا"),
        "p1",
        "سه قایق در شب رها شده‌اند",
        "پنج قایق در شب رها شده‌اند",
    ),
}


@pytest.fixture(params=ARTICLES)
def article(request: pytest.FixtureRequest) -> Article:
    """Each of the articles."""
    return ARTICLES[request.param]


@pytest.fixture
def made(article: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command makes of an article."""
    folder = start_dossier(tmp_path, article.text, "--key", "report-2031", *article.options)
    monkeypatch.chdir(folder)
    return folder


def passages(folder: Path) -> list[dict[str, Any]]:
    """The passages of the article as the manifest has them."""
    text = (folder / "sources" / "report-2031.passages.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)["passages"]
    return rows


def counted(folder: Path, output: Path) -> str:
    """How many passages the built worksheet says are taken up, after a build without a problem."""
    assert "" == build(folder, output, "html", nitpicky=True)
    text = (output / "html" / "sources" / "report-2031.html").read_text(encoding="utf-8")
    count = BeautifulSoup(text, "html.parser").find(class_="dossier-count")
    assert count
    return count.get_text().split(" passages")[0]


def add_claim(folder: Path, article: Article, quote: str) -> None:
    """Take up a passage as the README says: with the command, and an editor for the blanks."""
    who = ("--name", "The speaker", "--set", "kind=person", "--in", "actors/speaker.md")
    assert 0 == main(["new", "actor", "the-speaker", *who])
    cites = f'cites=report-2031 {article.passage} "{quote}"'
    said = ("--set", "said=2031-03-04", "--set", cites, "--in", "claims/first.md")
    assert 0 == main(["new", "claim", "first-claim", *said])
    for page, words in (
        ("actors/speaker.md", "Speaks in [](#first-claim)."),
        ("claims/first.md", "Said."),
    ):
        path = folder / page
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\n???\n", f"\n{words}\n"), encoding="utf-8")
    drop_lines(folder / "sources" / "report-2031.md", f"  {article.passage} ")


def test_made_folder_builds_and_lists_every_passage(made: Path, tmp_path: Path) -> None:
    """Nothing is warned of, no passage counts as taken up, and each is on the worksheet."""
    total = sum(row["role"] != "furniture" for row in passages(made))
    assert f"0 of {total}" == counted(made, tmp_path / "out")
    page = (tmp_path / "out" / "html" / "sources" / "report-2031.html").read_text(encoding="utf-8")
    assert total == page.count("not yet taken up")
    assert all(f'id="report-2031-{row["id"]}"' in page for row in passages(made))


def test_text_of_the_article_is_not_copied(made: Path, article: Article) -> None:
    """Only hashes are kept: no file holds a passage that is longer than a title."""
    lines = [line.strip() for line in article.text.splitlines() if len(line.split()) > 3][1:]
    assert lines
    holding = [
        path.name
        for path in made.rglob("*")
        if path.is_file() and any(line in path.read_text(encoding="utf-8") for line in lines)
    ]
    assert [] == holding


def test_its_own_tests_pass_and_its_makefile_works(made: Path) -> None:
    """The commands do what its README says, with the programs at hand."""
    for target in ("html", "check", "test", "epub"):
        done = make(made, target)
        assert 0 == done.returncode, done.stdout + done.stderr
    assert (made / "_build" / "html" / "index.html").is_file()
    (book,) = (made / "_build" / "epub").glob("*.epub")
    with zipfile.ZipFile(book) as packed:
        assert "sources/report-2031.xhtml" in packed.namelist()
    # The Python that ran the command has all that is needed: no other one is made.
    assert not (made / ".venv").exists()


def test_its_own_tests_fail_when_a_page_is_wrong(made: Path) -> None:
    """The tests that it comes with do find a problem."""
    (made / "claims" / "wrong.md").write_text("# Wrong\n\n[](#nobody)\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
    assert 1 == done.returncode
    assert "[dossier.unknown_id]" in done.stdout


def test_a_claim_is_counted(made: Path, article: Article, tmp_path: Path) -> None:
    """A passage that a claim cites counts at the next build; a wrong quote is told."""
    total = sum(row["role"] != "furniture" for row in passages(made))
    counted(made, tmp_path / "out")
    add_claim(made, article, article.quote)
    assert f"1 of {total}" == counted(made, tmp_path / "out")
    claim = made / "claims" / "first.md"
    text = claim.read_text(encoding="utf-8").replace(article.quote, article.wrong_quote)
    claim.write_text(text, encoding="utf-8")
    reported = findings(build(made, tmp_path / "wrong"), Path())
    assert [("claims/first.md", "quote_not_found")] == [
        (found.file, found.code) for found in reported
    ]


def test_copy_of_the_article_is_verified(made: Path) -> None:
    """Whoever has the article can prove that it is the one."""
    assert 0 == main(["verify", str(made.parent / "report.txt"), "--key", "report-2031"])


def test_readme_names_files_and_commands_that_exist(made: Path) -> None:
    """What the README tells a beginner to open or to run is there."""
    text = (made / "README.md").read_text(encoding="utf-8")
    assert "@@" not in text
    for path in re.findall(r"`((?:sources|actors|places|events|claims)[\w/.-]*|conf\.py)`", text):
        assert (made / path).exists(), path
    makefile = (made / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)", text):
        assert f"\n{target}:" in makefile
    for command in re.findall(r"dossier (\w+) ", text):
        with pytest.raises(SystemExit) as caught:
            main([command, "--help"])
        assert 0 == caught.value.code


def test_pins_name_what_a_site_needs(made: Path) -> None:
    """Each package is pinned, and the settings use no other one."""
    lines = (made / "requirements.txt").read_text().splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    needed = {
        "sphinx-dossier[site]",
        "sphinx",
        "myst-parser",
        "sphinx-design",
        "sphinxcontrib-bibtex",
        "pydata-sphinx-theme",
    }
    assert needed == pins.keys()


def test_folder_that_holds_something_is_left_alone(made: Path, capsys: Any) -> None:
    """A second run refuses, and changes nothing."""
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    again = ["init", str(made), "--article", str(made.parent / "report.txt")]
    assert 2 == main(again)
    assert " is not an empty folder: name a new one\n" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    shutil.rmtree(made)


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``make`` in a new folder, without what the ``make`` of these tests has set."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    command = ["make", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=clean)


def program(path: Path, ran: Path, *failing: str) -> Path:
    """A program that notes what it is asked, and fails where that holds one of some words."""
    cases = "".join(f'*"{words}"*) exit 1;; ' for words in failing)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\necho "$@" >> "{ran}"\ncase "$*" in {cases}esac\n', "utf-8")
    path.chmod(0o755)
    return path


HAS_ALL = "-c import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, sys.argv[1:]))) {}"
SERVER = "starlette uvicorn watchfiles websockets"


@pytest.mark.parametrize(
    ("goal", "status", "asked"),
    [
        (
            "check",
            2,
            [
                "-m sphinx_dossier fix --check",
                "-m sphinx -n -W --keep-going -E -q -b dummy . _build/check",
            ],
        ),
        ("fix", 0, ["-m sphinx_dossier fix"]),
        (
            "live",
            0,
            [
                HAS_ALL.format(SERVER),
                f"-m pip install --quiet {SERVER}",
                "-m sphinx_dossier live",
            ],
        ),
        ("map", 0, ["-m sphinx_dossier boundaries --output boundaries.json"]),
        ("html", 0, ["-m sphinx -n -W --keep-going -b html . _build/html"]),
        ("test", 0, [HAS_ALL.format("pytest"), "-m pytest tests"]),
        (
            "epub",
            0,
            ["-m sphinx -n -W --keep-going -b epub -d _build/epub-doctrees . _build/epub"],
        ),
    ],
)
def test_commands_of_the_makefile(
    made: Path, tmp_path: Path, goal: str, status: int, asked: list[str]
) -> None:
    """One slip of form hides no other problem, and what `live` needs is fetched."""
    ran = tmp_path / "ran"
    python = program(tmp_path / "bin" / "python", ran, "fix --check", "))) starlette")
    done = make(made, f"RUN={python}", "READY=", goal)
    assert (status, asked) == (done.returncode, ran.read_text("utf-8").splitlines())
    assert ("mend: make fix" in done.stderr) == (goal == "check")


def test_pdf_is_made_of_the_pages(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All pages are one document, which TeX reads without a question, also after a failure."""
    ran = tmp_path / "ran"
    for name in ("xelatex", "latexmk", "xindy"):
        program(tmp_path / "bin" / name, ran)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    done = make(made, "pdf")
    assert 0 == done.returncode, done.stdout + done.stderr
    (document,) = (made / "_build" / "pdf").glob("*.tex")
    (asked,) = ran.read_text("utf-8").splitlines()
    assert {"-g", "-halt-on-error", "-interaction=nonstopmode", document.name} <= {*asked.split()}
    text = document.read_text("utf-8")
    assert r"\documentclass" in text
    assert "not yet taken up" in text
    # At a list without items LaTeX breaks off: nobody is reported in the article so far.
    assert not re.search(r"\\begin\{(itemize|enumerate|description)\}\s*\\end\{\1\}", text)
    assert "xelatex" in (made / "_build" / "pdf" / "latexmkrc").read_text("utf-8")


@pytest.mark.parametrize(
    ("log", "lost"),
    [
        ("Output written.", ""),
        (
            "Missing character: There is no \u4e2d (U+4E2D) in font [FreeSerif.otf]/OT:scri\n" * 2
            + "Missing character: There is no \U0001f600 (U+1F600) in font [FreeSerif.otf]/OT\n",
            "There is no \u4e2d (U+4E2D)\nThere is no \U0001f600 (U+1F600)\n",
        ),
    ],
)
def test_letters_that_a_pdf_has_lost_are_told(
    log: str, lost: str, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TeX says it in its log alone; each is told once, and the PDF is there."""
    ran = tmp_path / "ran"
    for name in ("xelatex", "xindy"):
        program(tmp_path / "bin" / name, ran)
    (tmp_path / "text").write_text(log, "utf-8")
    latexmk = program(tmp_path / "bin" / "latexmk", ran)
    latexmk.write_text(f"#!/bin/sh\ncp '{tmp_path / 'text'}' made.log\n", "utf-8")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    done = make(made, "pdf")
    assert 0 == done.returncode, done.stdout + done.stderr
    _, _, told = done.stderr.partition("name others in latex_elements of conf.py\n")
    assert lost == told


def test_what_a_pdf_needs_is_told(made: Path, tmp_path: Path) -> None:
    """Before anything is built; and nothing is left half done."""
    ran = tmp_path / "ran"
    python = program(tmp_path / "bin" / "python", ran)
    done = make(made, f"RUN={python}", "READY=", "PDF_NEEDS=no-such-tex make", "pdf")
    assert 2 == done.returncode
    assert "mend: install no-such-tex; on Debian: apt install " in done.stderr
    assert not ran.exists()


@pytest.mark.parametrize("place", ["", "/elsewhere/sphinx_dossier.whl"])
def test_another_machine_makes_an_environment_of_the_pinned_packages(
    made: Path, tmp_path: Path, place: str
) -> None:
    """What was at hand is not there: the packages of the list are installed, ours from where."""
    (made / "local.mk").write_text("DOSSIER_PYTHON := /gone/python\n", encoding="utf-8")
    ran = tmp_path / "ran"
    python = program(tmp_path / "bin" / "python", ran, "sphinx_dossier sphinx_design")
    program(made / ".venv" / "bin" / "python", ran)
    done = make(made, f"PYTHON={python}", f"DOSSIER={place}", "html")
    assert 0 == done.returncode, done.stderr
    asked = ran.read_text("utf-8").splitlines()
    assert "-m venv .venv" in asked
    installed = f"-m pip install --quiet -r .venv/packages.txt {place}".rstrip()
    assert installed in asked
    listed = (made / ".venv" / "packages.txt").read_text("utf-8")
    assert ("sphinx-dossier" in listed) == (not place)
    assert "pydata-sphinx-theme==" in listed


def test_old_python_is_told(made: Path, tmp_path: Path) -> None:
    """It says which one is needed, and makes no environment that could not work."""
    (made / "local.mk").unlink()
    python = program(tmp_path / "bin" / "python", tmp_path / "ran", "find_spec", "version_info")
    done = make(made, f"PYTHON={python}", "html")
    assert 2 == done.returncode
    assert "mend: Python 3.11 or later is needed" in done.stderr
    assert not (made / ".venv").exists()


@pytest.mark.parametrize("licence", ["", *LICENCES])
def test_licence_is_where_people_and_programs_look(tmp_path: Path, licence: str) -> None:
    """The settings, the data, the foot of the pages and a file of its own have it, or none has."""
    start_dossier(tmp_path, STORM, *(("--licence", licence) if licence else ()))
    # Without any object there are no data.
    alda = "# Alda\n\nHere is [Alda](#alda).\n\n:::{place} Alda\n:id: alda\nA town.\n:::\n"
    (tmp_path / "made/places/alda.md").write_text(alda, encoding="utf-8")
    assert "" == build(tmp_path / "made", tmp_path, "html", nitpicky=True)
    package = json.loads((tmp_path / "html/data/datapackage.json").read_text("utf-8"))
    assert [licence] * bool(licence) == [one["name"] for one in package.get("licenses", ())]
    page = (tmp_path / "html/index.html").read_text("utf-8")
    assert (f"text and data {licence}" in page) == bool(licence)
    assert (tmp_path / "made" / "LICENSE").is_file() == bool(licence)
    readme = (tmp_path / "made" / "README.md").read_text("utf-8")
    assert ("have no licence yet" in readme) == (not licence)


def test_address_reaches_the_site_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are under the address that was given; on Read the Docs under the one it tells."""
    monkeypatch.delenv("READTHEDOCS_CANONICAL_URL", raising=False)
    start_dossier(tmp_path, STORM, "--address", "https://example.org/alda/")
    for root in ("https://example.org/alda/", "https://alda.example/en/latest/"):
        assert "" == build(tmp_path / "made", tmp_path, "html", nitpicky=True)
        assert f"<loc>{root}index.html</loc>" in (tmp_path / "html/sitemap.xml").read_text("utf-8")
        monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", "https://alda.example/en/latest/")


@pytest.mark.parametrize(
    ("title", "publisher", "date", "name"),
    [
        ("Storm at Alda", "The Courier", "2031-03-05", "Storm at Alda"),
        (LONG.splitlines()[0], "The Courier", "2031-03-05", "The Courier, 5 March 2031"),
        (LONG.splitlines()[0], "The Courier", "", "The Courier"),
        (LONG.splitlines()[0], "", "", "A Winter of Small Repairs"),
        ("x" * 40, "", "", "report-2031"),
        ("暴" * 40, "y" * 40, "2031", "report-2031"),
    ],
)
def test_name_of_the_site_is_short(title: str, publisher: str, date: str, name: str) -> None:
    """A headline that is long is not the name of the site."""
    assert name == name_of(Known("report-2031", title, "en", publisher, date))


def test_headline_stands_on_the_first_page_and_not_in_the_bar(tmp_path: Path) -> None:
    """The site has a name of its own, whatever signs it has."""
    name = "Repairs & <storms> {1}"
    start_dossier(tmp_path, LONG, "--name", name)
    assert "" == build(tmp_path / "made", tmp_path, "html", nitpicky=True)
    page = BeautifulSoup((tmp_path / "html/index.html").read_text("utf-8"), "html.parser")
    assert page.select_one(".navbar-brand").get_text(strip=True) == name  # type: ignore[union-attr]
    assert page.h1
    assert page.h1.get_text().startswith(name)
    lead = page.select_one(".lead")
    assert lead
    assert LONG.splitlines()[0] in " ".join(lead.get_text().split())


@pytest.mark.parametrize(
    "odd",
    [
        r"100% of {boats} \ lost & {found}: #1, $5 to $x$, a_b^c ~ \emph{all} of it",
        "Boats -- lost, ``found'' and ?`why, {",
        "} closed before it was opened",
    ],
)
def test_signs_of_a_headline_are_kept(tmp_path: Path, odd: str) -> None:
    """A title is what was printed, whatever its signs mean in a .bib file."""
    start_dossier(tmp_path, f"{odd}\n\nThree boats came loose.\n", "--publisher", odd)
    alda = "# Alda\n\nHere is [Alda](#alda).\n\n:::{place} Alda\n:id: alda\nA town.\n:::\n"
    (tmp_path / "made/places/alda.md").write_text(alda, encoding="utf-8")
    assert "" == build(tmp_path / "made", tmp_path, "html", nitpicky=True)
    data = json.loads((tmp_path / "html/data/dossier.json").read_text("utf-8"))
    assert [(odd, odd)] == [(source["title"], source["publisher"]) for source in data["sources"]]


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "json", "xml"],
)
def test_name_of_the_site_may_have_any_signs(tmp_path: Path, builder: str) -> None:
    """Whatever they mean to a format: nothing is told, and no page is left out."""
    name = 'Salt & <light> {1}, 100% of $5 \\ #2 "a_b"'
    start_dossier(tmp_path, STORM, "--name", name)
    assert "" == build(tmp_path / "made", tmp_path, builder, nitpicky=True)
    if builder in {"html", "dirhtml", "singlehtml"}:
        page = BeautifulSoup((tmp_path / builder / "index.html").read_text("utf-8"), "html.parser")
        assert page.title
        assert name in page.title.get_text()


@pytest.mark.parametrize("theme", ["alabaster", "basic", "classic"])
def test_another_theme_is_tried_without_an_edit(tmp_path: Path, theme: str) -> None:
    """Options of PyData are no concern of the theme that a single build asks for."""
    start_dossier(tmp_path, STORM)
    assert "" == build(tmp_path / "made", tmp_path, "html", nitpicky=True, html_theme=theme)
    page = (tmp_path / "html/index.html").read_text("utf-8")
    assert f"{theme}.css" in page
    assert "navbar_align" not in page


def test_workflows_are_correct_and_safe(made: Path) -> None:
    """What the host runs has no fault that actionlint or zizmor knows."""
    status, said = actionlint(made)
    assert 0 == status, said
    assert "Checking 2 workflow" in said
    status, said = zizmor(made)
    assert 0 == status, said
    docs = yaml.safe_load((made / ".readthedocs.yaml").read_text("utf-8"))
    assert (made / docs["sphinx"]["configuration"]).is_file()
    assert (made / docs["python"]["install"][0]["requirements"]).is_file()


@pytest.mark.parametrize(
    ("origin", "pin"),
    [
        (None, "sphinx-dossier[site]==9.9"),
        (
            {"url": "file:///home/somebody/sphinx-dossier", "dir_info": {}},
            "sphinx-dossier[site]==9.9",
        ),
        (
            {
                "url": "https://example.org/a.git",
                "vcs_info": {"vcs": "git", "commit_id": "abc"},
            },
            "sphinx-dossier[site] @ git+https://example.org/a.git@abc",
        ),
        (
            {"url": "file:///a", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "sphinx-dossier[site]==9.9",
        ),
    ],
)
def test_pin_of_this_package(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, pin: str
) -> None:
    """A revision in git is named; a place on this machine is of no use to others."""

    class Found:
        version = "9.9"

        def read_text(self, _: str) -> str | None:
            return json.dumps(origin) if origin else None

    monkeypatch.setattr(init, "distribution", lambda _: Found())
    assert pin == init.pin_of_this()
