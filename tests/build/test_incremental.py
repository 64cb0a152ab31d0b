"""After any edit, an incremental build must give what a fresh one gives, byte for byte.

``DOSSIER_WALKS=50`` takes so many long random walks a test, instead of the few of a usual run.
"""

from __future__ import annotations

import os
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sphinx.errors import ExtensionError

from edits import EDITS, Draft, DraftObject, Edit, Times, apply
from faults import Fault, armed
from history import commit, git
from sites import Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

LONG = int(os.environ.get("DOSSIER_WALKS", "0"))
WALK = settings(
    max_examples=LONG or 6,
    deadline=None,
    derandomize=not LONG,
    phases=list(Phase) if LONG else [Phase.generate],
    database=None,
    suppress_health_check=list(HealthCheck),
)
STEPS = (20, 40) if LONG else (1, 12)


class Trouble(NamedTuple):
    """What happens to the machine between edits and build: a name of :data:`TROUBLES`."""

    name: str = ""
    what: int = 0
    how: int = 0


class Step(NamedTuple):
    """Some edits, then a build by one builder with so many jobs."""

    edits: list[Edit]
    builder: str
    jobs: int = 1
    times: Times = Times.NEW
    trouble: Trouble = Trouble()


FAULTS = (
    Fault("doctree-read", time=1),
    Fault("doctree-read", time=4),
    Fault("env-updated", priority=350),
    Fault("env-check-consistency"),
    Fault("doctree-resolved", time=2),
    Fault("html-page-context", priority=999, time=3),
    Fault("html-collect-pages", priority=999),
    Fault("build-finished", priority=1),
    Fault("build-finished", priority=999),
    *(
        Fault(half_written=name)
        for name in (
            "environment.pickle",
            ".doctree",
            "index.html",
            "data/dossier.json",
            "alda.bib",
            ".js",
            "moved.json.new",
            "html.json.new",
        )
    ),
)
"""Where a build may break off: while it reads, stores, writes pages, data, and what it keeps."""


def _be_killed(site: Site, step: Step) -> None:
    """The edits stay: somebody starts the build again."""
    site.kill(_fault(step), step.builder, step.jobs)


def _be_killed_and_put_back(site: Site, step: Step) -> None:
    """A backup takes the place of the edits, with the times of its files."""
    site.kill(_fault(step), step.builder, step.jobs)
    site.put_back()


def _fail(site: Site, step: Step) -> None:
    """A handler raises what a full disk would, and the build ends with it."""
    fault = _fault(step)._replace(error=OSError, half_written="")
    armed.append(fault if fault.event else fault._replace(event="html-page-context"))
    try:
        site.build(step.builder)
    except (OSError, ExtensionError):
        pass
    finally:
        armed.clear()


def _damage_output(site: Site, step: Step) -> None:
    """Some files are emptied, and some removed."""
    files = site.outputs(step.builder)
    # A check leaves none.
    for number in range(step.trouble.what % 4 + 1 if files else 0):
        path = files[step.trouble.how * (number + 1) % len(files)]
        path.unlink(missing_ok=True)
        if (step.trouble.what + number) % 2:
            path.write_bytes(b"")


def _commit(site: Site, step: Step) -> None:
    if not site.drafts:
        git(site.source, "init", "--quiet")
    commit(site.source, f"2031-05-{len(site.drafts) % 28 + 1:02}")
    site.drafts.append(deepcopy(site.draft))


def _check_out(site: Site, step: Step) -> None:
    """An earlier commit is checked out, on a branch of its own; changes are lost."""
    if site.drafts:
        at = step.trouble.how % len(site.drafts)
        commits = f"HEAD~{len(site.drafts) - 1 - at}"
        git(site.source, "checkout", "--quiet", "--force", "-B", f"branch-{at}", commits)
        git(site.source, "clean", "--quiet", "--force", "-d")
        del site.drafts[at + 1 :]
        site.draft = deepcopy(site.drafts[at])


TROUBLES: dict[str, Callable[[Site, Step], None]] = {
    trouble.__name__.strip("_"): trouble
    for trouble in (
        _be_killed,
        _be_killed_and_put_back,
        _fail,
        _damage_output,
        _commit,
        _check_out,
    )
}


def _fault(step: Step) -> Fault:
    return FAULTS[step.trouble.what % len(FAULTS)]


def _steps(*builders: str) -> SearchStrategy[list[Step]]:
    """Walks of steps, each with one to three edits and one of ``builders``."""
    number = st.integers(0, 999)
    edits = st.lists(
        st.builds(Edit, st.sampled_from(sorted(EDITS)), number, number, number),
        min_size=1,
        max_size=3,
    )
    # Every other time, nothing happens.
    trouble = st.one_of(
        st.just(Trouble()), st.builds(Trouble, st.sampled_from(sorted(TROUBLES)), number, number)
    )
    step = st.builds(
        Step,
        edits,
        st.sampled_from(builders),
        st.sampled_from([1, 2]),
        st.sampled_from(Times),
        trouble,
    )
    return st.lists(step, min_size=STEPS[0], max_size=STEPS[1])


def _walk(steps: list[Step], **conf: object) -> None:
    """Make the edits and builds of ``steps``; each build must be as good as a fresh one."""
    with TemporaryDirectory() as folder:
        if "dossier_search_library" in conf:
            Path(folder, "library.js").write_text("", "utf-8")
        site = Site(Path(folder), **conf)
        site.save()
        for builder in {step.builder for step in steps}:
            site.build(builder)
        for step in steps:
            _edit(site, step)
            problems = site.build(step.builder, step.jobs)
            assert [] == site.differences(step.builder, problems), step


