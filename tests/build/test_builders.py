"""Every builder of Sphinx writes a dossier without a warning, and loses nothing of it."""

from __future__ import annotations

import html
import json
import pickle
import re
import shutil
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from projects import CONF, OWN_MODULES, build, write_project
from sites import Site
from sphinx_dossier.sphinx.nodes import NODES

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import Tag

ROOTS = Path(__file__).parent.parent / "fixtures" / "roots"
VIEWS = """
# Pictures

:::{map}
:::

:::{relations}
:::

:::{relations}
:about: harbour-office
:::

:::{figures}
:::

:::{timeline}
:compact: 2
:::

:::{anatomy} office-three-boats
:::

:::{legend} status
:::

:::{legend} terms
:::

:::{correction} 2031-03-08
It had been two boats.
:::

:::{coverage} courier-2031
:::

{dossier:claim}`institute-five-boats` and {cite:p}`courier-2031{¶ 3}`.
"""
CLAIMS = (
    "The harbour master said that three boats had come loose.",
    "She named none of them.",
    "The weather institute said that five boats had come loose, see Alda.",
    "The institute said that the warning had come late.",
    "The harbour master said that it had not.",
    "The Courier made it late for everybody.",
    "Bolt and Sons passed on the number of the institute.",
    "The office said that one lamp was out",
)
EVIDENCE = (
    "Ines Dovrin via The Courier → River Wire · stated",
    "stated · 4 March 2031, at 18:30",
    "3 publications, 1 origin",
    "denied by",
    "most crews",
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of Alda, and one with each picture."""
    folder = tmp_path_factory.mktemp("builders") / "source"
    shutil.copytree(ROOTS / "alda", folder)
    conf = (folder / "conf.py").read_text("utf-8")
    conf = conf.replace('"sphinx_dossier"]', '"sphinx.ext.coverage", "sphinx_dossier"]')
    conf += 'version = "1"\ncopyright = "nobody"\nlatex_engine = "xelatex"\n'
    (folder / "conf.py").write_text(conf, "utf-8")
    (folder / "pictures.md").write_text(VIEWS, "utf-8")
    index = folder / "index.md"
    index.write_text(index.read_text("utf-8").replace("\nplain\n", "\nplain\npictures\n"), "utf-8")
    return folder


def of_pages(ending: str) -> Callable[[Path], str]:
    """A reader of what stands in all files of that ending."""
    return lambda folder: "\n".join(
        path.read_text("utf-8") for path in sorted(folder.rglob(f"*{ending}"))
    )


def of_markup(ending: str) -> Callable[[Path], str]:
    """A reader of the words in all files of HTML or XML."""

    def read(folder: Path) -> str:
        texts = (path.read_text("utf-8") for path in sorted(folder.rglob(f"*{ending}")))
        return "\n".join(re.sub(r"<[^<>]*>", "", text) for text in texts)

    return read


def of_bodies(load: Callable[[bytes], Any], ending: str) -> Callable[[Path], str]:
    """A reader of the words in what a page gives to a template."""

    def read(folder: Path) -> str:
        pages = [load(path.read_bytes()) for path in sorted(folder.rglob(f"*{ending}"))]
        texts = [page["body"] for page in pages if "body" in page]
        return re.sub(r"<[^<>]*>", "", "\n".join(texts))

    return read


def of_man(folder: Path) -> str:
    """The words of the manual page."""
    text = of_pages(".1")(folder)
    return re.sub(r"\\f[A-Z]|\\&|^\.[a-zA-Z.].*$|\\(?=-)", "", text, flags=re.MULTILINE)


def of_latex(folder: Path) -> str:
    """The words of the LaTeX document."""
    text = of_pages(".tex")(folder)
    text = re.sub(
        r"\\hyperref\[[^]]*\]|\\sphinxstyle\w+|\\DUrole\{[^}]*\}|\\detokenize\{[^}]*\}", "", text
    )
    return re.sub(r"\\[a-zA-Z]+\*?|[{}]", "", text)


def of_texinfo(folder: Path) -> str:
    """The words of the Texinfo document."""
    text = re.sub(r"@ref\{[^,}]*,+([^,}]*)[^}]*\}", r"\1", of_pages(".texi")(folder))
    text = re.sub(r"@anchor\{[^}]*\}", "", text)
    return re.sub(r"@\w+\{|\}|@w\{?", "", text)


READERS: dict[str, Callable[[Path], str]] = {
    "html": of_markup(".html"),
    "dirhtml": of_markup(".html"),
    "singlehtml": of_markup("index.html"),
    "epub": of_markup(".xhtml"),
    "latex": of_latex,
    "text": of_pages(".txt"),
    "man": of_man,
    "texinfo": of_texinfo,
    "xml": of_markup(".xml"),
    "pseudoxml": of_markup(".pseudoxml"),
    "json": of_bodies(json.loads, ".fjson"),
    "pickle": of_bodies(pickle.loads, ".fpickle"),
}
"""How to read the words of what each builder writes."""


@pytest.mark.parametrize("builder", READERS)
def test_builder_keeps_every_claim(source: Path, tmp_path: Path, builder: str) -> None:
    """Built twice without a warning: its text, its evidence and each row of the pictures."""
    for _ in range(2):
        assert "" == build(source, tmp_path, builder, nitpicky=True)
    written = " ".join(READERS[builder](tmp_path / builder).split())
    for said in (*CLAIMS, *EVIDENCE):
        assert letters(said) in letters(written), said
    # An anchor is no address that a reader of a manual page could follow.
    assert builder != "man" or "<#\\:office" not in of_pages(".1")(tmp_path / builder)


def letters(text: str) -> str:
    """The letters and digits: builders differ in spaces, quotes and marks of emphasis."""
    return re.sub(r"\W", "", html.unescape(text))


@pytest.mark.parametrize("builder", ["gettext", "coverage", "changes", "dummy", "linkcheck"])
def test_builder_of_other_things(source: Path, tmp_path: Path, builder: str) -> None:
    """What writes no pages runs as well, and twice."""
    for _ in range(2):
        assert "" == build(
            source, tmp_path, builder, nitpicky=True, linkcheck_ignore=[r"https?://"]
        )
    if builder == "gettext":
        words = of_pages(".pot")(tmp_path / builder)
        assert "The institute said that the warning had come late." in words


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "json"])
def test_links_lead_somewhere(source: Path, tmp_path: Path, builder: str) -> None:
    """Every link inside the output has its file and its anchor."""
    assert "" == build(source, tmp_path, builder)
    pages = pages_by_address(tmp_path / builder, builder)
    anchors = {
        address: {str(tag["id"]) for tag in soup.find_all(id=True)}
        for address, soup in pages.items()
    }
    links = 0
    for address, soup in pages.items():
        for link in soup.find_all("a", href=True):
            target, _, anchor = str(link["href"]).partition("#")
            # That of unknown addresses leads to the root of the host.
            if re.match(r"[a-z]+:|/$", target) or is_of_sphinx(link):
                continue
            found = resolve(address, unquote(target)) if target else address
            if found not in pages and (tmp_path / builder / found).is_file():
                continue
            assert found in pages, (address, link["href"])
            assert not anchor or unquote(anchor) in anchors[found], (address, link["href"])
            links += 1
    assert links > 300


def is_of_sphinx(link: Tag) -> bool:
    """Whether Sphinx 9 itself names an anchor behind that of a page, in one file for all."""
    is_ours = any(name.startswith("dossier") for name in link.get("class") or ())
    return str(link["href"]).count("#") > 1 and not is_ours


def pages_by_address(folder: Path, builder: str) -> dict[str, BeautifulSoup]:
    """The pages of an output, by the address that links to them resolve to."""
    if builder != "json":
        ending = ".xhtml" if builder == "epub" else ".html"
        return {
            path.relative_to(folder)
            .as_posix()
            .removesuffix("index.html" if builder == "dirhtml" else "\0"): BeautifulSoup(
                path.read_text("utf-8"), "html.parser"
            )
            for path in folder.rglob(f"*{ending}")
        }
    pages = {}
    for path in folder.rglob("*.fjson"):
        name = path.relative_to(folder).with_suffix("").as_posix()
        page = json.loads(path.read_text("utf-8"))
        address = re.sub(r"(^|/)index/$", r"\1", f"{name}/")
        pages[address] = BeautifulSoup(page.get("body") or "", "html.parser")
    return pages


def resolve(address: str, target: str) -> str:
    """Where a relative address leads."""
    parts = address.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def test_draft_with_faults(tmp_path: Path) -> None:
    """What pages give to templates is written as it is, also where drafts are not in order."""
    site = Site(tmp_path)
    site.save()
    told = {builder: site.build(builder) for builder in ("html", "json", "pickle", "epub", "latex")}
    assert 1 == len({tuple(sorted(said)) for said in told.values()})
    for name in ("storm", "people"):
        page = json.loads((tmp_path / f"kept/json/{name}.fjson").read_text("utf-8"))
        assert "dossier" in page["body"]


@pytest.mark.parametrize(("builder", "load"), [("json", json.loads), ("pickle", pickle.loads)])
def test_refused_page_is_left_out(
    tmp_path: Path, builder: str, load: Callable[[bytes], Any]
) -> None:
    """Where no template stands between, what no page may hold is told at each build as well."""
    conf = CONF.replace('"sphinx_dossier.strict",', '"sphinx_dossier.strict", "hook",')
    pages = {"index.md": "# A page\n\nWords.\n", "hook.py": HOOK}
    source = write_project(tmp_path / "source", pages, OWN_MODULES + conf)
    ending = {"json": "fjson", "pickle": "fpickle"}[builder]
    for _ in range(2):
        said = build(source, tmp_path, builder)
        assert "the page 'index' is left out" in said
        assert "[dossier.unsafe_markup]" in said
        page = load((tmp_path / builder / f"index.{ending}").read_bytes())
        assert "was left out" in page["body"]
        assert "script" not in page["body"]


HOOK = """
def setup(app):
    app.connect("html-page-context", add)


def add(app, pagename, templatename, context, doctree):
    if pagename == "index":
        context["body"] += "<script>alert(1)</script>"
"""


def test_book_is_well_formed(source: Path, tmp_path: Path) -> None:
    """Each page of the book is XML, each file is packed that it names, and none of the data is."""
    for _ in range(2):
        assert "" == build(source, tmp_path, "epub")
        (book,) = (tmp_path / "epub").glob("*.epub")
        with zipfile.ZipFile(book) as packed:
            names = packed.namelist()
            pages = [name for name in names if name.endswith((".xhtml", ".opf", ".ncx"))]
            for name in pages:
                ET.fromstring(packed.read(name))
        assert len(pages) > 10
        assert [] == [name for name in names if name.startswith(("data/", "cards/", ".dossier"))]
        assert not (tmp_path / "epub/data").exists()


HOST_NODES = """
from docutils import nodes


class picture(nodes.General, nodes.Element): pass
class view(nodes.General, nodes.Element): pass
class word(nodes.General, nodes.Element): pass
class block(nodes.General, nodes.Element): pass


def setup(app):
    for node in (picture, view, word, block):
        app.add_node(node, html=(write, write))


def write(translator, node):
    pass
"""


def test_nodes_have_names_of_their_own(tmp_path: Path) -> None:
    """Sphinx knows a node by its class: others may have their pictures, views and words."""
    known = {}
    for own in ("", '"sphinx_dossier", '):
        conf = f'{OWN_MODULES}extensions = ["sphinxcontrib.bibtex", {own}"names"]\n'
        conf += "bibtex_bibfiles = []\n"
        names = """
def setup(app):
    app.connect("builder-inited", write)


def write(app):
    handlers = app.registry.translation_handlers.values()
    (app.outdir / "names").write_text(" ".join({one for each in handlers for one in each}))
"""
        folder = tmp_path / (own[1:-3] or "none")
        write_project(folder, {"index.rst": "Page\n====\n", "names.py": names}, conf)
        build(folder, folder / "out", "html")
        known[own] = set((folder / "out/html/names").read_text("utf-8").split())
        sys.modules.pop("names")
    added = known['"sphinx_dossier", '] - known[""]
    assert {one.__name__ for one in NODES} <= added
    # The node of citations is that of docutils, written as ours where settings ask for it.
    assert [] == [name for name in added if not name.startswith("dossier_") and name != "citation"]


def test_host_may_have_a_picture_too(tmp_path: Path) -> None:
    """In either order of the two extensions."""
    for at, order in enumerate(
        (["host_nodes", "sphinx_dossier"], ["sphinx_dossier", "host_nodes"])
    ):
        text = f"{OWN_MODULES}extensions = {order!r}\nsuppress_warnings = ['bibtex']\n"
        pages = {"index.rst": "Page\n====\n", "host_nodes.py": HOST_NODES}
        source = write_project(tmp_path / str(at), pages, text)
        assert "already registered" not in build(source, tmp_path / f"out-{at}", "html")
