"""The address of a page that is no more leads to what is there instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from projects import build, write_project
from sphinx_dossier.core.retired_pages import read_pages

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

INDEX = """\
# Storm

The [courier](#the-courier) has [a page](papers/courier.md).

```{toctree}
papers/courier
```
"""
COURIER = """\
# The Courier

:::{actor} The Courier
:id: the-courier
:kind: media
A paper.
:::
"""
STONES = """\
["/old/courier"]
reason = "Papers <and> agencies are apart."
replaced_by = "/media"
since = "2031"

["/media"]
reason = "The page was divided."
replaced_by = "the-paper"
since = "2031"

[the-paper]
reason = "It has its name now."
replaced_by = "the-courier"
since = "2031"

["/old/rumours"]
reason = "None was left."
since = "2031"
"""
PAGES = {"index.md": INDEX, "papers/courier.md": COURIER, "tombstones.toml": STONES}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A project with retired pages."""
    return write_project(tmp_path / "source", PAGES)


def read(path: Path) -> BeautifulSoup:
    """A page of the site."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def one(page: BeautifulSoup, selector: str) -> Tag:
    """The only element of its kind."""
    (found,) = page.select(selector)
    return found


@pytest.mark.parametrize(
    ("builder", "file", "target"),
    [
        ("html", "old/courier.html", "../papers/courier.html#the-courier"),
        ("dirhtml", "old/courier/index.html", "../../papers/courier/#the-courier"),
    ],
)
def test_retired_page_leads_on(
    source: Path, tmp_path: Path, builder: str, file: str, target: str
) -> None:
    """By whatever steps, it leads to the last of them: at once, and by a plain link."""
    assert "" == build(source, tmp_path, builder)
    page = read(tmp_path / builder / file)
    assert f"0; url={target}" == one(page, "noscript meta[http-equiv=refresh]")["content"]
    assert target == one(page, "link[rel=canonical]")["href"] == one(page, "script")["data-to"]
    assert target in [link["href"] for link in page.find_all("a")]
    assert "Papers <and> agencies are apart." in page.get_text()
    script = (tmp_path / builder / file).parent / str(one(page, "script")["src"])
    assert script.is_file()


def test_whole_address_is_canonical(source: Path, tmp_path: Path) -> None:
    """Where the address of the site is known, search engines are told it; links stay relative."""
    build(source, tmp_path, "html", html_baseurl="https://example.org/news/")
    page = read(tmp_path / "html/media.html")
    target = "papers/courier.html#the-courier"
    assert f"https://example.org/news/{target}" == one(page, "link[rel=canonical]")["href"]
    assert target == one(page, "script")["data-to"]


def test_page_without_successor_tells_why(source: Path, tmp_path: Path) -> None:
    """What was removed for good gives its reason, and the way home."""
    build(source, tmp_path, "html")
    page = read(tmp_path / "html/old/rumours.html")
    assert "None was left." in page.get_text()
    assert ["../index.html"] == [link["href"] for link in page.find_all("a")]
    assert [] == page.select("script, link, meta[http-equiv=refresh]")


def test_redirects_follow_their_file(source: Path, tmp_path: Path) -> None:
    """A page that is renamed leaves a redirect, which goes when it is withdrawn."""
    build(source, tmp_path, "html")
    (source / "papers/courier.md").rename(source / "papers/the-courier.md")
    (source / "index.md").write_text(INDEX.replace("papers/courier", "papers/the-courier"), "utf-8")
    moved = '["/papers/courier"]\nreason = "x"\nreplaced_by = "/papers/the-courier"\nsince = "2031"'
    (source / "tombstones.toml").write_text(moved, "utf-8")
    assert "" == build(source, tmp_path, "html")
    page = read(tmp_path / "html/papers/courier.html")
    assert "the-courier.html" == one(page, "script")["data-to"]
    assert not (tmp_path / "html/old").exists()
    (source / "tombstones.toml").unlink()
    assert "" == build(source, tmp_path, "html")
    assert not (tmp_path / "html/papers/courier.html").exists()
    assert (tmp_path / "html/papers/the-courier.html").is_file()


def test_page_that_came_back_is_not_overwritten(source: Path, tmp_path: Path) -> None:
    """A page in the place of a redirect is a problem, and stays what its author wrote."""
    build(source, tmp_path, "html")
    (source / "media.md").write_text("---\norphan: true\n---\n\n# Media\n", "utf-8")
    reported = build(source, tmp_path, "html")
    assert "tombstones.toml:6: WARNING: the page '/media' was retired, and there is" in reported
    assert "Media" == read(tmp_path / "html/media.html").h1.contents[0]
    (source / "tombstones.toml").unlink()
    build(source, tmp_path, "html")
    assert (tmp_path / "html/media.html").is_file()


def test_no_tombstone_writes_elsewhere(source: Path, tmp_path: Path) -> None:
    """Names that no page can have are told, and nothing is written for them."""
    names = ["/../up", "//up", "/_static/x", "/.hidden", "/a\\\\b", "/search", "/", "/a/"]
    names += [f"/{'a' * 300}", f"/a/{'ä' * 101}/b"]
    stones = "".join(f'["{name}"]\nreason = "x"\nsince = "2031"\n\n' for name in names)
    (source / "tombstones.toml").write_text(stones, "utf-8")
    reported = build(source, tmp_path, "html")
    assert len(names) == reported.count("can be no page")
    assert "retired" not in (tmp_path / "html/search.html").read_text("utf-8")
    assert [] == [*tmp_path.glob("up*"), *(tmp_path / "html").glob(".hidden*")]


def test_pages_are_read_from_an_inventory(source: Path, tmp_path: Path) -> None:
    """The names of all pages stand in the inventory; a broken one names none."""
    build(source, tmp_path, "html")
    assert ["/index", "/papers/courier"] == [*read_pages(tmp_path / "html/objects.inv")]
    (tmp_path / "html/objects.inv").write_bytes(b"# one\n\xff")
    assert [] == [*read_pages(tmp_path / "html/objects.inv")]
    assert [] == [*read_pages(tmp_path / "nowhere")]
