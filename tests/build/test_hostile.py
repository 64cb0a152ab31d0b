"""A page of a stranger runs nothing, loads nothing and takes nothing along.

One page holds every trick known here, in Markdown, in reStructuredText and through extensions. It
is refused at every build, and what is written all the same is harmless, to a parser of HTML and to
a browser. A trick that is added to the page is tested by all of this.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from docutils.parsers.rst.languages import get_language
from find_browser import find_browser
from playwright.sync_api import sync_playwright

from projects import CONF, build, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = Path(__file__).parent.parent / "fixtures" / "hostile"
SECRET = "the secret of the host"
RUNNING = ("javascript:", "vbscript:", "data:", "file:", "blob:")
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "data", "poster", "xlink:href")


class Site:
    """The built site of the hostile pages, and what the build told."""

    def __init__(self, source: Path, output: Path) -> None:
        self.source, self.output = source, output
        self.reported = build(source, output, "html")
        self.again = build(source, output, "html")
        self.folder = output / "html"

    def elements(self) -> Iterator[tuple[str, Any]]:
        """Every element of every page, with the name of the page."""
        for path in sorted(self.folder.rglob("*.html")):
            soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            for element in soup.find_all(True):
                yield path.relative_to(self.folder).as_posix(), element


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the hostile pages beside files of the host that they reach for."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("secret.txt", "secret.csv", "secret.png"):
        (folder / name).write_text(f"{SECRET}\n", encoding="utf-8")
    source = shutil.copytree(HOSTILE, folder / "source")
    write_project(source, {"sources.bib": (HOSTILE / "sources.bib").read_text("utf-8")}, CONF)
    (source / "linked.png").symlink_to(folder / "secret.png")
    (source / "stolen.md").symlink_to(folder / "secret.txt")
    (source / ".hidden").mkdir()
    (source / ".hidden" / "token.txt").write_text(SECRET, encoding="utf-8")
    for name in ('a" onload="window.ran = 1', "<img src=x onerror=alert`1`>", "javascript:x"):
        (source / f"{name}.md").write_text(
            f"---\norphan: true\n---\n\n# Named\n\n:::{{claim}} {len(name)}\n", "utf-8"
        )
    return Site(source, folder / "out")


def hostile_lines(source: Path) -> dict[tuple[str, int], str]:
    """The lines that name evil, a secret or a token, by page and number: these must be told."""
    return {
        (path.relative_to(source).as_posix(), number): line
        for path in sorted(source.rglob("*"))
        if path.suffix in (".md", ".rst", ".bib", ".toml") and not path.is_symlink()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if re.search("evil|secret|token", line)
    }


def is_inert(script: Any) -> bool:
    """Whether a script is data that cannot end early, or says nothing of the tricks."""
    words = script.get_text()
    if script.get("type") == "application/ld+json":
        return "<" not in words
    return not re.search("evil|window.ran", words)


def test_every_trick_is_told_at_its_line(site: Site) -> None:
    """Each line that holds a trick has a problem of its own."""
    places = re.findall(r"^(.+?):(\d+): WARNING: .* \[dossier\.\w+\]$", site.reported, re.MULTILINE)
    reported = {
        (Path(path).relative_to(site.source).as_posix(), int(line)) for path, line in places
    }
    missed = {
        place: line for place, line in hostile_lines(site.source).items() if place not in reported
    }
    assert {} == missed


def test_tricks_are_told_at_every_build(site: Site) -> None:
    """The second build, which reads nothing anew, is as red as the first."""
    first, second = (
        {line for line in reported.splitlines() if "[dossier." in line}
        for reported in (site.reported, site.again)
    )
    assert first == second


def test_no_element_can_run(site: Site) -> None:
    """Pages hold the scripts of Sphinx and of this package, and no event attribute or frame."""
    found = []
    for page, element in site.elements():
        names = [name for name in element.attrs if name.lower().startswith("on")]
        if (
            element.name in ("iframe", "object", "embed", "base", "form")
            and "action" not in element.attrs
        ):
            names.append(element.name)
        if element.name == "script" and not is_inert(element):
            names.append("script")
        if element.name == "meta" and element.get("http-equiv", "").lower() == "refresh":
            names.append("refresh")
        found += [(page, name, str(element)[:80]) for name in names]
    assert [] == found


def test_no_address_runs_or_loads_from_elsewhere(site: Site) -> None:
    """Links lead to pages; pictures, scripts and styles are files of the site."""
    found = []
    for page, element in site.elements():
        for name in ADDRESSES:
            address = element.get(name, "").strip()
            scheme = urlsplit(re.sub(r"[\s\0]", "", address)).scheme.lower()
            is_link = element.name == "a" and name == "href"
            if f"{scheme}:" in RUNNING or ((scheme or address.startswith("//")) and not is_link):
                found.append((page, name, address))
        style = element.get("style", "")
        if "evil" in style or "url(" in style:
            found.append((page, "style", style))
    assert [] == found


def test_nothing_of_the_host_is_published(site: Site) -> None:
    """No file of the output holds what lies outside the source folder or in a hidden folder."""
    holding = [
        path.relative_to(site.folder).as_posix()
        for path in site.folder.rglob("*")
        if path.is_file() and SECRET.encode() in path.read_bytes()
    ]
    assert [] == holding


def test_nothing_is_written_elsewhere(site: Site) -> None:
    """No id leads out of the folder of the output."""
    outer = site.source.parent
    expected = {"source", "out", "secret.txt", "secret.csv", "secret.png"}
    assert expected == {path.name for path in outer.iterdir()}
    assert {"html", "doctrees"} == {path.name for path in site.output.iterdir()}
    assert (site.folder / "data" / "objects" / "gone.json").is_file()


def test_no_file_that_runs_is_copied(site: Site) -> None:
    """A page or drawing with a script is not offered by itself either."""
    copied = [
        path.name for part in ("_images", "_downloads") for path in site.folder.glob(f"{part}/**/*")
    ]
    assert [] == [name for name in copied if "evil" in name or name.endswith((".html", ".svg"))]


def test_no_code_of_a_page_runs_while_building(site: Site) -> None:
    """Front matter cannot switch on substitutions, which would run Jinja in the build."""
    page = BeautifulSoup((site.folder / "front.html").read_text("utf-8"), "html.parser")
    words = page.find(class_="body").get_text()
    assert "49" not in words
    assert "7 * 7" in words


def test_page_that_takes_in_itself_comes_to_an_end(site: Site) -> None:
    """It is told on its line, and the page has its own words once; it may show its own source."""
    place = site.source / "again.md"
    assert f"{place}:3: WARNING: {{include}} would take in 'again.md'" in site.reported
    page = BeautifulSoup((site.folder / "again.html").read_text("utf-8"), "html.parser")
    assert 1 == len(page.select("h1"))
    assert 1 == site.reported.count("would take in")
    assert "{include} again.md" in page.find("pre").get_text()


def test_harmless_neighbours_stay(site: Site) -> None:
    """Words beside a trick, comments, hard breaks, links, pictures and included files are kept."""
    page = BeautifulSoup((site.folder / "index.html").read_text("utf-8"), "html.parser")
    words = " ".join(page.get_text(" ").split())
    for kept in ("words before", "words of a link", "after a break", "an included line", "the alt"):
        assert kept in words
    assert page.find("a", href="https://fine.example/")
    assert page.find("img", src="_images/fine.png")
    assert "left out" not in page.decode()


def test_nothing_happens_in_a_browser(site: Site) -> None:
    """Chromium opens each page from the disk: no dialog, request, message or changed page."""
    happened: list[str] = []
    asked: list[str] = []

    def note_dialog(dialog: Any) -> None:
        happened.append(dialog.message)
        dialog.dismiss()

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page()
        page.on("dialog", note_dialog)
        page.on("console", lambda message: happened.append(message.text))
        page.on("pageerror", lambda error: happened.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        for path in sorted(site.folder.rglob("*.html")):
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('main a, .body a').forEach(a => a.focus())")
            for link in page.query_selector_all(".body a[href*=':']"):
                assert re.match("https?:|mailto:|file:", link.evaluate("a => a.href"))
            if page.evaluate("window.ran !== undefined"):
                happened.append(f"{path.name} ran a script")
        browser.close()
    assert [] == happened
    assert [] == [url for url in asked if not url.startswith("file:")]


@pytest.mark.parametrize("language", ["de", "fa", "ru", "zh_CN"])
def test_local_names_of_directives_are_guarded(language: str, tmp_path: Path) -> None:
    """A site in another language refuses by that language's names as well as the English ones."""
    guarded = ("raw", "include")
    local = [
        name for name, english in get_language(language).directives.items() if english in guarded
    ]
    assert len(local) >= len(guarded)
    names = [*guarded, *local]
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    lines = [f"```{{{name}}} ../secret.txt\n```\n" for name in names]
    lines += ["```{eval-rst}", *(f".. {name}:: ../secret.txt\n" for name in names), "```"]
    pages = {"index.md": "# A page\n\n" + "\n".join(lines)}
    source = write_project(tmp_path / "source", pages, f'{CONF}language = "{language}"\n')
    reported = build(source, tmp_path / "out", "html")
    assert 2 * len(names) == reported.count("[dossier.")
    assert SECRET not in (tmp_path / "out" / "html" / "index.html").read_text(encoding="utf-8")
