"""Builds a small project with its files damaged at random, and reports what a build may not do.

A build may not end in a traceback, hang, take much longer than without the damage, or tell a
problem without a file and a line that exist. ``--count`` inputs are read and checked, ``--builds``
inputs become pages. Each failure is printed with its seed and the smallest damage that still fails;
``--seed SEED`` with a number behind it, such as ``7/311``, repeats one.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING, Final, NamedTuple

from judged_builds import CHECK, JudgedBuilds
from mutations import Files, Step, apply, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

BASE: Final = Path(__file__).parent.parent / "tests" / "fixtures" / "mutated"
PAGES: Final = "html"
"""The builder of whole builds."""
_PROGRESS: Final = 250
"""How many inputs a process judges between two signs of life."""
_READY: Final = "ready\n"
_TRIES: Final = 80
"""How many builds may go into making an input smaller."""


class Failure(NamedTuple):
    """An input that a build did not bear: how to repeat it, what was wrong, the least damage."""

    seed: str
    builder: str
    faults: tuple[str, ...]
    steps: tuple[str, ...] = ()
    difference: str = ""


def main() -> int:
    """Run the inputs; 0 if nothing is wrong with any build, 1 if something is."""
    options = _parser().parse_args()
    if options.work:
        return work(options.work, options.files)
    seeds = seeds_of(options.seed, options.count, options.builds)
    begun = time.monotonic()
    failures = run(seeds, options.jobs, options.base, options.files)
    kinds = Counter(kind_of(fault) for failure in failures for fault in failure.faults[:1])
    for kind, count in kinds.most_common():
        print(f"{count:5} {kind}")
    seconds = time.monotonic() - begun
    print(f"{len(failures)} of {len(seeds)} inputs failed, in {seconds:.0f} s")
    return 1 if failures else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seed", default="1", help="repeats a run, or one input (%(default)s)")
    parser.add_argument("--count", type=int, default=4500, help="inputs to read (%(default)s)")
    parser.add_argument("--builds", type=int, default=500, help="inputs to build (%(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (%(default)s)")
    parser.add_argument("--base", type=Path, default=BASE, help="the project (%(default)s)")
    parser.add_argument("--files", default="*", help="damage only these (%(default)s)")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    return parser


def seeds_of(seed: str, count: int, builds: int) -> list[tuple[str, str]]:
    """The seed of each input and the builder that gets it; ``7/311`` is one, for each builder."""
    if "/" in seed:
        return [(seed, CHECK), (seed, PAGES)]
    every = max((count + builds) // builds, 1) if builds else count + 1
    builders = [PAGES if number % every == 0 else CHECK for number in range(1, count + builds + 1)]
    return [(f"{seed}/{number}", builder) for number, builder in enumerate(builders, start=1)]


def files_of(folder: Path) -> Files:
    """The files of a project."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def run(seeds: Sequence[tuple[str, str]], jobs: int, base: Path, names: str = "*") -> list[Failure]:
    """Share the inputs among processes, and print each failure when it is found."""
    parts = [list(seeds[at::jobs]) for at in range(jobs)]
    with ThreadPoolExecutor(jobs) as pool:
        return [
            failure
            for part in pool.map(lambda part: _run_part(part, base, names), parts)
            for failure in part
        ]


def _run_part(seeds: list[tuple[str, str]], base: Path, names: str) -> list[Failure]:
    """Have a process judge the inputs; one that dies is begun again behind its last input."""
    failures = []
    while seeds:
        done = 0
        for failure in _answers(seeds, base, names):
            done += 1
            if done % _PROGRESS == 0:
                print(f"{done} of {len(seeds)}", file=sys.stderr, flush=True)
            if failure.faults:
                failures.append(failure)
                report(failure)
        seeds = seeds[done:]
    return failures


def _answers(seeds: list[tuple[str, str]], base: Path, names: str) -> Iterator[Failure]:
    """What a process says of the inputs until it ends; if it dies, that of the one it dies of."""
    command = [sys.executable, "-X", "utf8", __file__, "--work", str(base), "--files", names]
    with TemporaryFile("w+") as asked, TemporaryFile("w+") as said:
        asked.writelines(f"{json.dumps(one)}\n" for one in seeds)
        asked.seek(0)
        with subprocess.Popen(
            command, stdin=asked, stdout=subprocess.PIPE, stderr=said, encoding="utf-8"
        ) as process:
            answers = iter(process.stdout or ())
            if next(answers, "") != _READY:
                said.seek(0)
                raise RuntimeError(said.read())
            done = 0
            for line in answers:
                done += 1
                yield Failure(**json.loads(line))
        if done < len(seeds):
            said.seek(0)
            yield Failure(*seeds[done], (f"died: {said.read().strip()[-3000:]}",))


