"""How a subcommand is added to ``dossier``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

# The class has no public name, although `add_subparsers` returns it.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(
    commands: Commands,
    run: Callable[[argparse.Namespace], int],
    name: str,
    summary: str,
    description: str,
    end: str = "",
) -> argparse.ArgumentParser:
    """Add a subcommand, and return its parser, to which the arguments are added.

    ``summary`` is its line in ``dossier --help``; ``description`` and ``end`` are the text before
    and after the arguments in its own help, with the line ends that they have. ``run`` gets the
    arguments and returns the exit status.
    """
    command = commands.add_parser(
        name,
        help=summary,
        description=description,
        epilog=end,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command
