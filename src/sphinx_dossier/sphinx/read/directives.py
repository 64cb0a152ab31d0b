"""Directives: from a fence to an object on the page and a placeholder for what others say.

They note, and never log: problems are reported together when all pages are read.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from sphinx_dossier.answers.filters import Filter
from sphinx_dossier.core.dates import DateError, parse_date
from sphinx_dossier.core.locations import shown_where
from sphinx_dossier.core.model import ACTOR_KINDS, KINDS, Actor, Event, Object, Place, Where
from sphinx_dossier.core.notes import notes_of
from sphinx_dossier.core.options import (
    Block,
    Field,
    Option,
    is_option,
    one_of,
    parse_object,
    read_count,
    read_date,
    read_id,
    read_ids,
    read_options,
    split_options,
)
from sphinx_dossier.core.page import Use
from sphinx_dossier.core.problems import Code, Problem
from sphinx_dossier.sphinx.nodes import as_nodes, block, view
from sphinx_dossier.sphinx.read.page_reader import spoken_text
from sphinx_dossier.sphinx.show.legends import LEGENDS
from sphinx_dossier.sphinx.show.lists import render_codes, render_statuses

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx


class DossierDirective(SphinxDirective):
    """A directive that reads its own option block, so that values may span lines.

    It declares no options to the parser: MyST would cut a value at the end of its line.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = None

    def read_block(self) -> tuple[str, Block, Where]:
        """The argument, the option block, and where the directive begins."""
        argument, lines, first = self._take_apart()
        source, line = self.get_source_info()
        if not self._is_rst:
            line = self.notes.text.nearest(source, line, partial(self._opens_with, argument))
        where = shown_where(source, line, str(self.env.doc2path(self.env.docname)))
        places = [(source, line + first + at - 1) for at in range(len(lines))]
        self._lines = StringList(lines, items=places)
        # rST counts from the beginning of the page, MyST from where it saw the directive.
        self._offset = first - 1 + (self.lineno if self._is_rst else line - self.lineno)
        taken = split_options(lines, Where(where.path, where.line + first))
        self.notes.problems.extend(taken.problems)
        return argument, taken, where

    @property
    def _is_rst(self) -> bool:
        return isinstance(self.state, RSTState)

    def _take_apart(self) -> tuple[str, list[str], int]:
        """The argument, the lines below it, and how far below the opening the first of them is.

        rST counts everything above the first blank line as the argument, options too.
        """
        head = self.arguments[0].split("\n") if self.arguments else []
        if not self._is_rst:
            return " ".join(head).strip(), [*self.content], self.content_offset + 1
        argument = list(takewhile(lambda line: not is_option(line), head))
        options = head[len(argument) :]
        below = self.content_offset - self.lineno + 1
        if not options:
            return " ".join(argument).strip(), [*self.content], below
        opening = self.block_text.split("\n", 1)[0]
        first = len(argument) + opening.rstrip().endswith("::")
        blanks = [""] * (below - first - len(options))
        return " ".join(argument).strip(), [*options, *blanks, *self.content], first

    def _opens_with(self, argument: str, line: str) -> bool:
        fence = re.search(rf"(?::::|```|~~~)\s*{{{re.escape(self.name)}}}(.*)", line)
        return fence is not None and fence[1].split() == argument.split()

    def body(self, start: int) -> list[Node]:
        """Parse the lines of the body, which begins at ``start``."""
        container = nodes.Element()
        container.document = self.state.document
        self.state.nested_parse(self._lines[start:], self._offset + start, container)
        return list(container.children)

    @property
    def notes(self) -> Any:
        """What has been noted of the page so far."""
        return notes_of(self.env)


class ObjectDirective(DossierDirective):
    """``{actor}``, ``{place}``, ``{event}``, ``{question}`` and ``{claim}``.

    The result is a ``block`` with the body and a placeholder for the evidence of a claim, or the
    facts of anything else. What other pages say goes to the end of the section later.
    """

    def run(self) -> list[Node]:
        """Note the object and put its body on the page."""
        argument, taken, where = self.read_block()
        body = self.body(taken.body)
        text = spoken_text(body)
        kind = self.name.rpartition(":")[2]
        parsed = parse_object(kind, argument, taken.options, text, where)
        self.notes.problems.extend(parsed.problems)
        tag = "article" if kind == "claim" else "div"
        result = block("", *body, tag=tag, classes=["dossier", f"dossier-{kind}"])
        self.set_source_info(result)
        thing = parsed.thing
        if thing is None or thing.id in self.notes.ids:
            if thing is not None:
                self.notes.objects.append(thing)
            return [result]
        self.notes.objects.append(thing)
        self.notes.ids.add(thing.id)
        result["dossier_id"] = thing.id
        result["dossier_kind"] = kind
        result["dossier_name"] = " ".join(argument.split())
        use = Use("evidence" if kind == "claim" else "facts", (thing.id,))
        result += view(use=use, docname=self.env.docname)
        return [*_index_entries(thing), result]


def _index_entries(thing: Object) -> list[Node]:
    """Every spelling of a name for the general index, which the search reads too."""
    if not isinstance(thing, Actor | Place | Event):
        return []
    names = dict.fromkeys([thing.name, *(name.text for name in thing.also), *thing.garbled])
    # A semicolon would cut an entry in two.
    entries = [("single", name.replace(";", ","), thing.id, "", None) for name in names]
    return [addnodes.index(entries=entries)]


