"""The lock of other dossiers: what it says, and what it takes to be in it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dossier.core.other_sites import digest_of_site
from sphinx_dossier.core.site_lock import (
    DATA,
    INVENTORY,
    fault_of_digest,
    read_lock,
    with_digest,
)
from sphinx_dossier.sphinx.site_files import faults_of_inventories, paths_of_inventories

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ONE, OTHER = digest_of_site(b"one"), digest_of_site(b"other")


@given(st.lists(st.tuples(st.sampled_from(["a", "b-c", "d"]), st.sampled_from([DATA, INVENTORY]),
                          st.sampled_from([ONE, OTHER]))))  # fmt: skip
def test_lock_is_read_as_written(written: Iterable[tuple[str, str, str]]) -> None:
    """The last digest of each file counts, whatever was there before, and lines are in order."""
    text, wanted = "", {}
    for site, what, digest in written:
        text = with_digest(text, site, what, digest)
        wanted[site, what] = digest
    found, problems = read_lock(text, "sites.lock")
    assert not problems
    assert wanted == {key: one.digest for key, one in found.items()}
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"strike  data {ONE}", "no site, file and digest"),
        (f"strike data {ONE[:-1]}", "no site, file and digest"),
        (f"https://a.example/ data {ONE}", "no site, file and digest"),
        (f"a data {OTHER}", "is locked twice"),
    ],
)
def test_line_that_cannot_be_read_is_told(line: str, said: str) -> None:
    """With its number; the others count."""
    found, (problem,) = read_lock(f"# A comment\n\na data {ONE}\n{line}\n", "sites.lock")
    assert {("a", DATA): ONE} == {key: one.digest for key, one in found.items()}
    assert ("sites.lock", 4) == problem.where
    assert said in problem.message


def test_digest_that_differs_is_told_with_its_line() -> None:
    """What to write is in the message, and it is what the lock takes."""
    found, _ = read_lock(f"a data {ONE}\n", "sites.lock")
    assert "" == fault_of_digest(found, "a", DATA, ONE)
    for site, what in (("a", DATA), ("a", INVENTORY), ("b", DATA)):
        fault = fault_of_digest(found, site, what, OTHER)
        line = fault.split("`")[1]
        again, problems = read_lock(line, "sites.lock")
        assert not problems
        assert "" == fault_of_digest(again, site, what, OTHER)


def _env(folder: Path, *places: str | None) -> Any:
    mapping = {"a": ("a", ("https://a.example/", places))}
    config = SimpleNamespace(intersphinx_mapping=mapping, _raw_config={})
    return SimpleNamespace(config=config, srcdir=folder)


def test_inventory_of_the_network_is_not_locked(tmp_path: Path) -> None:
    """What the lock has, no build asks the network for; where it has none, nothing is said."""
    (tmp_path / "conf.py").write_text('intersphinx_mapping = {"a": ("https://a.example/", None)}')
    (tmp_path / "a.inv").write_bytes(b"one")
    locked, _ = read_lock(f"a inventory {ONE}\n", "sites.lock")
    for place in (None, "https://a.example/objects.inv"):
        (problem,) = faults_of_inventories(_env(tmp_path, place), locked)
        assert "asks the network for it: write the file" in problem.message
        assert [] == paths_of_inventories(_env(tmp_path, place))
    assert [] == [*faults_of_inventories(_env(tmp_path, "a.inv"), locked)]
    assert [] == [*faults_of_inventories(_env(tmp_path, None), {})]
    assert [tmp_path / "a.inv"] == paths_of_inventories(_env(tmp_path, "a.inv"))
    (problem,) = faults_of_inventories(_env(tmp_path, "gone.inv"), locked)
    assert "cannot be read" in problem.message
