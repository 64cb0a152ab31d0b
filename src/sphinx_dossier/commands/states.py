"""Where a command gets the data of a dossier from: a file, a built site, a folder, a revision."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_dossier.authoring.dossier_data import DataError, read_data
from sphinx_dossier.authoring.review_notes import NO_NOTES, NOTES, Notes, read_notes
from sphinx_dossier.commands import RefusedError, read_text
from sphinx_dossier.commands.build_log import lines_of, problems_of
from sphinx_dossier.commands.plain_output import PLAIN_OUTPUT
from sphinx_dossier.core.retired_pages import read_pages
from sphinx_dossier.core.site_folders import DATA_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_SITE: Final = Path(DATA_FOLDER, "dossier.json")


class State(NamedTuple):
    """A dossier at some time: the content of ``dossier.json``, and its pages as ``/folder/page``.

    A data file alone does not say which pages there are: ``pages`` is empty then. Only of a folder
    or a revision is more known than what is published: ``notes``.
    """

    data: dict[str, Any]
    pages: tuple[str, ...]
    notes: Notes = NO_NOTES


def state_of(name: str) -> State:
    """The state that the user named: a dossier.json, a site, a folder, or a git revision.

    :raises RefusedError: ``name`` is none of these, or cannot be read or built.
    """
    path = Path(name)
    try:
        if path.is_file():
            return State(read_data(read_text(path, "name a dossier.json")), ())
        if (path / _IN_SITE).is_file():
            return _read_state(path / _IN_SITE, path)
        # What is on the disk goes before a revision of that name. The path is made absolute,
        # because the build runs in the folder itself, where a relative one would lead elsewhere.
        if path.is_dir():
            return _built(path.resolve(), name)
        with _checkout(name) as folder:
            return _built(folder, name)
    except DataError as error:
        message = f"{name} is not the data of a dossier, because {error}: name a dossier.json"
        raise RefusedError(message) from error


def _read_state(data: Path, folder: Path) -> State:
    return State(read_data(read_text(data)), tuple(read_pages(folder / "objects.inv")))


def _built(folder: Path, name: str) -> State:
    if not (folder / "conf.py").is_file():
        raise RefusedError(f"{name} has no conf.py: name the folder that has it, or a built site")
    # Elsewhere than the user builds: a build that is there must neither help nor be replaced.
    with TemporaryDirectory() as output:
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "dossier-data"]
        build = _run([*command, str(folder), output], folder)
        data = Path(output, "dossier.json")
        if build.returncode or not data.is_file():
            problems = [*problems_of(lines_of(build.stderr, folder), folder)]
            reason = problems[-1] if problems else _last_line(build.stderr)
            raise RefusedError(f"{name} cannot be built: {reason} (make html shows all it says)")
        notes = read_notes(read_text(Path(output, NOTES)))
        return _read_state(data, Path(output))._replace(notes=notes)


@contextmanager
def _checkout(revision: str) -> Iterator[Path]:
    """The folder of this one's conf.py as it was in ``revision``, for as long as it is needed."""
    # After "end of options" a revision such as "--output=x" is a name and not an option of git.
    question = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    commit = _git(*question)
    if commit.returncode:
        message = f"{revision} is neither a file, nor a folder, nor a git revision: name one"
        raise RefusedError(message)
    inside = _git("rev-parse", "--show-prefix").stdout.strip()
    with TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        made = _git("worktree", "add", "--quiet", "--detach", str(tree), commit.stdout.strip())
        if made.returncode:
            reason = _last_line(made.stderr)
            raise RefusedError(f"{revision} cannot be checked out: fix what git says: {reason}")
        try:
            yield tree / inside
        finally:
            # Git itself would go on listing a worktree whose folder is gone.
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> subprocess.CompletedProcess[str]:
    # A hook of the repository could change or refuse the checkout, and nobody asked to run it.
    return _run(["git", "-c", f"core.hooksPath={os.devnull}", *arguments], Path())


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env=os.environ | PLAIN_OUTPUT,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        message = f"{command[0]} cannot be run ({error.strerror}): install it, or name a built site"
        raise RefusedError(message) from error


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason was given"])[-1]
