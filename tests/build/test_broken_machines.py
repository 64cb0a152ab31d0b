"""Whatever a machine does to files, times and processes: the next build is as a fresh one.

Each test begins with a copy of the first draft and of what was built of it, and ends there again:
what it should look like then is known, and need not be built anew.
"""

from __future__ import annotations

import os
from typing import NamedTuple

import pytest

from edits import SETTINGS, Times
from faults import Fault, armed
from sites import Site, compare, files_of

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be forked here")
BUILDERS = ("html", "dirhtml")


class Machine(NamedTuple):
    """A site that is built, the files of that build, and those of the edited site."""

    site: Site
    good: dict[str, dict[str, bytes]]
    edited: dict[str, dict[str, bytes]]

    def check(self, wanted: dict[str, dict[str, bytes]], builder: str = "html") -> None:
        """Build, and compare with what a fresh build has given."""
        self.site.build(builder)
        assert [] == compare(wanted[builder], files_of(self.site.output / builder))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """The first draft, built by two builders."""
    site = Site(tmp_path_factory.mktemp("machine"))
    site.save()
    site.back_up()
    edit(site)
    edited = {builder: site.build_fresh(builder) for builder in BUILDERS}
    site.put_back()
    good = {builder: site.build_fresh(builder) for builder in BUILDERS}
    # After another builder all pages would be read again, whatever a test has done.
    for builder in reversed(BUILDERS):
        site.build(builder)
    site.back_up_output()
    return Machine(site, good, edited)


@pytest.fixture
def machine(built: Machine) -> Machine:
    """The same, whatever the test before has left."""
    built.site.put_back()
    built.site.put_back_output()
    return built


def edit(site: Site) -> None:
    """Change a file of each type: prose, objects, sources, passages, all that lies beside."""
    draft = site.draft
    draft.pages["notes"][1].append("More is said here.")
    draft.pages["people"][1].append("## A heading, and [](#reef)")
    next(one for _, one in draft.objects() if one.id == "reef").name = "Outer reef"
    draft.pages["new"] = ("New", ["A page that was not there."])
    draft.toctree[draft.toctree.index("times")] = "new"
    del draft.pages["times"]
    draft.entries["gazette-2031"]["publisher"] = "Gazetta"
    draft.report[1] = draft.report[1].replace("three", "seven")
    draft.retired = {"/old/storm": "/places", "/old/reef": ""}
    draft.published.append("reef")
    draft.numbered = ":numbered:\n"
    for name, text in draft.side_files.items():
        draft.side_files[name] = other_words(text)
    site.save()


def other_words(text: str) -> str:
    """Another text of the same length."""
    for one, other in (("10", "11"), ("was", "its"), ("red", "tan"), (" 0", " 1"), ("sey", "sai")):
        text = text.replace(one, other)
    return text


@pytest.mark.parametrize("times", [Times.OLD, Times.SAME], ids=["older", "equal"])
@pytest.mark.parametrize(
    "name",
    [
        *("notes.md", "people.md", "sources.bib", "sources/courier-2031.passages.json"),
        *("boundaries.json", "tombstones.toml", "ids.txt", "snippets/said.txt"),
        *("pictures/port.svg", "_static/own.css", "_templates/dossier-mentions.html"),
    ],
)
def test_file_with_another_time(machine: Machine, name: str, times: Times) -> None:
    """Other contents of the same length are taken up under an older or the same time."""
    path = machine.site.source / name
    text = path.read_text(encoding="utf-8")
    other = (
        text.replace("a", "e") if name.endswith((".md", ".bib", "s.json")) else other_words(text)
    )
    other = other.replace("storm", "notes").replace("alda", "reef") if other == text else other
    assert text != other
    assert len(text) == len(other)
    path.write_text(other, encoding="utf-8")
    machine.site.build()
    time = 10**18 if times is Times.OLD else path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(time, time))
    machine.check(machine.good)


