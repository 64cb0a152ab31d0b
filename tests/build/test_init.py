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
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup

from projects import build, findings
from sphinx_dossier.__main__ import main

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
    (tmp_path / "report.txt").write_text(article.text, encoding="utf-8")
    folder = tmp_path / "made"
    source = ("--article", str(tmp_path / "report.txt"), "--key", "report-2031")
    assert 0 == main(["init", str(folder), *source, *article.options])
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
    worksheet = folder / "sources" / "report-2031.md"
    lines = worksheet.read_text(encoding="utf-8").splitlines(keepends=True)
    left = [line for line in lines if not line.startswith(f"  {article.passage} ")]
    worksheet.write_text("".join(left), encoding="utf-8")


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
    """``make html``, ``check`` and ``test`` do what its README says, with the programs at hand."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    at_hand = (f"BIN={Path(sys.executable).parent}", "READY=")
    for target in ("html", "check", "test"):
        done = subprocess.run(
            ["make", *at_hand, target],
            cwd=made,
            capture_output=True,
            text=True,
            check=False,
            env=clean | {"PYTEST_ADDOPTS": "-p no:cacheprovider"},
        )
        assert 0 == done.returncode, done.stdout + done.stderr
    assert (made / "_build" / "html" / "index.html").is_file()


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
    pins = dict(
        line.split("==")
        for line in (made / "requirements.txt").read_text().splitlines()
        if "==" in line
    )
    needed = {
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


def test_commands_of_the_makefile(made: Path, tmp_path: Path) -> None:
    """One slip of form hides no other problem, and what `live` needs is fetched."""
    binary = tmp_path / "bin"
    binary.mkdir()
    python = binary / "python"
    python.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/ran\n'
        'case "$*" in *"fix --check"*|*"import starlette"*) exit 1;; esac\n',
        encoding="utf-8",
    )
    python.chmod(0o755)
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    ran = {}
    for goal in ("check", "fix", "live"):
        (tmp_path / "ran").write_text("", encoding="utf-8")
        command = ["make", "-C", str(made), f"BIN={binary}", f"READY={made / 'README.md'}", goal]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=clean)
        ran[goal] = done.returncode, (tmp_path / "ran").read_text(encoding="utf-8").splitlines()
        assert ("mend: make fix" in done.stderr) == (goal == "check")
    assert (
        2,
        [
            "-m sphinx_dossier fix --check",
            "-m sphinx -n -W --keep-going -E -q -b dummy . _build/check",
        ],
    ) == ran["check"]
    assert (0, ["-m sphinx_dossier fix"]) == ran["fix"]
    assert (
        0,
        [
            "-c import starlette,uvicorn,watchfiles,websockets",
            "-m pip install --quiet starlette uvicorn watchfiles websockets",
            "-m sphinx_dossier live",
        ],
    ) == ran["live"]
