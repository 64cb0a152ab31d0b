"""Git repositories around what is built, in which every commit has its day."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "2031-04-01"


def git(folder: Path, *arguments: str, day: str = FIRST) -> None:
    """Run git as nobody in particular, on a certain day."""
    moment = f"{day}T23:30:00-08:00"
    who = {
        f"GIT_{role}_{field}": value
        for role in ("AUTHOR", "COMMITTER")
        for field, value in (("NAME", "A"), ("EMAIL", "a@example.org"), ("DATE", moment))
    }
    # No setting of this machine has a say.
    who |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env=os.environ | who,
        check=True,
        capture_output=True,
    )


def commit(folder: Path, day: str) -> None:
    """Commit all that is there, be it nothing new: an edit may find nothing to change."""
    git(folder, "add", "--all", day=day)
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "A change", day=day)
