"""The generator of the benchmark: what it compares must be comparable."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

COUNT = 200


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The tool, which is no part of the package."""
    path = Path(__file__).parents[2] / "tools" / "bench.py"
    spec = importlib.util.spec_from_file_location("bench", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def written(bench: ModuleType) -> dict[str, list[str]]:
    """Each object of each variant as it is written."""
    items = bench.generate(COUNT)
    return {
        name: ["\n".join(variant.write(item)) for item in items]
        for name, variant in bench.VARIANTS.items()
    }


def test_variants_hold_the_same_text(bench: ModuleType, written: dict[str, list[str]]) -> None:
    """Every variant writes the text, each field and each end of a relation of every object."""
    for item, *texts in zip(bench.generate(COUNT), *written.values(), strict=True):
        ends = [end for _, end in item.relations]
        for words in (item.text, item.source, *item.fields.values(), *ends):
            assert [True] * len(texts) == [words in text for text in texts]


def test_variants_hold_one_object_each(written: dict[str, list[str]]) -> None:
    """An object is one heading with a label, one need, or one claim or actor."""
    marks = {"plain": r"^\(.*\)=$", "needs": r"^:::\{", "ours": r"^:::\{"}
    found = {name: [len(re.findall(marks[name], text, re.MULTILINE)) for text in texts]
             for name, texts in written.items()}  # fmt: skip
    assert dict.fromkeys(marks, [1] * COUNT) == found


def test_objects_have_six_fields_and_three_relations(bench: ModuleType) -> None:
    """The name of an actor is the sixth of its fields; relations lead to objects that exist."""
    items = bench.generate(COUNT)
    ids = {item.id for item in items}
    assert Counter({"claim": COUNT * 8 // 10, "actor": COUNT * 2 // 10}) == Counter(
        item.kind for item in items
    )
    for item in items:
        assert (6, 3) == (len(item.fields) + (item.kind == "actor"), len(item.relations))
        assert {end for _, end in item.relations} < ids - {item.id}


def test_generator_repeats_itself(bench: ModuleType) -> None:
    """Two runs measure the same knowledge base."""
    assert bench.generate(COUNT) == bench.generate(COUNT)


def test_edit_renames_one_object(bench: ModuleType) -> None:
    """The edit changes the name of an object that others refer to, and nothing else."""
    before = bench.generate(COUNT)
    changed = [
        (old.id, new.name != old.name, new._replace(name=old.name) == old)
        for old, new in zip(before, bench.rename(before), strict=True)
        if old != new
    ]
    assert [(bench.EDITED, True, True)] == changed
    assert any(bench.EDITED in item.fields.values() for item in before)


def test_project_is_left_alone_where_nothing_changed(bench: ModuleType, tmp_path: Path) -> None:
    """Writing a project with one edit touches only the page of the edit."""
    items = bench.generate(COUNT)
    bench.write_project(tmp_path, bench.VARIANTS["ours"], items)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for path in before:
        path.chmod(0o444)
    page = tmp_path / "pages" / "page-00000.md"
    page.chmod(0o644)
    bench.write_project(tmp_path, bench.VARIANTS["ours"], bench.rename(items))
    assert [page] == [path for path, content in before.items() if path.read_bytes() != content]


def test_report_judges_the_largest_size(bench: ModuleType) -> None:
    """A ratio above its target says so, and growth is shown between sizes."""
    costs = {"full": 10.0, "unchanged": 1.0, "edited": 1.0, "memory": 100.0, "output": 1.0}
    ours = {**costs, "full": 9.0, "unchanged": 0.1}
    text = "\n".join(bench.report({"100": {"plain": costs, "ours": ours},
                                   "200": {"plain": costs, "ours": ours}}))  # fmt: skip
    assert "MISSES 0.35" in text
    assert "<= 0.4" in text
    assert "from 100 to 200 objects (x 2) costs grow by" in text
