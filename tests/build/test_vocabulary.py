"""A dossier of another matter: its own kinds, acts and groups, and six sides."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import jsonschema
import pytest

from projects import build, write_project
from sites import compare, files_of
from sphinx_dossier.authoring.review_notes import NOTES, read_notes
from strike import CONF, PAGES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages of the strike, which no build warned of."""
    folder = tmp_path_factory.mktemp("strike")
    said = build(write_project(folder / "source", PAGES), folder / "out", "html")
    assert "" == said
    return folder / "out" / "html"


def data_of(built: Path) -> dict[str, dict[str, dict[str, object]]]:
    """The lists of the data, each by id."""
    data = json.loads((built / "data" / "dossier.json").read_text(encoding="utf-8"))
    schema = json.loads((built / "data" / "dossier.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    return {
        name: {row["id"]: row for row in rows}
        for name, rows in data.items()
        if isinstance(rows, list) and name != "vocabulary"
    }


def test_statuses_follow_what_an_act_is_like(built: Path) -> None:
    """A rebuttal denies, and pay is a quantity of which the numbers are rival figures."""
    data = data_of(built)
    nine = data["claims"]["nine"]
    assert "rival-figures" in nine["statuses"] and "denied" in nine["statuses"]  # type: ignore[operator]
    assert "rebuts" == data["claims"]["twelve"]["act"]
    assert {"contested"} == {one["state"] for one in data["questions"].values()}


def test_pages_have_the_words_of_the_matter(built: Path) -> None:
    """Labels, groups and kinds are those of the project, and none of another matter is there."""
    views = (built / "index.html").read_text(encoding="utf-8")
    for label in ("at the table", "other unions", "companies"):
        assert f">{label}<" in views
    claims = (built / "claims.html").read_text(encoding="utf-8")
    for label in ("went on strike", "rebutted", "demanded", "reckoned", "pay"):
        assert label in claims
    actors = (built / "actors.html").read_text(encoding="utf-8")
    assert all(label in actors for label in ("trade union", "company", "court", "speaker"))
    for path in built.rglob("*"):
        if path.suffix in (".html", ".js", ".json", ".jsonld") and "_static" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert "the parties" not in text and "other states" not in text, path


def test_reviewers_see_each_word_that_changes(tmp_path: Path) -> None:
    """The notes for `dossier diff` have each word and group, with its line of conf.py."""
    source = write_project(tmp_path / "source", PAGES)
    build(source, tmp_path / "out", "dossier-data")
    settings = read_notes((tmp_path / "out" / "dossier-data" / NOTES).read_text("utf-8")).settings
    text, place = settings["acts rebuts"]
    assert "like denies, rebutted" == text
    line = int(place.rpartition(":")[2])
    assert '"rebuts"' in CONF.splitlines()[line - 1]
    assert "2. union (below sides: other unions)" == settings["group unions"][0]
    assert "dossier_vocabulary" not in settings


def test_each_side_has_its_own_mark_everywhere(built: Path) -> None:
    """Timeline, figures, chain, relations and lists give each of six sides its own class."""
    views = (built / "index.html").read_text(encoding="utf-8")
    for position in range(6):
        for mark in (
            rf'class="dossier-side dossier-side-{position}"',
            rf'class="dossier-cell dossier-cell-side dossier-by-{position}"',
            rf'class="dossier-figure dossier-by-{position}[" ]',
            rf'class="dossier-shape dossier-by-{position}"',
        ):
            assert re.search(mark, views), mark
    assert re.search(r'<li class="dossier-by-0', views)
    assert "dossier-by-6" not in views


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"rebutted"', '"took issue"'),
        ('"like": "denies", ', '"like": "asserts", '),
        ('"at the table"', '"who bargains"'),
        ('"union": "trade union"', '"union": "guild"'),
        ('"ferries": "Ferry lines",\n', '"ferries": "Ferry lines",\n    "seventh": "Seventh",\n'),
        ('"strikes": {"like"', '"downs-tools": {"like"'),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_changed_vocabulary_is_built_as_if_afresh(
    tmp_path: Path, old: str, new: str, jobs: int
) -> None:
    """After a change of words, labels, groups or sides every file is that of a fresh build."""
    assert old in CONF
    plain = PAGES | {"conf.py": CONF.replace("pydata_sphinx_theme", "basic")}
    source = write_project(tmp_path / "source", plain)
    assert "" == build(source, tmp_path / "kept", "html", jobs)
    changed = plain["conf.py"].replace(old, new)
    (source / "conf.py").write_text(changed, encoding="utf-8")
    again = build(source, tmp_path / "kept", "html", jobs)
    fresh = build(source, tmp_path / "fresh", "html")
    assert again == fresh
    kept, wanted = (files_of(tmp_path / one / "html") for one in ("kept", "fresh"))
    assert [] == compare(wanted, kept)
    # Words that are gone are told at every build, not only when a page is read.
    assert fresh == build(source, tmp_path / "kept", "html", jobs)


def test_faults_are_told_at_their_lines_at_every_build(tmp_path: Path) -> None:
    """Each bad word has a problem at its own line of conf.py; the good ones are taken."""
    bad = CONF.replace('"like": "denies"', '"like": "deny"').replace(
        '"kinds": ["firm"]', '"kinds": ["firms"]'
    )
    source = write_project(tmp_path / "source", PAGES | {"conf.py": bad})
    lines = bad.split("\n")
    for _ in range(2):
        said = build(source, tmp_path / "out")
        told = [line for line in said.splitlines() if "/conf.py:" in line]
        places = [int(line.split("/conf.py:")[1].split(":")[0]) for line in told]
        assert ['"rebuts"' in lines[places[0] - 1], '"companies"' in lines[places[1] - 1]] == [
            True, True,
        ]  # fmt: skip
        assert 2 == len(told) and all("[dossier.bad_value]" in line for line in told)
        assert "not 'rebuts' [dossier.bad_value]" in said
        assert "not 'strikes'" not in said


def test_seventh_side_is_a_problem_that_says_so(tmp_path: Path) -> None:
    """There are six marks: the seventh side is told, and its figures keep their name."""
    conf = CONF.replace('"court": "Labour court",\n', '"court": "Court",\n    "sea": "The sea",\n')
    source = write_project(tmp_path / "source", PAGES | {"conf.py": conf})
    said = build(source, tmp_path / "out", "html")
    assert 1 == said.count("WARNING")
    assert "dossier_sides names 7 sides, and there are marks for 6" in said
    assert "without a mark are sea [dossier.bad_value]" in said
