"""Builds the knowledge base, and runs tests, with the corners of the versions that are supported.

``python tools/matrix.py [CORNER…]`` makes an environment for each corner in ``_build/matrix``. The
data must be those that the environment of this very Python makes, byte for byte. A corner whose
Python is not on this machine is left out, which is said; one that is asked for by name must be
there.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "_build" / "matrix"
TESTS: Final = (
    *(
        "tests/build/test_host.py",
        "tests/build/test_site_wide.py",
        "tests/build/test_short_names.py",
    ),
    *(
        "tests/build/test_empty_conf.py",
        "tests/build/test_problems.py",
        "tests/build/test_slips.py",
    ),
)
_TESTED_WITH: Final = ("pytest", "hypothesis", "beautifulsoup4", "jsonschema")
_SHOWN: Final = ("sphinx", "docutils", "myst-parser", "sphinxcontrib-bibtex")
_FLOOR: Final = re.compile(r"(?P<name>[\w-]+) *>= *(?P<version>[\d.]+)")
_PROBLEM: Final = "tests/build/test_problems.py::test_problems_are_told_exactly_and_at_every_build"


class Corner(NamedTuple):
    """A corner: a version of Python, what is asked for besides, and which tests are to hold.

    ``floors`` says that each dependency has the lowest version of its range.
    """

    name: str
    python: str
    packages: tuple[str, ...] = ()
    floors: bool = False
    tests: tuple[str, ...] = TESTS
    left_out: tuple[str, ...] = ()


_BEFORE_MYST_5: Final = (f"{_PROBLEM}[unknown_id]",)
"""MyST 4 has no links to headings, of which that fixture has one, without a setting."""
CORNERS: Final = (
    # The lowest docutils that the lowest Sphinx takes.
    Corner("floors", "3.11", ("docutils==0.20.1",), floors=True, left_out=_BEFORE_MYST_5),
    Corner("sphinx-8", "3.13", ("sphinx<9", "myst-parser<5"), left_out=_BEFORE_MYST_5),
    Corner("notebooks", "3.12", ("myst-nb",), tests=("tests/build/test_notebooks.py",)),
    Corner("newest-3.11", "3.11"),
    Corner("newest-3.12", "3.12"),
    Corner("newest-3.13", "3.13"),
    Corner("newest-3.14", "3.14"),
)


def main() -> int:
    """Try the corners; 1 if one of them fails."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    names = [corner.name for corner in CORNERS]
    parser.add_argument("corners", nargs="*", metavar="CORNER", help=", ".join(names))
    asked = parser.parse_args().corners
    if unknown := {*asked} - {*names}:
        parser.error(f"no corner is called {min(unknown)}: take some of {', '.join(names)}")
    wanted = _data(Path(sys.executable), "reference")
    failed = []
    for corner in CORNERS:
        if asked and corner.name not in asked:
            continue
        python = _find_python(corner.python)
        if python:
            fault = _fault(corner, python, wanted)
        else:
            fault = f"no Python {corner.python} on this machine" if asked else ""
            print(f"{corner.name}: not tried, for there is no Python {corner.python} here")
        if fault:
            failed.append(corner.name)
            print(f"{corner.name}: {fault}")
    print(f"failed: {', '.join(failed)}" if failed else "every corner that was tried is green")
    return 1 if failed else 0


def floors(pyproject: str) -> list[str]:
    """The lowest version of each dependency, as pip takes it."""
    dependencies = tomllib.loads(pyproject)["project"]["dependencies"]
    found = [_FLOOR.match(one) for one in dependencies]
    missing = [one for one, match in zip(dependencies, found, strict=True) if not match]
    if missing:
        raise SystemExit(f"pyproject.toml: {missing[0]!r} has no lowest version: write one")
    return [f"{match['name']}=={match['version']}" for match in found if match]


def _find_python(version: str) -> Path | None:
    """An interpreter of a version, from the path or from pyenv."""
    known = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    found = sorted(known.glob(f"{version}.*/bin/python"))
    for one in (shutil.which(f"python{version}"), *reversed(found)):
        # What pyenv puts on the path for a version that is not chosen does not run.
        if one and not subprocess.run([one, "-V"], capture_output=True, check=False).returncode:
            return Path(one)
    return None


def _fault(corner: Corner, python: Path, wanted: bytes) -> str:
    """What is wrong in a corner; ``""`` where all is well."""
    own = _environment(corner, python)
    if own is None:
        return "the packages cannot be installed together: see above"
    print(f"{corner.name}: Python {corner.python}, {_versions(own)}", flush=True)
    if _data(own, corner.name) != wanted:
        return f"other data than those of {sys.executable}: see {FOLDER / corner.name / 'data'}"
    tests = [str(own), "-m", "pytest", "-q", "-p", "no:cacheprovider", *corner.tests]
    # Old versions use what newer ones have given up.
    tests += ["-W", "default::DeprecationWarning", "-W", "default::PendingDeprecationWarning"]
    tests += [f"--deselect={one}" for one in corner.left_out]
    done = subprocess.run(tests, cwd=ROOT, env=_surroundings(), check=False)
    return "its tests fail" if done.returncode else ""


def _environment(corner: Corner, python: Path) -> Path | None:
    """The Python of an environment with the packages of a corner."""
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lowest = floors(pyproject) if corner.floors else []
    # Besides the range: what the pages of this repository are written with.
    ranges = [*tomllib.loads(pyproject)["project"]["dependencies"], "sphinx-design"]
    packages = [*ranges, *lowest, *corner.packages, *_TESTED_WITH]
    folder = FOLDER / corner.name / "environment"
    own, made = folder / "bin" / "python", folder / "made-with"
    asked = "\n".join((str(python), *packages))
    if not made.is_file() or made.read_text(encoding="utf-8") != asked:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([python, "-m", "venv", folder], check=True)
        install = [own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if subprocess.run([*install, *packages], check=False).returncode:
            return None
        made.write_text(asked, encoding="utf-8", newline="\n")
    return own


def _versions(python: Path) -> str:
    names = ", ".join(map(repr, _SHOWN))
    code = f"from importlib.metadata import version as v\nfor n in {names}: print(n, v(n))"
    done = subprocess.run(
        [python, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return ", ".join(done.stdout.split("\n")).rstrip(", ")


def _data(python: Path, name: str) -> bytes:
    """The data of the knowledge base as an environment builds them."""
    out, documents = FOLDER / name / "data", FOLDER / name / "doctrees"
    shutil.rmtree(out, ignore_errors=True)
    command = [
        python,
        "-m",
        "sphinx",
        "-E",
        "-W",
        "-q",
        "-n",
        "-b",
        "dossier-data",
        "-d",
        documents,
    ]
    done = subprocess.run([*command, ".", out], cwd=ROOT, env=_surroundings(), check=False)
    path = out / "dossier.json"
    return path.read_bytes() if path.is_file() and not done.returncode else b""


def _surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


if __name__ == "__main__":
    sys.exit(main())
