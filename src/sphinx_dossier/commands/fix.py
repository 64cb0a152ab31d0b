"""``dossier fix``: fix what can be fixed in one way only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.authoring.fixes import fix_page
from sphinx_dossier.commands import read_exactly, write_text
from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.project_files import find_files, short_names
from sphinx_dossier.commands.say import say

if TYPE_CHECKING:
    import argparse

    from sphinx_dossier.commands.parser import Commands

_DESCRIPTION = """\
Fix the options of objects where only one fix is possible: their order, dates such as 27.09.2020,
2020/9/27 or 27 September 2020, other marks than "straight quotes" around quoted words, tabs, blanks
at the end of a line. The text of an object and everything else on the page stays as it is, and so
do line ends. What could mean two things, such as 03/04/2020, is left to you.
"""
_END = "exit status: 0; with --check 1 if there is something to fix; 2 if a page cannot be read\n"


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    summary = "fix what has only one fix: order of options, form of dates, quotes, tabs"
    command = add_command(commands, run, "fix", summary, _DESCRIPTION, _END)
    command.add_argument(
        "paths",
        nargs="*",
        type=Path,
        default=[Path()],
        metavar="PATH",
        help="Markdown pages, or folders of them (default: this folder)",
    )
    command.add_argument(
        "--check", action="store_true", help="show what would be fixed, and change nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Fix the pages, and print each fix with its line; 1 if ``--check`` finds any.

    :raises RefusedError: a page cannot be read or written.
    """
    count = 0
    for path in find_files(options.paths, ".md"):
        text = read_exactly(path)
        fixed, fixes = fix_page(text, short_names(path))
        for fix in fixes:
            say(f"{path.as_posix()}:{fix.line}: {fix.what}")
        # A page that stays the same keeps its time, by which Sphinx knows that it need not read it.
        if fixed != text and not options.check:
            write_text(path, fixed)
        count += len(fixes)
    if count and options.check:
        say(f"{count} to fix: run dossier fix")
    return 1 if count and options.check else 0
