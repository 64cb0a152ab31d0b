"""A dossier in another language, as the documentation shows it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from docs_build import DOCS, blocks
from projects import build
from sites import compare, files_of

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    block.caption: block.text
    for block in blocks(DOCS / "how-to" / "translate.md")
    if block.language != "console"
}
PO = "locale/de/LC_MESSAGES/index.po"
CLAIM = "The union said that nine ferries lay still."
IN_GERMAN = "Die Gewerkschaft sagte, neun Fähren lägen still."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The folder that the page makes."""
    folder = tmp_path / "source"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def page(folder: Path) -> BeautifulSoup:
    """The only page."""
    return BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")


def in_german(source: Path, output: Path) -> str:
    """What a build of the translation says, in a process of its own, as the page demands."""
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-b", "html", "-D", "language=de"]
    command += ["-d", str(output / "doctrees"), str(source), str(output / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr


def test_messages_of_the_catalogue_are_those_of_the_page(source: Path, tmp_path: Path) -> None:
    """What the example translates is what the builder takes out, whole."""
    assert "" == build(source, tmp_path, "gettext")
    taken = (tmp_path / "gettext" / "index.pot").read_text("utf-8")
    for message in re.findall(r'^msgid "(.+)"$', FILES[PO], re.MULTILINE):
        assert f'msgid "{message}"' in taken
    # What stands in options is not taken out, as the page says.
    assert "Union of deckhands" not in taken
    assert "How many ferries" not in taken


def test_words_come_out_translated(source: Path, tmp_path: Path) -> None:
    """Prose, and the texts of objects on their page; links and anchors stay."""
    assert "" == in_german(source, tmp_path)
    shown = page(tmp_path / "html")
    assert "de" == shown.html["lang"]
    article = shown.find("div", class_="body")
    assert "Der Streik der Fähren" == article.h1.find(string=True)
    assert "die Gewerkschaft zählte" == article.find("a", href="#union-nine").get_text()
    claim = article.find(id="union-nine")
    assert IN_GERMAN in claim.get_text()
    assert CLAIM not in claim.find("p").get_text()
    assert "Sie spricht für die Mannschaften." in article.find(id="union").get_text()
    # As the page says: options are as they are written, and our own words are English.
    assert "How many ferries lay still?" in article.get_text()
    assert "stated" in claim.get_text()


def test_data_are_those_of_the_original(source: Path, tmp_path: Path) -> None:
    """The facts are equal, and no program is given English words as German ones."""
    assert "" == in_german(source, tmp_path)
    assert "" == build(source, tmp_path / "plain", "html", nitpicky=True)
    for name in ("dossier.json", "claims.csv", "dossier.jsonld"):
        files = [folder / "html" / "data" / name for folder in (tmp_path, tmp_path / "plain")]
        german, plain = (path.read_text("utf-8") for path in files)
        assert plain == german
    (linked,) = page(tmp_path / "html").find_all("script", type="application/ld+json")
    (claim,) = [
        one for one in json.loads(linked.string)["@graph"] if one["identifier"] == "union-nine"
    ]
    assert {"@value": CLAIM, "@language": "en"} == claim["text"]


def test_titles_say_their_language_to_readers_of_the_translation(
    source: Path, tmp_path: Path
) -> None:
    """A German title is foreign on an English page, and an English one on a German page."""
    assert "" == build(source, tmp_path / "plain", "html", nitpicky=True)
    assert ["de"] == [
        one["lang"] for one in page(tmp_path / "plain/html").select(".citation [lang]")
    ]
    assert "" == in_german(source, tmp_path)
    assert [] == page(tmp_path / "html").select(".citation [lang]")
    bib = source / "sources.bib"
    text = bib.read_text("utf-8").replace("langid = {de}", "langid = {en}")
    bib.write_text(text, encoding="utf-8")
    assert "" == in_german(source, tmp_path)
    assert ["en"] == [one["lang"] for one in page(tmp_path / "html").select(".citation [lang]")]


def test_changed_catalogue_reaches_the_page(source: Path, tmp_path: Path) -> None:
    """An incremental build after an edit of the catalogue is a fresh one."""
    assert "" == in_german(source, tmp_path / "kept")
    catalogue = source / PO
    text = catalogue.read_text("utf-8").replace("still lägen", "ruhten")
    catalogue.write_text(text.replace("lägen still", "ruhten"), encoding="utf-8")
    assert "" == in_german(source, tmp_path / "kept")
    assert "neun Fähren ruhten" in page(tmp_path / "kept/html").get_text()
    assert "" == in_german(source, tmp_path / "fresh")
    kept, fresh = (files_of(tmp_path / name / "html") for name in ("kept", "fresh"))
    # What Sphinx keeps for its search has words that are gone.
    assert [] == [one for one in compare(fresh, kept) if "searchindex.js" not in one]


def test_wrong_id_in_a_translation_is_told(source: Path, tmp_path: Path) -> None:
    """As it is in the original."""
    catalogue = source / PO
    text = catalogue.read_text("utf-8").replace("zählte](#union-nine)", "zählte](#union-zehn)")
    catalogue.write_text(text, encoding="utf-8")
    assert "[dossier.unknown_id]" in in_german(source, tmp_path)
