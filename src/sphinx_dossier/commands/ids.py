"""``dossier ids``: the list of the ids and pages that were published."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from sphinx_dossier.commands import RefusedError, read_text, write_text
from sphinx_dossier.commands.diff import state_of
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.retired import read_ids, read_tombstones, write_ids
from sphinx_dossier.core.retired_pages import is_page

_DESCRIPTION: Final = """\
Compare the ids and the pages of a state of the dossier with the list of those that were published.
What is in the list is a promise to those who linked to it: nothing may vanish without a tombstone,
and every build tells what did. What is new is listed with --write, when the pages are published. A
page is written like /folder/page; a dossier.json alone tells of no pages.
"""
_EPILOG: Final = """\
exit status: 0 if every id is listed and none is lost, 1 if not, 2 if something cannot be read

examples:
  dossier ids                     compare this folder with ids.txt
  dossier ids _build/html         the same, from what was built
  dossier ids --write             add the new ids to ids.txt
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    command = commands.add_parser(
        "ids",
        help="list the ids and pages that were published, so that none vanishes",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "state", metavar="STATE", nargs="?", default=".",
        help="a dossier.json, a site, a folder with a conf.py, or a git revision (this folder)",
    )  # fmt: skip
    command.add_argument(
        "--list", type=Path, default=Path("ids.txt"), help="the list (%(default)s)"
    )
    command.add_argument(
        "--tombstones", type=Path, default=Path("tombstones.toml"), help="(%(default)s)"
    )
    command.add_argument("--write", action="store_true", help="add the new ids to the list")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Tell what is new and what is lost."""
    data, pages = state_of(options.state)
    ids = {row["id"] for kind in KINDS.values() for row in data[kind.plural]} | {*pages}
    listed = set(read_ids(_text(options.list), ""))
    stones, problems = read_tombstones(_text(options.tombstones), str(options.tombstones))
    if problems:
        raise RefusedError(str(problems[0]))
    gone = {name for name in listed - ids - stones.keys() if pages or not is_page(name)}
    new, lost = sorted(ids - listed), sorted(gone)
    for name in lost:
        print(f"{name}: published, and gone without a tombstone")
    if options.write:
        write_text(options.list, write_ids(listed | ids))
        print(f"{options.list}: {len(listed | ids)} ids, {len(new)} of them new")
        return 1 if lost else 0
    for name in new:
        print(f"{name}: not yet in {options.list}")
    return 1 if new or lost else 0


def _text(path: Path) -> str:
    return read_text(path) if path.is_file() else ""