def _edit(site: Site, step: Step) -> None:
    if step.trouble.name == "be_killed_and_put_back":
        site.back_up()
    for edit in step.edits:
        apply(edit, site.draft)
    site.save(step.times)
    if step.trouble.name:
        TROUBLES[step.trouble.name](site, step)


@given(steps=_steps("html"))
@WALK
def test_random_edits_one_builder(steps: list[Step]) -> None:
    """Incremental equals fresh after any edits, read and written by one process or two."""
    _walk(steps)


@given(steps=_steps("html", "dirhtml"))
@WALK
def test_random_edits_two_builders(steps: list[Step]) -> None:
    """A builder is right even if another one has read the edited pages before it.

    The search is ours, of whose library only the name is asked for.
    """
    _walk(steps, dossier_search_library="../library.js")


@given(steps=_steps("html", "dummy"))
@WALK
def test_random_edits_between_checks(steps: list[Step]) -> None:
    """A build that writes nothing takes no edit away from the one that writes."""
    _walk(steps)


@given(steps=_steps("html", "singlehtml"))
@settings(WALK, max_examples=LONG or 2)
def test_random_edits_one_page(steps: list[Step]) -> None:
    """All pages in one file are kept up to date too."""
    _walk(steps)


@given(steps=_steps("html"))
@settings(WALK, max_examples=LONG or 2)
def test_random_edits_real_theme(steps: list[Step]) -> None:
    """The theme of the knowledge base is kept up to date too."""
    _walk(steps, html_theme="pydata_sphinx_theme", html_theme_options={})


def _fields(draft: Draft, identifier: str) -> dict[str, list[str]]:
    return _object(draft, identifier).fields


def _object(draft: Draft, identifier: str) -> DraftObject:
    return next(object_ for _, object_ in draft.objects() if object_.id == identifier)


def _rename_actor(draft: Draft) -> None:
    _object(draft, "ines-dovrin").name = "Inês Dovrin"


def _remove_claim(draft: Draft) -> None:
    blocks, claim = next(pair for pair in draft.objects() if pair[1].id == "institute-five-boats")
    blocks.remove(claim)


def _change_answer(draft: Draft) -> None:
    _fields(draft, "institute-five-boats")["answers"] = ["boats-lost = 3"]


def _change_side(draft: Draft) -> None:
    _fields(draft, "harbour-office")["side"] = ["sea"]


def _retitle_page(draft: Draft) -> None:
    draft.pages["storm"] = ("Two days of storm", draft.pages["storm"][1])


def _add_heading(draft: Draft) -> None:
    draft.pages["notes"][1].append("## One more heading")


def _move_label(draft: Draft) -> None:
    draft.pages["notes"][1].remove("(the-label)=\n## Labelled")
    draft.pages["places"][1].append("(the-label)=\n## Labelled elsewhere")


def _date_source(draft: Draft) -> None:
    draft.entries["gazette-2031"]["date"] = "2031-03-07"


def _note_source(draft: Draft) -> None:
    """Only the bibliography and the files to cite by show a note."""
    draft.entries["gazette-2031"]["note"] = "Seen in print"


def _change_unit(draft: Draft) -> None:
    _fields(draft, "boats-lost")["unit"] = ["ships"]


def _remove_source(draft: Draft) -> None:
    del draft.entries["wire-2031"]


def _remove_passage(draft: Draft) -> None:
    del draft.report[1:4]


def _rename_coverage(draft: Draft) -> None:
    draft.pages["passages"] = draft.pages.pop("deep/report")
    draft.toctree[draft.toctree.index("deep/report")] = "passages"


def _remove_listed_page(draft: Draft) -> None:
    """The page stays in the table of contents and in links."""
    del draft.pages["places"]


CHANGES: dict[str, Callable[[Draft], None]] = {
    change.__name__.strip("_"): change
    for change in (
        _rename_actor,
        _remove_claim,
        _change_answer,
        _change_side,
        _retitle_page,
        _add_heading,
        _move_label,
        _date_source,
        _note_source,
        _change_unit,
        _remove_source,
        _remove_passage,
        _rename_coverage,
        _remove_listed_page,
    )
}


@pytest.fixture
def rule_off(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Without the rule that pages are written again when what they show has changed."""
    monkeypatch.setattr("sphinx_dossier.sphinx.build.freshness.on_env_get_updated", lambda *_: [])
    return monkeypatch


@pytest.mark.parametrize("name", CHANGES)
def test_rule_has_teeth(name: str, site: Site, rule_off: pytest.MonkeyPatch) -> None:
    """Each of these edits leaves stale pages without the re-write rule, and none with it."""
    CHANGES[name](site.draft)
    site.save()
    assert [] != site.differences("html", site.build())
    rule_off.undo()
    assert [] == site.differences("html", site.build())


@pytest.mark.usefixtures("rule_off")
def test_walk_has_teeth() -> None:
    """The random walk finds it when the re-write rule is switched off."""
    edit = Edit("rename_object", 1, 5, 1)
    with pytest.raises(AssertionError, match="fresh"):
        _walk([Step([edit], "html", 1)])
