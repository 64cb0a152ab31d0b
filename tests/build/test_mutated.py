"""A build bears any damage of its files: a few seeds of the many that ``tools/mutate.py`` tries."""

from __future__ import annotations

import pytest
from judged_builds import CHECK, JudgedBuilds
from mutate import BASE, PAGES, files_of, judge

from sphinx_dossier.core import checks
from sphinx_dossier.core.model import Where
from sphinx_dossier.core.problems import Code, Problem

READ = [f"test/{number}" for number in range(30)]
ACTOR = b"\n```{actor} Pilot\n:id: another-pilot\n:kind: person\n```\n"
BUILT = [f"pages/{number}" for number in range(6)]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> JudgedBuilds:
    """The undamaged project, built once for each builder."""
    return JudgedBuilds(files_of(BASE), tmp_path_factory.mktemp("mutated"), (CHECK, PAGES))


@pytest.mark.parametrize("seed", READ)
def test_damaged_project_is_checked(builds: JudgedBuilds, seed: str) -> None:
    """No traceback, no problem without a place, no long wait."""
    failure = judge(builds, seed, CHECK)
    assert () == failure.faults, failure


@pytest.mark.parametrize("seed", BUILT)
def test_damaged_project_is_built(builds: JudgedBuilds, seed: str) -> None:
    """The same for whole builds, whose data a program can read."""
    failure = judge(builds, seed, PAGES)
    assert () == failure.faults, failure


def test_undamaged_project_has_no_fault(builds: JudgedBuilds) -> None:
    """The files are put back after each input, and the next build finds nothing wrong."""
    for builder in (CHECK, PAGES):
        assert () == builds.judge({}, builder).faults
    assert files_of(builds.source) == files_of(BASE)


def wrong_lines(_index: object) -> list[Problem]:
    """A check that names a line behind the end of a file, and a file that is not there."""
    return [
        Problem(Code.ORPHAN, "nothing links here", Where(str(page), line))
        for page, line in ((BASE / "index.md", 10**4), (BASE / "nowhere.md", 1))
    ]


def failing(_index: object) -> list[Problem]:
    """A check that breaks."""
    raise KeyError("name")


@pytest.mark.parametrize(
    ("check", "kinds"),
    [(failing, {"traceback"}), (wrong_lines, {"line outside", "no such file"})],
)
def test_faults_of_the_software_are_seen(
    builds: JudgedBuilds,
    monkeypatch: pytest.MonkeyPatch,
    check: object,
    kinds: set[str],
) -> None:
    """A check that breaks or names a wrong line is found, with the least damage that shows it."""
    monkeypatch.setattr(checks, "CHECKS", (check,))
    # Where only words change, no check is asked again.
    page = (BASE / "index.md").read_bytes() + ACTOR
    faults = builds.judge({"index.md": page}).faults
    assert kinds == {fault.partition(":")[0] for fault in faults}


def test_slow_build_is_seen(builds: JudgedBuilds) -> None:
    """The limit is a multiple of what the undamaged project takes."""
    assert builds.limit(CHECK) < 10
    verdict = builds.judge({}, CHECK, limit=1e-6)
    assert ["slow"] == [fault.partition(":")[0] for fault in verdict.faults]
