"""What the documentation names exists: modules, functions and files of the current code.

A failure names the page and line of each stale name, and where a name of that ending is today.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from read_imports import Package

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PACKAGE = Package(ROOT / "src" / "sphinx_dossier")
PAGES = sorted(DOCS.rglob("*.md"))
TEXTS = [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
WALKS = sorted(DOCS.glob("internals/life-of-*.md"))

_ROLE = re.compile(r"\{source\}`([^`]+)`")
_PATH = re.compile(r"(?<![`\w}])`([\w.-]+/(?:[\w.-]+/)*(?:[\w.-]+\.[a-z]+)?)`(?!`)")
_STOP = re.compile(r"^\d+\. .*?(?=^\d+\. |^#|\Z)", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^(```|:::).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_ELSEWHERE = re.compile(r"_build/|\.venv/|(?:cards|cite|data)/|.*[A-Z]{3}")
"""What is there after a build only, and what has a placeholder in its name."""


def places(path, pattern):
    """Each match of a pattern in a page, outside its fences, with the line it is on."""
    text = _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), path.read_text(encoding="utf-8"))
    for match in pattern.finditer(text):
        yield match[1], f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}"


def suggestion(dotted):
    """Where a name is today that ends like ``dotted``."""
    for ending in (".".join(dotted.split(".")[-2:]), dotted.split(".")[-1]):
        modules = PACKAGE.definitions.get(ending, ())
        found = [f"{module.partition('.')[2]}.{ending}" for module in modules]
        found += [
            module.partition(".")[2] for module in PACKAGE.modules if module.endswith(f".{ending}")
        ]
        if found:
            return f"; is it {' or '.join(found)}?"
    return ""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_names_of_the_package_exist(path):
    """Each name in the role ``{source}`` is defined in the module that it says."""
    stale = [
        f"{place}: {dotted} is gone{suggestion(dotted)}"
        for dotted, place in places(path, _ROLE)
        if PACKAGE.find(dotted) is None
    ]
    assert [] == stale, "\n".join(stale)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_files_and_folders_exist(path):
    """Each path between backticks is one of the repository or of the package."""
    homes = (ROOT, PACKAGE.folder)
    missing = [
        f"{place}: there is no {name}"
        for name, place in places(path, _PATH)
        if not _ELSEWHERE.match(name) and not any((home / name).exists() for home in homes)
    ]
    assert [] == missing, "\n".join(missing)


@pytest.mark.parametrize("path", WALKS, ids=lambda path: path.stem)
def test_each_stop_of_a_walk_names_its_code(path):
    """A numbered step says where it happens: in ours, or in a library that is named."""
    stops = _STOP.findall(path.read_text(encoding="utf-8"))
    assert len(stops) > 8
    nowhere = [stop for stop in stops if "{source}`" not in stop and "bibtex" not in stop]
    assert [] == nowhere


def test_stale_name_is_found_with_its_place(tmp_path, monkeypatch):
    """A name that has moved is reported with page and line, and with where it is now."""
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("# A\n\n```\n{source}`in.code`\n```\n\nSee {source}`answers.parse_date`.\n")
    assert [("answers.parse_date", "page.md:7")] == list(places(page, _ROLE))
    assert "; is it core.dates.parse_date?" == suggestion("answers.parse_date")
    assert "" == suggestion("core.dates.parse_nothing")
