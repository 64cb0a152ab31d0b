"""``dossier diff``: what two states of a dossier say differently."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.authoring.compare import (
    DataError,
    as_json,
    as_markdown,
    as_text,
    compare,
    read_data,
)
from sphinx_dossier.commands import RefusedError, read_text
from sphinx_dossier.core.retired_pages import read_pages
from sphinx_dossier.core.site_folders import DATA_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMS: Final = {"text": as_text, "markdown": as_markdown, "json": as_json}
_IN_SITE: Final = Path(DATA_FOLDER, "dossier.json")
_DESCRIPTION = """\
Tell what changed in meaning: claims added, removed, reworded, re-attributed or redated, status,
relations, sources lost or added, things renamed. OLD and NEW are each a dossier.json, a built site,
a folder with a conf.py, or a git revision.

Of a folder or a revision only the data are built, in a temporary folder, with the software that is
installed now. That runs its conf.py: compare no revision whose conf.py you would not run.
"""
_EPILOG = """\
exit status: 0 if nothing changed in meaning, 1 if something did, 2 if a side cannot be read

examples:
  dossier diff main                          the working folder against the branch main
  dossier diff v1 v2 --format markdown       two tags, for a comment on a pull request
  dossier diff old/dossier.json _build/html  data that were kept against the built site
"""


class State(NamedTuple):
    """What is compared: all objects, and the names of the pages as far as they are known."""

    data: dict[str, Any]
    pages: tuple[str, ...]


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    command = commands.add_parser(
        "diff",
        help="tell what two states of the dossier say differently",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("old", metavar="OLD", help="the state before")
    command.add_argument("new", metavar="NEW", nargs="?", default=".", help="after (this folder)")
    command.add_argument(
        "--format", choices=[*_FORMS], default="text", help="%(default)s by default"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare, and print the changes."""
    changes = compare(data_of(options.old), data_of(options.new))
    print(_FORMS[options.format](changes), end="")
    return 1 if changes else 0


def data_of(name: str) -> dict[str, Any]:
    """The data of a state: a dossier.json, a site, a folder, or a revision."""
    return state_of(name).data


def state_of(name: str) -> State:
    """The data and the pages of a state: a dossier.json, a site, a folder, or a revision."""
    path = Path(name)
    try:
        if path.is_file():
            return State(read_data(read_text(path)), ())
        if (path / _IN_SITE).is_file():
            return _read_state(path / _IN_SITE, path)
        if path.is_dir():
            return _built(path.resolve(), name)
        with _checkout(name) as folder:
            return _built(folder, name)
    except DataError as error:
        raise RefusedError(f"{name} is no data of a dossier: {error}") from error


def _read_state(data: Path, folder: Path) -> State:
    return State(read_data(read_text(data)), tuple(read_pages(folder / "objects.inv")))


def _built(folder: Path, name: str) -> State:
    if not (folder / "conf.py").is_file():
        raise RefusedError(f"{name} has no conf.py")
    with TemporaryDirectory() as output:
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "dossier-data"]
        told = _run([*command, str(folder), output], folder)
        data = Path(output, "dossier.json")
        if told.returncode or not data.is_file():
            raise RefusedError(f"{name} cannot be built: {_last_line(told.stderr)}")
        return _read_state(data, Path(output))


@contextmanager
def _checkout(revision: str) -> Iterator[Path]:
    """The folder of this one's conf.py as it was in ``revision``, for as long as it is needed."""
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    found = _git(*asked)
    if found.returncode:
        raise RefusedError(f"{revision} is neither a file, nor a folder, nor a git revision")
    inside = _git("rev-parse", "--show-prefix").stdout.strip()
    with TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        made = _git("worktree", "add", "--quiet", "--detach", str(tree), found.stdout.strip())
        if made.returncode:
            raise RefusedError(f"{revision} cannot be checked out: {_last_line(made.stderr)}")
        try:
            yield tree / inside
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> subprocess.CompletedProcess[str]:
    # A hook of the repository is not part of the question.
    return _run(["git", "-c", f"core.hooksPath={os.devnull}", *arguments], Path())


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise RefusedError(f"{command[0]} cannot be run: {error}") from error


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason was given"])[-1]
