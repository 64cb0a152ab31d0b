"""The ``dossier`` command: finds out which subcommand is asked for, and runs it."""

from __future__ import annotations

import argparse
import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

from sphinx_dossier import __version__
from sphinx_dossier.commands import (
    RefusedError,
    catalogue,
    codes,
    diff,
    fetch,
    fix,
    help,
    ids,
    init,
    live,
    map_boundaries,
    new,
    passages,
)
from sphinx_dossier.commands.exit_codes import INTERRUPTED, PIPE_CLOSED, REFUSED
from sphinx_dossier.commands.say import remark

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIPTION = "Work on a dossier: claims, with who said them, when, and in which passage."
_END = "dossier COMMAND --help shows what a command takes, with examples."
_COMMANDS: Final = (
    init, new, help, fix, live, diff, ids, passages, fetch, catalogue, map_boundaries, codes,
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives one of the :data:`~sphinx_dossier.commands.exit_codes.EXIT_CODES`."""
    # An odd file name, or a terminal without UTF-8, is no reason to stop in the middle.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        try:
            return _run(arguments)
        finally:
            # Waiting text is written now: at the end of Python nobody could catch a closed pipe.
            _flush()
    except BrokenPipeError:
        # https://docs.python.org/3/library/signal.html#note-on-sigpipe
        _drop_output()
        return PIPE_CLOSED
    except OSError as error:
        _drop_output()
        remark(f"dossier: the output cannot be written ({error.strerror}): send it elsewhere")
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _flush() -> None:
    # Python has no stream at all where the shell has closed it: `dossier codes >&-`.
    if sys.stdout:
        sys.stdout.flush()


def _drop_output() -> None:
    """Lead what is still waiting nowhere, or Python would try to write it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str] | None) -> int:
    options = make_parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except RefusedError as refusal:
        remark(f"dossier: {refusal}")
        return REFUSED
    except OSError as error:
        # It is the output that cannot be written: `main` knows what to do.
        if error.filename is None:
            raise
        # Commands say for themselves what is wrong with a file that is named; this is a folder on
        # the way to one, or a name that is too long.
        reason = f"{error.filename} cannot be used ({error.strerror})"
        remark(f"dossier: {reason}: check that it is there and that you may use it")
        return REFUSED
    return status


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line, with all subcommands and their arguments."""
    parser = argparse.ArgumentParser(prog="dossier", description=_DESCRIPTION, epilog=_END)
    shown = f"%(prog)s {__version__}"
    parser.add_argument("--version", action="version", version=shown, help="show the version")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
