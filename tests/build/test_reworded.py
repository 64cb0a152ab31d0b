"""Where only prose was edited, the answers, the data and the problems of before hold."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from edits import Edit, apply
from noted_calls import NotedCalls
from projects import CONF, ONE_CLAIM, WIRE, build, write_project
from sites import Site
from sphinx_dossier.core import checks, index
from sphinx_dossier.exports import bundle, search_rows
from sphinx_dossier.sphinx.build import page_digests

if TYPE_CHECKING:
    from collections.abc import Callable

    from edits import Draft


def _with_search(folder: Path) -> Site:
    """A site whose search is ours: of the library only its name is asked for."""
    library = folder / "library.js"
    library.write_text("", "utf-8")
    return Site(folder, dossier_search_library=str(library))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The first draft, built, with our search."""
    site = _with_search(tmp_path)
    site.save()
    site.build()
    return site


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> NotedCalls:
    """Every asking of all answers, for all data, all problems and all rows of the search."""
    return NotedCalls(
        monkeypatch,
        (page_digests, "page_digests"),
        (bundle, "data_files"),
        (checks, "check"),
        (search_rows, "rows_of_objects"),
        (index, "instants_of"),
    )


def _reword(draft: Draft) -> None:
    draft.pages["deep/rivals"][1].insert(0, "Some **new** words of nobody.")


def _changed(site: Site, before: dict[str, int]) -> set[str]:
    """The files that a build has written, but for those that every build writes."""
    return {name for name, time in site.times().items() if before.get(name) != time}


def test_rewording_asks_for_nothing_else(site: Site, asked: NotedCalls) -> None:
    """Only the page is written, the rows of the search and what language models are told."""
    asked.clear()
    before = site.times()
    _reword(site.draft)
    site.save()
    problems = site.build()
    assert [] == asked
    changed = _changed(site, before)
    assert {"deep/rivals.html", "llms.txt"} <= changed
    assert not [name for name in changed if name.startswith(("data/", "cards/", "cite/"))]
    assert "objects.inv" not in changed
    assert "storm.html" not in changed
    assert [] == site.differences("html", problems)


def test_link_moves_to_another_section(site: Site, asked: NotedCalls) -> None:
    """The page has the same links, but two rows of the search name other objects than before."""
    lines = site.draft.pages["deep/rivals"][1]
    lines[:0] = ["One more.", "It was [](#reef).", "## More", "Less."]
    site.save()
    site.build()
    asked.clear()
    lines[1], lines[3] = lines[3], lines[1]
    site.save()
    problems = site.build()
    assert ["rows_of_objects"] == asked
    assert [] == site.differences("html", problems)


def _add_problem(draft: Draft) -> None:
    draft.pages["deep/rivals"][1].insert(0, "He is called Inez Dovrinn.")


def test_problem_of_prose_is_reported(site: Site, asked: NotedCalls) -> None:
    """Beside all others that there are, at each build until it is mended."""
    before = site.build()
    _add_problem(site.draft)
    site.save()
    problems = site.build()
    assert [] == asked
    assert {"garbled_name"} == {one.rpartition("[dossier.")[2][:-1] for one in problems} - {
        one.rpartition("[dossier.")[2][:-1] for one in before
    }  # fmt: skip
    assert problems == site.build()
    assert [] == site.differences("html", problems)
    del site.draft.pages["deep/rivals"][1][0]
    site.save()
    assert before == site.build()


def _move_lines_of_a_problem(draft: Draft) -> None:
    draft.pages["notes"][1].insert(0, "One more line.\n\nAnd one more.")


def _name_an_object(draft: Draft) -> None:
    draft.pages["deep/rivals"][1].insert(0, "It was [](#reef).")


def _add_heading(draft: Draft) -> None:
    draft.pages["deep/rivals"][1].insert(0, "## More")


def _edit_a_source(draft: Draft) -> None:
    _reword(draft)
    draft.entries["gazette-2031"]["note"] = "Seen in print"


MORE: dict[str, Callable[[Draft], None]] = {
    "a problem is in the page": _move_lines_of_a_problem,
    "an object is named": _name_an_object,
    "a heading is new": _add_heading,
    "a source has changed too": _edit_a_source,
}


@pytest.mark.parametrize("edit", MORE.values(), ids=MORE)
def test_more_than_prose_asks_for_all(
    edit: Callable[[Draft], None], site: Site, asked: NotedCalls
) -> None:
    """Whatever another page, a file of data or a problem can show of the edit."""
    edit(site.draft)
    site.save()
    problems = site.build()
    assert {"page_digests", "data_files"} <= {*asked}
    assert [] == site.differences("html", problems)


def test_another_builder_has_read_it(site: Site, asked: NotedCalls) -> None:
    """What one has read for itself is new to the other."""
    site.build("dirhtml")
    site.draft.pages["deep/rivals"][1].insert(0, "It was [](#reef).")
    site.save()
    site.build("dirhtml")
    _reword(site.draft)
    site.save()
    asked.clear()
    problems = site.build("html")
    assert {"page_digests", "data_files"} <= {*asked}
    assert [] == site.differences("html", problems)


OWN_CHECK = """
from sphinx_dossier import api

def find(index):
    for where, text in index.pages["index"].prose:
        if "tempest" in text:
            yield api.own_problem("a tempest", where)

def setup(app):
    api.add_check(app, find)
"""


def test_code_of_the_project_sees_every_edit(tmp_path: Path) -> None:
    """A check of its own may read prose too."""
    page = f"# Storm\n\nIt rained.\n\n{ONE_CLAIM}"
    files = {"index.md": page, "sources.bib": WIRE}
    source = write_project(tmp_path / "source", files, CONF + OWN_CHECK)
    assert "a tempest" not in build(source, tmp_path, "html")
    (source / "index.md").write_text(page.replace("rained", "was a tempest"), encoding="utf-8")
    assert "a tempest" in build(source, tmp_path, "html")


REWORDINGS = st.lists(
    st.builds(
        Edit,
        st.sampled_from(["add_prose", "remove_words"]),
        st.integers(0, 99),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    min_size=4,
    max_size=12,
)


@given(edits=REWORDINGS)
@settings(max_examples=3, deadline=None, derandomize=True, phases=[Phase.generate], database=None)
def test_random_rewordings(edits: list[Edit]) -> None:
    """One edit a build: each is as good as a fresh one, whichever way it took."""
    with TemporaryDirectory() as folder:
        site = _with_search(Path(folder))
        site.save()
        site.build()
        for edit in edits:
            apply(edit, site.draft)
            site.save()
            assert [] == site.differences("html", site.build()), edit
