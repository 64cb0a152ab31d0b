"""The ``dossier`` command: takes the arguments apart, and leaves the rest to others."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from sphinx_dossier.commands import RefusedError, codes, diff, fix, help, ids, init, new, passages

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIPTION = "Work on a dossier: claims, with who said them, when, and in which passage."
_COMMANDS: Final = (init, new, help, fix, diff, ids, passages, codes)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 for success, 1 for differences, 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        result: int = options.run(options)
    except RefusedError as refusal:
        print(f"dossier: {refusal}", file=sys.stderr)
        return 2
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dossier",
        description=_DESCRIPTION,
        epilog="dossier COMMAND --help tells what a command takes, with examples.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
