"""``dossier diff``: what two states of a dossier say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_dossier.authoring.change_report import as_json, as_markdown, as_text
from sphinx_dossier.authoring.compare import compare
from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.say import remark, say
from sphinx_dossier.commands.states import state_of

if TYPE_CHECKING:
    import argparse

    from sphinx_dossier.commands.parser import Commands

_FORMS: Final = {"text": as_text, "markdown": as_markdown, "json": as_json}
_DESCRIPTION = """\
Show what changed in meaning, the weightiest first: addresses of sources, characters that only look
alike, what is gone, who said what and what shows it, names, places and dates, sources, the words
of pages, what is new, and what follows of all that; each with its page and line. OLD and NEW are
each a dossier.json, a built site, a folder with a conf.py, or a git revision. Data and sites have
no lines, and say nothing of the prose of pages: between those, only the data are compared.

Of a folder or a revision only the data are built, in a temporary folder, with the software that is
installed now. That runs its conf.py: compare no revision whose conf.py you would not run.
"""
_END = """\
exit status: 0 if nothing changed in meaning, 1 if something did, 2 if a side cannot be read

examples:
  dossier diff main                          the working folder against the branch main
  dossier diff v1 v2 --format markdown       two tags, for a comment on a pull request
  dossier diff old/dossier.json _build/html  data that were kept against the built site
"""


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    summary = "show what two states of the dossier say differently"
    command = add_command(commands, run, "diff", summary, _DESCRIPTION, _END)
    command.add_argument("old", metavar="OLD", help="the state before")
    command.add_argument(
        "new", metavar="NEW", nargs="?", default=".", help="the state after (default: this folder)"
    )
    command.add_argument(
        "--format", choices=[*_FORMS], default="text", help="(default: %(default)s)"
    )


def run(options: argparse.Namespace) -> int:
    """Print the changes; 1 if there are any.

    :raises RefusedError: a state cannot be read or built.
    """
    old, new = state_of(options.old), state_of(options.new)
    changes = compare(old.data, new.data, old.notes, new.notes)
    if not (old.notes.pages and new.notes.pages):
        remark("compared by their data alone, which have no prose of pages")
    say(_FORMS[options.format](changes), end="")
    return 1 if changes else 0
