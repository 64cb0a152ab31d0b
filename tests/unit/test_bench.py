"""The generator of the benchmark: what it compares must be comparable."""

from __future__ import annotations

import pstats
import re
from collections import Counter
from typing import TYPE_CHECKING

import bench
import bench_parts
import pytest
from bench_projects import RENAMED, RESTATED, VARIANTS, generate, rename, restate, write_project

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 200


@pytest.fixture
def written() -> dict[str, list[str]]:
    """Each object of each variant as it is written."""
    items = generate(COUNT)
    return {
        name: ["\n".join(variant.write(item)) for item in items]
        for name, variant in VARIANTS.items()
    }


def test_variants_hold_the_same_text(written: dict[str, list[str]]) -> None:
    """Every variant writes the text, each field and each end of a relation of every object."""
    for item, *texts in zip(generate(COUNT), *written.values(), strict=True):
        ends = [end for _, end in item.relations]
        for words in (item.text, item.source, *item.fields.values(), *ends):
            assert [True] * len(texts) == [words in text for text in texts]


def test_variants_hold_one_object_each(written: dict[str, list[str]]) -> None:
    """An object is one heading with a label, one need, or one claim or actor."""
    marks = {"plain": r"^\(.*\)=$", "needs": r"^:::\{", "ours": r"^:::\{"}
    found = {name: [len(re.findall(marks[name], text, re.MULTILINE)) for text in texts]
             for name, texts in written.items()}  # fmt: skip
    assert dict.fromkeys(marks, [1] * COUNT) == found


