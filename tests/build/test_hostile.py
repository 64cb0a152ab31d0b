"""A page of a stranger runs nothing, loads nothing and takes nothing along.

One page holds every trick known here, in Markdown, in reStructuredText and through extensions. It
is refused at every build, and what is written all the same is harmless, to a parser of HTML and to
a browser. A trick that is added to the page is tested by all of this.
"""

from __future__ import annotations

import json
import re
import shutil
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import parse

import pytest
from bs4 import BeautifulSoup
from docutils.parsers.rst.languages import get_language
from find_browser import find_browser
from playwright.sync_api import sync_playwright

from own_thread import in_own_thread
from projects import CONF, build, write_project
from sphinx_dossier.strict.page_gates import LEFT_OUT
from strict_cases import POLICY

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
    assert {"objects.json"} == {path.name for path in (site.folder / "data/objects").iterdir()}
    homes = json.loads((site.folder / "data" / "objects.json").read_text(encoding="utf-8"))
    assert ["gone"] == list(homes["retired"])


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


@in_own_thread
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


ORPHAN = "---\norphan: true\n---\n\n# A page\n\n"
LIMITS = {
    "include": {
        "index.md": "# A page\n\n```{include} b0.inc\n```\n",
        **{f"b{n}.inc": f"```{{include}} b{n + 1}.inc\n```\n" * 3 for n in range(12)},
        "b12.inc": "the end\n",
    },
    "include in reStructuredText": {
        "index.rst": "A page\n======\n\n.. include:: b0.inc\n",
        **{f"b{n}.inc": f".. include:: b{n + 1}.inc\n\n" * 3 for n in range(12)},
        "b12.inc": "the end\n",
    },
    "length": {"index.md": "# A page\n", "long.md": ORPHAN + "word " * 300_000},
    "depth": {"index.md": "# A page\n", "deep.md": ORPHAN + "*" * 5_000 + "a" + "*" * 5_000},
    "depth in reStructuredText": {
        "index.md": "# A page\n",
        "deep.rst": ":orphan:\n\nDeep\n====\n\n"
        + "".join(f"{'  ' * n}* a\n\n" for n in range(300)),
    },
    "columns": {"index.md": "# A page\n\n```{hlist}\n:columns: 99999999\n- a\n```\n"},
    "marked lines": {
        "index.md": "# A page\n\n```{code-block} text\n:emphasize-lines: 1-999999999\na\n```\n"
    },
    # MyST finds a directive in any case.
    **{
        f"blocks of a file, by {name}": {
            "index.md": f"# A page\n\n```{{{name}}} a.inc\n```\n",
            "a.inc": "".join(f"{':' * n}{{note}}\n" for n in range(70, 3, -1)) + "Words.\n",
        }
        for name in ("include", "Include")
    },
    "blanks of tabulators": {
        "index.md": "# A page\n\n```{include} a.inc\n:tab-width: 999999999\n```\n",
        "a.inc": "\t\t\ta\n",
    },
    "abbreviations": {
        "index.md": "# A page\n",
        "sources.bib": '@string{a = "aaaaaaaaaa"}\n'
        + "".join(f"@string{{{b} = {'#'.join(a * 10)}}}\n" for a, b in pairwise("abcdefghij")),
    },
    "filter": {
        "index.md": '# A page\n\n```{bibliography}\n:filter: title % "(x+x+)+y"\n```\n',
        "sources.bib": "@online{a, title = {" + "x" * 40 + "}}\n",
    },
}


@pytest.mark.parametrize("pages", LIMITS.values(), ids=LIMITS)
def test_page_that_asks_too_much_is_told(pages: dict[str, str], tmp_path: Path) -> None:
    """It costs a moment, is told at every build, and the rest of the site is built."""
    source = write_project(tmp_path / "source", pages)
    told = build(source, tmp_path / "out", "html")
    assert 1 == told.count("[dossier.too_large]"), told
    assert "Traceback" not in told
    again = build(source, tmp_path / "out", "html")
    assert lines_of_problems(told) == lines_of_problems(again)
    assert "A page" in (tmp_path / "out" / "html" / "index.html").read_text("utf-8")


def lines_of_problems(told: str) -> set[str]:
    """What the dossier tells, without what Sphinx says only once."""
    return {line for line in told.splitlines() if "[dossier." in line}


