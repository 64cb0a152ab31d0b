"""The day on which a page was last changed, from a real repository."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from history import FIRST, commit, git
from projects import CONF, build, write_project
from sphinx_dossier.sphinx.git_days import days_of, read_checkout

if TYPE_CHECKING:
    from pathlib import Path

ACTOR = """\
# {name}

:::{{actor}} {name}
:id: {id}
:kind: media
A paper.
:::

:::{{claim}} {id}-storm
:by: {id}
:act: asserts
:said: 2031-03-04
:cites: courier-2031
:searched: the archive
A storm came, says [the paper](#{id}).
:::
"""
SOURCE = "@online{courier-2031,\n title = {Storm},\n langid = {en},\n date = {2031-03-04}\n}\n"
INDEX = "# Storm\n\n```{toctree}\none\npapers/zwölf ö\n```\n\n```{bibliography}\n:all:\n```\n"
PAGES = {
    "index.md": INDEX,
    "one.md": ACTOR.format(name="The Courier", id="the-courier"),
    "papers/zwölf ö.md": ACTOR.format(name="The Herald", id="the-herald"),
    "sources.bib": SOURCE,
}
SECOND = "2031-05-02"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A project in a folder of a repository, committed twice."""
    folder = write_project(tmp_path / "repository" / "site", PAGES, CONF)
    git(tmp_path / "repository", "init", "--quiet")
    commit(tmp_path / "repository", FIRST)
    (folder / "one.md").write_text(PAGES["one.md"] + "\nMore of it.\n", "utf-8")
    commit(tmp_path / "repository", SECOND)
    return folder


def read(out: Path, name: str) -> BeautifulSoup:
    """A page that was built."""
    return BeautifulSoup((out / "html" / name).read_text(encoding="utf-8"), "html.parser")


def as_of(out: Path, name: str) -> str:
    """The line below the title of a page."""
    line = read(out, name).select_one(".dossier-as-of")
    assert line is not None
    return line.get_text()


def files(out: Path) -> dict[str, bytes]:
    """The pages and the site map of a build."""
    folder = out / "html"
    found = [*folder.rglob("*.html"), *folder.glob("sitemap.xml")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_page_tells_when_it_was_changed(source: Path, tmp_path: Path) -> None:
    """The line below the title ends with the day of the page's last commit, as do its metadata."""
    assert "" == build(source, tmp_path, "html", html_baseurl="https://example.org/")
    assert as_of(tmp_path, "one.html").endswith(" · last changed 2 May 2031")
    assert as_of(tmp_path, "papers/zwölf ö.html").endswith(" · last changed 1 April 2031")
    reported = read(tmp_path, "one.html").find("meta", property="article:modified_time")
    assert reported is not None
    assert SECOND == reported["content"]
    sitemap = (tmp_path / "html" / "sitemap.xml").read_text("utf-8")
    assert f"one.html</loc><lastmod>{SECOND}</lastmod>" in sitemap


@pytest.mark.parametrize("jobs", [1, 2])
def test_commit_renews_what_it_touches(source: Path, tmp_path: Path, jobs: int) -> None:
    """After a commit that changes days only, incremental equals fresh, and no more is written."""
    kept, fresh, page = tmp_path / "kept", tmp_path / "fresh", source / "papers/zwölf ö.md"
    page.write_text(PAGES["papers/zwölf ö.md"] + "\nMore of it.\n", "utf-8")
    build(source, kept, "html", jobs)
    assert "1 April 2031" in as_of(kept, "papers/zwölf ö.html")
    untouched = (kept / "html/one.html").stat().st_mtime_ns
    commit(source, "2031-06-03")
    build(source, kept, "html", jobs)
    assert "3 June 2031" in as_of(kept, "papers/zwölf ö.html")
    assert untouched == (kept / "html/one.html").stat().st_mtime_ns
    build(source, fresh, "html")
    assert files(fresh) == files(kept)


def test_uncommitted_page_has_no_day(source: Path, tmp_path: Path) -> None:
    """A page that git does not know yet says nothing of it, and nothing is warned of."""
    (source / "one.md").rename(source / "two.md")
    (source / "index.md").write_text(INDEX.replace("one", "two"), "utf-8")
    assert "" == build(source, tmp_path, "html")
    assert "last changed" not in as_of(tmp_path, "two.html")


def test_part_of_the_history_tells_nothing(source: Path, tmp_path: Path) -> None:
    """A shallow clone would give every page the day of its only commit."""
    clone = tmp_path / "clone"
    address = (tmp_path / "repository").as_uri()
    git(tmp_path, "clone", "--quiet", "--depth", "1", address, str(clone))
    assert "" == build(clone / "site", tmp_path, "html")
    assert "last changed" not in as_of(tmp_path, "one.html")


def test_without_a_repository(source: Path, tmp_path: Path) -> None:
    """A folder outside any repository is built without days."""
    shutil.rmtree(tmp_path / "repository" / ".git")
    assert "" == build(source, tmp_path, "html")
    assert "last changed" not in as_of(tmp_path, "one.html")


def test_without_git(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed, the build neither fails nor warns."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "" == build(source, tmp_path, "html")
    assert "last changed" not in as_of(tmp_path, "one.html")


def test_settings_of_git_change_no_day(source: Path) -> None:
    """Colours, signatures, relative names and merges are as git has them by default."""
    wanted = days_of(read_checkout(source))
    assert {"conf.py", "index.md", "one.md", "papers/zwölf ö.md", "sources.bib"} == wanted.keys()
    for name, value in (
        ("color.ui", "always"),
        ("log.showSignature", "true"),
        ("diff.relative", "false"),
        ("core.quotePath", "true"),
        ("log.date", "relative"),
    ):
        git(source, "config", name, value)
    days_of.cache_clear()
    assert wanted == days_of(read_checkout(source))


def test_repository_without_a_commit(tmp_path: Path) -> None:
    """A repository that has just begun knows no days."""
    git(tmp_path, "init", "--quiet")
    assert {} == days_of(read_checkout(tmp_path))
