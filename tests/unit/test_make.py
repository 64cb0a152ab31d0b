"""What the commands of the Makefile run, in which order, and what they say where that fails."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Run = Callable[..., "Made"]

ROOT = Path(__file__).parents[2]
COMMANDS = ("dossier", "ruff", "mypy", "python", "sphinx-build", "pip")
CONTENT = ["ran dossier fix", "ran sphinx-build -n"]
CODE = ["ran ruff format", "ran ruff check", "ran sphinx-build -n", "ran mypy", "ran python -m"]


class Made(NamedTuple):
    """How make ended, which commands it ran, and what it reported."""

    status: int
    ran: list[str]
    reported: str

    @property
    def mends(self) -> list[str]:
        """What it told to do."""
        return [line for line in self.reported.splitlines() if line.startswith("mend: ")]


def without_make_flags() -> dict[str, str]:
    """The environment without what a make that runs the tests hands down to another one."""
    handed = {"FRESH", "OPTIONS", "TESTS"}
    return {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("MAKE") and key not in handed
    }


@pytest.fixture
def make(tmp_path: Path) -> Run:
    """Run make with commands that only say their names; those of ``failing`` fail.

    ``installed`` names the stamps of what is installed already.
    """

    def make(
        goal: str,
        failing: Iterable[str] = (),
        installed: Iterable[str] = ("built-with", "tested-with"),
        **settings: str,
    ) -> Made:
        (tmp_path / "bin").mkdir()
        for name in COMMANDS:
            script = tmp_path / "bin" / name
            script.write_text(f"#!/bin/sh\necho ran {name} $1\nexit {int(name in failing)}\n")
            script.chmod(0o755)
        for stamp in installed:
            (tmp_path / stamp).touch()
        clean = without_make_flags()
        variables = {"VENV": tmp_path, "BUILD": tmp_path / "build", **settings}
        command = ["make", "-C", str(ROOT), *(f"{key}={variables[key]}" for key in variables), goal]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=clean)
        ran = [line for line in done.stdout.splitlines() if line.startswith("ran ")]
        return Made(done.returncode, ran, done.stderr)

    return make


def test_problems_of_the_pages_come_before_those_of_the_code(make: Run) -> None:
    """Where nothing fails, all steps run, those of the pages first, and the end is green."""
    made = make("check")
    assert (0, CONTENT + CODE) == (made.status, made.ran)


def test_a_failure_hides_no_other(make: Run) -> None:
    """Where everything fails, each step still runs, tells its mend, and the end is red."""
    made = make("check", COMMANDS)
    assert made.status
    assert CONTENT + CODE == made.ran
    assert 7 == len(made.mends)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "pip"])
def test_one_failure_ends_red(make: Run, name: str) -> None:
    """Any step alone makes the whole red."""
    made = make("check", (name,))
    assert made.status
    assert made.mends


def test_problems_of_the_pages_do_not_wait_for_packages(make: Run) -> None:
    """Where the packages of the tests cannot be had, all problems of the pages are told."""
    made = make("check", ("dossier", "pip"), ("built-with",))
    assert made.status
    assert CONTENT == made.ran[:2]
    assert "mend: make fix" == made.mends[0]
    assert any("try again later" in mend for mend in made.mends)


def test_who_writes_pages_needs_no_packages_of_tests(make: Run) -> None:
    """Neither to see what is wrong nor to mend it."""
    made = make("words", installed=("built-with",))
    assert (0, CONTENT) == (made.status, made.ran)


def test_problems_of_the_pages_end_red(make: Run) -> None:
    """Both steps run, and each tells its mend."""
    made = make("words", ("dossier", "sphinx-build"))
    assert (CONTENT, 2) == (made.ran, len(made.mends))
    assert made.status


def test_pages_are_mended_without_the_tools_for_code(make: Run) -> None:
    """They are used where they are."""
    made = make("fix", installed=("built-with",))
    assert (0, ["ran dossier fix"]) == (made.status, made.ran)


def test_code_is_mended_where_its_tools_are(make: Run) -> None:
    """After the pages, and after what is written from the table of kinds."""
    made = make("fix")
    assert 0 == made.status
    assert ["dossier", "python", "python", "ruff", "ruff"] == [line.split()[1] for line in made.ran]


@pytest.mark.parametrize("goal", ["words", "check", "fix", "live", "html"])
def test_an_index_that_is_not_reached_is_told_in_a_line(make: Run, goal: str) -> None:
    """Whatever pip says above, the last word is what to do."""
    made = make(goal, ("pip",), ())
    assert made.status
    assert any("try again later" in mend for mend in made.mends)
    assert "Traceback" not in made.reported


def test_book_needs_what_the_pages_need(make: Run) -> None:
    """No other program makes it."""
    made = make("epub", installed=("built-with",))
    assert (0, ["ran sphinx-build -n"]) == (made.status, made.ran)


def test_pdf_says_first_which_programs_are_missing(make: Run) -> None:
    """Nothing is built in vain."""
    made = make("pdf", installed=("built-with",), PDF_NEEDS="no-such-tex make")
    assert made.status
    assert [] == made.ran
    assert made.mends[0].startswith("mend: install no-such-tex; on Debian: apt install ")


def test_each_command_that_is_documented_exists() -> None:
    """What readers are told to call is in the Makefile, and said by ``make help``."""
    helped = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory", "help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    known = {line.split()[0] for line in helped.splitlines()}
    assert {"words", "check", "fix", "test", "live"} <= known
    for name in ("README.md", "CONTRIBUTING.md", "docs/internals/index.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        called = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
        assert called <= known, name


def test_the_packages_of_a_site_are_none_of_tests() -> None:
    """What `make words` waits for has neither a browser nor data frames."""
    text = (ROOT / "requirements" / "site.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([a-z][\w.-]*)==", text, re.MULTILINE))
    assert len(names) < 50
    assert not names & {"pytest", "playwright", "pandas", "mypy", "ruff", "duckdb", "hypothesis"}


def without_make() -> dict[str, list[str]]:
    """What CONTRIBUTING has for systems that have no make: a name, and its commands."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- without make: (\w+) -->\n```console\n(.*?)```", text, re.DOTALL)
    return {name: lines.splitlines() for name, lines in blocks}