@pytest.mark.parametrize("style", ["alpha", "plain", "unsrt", "dossier"])
def test_bibliography_styles_pass_the_same_gate(style: str, tmp_path: Path) -> None:
    """Whatever a style makes of an entry is judged, and told where it was written."""
    entry = "@online{a,\n  title = {T},\n  note = {\\url{javascript:window.ran=1}},\n}\n"
    page = f"# A page\n\n```{{bibliography}}\n:style: {style}\n:all:\n```\n"
    source = write_project(tmp_path / "source", {"index.md": page, "sources.bib": entry})
    told = build(source, tmp_path / "out", "html")
    written = (tmp_path / "out" / "html" / "index.html").read_text("utf-8")
    assert 'href="javascript:' not in written
    # Our own style writes the words of a note, and no link.
    assert (style == "dossier") == ("sources.bib:3: WARNING: the page 'index' is left" not in told)
    again = build(source, tmp_path / "out", "html")
    assert lines_of_problems(told) == lines_of_problems(again)
    assert written == (tmp_path / "out" / "html" / "index.html").read_text("utf-8")


def test_left_out_page_comes_back(tmp_path: Path) -> None:
    """What is mended in a file beside the page is seen, as by a fresh build."""
    entry = "@online{a,\n  title = {T},\n  note = {\\url{javascript:x}},\n}\n"
    page = "# A page\n\n```{bibliography}\n:style: plain\n:all:\n```\n"
    source = write_project(tmp_path / "source", {"index.md": page, "sources.bib": entry})
    build(source, tmp_path / "out", "html")
    (source / "sources.bib").write_text(entry.replace("javascript:x", "https://fine.example/"))
    build(source, tmp_path / "out", "html")
    build(source, tmp_path / "fresh", "html")
    mended, fresh = (
        (tmp_path / folder / "html" / "index.html").read_bytes() for folder in ("out", "fresh")
    )
    assert b"https://fine.example/" in mended
    assert fresh == mended


