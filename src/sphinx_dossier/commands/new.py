"""``dossier new``: a skeleton of an object or a source."""

from __future__ import annotations

import re
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_dossier.authoring.new_object import (
    SOURCE_FIELDS,
    Known,
    Skeleton,
    known_of,
    new_object,
    new_source,
)
from sphinx_dossier.commands import RefusedError, read_exactly, read_text, write_text
from sphinx_dossier.commands.own_words import own_words
from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.project_files import find_files, short_names
from sphinx_dossier.commands.say import remark
from sphinx_dossier.core.identifiers import is_id
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import argparse

    from sphinx_dossier.commands.parser import Commands

_TOCTREE: Final = lazy_pattern(r"\{toctree\}\n(.*?)^\s*(?:`{3}|:{3})", re.MULTILINE | re.DOTALL)
_DESCRIPTION = """\
Print a valid skeleton, or append it to a page. What is to be filled in is marked ???: the build
reports every ??? that is left. The list of blanks, with the ids to choose from, goes to the error
stream.
"""
_EXAMPLES = """\
examples:
  dossier new claim mod-denies-loss --in claims/losses.md --set by=az-mod --set act=denies
  dossier new actor jane-doe --name "Jane Doe" --in actors/jane-doe.md
  dossier new source reuters-20200927 --in sources.bib
"""


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    kinds = [*KINDS, "source"]
    summary = f"write a skeleton of an {', '.join(kinds[:-1])} or source"
    command = add_command(commands, run, "new", summary, _DESCRIPTION, _EXAMPLES)
    choices = f"what to begin: {', '.join(kinds)}"
    command.add_argument("kind", choices=kinds, metavar="KIND", help=choices)
    command.add_argument(
        "id", nargs="?", default="", metavar="ID", help="its id, or key of a source"
    )
    command.add_argument("--name", default="", help="its name, or the text of a question")
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="OPTION=VALUE",
        help="fill in an option; may be given many times",
    )
    command.add_argument("--all", action="store_true", help="show the optional options too, empty")
    command.add_argument("--in", type=Path, dest="file", metavar="FILE", help="append to this file")
    command.add_argument(
        "--root",
        type=Path,
        default=Path(),
        help="the folder of conf.py, for known ids and its words (this one)",
    )


def run(options: argparse.Namespace) -> int:
    """Write the skeleton, and list its blanks.

    :raises RefusedError: the id is taken or malformed, there is no such option, or a file cannot be
        read or written.
    """
    known = _known(options.root)
    if options.id in known.kinds or options.id in known.sources:
        raise RefusedError(f"{options.id!r} is taken: ids are unique over the project")
    given = _given(options)
    if options.kind == "source":
        skeleton = new_source(options.id, given, date.today().isoformat())
    else:
        if options.id and not is_id(options.id):
            raise RefusedError(f"{options.id!r} is not an id: lower-case letters, digits, hyphens")
        given_parts = (options.kind, options.id, options.name, given, known)
        kinds = own_words(options.root).kinds
        skeleton = new_object(*given_parts, full=options.all, kinds=kinds)
    if options.file:
        _append(options, skeleton)
    else:
        print(skeleton.text, end="")
    for blank in skeleton.blanks:
        # Not on the output, which may be redirected into a page.
        remark(f"to fill in: {blank}")
    return 0


def _known(root: Path) -> Known:
    pages = [read_text(path) for path in find_files([root], ".md")]
    bibliographies = [read_text(path) for path in find_files([root], ".bib")]
    return known_of(pages, bibliographies, short_names(root))


def _given(options: argparse.Namespace) -> dict[str, str]:
    names = SOURCE_FIELDS if options.kind == "source" else KINDS[options.kind].options
    given = {}
    for wish in options.set:
        name, equals, value = wish.partition("=")
        if not equals or name not in names:
            raise RefusedError(f"--set {wish}: write OPTION=VALUE, OPTION one of {' '.join(names)}")
        given[name] = value
    return given


def _append(options: argparse.Namespace, skeleton: Skeleton) -> None:
    """Behind what the file holds, with its line ends; a new page begins with its heading."""
    file: Path = options.file
    if file.suffix != (".bib" if options.kind == "source" else ".md"):
        raise RefusedError(f"{file}: a source belongs in a .bib file, anything else in a .md page")
    before = ""
    if file.exists():
        before = read_exactly(file)
    elif options.kind != "source":
        before = f"# {options.name or file.stem.replace('-', ' ').capitalize()}\n"
    # In a file of CRLF, line feeds alone would make some editors show one long line.
    line_end = "\r\n" if "\r\n" in before else "\n"
    between = "\n" if before.endswith("\n") else "\n\n"
    added = f"{between if before else ''}{skeleton.text}".replace("\n", line_end)
    is_new = not file.exists()
    write_text(file, before + added)
    if is_new and options.kind != "source" and not _is_listed(file):
        remark(f"{file} is new: name it in the toctree of a page, or no menu shows it")


def _is_listed(file: Path) -> bool:
    """Whether a table of contents in the folder of a page takes what is new in it."""
    for page in sorted(file.parent.glob("*.md")):
        for block in _TOCTREE.findall(read_exactly(page)):
            lines = block.split()
            if ":glob:" in lines and any(fnmatchcase(file.stem, line) for line in lines):
                return True
    return False
