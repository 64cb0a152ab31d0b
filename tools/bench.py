"""Measures what a knowledge base costs to build: ours, plain MyST and sphinx-needs.

One made-up knowledge base is written in each of the three ways, then built from nothing, built
again without a change, after one object that others refer to got a new name, after a word of
prose was changed, and after a claim got another text. Each build is a process of its own, of which
the operating system measures processor time and peak memory. The builds of the variants take turns,
so that whatever else the machine does falls on all of them alike.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bench_parts import parts_of_builds
from bench_projects import VARIANTS, generate, rename, restate, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BUILD: Final = Path(__file__).parent.parent / "_build"
TARGETS: Final = {
    1000: {"full": 0.4, "unchanged": 0.55, "renamed": 0.7, "reworded": 0.5},
    10000: {"full": 0.2, "unchanged": 0.1, "renamed": 0.2, "reworded": 0.1, "memory": 0.45},
}
"""The most that ours may cost at a number of objects, as a part of what plain MyST costs."""
STEPS: Final = ("full", "unchanged", "renamed", "reworded", "restated")
"""The builds of a round, in their order."""
_REWORDED: Final = "This page holds what was told about one place in some weeks."
_WARM: Final = 100
"""Objects of the build that nobody measures, one story: it writes the bytecode of all modules."""


class Cost(NamedTuple):
    """Processor seconds of a process with its children, and its peak memory in megabytes."""

    seconds: float
    memory: float


def environment() -> dict[str, str]:
    """The environment of the builds: as users have it, who keep the bytecode of modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def build(python: str, folder: Path) -> Cost:
    """Build the project; a warning ends the measurement, because writing warnings costs time."""
    command = [python, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", "trees", "source", "html"]
    with (folder / "log.txt").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=environment())
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit((folder / "log.txt").read_text(encoding="utf-8")[-3000:])
    # macOS counts bytes, Linux kilobytes (getrusage(2)).
    unit = 1e6 if sys.platform == "darwin" else 1e6 / 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def measure(
    pythons: Mapping[str, str], count: int, rounds: int, until: float = inf
) -> dict[str, dict[str, float]]:
    """What each variant costs at one size, by what is measured; of several rounds the least.

    The least is nearest to the work itself, because other programs only ever add to it. How far
    apart the rounds are is given as ``spread``: the most of a build over the least. Of ``rounds``,
    those are left out that would come to an end after ``until``, a time of `time.monotonic`; one
    there is in any case.
    """
    for name, python in pythons.items():
        _prepare(name, "warm", _WARM)
        build(python, _folder(name, "warm"))
    found: dict[str, dict[str, list[float]]] = {name: {} for name in pythons}
    longest = 0.0
    for number in range(rounds):
        began = time.monotonic()
        if number and began + longest > until:
            print(f"{count:>7} objects: {number} of {rounds} rounds, for there is no more time")
            break
        for name, what, cost in _round(pythons, count):
            found[name].setdefault(what, []).append(cost.seconds)
            if what == "full":
                found[name].setdefault("memory", []).append(cost.memory)
            print(f"{count:>7} {name:6} {what:10} {cost.seconds:8.2f} s", flush=True)
        longest = max(longest, time.monotonic() - began)
    return {name: _summary(name, count, costs) for name, costs in found.items()}


def _round(pythons: Mapping[str, str], count: int) -> Iterator[tuple[str, str, Cost]]:
    """Each build of a round, the variants taking turns: whose it is, which one, its cost."""
    for what in STEPS:
        for name, python in pythons.items():
            _prepare(name, what, count)
            yield name, what, build(python, _folder(name, count))


def _prepare(name: str, what: str, count: int) -> None:
    """Bring the project of a variant into the state that a build is to find."""
    folder = _folder(name, what if what == "warm" else count)
    if what in ("full", "warm"):
        shutil.rmtree(folder, ignore_errors=True)
    items = generate(count)
    # Each edit is one more, behind those before it.
    at = STEPS.index(what) if what in STEPS else 0
    items = rename(items) if at >= STEPS.index("renamed") else items
    items = restate(items) if at >= STEPS.index("restated") else items
    words = [_REWORDED] if at >= STEPS.index("reworded") else []
    write_project(folder / "source", VARIANTS[name], items, *words)


