"""``dossier fix``: mend what has one certain mend."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier.authoring.fixes import fix_page
from sphinx_dossier.commands import read_exactly, write_text
from sphinx_dossier.commands.project_files import find_files

if TYPE_CHECKING:
    import argparse

_DESCRIPTION = """\
Mend the options of objects where the mend is certain: their order, dates such as 27.09.2020,
2020/9/27 or 27 September 2020, other marks than "straight quotes" around quoted words, tabs, blanks
at the end of a line. The text of an object and everything else on the page stays as it is, and so
do line ends. What could be meant in two ways, such as 03/04/2020, is left to you.
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    command = commands.add_parser(
        "fix",
        help="mend what has one certain mend: order of options, form of dates, quotes, tabs",
        description=_DESCRIPTION,
        epilog="Exit status: 0, or with --check 1 if anything is left to be mended.",
    )
    command.add_argument(
        "paths",
        nargs="*",
        type=Path,
        default=[Path()],
        metavar="PATH",
        help="Markdown pages, or folders of them (this folder)",
    )
    command.add_argument(
        "--check", action="store_true", help="say what would be mended, and change nothing"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Mend the pages, and tell each mend with its line."""
    count = 0
    for path in find_files(options.paths, ".md"):
        text = read_exactly(path)
        mended, fixes = fix_page(text)
        for fix in fixes:
            print(f"{path.as_posix()}:{fix.line}: {fix.what}")
        if mended != text and not options.check:
            write_text(path, mended)
        count += len(fixes)
    if count and options.check:
        print(f"{count} to mend: run dossier fix")
    return 1 if count and options.check else 0
