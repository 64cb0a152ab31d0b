"""Each part that works on the whole site does its own work, and that of no other part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from projects import ONE_CLAIM, build, findings, write_project
from sites import compare, files_of
from sphinx_dossier.sphinx.settings import SITE_WIDE

if TYPE_CHECKING:
    from pathlib import Path

CONF: Final = """\
project = "Harbour"
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_dossier"]
html_theme = "basic"
html_baseurl = "https://harbour.example/"
bibtex_bibfiles = ["sources.bib"]
dossier_search_library = "library.js"
"""
CLAIM: Final = ONE_CLAIM.replace(":id: office\n", ":id: office\n:garbled: Ofice\n")
INDEX: Final = f"""\
# Harbour

The Ofice speaks {{cite:p}}`wire`.

{CLAIM}
| Boat | Lost |
|------|------|
| one  | yes  |

```{{toctree}}
sources
```
"""
PAGES: Final = {
    "index.md": INDEX,
    "sources.md": "# Sources\n\n```{bibliography}\n```\n",
    "sources.bib": "@misc{wire, title = {The Log}, publisher = {Gazette}, year = {2031}, "
    "langid = {en}}\n@misc{unused, title = {Nothing}, year = {2030}}\n",
    "library.js": "// A search.\n",
}


def found(folder: Path, said: str) -> set[str]:
    """The parts whose work shows in a site."""
    read = {path.name: path.read_text("utf-8") for path in folder.glob("*.html")}
    shown = {
        "citations": "unused_source" in said and "dossier-citation" in read["index.html"],
        "frames": "dossier-page-sources" in read["index.html"],
        "prose": "garbled_name" in said,
        "data": (folder / "data/dossier.json").is_file() and "feed.atom" in read["index.html"],
        "search": "dossier-search-query" in read["search.html"],
        "metadata": "404.html" in read and "og:title" in read["index.html"],
    }
    assert shown.keys() == SITE_WIDE.keys()
    return {part for part, is_shown in shown.items() if is_shown}


@pytest.mark.parametrize("parts", [(), *((part,) for part in SITE_WIDE), (*SITE_WIDE,)])
def test_each_part_does_its_own_work(tmp_path: Path, parts: tuple[str, ...]) -> None:
    """Also after a build with all the others: what these wrote is gone."""
    source = write_project(tmp_path / "source", PAGES, CONF)
    output, others = tmp_path / "out/html", [one for one in SITE_WIDE if one not in parts]
    for chosen in (others, [*parts]):
        settings = f"dossier_site_wide = {chosen}\n"
        (source / "conf.py").write_text(CONF + settings, "utf-8")
        said = build(source, tmp_path / "out", "html")
        assert {*chosen} == found(output, said)
    fresh = build(source, tmp_path / "fresh", "html")
    assert said == fresh
    assert [] == compare(files_of(tmp_path / "fresh/html"), files_of(output))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('dossier_site_wide = ["citation"]', "dossier_site_wide has 'citation': write some of"),
        ('dossier_site_wide = "data"', "dossier_site_wide is a list, as"),
        ('dossier_short_names = "yes"', "dossier_short_names is True or False; not 'yes'"),
    ],
)
def test_wrong_settings_are_told_at_their_line(tmp_path: Path, line: str, message: str) -> None:
    """Also where nothing else of the extension is used, and at every build."""
    pages = {"index.md": "# Harbour\n", "sources.bib": ""}
    source = write_project(tmp_path / "source", pages, f"{CONF}{line}\n")
    for _ in range(2):
        said = build(source, tmp_path / "out", "html")
        assert f"{source / 'conf.py'}:7: WARNING: {message}" in said
        assert 1 == said.count("WARNING")


@pytest.mark.parametrize("value", ['"../x"', '["citation"]', '["citations", "dta"]', "1"])
def test_slip_in_the_setting_takes_nothing_from_a_dossier(tmp_path: Path, value: str) -> None:
    """Until it is mended there are all parts: a broken .bib is one problem, and ends no build."""
    pages = {"index.md": "# Harbour\n", "sources.bib": "@online{a,\n  {x} = {Words},\n}\n"}
    conf = f"{CONF}dossier_site_wide = {value}\n"
    source = write_project(tmp_path / "source", pages, conf)
    found = [(file, code) for file, _, code in findings(build(source, tmp_path, "html"), source)]
    assert ("conf.py", "bad_value") in found
    assert ("sources.bib", "unreadable") in found


OWN: Final = {
    "404.html": "<p>Nothing here of ours.</p>\n",
    "sitemap.xml": "<urlset/>\n",
    "cite/own.bib": "@misc{own}\n",
    "cards/own.js": "// Own.\n",
    "embed/own.html": "<p>Own.</p>\n",
    "social/own.png": "no picture\n",
    "data/objects/own.json": "{}\n",
}


def test_what_a_project_brings_stays(tmp_path: Path) -> None:
    """It has files of its own for what we would make, and others in folders that we use."""
    conf = f'{CONF}dossier_site_wide = {[*SITE_WIDE]}\nhtml_extra_path = ["extra"]\n'
    pages = PAGES | {f"extra/{name}": text for name, text in OWN.items()}
    source = write_project(tmp_path / "source", pages, f'{conf}exclude_patterns = ["404.html"]\n')
    output = tmp_path / "out/html"
    # Sphinx copies nothing that is excluded.
    build(source, tmp_path / "out", "html")
    assert "Nothing here" not in (output / "404.html").read_text("utf-8")
    write_project(source, pages, conf)
    for _ in range(2):
        build(source, tmp_path / "out", "html")
        written = files_of(output)
        assert {name: text.encode() for name, text in OWN.items()} == {
            name: written[name] for name in OWN
        }
    # Without them it has what we make.
    for name in ("404.html", "sitemap.xml"):
        (source / "extra" / name).unlink()
    build(source, tmp_path / "out", "html")
    build(source, tmp_path / "fresh", "html")
    assert [] == compare(files_of(tmp_path / "fresh/html"), files_of(output))


def test_own_page_of_what_is_not_there_stays(tmp_path: Path) -> None:
    """A source called ``404`` is that page, and goes like any other."""
    conf = f"{CONF}dossier_site_wide = {[*SITE_WIDE]}\n"
    own = {"404.md": "---\norphan: true\n---\n# Gone fishing\n"}
    source = write_project(tmp_path / "source", PAGES | own, conf)
    build(source, tmp_path / "out", "html")
    assert "Gone fishing" in (tmp_path / "out/html/404.html").read_text("utf-8")
    (source / "404.md").unlink()
    build(source, tmp_path / "out", "html")
    build(source, tmp_path / "fresh", "html")
    assert [] == compare(files_of(tmp_path / "fresh/html"), files_of(tmp_path / "out/html"))