def test_page_saved_while_it_is_read(machine: Machine) -> None:
    """What an editor writes while Sphinx reads the page is taken up by the next build."""
    path = machine.site.source / "notes.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nFirst.\n", encoding="utf-8")
    armed.append(Fault("doctree-read", does=lambda: path.write_text(text, encoding="utf-8")))
    machine.site.build()
    armed.clear()
    machine.check(machine.good)


LOST = [
    *("notes.html", "deep/rivals.html", "index.html", "data/dossier.json", "cards/storm.js"),
    *("data/objects/places.json", "data/claims.csv", "cite/storm.bib", "_images/port.svg"),
    *("_sources/storm.md.txt", "_static/own.css", "searchindex.js", "objects.inv", "search.html"),
    *("genindex.html", "404.html", "old/storm.html", ".buildinfo", ".dossier-html.json"),
    *(".dossier-html-moved.json", "../doctrees/notes.doctree", "../doctrees/environment.pickle"),
]
"""A file of each kind that a build leaves."""


@pytest.mark.parametrize("is_emptied", [False, True], ids=["removed", "emptied"])
@pytest.mark.parametrize("name", LOST)
def test_output_that_is_lost(machine: Machine, name: str, is_emptied: bool) -> None:
    """What somebody has removed or emptied is there again after the next build."""
    path = machine.site.output / "html" / name
    path.unlink()
    if is_emptied:
        path.write_bytes(b"")
    machine.check(machine.good)


def test_download_and_folders_that_are_lost(machine: Machine) -> None:
    """So are whole folders of the output."""
    folder = machine.site.output / "html"
    for name in ("_downloads", "_images", "data", "cards", "cite", "deep", "_static"):
        (folder / name).rename(folder.with_name(f"lost-{name}"))
        machine.check(machine.good)


FAULTS = {
    "reading": Fault("doctree-read", time=3),
    "read": Fault("env-updated", priority=1),
    "stored": Fault("env-check-consistency"),
    "storing": Fault(half_written="environment.pickle"),
    "storing a page": Fault(half_written="people.doctree"),
    "writing": Fault("html-page-context", priority=999, time=3),
    "writing a page": Fault(half_written="people.html"),
    "written": Fault("html-collect-pages", priority=999),
    "writing a retired page": Fault(half_written="old/reef.html"),
    "writing the search": Fault(half_written="searchindex.js.tmp"),
    "writing a citation": Fault(half_written="cite/places.bib"),
    "before the data": Fault("build-finished", priority=1),
    "writing the data": Fault(half_written="data/dossier.json"),
    "writing an object": Fault(half_written="objects/places.json"),
    "writing a card": Fault(half_written="cards/places.js"),
    "writing what is kept": Fault(half_written=".dossier-html.json.new"),
    "before the end": Fault("build-finished", priority=900),
}
"""Where a build may break off."""
IN_FOLDERS = ("reading", "stored", "writing", "before the data")


@needs_fork
@pytest.mark.parametrize(
    ("name", "builder", "jobs"),
    [
        *((name, "html", 1) for name in FAULTS),
        *((name, "dirhtml", 2) for name in IN_FOLDERS),
    ],
)
def test_build_that_is_killed(machine: Machine, name: str, builder: str, jobs: int) -> None:
    """The next build is right, whether the edit is put back, with its old times, or kept."""
    site = machine.site
    site.build(builder)
    edit(site)
    assert site.kill(FAULTS[name], builder, jobs)
    site.put_back()
    machine.check(machine.good, builder)
    edit(site)
    assert site.kill(FAULTS[name], builder, jobs)
    machine.check(machine.edited, builder)


BESIDE = ("sources.bib", "tombstones.toml", "boundaries.json", "sources/courier-2031.passages.json")


