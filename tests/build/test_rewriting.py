"""Cases in which an incremental build could miss a page, write too much, or remove too much."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from edits import CONF, DraftObject
from projects import build, write_project
from sites import Site
from sphinx_dossier.sphinx import domain

if TYPE_CHECKING:
    from pathlib import Path


def _rename_actor(site: Site) -> None:
    """Change a name that other pages show."""
    actor = next(object_ for _, object_ in site.draft.objects() if object_.id == "ines-dovrin")
    actor.name = "Inês Dovrin"
    site.save()


def _times(site: Site) -> dict[str, int]:
    """When each page was last written."""
    folder = site.output / "html"
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*.html")
    }


def test_nothing_to_do(site: Site) -> None:
    """A build without an edit writes no page, and tells the same problems again."""
    reported, before = site.build(), _times(site)
    assert reported == site.build()
    assert [] == site.differences("html", reported)
    generated = {"404.html", "genindex.html", "search.html"}
    assert generated >= {name for name, time in _times(site).items() if time != before[name]}


def test_nothing_is_asked_where_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build without an edit reads no file beside the pages, and makes no index of them."""
    library = tmp_path / "library.js"
    library.write_text("", "utf-8")
    # Sphinx's own index of the search would ask for all objects.
    site = Site(
        tmp_path, dossier_search_library=str(library), html_baseurl="https://example.org/storm/"
    )
    site.save()
    reported = site.build()
    with monkeypatch.context() as patched:
        patched.setattr(domain, "read_outside_files", None)
        assert reported == site.build()
    assert [] == site.differences("html", reported)


@pytest.mark.parametrize(
    "name", ["data/dossier.json", "data/objects/people.json", "data/objects.json"]
)
def test_removed_data_come_back(site: Site, name: str) -> None:
    """A file of the data that somebody removed is there again after the next build."""
    path = site.output / "html" / name
    before = path.read_bytes()
    path.unlink()
    site.build()
    assert before == path.read_bytes()


def test_only_showing_pages_are_written(site: Site) -> None:
    """An edit of an object writes the pages that show it, and leaves alone those that do not."""
    before = _times(site)
    _rename_actor(site)
    site.build()
    written = {name for name, time in _times(site).items() if time != before[name]}
    assert {"people.html", "storm.html", "times.html"} <= written
    assert written.isdisjoint({"notes.html", "sources.html"})


def test_some_pages_only(site: Site) -> None:
    """Pages that a build of chosen files leaves out stay stale until they are written."""
    _rename_actor(site)
    site.build("html", 1, "people.md")
    assert [] != site.differences("html", [])
    assert [] == site.differences("html", site.build())


def test_failed_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that breaks off after reading takes no page from the next one."""
    _rename_actor(site)

    def fail(builder: StandaloneHTMLBuilder, docname: str, doctree: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(StandaloneHTMLBuilder, "write_doc", fail)
        with pytest.raises(OSError, match="no space left"):
            site.build()
    assert [] == site.differences("html", site.build())


def test_two_builders_in_one_folder(site: Site) -> None:
    """A builder that writes into the folder of another does not take its pages for its own."""
    (site.output / "dummy").symlink_to(site.output / "html", target_is_directory=True)
    _rename_actor(site)
    site.build("dummy")
    problems = site.build()
    (site.output / "html" / ".dossier-dummy.json").unlink()
    assert [] == site.differences("html", problems)


def test_included_file_and_two_builders(site: Site) -> None:
    """A change of an included file reaches a builder that did not read it."""
    site.write("words.txt", "Some words.")
    site.write("notes.md", "# Notes\n\n```{include} words.txt\n```\n")
    site.build()
    site.write("words.txt", "Other words.")
    site.build("dirhtml")
    assert [] == site.differences("html", site.build())


def test_renamed_sides_and_two_builders(site: Site) -> None:
    """A setting that only readings take up reaches a builder that did not read."""
    site.build("dirhtml")
    site.write("conf.py", CONF.replace('"Sea"', '"Open sea"'))
    site.build("dirhtml")
    assert [] == site.differences("html", site.build())


def test_new_file_of_sources(site: Site) -> None:
    """A further .bib file in conf.py comes into the bibliography at once."""
    site.write("more.bib", "@online{more-2031,\n  title = {More},\n  langid = {en},\n}\n")
    site.write("conf.py", CONF.replace('["sources.bib"]', '["sources.bib", "more.bib"]'))
    assert [] == site.differences("html", site.build())


def test_older_file_of_sources(site: Site) -> None:
    """Sources that are newer than their file's time, as after a checkout, are found."""
    entry = "@online{more-2031,\n  title = {More},\n  langid = {en},\n}\n"
    sources = site.source / "sources.bib"
    sources.write_text(sources.read_text(encoding="utf-8") + entry, encoding="utf-8")
    os.utime(sources, (1_000_000_000, 1_000_000_000))
    assert [] == site.differences("html", site.build())