@pytest.mark.parametrize("goal", ["words", "html", "live"])
def test_what_is_told_for_systems_without_make_is_what_make_does(goal: str, tmp_path: Path) -> None:
    """Each documented command is one that the Makefile would run, with the same options."""
    for stamp in ("built-with", "tested-with"):
        (tmp_path / stamp).touch()
    clean = without_make_flags()
    command = ["make", "-C", str(ROOT), "--dry-run", f"VENV={tmp_path}", goal, "fix"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=clean)
    says = re.sub(
        r" --(quiet|silent|disable-pip-version-check|no-audit|no-fund)\b", "", done.stdout
    )
    says = says.replace(f"{tmp_path}/bin/", "").replace("sphinx-build", "python -m sphinx")
    says = re.sub(r"^pip ", "python -m pip ", says, flags=re.MULTILINE)
    for line in without_make()[goal]:
        # What needs no shell to be put together is the same but for the blanks.
        assert " ".join(line.split()) in " ".join(says.split()) or line.startswith("npm"), line


def test_commands_without_make_need_no_shell_of_unix() -> None:
    """Nothing in them is read by one shell and not by another, and each file is there."""
    blocks = without_make()
    assert ["once", "words", "html", "live"] == list(blocks)
    for line in [line for lines in blocks.values() for line in lines]:
        program, *words = line.split()
        assert program in ("python", "npm", "dossier", r".venv\Scripts\activate"), line
        assert not re.search(r"[|&;<>$`'\"~*]|bin/", line), line
        for word in words:
            if word.endswith((".py", ".txt")):
                assert (ROOT / word).is_file(), word