def test_objects_have_six_fields_and_three_relations() -> None:
    """The name of an actor is the sixth of its fields; relations lead to objects that exist."""
    items = generate(COUNT)
    ids = {item.id for item in items}
    assert Counter({"claim": COUNT * 8 // 10, "actor": COUNT * 2 // 10}) == Counter(
        item.kind for item in items
    )
    for item in items:
        assert (6, 3) == (len(item.fields) + (item.kind == "actor"), len(item.relations))
        assert {end for _, end in item.relations} < ids - {item.id}


def test_generator_repeats_itself() -> None:
    """Two runs measure the same knowledge base."""
    assert generate(COUNT) == generate(COUNT)


def test_edit_renames_one_object() -> None:
    """The edit changes the name of an object that others refer to, and nothing else."""
    before = generate(COUNT)
    changed = [
        (old.id, new.name != old.name, new._replace(name=old.name) == old)
        for old, new in zip(before, rename(before), strict=True)
        if old != new
    ]
    assert [(RENAMED, True, True)] == changed
    assert any(RENAMED in item.fields.values() for item in before)


def test_project_is_left_alone_where_nothing_changed(tmp_path: Path) -> None:
    """Writing a project with one edit touches only the page of the edit."""
    items = generate(COUNT)
    write_project(tmp_path, VARIANTS["ours"], items)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for path in before:
        path.chmod(0o444)
    page = tmp_path / "pages" / "page-00000.md"
    page.chmod(0o644)
    write_project(tmp_path, VARIANTS["ours"], rename(items))
    assert [page] == [path for path, content in before.items() if path.read_bytes() != content]


@pytest.mark.parametrize("count", [200, 100_000])
def test_claims_are_made_before_their_sources(count: int) -> None:
    """At any size: a claim that is younger than what reports it would be a problem of a build."""
    days = [item.fields["said"] for item in generate(count) if item.kind == "claim"]
    assert days == sorted(days)
    assert "2000" == days[0][:4]
    assert days[-1] < "2020-01-01"


def test_rewording_changes_the_prose_of_one_page(tmp_path: Path) -> None:
    """The edit of words touches no object."""
    items = generate(COUNT)
    write_project(tmp_path, VARIANTS["ours"], items)
    before = {path: path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()}
    write_project(tmp_path, VARIANTS["ours"], items, "Other words.")
    changed = [path for path, text in before.items() if path.read_text("utf-8") != text]
    assert [tmp_path / "pages" / "page-00000.md"] == changed
    assert "Other words." in changed[0].read_text("utf-8")


def test_restating_changes_the_text_of_one_claim() -> None:
    """The claim is one to which others relate."""
    items = generate(COUNT)
    changed = [new.id for old, new in zip(items, restate(items), strict=True) if old != new]
    assert [RESTATED] == changed
    assert any(RESTATED == end for item in items for _, end in item.relations)


def test_report_judges_each_size_by_its_own_targets() -> None:
    """A ratio above its target says so, and growth is shown between sizes."""
    costs = {"full": 10.0, "unchanged": 1.0, "renamed": 1.0, "reworded": 1.0, "memory": 100.0}
    ours = {**costs, "full": 3.9, "unchanged": 0.1}
    sizes = {1000: {"plain": costs, "ours": ours}, 10000: {"plain": costs, "ours": ours}}
    small, large = "\n".join(bench.report(sizes)).split("\n10000 objects")
    assert "<= 0.4" in small
    assert "MISSES 0.7" in small
    assert "MISSES 0.2" in large
    assert "<= 0.1" in large
    assert "from 1000 to 10000 objects (x 10) costs grow by" in large


def test_builds_are_measured_with_the_bytecode_of_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """As users have it, whatever the shell of who measures says."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in bench.environment()


def test_variants_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step is built by all variants before the next one; the least of the rounds counts."""
    built: list[tuple[str, str]] = []
    seconds = iter(range(100, 0, -1))

    def build(python: str, folder: Path) -> bench.Cost:
        built.append((python, folder.name))
        return bench.Cost(float(next(seconds)), 50.0)

    monkeypatch.setattr(bench, "build", build)
    monkeypatch.setattr(bench, "_prepare", lambda *_: None)
    found = bench.measure({"plain": "a", "ours": "b"}, 40, 2)
    assert [("a", "plain-warm"), ("b", "ours-warm")] == built[:2]
    assert [("a", "plain-40"), ("b", "ours-40")] * 10 == built[2:]
    assert 88.0 == found["plain"]["full"]
    assert 98 / 88 == found["plain"]["spread of full"]


def test_no_round_begins_that_would_end_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """One there is in any case, and what is left out is said in the figures' place."""
    built: list[str] = []

    def build(python: str, folder: Path) -> bench.Cost:
        built.append(folder.name)
        return bench.Cost(1.0, 50.0)

    monkeypatch.setattr(bench, "build", build)
    monkeypatch.setattr(bench, "_prepare", lambda *_: None)
    bench.measure({"ours": "b"}, 40, 3, until=bench.time.monotonic() - 1)
    assert ["ours-warm", *["ours-40"] * len(bench.STEPS)] == built


def test_time_in_c_belongs_to_the_part_that_called_it() -> None:
    """Two callers of one function in C share its time as they have used it."""
    ours, sphinx = "/x/sphinx_dossier/core/index.py", "/y/site-packages/sphinx/io.py"
    callers = {(ours, 1, "a"): (1, 1, 0.3, 0.3), (sphinx, 1, "b"): (1, 1, 0.2, 0.2)}
    profile = pstats.Stats()
    profile.stats = {  # type: ignore[attr-defined]
        ("~", 0, "<dumps>"): (2, 2, 0.5, 0.5, callers),
        (ours, 1, "a"): (1, 1, 1.0, 1.3, {}),
    }
    assert {"ours: core": 1.3, "Sphinx": 0.2} == dict(bench_parts.seconds_by_part(profile))


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/v/site-packages/sphinx_dossier/sphinx/build/kept.py", "ours: what is stale, files"),
        ("/v/site-packages/sphinx/search/en.py", "Sphinx: its search index"),
        ("/v/site-packages/babel/core.py", "other packages"),
        ("/usr/lib/python3.11/json/encoder.py", "Python"),
    ],
)
def test_each_file_belongs_to_one_part(path: str, part: str) -> None:
    """The narrower of two parts is the one that counts."""
    assert part == bench_parts.part_of(path)
