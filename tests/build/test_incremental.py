"""After any edit, an incremental build must give what a fresh one gives, byte for byte.

``DOSSIER_WALKS=50`` takes so many long random walks a test, instead of the few of a usual run.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from edits import EDITS, Draft, DraftObject, Edit, apply
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


class Step(NamedTuple):
    """Some edits, then a build by one builder with so many jobs."""

    edits: list[Edit]
    builder: str
    jobs: int


def _steps(*builders: str) -> SearchStrategy[list[Step]]:
    """Walks of steps, each with one to three edits and one of ``builders``."""
    number = st.integers(0, 999)
    edits = st.lists(
        st.builds(Edit, st.sampled_from(sorted(EDITS)), number, number, number),
        min_size=1,
        max_size=3,
    )
    step = st.builds(Step, edits, st.sampled_from(builders), st.sampled_from([1, 2]))
    return st.lists(step, min_size=STEPS[0], max_size=STEPS[1])


def _walk(steps: list[Step], **conf: object) -> None:
    """Make the edits and builds of ``steps``; each build must be as good as a fresh one."""
    with TemporaryDirectory() as folder:
        site = Site(Path(folder), **conf)
        site.save()
        for builder in {step.builder for step in steps}:
            site.build(builder)
        for step in steps:
            for edit in step.edits:
                apply(edit, site.draft)
            site.save()
            problems = site.build(step.builder, step.jobs)
            assert [] == site.differences(step.builder, problems), step


@given(steps=_steps("html"))
@WALK
def test_random_edits_one_builder(steps: list[Step]) -> None:
    """Incremental equals fresh after any edits, read and written by one process or two."""
    _walk(steps)


@given(steps=_steps("html", "dirhtml"))
@WALK
def test_random_edits_two_builders(steps: list[Step]) -> None:
    """A builder is right even if another one has read the edited pages before it."""
    _walk(steps)


@given(steps=_steps("html", "dummy"))
@WALK
def test_random_edits_between_checks(steps: list[Step]) -> None:
    """A build that writes nothing takes no edit away from the one that writes."""
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
