"""The parts that this package adds to the PyData theme: each by its name, and none without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.builders.html._assets import _JavaScript

from projects import CONF, build, findings, write_project
from sphinx_dossier.sphinx.theme_parts import PARTS, START

THEMED = CONF.replace('"basic"', '"pydata_sphinx_theme"') + f"strict_classes = ['{START}']\n"
INDEX = f"""# Alda

:::{{div}} {START}
Start here.
:::

```{{toctree}}
deep/page
deep/other
```
"""
PAGES = {
    "index.md": INDEX,
    "deep/page.md": "# Page\n\nNo boat was lost.\n\n```{toctree}\nlast\n```\n",
    "deep/last.md": "# Last\n\nNothing.\n\n```{toctree}\ndeepest\n```\n",
    "deep/deepest.md": "# Deepest\n\nNothing.\n",
    "deep/other.md": "# Other\n\n::::{grid} 2\n:::{grid-item-card} Card\nWords.\n:::\n::::\n",
}
NOTE = ":::{versionadded} 2\nA storm.\n:::\n"
SHEET = "_static/styles/pydata-sphinx-theme.css"


def site_of(folder: Path, parts: list[str], more: str = "", builder: str = "html") -> Path:
    """A small site with these parts, built without a warning."""
    conf = f"{THEMED}dossier_theme_parts = {parts}\n{more}"
    write_project(folder / "source", PAGES, conf)
    assert "" == build(folder / "source", folder, builder)
    return folder / builder


def soup(path: Path) -> BeautifulSoup:
    """A page, read as a browser reads it."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def has_part(site: Path, name: str) -> bool:
    """Whether a reader of the site has a part, by what the part is for and not by its files."""
    page, home = soup(site / "deep/page.html"), soup(site / "index.html")
    match name:
        case "policy":
            policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
            inline = [one for one in page.find_all("script") if not one.get("src")]
            return policy is not None and "script-src 'self';" in str(policy) and not inline
        case "icons":
            return not page.find("script", src=re.compile("fontawesome"))
        case "labels":
            toggles = page.select("nav.bd-docs-nav summary")
            return bool(toggles) and all(one.get("aria-label") for one in toggles)
        case "search-field":
            return home.select_one(f".{START} form[role=search] input[name=q]") is not None
        case "not-found":
            return soup(site / "404.html").select_one(".bd-header") is not None
        case "styles":
            return ".fa-yin-yang" not in (site / SHEET).read_text(encoding="utf-8")
    raise AssertionError(name)


@pytest.mark.parametrize("asked", [*((name,) for name in PARTS), tuple(PARTS), ()])
def test_site_has_the_parts_that_it_asks_for(tmp_path: Path, asked: tuple[str, ...]) -> None:
    """Each of them alone, all of them together, and none where none is asked for."""
    site = site_of(tmp_path, [*asked])
    assert {*asked} == {name for name in PARTS if has_part(site, name)}


