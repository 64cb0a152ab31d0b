"""When each page was last changed, from the git history of the source folder.

Git runs twice at most: at every build for the commit that is checked out, and for the days of all
files when something has changed since the last build. Where there is no git, no history, or only a
part of it, no day is known and none is shown.
"""

from __future__ import annotations

import os
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class Checkout(NamedTuple):
    """What is checked out: the last commit, and where the source folder is in the repository.

    ``commit`` is a hash, empty where the history is not whole: in a shallow clone, its oldest
    commit seems to have changed every file. ``prefix`` ends in a slash or is empty.
    """

    folder: str
    commit: str
    prefix: str


NOWHERE: Final = Checkout("", "", "")
# `%cs` is the day of the commit, not the one on which the author wrote it. With
# `-z` names are not quoted; without renames each name is followed by itself; the options against
# colour and signatures overrule what a user has set.
_LOG: Final = ("log", "--format=%x00%cs", "-z", "--name-only", "--no-renames", "--relative",
               "--no-color", "--no-show-signature", "HEAD", "--", ".")  # fmt: skip
_CHECKOUT: Final = ("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")


def read_checkout(folder: Path) -> Checkout:
    """What is checked out around a folder."""
    lines = _git(str(folder), *_CHECKOUT).splitlines()
    # Outside a repository there are no lines, in one without a commit the last is missing.
    if len(lines) != 3:
        return Checkout(str(folder), "", "")
    is_shallow, prefix, commit = lines
    return Checkout(str(folder), commit if is_shallow == "false" else "", prefix)


@lru_cache(maxsize=1)
def days_of(checkout: Checkout) -> dict[str, str]:
    """For each file, relative to the source folder, the day of the last commit that changed it.

    A day is written as ``2026-11-22``.
    """
    days: dict[str, str] = {}
    if checkout.commit:
        # The newest commit comes first: its day, then its files. So the first day of a file counts.
        for commit in _git(checkout.folder, *_LOG).removeprefix("\0").split("\0\0"):
            day, _, names = commit.partition("\0\n")
            for name in names.rstrip("\0").split("\0"):
                days.setdefault(name, day)
    return days


def last_changed(env: BuildEnvironment, checkout: Checkout, docname: str) -> str:
    """The day on which a page was last changed, as ``2026-11-22``, or ``""``."""
    days = days_of(checkout)
    return days.get(source_path(env, docname), "") if days else ""


def source_path(env: BuildEnvironment, docname: str) -> str:
    """The file of a page, relative to the source folder."""
    return Path(env.doc2path(docname, base=False)).as_posix()


def _git(folder: str, *arguments: str) -> str:
    """What a git command prints, ``""`` if it fails.

    A partial clone would fetch what it lacks, and might wait for a password: both are forbidden.
    """
    command = ["git", "-C", folder, *arguments]
    environment = os.environ | {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    # The name of a file may hold any bytes.
    return done.stdout.decode("utf-8", "surrogateescape")
