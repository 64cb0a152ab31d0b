"""What leads to the pages of a small dossier from elsewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from projects import build, write_project
from sphinx_dossier.locale import words

ALDA = Path(__file__).parent.parent / "fixtures" / "roots" / "alda"
BASE = "https://example.org/news"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a public address."""
    out = tmp_path_factory.mktemp("out")
    assert build(ALDA, out, "html", html_baseurl=BASE) == ""
    return out / "html"


def read(path: Path) -> BeautifulSoup:
    """A page of the site."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_page_is_described(site: Path) -> None:
    """Title, kind, site and full address are told to those who preview a link."""
    page = read(site / "claims.html")
    reported = {tag["property"]: tag["content"] for tag in page.find_all("meta", property=True)}
    assert "Claims" == reported["og:title"]
    assert "article" == reported["og:type"]
    assert f"{BASE}/claims.html" == reported["og:url"]
    described = page.find("meta", attrs={"name": "description"})
    assert described is not None
    assert reported["og:description"] == described["content"]


def test_sitemap_lists_every_page(site: Path) -> None:
    """The site map has the full address of each page."""
    assert f"<loc>{BASE}/deep/places.html</loc>" in (site / "sitemap.xml").read_text("utf-8")


def test_page_of_what_is_not_found_leads_home(site: Path) -> None:
    """Its links are whole, since it is shown at any depth."""
    page = read(site / "404.html")
    assert [f"{BASE}/"] == [link["href"] for link in page.find_all("a")]
    assert [f"{BASE}/search.html"] == [form["action"] for form in page.find_all("form")]


def test_object_has_its_citations(site: Path) -> None:
    """The files are named by page, and the claim links to them and tells its full address."""
    claim = read(site / "claims.html").find(id="office-three-boats")
    assert claim is not None
    address = f"{BASE}/claims.html#office-three-boats"
    assert address in claim.get_text()
    for suffix in ("bib", "json"):
        assert claim.find("a", href=f"cite/claims.{suffix}")
        assert address in (site / f"cite/claims.{suffix}").read_text("utf-8")


def ways_to_change(out: Path, name: str) -> dict[str, str]:
    """The links of the margin that lead to what changes a page, by their words."""
    section = read(out / "html" / name).find(
        "section", attrs={"aria-labelledby": "dossier-margin-changing"}
    )
    return {link.get_text(): link["href"] for link in section.find_all("a")} if section else {}


def test_reader_is_led_to_the_source(tmp_path: Path) -> None:
    """With the address of the repository, each page leads to its file; a new one is taken over."""
    source = tmp_path / "source"
    shutil.copytree(ALDA, source)
    margin = {"html_sidebars": {"**": ["dossier-changing.html"]}}
    assert "" == build(source, tmp_path, "html", **margin)
    assert {} == ways_to_change(tmp_path, "deep/places.html")
    home = "https://host.example/alda"
    for repository, branch in ((home, "main"), (f"{home}-2/", "next")):
        places = {"dossier_repository": repository, "dossier_branch": branch}
        assert "" == build(source, tmp_path, "html", **margin, **places)
        begin = repository.rstrip("/")
        assert {
            "Edit this page": f"{begin}/edit/{branch}/deep/places.md",
            "Report a mistake": f"{begin}/issues/new/choose",
        } == ways_to_change(tmp_path, "deep/places.html")
    assert {} == ways_to_change(tmp_path, "genindex.html")


def test_reader_without_a_repository_is_led_to_a_guide(tmp_path: Path) -> None:
    """Without an address, the page named in the settings is offered, if it is there."""
    margin = {"html_sidebars": {"**": ["dossier-changing.html"]}}
    build(ALDA, tmp_path, "html", dossier_guide="claims", **margin)
    expected = {"How to change this page": "../claims.html"}
    assert expected == ways_to_change(tmp_path, "deep/places.html")
    build(ALDA, tmp_path, "html", dossier_guide="nowhere", **margin)
    assert {} == ways_to_change(tmp_path, "deep/places.html")


def test_sources_are_linked_where_they_are_listed(tmp_path: Path) -> None:
    """A list with a filter takes some sources; links, cards and data lead to the right page."""
    source = tmp_path / "source"
    shutil.copytree(ALDA, source)
    whole = (source / "sources.md").read_text("utf-8")
    listed = '```{bibliography}\n:filter: key % "^courier"\n:labelprefix: P\n```\n'
    rest = whole.replace(":all:", ':filter: not key % "^courier"')
    assert rest != whole
    (source / "press.md").write_text(f"---\norphan: true\n---\n\n# Press\n\n{listed}", "utf-8")
    (source / "sources.md").write_text(rest, "utf-8")
    assert "" == build(source, tmp_path, "html", bibtex_default_style="dossier")
    assert read(tmp_path / "html/press.html").find(id="cite-courier-2031")
    assert not read(tmp_path / "html/sources.html").find(id="cite-courier-2031")
    pages = "".join(path.read_text("utf-8") for path in (tmp_path / "html").rglob("*.html"))
    assert 'press.html#cite-courier-2031"' in pages
    assert 'sources.html#cite-courier-2031"' not in pages
    assert 'sources.html#cite-gazette-2031"' in pages
    assert "cite-courier-2031" in (tmp_path / "html/cards/press.js").read_text("utf-8")
    # The other way round: the list of all takes what the removed page had.
    (source / "press.md").unlink()
    (source / "sources.md").write_text(whole, "utf-8")
    assert "" == build(source, tmp_path, "html", bibtex_default_style="dossier")
    assert build(source, tmp_path / "fresh", "html", bibtex_default_style="dossier") == ""
    for path in (tmp_path / "fresh/html").rglob("*.html"):
        kept = tmp_path / "html" / path.relative_to(tmp_path / "fresh/html")
        assert path.read_bytes() == kept.read_bytes(), path


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_object_has_one_address_whatever_its_page_is_called(tmp_path: Path, builder: str) -> None:
    """The words to cite by, the file to cite by and the site map write a name in one way."""
    actor = ":::{actor} Office\n:id: office\n:kind: state\nIt is [](#office).\n:::\n"
    pages = {
        "index.md": "# Alda\n\n```{toctree}\nzwölf ö\n```\n",
        "zwölf ö.md": f"# Twelve\n\n{actor}",
    }
    source = write_project(tmp_path / "source", pages)
    assert "" == build(source, tmp_path, builder, html_baseurl=BASE)
    folder = tmp_path / builder
    sitemap = (folder / "sitemap.xml").read_text("utf-8")
    (address,) = [one for one in re.findall("<loc>(.+)</loc>", sitemap) if "zw" in one]
    (page,) = [path for path in folder.rglob("*.html") if "zwölf" in path.as_posix()]
    assert f"{address}#office" in read(page).find(id="office").get_text()
    assert f"{address}#office" in (folder / "cite" / "zwölf ö.json").read_text("utf-8")
    (link,) = read(page).find(id="office").find_all("a", string=words.CSL_JSON)
    assert (page.parent / unquote(link["href"])).resolve() == folder / "cite" / "zwölf ö.json"