def work(folder: Path, names: str) -> int:
    """Judge the inputs whose seeds come in, a line each, and answer with a line each."""
    with TemporaryDirectory() as made:
        base = files_of(folder)
        builds = JudgedBuilds(base, Path(made).resolve(), (CHECK, PAGES))
        print(_READY, end="", flush=True)
        for line in sys.stdin:
            seed, builder = json.loads(line)
            print(json.dumps(judge(builds, seed, builder, names)._asdict()), flush=True)
    return 0


def judge(builds: JudgedBuilds, seed: str, builder: str, names: str = "*") -> Failure:
    """One input, made as small as it fails; without faults if it does not fail."""
    steps = steps_of(seed, [name for name in builds.base if fnmatch(name, names)])
    faults = builds.judge(apply(steps, builds.base), builder).faults
    if not faults:
        return Failure(seed, builder, ())
    kind = kind_of(faults[0])

    def fails(files: Files) -> bool:
        return kind in map(kind_of, builds.judge(files, builder).faults)

    steps, files = smallest(steps, builds.base, fails)
    return Failure(seed, builder, faults, tuple(map(str, steps)), shown(files, builds.base))


def kind_of(fault: str) -> str:
    """What two faults of one cause share: their text without names, numbers and quoted words."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|\d+(\.\d+)?|/\S+", "_", fault)[:120]


def smallest(
    steps: tuple[Step, ...], base: Files, fails: Callable[[Files], bool]
) -> tuple[tuple[Step, ...], Files]:
    """As few steps, and as few changed lines, as still fail."""
    for step in steps:
        fewer = tuple(one for one in steps if one is not step)
        if fewer and fails(apply(fewer, base)):
            steps = fewer
    return steps, smaller(apply(steps, base), base, fails)


def smaller(files: Files, base: Files, fails: Callable[[Files], bool]) -> Files:
    """Take changed lines back as long as it still fails."""
    tries, found = _TRIES, True
    while found:
        found = False
        for name, candidate in _candidates(files, base):
            tries -= 1
            if tries < 0:
                return files
            if fails(files | {name: candidate}):
                files, found = files | {name: candidate}, True
                break
    return files


def _candidates(files: Files, base: Files) -> Iterator[tuple[str, bytes]]:
    for name, content in files.items():
        for candidate in _with_less(content, base[name]):
            yield name, candidate


def _with_less(content: bytes, base: bytes) -> Iterator[bytes]:
    """The content with one change taken back, or with half of what a change puts in."""
    old, new = base.splitlines(keepends=True), content.splitlines(keepends=True)
    changes = [
        change for change in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if change[0] != "equal"
    ]  # fmt: skip
    for _, first, last, start, end in changes:
        if len(changes) > 1:
            yield b"".join([*new[:start], *old[first:last], *new[end:]])
        if end - start > 1:
            middle = (start + end) // 2
            yield b"".join([*new[:start], *new[middle:]])
            yield b"".join([*new[:middle], *new[end:]])
        elif end > start and len(new[start]) > 40:
            line, half = new[start], len(new[start]) // 2
            yield b"".join([*new[:start], line[:half], b"\n", *new[end:]])
            yield b"".join([*new[:start], line[half:], *new[end:]])


def shown(files: Files, base: Files) -> str:
    """The changes line by line, with what cannot be seen spelt out."""
    lines: list[str] = []
    for name, content in files.items():
        old, new = (text.decode("utf-8", "backslashreplace") for text in (base[name], content))
        lines += difflib.unified_diff(old.split("\n"), new.split("\n"), name, name, "", "", 0, "")
    return "\n".join(ascii(line)[1:-1][:240] for line in lines[:40])


def report(failure: Failure) -> None:
    """Print a failure."""
    print(f"--seed {failure.seed} ({failure.builder}): {'; '.join(failure.steps)}")
    for fault in failure.faults[:5]:
        print(f"  {fault}")
    print("".join(f"    {line}\n" for line in failure.difference.splitlines()), flush=True)


if __name__ == "__main__":
    sys.exit(main())
