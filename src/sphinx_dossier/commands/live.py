"""``dossier live``: shows each edit in the open tab."""

from __future__ import annotations

import socket
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.commands import RefusedError
from sphinx_dossier.commands.parser import add_command

if TYPE_CHECKING:
    import argparse

    from sphinx_dossier.commands.parser import Commands

_DESCRIPTION = """\
Build the pages, serve them on this machine, build them again after each edit, and load them again
in each tab that shows one. Problems are printed here, and listed at the foot of the page until they
are mended. The pages in the folder stay as they would be published: only what is served has a
script that waits for the next build.

What a build needs is loaded once, and each build is a process that is forked from there: what is
edited meanwhile is the next build. After a change of conf.py or of an installed module it is loaded
again. On Windows, which has no fork, each build starts Sphinx.
"""
_END = "It runs until you end it, with Ctrl and C.\n"


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    summary = "show each edit in the open tab of a browser"
    command = add_command(commands, run, "live", summary, _DESCRIPTION, _END)
    command.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=Path(),
        metavar="FOLDER",
        help="the folder of conf.py (default: this one)",
    )
    command.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="where the pages are written (default: _build/html in FOLDER)",
    )
    command.add_argument(
        "--port", type=int, default=8000, help="0 for any that is free (default: %(default)s)"
    )
    command.add_argument(
        "-D", action="append", default=[], dest="settings", metavar="NAME=VALUE",
        help="a setting of conf.py to be taken otherwise",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Serve until the user ends it; 0 then.

    :raises RefusedError: there is no project, no server, or no port for it.
    """
    folder: Path = options.folder.resolve()
    if not (folder / "conf.py").is_file():
        raise RefusedError(f"{options.folder} has no conf.py: name the folder that has it")
    output = (options.output or folder / "_build" / "html").resolve()
    port = _free_port(options.port)
    try:
        # It comes with the extra `live`, and all other commands do without. Asked for something of
        # it here, because a module may be loaded no earlier than that.
        serve = import_module("sphinx_dossier.commands.live_server").serve
    except ModuleNotFoundError as error:
        message = f"{error.name} is missing: install sphinx-dossier with its extra, [live]"
        raise RefusedError(message) from error
    serve(folder, output, port, [word for one in options.settings for word in ("-D", one)])
    return 0


def _free_port(wanted: int) -> int:
    """The port that is asked for, or a free one for 0; before a build that would be in vain.

    :raises RefusedError: another program has it.
    """
    try:
        with socket.socket() as trial:
            # As the server will ask: a port that it gave back a moment ago is free.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1", wanted))
            port: int = trial.getsockname()[1]
            return port
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "ports go from 0 to 65535"
        message = f"port {wanted} cannot be had ({reason}): name another, --port 0"
        raise RefusedError(message) from error