def test_path_that_arrives(site: Site) -> None:
    """A link to a page that is not there yet works as soon as it is."""
    site.write("notes.md", "# Notes\n\nSee [it](later.md) and [](later.md).\n")
    site.build()
    site.write("later.md", "# Later\n")
    assert [] == site.differences("html", site.build())


def test_page_in_place_of_a_generated_one(site: Site) -> None:
    """Removing the page ``genindex`` leaves the index that Sphinx then writes itself."""
    site.write("genindex.md", "# Index\n")
    site.build()
    (site.source / "genindex.md").unlink()
    # Sphinx forgets its own label of that name with the page; the file is what matters here.
    differences = " ".join(site.differences("html", site.build()))
    assert "genindex.html:" not in differences
    assert "missing:" not in differences


def test_page_that_becomes_a_folder(site: Site) -> None:
    """Where addresses are folders, the page that takes the address of a removed one stays."""
    site.build("dirhtml")
    site.draft.pages["storm/index"] = site.draft.pages.pop("storm")
    site.draft.toctree[site.draft.toctree.index("storm")] = "storm/index"
    site.save()
    assert [] == site.differences("dirhtml", site.build("dirhtml"))


def test_pages_with_like_names(site: Site) -> None:
    """Removing a page takes its own copy of the source only, and no empty folder stays."""
    site.write("notes.more.md", "# More notes\n")
    (site.source / "notes.md").unlink()
    (site.source / "deep" / "rivals.md").unlink()
    (site.source / "deep" / "report.md").unlink()
    assert [] == site.differences("html", site.build())
    assert not (site.output / "html" / "deep").exists()


def test_page_with_a_drawing_is_read_once(tmp_path: Path) -> None:
    """A safe copy of it is made while the page is read, which is no reason to read it again."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n'
    pages = {"index.md": "# Port\n\n![A port](port.svg)\n", "port.svg": drawing}
    source, document = (
        write_project(tmp_path / "source", pages),
        tmp_path / "doctrees/index.doctree",
    )
    os.utime(source / "port.svg", (1_000_000_000, 1_000_000_000))
    time.sleep(0.03)
    build(source, tmp_path, "html")
    before = document.stat().st_mtime_ns
    build(source, tmp_path, "html")
    assert before == document.stat().st_mtime_ns
    (source / "port.svg").write_text(drawing.replace("9", "8"), "utf-8")
    os.utime(source / "port.svg", (1_000_000_000, 1_000_000_000))
    build(source, tmp_path, "html")
    assert 'width="8"' in (tmp_path / "html/_images/port.svg").read_text("utf-8")


def test_circle_of_contents(site: Site) -> None:
    """A table that leads back is cut, and is whole again when another one leads there no more."""
    site.draft.pages["storm"][1].append("```{toctree}\nindex\n```")
    site.save()
    problems = site.build()
    assert any("[dossier.toctree_circle]" in problem for problem in problems)
    assert [] == site.differences("html", problems)
    site.draft.toctree.remove("storm")
    site.save()
    assert [] == site.differences("html", site.build())


def test_numbered_contents_within_each_other(site: Site) -> None:
    """The outermost table gives the numbers, whichever was written first."""
    site.draft.numbered = ":numbered:\n"
    site.draft.pages["deep/rivals"][1].append("```{toctree}\n:numbered:\n\n/storm\n/places\n```")
    site.save()
    assert [] == site.differences("html", site.build())
    page = (site.output / "html" / "storm.html").read_text(encoding="utf-8")
    assert "<title>3. The storm" in page


def test_two_objects_of_one_id_on_a_page(site: Site) -> None:
    """An id that stands for an actor and again for a claim on one page is told, and no more."""
    copy = DraftObject("claim", "river-wire", "", {"by": ["ines-dovrin"]}, "It said so.")
    site.draft.pages["people"][1].append(copy)
    site.save()
    problems = site.build()
    assert any("duplicate_id" in problem for problem in problems)
    assert [] == site.differences("html", problems)
