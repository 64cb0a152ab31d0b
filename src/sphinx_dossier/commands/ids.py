"""``dossier ids``: the list of the ids and pages that were published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.commands import RefusedError, read_text, write_text
from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.say import say
from sphinx_dossier.commands.states import state_of
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.retired import read_ids, read_tombstones, write_ids
from sphinx_dossier.core.retired_pages import is_page

if TYPE_CHECKING:
    import argparse

    from sphinx_dossier.commands.parser import Commands

_DESCRIPTION: Final = """\
Compare the ids and the pages of a state of the dossier with the list of those that were published.
The list is a promise to those who linked to them: no id and no page may vanish without a tombstone,
and every build reports those that did. When new pages are published, --write adds what is new to
the list. A page is written like /folder/page; a dossier.json alone does not say which pages exist.
"""
_END: Final = """\
exit status: 0 if every id is listed and none is lost, 1 if not, 2 if something cannot be read

examples:
  dossier ids                     compare this folder with ids.txt
  dossier ids _build/html         the same, from what was built
  dossier ids --write             add the new ids to ids.txt
"""


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    summary = "list the ids and pages that were published, so that none vanishes"
    command = add_command(commands, run, "ids", summary, _DESCRIPTION, _END)
    command.add_argument(
        "state", metavar="STATE", nargs="?", default=".",
        help="a dossier.json, a site, a folder with a conf.py, or a git revision "
        "(default: this folder)",
    )  # fmt: skip
    command.add_argument(
        "--list", type=Path, default=Path("ids.txt"), help="the list (default: %(default)s)"
    )
    command.add_argument(
        "--tombstones",
        type=Path,
        default=Path("tombstones.toml"),
        help="the reasons for what was given up (default: %(default)s)",
    )
    command.add_argument("--write", action="store_true", help="add the new ids to the list")


def run(options: argparse.Namespace) -> int:
    """Print what is new and what is lost; 1 if there is any.

    :raises RefusedError: the state, the list or the tombstones cannot be read.
    """
    data, pages, _ = state_of(options.state)
    ids = {row["id"] for kind in KINDS.values() for row in data[kind.plural]} | {*pages}
    listed = set(read_ids(_text(options.list), ""))
    stones, problems = read_tombstones(_text(options.tombstones), options.tombstones.as_posix())
    if problems:
        raise RefusedError(str(problems[0]))
    # A dossier.json alone has no pages, and that is no reason to report them all as lost.
    gone = {name for name in listed - ids - stones.keys() if pages or not is_page(name)}
    new, lost = sorted(ids - listed), sorted(gone)
    for name in lost:
        say(f"{name}: published, and gone without a tombstone")
    # What is lost stays in the list: it was promised, and only a tombstone takes it back.
    if options.write:
        write_text(options.list, write_ids(listed | ids))
        say(f"{options.list}: {len(listed | ids)} ids, {len(new)} of them new")
        return 1 if lost else 0
    for name in new:
        say(f"{name}: not yet in {options.list}")
    return 1 if new or lost else 0


def _text(path: Path) -> str:
    """The text of a file, ``""`` where there is none yet."""
    return read_text(path) if path.exists() else ""
