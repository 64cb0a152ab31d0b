"""The ``dossier`` command: finds out which subcommand is asked for, and runs it."""

from __future__ import annotations

import argparse
import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

from sphinx_dossier.commands import (
    RefusedError,
    codes,
    diff,
    fix,
    help,
    ids,
    init,
    live,
    new,
    passages,
)
from sphinx_dossier.commands.say import remark

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIPTION = "Work on a dossier: claims, with who said them, when, and in which passage."
_END = "dossier COMMAND --help shows what a command takes, with examples."
_COMMANDS: Final = (init, new, help, fix, live, diff, ids, passages, codes)
_REFUSED: Final = 2
# The status of a program that a closed pipe stops: 128, and 13 for SIGPIPE, as shells count.
_PIPE_CLOSED: Final = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 for success, 1 for differences, 2 for input that cannot be used."""
    # An odd file name, or a terminal without UTF-8, is no reason to stop in the middle.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        try:
            return _run(arguments)
        finally:
            # Waiting text is written now: at the end of Python nobody could catch a closed pipe.
            sys.stdout.flush()
    except BrokenPipeError:
        # https://docs.python.org/3/library/signal.html#note-on-sigpipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except RefusedError as refusal:
        remark(f"dossier: {refusal}")
        return _REFUSED
    except BrokenPipeError:
        raise
    except OSError as error:
        # Commands say for themselves what is wrong with a file that is named; this is a folder on
        # the way to one, a full disk, or a name that is too long.
        reason = f"{error.filename} cannot be used ({error.strerror})"
        remark(f"dossier: {reason}: check that it is there and that you may use it")
        return _REFUSED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dossier", description=_DESCRIPTION, epilog=_END)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
