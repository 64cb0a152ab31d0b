"""Says to which part of the software the time of a build goes, by Python's own profiler.

The time of each function is its own, without what it calls; what is written in C counts for the
function that called it. The profiler slows Python down and C not at all: read the parts beside
each other, not the sums.
"""

from __future__ import annotations

import pstats
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LEFT_OUT: Final = shutil.ignore_patterns(
    "_build", "node_modules", ".git", ".venv", "*cache*", "__pycache__"
)
_PARTS: Final = {
    "sphinx_dossier/core/": "ours: core",
    "sphinx_dossier/answers/": "ours: answers",
    "sphinx_dossier/pictures/": "ours: pictures",
    "sphinx_dossier/exports/": "ours: exports",
    "sphinx_dossier/locale/": "ours: words",
    "sphinx_dossier/sphinx/read/": "ours: reading pages",
    "sphinx_dossier/sphinx/show/": "ours: showing answers",
    "sphinx_dossier/sphinx/build/": "ours: what is stale, files",
    "sphinx_dossier/sphinx/": "ours: markup, domain",
    "sphinx_dossier/strict/": "ours: strict",
    "sphinx_dossier/": "ours: the rest",
    "/sphinxcontrib/bibtex/": "bibtex",
    "/pybtex": "bibtex",
    "/jinja2/": "templates",
    "<template>": "templates",
    "/docutils/": "docutils",
    "/markdown_it/": "MyST",
    "/myst_parser/": "MyST",
    "/mdit_py_plugins/": "MyST",
    "/yaml/": "MyST",
    "/sphinx/search/": "Sphinx: its search index",
    "/snowballstemmer/": "Sphinx: its search index",
    "/sphinx/": "Sphinx",
    "pydata_sphinx_theme": "theme",
    "/bs4/": "theme",
    "/soupsieve/": "theme",
    "frozen importlib": "Python: imports",
    "/site-packages/": "other packages",
}
"""The parts by a piece of the path of their files; the first that fits counts."""
_STEPS: Final = ("full", "unchanged", "one edit")


def parts_of_builds(source: Path, folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The lines of a table: seconds by part of a full build, one without a change, and an edit.

    ``source`` is a project of Sphinx; a copy of it in ``folder`` is built. The edit is one more
    paragraph at the end of its first page.
    """
    shutil.rmtree(folder, ignore_errors=True)
    copy = folder / "source"
    shutil.copytree(source, copy, ignore=_LEFT_OUT)
    costs = {}
    for step in _STEPS:
        if step == "one edit":
            _add_paragraph(copy)
        costs[step] = seconds_by_part(_profile(folder, environment))
    yield "seconds".ljust(30) + "".join(f"{step:>12}" for step in _STEPS)
    parts = sorted({*_PARTS.values(), "Python"}, key=lambda part: -costs["full"][part])
    for part in parts:
        yield part.ljust(30) + "".join(f"{costs[step][part]:12.2f}" for step in _STEPS)
    yield "all".ljust(30) + "".join(f"{costs[step].total():12.2f}" for step in _STEPS)


def _add_paragraph(source: Path) -> None:
    page = next(path for path in (source / "index.md", source / "index.rst") if path.is_file())
    page.write_text(f"{page.read_text('utf-8')}\n\nOne more word.\n", "utf-8", newline="\n")


def _profile(folder: Path, environment: Mapping[str, str]) -> pstats.Stats:
    command = [sys.executable, "-m", "cProfile", "-o", "profile", "-m", "sphinx", "-q", "-b"]
    arguments = ["html", "-d", "trees", "source", "html"]
    subprocess.run([*command, *arguments], cwd=folder, env=environment, check=True)
    return pstats.Stats(str(folder / "profile"))


def seconds_by_part(profile: pstats.Stats) -> Counter[str]:
    """The seconds of all functions of each part."""
    seconds: Counter[str] = Counter()
    # What `pstats` has read has no public name that typeshed knows.
    functions = profile.stats  # type: ignore[attr-defined]
    for (path, _, _), (_, _, own, _, callers) in functions.items():
        # C has no file: its time is that of its callers.
        if path == "~" and callers:
            for (caller, _, _), (_, _, in_it, _) in callers.items():
                seconds[part_of(caller)] += in_it
        else:
            seconds[part_of(path)] += own
    return seconds


def part_of(path: str) -> str:
    """The part of the software to which a file belongs."""
    posix = Path(path).as_posix()
    return next((part for piece, part in _PARTS.items() if piece in posix), "Python")
