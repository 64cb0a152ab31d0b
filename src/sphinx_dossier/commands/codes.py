"""``dossier codes``: every problem code and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dossier.core.problems import Code

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    command = commands.add_parser(
        "codes",
        help="list the problem codes and how to mend each",
        description="List every problem that a build can tell: the code that stands in brackets "
        "at the end of its line, what it means, and how to mend it.",
    )
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """List the codes."""
    for code in Code:
        print(f"{code.value}\n    {code.fix}")
    return 0