def test_no_link_out_of_the_folder_is_followed(tmp_path: Path) -> None:
    """Sources, tombstones and boundaries are refused as pages and pictures are."""
    entry = f"@online{{a,\n  title = {{{SECRET}}},\n}}\n"
    stone = f'[gone]\nreason = "{SECRET}"\nsince = "2031"\n'
    source = write_project(
        tmp_path / "source",
        {"index.md": "# A page\n\n```{bibliography}\n:all:\n```\n"},
        f'{CONF}dossier_boundaries = "map.json"\n',
    )
    names = {"sources.bib": entry, "tombstones.toml": stone, "map.json": "{}"}
    for name, text in names.items():
        (tmp_path / name).write_text(text, "utf-8")
        (source / name).unlink(missing_ok=True)
        (source / name).symlink_to(tmp_path / name)
    told = build(source, tmp_path / "out", "html")
    assert {f"{source / name}:1" for name in names} == {
        line.partition(": WARNING")[0] for line in told.splitlines() if "outside_file" in line
    }
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert [] == [path.name for path in files if SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_tombstone_takes_no_address_of_a_page(builder: str, tmp_path: Path) -> None:
    """Where each page is a folder, ``actors`` is the address of ``actors/index``."""
    pages = {
        "index.md": "# A page\n\n```{toctree}\nactors/index\n```\n",
        "actors/index.md": "# Alive\n",
        "tombstones.toml": '["/actors"]\nreason = "DEFACED"\nsince = "2031"\n',
    }
    source = write_project(tmp_path / "source", pages)
    told = build(source, tmp_path / "out", builder)
    assert (builder == "dirhtml") == ("tombstones.toml:1: WARNING: the page '/actors' has" in told)
    assert "Alive" in (tmp_path / "out" / builder / "actors" / "index.html").read_text("utf-8")


def test_log_holds_no_command(tmp_path: Path) -> None:
    """A name of a file or a reason of a tombstone begins no line of the log, and has no colours."""
    pages = {
        "index.md": "# A page\n\n[x](#gone-x)\n",
        "::error file=a::x.md": ORPHAN,
        "tombstones.toml": '[gone-x]\nreason = "\\u001b[31m\\n::error::x"\nsince = "2031"\n',
    }
    source = write_project(tmp_path / "source", pages)
    said = StringIO()
    told = build(source, tmp_path / "out", "html", status=said)
    for line in (*told.splitlines(), *said.getvalue().splitlines()):
        assert not line.lstrip().startswith("::")
    assert "\x1b" not in told
    assert r"\u001b[31m\n::error::x" in told


def test_characters_that_turn_text_come_in_by_no_door(tmp_path: Path) -> None:
    """Neither as a number in a page, nor in a list of sources: each is told on its line."""
    pages = {
        "index.md": "# A page\n\nwords &#x202E; here\n\n```{bibliography}\n:all:\n```\n",
        "sources.bib": "@online{a,\n  title = {T \u202e x},\n}\n",
    }
    source = write_project(tmp_path / "source", pages)
    told = build(source, tmp_path / "out", "html")
    assert f"{source / 'index.md'}:3: WARNING: the text holds U+202E" in told
    assert f"{source / 'sources.bib'}:2: WARNING: the line holds U+202E" in told
    for path in (tmp_path / "out" / "html").rglob("*"):
        assert not path.is_file() or "\u202e".encode() not in path.read_bytes(), path


def test_everything_of_sphinx_design_passes(tmp_path: Path) -> None:
    """Icons, cards, tabs, badges, buttons, folds: nothing is refused, and no byte is changed."""
    page = (HOSTILE.parent / "strict" / "design.md").read_text("utf-8")
    picture = (HOSTILE / "fine.png").read_bytes()
    written = []
    for name, conf in (("with", CONF), ("without", CONF.replace('"sphinx_dossier.strict",', ""))):
        source = write_project(tmp_path / name, {"index.md": page}, conf)
        (source / "fine.png").write_bytes(picture)
        assert "" == build(source, tmp_path / f"{name}-out", "html")
        written.append((tmp_path / f"{name}-out" / "html" / "index.html").read_text("utf-8"))
    assert POLICY.sub("", written[0]) == written[1]


def test_ordinary_project_is_left_as_it_is(tmp_path: Path) -> None:
    """Without ``strict``, raw markup, remote pictures and styles stay; nothing is told of them."""
    page = "# A page\n\nH<sub>2</sub>O ![b](https://a.example/b.png)\n\n<p style='top: 0'>x</p>\n"
    conf = CONF.replace('"sphinx_dossier.strict",', "")
    source = write_project(tmp_path / "source", {"index.md": page}, conf)
    assert "" == build(source, tmp_path / "out", "html")
    written = (tmp_path / "out" / "html" / "index.html").read_text("utf-8")
    for kept in ("<sub>2</sub>", "https://a.example/b.png", "<p style='top: 0'>"):
        assert kept in written


@pytest.mark.parametrize("step", ["read", "resolved", "written"])
def test_page_that_never_ends_is_left_out(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs its time, is told at every build, and a fresh build writes the same."""
    monkeypatch.setattr("sphinx_dossier.strict.page_bounds.MOST_SECONDS", 0.3)
    conf = CONF + ENDLESS.replace("STEP", step)
    index = "# A page\n\n```{toctree}\nlong\n```\n"
    pages = {"index.md": index, "long.md": "# Endless\n\nwords\n"}
    source = write_project(tmp_path / "source", pages, conf)
    told = build(source, tmp_path / "out", "html")
    place = f"{source / 'long.md'}:1: WARNING: the page is left out: it takes too long"
    assert place in told
    assert lines_of_problems(told) <= lines_of_problems(build(source, tmp_path / "out", "html"))
    build(source, tmp_path / "fresh", "html")
    long, again = (
        (tmp_path / name / "html" / "long.html").read_bytes() for name in ("out", "fresh")
    )
    assert b"words" not in long
    assert long == again
    assert "A page" in (tmp_path / "out" / "html" / "index.html").read_text("utf-8")


ENDLESS = """
def setup(app):
    def read(app, doctree):
        while "STEP" == "read" and app.env.docname == "long" and "words" in doctree.astext():
            pass

    def resolved(app, doctree, docname):
        while "STEP" == "resolved" and docname == "long":
            pass

    def written(app, pagename, *_):
        while "STEP" == "written" and pagename == "long":
            pass

    app.connect("doctree-read", read)
    app.connect("doctree-resolved", resolved)
    app.connect("html-page-context", written)
"""


def test_role_of_a_page_ends_with_it(tmp_path: Path) -> None:
    """What a page calls ``sub`` is its own: the pages that are read after it keep theirs."""
    role = "```{eval-rst}\n.. role:: sub(strong)\n\n:sub:`x`\n```\n"
    pages = {"index.md": "# A page\n", "a.md": ORPHAN + role, "b.md": ORPHAN + "{sub}`2`\n"}
    source = write_project(tmp_path / "source", pages)
    assert "" == build(source, tmp_path / "out", "html")
    a, b = ((tmp_path / "out" / "html" / name).read_text("utf-8") for name in ("a.html", "b.html"))
    assert "<strong" in a
    assert "<sub>2</sub>" in b


def test_static_files_are_judged(tmp_path: Path) -> None:
    """No link is followed out, no template run, no page or drawing copied as it is."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"{}/></svg>'
    pages = {
        "index.md": "# A page\n",
        "_static/fine.css": "p { color: red }",
        "_static/fine.svg": drawing.format("><metadata><script/></metadata><rect"),
        "_static/evil.svg": drawing.format(">\n<script"),
        "_static/deep/evil.html": "<script>window.ran = 1</script>",
        "_static/evil.css_t": "{{ 7 * 7 }}",
        "_static/evil.txt.jinja": "{{ 7 * 7 }}",
        "_static/.gitkeep": "",
        "extra/fine.html": "<p>of the owner</p>",
    }
    paths = 'html_static_path = ["_static"]\nhtml_extra_path = ["extra"]\n'
    source = write_project(tmp_path / "source", pages, f"{CONF}{paths}")
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    for folder in ("_static", "extra"):
        (source / folder / "stolen.txt").symlink_to(tmp_path / "secret.txt")
        (source / folder / "round").symlink_to(source)
    told = build(source, tmp_path / "out", "html")
    assert lines_of_problems(told) == lines_of_problems(build(source, tmp_path / "out", "html"))
    assert {line.partition(": WARNING")[0] for line in told.splitlines()} == {
        f"{source / place}"
        for place in (
            "_static/evil.svg:2",
            *(f"_static/{name}:1" for name in ("deep/evil.html", "evil.css_t", "evil.txt.jinja")),
            *("_static/stolen.txt:1", "extra/stolen.txt:1", "_static/round:1", "extra/round:1"),
        )
    }
    html = tmp_path / "out" / "html"
    assert {"fine.css", "fine.svg"} <= {path.name for path in (html / "_static").iterdir()}
    assert b"script" not in (html / "_static" / "fine.svg").read_bytes()
    assert (html / "fine.html").is_file()
    for path in html.rglob("*"):
        assert not re.search("evil|stolen|round", path.name), path
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def test_no_expression_of_a_page_is_evaluated(tmp_path: Path) -> None:
    """MyST's substitutions would give a page the whole of Jinja, with the environment of Sphinx."""
    conf = CONF.replace('"deflist"]', '"deflist", "substitution"]')
    page = "# A page\n\n{{ 7 * 7 }} {{ env.app.outdir }}\n"
    source = write_project(tmp_path / "source", {"index.md": page}, conf)
    told = build(source, tmp_path / "out", "html")
    assert f"{source / 'conf.py'}:1: WARNING: substitution of myst" in told
    written = (tmp_path / "out" / "html" / "index.html").read_text("utf-8")
    assert "{{ 7 * 7 }}" in written


def test_settings_allow_classes(tmp_path: Path) -> None:
    """The owner of a site names the classes that its pages lay out themselves with."""
    page = "# A page\n\n```{container} lead wide-left\nWords\n```\n"
    source = write_project(tmp_path / "source", {"index.md": page})
    assert 2 == build(source, tmp_path / "out", "html").count("may not set the class")
    write_project(source, {}, f'{CONF}strict_classes = ["lead", "wide-*"]\n')
    assert "" == build(source, tmp_path / "out", "html")
    assert "lead wide-left" in (tmp_path / "out" / "html" / "index.html").read_text("utf-8")


def test_formulas_pass_or_are_told(tmp_path: Path) -> None:
    """Where MathJax is a file of the site, plain formulas stay and programs become text."""
    page = (
        "# A page\n\n{math}`x^2 \\leq y`\n\n{math}`\\href{javascript:window.ran=1}{x}`\n\n"
        "```{math}\n:label: a}\\input{b\nx\n```\n"
    )
    conf = f'{CONF}extensions.append("sphinx.ext.mathjax")\nmathjax_path = "mathjax.js"\n'
    source = write_project(tmp_path / "source", {"index.md": page}, conf)
    told = build(source, tmp_path / "out", "html")
    assert [f"{source / 'index.md'}:5", f"{source / 'index.md'}:8"] == [
        line.partition(": WARNING")[0] for line in told.splitlines()
    ]
    written = (tmp_path / "out" / "html" / "index.html").read_text("utf-8")
    assert r"\(x^2 \leq y\)" in written
    assert r"\(\href" not in written


@pytest.mark.parametrize("name", ["include", "literalinclude", "csv-table"])
def test_file_in_another_encoding_is_told_where_it_is_taken_in(name: str, tmp_path: Path) -> None:
    """A file that is no UTF-8 costs one problem; with its own encoding named, it is taken in."""
    argument, option = ("", ":file: rows.csv\n") if name == "csv-table" else (" rows.csv", "")
    wrong = f"```{{{name}}}{argument}\n{option}```\n"
    right = f"```{{{name}}}{argument}\n{option}:encoding: latin-1\n```\n"
    odd = f"```{{{name}}}{argument}\n{option}:encoding: rot13\n```\n"
    source = write_project(tmp_path, {"index.md": f"# A page\n\n{wrong}\n{odd}\n{right}"})
    (source / "rows.csv").write_bytes("a pier of Ald\xe9\n".encode("latin-1"))
    said = build(source, tmp_path / "out", "html")
    lines = [int(line) for line in re.findall(r"index\.md:(\d+): .*rows\.csv.*unsafe_markup", said)]
    options = option.count("\n")
    # Each at the line that names the file.
    assert [3 + options, 6 + 2 * options] == lines
    assert "Ald\xe9" in (tmp_path / "out" / "html" / "index.html").read_text("utf-8")


def test_cells_of_a_file_are_told_in_that_file(tmp_path: Path) -> None:
    """Whatever a cell holds before it, its fault is told at a line that an editor shows."""
    table = "```{csv-table}\n:file: rows.csv\n:header: [x](javascript:one),b\n```\n"
    rows = (
        # A form feed ends a line for docutils, and not for editors.
        'plain,"long' + "\f\n" * 40 + 'cell"\n'
        "[x](javascript:two),b\n"
        '"a\n[x](javascript:three)",the \U000e0001 sign\n'
        "two\fpieces,c\nd,[x](javascript:four)\n"
    )
    source = write_project(tmp_path, {"index.md": f"# A page\n\n{table}"})
    (source / "rows.csv").write_bytes(rows.encode())
    said = build(source, tmp_path / "out", "html")
    bad = [
        ("rows.csv", number)
        for number, line in enumerate(rows.split("\n"), start=1)
        for _ in re.findall("javascript|\U000e0001", line)
    ]
    told = [(name, int(line)) for name, line in re.findall(r"/([a-z.]+):(\d+): ", said)]
    assert [("index.md", 5), *bad] == told


@pytest.mark.parametrize(
    ("written", "line"),
    [(":file: none.csv", 3), (":file: rows.csv", 4), (":file: rows.csv\n\na,b", 4)],
)
def test_file_that_makes_no_table_is_told(written: str, line: int, tmp_path: Path) -> None:
    """A file that is missing, whose rows are none, or that competes with rows on the page."""
    table = f"# A page\n\n```{{csv-table}}\n{written}\n```\n"
    source = write_project(tmp_path, {"index.md": table, "rows.csv": 'a,"b\n'})
    assert f"index.md:{line}: " in build(source, tmp_path / "out", "html")


def test_circle_of_tables_of_contents_ends(tmp_path: Path) -> None:
    """Two pages that list each other do not stop the build; Sphinx tells of them itself."""
    page = "# Page {}\n\n```{{toctree}}\n{}\n```\n"
    pages = {"index.md": page.format(1, "a"), "a.md": page.format(2, "index")}
    source = write_project(tmp_path / "source", pages)
    assert "circular toctree" in build(source, tmp_path / "out", "html")


def test_ladder_of_tables_of_contents_ends(tmp_path: Path) -> None:
    """Twenty pairs of pages that each list the next pair have a million ways, and few are shown."""
    contents = "# Page {}\n\n```{{toctree}}\na{}\nb{}\n```\n"
    pages = {"index.md": contents.format("one", 0, 0)}
    for step in range(20):
        pages |= {f"{side}{step}.md": contents.format(step, step + 1, step + 1) for side in "ab"}
    pages |= {f"{side}20.md": "# The end\n" for side in "ab"}
    source = write_project(tmp_path / "source", pages)
    told = build(source, tmp_path / "out", "html")
    assert [f"{source / 'index.md'}:3"] == [
        line.partition(": WARNING: there are more than")[0] for line in told.splitlines()
    ]
    assert told == build(source, tmp_path / "out", "html")
    html = tmp_path / "out" / "html"
    last = (html / "a19.html").read_text("utf-8")
    assert 'href="a20.html"' in last
    assert len(last) < 50_000


def test_books_pass_the_gates(tmp_path: Path) -> None:
    """A book is judged as a site is, stays XML, and has a note in the place of a refused page."""
    pages = {
        "index.md": "# A page &lt;b&gt;\n\n```{toctree}\na\n```\n",
        "a.md": '# Refused\n\n```"><img/src=x/onerror=alert(1)>\nx\n```\n',
    }
    source = write_project(tmp_path / "source", pages, f'{CONF}version = copyright = "1"\n')
    told = build(source, tmp_path / "out", "epub")
    assert f"{source / 'a.md'}:3: WARNING: the page 'a' is left out" in told
    assert "'index' is left out" not in told
    book = tmp_path / "out" / "epub"
    assert LEFT_OUT == (book / "a.xhtml").read_text("utf-8")
    for path in book.rglob("*.xhtml"):
        assert parse(path).getroot() is not None


def test_header_of_a_page_is_told(tmp_path: Path) -> None:
    """It is shown on no page, and would end a build as text."""
    page = "# A page\n\n```{eval-rst}\n.. header:: evil\n```\n"
    source = write_project(tmp_path / "source", {"index.md": page})
    assert f"{source / 'index.md'}:4: WARNING" in build(source, tmp_path / "out", "text")


def test_site_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages after it are told at every build, and come back when others are smaller."""
    monkeypatch.setattr("sphinx_dossier.strict.page_names._MOST_OF_SITE", 500)
    pages = {"a.md": ORPHAN + "a " * 200, "index.md": "# A page\n", "z.md": ORPHAN + "z " * 60}
    source = write_project(tmp_path / "source", pages)
    told = build(source, tmp_path / "out", "html")
    assert lines_of_problems(told) == lines_of_problems(build(source, tmp_path / "out", "html"))
    assert [f"{source / 'z.md'}:1"] == [
        line.partition(": WARNING")[0] for line in told.splitlines()
    ]
    html = tmp_path / "out" / "html"
    assert (html / "index.html").is_file()
    assert not (html / "z.html").exists()
    write_project(source, {"a.md": ORPHAN})
    assert "" == build(source, tmp_path / "out", "html")
    assert (html / "z.html").is_file()


def test_mail_addresses_stay(tmp_path: Path) -> None:
    """Sphinx writes them with a number in their middle, which is as plain as before."""
    page = "# A page\n\n<a@b.example> [words](mailto:c@d.example?subject=x)\n"
    source = write_project(tmp_path / "source", {"index.md": page})
    assert "" == build(source, tmp_path / "out", "html")
    written = (tmp_path / "out" / "html" / "index.html").read_text("utf-8")
    links = BeautifulSoup(written, "html.parser").select("a[href^=mailto]")
    expected = ["mailto:a%40b.example", "mailto:c%40d.example?subject=x"]
    assert expected == [link["href"] for link in links]


@pytest.mark.parametrize(
    ("error", "told"), [("MemoryError", "too much memory"), ("RecursionError", "too deeply")]
)
def test_page_that_breaks_the_machine_is_left_out(error: str, told: str, tmp_path: Path) -> None:
    """What a handler of an event raises for one page costs that page, and no build."""
    conf = f"""{CONF}
def setup(app):
    def read(app, doctree):
        if "words" in doctree.astext():
            raise {error}
    app.connect("doctree-read", read)
"""
    pages = {"index.md": "# A page\n", "long.md": f"{ORPHAN}words\n"}
    source = write_project(tmp_path / "source", pages, conf)
    for _ in range(2):
        assert f"{source / 'long.md'}:1: WARNING: the page is left out: it " in (
            reported := build(source, tmp_path / "out", "html")
        )
        assert told in reported
    assert "A page" in (tmp_path / "out" / "html" / "index.html").read_text("utf-8")
