"""The reference names all that there is: what is added without words makes the build fail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from docs_build import build_docs
from sphinx_dossier.__main__ import make_parser
from sphinx_dossier.answers.filters import FILTER_OPTIONS
from sphinx_dossier.answers.uses import VIEWS
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.problems import Code
from sphinx_dossier.exports.datapackage import FILES
from sphinx_dossier.exports.tables import TABLES
from sphinx_dossier.sphinx.settings import SETTINGS, SITE_WIDE
from sphinx_dossier.sphinx.style_variables import COLOURS, TYPE, variable
from sphinx_dossier.sphinx.theme_parts import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

WEB = Path(__file__).parents[2] / "src" / "sphinx_dossier" / "web"


@pytest.fixture
def reference(docs: Path) -> Path:
    """The folder of the built reference."""
    return docs / "reference"


def terms(reference: Path, page: str, heading: str = "") -> list[str]:
    """The terms that a page, or a part of it, says something about."""
    soup = BeautifulSoup((reference / f"{page}.html").read_text("utf-8"), "html.parser")
    part = soup.find("section", id=heading) if heading else soup.find("article")
    assert part is not None
    for result in part.select(".example-result"):
        result.decompose()
    found = []
    for row in part.select("dt, tbody tr"):
        term = row if row.name == "dt" else row.find("td")
        words = row.find_next_sibling("dd") if row.name == "dt" else row.find_all("td")[-1]
        assert words is not None
        assert words.get_text().strip(), row
        found.append(" ".join(term.get_text().split()))
    return found


def things() -> Iterator[tuple[str, str, list[str]]]:
    """The page, its part, and the names of all that must be there."""
    for name, kind in KINDS.items():
        yield "objects", name, [f":{option}:" for option in kind.written_options]
    yield "views", "filter", [f":{row.name}:" for row in FILTER_OPTIONS]
    for view in VIEWS:
        own = [row for row in view.options if row not in FILTER_OPTIONS]
        yield "views", view.directive, [f":{row.name}:" for row in own]
    yield "settings", "", [one.name for one in SETTINGS]
    yield "settings", "parts-of-the-whole-site", [*SITE_WIDE]
    yield "codes", "", [f"dossier.{code.value}" for code in Code]
    yield "data", "files", [f"data/{name}" for name in FILES]
    for name, table in TABLES.items():
        yield "data", f"{name}-csv", [column.name for column in table.columns]
    ours = [*WEB.glob("templates/*.html"), *WEB.glob("theme/frame/dossier-*.html")]
    yield "looks", "templates", [path.name for path in ours]
    yield "looks", "parts-of-the-pydata-theme", [*PARTS]
    yield "looks", "style-variables", [variable(name) for name in COLOURS | TYPE]
    yield "roles", "", [f"{{{name}}}`ID`" for name in KINDS]


@pytest.mark.parametrize(
    ("page", "heading", "names"), [pytest.param(*one, id="-".join(one[:2])) for one in things()]
)
def test_everything_is_described(
    reference: Path, page: str, heading: str, names: list[str]
) -> None:
    """Each name stands before words about it."""
    shown = [term.split(",")[0] for term in terms(reference, page, heading)]
    assert not set(names) - set(shown)


def test_every_command_is_described(reference: Path) -> None:
    """With each of its arguments."""
    (commands,) = [one for one in make_parser()._actions if hasattr(one, "choices") and one.choices]
    assert commands.choices is not None
    for name, parser in dict(commands.choices).items():
        shown = terms(reference, "commands", f"dossier-{name}")
        for action in parser._actions:
            first = (action.option_strings or [action.metavar or action.dest])[0]
            assert any(str(first) in one for one in shown), (name, first)


@pytest.mark.parametrize("heading", [view.directive for view in VIEWS])
def test_each_view_is_shown(reference: Path, heading: str) -> None:
    """Source and result stand below each other, and the result is no empty box."""
    soup = BeautifulSoup((reference / "views.html").read_text("utf-8"), "html.parser")
    part = soup.find("section", id=heading)
    assert part is not None
    assert f"{{{heading}}}" in part.select_one(".example-source").get_text()
    assert part.select_one(".example-result").get_text().strip()


def test_option_without_words_is_told(tmp_path: Path) -> None:
    """A field whose row says nothing makes the build of the documentation fail."""
    change = (
        "import reference_tables\n"
        "from sphinx_dossier.core.kinds import FieldRow, FieldType\n"
        "rows = [FieldRow('mood', FieldType.LINE, '')]\n"
        "reference_tables._PARTS['filter'] = lambda: reference_tables._options(rows)\n"
    )
    status, said = build_docs(tmp_path, conf=change)
    assert status
    assert "no words for `:mood:`" in said