@needs_fork
@pytest.mark.parametrize("fault", ["stored", "writing the data", "before the end"])
def test_file_beside_the_pages_that_is_put_back(machine: Machine, fault: str) -> None:
    """No page is read, and none of what the killed build has written stays."""
    edit(machine.site)
    changed = {name: (machine.site.source / name).read_bytes() for name in BESIDE}
    machine.site.put_back()
    machine.site.build()
    for name, content in changed.items():
        (machine.site.source / name).write_bytes(content)
    assert machine.site.kill(FAULTS[fault])
    machine.site.put_back()
    machine.check(machine.good)


def test_build_that_fails(machine: Machine) -> None:
    """A build that ends with an error of the disk takes nothing from the next one."""
    edit(machine.site)
    armed.append(Fault("html-page-context", time=4, error=OSError))
    with pytest.raises(Exception, match="no space left"):
        machine.site.build()
    armed.clear()
    machine.site.put_back()
    machine.check(machine.good)


@pytest.mark.parametrize("name", SETTINGS)
def test_setting_that_changes(machine: Machine, name: str) -> None:
    """Another value of a setting reaches every file, and so does its old one."""
    site = machine.site
    site.draft.settings[name] = SETTINGS[name][0]
    site.save()
    assert [] == site.differences("html", site.build())
    site.put_back()
    machine.check(machine.good)


@needs_fork
@pytest.mark.parametrize("name", ["html_title", "html_theme", "dossier_as_of", "language"])
@pytest.mark.parametrize("fault", ["read", "writing", "before the data"])
def test_setting_of_a_killed_build(machine: Machine, name: str, fault: str) -> None:
    """Sphinx notes new settings before it writes anything; the pages are written all the same."""
    site = machine.site
    site.draft.settings[name] = SETTINGS[name][0]
    site.save()
    assert site.kill(FAULTS[fault])
    if fault == "writing":
        assert [] == site.differences("html", site.build())
        site.save()
        site.draft.settings.clear()
        site.save()
        assert site.kill(FAULTS[fault])
    site.put_back()
    machine.check(machine.good)


def test_code_of_the_settings(machine: Machine) -> None:
    """``conf.py`` can change how pages are read, without a setting that Sphinx would compare."""
    path = machine.site.source / "conf.py"
    handler = "\ndef setup(app):\n    app.connect('source-read', read)\n\n"
    handler += "def read(app, name, text):\n    text[0] = text[0].replace('storm', 'gale')\n"
    path.write_text(path.read_text(encoding="utf-8") + handler, encoding="utf-8")
    assert [] == machine.site.differences("html", machine.site.build())
    machine.site.put_back()
    machine.check(machine.good)


def test_numbers_of_sections_go(machine: Machine) -> None:
    """Without ``:numbered:``, or without the page that had it, no page keeps a number."""
    site = machine.site
    site.draft.numbered = ":numbered:\n"
    site.draft.pages["part"] = ("Part", ["```{toctree}\n:numbered:\n\nplaces\n```"])
    site.draft.toctree[site.draft.toctree.index("places")] = "part"
    site.save()
    site.build()
    del site.draft.pages["part"]
    site.draft.toctree[site.draft.toctree.index("part")] = "places"
    site.save()
    assert [] == site.differences("html", site.build())
    site.draft.numbered = ""
    site.save()
    machine.check(machine.good)


def test_nothing_stays_of_what_goes(machine: Machine) -> None:
    """Of pages, objects, pictures, downloads and redirects neither a file nor a folder stays."""
    site = machine.site
    site.draft.pages["far/off"] = ("Far", ["![](/pictures/reef.svg)", ":::{map}\n:::"])
    people = site.draft.pages["people"][1]
    site.draft.pages["far/off"][1].extend(people)
    people.clear()
    site.draft.retired["/very/old"] = ""
    site.draft.toctree.append("far/off")
    site.save()
    site.build()
    site.put_back()
    machine.check(machine.good)
    for _, blocks in site.draft.pages.values():
        blocks.clear()
    site.draft.retired.clear()
    site.save()
    assert [] == site.differences("html", site.build())