def _folder(name: str, size: int | str) -> Path:
    return BUILD / "bench" / f"{name}-{size}"


def _summary(name: str, count: int, costs: Mapping[str, list[float]]) -> dict[str, float]:
    files = [path for path in (_folder(name, count) / "html").rglob("*") if path.is_file()]
    least = {what: min(found) for what, found in costs.items()}
    spread = {f"spread of {what}": max(found) / min(found) for what, found in costs.items()}
    size = sum(path.stat().st_size for path in files) / 1e6
    return {**least, "output": size, "files": len(files), **spread}


def report(results: Mapping[int, Mapping[str, Mapping[str, float]]]) -> Iterator[str]:
    """The lines of the tables: costs and ratios for each size, then how the costs grow."""
    sizes = list(results)
    for size in sizes:
        costs = results[size]
        others = [name for name in costs if name != "ours"]
        heads = [*costs, *(f"ours/{name}" for name in others), "target", "spread"]
        yield f"\n{size} objects".ljust(21) + "".join(f"{head:>12}" for head in heads)
        for what, ours in costs["ours"].items():
            if what.startswith("spread"):
                continue
            cells = [f"{cost[what]:.2f}" for cost in costs.values()]
            cells += [f"{ours / costs[name][what]:.2f}" for name in others]
            cells.append(_verdict(ours, costs.get("plain", {}), what, size))
            apart = [cost.get(f"spread of {what}", 0) for cost in costs.values()]
            cells.append(f"{max(apart):.2f}" if any(apart) else "")
            yield f"{what + _unit(what):20}" + "".join(f"{cell:>12}" for cell in cells)
    for before, after in pairwise(sizes):
        yield f"\nfrom {before} to {after} objects (x {after / before:g}) costs grow by"
        for name, costs in results[after].items():
            of_before = results[before][name]
            factors = {
                what: costs[what] / of_before[what] for what in costs if "spread" not in what
            }
            yield f"{name:20}" + "  ".join(f"{what} x {by:.1f}" for what, by in factors.items())


def _unit(what: str) -> str:
    if what in STEPS:
        return ", CPU s"
    return ", MB" if what in ("memory", "output") else ""


def _verdict(ours: float, plain: Mapping[str, float], what: str, size: int) -> str:
    target = TARGETS.get(size, {}).get(what)
    if target is None or what not in plain:
        return ""
    return f"{'<=' if ours / plain[what] <= target else 'MISSES'} {target}"


def circumstances(pythons: Mapping[str, str]) -> str:
    """On what the figures were taken: versions, processors, and how busy the machine is."""
    tools = ("sphinx", "docutils", "myst-parser", "sphinxcontrib-bibtex")
    versions = ", ".join(f"{name} {version(name)}" for name in tools)
    load = " ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "?"
    python = platform.python_version()
    return f"Python {python}, {versions}; {os.cpu_count()} processors, load {load}; {[*pythons]}"


def main() -> None:
    """Measure, print, and write ``bench.json``; or say where the time of our builds goes."""
    parser = argparse.ArgumentParser(description="Measure what builds cost.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=3, help="measure as often as this")
    parser.add_argument(
        "--minutes", type=float, default=30, help="begin no round that would end after this"
    )
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=list(VARIANTS))
    parser.add_argument(
        "--needs-python", help="a Python that has sphinx-needs, if this one does not"
    )
    parser.add_argument(
        "--parts", type=Path, metavar="SOURCE", help="only profile builds of a copy of this project"
    )
    parser.add_argument("--out", type=Path, default=BUILD / "bench.json")
    wanted = parser.parse_args()
    if wanted.parts:
        print("\n".join(parts_of_builds(wanted.parts, BUILD / "bench" / "parts", environment())))
        return
    has_needs = wanted.needs_python or find_spec("sphinx_needs")
    names = [name for name in wanted.variants if name != "needs" or has_needs]
    own = {"needs": wanted.needs_python} if wanted.needs_python else {}
    pythons = {name: own.get(name, sys.executable) for name in names}
    print(circumstances(pythons))
    until = time.monotonic() + wanted.minutes * 60
    results = {size: measure(pythons, size, wanted.rounds, until) for size in wanted.sizes}
    wanted.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(circumstances(pythons))
    if "ours" in names:
        print("\n".join(report(results)))


if __name__ == "__main__":
    main()
