"""Each construct that strangers may try, through a whole build: refused on its line, or harmless.

An extension that knows no guard writes each piece of markup as it is, as some extension always may.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from find_browser import find_browser
from playwright.sync_api import sync_playwright

from own_thread import in_own_thread
from projects import CONF, build, write_project
from sphinx_dossier.strict.page_gates import LEFT_OUT
from strict_cases import DRAWINGS, MARKUPS, POLICY

if TYPE_CHECKING:
    from pathlib import Path

EXTENSION = '''
def setup(app):
    """Write what stands in a block of code as markup, when all guards of reading are over."""
    from docutils import nodes
    from sphinx.transforms.post_transforms import SphinxPostTransform

    class Unjudged(SphinxPostTransform):
        default_priority = 500

        def run(self, **kwargs):
            for node in list(self.document.findall(nodes.literal_block)):
                raw = nodes.raw("", node.astext(), format="html")
                raw.source, raw.line = node.source, node.line
                node.replace_self(raw)

    app.add_post_transform(Unjudged)
'''
CONTROL = (
    "<!DOCTYPE html><img src='https://third.example/x.png'><script>document.title = 'ran'</script>"
)


class Built:
    """The site with a page for each construct, and what the build told."""

    def __init__(self, folder: Path) -> None:
        pages = {"index.md": "# Constructs\n"}
        for number, (markup, _) in enumerate(MARKUPS):
            # As docutils writes it: XML has no attribute without a value.
            written = markup.replace(" disabled>", ' disabled="disabled">')
            pages[f"markup-{number}.md"] = (
                f"---\norphan: true\n---\n\n# A page\n\n~~~~\n{written}\n~~~~\n"
            )
        for number, _ in enumerate(DRAWINGS):
            text = f"---\norphan: true\n---\n\n# A page\n\n![shown](drawing-{number}.svg)\n"
            pages[f"drawing-{number}.md"] = text
        self.source = write_project(folder / "source", pages, CONF + EXTENSION)
        for number, (_, content, _) in enumerate(DRAWINGS):
            (self.source / f"drawing-{number}.svg").write_bytes(content)
        self.told = build(self.source, folder / "out", "html")
        self.again = build(self.source, folder / "out", "html")
        self.folder = folder / "out" / "html"

    def lines_of(self, page: str, told: str) -> list[int]:
        """The lines of a page that a build has told of."""
        place = re.compile(rf"{re.escape(str(self.source / page))}:(\d+): WARNING: .*\[dossier\.")
        return [int(number) for number in place.findall(told)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build all constructs once."""
    return Built(tmp_path_factory.mktemp("strict"))


def test_markup_is_refused_on_its_line_or_stays(built: Built) -> None:
    """What may not stand leaves its page out, at each build; what may is written as it is."""
    for number, (markup, is_allowed) in enumerate(MARKUPS):
        page = f"markup-{number}"
        written = (built.folder / f"{page}.html").read_text("utf-8")
        lines = built.lines_of(f"{page}.md", built.told)
        if is_allowed:
            assert not lines, markup
            assert markup.partition(" disabled")[0] in written
        else:
            # What the markup does to the rest of the page may be a fault of no line.
            assert {7, 8, 9} & set(lines), (markup, lines)
            assert lines == built.lines_of(f"{page}.md", built.again)
            # Characters that turn text are taken out of the page before it is read.
            assert LEFT_OUT == written or "\u202e" in markup, markup


def test_drawings_are_refused_or_written_anew(built: Built) -> None:
    """A refused drawing is not copied; another one has its own name and nothing that runs."""
    for number, (name, _, is_rewritten) in enumerate(DRAWINGS):
        copy = built.folder / "_images" / f"drawing-{number}.svg"
        assert is_rewritten == copy.is_file(), name
        assert is_rewritten == (not built.lines_of(f"drawing-{number}.md", built.told)), name
        again = built.lines_of(f"drawing-{number}.md", built.again)
        assert is_rewritten == (not again), name


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("theme", ["basic", "alabaster", "scrolls", "pydata_sphinx_theme"])
def test_themes_keep_their_bytes(theme: str, language: str, tmp_path: Path) -> None:
    """But for the policy: no file holds a mark of a template, nothing of a theme is refused."""
    written = []
    for name, conf in (("with", CONF), ("without", CONF.replace('"sphinx_dossier.strict",', ""))):
        settings = conf.replace('"basic"', f'"{theme}"') + f'language = "{language}"\n'
        source = write_project(tmp_path / name, {"index.md": "# A page\n\n## A part\n"}, settings)
        assert "" == build(source, tmp_path / f"{name}-out", "html")
        folder = tmp_path / f"{name}-out" / "html"
        files = (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
        written.append({path.relative_to(folder): path.read_bytes() for path in files})
    for path, content in written[0].items():
        if path.suffix == ".html" and path.parts[0] != "_static":
            page, policies = POLICY.subn("", content.decode())
            # Pages of our own have one already.
            assert policies == 1 or b"Content-Security-Policy" in content, path
            written[0][path] = page.encode()
    assert written[0].keys() == written[1].keys()
    assert [] == [path for path, content in written[0].items() if content != written[1][path]]


@in_own_thread
def test_nothing_runs_or_loads_in_a_browser(built: Built) -> None:
    """Chromium asks no host and runs no script, but on the page that shows that it would."""
    control = built.folder / "control.html"
    control.write_text(CONTROL, "utf-8")
    pages = [built.folder / f"markup-{number}.html" for number in range(len(MARKUPS))]
    shown = [path for path in pages if path.read_text("utf-8") != LEFT_OUT]
    left_out = next(path for path in pages if path not in shown)
    asked: list[str] = []
    happened: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.abort()

    def dismiss(dialog: Any) -> None:
        happened.append(dialog.message)
        dialog.dismiss()

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page()
        page.route(re.compile("^(?!file:)"), answer)
        page.on("dialog", dismiss)
        page.goto(control.as_uri())
        assert ("ran", 1) == (page.title(), len(asked))
        asked.clear()
        # The same on a page with the policy, as if the gates had missed it.
        text = (built.folder / "index.html").read_text("utf-8")
        control.write_text(text.replace("</body>", f"{CONTROL}</body>"), "utf-8")
        page.goto(control.as_uri())
        assert "Constructs" in page.title()
        for path in [*shown, left_out, *sorted((built.folder / "_images").glob("*.svg"))]:
            page.goto(path.as_uri())
            page.evaluate(
                "document.querySelectorAll('.body summary, .body input').forEach(a => a.click())"
            )
            if page.evaluate("document.title") == "ran":
                happened.append(path.name)
        browser.close()
    assert ([], []) == (asked, happened)
