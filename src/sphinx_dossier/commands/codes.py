"""``dossier codes``: every problem code and how to fix what it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.say import say
from sphinx_dossier.core.problems import Code

if TYPE_CHECKING:
    import argparse

    from sphinx_dossier.commands.parser import Commands

_DESCRIPTION = """\
List every problem that a build can report: its code, which is in brackets at the end of the
warning, what is wrong, and how to fix it.
"""


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    add_command(commands, run, "codes", "list the problem codes and how to fix each", _DESCRIPTION)


def run(_: argparse.Namespace) -> int:
    """List the codes."""
    for code in Code:
        say(f"{code.value}\n    {code.fix}")
    return 0