def test_scripts_are_asked_by_their_attributes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Sphinx 8 a script is a text as well, and warns whoever asks it as one."""

    def warn(_: object, key: object) -> None:
        raise AssertionError(f"asked for {key!r} as a text is")

    monkeypatch.setattr(_JavaScript, "__getitem__", warn, raising=False)
    assert has_part(site_of(tmp_path, [*PARTS]), "policy")


def test_project_that_asks_for_nothing_gets_no_file(tmp_path: Path) -> None:
    """Neither a template nor a file of a part reaches a project that names none."""
    site = site_of(tmp_path, [])
    files = {part.styles or part.script for part in PARTS.values()} - {""}
    assert files
    assert not files & {path.name for path in site.rglob("*")}


@pytest.mark.parametrize(
    ("more", "root"),
    [
        ("", "/"),
        ('html_baseurl = "https://example.org"\n', "/"),
        ('html_baseurl = "https://example.org/news/alda/"\n', "/news/alda/"),
    ],
)
@pytest.mark.parametrize(("builder", "place"), [("html", "404.html"), ("dirhtml", "404/")])
def test_page_for_unknown_addresses_works_at_any_depth(
    tmp_path: Path, more: str, root: str, builder: str, place: str
) -> None:
    """What it loads and leads to is seen from its own address, wherever a host shows it."""
    site = site_of(tmp_path, [*PARTS], more, builder)
    page = soup(site / (place if place.endswith(".html") else f"{place}index.html"))
    base = page.find("base")
    assert base
    assert root + place == base["href"]
    assert page.find("meta", attrs={"name": "robots", "content": "noindex"})
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert "base-uri 'self'" in str(policy)
    # Browsers apply it to what comes behind it.
    assert not base.find_previous(["link", "script"])
    assert not soup(site / "index.html").find("base")


def test_trimmed_sheet_follows_the_pages(tmp_path: Path) -> None:
    """An incremental build leaves the sheet of a fresh one, when pages change and when they go."""
    sheet = site_of(tmp_path, ["styles"]) / SHEET
    source = tmp_path / "source"
    first = sheet.read_bytes()
    (source / "deep/last.md").write_text(f"{PAGES['deep/last.md']}\n1. One.\n\n{NOTE}", "utf-8")
    assert "" == build(source, tmp_path, "html")
    grown = sheet.read_bytes()
    assert "" == build(source, tmp_path / "fresh", "html")
    assert (tmp_path / "fresh" / "html" / SHEET).read_bytes() == grown
    assert len(grown) > len(first)
    (source / "deep/last.md").write_text(PAGES["deep/last.md"], "utf-8")
    assert "" == build(source, tmp_path, "html")
    assert first == sheet.read_bytes()


def test_example_of_the_search_field_is_shown_as_it_is(tmp_path: Path) -> None:
    """A name in the settings is text, whatever is in it."""
    site = site_of(tmp_path, ["search-field"], "dossier_search_example = '\"><b>Ona'\n")
    field = soup(site / "index.html").select_one(f".{START} input")
    assert field
    assert '"><b>Ona' == field["placeholder"]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('dossier_theme_parts = ["policy", "frills"]\n', "has 'frills': write some of policy"),
        ('dossier_theme_parts = "policy"\n', 'is a list, as ["policy"]'),
        ("dossier_theme_parts = [['policy']]\n", "has ['policy']: write some of policy"),
        (
            'dossier_theme_parts = ["policy"]\nhtml_theme = "alabaster"\n',
            "is for the theme 'pydata_sphinx_theme', and html_theme is 'alabaster'",
        ),
    ],
)
def test_what_is_no_part_is_told_at_its_line(tmp_path: Path, setting: str, told: str) -> None:
    """What cannot be used is left out, and the rest is built."""
    source = write_project(
        tmp_path / "source", {"index.md": "# Alda\n\nBoats.\n"}, THEMED + setting
    )
    said = build(source, tmp_path, "html")
    line = THEMED.count("\n") + 1
    assert [("conf.py", line, "bad_value")] == findings(said, source)
    assert told in said
    assert (tmp_path / "html/index.html").is_file()


@pytest.mark.parametrize("builder", ["json", "pickle"])
def test_builder_without_templates_is_ended_by_no_theme(tmp_path: Path, builder: str) -> None:
    """PyData asks for what such a builder does not give; what it writes is as with no theme."""
    site = site_of(tmp_path / "themed", [*PARTS], builder=builder)
    ending = {"json": ".fjson", "pickle": ".fpickle"}[builder]
    names = {path.relative_to(site) for path in site.rglob(f"*{ending}")}
    assert {Path(f"index{ending}"), Path(f"deep/page{ending}")} < names


@pytest.mark.parametrize("builder", ["html", "json"])
def test_another_theme_for_one_build_is_no_fault(tmp_path: Path, builder: str) -> None:
    """Of `-D html_theme=basic`; in the settings, another theme than that of the parts is one."""
    conf = f"{THEMED}dossier_theme_parts = {[*PARTS]}\n".replace(f"'{START}'", "")
    source = write_project(tmp_path / "source", PAGES, conf)
    assert "" == build(source, tmp_path / "out", builder, html_theme="basic")
    (source / "conf.py").write_text(conf.replace("pydata_sphinx_theme", "basic"), "utf-8")
    said = build(source, tmp_path / "other", builder)
    assert "conf.py:18: WARNING: dossier_theme_parts is for the theme" in said
    assert "unsafe_markup" not in said
