"""``dossier help``: what an object or a view takes, out of the tables of kinds and views."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Final

from sphinx_dossier.answers.filters import FILTER_OPTIONS
from sphinx_dossier.answers.uses import VIEWS
from sphinx_dossier.commands import RefusedError
from sphinx_dossier.commands.exit_codes import EXIT_CODES
from sphinx_dossier.commands.own_words import own_words
from sphinx_dossier.commands.parser import add_command
from sphinx_dossier.commands.say import say
from sphinx_dossier.commands.written_views import written_views
from sphinx_dossier.core.kinds import KINDS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dossier.commands.parser import Commands
    from sphinx_dossier.commands.written_views import WrittenView
    from sphinx_dossier.core.kinds import FieldRow, Kind
    from sphinx_dossier.core.vocabulary import MatterVocabulary

_DESCRIPTION = """\
List the options of an object or a view: how each is written, what it means, and whether it must be
there. Without a name, list the objects and views, and what the exit status of a command means.
"""
_WIDTH: Final = 88
"""Columns of a line: a terminal is rarely narrower, and longer lines are hard to read."""
_VIEWS: Final = {view.directive: view for view in VIEWS}


def add_to(commands: Commands) -> None:
    """Add the subcommand."""
    summary = "list the options of an object or a view, with what each means"
    names = [*KINDS, *_VIEWS]
    command = add_command(commands, run, "help", summary, _DESCRIPTION)
    command.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help=f"one of {', '.join(names)}, or a view that conf.py adds",
    )
    command.add_argument(
        "--root",
        type=Path,
        default=Path(),
        help="the folder of conf.py, for its words and views (this one)",
    )


def run(options: argparse.Namespace) -> int:
    """Print the options."""
    if options.name in KINDS:
        lines = _of_kind(own_words(options.root).kinds[options.name])
    elif options.name in _VIEWS:
        lines = _of_view(options.name, own_words(options.root))
    else:
        own = written_views(options.root)
        known = own_words(options.root)
        lines = _of_own(options.name, own, known) if options.name else _overview(own)
    say("\n".join(lines))
    return 0


def _of_own(
    name: str, own: Mapping[str, WrittenView], vocabulary: MatterVocabulary
) -> Iterator[str]:
    if name not in own:
        known = ", ".join([*KINDS, *_VIEWS, *own])
        raise RefusedError(f"no object or view is called {name!r}: write one of {known}")
    view = own[name]
    argument = f" {view.argument.upper()}" if view.argument else ""
    yield f":::{{{name}}}{argument}\n:OPTION: VALUE\n:::\n"
    yield view.means or "A view that conf.py adds."
    yield from _options((*view.options, *vocabulary.rows(FILTER_OPTIONS)))


def _overview(own: Mapping[str, WrittenView]) -> Iterator[str]:
    yield "Objects:"
    for kind in KINDS.values():
        # Twelve columns have room for the longest name of a kind or a view, and blanks behind it.
        yield f"  {kind.name:<12}{kind.holds}"
    yield "\nViews:"
    for name, view in _VIEWS.items():
        yield f"  {name:<12}{view.means}"
    if own:
        yield "\nViews of this project:"
        for written in own.values():
            yield f"  {written.directive:<12}{written.means}".rstrip()
    yield "\ndossier help NAME lists the options of one."
    yield "\nExit status of every command:"
    for status, meaning in EXIT_CODES.items():
        yield fill(f"  {status:<12}{meaning}", _WIDTH, subsequent_indent=" " * 14)


def _of_kind(kind: Kind) -> Iterator[str]:
    argument = kind.argument.name.upper()
    yield f":::{{{kind.name}}} {argument}\n:OPTION: VALUE\nTEXT\n:::\n"
    yield f"{argument}: {kind.argument.means}"
    if kind.argument.name != "id":
        yield "\n:id: (required)\n    The id, which never changes."
        yield "    Write lower-case letters, digits and hyphens."
    yield from _options(kind.fields)


def _of_view(name: str, vocabulary: MatterVocabulary) -> Iterator[str]:
    view = _VIEWS[name]
    argument = f" {view.argument.upper()}" if view.argument else ""
    yield f":::{{{name}}}{argument}\n:OPTION: VALUE\n:::\n"
    yield view.means
    yield from _options(vocabulary.rows(view.options))


def _options(rows: Iterable[FieldRow]) -> Iterator[str]:
    for row in rows:
        note = " (required)" if row.required else " (asked for by a check)" if row.asked else ""
        yield f"\n:{row.name}:{note}"
        choices = f": {', '.join(row.choices)}" if row.choices else ""
        for text in (f"{row.means}.", f"Write {row.form}{choices}."):
            yield _wrapped(text)
        if row.kinds:
            yield f"    It may name: {', '.join(row.kinds)}."


def _wrapped(text: str) -> str:
    indent = " " * 4
    # A word such as armed-force is written with its hyphen: it may not end a line.
    return fill(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
