"""Directives that read files or write raw markup: each is asked before it does.

A page could otherwise publish any file that the machine which builds it can read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from docutils.nodes import table
from docutils.parsers.rst.directives import flag, nonnegative_int, path, unchanged
from docutils.parsers.rst.directives.misc import Raw
from docutils.parsers.rst.languages import get_language
from docutils.parsers.rst.states import RSTState
from myst_parser.mocking import MockIncludeDirective
from pybtex.plugin import PluginNotFound, find_plugin
from sphinx.directives.code import LiteralInclude
from sphinx.directives.other import Include
from sphinx.directives.patches import CSVTable
from sphinx.util.docutils import SphinxDirective
from sphinxcontrib.bibtex.directives import BibliographyDirective

from sphinx_dossier.core.problems import Code
from sphinx_dossier.core.safe_links import is_inside
from sphinx_dossier.strict.fence_depth import line_of_deep_fence
from sphinx_dossier.strict.limits import fault_of_budget, fault_of_filter
from sphinx_dossier.strict.page_names import undecodable_line
from sphinx_dossier.strict.refusals import note_refusal, place_of_words, short
from sphinx_dossier.strict.row_lines import line_of_open_row, name_rows

if TYPE_CHECKING:
    from docutils.nodes import Node
    from myst_parser.mocking import MockState
    from sphinx.application import Sphinx
    from sphinx.config import Config


class _GuardedDirective(SphinxDirective):
    """What the guarded directives have in common."""

    def refuse(self, code: Code, message: str, shown: str) -> list[Node]:
        """Note a problem on the line with ``shown``, and put nothing on the page."""
        where = place_of_words(self.env, shown, *self.get_source_info())
        note_refusal(self.env, code, message, where)
        return []

    def is_outside(self, name: str) -> bool:
        """Whether a file, named as Sphinx has it, lies outside the source folder."""
        return not is_inside(self.env.srcdir, self.env.relfn2path(name)[1])

    def may_take(self, name: str) -> bool:
        """Whether the page may take in one more file; where it may not, that is reported."""
        file = self.env.relfn2path(name)[1]
        encoding = self.options.get("encoding", "utf-8")
        if fault := fault_of_budget(self.env, file):
            self._refuse_more(fault, name)
        elif line := undecodable_line(Path(file), encoding):
            fault = f"{{{self.name}}} takes in {short(name)}, whose line {line} is no {encoding}"
            self.refuse(Code.UNSAFE_MARKUP, f"{fault}: save that file as UTF-8", name)
        else:
            return True
        return False

    def _refuse_more(self, fault: str, name: str) -> None:
        """Tell once for the page: files in files can be thousands."""
        refused: Any = self.env.temp_data.setdefault("dossier_too_much", [])
        if not refused:
            refused.append(name)
            message = f"the page {self.env.docname!r} {fault}: take in less"
            self.refuse(Code.TOO_LARGE, f"{message}; from here on it takes in no more", name)

    def refuse_outside(self, name: str) -> list[Node]:
        """Refuse a file that lies outside the source folder."""
        message = f"{{{self.name}}} takes no file from outside the source folder: {short(name)}"
        return self.refuse(Code.OUTSIDE_FILE, message, name)


class RefusedRaw(_GuardedDirective, Raw):
    """``raw``: refused, whatever the format and wherever it comes from.

    It would put scripts on the page, and its options read files and addresses.
    """

    def run(self) -> list[Node]:
        """Put nothing on the page."""
        message = f"{{{self.name}}} is not allowed: write Markdown"
        return self.refuse(Code.UNSAFE_MARKUP, message, self.name)


class CheckedInclude(_GuardedDirective):
    """``include`` of files of the source folder and of the character sets of docutils.

    It calls the parser's own way of including, and is no subclass of it: for a subclass, MyST
    would read the file without running it.
    """

    required_arguments = 1
    final_argument_whitespace = True
    # Those of MyST too, which Sphinx does not know.
    option_spec: ClassVar[Any] = {
        **(Include.option_spec or {}),
        "relative-images": flag,
        "relative-docs": path,
        "heading-offset": nonnegative_int,
        "parser": unchanged,
    }

    def run(self) -> list[Node]:
        """Include the file."""
        # docutils would import, and so run, whatever module has the name of the parser.
        if "parser" in self.options:
            message = f"{{{self.name}}} reads a file as the page itself is read, not by a parser"
            return self.refuse(Code.UNSAFE_MARKUP, message, ":parser:")
        name = "".join(line.strip() for line in self.arguments[0].splitlines())
        # docutils takes `<isonum.txt>` from its own folder; a path in such signs could leave it.
        if not re.fullmatch(r"<[\w-]+\.txt>", name) and self.is_outside(name):
            return self.refuse_outside(name)
        if not self.may_take(name):
            return []
        if isinstance(self.state, RSTState):
            given = (self.name, self.arguments, self.options, self.content, self.lineno)
            place = (self.content_offset, self.block_text, self.state, self.state_machine)
            return list(Include(*given, *place).run())
        return self._include_in_myst(name)

    def may_take(self, name: str) -> bool:
        """Whether it may, and no blocks in the file lie too deep in each other."""
        if not super().may_take(name):
            return False
        file, encoding = Path(self.env.relfn2path(name)[1]), self.options.get("encoding", "utf-8")
        is_text = file.is_file()
        line = line_of_deep_fence(file.read_text(encoding, errors="replace")) if is_text else 0
        if line:
            fault = f"{{{self.name}}} takes in {short(name)}, which nests too deeply at line {line}"
            self.refuse(Code.TOO_LARGE, f"{fault}: put less into one another", name)
        return not line

    def _include_in_myst(self, name: str) -> list[Node]:
        """Include a file as MyST does, but no page in itself: that would never end."""
        file = Path(self.env.relfn2path(name)[1]).resolve()
        page = Path(self.env.doc2path(self.env.docname)).resolve()
        # The files around this directive, from the page inwards. Sphinx drops them with the other
        # temporary data of the page, and has types only for its own.
        kept: Any = self.env.temp_data.setdefault("dossier_include", [page])
        around: list[Path] = kept
        # As code, a file is shown and not parsed: it includes nothing further.
        if file in around and not {"literal", "code"} & self.options.keys():
            message = f"{{{self.name}}} would take in {short(name)} again and again"
            return self.refuse(Code.UNSAFE_MARKUP, message, name)
        given = (self.name, Include, self.arguments, self.options, [*self.content], self.lineno)
        renderer = cast("MockState", self.state)._renderer
        around.append(file)
        try:
            return list(MockIncludeDirective(renderer, *given).run())
        finally:
            around.pop()


class CheckedLiteralInclude(_GuardedDirective, LiteralInclude):
    """``literalinclude`` of files of the source folder."""

    def run(self) -> list[Node]:
        """Include the file."""
        # The option `diff` names a second file, whose lines would be shown as removed.
        for name in (self.arguments[0], self.options.get("diff", "")):
            if name and self.is_outside(name):
                return self.refuse_outside(name)
            if name and not self.may_take(name):
                return []
        return super().run()


class CheckedTable(_GuardedDirective, CSVTable):
    """``csv-table`` of rows on the page, or in a file of the source folder."""

    def run(self) -> list[Any]:
        """Make the table."""
        # The build would ask another host, and publish whatever it answers that day.
        if "url" in self.options:
            message = f"{{{self.name}}} takes no rows from another host: save them as a file"
            return self.refuse(Code.REMOTE_MEDIA, message, ":url:")
        name = self.options.get("file", "")
        # Sphinx takes a path with a slash at its start from the source folder, unless the machine
        # has such a file: then docutils opens that one.
        is_absolute = Path(name).is_absolute() and Path(name).is_file()
        if name and (is_absolute or self.is_outside(name)):
            return self.refuse_outside(name)
        if name and not self.may_take(name):
            return []
        if name and (line := self._line_of_open_quote()):
            message = (
                f"{{{self.name}}} takes in {short(name)}, in whose line {line} a quotation mark is "
                "not closed: close it, or write two for one in a text"
            )
            return self.refuse(Code.UNREADABLE, message, ":file:")
        made: list[Node] = super().run()
        # A file that could not be read, or rows that are none, have made a message instead.
        if name and any(isinstance(one, table) for one in made):
            file = Path(self.env.relfn2path(self.options["file"])[1])
            text = file.read_text(self.options.get("encoding", "utf-8-sig"), errors="replace")
            name_rows(made, str(file), text, self.DocutilsDialect(self.options))
        return made

    def _line_of_open_quote(self) -> int:
        """The line of the file at which a row begins that never ends; 0 where all rows do."""
        file = Path(self.env.relfn2path(self.options["file"])[1])
        try:
            text = file.read_text(self.options.get("encoding", "utf-8-sig"), errors="replace")
        except (OSError, LookupError):
            return 0
        return line_of_open_row(text, self.DocutilsDialect(self.options))


class CheckedBibliography(_GuardedDirective, BibliographyDirective):
    """``bibliography`` of a known style, with a filter that comes to an end."""

    def run(self) -> list[Node]:
        """Make the list."""
        if fault := fault_of_filter(self.options.get("filter", "")):
            message = f":filter: of {{{self.name}}} {fault}"
            return self.refuse(Code.TOO_LARGE, message, ":filter:")
        # The list is made when all pages are read, and a style that is missing would end the build.
        style = self.options.get("style", "")
        if style and not _is_style(style):
            message = f":style: of {{{self.name}}} names no style of lists: {short(style)}"
            return self.refuse(Code.BAD_VALUE, message, style)
        return list(super().run())


def _is_style(name: str) -> bool:
    try:
        find_plugin("pybtex.style.formatting", name)
    except PluginNotFound:
        return False
    return True


GUARDED: Final[dict[str, type[SphinxDirective]]] = {
    "raw": RefusedRaw,
    "include": CheckedInclude,
    "literalinclude": CheckedLiteralInclude,
    "csv-table": CheckedTable,
}


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Put each guarded directive in the place of its original: a handler of ``config-inited``.

    docutils also knows directives by their names in the site's language: where that is German, a
    page could write ``einfügen`` for ``include``.
    """
    language = get_language(config.language)
    names = {name: name for name in GUARDED} | dict(language.directives if language else {})
    if "sphinxcontrib.bibtex" in app.extensions:
        app.add_directive("bibliography", CheckedBibliography, override=True)
    for name, english in names.items():
        if english in GUARDED:
            app.add_directive(name, GUARDED[english], override=True)
