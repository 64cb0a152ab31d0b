"""The directive ``{reference}``: the reference of the extension, out of its own tables.

A thing that is added to a table of the package is described here at the next build, in the words
that its row must have; one without words is a warning, and warnings are errors.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

from sphinx_dossier.__main__ import make_parser
from sphinx_dossier.answers.filters import FILTER_OPTIONS
from sphinx_dossier.answers.uses import VIEWS
from sphinx_dossier.commands.exit_codes import EXIT_CODES
from sphinx_dossier.core.kinds import KINDS
from sphinx_dossier.core.problems import Code
from sphinx_dossier.exports.datapackage import FILES
from sphinx_dossier.exports.tables import TABLES
from sphinx_dossier.sphinx.settings import SETTINGS, SITE_WIDE
from sphinx_dossier.sphinx.style_variables import COLOURS, TYPE, variable
from sphinx_dossier.sphinx.theme_parts import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_dossier.core.kinds import FieldRow

_logger = getLogger(__name__)
# A term with nothing behind its colon, or a row of a table without a second cell.
_WORDLESS: Final = re.compile(r"^(.+)\n: \s*$|^\| (.+) \|\s*\|$", re.MULTILINE)


class Reference(SphinxDirective):
    """``{reference} WHAT``, or ``{reference} WHAT NAME`` for one kind or view."""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[Node]:
        """Describe what the argument names."""
        what, *names = self.arguments
        lines = [*_PARTS[what](*names)]
        text = "\n".join(lines)
        for match in _WORDLESS.finditer(text):
            term = match[1] or match[2]
            _logger.warning("no words for %s", term, location=self.get_location())
        made = self.parse_text_to_nodes(text, allow_section_headings=True)
        for one in made:
            if isinstance(one, nodes.definition_list):
                one["classes"].append("reference-entries")
        return made


def _entry(term: str, meaning: str, *rest: str) -> Iterator[str]:
    """A term and what is said of it, as a list of definitions of MyST has them."""
    # The rest alone, such as the form of a value, says nothing: then it is missed.
    yield f"{term}\n: {' '.join((meaning, *rest)) if meaning else ''}\n"


def _options(rows: Iterable[FieldRow]) -> Iterator[str]:
    for row in rows:
        note = ", required" if row.required else ", asked for by a check" if row.asked else ""
        choices = ": " + ", ".join(f"`{one}`" for one in row.choices) if row.choices else ""
        form = f"*Write {row.form}*{choices}."
        yield from _entry(f"`:{row.name}:`{note}", _sentence(row.means), form)


def _kind(name: str) -> Iterator[str]:
    kind = KINDS[name]
    argument = f"{kind.argument.name.upper()}, behind the word in braces"
    yield from _entry(argument, _sentence(kind.argument.means))
    yield from _options(kind.written_options.values())


def _view(name: str) -> Iterator[str]:
    (view,) = [one for one in VIEWS if one.directive == name]
    yield f"{view.means}\n"
    if view.argument:
        yield f"Its argument is the {_ARGUMENTS.get(view.argument, 'name')} of what it shows.\n"
    own = [row for row in view.options if row not in FILTER_OPTIONS]
    yield from _options(own)
    if len(own) < len(view.options):
        yield "It takes the options of the [filter](#filter) too.\n"


def _settings() -> Iterator[str]:
    for one in SETTINGS:
        yield from _entry(f"`{one.name}`", one.meaning, f"Without it: `{one.default!r}`.")


def _theme_parts() -> Iterator[str]:
    for name, part in PARTS.items():
        yield from _entry(f"`{name}`", _sentence(part.meaning))


def _variables(meanings: Mapping[str, str]) -> Iterator[str]:
    yield "| Variable | Meaning |\n|---|---|"
    for name, meaning in meanings.items():
        yield f"| `{variable(name)}` | {meaning} |"


def _site_wide() -> Iterator[str]:
    for name, meaning in SITE_WIDE.items():
        yield from _entry(f"`{name}`", _sentence(meaning))


def _codes() -> Iterator[str]:
    for code in Code:
        yield from _entry(f"`dossier.{code.value}`", code.fix)


def _commands() -> Iterator[str]:
    (actions,) = [one for one in make_parser()._actions if isinstance(one, _Subparsers)]
    summaries = {one.dest: one.help or "" for one in actions._choices_actions}
    for name, parser in actions.choices.items():
        yield f"## dossier {name}\n"
        yield f"{_sentence(summaries[name])}\n"
        yield f"```text\n{parser.format_usage().strip()}\n```\n"
        for action in parser._actions:
            names = action.option_strings or [str(action.metavar or action.dest)]
            help_ = (action.help or "").replace("%(default)s", str(action.default))
            yield from _entry(", ".join(f"`{one}`" for one in names), _sentence(help_))


def _exit_codes() -> Iterator[str]:
    for status, meaning in EXIT_CODES.items():
        yield from _entry(f"`{status}`", _sentence(meaning))


def _data() -> Iterator[str]:
    for name, file in FILES.items():
        yield from _entry(f"`data/{name}`", f"{file.title}.")


def _tables() -> Iterator[str]:
    for name, table in TABLES.items():
        yield f"## {name}.csv\n"
        yield f"{table.title}.\n"
        yield "| Column | Meaning |\n|---|---|"
        for column in table.columns:
            yield f"| `{column.name}` | {column.means} |"
        yield ""


def _roles() -> Iterator[str]:
    for name, kind in KINDS.items():
        yield from _entry(f"`` {{{name}}}`ID` ``", f"A link to the {kind.name} of that id.")


def _sentence(words: str) -> str:
    """Words of the command line as a sentence."""
    return f"{words[:1].upper()}{words[1:]}.".replace("..", ".") if words else ""


_Subparsers: Final = argparse._SubParsersAction
_ARGUMENTS: Final = {"claim": "id", "legend": "name"}
_PARTS: Final[dict[str, Callable[..., Iterator[str]]]] = {
    "kind": _kind,
    "view": _view,
    "filter": lambda: _options(FILTER_OPTIONS),
    "roles": _roles,
    "settings": _settings,
    "theme-parts": _theme_parts,
    "colours": lambda: _variables(COLOURS),
    "type": lambda: _variables(TYPE),
    "site-wide": _site_wide,
    "codes": _codes,
    "commands": _commands,
    "exit-codes": _exit_codes,
    "data": _data,
    "tables": _tables,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("reference", Reference)
    # The tables are code: pages are read again when it changes, which a fresh build always does.
    return {"parallel_read_safe": True, "parallel_write_safe": True}