_FILTER = {
    "kind": Field("kind", one_of((*KINDS, "source"))),
    "actor-kind": Field("actor_kind", read_ids),
    "by": Field("by", read_ids),
    "about": Field("about", read_ids),
    "side": Field("side", read_id),
    "from": Field("start", read_date),
    "to": Field("end", read_date),
}
"""The one small filter that all views share."""


class FilterView(DossierDirective):
    """``{ledger}``, ``{figures}``, ``{objects}``, ``{map}``, ``{relations}``: what passes."""

    fields: ClassVar[dict[str, Field]] = _FILTER

    def run(self) -> list[Node]:
        """Note what the page shows."""
        _, taken, _ = self.read_block()
        values, problems = read_options(taken.options, self.fields, f"{{{self.name}}}")
        self.notes.problems.extend(problems)
        for word in values.get("actor_kind", ()):
            if word not in ACTOR_KINDS:
                where = taken.options["actor-kind"].where
                message = f"{word!r} is no kind of actor: {', '.join(ACTOR_KINDS)}"
                self.notes.problems.append(Problem(Code.BAD_VALUE, message, where))
        use = self.use_of(values)
        self.notes.uses.append(use)
        return [view(use=use, docname=self.env.docname)]

    def use_of(self, values: dict[str, Any]) -> Use:
        """What is asked of the index."""
        return Use(self.name, (Filter(**values),))


class TimelineView(FilterView):
    """``{timeline}``; with ``compact``, only full days and so many entries a cell."""

    fields: ClassVar[dict[str, Field]] = {**_FILTER, "compact": Field("most", read_count)}

    def use_of(self, values: dict[str, Any]) -> Use:
        """The whole timeline or its short form."""
        most = values.pop("most", None)
        return Use("days", (Filter(**values), most)) if most else super().use_of(values)


class ChainView(DossierDirective):
    """``{chain} claim-id``: how one claim travelled and drifted."""

    def run(self) -> list[Node]:
        """Note what the page shows."""
        argument, taken, where = self.read_block()
        _, problems = read_options(taken.options, {}, "{chain}")
        self.notes.problems.extend(problems)
        use = Use("chain", (argument, where))
        self.notes.uses.append(use)
        return [view(use=use, docname=self.env.docname)]


def _read_reasons(option: Option, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    """One passage a line: ``p26 why nothing cites it``."""
    found = []
    for where, text in option.items:
        passage, _, reason = text.partition(" ")
        if reason.strip():
            found.append((passage, reason.strip()))
        else:
            message = f":uncited: takes `p26 the reason` a line; not {text!r}"
            problems.append(Problem(Code.BAD_VALUE, message, where))
    return tuple(found)


class CoverageView(DossierDirective):
    """``{coverage} KEY``: the passages of a source and what was made of each."""

    def run(self) -> list[Node]:
        """Note what the page shows, and where the passages are."""
        argument, taken, where = self.read_block()
        fields = {"uncited": Field("uncited", _read_reasons)}
        values, problems = read_options(taken.options, fields, "{coverage}")
        self.notes.problems.extend(problems)
        use = Use("coverage", (argument, where, values.get("uncited", ())))
        self.notes.uses.append(use)
        return [view(use=use, docname=self.env.docname)]


class LegendView(DossierDirective):
    """``{legend} status``, ``codes``, or one of the data: what the software means by words."""

    def run(self) -> list[Node]:
        """Put the words and meanings on the page; they depend on no other page."""
        argument, taken, where = self.read_block()
        _, problems = read_options(taken.options, {}, "{legend}")
        self.notes.problems.extend(problems)
        if argument == "status":
            return as_nodes(render_statuses())
        if argument == "codes":
            return as_nodes(render_codes())
        if argument in LEGENDS:
            use = Use("legend", (argument, tuple(self.config.dossier_licence.items())))
            self.notes.uses.append(use)
            return [view(use=use, docname=self.env.docname)]
        known = ", ".join(["status", "codes", *LEGENDS])
        message = f"{{legend}} explains one of {known}; not {argument!r}"
        self.notes.problems.append(Problem(Code.BAD_VALUE, message, where))
        return []


class CorrectionDirective(DossierDirective):
    """``{correction} DAY``: a mistake of ours, when it was mended, and what it was."""

    def run(self) -> list[Node]:
        """Note the correction for the feed, and put it on the page."""
        argument, taken, where = self.read_block()
        values, problems = read_options(taken.options, {"of": Field("of", read_ids)}, self.name)
        self.notes.problems.extend(problems)
        try:
            parse_date(argument)
        except DateError as error:
            self.notes.problems.append(Problem(Code.BAD_DATE, str(error), where))
        body = self.body(taken.body)
        told = [use.arguments[3] for use in self.notes.uses if use.view == "correction"]
        anchor = first = nodes.make_id(f"correction-{argument}")
        while anchor in told:
            anchor = f"{first}-{told.index(anchor) + len(told) + 1}"
        arguments = (argument, values.get("of", ()), spoken_text(body), anchor, where)
        use = Use("correction", arguments)
        self.notes.uses.append(use)
        placeholder = view(use=use, docname=self.env.docname)
        return [block("", placeholder, *body, tag="div", classes=["dossier-row"], ids=[anchor])]


def setup_directives(app: Sphinx) -> None:
    """Register the directives of objects and views."""
    for kind in KINDS:
        app.add_directive(kind, ObjectDirective)
    app.add_directive("timeline", TimelineView)
    for name in ("ledger", "figures", "objects", "map", "relations"):
        app.add_directive(name, FilterView)
    app.add_directive("chain", ChainView)
    app.add_directive("coverage", CoverageView)
    app.add_directive("correction", CorrectionDirective)
    app.add_directive("legend", LegendView)
